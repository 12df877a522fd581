package markdown

import (
	"bytes"

	"github.com/yuin/goldmark/ast"

	"github.com/examdeck/examdeck/internal/markdown/blockid"
	"github.com/examdeck/examdeck/internal/markdown/comment"
)

// People end lines with a backslash for a hard break, also where CommonMark sees none: before blanks, at the end of a
// paragraph, alone on a line, or before the body of a toggle. There it would be shown. These functions find it.

// startsBlock tells that a text node is the first thing of its block, or comes right behind a tag.
func startsBlock(n *ast.Text) bool {
	prev := n.PreviousSibling()
	return prev == nil || prev.Kind() == ast.KindRawHTML || prev.Kind() == comment.KindInline
}

// endsBlock tells that a text node is the last visible thing of its block.
func endsBlock(n *ast.Text) bool {
	next := n.NextSibling()
	for next != nil && (next.Kind() == comment.KindInline || next.Kind() == blockid.Kind) {
		next = next.NextSibling()
	}
	return next == nil
}

// cutStrayStart takes a backslash with nothing but blanks around it off the start of a block's text.
func cutStrayStart(text []byte) []byte {
	if len(text) == 0 || text[0] != '\\' && text[0] != ' ' && text[0] != '\t' {
		return text // as nearly all do
	}
	rest := bytes.TrimLeft(text, " \t")
	if len(rest) > 0 && rest[0] == '\\' && (len(rest) == 1 || rest[1] == ' ' || rest[1] == '\t') {
		return rest[1:]
	}
	return text
}

// cutStrayEnd takes a backslash that escapes nothing off the end of a line's text; ok reports whether there was one.
func cutStrayEnd(text []byte) (cut []byte, ok bool) {
	rest := bytes.TrimRight(text, " \t\r")
	n := len(rest) - len(bytes.TrimRight(rest, `\`))
	if n%2 == 0 {
		return text, false
	}
	return rest[:len(rest)-1], true
}
