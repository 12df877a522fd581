package box

import "bytes"

// colons are the fences of Pandoc, Quarto, Docusaurus, VuePress and MyST: "::: {.exercise}", ":::tip[Title]". A bare
// fence ends the box opened last, however long it is.
var colons = &syntax{
	first:   ":",
	options: true,
	open: func(line []byte) (opening, bool) {
		rest := bytes.TrimLeft(line, ":")
		mark := len(line) - len(rest)
		if mark < 3 {
			return opening{}, false
		}
		h, ok := readHead(bytes.TrimRight(rest, ": \t"))
		return opening{head: h, mark: mark}, ok
	},
	closes: func(line []byte, _ *opening) bool { return isColons(line) },
	closer: isColons,
}

// isColons reports whether a line is a fence and nothing else.
func isColons(line []byte) bool { return len(line) >= 3 && len(bytes.Trim(line, ":")) == 0 }
