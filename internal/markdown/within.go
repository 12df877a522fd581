package markdown

import (
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"

	"github.com/examdeck/examdeck/internal/markdown/math"
	"github.com/examdeck/examdeck/internal/markdown/start"
)

// within keeps what an inline parser reads from reaching into the next question of the same paragraph: one that
// begins with "Q:" at the start of a line. Formulas alone on their lines may: "T: V \to W" is no question.
type within struct{ parser.InlineParser }

// Parse implements parser.InlineParser.
func (w within) Parse(parent ast.Node, reader text.Reader, pc parser.Context) ast.Node {
	line, segment := reader.Position()
	node := w.InlineParser.Parse(parent, reader, pc)
	if node == nil {
		return nil
	}
	if after, end := reader.Position(); after > line && start.Within(reader.Source(), segment.Start, end.Start) &&
		!math.Alone(node, reader.Source(), end.Start, pc) {
		reader.SetPosition(line, segment)
		return nil
	}
	return node
}
