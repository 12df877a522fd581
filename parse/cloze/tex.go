package cloze

import (
	"strings"
)

// Marks of a deletion within a formula: noncharacters of Unicode, which no text holds. The scanner of clozes reads
// them.
const (
	texOpen  = "\ufdd0"
	texClose = "\ufdd1"
)

// MarkTeX puts marks in the place of the pairs of brackets in a formula that hide what is between them.
func MarkTeX(tex string) string {
	var b strings.Builder
	done := 0
	for i := 0; i < len(tex); i++ {
		switch tex[i] {
		case '\\':
			i++ // "\[" is no bracket, nor is that of "\\[2pt]", since a command stands before it
		case '[':
			end := closingBracket(tex, i)
			if end < 0 || !isDeletion(tex, i, end) {
				continue
			}
			b.WriteString(tex[done:i] + texOpen + ungroup(tex[i+1:end]) + texClose)
			i, done = end, end+1
		}
	}
	return b.String() + tex[done:]
}

// maxDeletion is how long, in bytes, a deletion within a formula may be.
const maxDeletion = 400

// closingBracket returns the bracket that closes the one at an offset, with all braces between them closed; -1
// without one.
func closingBracket(tex string, at int) int {
	braces, brackets := 0, 0
	for i := at; i < len(tex) && i < at+maxDeletion; i++ {
		switch tex[i] {
		case '\\':
			i++
		case '{':
			braces++
		case '}':
			if braces--; braces < 0 {
				return -1
			}
		case '[':
			brackets++
		case ']':
			if brackets--; brackets == 0 {
				if braces > 0 {
					return -1
				}
				return i
			}
		}
	}
	return -1
}

// isDeletion reports whether brackets hide something, and are not those of mathematics: the argument of a command or
// function ("\sqrt[3]", "E[X]"), a delimiter ("\left["), an interval or a list ("[0, 1]"), a matrix.
func isDeletion(tex string, open, end int) bool {
	inner := tex[open+1 : end]
	if strings.TrimSpace(inner) == "" || strings.Contains(inner, `\right`) || strings.Contains(inner, `\\`) || strings.Contains(inner, "[") {
		return false
	}
	if open > 0 {
		if c := tex[open-1]; c|0x20 >= 'a' && c|0x20 <= 'z' || c >= '0' && c <= '9' || strings.IndexByte(`})]'*\`, c) >= 0 {
			return false
		}
	}
	braces := 0
	for i := 0; i < len(inner); i++ {
		switch inner[i] {
		case '\\':
			i++
		case '{':
			braces++
		case '}':
			braces--
		case ',', ';':
			if braces == 0 {
				return false
			}
		}
	}
	return true
}

// ungroup takes the braces off a text that they enclose as a whole.
func ungroup(tex string) string {
	if !strings.HasPrefix(tex, "{") || !strings.HasSuffix(tex, "}") {
		return tex
	}
	braces := 0
	for i := 0; i < len(tex); i++ {
		switch tex[i] {
		case '\\':
			i++
		case '{':
			braces++
		case '}':
			if braces--; braces == 0 && i < len(tex)-1 {
				return tex
			}
		}
	}
	if braces != 0 {
		return tex
	}
	return tex[1 : len(tex)-1]
}

// texMark reads the mark of a deletion at the start of a formula's text and returns its length. If no deletions are
// looked for, the bracket that it stands for takes its place.
func (s *scanner) texMark(rest string) int {
	opens := strings.HasPrefix(rest, texOpen)
	switch {
	case s.marks != HighlightMarks && opens:
		s.out = append(s.out, '[')
	case s.marks != HighlightMarks:
		s.out = append(s.out, ']')
	case opens:
		if n := len(s.out); n > 0 && s.out[n-1] == '{' {
			s.out = append(s.out, ' ')
		}
		s.highlight(false)
	default:
		s.separate(true)
		s.highlight(true)
	}
	return len(texOpen)
}

// HoldsHighlight reports whether HTML holds a highlight.
func HoldsHighlight(html string) bool {
	return strings.Contains(html, "<mark>") || strings.Contains(html, texOpen)
}
