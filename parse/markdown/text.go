package markdown

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
	"golang.org/x/net/html"

	"github.com/examdeck/examdeck/deck"
	"github.com/examdeck/examdeck/parse/markdown/blockid"
	"github.com/examdeck/examdeck/parse/markdown/comment"
	"github.com/examdeck/examdeck/parse/markdown/math"
	"github.com/examdeck/examdeck/parse/markdown/tag"
	"github.com/examdeck/examdeck/parse/markdown/wikilink"
)

// Text gives the plain text of a node as a reader sees it: no marks, formulas as their TeX between dollars, code as it is,
// pictures by their alternative text, every run of blanks and line ends as one blank.
func (d *Document) Text(n ast.Node) string {
	return plainText(d.appendPlain(make([]byte, 0, textSize), n))
}

// LineText gives the plain text of a line: that of an inline node and of those behind it, up to the next line break, or until it has
// more than most bytes.
func (d *Document) LineText(n ast.Node, most int) string {
	buf := make([]byte, 0, textSize)
	for ; n != nil && len(buf) <= most; n = n.NextSibling() {
		buf = d.appendPlain(buf, n)
		if t, ok := n.(*ast.Text); ok && (t.SoftLineBreak() || t.HardLineBreak()) {
			break
		}
	}
	return plainText(buf)
}

// textSize is enough for most lines.
const textSize = 128

// plainText makes every run of blanks one, without those at the ends. It changes buf.
func plainText(buf []byte) string {
	ascii := true
	for _, c := range buf {
		if c >= utf8.RuneSelf {
			ascii = false
			break
		}
	}
	if !ascii {
		return strings.ToValidUTF8(strings.Join(strings.Fields(string(buf)), " "), "\uFFFD")
	}
	n, gap := 0, false
	for _, c := range buf {
		if c == ' ' || c >= '\t' && c <= '\r' {
			gap = n > 0
			continue
		}
		if gap {
			buf[n] = ' '
			n++
			gap = false
		}
		buf[n] = c
		n++
	}
	return string(buf[:n])
}

// appendPlain appends the text of a node; blocks are parted by line ends.
func (d *Document) appendPlain(dst []byte, n ast.Node) []byte {
	switch n := n.(type) {
	case *ast.Text:
		return d.appendRun(dst, n)
	case *ast.String:
		return appendText(dst, n.Value, asText)
	case *math.Node:
		return append(append(append(dst, '$'), strings.TrimSpace(n.TeX)...), '$')
	case *wikilink.Node:
		if n.Embed && deck.MediaKindOf(n.Target) != deck.NoMedia {
			return append(dst, n.Alias...)
		}
		return append(dst, n.Label()...)
	case *tag.Node:
		return append(append(dst, '#'), n.Name...)
	case *ast.AutoLink:
		return append(dst, n.Label(d.Source)...)
	case *ast.RawHTML:
		if isBreak(n.Segments.Value(d.Source)) {
			return append(dst, ' ')
		}
		return dst
	case *ast.HTMLBlock:
		if !n.HasChildren() {
			return d.appendHTML(dst, n)
		}
	case *ast.CodeBlock, *ast.FencedCodeBlock:
		if !n.HasChildren() {
			return append(appendText(dst, n.Lines().Value(d.Source), asText), '\n')
		}
	case *comment.Inline, *comment.Block, *blockid.Node, *ast.LinkReferenceDefinition, *extast.FootnoteLink:
		return dst
	}
	return d.appendChildren(dst, n)
}

// appendChildren appends the text of what a node holds.
func (d *Document) appendChildren(dst []byte, n ast.Node) []byte {
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		dst = d.appendPlain(dst, c)
	}
	if n.Type() != ast.TypeInline {
		dst = append(dst, '\n')
	}
	return dst
}

// appendRun appends a text node, without stray backslashes.
func (d *Document) appendRun(dst []byte, n *ast.Text) []byte {
	value := n.Segment.Value(d.Source)
	if n.IsRaw() {
		return appendText(dst, value, asText)
	}
	if startsBlock(n) {
		value = cutStrayStart(value)
	}
	if n.SoftLineBreak() || n.HardLineBreak() || endsBlock(n) {
		value, _ = cutStrayEnd(value)
	}
	dst = appendMarkdown(dst, value, asText)
	if n.SoftLineBreak() || n.HardLineBreak() {
		dst = append(dst, '\n')
	}
	return dst
}

// appendHTML appends the text between the tags of a block of HTML.
func (d *Document) appendHTML(dst []byte, n *ast.HTMLBlock) []byte {
	source := n.Lines().Value(d.Source)
	if n.HasClosure() {
		source = append(source, n.ClosureLine.Value(d.Source)...)
	}
	z := html.NewTokenizer(bytes.NewReader(source))
	for {
		switch z.Next() {
		case html.ErrorToken:
			return append(dst, '\n')
		case html.TextToken:
			dst = append(append(dst, ' '), z.Text()...)
		}
	}
}
