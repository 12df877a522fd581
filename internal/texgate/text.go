package texgate

import "strings"

// CheckText returns why some formula in a text, between the delimiters at which Anki's MathJax looks, is not to be
// typeset: the first such; nil where there is none. The text is what MathJax sees of a field, without tags and
// entities.
func CheckText(text string) *Fault {
	for {
		i := strings.IndexByte(text, '\\')
		if i < 0 || i+1 == len(text) {
			return nil
		}
		open := text[i+1]
		text = text[i+1:]
		closer := map[byte]byte{'(': ')', '[': ']'}[open]
		if closer == 0 {
			continue // in "\\(" the second backslash begins a formula
		}
		end := formulaEnd(text[1:], closer)
		if end < 0 {
			continue
		}
		if fault := Check(text[1 : 1+end]); fault != nil {
			return fault
		}
		text = text[1+end:]
	}
}

// formulaEnd is where a formula ends, as MathJax finds it: where the delimiter stands outside of braces; -1 where it
// does not.
func formulaEnd(text string, closer byte) int {
	depth := 0
	for i := 0; i < len(text); i++ {
		switch text[i] {
		case '{':
			depth++
		case '}':
			depth = max(0, depth-1)
		case '\\':
			i++
			if i < len(text) && text[i] == closer && depth == 0 {
				return i - 1
			}
		}
	}
	return -1
}
