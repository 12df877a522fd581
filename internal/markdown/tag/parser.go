// Package tag reads Obsidian's tags: #topic and #topic/part.
package tag

import (
	"unicode"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// Parser makes the nodes of tags.
type Parser struct{}

var _ parser.InlineParser = Parser{}

// Trigger implements parser.InlineParser.
func (Parser) Trigger() []byte { return []byte{'#'} }

// Parse implements parser.InlineParser. A tag follows a blank, and has one character at least that is no digit: "#1"
// is none.
func (Parser) Parse(_ ast.Node, reader text.Reader, _ parser.Context) ast.Node {
	if !util.IsSpaceRune(reader.PrecendingCharacter()) {
		return nil
	}
	line, segment := reader.PeekLine()
	end, named := 1, false
	for end < len(line) {
		r, n := utf8.DecodeRune(line[end:])
		if !isTag(r) {
			break
		}
		named = named || !unicode.IsDigit(r) && r != '/' && r != '-' && r != '_'
		end += n
	}
	if !named {
		return nil
	}
	node := &Node{Name: string(line[1:end])}
	node.SetPos(segment.Start)
	reader.Advance(end)
	return node
}

// isTag tells that a character may be part of a tag.
func isTag(r rune) bool {
	return r == '_' || r == '-' || r == '/' || unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r) ||
		unicode.Is(unicode.So, r)
}
