package markdown

import (
	"bytes"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"

	"github.com/examdeck/examdeck/internal/markdown/attribute"
	"github.com/examdeck/examdeck/internal/markdown/box"
	"github.com/examdeck/examdeck/internal/markdown/highlight"
	"github.com/examdeck/examdeck/internal/markdown/math"
)

// attributed is a parser of headings that takes the attributes behind a title off it.
type attributed struct{ parser.BlockParser }

// Open implements parser.BlockParser.
func (p attributed) Open(parent ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	node, state := p.BlockParser.Open(parent, reader, pc)
	if node != nil {
		cutAttributes(node, reader.Source())
	}
	return node, state
}

// cutAttributes makes fields of a heading of the attributes behind its last line.
func cutAttributes(heading ast.Node, src []byte) {
	last := heading.Lines().Len() - 1
	if last < 0 {
		return
	}
	line := heading.Lines().At(last)
	title, list, ok := attribute.CutEnd(line.Value(src))
	if !ok {
		return
	}
	line.Stop = line.Start + len(title)
	heading.Lines().Set(last, line)
	setAttributes(heading, list)
	if len(title) == 0 {
		heading.Lines().SetSliced(0, last)
	}
}

// setAttributes gives a node what its attributes say.
func setAttributes(n ast.Node, list attribute.List) {
	if list.ID != "" {
		n.SetAttributeString("id", list.ID)
	}
	if len(list.Classes) > 0 {
		n.SetAttributeString("class", list.Classes)
	}
	for _, p := range list.Pairs {
		n.SetAttributeString(p.Key, p.Value)
	}
}

// attributeLines drops the lines of a paragraph that hold nothing but the attributes of a block, "{: .note}".
type attributeLines struct{}

// Transform implements parser.ParagraphTransformer.
func (attributeLines) Transform(node *ast.Paragraph, reader text.Reader, _ parser.Context) {
	dropLines(node, reader.Source(), isAttributes)
}

// dropLines takes those lines out of a paragraph that are no text, and the paragraph out of the tree if no other is left.
func dropLines(node *ast.Paragraph, src []byte, drop func(line []byte) bool) {
	lines := node.Lines()
	kept := 0
	for i := range lines.Len() {
		line := lines.At(i)
		if !drop(line.Value(src)) {
			lines.Set(kept, line)
			kept++
		}
	}
	if kept == lines.Len() {
		return
	}
	lines.SetSliced(0, kept)
	if kept == 0 {
		node.Parent().RemoveChild(node.Parent(), node)
		return
	}
	last := lines.At(kept - 1)
	lines.Set(kept-1, last.TrimRightSpace(src))
}

// isAttributes reports whether a line holds attributes and nothing else.
func isAttributes(line []byte) bool {
	line = bytes.TrimSpace(line)
	if len(line) < 3 || line[0] != '{' {
		return false
	}
	_, n := attribute.Read(line)
	return n == len(line)
}

// attributeParser reads attributes right behind a picture, a link, code or emphasis, and kramdown's, "{: .x}", also
// at the end of a block.
type attributeParser struct{}

// Trigger implements parser.InlineParser.
func (attributeParser) Trigger() []byte { return []byte{'{'} }

// Parse implements parser.InlineParser.
func (attributeParser) Parse(parent ast.Node, reader text.Reader, _ parser.Context) ast.Node {
	line, segment := reader.PeekLine()
	list, n := attribute.Read(line)
	if n == 0 {
		return nil
	}
	before := parent.LastChild()
	switch {
	case segment.Start == 0:
		return nil
	case takesAttributes(before, reader.Source()[segment.Start-1]):
		setAttributes(before, list)
		if list.Raw == "tex" || list.Raw == "latex" || list.Raw == "html" {
			showRaw(parent, before, reader.Source())
		}
	case len(bytes.TrimSpace(line[n:])) == 0 && line[1] == ':' && !hasLineBelow(parent, segment.Stop):
	case (parent.Kind() == ast.KindHeading || parent.Kind() == box.KindTitle) && areTags(line[n:]):
		setAttributes(parent, list)
		if b, ok := parent.Parent().(*box.Node); ok {
			b.Attrs = list
		}
	default:
		return nil
	}
	reader.Advance(n)
	return ast.NewTextSegment(text.NewSegment(segment.Start+n, segment.Start+n))
}

// areTags reports whether nothing but tags stands behind the attributes of a title.
func areTags(text []byte) bool {
	for _, word := range bytes.Fields(text) {
		if word[0] != '#' || len(word) < 2 || word[1] == '#' {
			return false
		}
	}
	return true
}

// takesAttributes reports whether attributes belong to the node before them, whose last character is c.
func takesAttributes(before ast.Node, c byte) bool {
	if before == nil {
		return false
	}
	switch before.Kind() {
	case ast.KindImage, ast.KindLink:
		return c == ')' || c == ']'
	case ast.KindCodeSpan:
		return c == '`'
	case ast.KindAutoLink, highlight.Kind:
		return c == '>' || c == '='
	}
	return false
}

// hasLineBelow reports whether a block goes on behind an offset.
func hasLineBelow(block ast.Node, at int) bool {
	lines := block.Lines()
	return lines != nil && lines.Len() > 0 && lines.At(lines.Len()-1).Stop > at
}

// showRaw puts the formula that raw TeX is in the place of its code; other commands of a printed page show nothing.
func showRaw(parent, code ast.Node, src []byte) {
	var tex []byte
	for c := code.FirstChild(); c != nil; c = c.NextSibling() {
		if t, ok := c.(*ast.Text); ok {
			tex = append(tex, t.Segment.Value(src)...)
		}
	}
	parent.RemoveChild(parent, code)
	if bytes.HasPrefix(bytes.TrimSpace(tex), []byte(`\begin{`)) {
		formula := &math.Node{Display: true, TeX: string(tex), Raw: string(tex)}
		formula.SetPos(code.Pos())
		parent.AppendChild(parent, formula)
	}
}
