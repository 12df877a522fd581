// Package tag reads Obsidian's tags: #topic and #topic/part.
package tag

import (
	"bytes"
	"strings"
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

// Parse implements parser.InlineParser. A tag follows a blank; one of cards may touch the end of bold text or of a
// sentence: "**What is a ring?**#card". Numbers ("#1", "#7a", "#B"), colours ("#ff8000") and
// what the preprocessor of C obeys ("#include") are none.
func (Parser) Parse(_ ast.Node, reader text.Reader, _ parser.Context) ast.Node {
	before := reader.PrecendingCharacter()
	spaced := util.IsSpaceRune(before)
	if !spaced && !strings.ContainsRune(endsOfText, before) {
		return nil
	}
	line, segment := reader.PeekLine()
	end := 1
	for end < len(line) {
		r, n := utf8.DecodeRune(line[end:])
		if !isTag(r) {
			break
		}
		end += n
	}
	if name := line[1:end]; !spaced && !marksCard(name) || isNumber(name) || isColour(name) || directives[string(name)] {
		return nil
	}
	node := &Node{Name: string(line[1:end])}
	node.SetPos(segment.Start)
	reader.Advance(end)
	return node
}

// endsOfText are the characters that a tag of cards may touch.
const endsOfText = "*_?!.:$)»”"

// marksCard reports whether a tag is one of those by which tools find their cards: "card", "flashcards/deck".
func marksCard(name []byte) bool {
	first, _, _ := bytes.Cut(bytes.ToLower(name), []byte("/"))
	first = bytes.TrimSuffix(bytes.TrimPrefix(first, []byte("flash")), []byte("-reverse"))
	return string(bytes.TrimSuffix(first, []byte("s"))) == "card"
}

// isTag tells that a character may be part of a tag.
func isTag(r rune) bool {
	return r == '_' || r == '-' || r == '/' || unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r) ||
		unicode.Is(unicode.So, r)
}

// directives are the lines of C that look like tags.
var directives = map[string]bool{"include": true, "define": true, "undef": true, "if": true, "ifdef": true, "ifndef": true,
	"elif": true, "else": true, "endif": true, "pragma": true}

// isNumber tells that a name says which one, not what it is about: it is digits, perhaps with a letter behind them, or
// one letter of ASCII.
func isNumber(name []byte) bool {
	rest := bytes.TrimLeftFunc(name, func(r rune) bool { return unicode.IsDigit(r) || r == '/' || r == '-' || r == '_' })
	return len(rest) == 0 || len(rest) == 1 && rest[0]|0x20 >= 'a' && rest[0]|0x20 <= 'z'
}

// isColour tells that a name is the digits of a colour: three, six or eight in base 16, one of them decimal, or all
// alike.
func isColour(name []byte) bool {
	if len(name) != 3 && len(name) != 6 && len(name) != 8 || len(bytes.Trim(name, "0123456789abcdefABCDEF")) > 0 {
		return false
	}
	return bytes.ContainsAny(name, "0123456789") || len(bytes.Trim(name, string(name[:1]))) == 0
}
