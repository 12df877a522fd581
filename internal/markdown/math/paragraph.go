package math

import (
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// ParagraphParser is CommonMark's parser of paragraphs, but for formulas that hold blank lines.
type ParagraphParser struct{ parser.BlockParser }

// NewParagraphParser returns the parser.
func NewParagraphParser() ParagraphParser { return ParagraphParser{parser.NewParagraphParser()} }

// Continue implements parser.BlockParser.
func (p ParagraphParser) Continue(node ast.Node, reader text.Reader, pc parser.Context) parser.State {
	line, segment := reader.PeekLine()
	if !util.IsBlank(line) {
		return p.BlockParser.Continue(node, reader, pc)
	}
	paragraph, ok := node.(*ast.Paragraph)
	if !ok || !insideBlank(paragraph, reader, pc) {
		return parser.Close
	}
	node.Lines().Append(segment)
	reader.AdvanceToEOL()
	return parser.Continue | parser.NoChildren
}

// Close implements parser.BlockParser. A blank line keeps its line end; the reader of inline text can't do without.
func (p ParagraphParser) Close(node ast.Node, reader text.Reader, pc parser.Context) {
	lines := node.Lines()
	if lines.Len() == 0 {
		node.Parent().RemoveChild(node.Parent(), node)
		return
	}
	source := reader.Source()
	for i := range lines.Len() {
		line := lines.At(i)
		if trimmed := line.TrimLeftSpace(source); trimmed.Len() > 0 {
			lines.Set(i, trimmed)
		} else {
			lines.Set(i, text.NewSegment(line.Stop-1, line.Stop))
		}
	}
	last := lines.At(lines.Len() - 1)
	lines.Set(lines.Len()-1, last.TrimRightSpace(source))
}
