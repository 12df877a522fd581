package math

import (
	"bytes"
	"slices"

	"github.com/yuin/goldmark/parser"

	"github.com/examdeck/examdeck/internal/markdown/start"
)

// lookAhead returns the offset of the closer of a formula that is open before the line at from, -1 where a blank
// line, the start of a question, a fence or the end of the text comes first: a formula that was never closed must not
// take the next question with it. With alone, the opener stood alone on its line; then blank lines may be inside, if
// the closers below still come in pairs.
func lookAhead(src []byte, from int, closer string, alone bool, pc parser.Context) int {
	end := min(len(src), from+maxAhead)
	blank, above := false, false
	for at := from; at < end; {
		line, next := lineAt(src, at)
		kind := start.Of(src, at, above)
		above = len(line) == 0
		switch {
		case len(line) == 0:
			if !alone {
				return -1
			}
			blank = true
		case isHeading(line), bytes.HasPrefix(line, []byte("```")), kind != start.None && kind != start.Item && kind != start.Card:
			return -1
		case closer == `\]` && bytes.Contains(line, []byte(`\[`)) && !bytes.Contains(line, []byte(`\\[`)):
			return -1 // another one opens
		case blank && closer[0] == '\\' && len(closer) > 2 && bytes.Contains(line, []byte(`\begin{`+closer[len(`\end{`):])):
			return -1
		}
		if n := bytes.Count(line, []byte(closer)); n > 0 {
			if closer == "$$" && n%2 == 0 || blank && !paired(src, at, closer, pc) {
				return -1
			}
			return at + bytes.Index(src[at:next], []byte(closer))
		}
		at = next
	}
	return -1
}

// paired reports whether the formula that the line at from closes may reach over blank lines: the line must hold
// nothing but the closer, and an odd number of such lines must remain before the next heading, itself included. An
// even number means that one formula above was left open.
func paired(src []byte, from int, closer string, pc parser.Context) bool {
	line, _ := lineAt(src, from)
	if string(line) != closer {
		return false
	}
	if closer != "$$" {
		return true
	}
	m := marksOf(src, pc)
	head, _ := slices.BinarySearch(m.heads, from)
	end := len(src)
	if head < len(m.heads) {
		end = m.heads[head]
	}
	first, _ := slices.BinarySearch(m.dollars, from)
	last, _ := slices.BinarySearch(m.dollars, end)
	return (last-first)%2 == 1
}

// marks are where headings begin in a source, and where two dollars stand alone on a line.
type marks struct{ heads, dollars []int }

var marksKey = parser.NewContextKey()

// marksOf returns the marks of a source, looked for once.
func marksOf(src []byte, pc parser.Context) *marks {
	return pc.ComputeIfAbsent(marksKey, func() any {
		m := &marks{}
		for at := 0; at < len(src); {
			line, next := lineAt(src, at)
			if isHeading(line) {
				m.heads = append(m.heads, at)
			} else if string(line) == "$$" {
				m.dollars = append(m.dollars, at)
			}
			at = next
		}
		return m
	}).(*marks)
}

// lineAt returns the line at an offset without the marks of quotes and blanks around it, and where the next one begins.
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
