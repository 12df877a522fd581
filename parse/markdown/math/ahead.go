package math

import "bytes"

// lookAhead gives the offset of the closer of a formula that is open before the line at from, -1 where a blank line, a heading,
// a fence or the end of the text comes first: a formula that was never closed must not take the next question with it.
// With alone, the opener stood alone on its line; then blank lines may be inside, if the closers below still come in pairs.
func lookAhead(src []byte, from int, closer string, alone bool) int {
	end := min(len(src), from+maxAhead)
	blank := false
	for at := from; at < end; {
		line, next := lineAt(src, at)
		switch {
		case len(line) == 0:
			if !alone {
				return -1
			}
			blank = true
		case isHeading(line), bytes.HasPrefix(line, []byte("```")):
			return -1
		}
		if n := bytes.Count(line, []byte(closer)); n > 0 {
			if closer == "$$" && n%2 == 0 || blank && !paired(src, at, end, closer) {
				return -1
			}
			return at + bytes.Index(src[at:next], []byte(closer))
		}
		at = next
	}
	return -1
}

// paired tells whether the formula that the line at from closes may reach over blank lines: the line must hold nothing but
// the closer, and an odd number of such lines must remain, itself included. An even number means that one formula above was
// left open.
func paired(src []byte, from, end int, closer string) bool {
	line, _ := lineAt(src, from)
	if string(line) != closer {
		return false
	}
	if closer != "$$" {
		return true
	}
	n := 0
	for at := from; at < end; {
		line, next := lineAt(src, at)
		if isHeading(line) {
			break
		}
		if string(line) == closer {
			n++
		}
		at = next
	}
	return n%2 == 1
}

// lineAt gives the line at an offset without the marks of quotes and blanks around it, and where the next one begins.
func lineAt(src []byte, at int) (line []byte, next int) {
	next = len(src)
	if i := bytes.IndexByte(src[at:], '\n'); i >= 0 {
		next = at + i + 1
	}
	return bytes.TrimRight(bytes.TrimLeft(src[at:next], " \t>"), " \t\r\n"), next
}

// isHeading tells that a line is an ATX heading.
func isHeading(line []byte) bool {
	n := 0
	for n < len(line) && line[n] == '#' {
		n++
	}
	return n > 0 && n <= 6 && n < len(line) && line[n] == ' '
}
