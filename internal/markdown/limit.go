package markdown

import (
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"

	"github.com/examdeck/examdeck/internal/markdown/issue"
	"github.com/examdeck/examdeck/internal/markdown/math"
)

const (
	// maxDepth is how deep quotes and lists may nest; a list counts twice, for its items. The time goldmark takes grows
	// with the third power of the depth.
	maxDepth = 100
	// maxInline is how long, in bytes, the text of one block may be for marks in it to be looked for. The time goldmark
	// takes grows with the square of the number of brackets and stars in a block.
	maxInline = 16 << 10
)

// guard keeps a block parser from beginning a block inside a formula, and one of a container from nesting too deep.
type guard struct {
	parser.BlockParser
	container bool
}

// Open implements parser.BlockParser.
func (g guard) Open(parent ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	if math.Inside(reader, pc) {
		return nil, parser.NoChildren
	}
	node, state := g.open(parent, reader, pc)
	return node, state
}

// open is Open without the look at formulas.
func (g guard) open(parent ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	if !g.container || len(pc.OpenedBlocks()) < maxDepth {
		return g.BlockParser.Open(parent, reader, pc)
	}
	_, pos := reader.Position()
	issue.Once(pc, issue.Issue{Offset: pos.Start, Code: "nesting",
		Message: "lists and quotes nest more than 100 deep; what lies deeper is read as text"})
	return nil, parser.NoChildren
}

// limit keeps an inline parser away from the text of a block that is too long for it.
type limit struct{ parser.InlineParser }

// limitCloser is limit for a parser that wants to know about the end of a block.
type limitCloser struct {
	limit
	parser.CloseBlocker
}

// limited wraps a parser in limit.
func limited(p parser.InlineParser) parser.InlineParser {
	if c, ok := p.(parser.CloseBlocker); ok {
		return limitCloser{limit{p}, c}
	}
	return limit{p}
}

// blockSize remembers whether the block at hand is too long.
type blockSize struct {
	block ast.Node
	long  bool
}

var sizeKey = parser.NewContextKey()

// Parse implements parser.InlineParser.
func (l limit) Parse(parent ast.Node, reader text.Reader, pc parser.Context) ast.Node {
	size, _ := pc.Get(sizeKey).(*blockSize)
	if size == nil {
		size = &blockSize{}
		pc.Set(sizeKey, size)
	}
	if size.block != parent {
		size.measure(parent, pc)
	}
	if size.long {
		return nil
	}
	return l.InlineParser.Parse(parent, reader, pc)
}

// measure takes the size of the next block.
func (s *blockSize) measure(block ast.Node, pc parser.Context) {
	lines := block.Lines()
	n := 0
	for i := range lines.Len() {
		line := lines.At(i)
		n += line.Len()
	}
	s.block, s.long = block, n > maxInline
	if s.long {
		issue.Add(pc, issue.Issue{Offset: lines.At(0).Start, Code: "too-long",
			Message: "paragraph is longer than 16 kB and was read as plain text", Hint: "part it by blank lines"})
	}
}
