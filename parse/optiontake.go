package parse

import (
	"strings"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/text"

	"github.com/examdeck/examdeck/parse/wording"
)

// take moves the options out of their blocks. It gives them in order, and the blocks above them: those before the first, and
// what stands above it in its own paragraph. plain tells that bold type is the key, so that no option may show it.
func (o *offer) take(doc *document, plain bool) (options []option, above []ast.Node) {
	above = o.blocks[:o.first:o.first]
	if first := o.marks[0]; first.line != nil && first.line.PreviousSibling() != nil {
		stem := o.blocks[first.block]
		unbreak(first.line.PreviousSibling())
		o.blocks[first.block] = splitAt(stem, first.line)
		above = append(above, stem)
	}
	for i, m := range o.marks {
		var nodes []ast.Node
		switch {
		case m.item != nil:
			nodes = takeItem(doc, m, plain)
		case m.line != nil:
			nodes = []ast.Node{o.takeLine(doc, i, plain)}
		default:
			nodes = o.takeRows(doc, i)
		}
		for _, b := range m.extra {
			nodes = append(nodes, o.blocks[b])
		}
		options = append(options, option{letter: m.marker.Letter, nodes: shown(doc, nodes)})
	}
	return options, above
}

// shown leaves out of an option the blocks in which nothing is left.
func shown(doc *document, nodes []ast.Node) []ast.Node {
	var list []ast.Node
	for _, n := range nodes {
		if !isText(n) || n.HasChildren() {
			list = append(list, n)
		}
	}
	return list
}

// takeItem gives the blocks of a list item, its box, marker and mark cut. One text alone is given without a paragraph of its own.
func takeItem(doc *document, m mark, plain bool) []ast.Node {
	nodes := children(m.item)
	if len(nodes) == 0 || !isText(nodes[0]) {
		return nodes
	}
	first := nodes[0]
	if task, ok := first.FirstChild().(*extast.TaskCheckBox); ok {
		first.RemoveChild(first, task)
		trimBlanks(doc, first)
	}
	cutMarks(doc, first, m, plain)
	if len(nodes) == 1 {
		nodes[0] = bareText(first)
	} else {
		nodes[0] = paragraphOf(first)
	}
	return nodes
}

// takeLine gives a line of a paragraph, and those below it that belong to it, as a text of their own.
func (o *offer) takeLine(doc *document, i int, plain bool) ast.Node {
	m := o.marks[i]
	var next ast.Node
	if i+1 < len(o.marks) && o.marks[i+1].block == m.block {
		next = o.marks[i+1].line
	}
	text := ast.NewTextBlock()
	text.SetPos(doc.md.Offset(m.line))
	parent := m.line.Parent()
	for c := m.line; c != nil && c != next; {
		following := c.NextSibling()
		parent.RemoveChild(parent, c)
		text.AppendChild(text, c)
		c = following
	}
	unbreak(text.LastChild())
	cutMarks(doc, text, m, plain)
	return text
}

// takeRows gives lines of code: one as a piece of code, several as a block.
func (o *offer) takeRows(doc *document, i int) []ast.Node {
	m := o.marks[i]
	lines := o.blocks[m.block].Lines()
	end := lines.Len()
	if i+1 < len(o.marks) {
		end = o.marks[i+1].row
	}
	code := ast.NewCodeBlock()
	last := 0
	for r := m.row; r < end; r++ {
		s := lines.At(r)
		if r == m.row {
			s.Start += skipVisible(s.Value(doc.md.Source), m.marker.Length)
			s.Padding = 0
			for s.Start < s.Stop && doc.md.Source[s.Start] == ' ' {
				s.Start++
			}
		}
		if v, size := wording.VerdictAtEnd(string(s.Value(doc.md.Source))); v != wording.NoVerdict && size > 1 {
			value := s.Value(doc.md.Source)
			kept := strings.TrimRight(string(value[:skipVisible(value, wording.Visible(string(value))-size)]), " \t")
			s.Stop = s.Start + len(kept)
		}
		blank := strings.TrimSpace(string(s.Value(doc.md.Source))) == ""
		if blank && code.Lines().Len() == 0 {
			continue
		}
		code.Lines().Append(s)
		if !blank {
			last = code.Lines().Len()
		}
	}
	code.Lines().SetSliced(0, last)
	code.SetPos(doc.md.Offset(o.blocks[m.block]))
	if last != 1 {
		return []ast.Node{code}
	}
	s := code.Lines().At(0)
	for s.Stop > s.Start && strings.IndexByte(" \t\r\n", doc.md.Source[s.Stop-1]) >= 0 {
		s.Stop--
	}
	span := ast.NewCodeSpan()
	raw := ast.NewRawTextSegment(text.NewSegment(s.Start, s.Stop))
	span.AppendChild(span, raw)
	block := ast.NewTextBlock()
	block.SetPos(s.Start)
	block.AppendChild(block, span)
	return []ast.Node{block}
}

// cutMarks cuts the marker and the mark "right" or "wrong" off an option's text.
func cutMarks(doc *document, text ast.Node, m mark, plain bool) {
	if m.marker.Length > 0 {
		trimStart(doc, text, m.marker.Length)
	}
	if plain {
		unstrong(text)
	}
	if m.crossed {
		trimFirstLine(doc, text, 1)
	}
	if v, size := wording.VerdictAtStart(doc.text(text)); v != wording.NoVerdict {
		trimStart(doc, text, size)
	}
	if v, size := wording.VerdictAtEnd(firstLine(doc, text)); v != wording.NoVerdict {
		trimFirstLine(doc, text, size)
	}
	if v, size := wording.VerdictAtEnd(doc.text(text)); v != wording.NoVerdict {
		trimEnd(doc, text, size)
	}
}

// unstrong takes bold type and highlights off a text.
func unstrong(text ast.Node) {
	for _, c := range children(text) {
		if !isStrong(c) {
			continue
		}
		for _, inner := range children(c) {
			c.RemoveChild(c, inner)
			text.InsertBefore(text, c, inner)
		}
		text.RemoveChild(text, c)
	}
}

// bareText gives the inline nodes of a paragraph in a block that is shown without a paragraph's margins.
func bareText(n ast.Node) ast.Node {
	if n.Kind() != ast.KindParagraph {
		return n
	}
	text := ast.NewTextBlock()
	text.SetPos(n.Pos())
	for _, c := range children(n) {
		n.RemoveChild(n, c)
		text.AppendChild(text, c)
	}
	return text
}
