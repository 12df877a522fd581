package markdown

import (
	"regexp"
	"strings"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"

	"github.com/examdeck/examdeck/internal/markdown/blockid"
	"github.com/examdeck/examdeck/internal/markdown/comment"
	"github.com/examdeck/examdeck/internal/markdown/highlight"
	"github.com/examdeck/examdeck/internal/markdown/math"
	"github.com/examdeck/examdeck/internal/markdown/tag"
	"github.com/examdeck/examdeck/internal/markdown/wikilink"
)

// inline writes an inline node that is no text.
func (r *renderer) inline(n ast.Node) {
	switch n := n.(type) {
	case *ast.Text:
		r.textRun(n)
	case *math.Node:
		r.formula(n)
	case *ast.CodeSpan:
		r.codeSpan(n)
	case *ast.Emphasis:
		if n.Level == 2 {
			r.container("<strong>", n, "</strong>")
		} else {
			r.container("<em>", n, "</em>")
		}
	case *ast.Link:
		r.link(n)
	case *ast.AutoLink:
		r.autoLink(n)
	case *ast.Image:
		r.image(n)
	case *ast.RawHTML:
		r.rawHTML(n, n.Segments.Value(r.doc.Source))
	case *wikilink.Node:
		r.wikiLink(n)
	case *tag.Node:
		r.plain([]byte("#" + n.Name))
	case *highlight.Node:
		r.container("<mark>", n, "</mark>")
	case *extast.Strikethrough:
		r.container("<del>", n, "</del>")
	case *extast.TaskCheckBox:
		if n.IsChecked {
			r.write(`<input type="checkbox" checked disabled> `)
		} else {
			r.write(`<input type="checkbox" disabled> `)
		}
	case *footnoteLink:
		r.footnoteLink(n)
	case *ast.String:
		r.plain(n.Value)
	case *comment.Inline, *blockid.Node:
	default:
		r.children(n)
	}
}

func (r *renderer) codeSpan(n *ast.CodeSpan) {
	r.write("<code>")
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		t, ok := c.(*ast.Text)
		if !ok {
			continue
		}
		value := t.Segment.Value(r.doc.Source)
		r.look(value)
		newline := len(value) > 0 && value[len(value)-1] == '\n'
		if newline {
			value = value[:len(value)-1]
		}
		r.buf = appendText(r.buf, value, asCode)
		if newline {
			r.write(" ")
		}
	}
	r.write("</code>")
}

// textRun writes a text node and those that follow it without a gap in the source: goldmark cuts text where it looked
// for a mark in vain. It gives the last node written.
func (r *renderer) textRun(first *ast.Text) ast.Node {
	segment, last := first.Segment, first
	for !last.SoftLineBreak() && !last.HardLineBreak() {
		next, ok := last.NextSibling().(*ast.Text)
		if !ok || next.Segment.Start != segment.Stop || next.Segment.Padding > 0 {
			break
		}
		segment.Stop, last = next.Segment.Stop, next
	}
	value := segment.Value(r.doc.Source)
	hard := last.HardLineBreak()
	if startsBlock(first) {
		value = cutStrayStart(value)
	}
	if last.SoftLineBreak() || hard || endsBlock(last) {
		if cut, ok := cutStrayEnd(value); ok {
			value, hard = cut, hard || last.SoftLineBreak()
		}
	}
	r.prose(value)
	switch {
	case hard || last.SoftLineBreak() && (r.beginsItem(last.NextSibling()) || r.doc.BreakLines && !r.standsAlone(first)):
		r.lineBreak()
	case last.SoftLineBreak():
		r.write("\n")
	}
	return last
}

// itemStart is what begins a line that its author set off by hand: "a)", "(b)", "ii)", a bullet, an arrow.
var itemStart = regexp.MustCompile(`^\s*(?:\(?(?:[a-zA-Z]|[ivx]{1,4})\)|[•→])\s`)

// beginsItem reports whether a line begins with text that is never pulled into the line above.
func (r *renderer) beginsItem(n ast.Node) bool {
	t, ok := n.(*ast.Text)
	if !ok {
		return false
	}
	line := r.doc.Source[t.Segment.Start:min(t.Segment.Stop+1, len(r.doc.Source))]
	return itemStart.Match(line[:min(len(line), 12)])
}

// standsAlone reports whether an empty text follows what has ended its line already: a formula set apart, a tag of a
// block, a break.
func (r *renderer) standsAlone(t *ast.Text) bool {
	if t.Segment.Start < t.Segment.Stop {
		return false
	}
	switch before := t.PreviousSibling().(type) {
	case *math.Node:
		return before.Display
	case *ast.RawHTML:
		tag := before.Segments.Value(r.doc.Source)
		return isBreak(tag) || holds[strings.ToLower(tagName(strings.TrimPrefix(string(tag), "</")))]
	}
	return false
}

// lineBreak writes a break, but none at the start of a block.
func (r *renderer) lineBreak() {
	if n := len(r.buf); n > 2 && r.buf[n-1] == '>' && isBlockStart(r.buf) {
		return
	}
	r.write("<br>\n")
}

// isBlockStart tells that the buffer ends with the tag that opens a block of text.
func isBlockStart(buf []byte) bool {
	for _, tag := range []string{"<p>", "<li>", "<td>", "<dd>", `"callout-title">`} {
		if len(buf) >= len(tag) && string(buf[len(buf)-len(tag):]) == tag {
			return true
		}
	}
	return false
}
