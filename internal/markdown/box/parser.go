package box

import (
	"bytes"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"

	"github.com/examdeck/examdeck/internal/markdown/math"
)

// Parser makes the nodes of boxes that a line opens and a line closes. It must come before the parsers of code and HTML.
type Parser struct{}

var _ parser.BlockParser = Parser{}

// Trigger implements parser.BlockParser.
func (Parser) Trigger() []byte { return []byte(":`~/{<") }

// Open implements parser.BlockParser.
func (Parser) Open(_ ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	line, segment := reader.PeekLine()
	src := reader.Source()
	if !mayOpen(line[max(0, pc.BlockOffset()):]) {
		return nil, parser.NoChildren
	}
	at := bytes.LastIndexByte(src[:segment.Start], '\n') + 1
	s, known := spanAt(src, at, pc)
	if !known {
		return nil, parser.NoChildren
	}
	lead := len(src[at:segment.Start]) + pc.BlockOffset() - segment.Padding
	if s == nil { // it closes nothing
		n := &Node{To: segment.Stop}
		reader.AdvanceToEOL()
		return n, parser.NoChildren
	}
	n := &Node{Name: s.head.name, Attrs: s.head.attributes, To: s.end, span: s, syntax: s.syntax, indent: max(0, pc.BlockIndent())}
	n.fold()
	from := at + lead + s.mark
	n.NameFrom, n.NameTo = from+s.head.nameFrom, from+s.head.nameTo
	n.readTitle(src, from+s.head.from, from+s.head.to)
	all(pc, n)
	reader.AdvanceToEOL()
	if n.Name == "math" {
		return n, parser.NoChildren
	}
	return n, parser.HasChildren
}

// mayOpen reports whether a line begins with what a box might.
func mayOpen(text []byte) bool {
	switch {
	case len(text) < 3:
		return false
	case text[0] == '{':
		return text[1] == '%' || text[1] == '{'
	case text[0] == '<':
		return text[1] != '!'
	}
	return text[1] == text[0] && text[2] == text[0]
}

// fold reads off the attributes whether a box is folded.
func (n *Node) fold() {
	classes := n.Attrs.Classes
	for _, p := range n.Attrs.Pairs {
		switch p.Key {
		case "class":
			classes = append(classes, strings.Fields(p.Value)...)
		case "collapse":
			n.Folded = n.Folded || p.Value == "true"
		}
	}
	n.Attrs.Classes = classes
	for _, c := range classes {
		n.Folded = n.Folded || c == "dropdown" || c == "toggle"
	}
	switch n.Name {
	case "details", "dropdown", "toggle", "collapse", "spoiler", "expand":
		n.Folded = true
	}
}

// readTitle makes the title of what stands between two offsets.
func (n *Node) readTitle(src []byte, from, to int) {
	segment := text.NewSegment(from, max(from, to))
	segment = segment.TrimLeftSpace(src)
	if segment = segment.TrimRightSpace(src); segment.Len() == 0 {
		return
	}
	title := &Title{}
	title.SetPos(segment.Start)
	title.Lines().Append(segment)
	n.AppendChild(n, title)
}

// Continue implements parser.BlockParser.
func (Parser) Continue(node ast.Node, reader text.Reader, _ parser.Context) parser.State {
	n := node.(*Node)
	if n.span == nil {
		return parser.Close
	}
	line, segment := reader.PeekLine()
	src := reader.Source()
	at := bytes.LastIndexByte(src[:segment.Start], '\n') + 1
	switch {
	case at >= n.span.end:
		return parser.Close
	case at >= n.span.close:
		last := lineEnd(src, at) >= n.span.end
		reader.AdvanceToEOL()
		if last {
			return parser.Close
		}
		return parser.Continue | parser.NoChildren
	case at < n.span.body:
		reader.AdvanceToEOL()
		return parser.Continue | parser.NoChildren
	}
	n.unindent(line, reader)
	if n.Name == "math" {
		_, segment = reader.PeekLine()
		n.Lines().Append(segment)
		reader.AdvanceToEOL()
		return parser.Continue | parser.NoChildren
	}
	return parser.Continue | parser.HasChildren
}

// unindent steps over the blanks before a line by which the box itself, or the first line of an element, is indented.
func (n *Node) unindent(line []byte, reader text.Reader) {
	if util.IsBlank(line) {
		return
	}
	w, _ := util.IndentWidth(line, reader.LineOffset())
	if n.syntax == elements && n.span.levels <= 0 && !n.HasChildren() {
		n.indent = w
	}
	if cut := min(w, n.indent); cut > 0 {
		if pos, padding := util.IndentPosition(line, reader.LineOffset(), cut); pos >= 0 {
			reader.AdvanceAndSetPadding(pos, padding)
		}
	}
}

// Close implements parser.BlockParser.
func (Parser) Close(node ast.Node, reader text.Reader, _ parser.Context) {
	n := node.(*Node)
	if n.Name != "math" || n.Lines().Len() == 0 {
		return
	}
	tex := string(bytes.TrimSpace(n.Lines().Value(reader.Source())))
	from := n.Lines().At(0).Start
	n.Lines().Clear()
	if tex == "" {
		return
	}
	formula := &math.Node{Display: true, TeX: tex, Raw: tex}
	formula.SetPos(from)
	p := ast.NewParagraph()
	p.SetPos(from)
	p.AppendChild(p, formula)
	n.AppendChild(n, p)
}

// CanInterruptParagraph implements parser.BlockParser.
func (Parser) CanInterruptParagraph() bool { return true }

// CanAcceptIndentedLine implements parser.BlockParser.
func (Parser) CanAcceptIndentedLine() bool { return true }

var allKey = parser.NewContextKey()

// all notes a box with the parse that pc belongs to.
func all(pc parser.Context, n *Node) {
	list, _ := pc.Get(allKey).([]*Node)
	pc.Set(allKey, append(list, n))
}

// All returns the boxes that a parse found, outer ones first.
func All(pc parser.Context) []*Node {
	list, _ := pc.Get(allKey).([]*Node)
	return list
}
