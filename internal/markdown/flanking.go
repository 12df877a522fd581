package markdown

import (
	"unicode"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// flankingParser lets delimiters open and close in scripts that put no blanks between words. CommonMark takes a sign
// beside punctuation for one that opens or closes only where a blank or more punctuation is on its other side, so that
// "**重点：**后面" would be no bold text.
type flankingParser struct{ parser.InlineParser }

// Parse implements parser.InlineParser.
func (p flankingParser) Parse(parent ast.Node, reader text.Reader, pc parser.Context) ast.Node {
	before := reader.PrecendingCharacter()
	node := p.InlineParser.Parse(parent, reader, pc)
	delimiter, ok := node.(*parser.Delimiter)
	if ok && delimiter.OriginalLength == 2 && pairsBold(pc, parent, delimiter) {
		return node
	}
	if !ok || delimiter.Char == '_' || delimiter.CanOpen && delimiter.CanClose {
		return node
	}
	after := ' '
	if line, _ := reader.PeekLine(); len(line) > 0 {
		after, _ = utf8.DecodeRune(line)
	}
	if util.IsSpaceRune(before) || util.IsSpaceRune(after) {
		return node
	}
	pair := delimiter.OriginalLength > 1 // a star alone may be a product: "5*（3+2）*2"
	delimiter.CanOpen = delimiter.CanOpen || isUnspaced(before) || pair && isUnspaced(after)
	delimiter.CanClose = delimiter.CanClose || isUnspaced(after) || pair && isUnspaced(before)
	return node
}

// isUnspaced reports whether a character belongs to a script without blanks between words, or is its punctuation.
func isUnspaced(r rune) bool {
	return r >= 0x0E00 && (unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Hangul, unicode.Bopomofo,
		unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar, unicode.Tibetan) ||
		r >= 0x3000 && r <= 0x303F || r >= 0xFE30 && r <= 0xFE4F || r >= 0xFF00 && r <= 0xFFEF)
}

// pairsBold pairs the signs of bold text as they stand in what RemNote exports, each second closing the one before it:
// it leaves the blank behind a word within its signs, "a **set **of". It reports whether the document has them so.
func pairsBold(pc parser.Context, parent ast.Node, delimiter *parser.Delimiter) bool {
	c, ok := pc.(*docContext)
	if !ok || !c.doc.PairedBold {
		return false
	}
	if c.boldIn != parent {
		c.boldIn, c.boldOpen = parent, map[byte]bool{}
	}
	open := c.boldOpen[delimiter.Char]
	delimiter.CanOpen, delimiter.CanClose = !open, open
	c.boldOpen[delimiter.Char] = !open
	return true
}
