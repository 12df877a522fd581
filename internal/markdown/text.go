package markdown

import (
	"bytes"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/util"
	"golang.org/x/net/html"

	"github.com/examdeck/examdeck/deck"
	"github.com/examdeck/examdeck/internal/markdown/blockid"
	"github.com/examdeck/examdeck/internal/markdown/comment"
	"github.com/examdeck/examdeck/internal/markdown/math"
	"github.com/examdeck/examdeck/internal/markdown/tag"
	"github.com/examdeck/examdeck/internal/markdown/wikilink"
)

// Text returns the plain text of a node as a reader sees it: no marks, formulas as their TeX between dollars, code as
// it is, pictures by their alternative text, every run of blanks and line ends as one blank.
func (d *Document) Text(n ast.Node) string {
	pooled := buffers.Get().(*[]byte)
	buf := d.appendPlain((*pooled)[:0], n)
	text := plainText(buf)
	keep(pooled, buf)
	return text
}

// LineText returns the plain text of a line: that of an inline node and of those behind it, up to the next line
// break. Of a line that is much longer than most bytes only the beginning is given, at least that many bytes of its
// source.
func (d *Document) LineText(n ast.Node, most int) string {
	pooled := buffers.Get().(*[]byte)
	buf := (*pooled)[:0]
	for ; n != nil && len(buf) <= most; n = n.NextSibling() {
		t, ok := n.(*ast.Text)
		if !ok {
			buf = d.appendPlain(buf, n)
			continue
		}
		buf = d.appendRun(buf, t, most)
		if t.SoftLineBreak() || t.HardLineBreak() {
			break
		}
	}
	text := plainText(buf)
	keep(pooled, buf)
	return text
}

// plainText makes every run of blanks one, without those at the ends. It changes buf.
func plainText(buf []byte) string {
	if !utf8.Valid(buf) {
		buf = bytes.ToValidUTF8(buf, []byte("\uFFFD"))
	}
	buf = bytes.TrimSpace(buf)
	n := 0 // so far all is as it should be, which is the whole text as often as not
	for n < len(buf) && (isSign(buf[n]) || buf[n] == ' ' && isSign(buf[n+1])) {
		n++
	}
	for i, gap := n, false; i < len(buf); {
		r, size := utf8.DecodeRune(buf[i:])
		if unicode.IsSpace(r) {
			gap = true
		} else {
			if gap {
				buf[n] = ' '
				n++
				gap = false
			}
			n += copy(buf[n:], buf[i:i+size])
		}
		i += size
	}
	return string(buf[:n])
}

// isSign reports whether a byte is a sign of ASCII that can be seen.
func isSign(c byte) bool { return c > ' ' && c < utf8.RuneSelf }

// appendPlain appends the text of a node; blocks are parted by line ends.
func (d *Document) appendPlain(dst []byte, n ast.Node) []byte {
	switch n := n.(type) {
	case *ast.Text:
		return d.appendRun(dst, n, len(d.Source))
	case *ast.String:
		return appendText(dst, n.Value, asText)
	case *Alias:
		return append(dst, n.Means...)
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
	case *comment.Inline, *comment.Block, *blockid.Node, *ast.LinkReferenceDefinition, *footnoteLink:
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

// appendRun appends a text node, without stray backslashes; of one that is much longer than most bytes only the
// beginning.
func (d *Document) appendRun(dst []byte, n *ast.Text, most int) []byte {
	value := n.Segment.Value(d.Source)
	whole := len(value)/2 <= most
	if !whole {
		end := 2 * most // so far behind that half a character or entity there matters to nobody
		for !utf8.RuneStart(value[end]) {
			end--
		}
		value = value[:end]
	}
	if n.IsRaw() {
		return appendText(dst, value, asText)
	}
	if startsBlock(n) {
		value = cutStrayStart(value)
	}
	if whole && (n.SoftLineBreak() || n.HardLineBreak() || endsBlock(n)) {
		value, _ = cutStrayEnd(value)
	}
	dst = appendMarkdown(dst, value, asText)
	if n.SoftLineBreak() || n.HardLineBreak() {
		dst = append(dst, '\n')
	}
	return dst
}

// Skip returns how many bytes of a text node's source show its first count characters that are no blanks, as
// [Document.Text] counts them: an entity or an escape is one character.
func (d *Document) Skip(n *ast.Text, count int) int {
	value := d.Source[n.Segment.Start:n.Segment.Stop]
	at := 0
	if !n.IsRaw() && startsBlock(n) {
		at = len(value) - len(cutStrayStart(value))
	}
	for at < len(value) && count > 0 {
		_, size := utf8.DecodeRune(value[at:])
		text := value[at : at+size]
		switch entity, length := entity(value[at:]); {
		case n.IsRaw():
		case value[at] == '&' && length > 0:
			text, size = entity, length
		case value[at] == '\\' && at+1 < len(value) && util.IsPunct(value[at+1]):
			text, size = value[at+1:at+2], 2
		}
		for _, r := range string(appendText(nil, text, asText)) {
			if !unicode.IsSpace(r) {
				count--
			}
		}
		at += size
	}
	return at
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
