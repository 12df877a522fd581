// Package highlight reads ==highlighted text==.
package highlight

import (
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// processor pairs the delimiters, as that of emphasis does.
type processor struct{}

func (processor) IsDelimiter(c byte) bool { return c == '=' }

func (processor) CanOpenCloser(opener, closer *parser.Delimiter) bool {
	return opener.Char == closer.Char
}

func (processor) OnMatch(int) ast.Node { return &Node{} }

// Parser makes the nodes of highlights.
type Parser struct{}

var _ parser.InlineParser = Parser{}

// Trigger implements parser.InlineParser.
func (Parser) Trigger() []byte { return []byte{'='} }

// Parse implements parser.InlineParser. Exactly two signs are a mark, and not those between two ASCII words: a==b is
// code that nobody marked as such.
func (Parser) Parse(_ ast.Node, reader text.Reader, pc parser.Context) ast.Node {
	before := reader.PrecendingCharacter()
	if before == '=' {
		return nil
	}
	line, segment := reader.PeekLine()
	node := parser.ScanDelimiter(line, before, 2, processor{})
	if node == nil || node.OriginalLength != 2 {
		return nil
	}
	if len(line) > 2 && isCode(before) && isCode(rune(line[2])) {
		return nil
	}
	node.Segment = segment.WithStop(segment.Start + 2)
	reader.Advance(2)
	pc.PushDelimiter(node)
	return node
}

// isCode tells that a character may stand beside the operator == in code.
func isCode(c rune) bool {
	return c == '_' || c >= '0' && c <= '9' || c|0x20 >= 'a' && c|0x20 <= 'z'
}
