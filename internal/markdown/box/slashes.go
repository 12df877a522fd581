package box

import "bytes"

// slashes are the blocks of PyMdown: "/// details | Title", ended by "///".
var slashes = &syntax{
	first: "/",
	open: func(line []byte) (o opening, ok bool) {
		rest := bytes.TrimLeft(line, "/")
		mark := len(line) - len(rest)
		if mark < 3 || len(rest) == 0 || rest[0] != ' ' {
			return o, false
		}
		bar := bytes.IndexByte(rest, '|')
		if bar < 0 {
			bar = len(rest)
		}
		n := nameLength(bytes.TrimSpace(rest[:bar]))
		if n == 0 || n != len(bytes.TrimSpace(rest[:bar])) {
			return o, false
		}
		h, ok := readHead(rest[:bar])
		if bar < len(rest) {
			h.readTitle(rest, bar+1)
		}
		return opening{head: h, mark: mark, fence: line[:mark]}, ok
	},
	closes: func(line []byte, o *opening) bool { return bytes.Equal(line, o.fence) },
}
