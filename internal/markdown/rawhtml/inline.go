package rawhtml

import (
	"unicode"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// InlineParser is CommonMark's parser of raw HTML, for known tags only.
type InlineParser struct{ parser.InlineParser }

// NewInlineParser returns the parser.
func NewInlineParser() InlineParser { return InlineParser{parser.NewRawHTMLParser()} }

// Parse implements parser.InlineParser.
func (p InlineParser) Parse(parent ast.Node, reader text.Reader, pc parser.Context) ast.Node {
	line, _ := reader.PeekLine()
	name := Name(line)
	if !Known(name) || isGeneric(line, name, reader.PrecendingCharacter()) {
		return nil
	}
	return p.InlineParser.Parse(parent, reader, pc)
}

// isGeneric tells that what looks like a tag is the parameter of a type in code that nobody marked as such: Box<B>.
func isGeneric(line []byte, name string, before rune) bool {
	return len(name) == 1 && line[1] >= 'A' && line[1] <= 'Z' && len(line) > 2 && line[2] == '>' && unicode.IsLetter(before)
}
