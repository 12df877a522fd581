package math

import (
	"bytes"
	"slices"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"

	"github.com/examdeck/examdeck/internal/markdown/start"
)

// lookAhead returns the offset of the closer of a formula that is open before the line at from, -1 where a blank
// line, the start of a question, a fence or the end of the text comes first: a formula that was never closed must not
// take the next question with it. With alone, the opener stood alone on its line; then the lines may begin as those of
// a question do ("H_0: …", "T: V \to W"), and blank ones may be inside, if the closer stands alone as well and those
// below still come in pairs.
func lookAhead(src []byte, from int, closer string, alone bool, pc parser.Context) int {
	end := min(len(src), from+maxAhead)
	blank, above, begun := false, false, false
	for at := from; at < end; {
		line, next := lineAt(src, at)
		kind := start.Of(src, at, above)
		above = len(line) == 0
		switch {
		case above:
			if !alone {
				return -1
			}
			blank = true
		case isHeading(line), bytes.HasPrefix(line, []byte("```")), kind == start.Callout, kind == start.Toggle, kind == start.Mark:
			return -1
		case kind != start.None && kind != start.Item && kind != start.Card:
			if begun = true; !alone {
				return -1
			}
		case closer == `\]` && bytes.Contains(line, []byte(`\[`)) && !bytes.Contains(line, []byte(`\\[`)):
			return -1 // another one opens
		case blank && len(closer) > len(`\end{`) && bytes.Contains(line, []byte(`\begin{`+closer[len(`\end{`):])):
			return -1
		}
		if n := bytes.Count(line, []byte(closer)); n > 0 {
			if closer == "$$" && n%2 == 0 || (begun || blank) && !paired(src, at, closer, pc) {
				return -1
			}
			return at + bytes.Index(src[at:next], []byte(closer))
		}
		at = next
	}
	return -1
}

// closesAlone reports whether a line holds nothing but a closer, or the end of an environment before it.
func closesAlone(line []byte, closer string) bool {
	rest, ok := bytes.CutSuffix(bytes.TrimRight(line, ".,;"), []byte(closer))
	return ok && (len(rest) == 0 || bytes.HasPrefix(rest, []byte(`\end{`)) && bytes.IndexByte(rest, '}') == len(rest)-1)
}

// paired reports whether the formula that the line at from closes may reach over blank lines: the line must hold
// nothing but the closer, and an odd number of such lines must remain before the next heading, itself included. An
// even number means that one formula above was left open.
func paired(src []byte, from int, closer string, pc parser.Context) bool {
	line, _ := lineAt(src, from)
	if !closesAlone(line, closer) {
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

// Alone reports whether a node is a formula whose opener and closer, which ends at an offset of the source, stand alone
// on their lines, in pairs with those below, or that it is an environment: what its lines begin with ends no such formula.
func Alone(node ast.Node, src []byte, end int, pc parser.Context) bool {
	n, ok := node.(*Node)
	if !ok || !n.Display || len(n.Raw) < 4 {
		return false
	}
	if strings.HasPrefix(n.Raw, `\begin{`) {
		return true // its end is the only one that can be meant
	}
	first, _ := lineAt([]byte(n.Raw), 0)
	closer := string(n.Raw[len(n.Raw)-2:])
	return (string(first) == n.Raw[:2] || opensAlone(first)) && paired(src, bytes.LastIndexByte(src[:end], '\n')+1, closer, pc)
}

// marks are where headings begin in a source, and where two dollars begin or end a line that
// holds no whole formula.
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
			} else if bytes.Count(line, []byte("$$"))%2 == 1 && isEdge(line) {
				m.dollars = append(m.dollars, at)
			}
			at = next
		}
		return m
	}).(*marks)
}

// opensAlone reports whether a line is two dollars, with nothing behind them but the begin of an environment.
func opensAlone(line []byte) bool {
	rest, ok := bytes.CutPrefix(line, []byte("$$"))
	return ok && (len(rest) == 0 || bytes.HasPrefix(rest, []byte(`\begin{`)) && !bytes.Contains(rest, []byte("$$")))
}

// isEdge reports whether two dollars stand at an edge of a line, or before the begin of an environment.
func isEdge(line []byte) bool {
	return bytes.HasPrefix(line, []byte("$$")) || bytes.HasSuffix(bytes.TrimRight(line, ".,;"), []byte("$$")) ||
		bytes.Contains(line, []byte(`$$\begin{`))
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
