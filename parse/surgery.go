package parse

import (
	"math"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"

	"github.com/examdeck/examdeck/parse/wording"
)

// The functions here cut markers out of the syntax tree, so that what is rendered is the author's text without them. They count
// characters other than blanks, which plain text and tree have in common.

// children lists the children of n; they stay where they are.
func children(n ast.Node) []ast.Node {
	var list []ast.Node
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		list = append(list, c)
	}
	return list
}

// trimStart removes the first count visible characters of a block's text, the markup around them, and the blanks and breaks
// that follow.
func trimStart(doc *document, block ast.Node, count int) {
	for c := block.FirstChild(); c != nil && count > 0; c = block.FirstChild() {
		size := wording.Visible(doc.md.Text(c))
		if size <= count {
			block.RemoveChild(block, c)
			count -= size
			continue
		}
		if t, ok := c.(*ast.Text); ok {
			t.Segment = t.Segment.WithStart(t.Segment.Start + doc.md.Skip(t, count))
		} else {
			trimStart(doc, c, count)
		}
		count = 0
	}
	trimBlanks(doc, block)
}

// trimBlanks removes blanks, breaks and left-over colons' blanks at the start of a block.
func trimBlanks(doc *document, block ast.Node) {
	for c := block.FirstChild(); c != nil; c = block.FirstChild() {
		t, ok := c.(*ast.Text)
		if !ok {
			return
		}
		value := doc.md.Source[t.Segment.Start:t.Segment.Stop]
		rest := strings.TrimLeftFunc(string(value), unicode.IsSpace)
		if rest != "" && rest != "\\" {
			t.Segment.Start += len(value) - len(rest)
			t.Segment.Padding = 0
			return
		}
		block.RemoveChild(block, c)
	}
}

// trimEnd removes the last count visible characters of a block's text.
func trimEnd(doc *document, block ast.Node, count int) { trimBefore(doc, block.LastChild(), count) }

// trimFirstLine removes the last count visible characters of the first line of a block.
func trimFirstLine(doc *document, block ast.Node, count int) {
	last := block.FirstChild()
	for last != nil && !endsLine(last) && last.NextSibling() != nil {
		last = last.NextSibling()
	}
	trimBefore(doc, last, count)
}

// trimBefore removes the last count visible characters of the text that ends with an inline node. A line that ends there still does.
func trimBefore(doc *document, last ast.Node, count int) {
	for c := last; c != nil && count > 0; {
		before, size := c.PreviousSibling(), wording.Visible(doc.md.Text(c))
		t, isText := c.(*ast.Text)
		switch {
		case isText && (size > count || endsLine(c)):
			t.Segment = t.Segment.WithStop(t.Segment.Start + doc.md.Skip(t, max(0, size-count)))
		case size <= count:
			c.Parent().RemoveChild(c.Parent(), c)
		default:
			trimEnd(doc, c, count)
		}
		count -= size
		c = before
	}
}

// skipVisible is the number of bytes that the first count visible characters of text take.
func skipVisible(text []byte, count int) int {
	at := 0
	for at < len(text) && count > 0 {
		r, size := utf8.DecodeRune(text[at:])
		if !unicode.IsSpace(r) {
			count--
		}
		at += size
	}
	return at
}

// firstLine is the plain text of a block's first line; empty for blocks that hold no text themselves.
func firstLine(doc *document, block ast.Node) string {
	if block.Kind() != ast.KindParagraph && block.Kind() != ast.KindTextBlock {
		return ""
	}
	return lineText(doc, block.FirstChild())
}

// lineText is the plain text from an inline node to the end of its line.
func lineText(doc *document, n ast.Node) string { return doc.md.LineText(n, math.MaxInt) }

// headSize is how much of a line tells whether a marker leads it in: more than the longest marker.
const headSize = 2 * wording.MaxLead

// lineHead is the beginning of a block's first line, enough to find a marker there; empty for blocks that hold no text themselves.
func lineHead(doc *document, block ast.Node) string {
	if !isText(block) {
		return ""
	}
	return headOf(doc, block.FirstChild())
}

// headOf is the same for the line that begins with an inline node.
func headOf(doc *document, n ast.Node) string { return doc.md.LineText(n, headSize) }

// wordStart gives the letters and digits of ASCII with which an inline node begins that is text; empty for all others.
func wordStart(doc *document, n ast.Node) []byte {
	t, ok := n.(*ast.Text)
	if !ok {
		return nil
	}
	value := t.Segment.Value(doc.md.Source)
	end := 0
	for end < len(value) && isWordByte(value[end]) {
		end++
	}
	return value[:end]
}

// endsLine tells whether a line ends behind an inline node.
func endsLine(n ast.Node) bool {
	t, ok := n.(*ast.Text)
	return ok && (t.SoftLineBreak() || t.HardLineBreak())
}

// unbreak takes the line end from behind an inline node.
func unbreak(n ast.Node) {
	if t, ok := n.(*ast.Text); ok {
		t.SetSoftLineBreak(false)
		t.SetHardLineBreak(false)
	}
}

// splitAt moves the inline node from, and all behind it, to a new paragraph, which it gives back.
func splitAt(block, from ast.Node) ast.Node {
	tail := ast.NewParagraph()
	for c := from; c != nil; {
		next := c.NextSibling()
		block.RemoveChild(block, c)
		tail.AppendChild(tail, c)
		c = next
	}
	return tail
}

// paragraphOf gives a paragraph with the inline nodes of a heading or a tight list's text; other blocks are given as they are.
func paragraphOf(n ast.Node) ast.Node {
	if n.Kind() != ast.KindTextBlock && n.Kind() != ast.KindHeading {
		return n
	}
	p := ast.NewParagraph()
	for _, c := range children(n) {
		n.RemoveChild(n, c)
		p.AppendChild(p, c)
	}
	return p
}

// listOf gives a list like the given one that holds one item of it.
func listOf(like *ast.List, item ast.Node) ast.Node {
	list := ast.NewList(like.Marker)
	list.IsTight = like.IsTight
	like.RemoveChild(like, item)
	list.AppendChild(list, item)
	return list
}

// moveLines moves the inline nodes of a paragraph from one to the one before another to a paragraph of their own.
func moveLines(doc *document, p, from, until ast.Node) ast.Node {
	tail := ast.NewParagraph()
	tail.SetPos(doc.md.Offset(from))
	for c := from; c != nil && c != until; {
		next := c.NextSibling()
		p.RemoveChild(p, c)
		tail.AppendChild(tail, c)
		c = next
	}
	if last := tail.LastChild(); last != nil && until != nil {
		unbreak(last)
	}
	return tail
}
