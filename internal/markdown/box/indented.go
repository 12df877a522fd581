package box

import (
	"bytes"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// IndentedParser makes the nodes of mkdocs' boxes, whose text is indented by four blanks more than their mark:
// `??? question "Title"`, also with "+" or "-", `!!! note`, and the tab `=== "Title"`.
type IndentedParser struct{}

var _ parser.BlockParser = IndentedParser{}

// indentation is how much more than the mark the text is indented.
const indentation = 4

// Trigger implements parser.BlockParser.
func (IndentedParser) Trigger() []byte { return []byte("?!=") }

// Open implements parser.BlockParser.
func (IndentedParser) Open(_ ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	line, segment := reader.PeekLine()
	pos := max(0, pc.BlockOffset())
	mark := line[pos:]
	if len(mark) < 5 || mark[1] != mark[0] || mark[2] != mark[0] {
		return nil, parser.NoChildren
	}
	n := 3
	if mark[0] == '?' && (mark[n] == '+' || mark[n] == '-') {
		n++
	}
	src := reader.Source()
	from := segment.Start - segment.Padding + pos + n
	node := &Node{Folded: mark[0] == '?', indent: max(0, pc.BlockIndent()) + indentation}
	if mark[n] != ' ' || !indentedBelow(src, from) || !node.readMark(src, mark, n, from) {
		return nil, parser.NoChildren
	}
	node.To = segment.Stop
	all(pc, node)
	reader.AdvanceToEOL()
	return node, parser.HasChildren
}

// readMark reads what stands behind the mark, n long: names, then a title in quotes; a tab has a title only.
func (n *Node) readMark(src, line []byte, mark, from int) bool {
	text := bytes.TrimRight(line[mark:], " \t\r\n")
	if line[0] == '=' {
		h := head{}
		if h.readTitle(text, 0); h.to == h.from || len(bytes.TrimSpace(text)) == 0 || bytes.TrimSpace(text)[0] != '"' {
			return false
		}
		n.Name, n.NameFrom, n.NameTo = "tab", from, from
		n.readTitle(src, from+h.from, from+h.to)
		return true
	}
	if title := bytes.TrimLeft(text, " "); line[0] == '?' && len(title) > 2 && title[0] == '"' {
		h := head{name: "details"}
		h.readTitle(text, 0)
		n.Name, n.NameFrom, n.NameTo = h.name, from, from
		n.readTitle(src, from+h.from, from+h.to)
		return true
	}
	h, ok := readHead(text)
	if !ok || h.braced {
		return false
	}
	title := bytes.IndexByte(text, '"')
	if title < 0 {
		title = len(text)
	}
	for i, name := range strings.Fields(string(text[:title])) {
		if nameLength([]byte(name)) != len(name) {
			return false
		}
		if i > 0 {
			n.Attrs.Classes = append(n.Attrs.Classes, name)
		}
	}
	n.Name, n.NameFrom, n.NameTo = h.name, from+h.nameFrom, from+h.nameTo
	n.fold()
	if title < len(text) {
		h.readTitle(text, title)
		n.readTitle(src, from+h.from, from+h.to)
	}
	return true
}

// indentedBelow reports whether the first text below the line that holds an offset is indented more than that line.
func indentedBelow(src []byte, at int) bool {
	from := bytes.LastIndexByte(src[:at], '\n') + 1
	indent := 0
	for from+indent < at && bytes.IndexByte([]byte(" \t>"), src[from+indent]) >= 0 {
		indent++
	}
	for next := lineEnd(src, at); next < len(src); {
		end := lineEnd(src, next)
		line := src[next:end]
		text := bytes.TrimLeft(line, " \t>")
		if len(bytes.TrimSpace(text)) > 0 {
			lead := line[:len(line)-len(text)]
			return len(lead) >= indent+indentation || len(lead) > indent && bytes.IndexByte(lead, '\t') >= 0
		}
		next = end
	}
	return false
}

// Continue implements parser.BlockParser.
func (IndentedParser) Continue(node ast.Node, reader text.Reader, pc parser.Context) parser.State {
	n := node.(*Node)
	line, segment := reader.PeekLine()
	if util.IsBlank(line) {
		return parser.Continue | parser.HasChildren
	}
	pos, padding := util.IndentPosition(line, reader.LineOffset(), n.indent)
	if pos < 0 {
		pc.Set(endKey, segment.Start)
		return parser.Close
	}
	n.To = segment.Stop
	reader.AdvanceAndSetPadding(pos, padding)
	return parser.Continue | parser.HasChildren
}

// Close implements parser.BlockParser.
func (IndentedParser) Close(ast.Node, text.Reader, parser.Context) {}

// CanInterruptParagraph implements parser.BlockParser.
func (IndentedParser) CanInterruptParagraph() bool { return true }

// CanAcceptIndentedLine implements parser.BlockParser.
func (IndentedParser) CanAcceptIndentedLine() bool { return false }

var endKey = parser.NewContextKey()

// Ended reports whether the current line ended a box by its indentation: a paragraph in it does not go on there.
func Ended(reader text.Reader, pc parser.Context) bool {
	at, ok := pc.Get(endKey).(int)
	if !ok {
		return false
	}
	_, segment := reader.PeekLine()
	return segment.Start == at
}
