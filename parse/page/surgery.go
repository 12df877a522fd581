package page

import (
	"math"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"

	"github.com/examdeck/examdeck/internal/markdown/box"
	"github.com/examdeck/examdeck/internal/markdown/highlight"
	"github.com/examdeck/examdeck/internal/markdown/wikilink"
	"github.com/examdeck/examdeck/parse/wording"
)

// TrimRules drops the thematic breaks at both ends: there they only part questions.
func TrimRules(body []ast.Node) []ast.Node {
	for len(body) > 0 && body[0].Kind() == ast.KindThematicBreak {
		body = body[1:]
	}
	for len(body) > 0 && body[len(body)-1].Kind() == ast.KindThematicBreak {
		body = body[:len(body)-1]
	}
	return body
}

// rawHTML is the source of an HTML block.
func rawHTML(doc *Document, n ast.Node) string {
	var b strings.Builder
	for i := range n.Lines().Len() {
		line := n.Lines().At(i)
		b.Write(line.Value(doc.MD.Source))
	}
	return b.String()
}

// The functions here take what stands between two places of the tree out of it, also where the places are in
// different lists or quotes, as tags that authors put across blocks are.

// takeBetween takes the blocks behind from, as far as until, out of the tree. Containers that begin before from stay,
// what they hold behind it is taken out of them; of containers that until is in, a copy takes the part before it. A
// nil until means the end of the document.
func takeBetween(from, until ast.Node) []ast.Node {
	var taken []ast.Node
	for cur := from; cur != nil; {
		next := cur.NextSibling()
		if next == nil {
			cur = cur.Parent()
			continue
		}
		if next == until {
			return taken
		}
		if until != nil && Holds(next, until) {
			if part := cutBefore(next, until); part != nil {
				taken = append(taken, inList(part, next.Parent()))
			}
			return taken
		}
		parent := next.Parent()
		if list, ok := parent.(*ast.List); ok {
			taken = append(taken, ListOf(list, next))
			continue
		}
		parent.RemoveChild(parent, next)
		taken = append(taken, next)
	}
	return taken
}

// inList wraps an item that was taken out of a list in a list of its own; other blocks are given as they are.
func inList(n, parent ast.Node) ast.Node {
	list, ok := parent.(*ast.List)
	if !ok {
		return n
	}
	like := emptyLike(list)
	like.AppendChild(like, n)
	return like
}

// following returns the block behind one and all that it holds: its next sibling, else that of what it stands in; nil
// at the end of the document.
func following(n ast.Node) ast.Node {
	for ; n != nil; n = n.Parent() {
		if next := n.NextSibling(); next != nil {
			return next
		}
	}
	return nil
}

// Holds reports whether n is below container.
func Holds(container, n ast.Node) bool {
	for p := n.Parent(); p != nil; p = p.Parent() {
		if p == container {
			return true
		}
	}
	return false
}

// cutBefore moves what container holds before until to a container like it; nil where that is nothing.
func cutBefore(container, until ast.Node) ast.Node {
	part := emptyLike(container)
	for _, c := range Children(container) {
		if c == until {
			break
		}
		if Holds(c, until) {
			if inner := cutBefore(c, until); inner != nil {
				part.AppendChild(part, inner)
			}
			break
		}
		container.RemoveChild(container, c)
		part.AppendChild(part, c)
	}
	if !part.HasChildren() {
		return nil
	}
	return part
}

// emptyLike returns a container of the same kind; a mere group of blocks for kinds that nothing else could stand for.
func emptyLike(n ast.Node) ast.Node {
	var like ast.Node
	switch n := n.(type) {
	case *ast.List:
		list := ast.NewList(n.Marker)
		list.IsTight, list.Start = n.IsTight, n.Start
		like = list
	case *ast.ListItem:
		like = ast.NewListItem(n.Offset)
	case *ast.Blockquote:
		like = ast.NewBlockquote()
	case *box.Node:
		like = &box.Node{Name: n.Name, Quoted: n.Quoted, Fold: n.Fold}
	default:
		like = ast.NewDocument()
	}
	like.SetPos(n.Pos())
	return like
}

// RemoveEmpty takes a block out of the tree, and the containers that are left empty by that.
func RemoveEmpty(n ast.Node) {
	for p := n.Parent(); p != nil; p = n.Parent() {
		p.RemoveChild(p, n)
		if p.HasChildren() || p.Kind() == ast.KindDocument {
			return
		}
		n = p
	}
}

// OnlyPicture reports whether a paragraph is a picture and nothing else.
func OnlyPicture(n ast.Node) bool {
	first := n.FirstChild()
	if first == nil || first.Kind() != ast.KindImage {
		return false
	}
	for c := first.NextSibling(); c != nil; c = c.NextSibling() {
		if t, ok := c.(*ast.Text); !ok || t.Segment.Len() > 0 {
			return false
		}
	}
	return true
}

// IsCode reports whether a block is code.
func IsCode(n ast.Node) bool {
	return n.Kind() == ast.KindFencedCodeBlock || n.Kind() == ast.KindCodeBlock
}

// IsStrong reports whether an inline node is bold or highlighted.
func IsStrong(n ast.Node) bool {
	e, ok := n.(*ast.Emphasis)
	return ok && e.Level == 2 || n.Kind() == highlight.Kind
}

// IsText reports whether a block is lines of text: a paragraph, or the text of a tight list's item.
func IsText(n ast.Node) bool {
	return n.Kind() == ast.KindParagraph || n.Kind() == ast.KindTextBlock
}

// The functions here cut markers out of the syntax tree, so that what is rendered is the author's text without them.
// They count characters other than blanks, which plain text and tree have in common.

// Children lists the children of n; they stay where they are.
func Children(n ast.Node) []ast.Node {
	var list []ast.Node
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		list = append(list, c)
	}
	return list
}

// TrimStart removes the first count visible characters of a block's text, the markup around them, and the blanks and
// breaks that follow. Pictures among them stay.
func TrimStart(doc *Document, block ast.Node, count int) {
	for c := block.FirstChild(); c != nil && count > 0; {
		next, size := c.NextSibling(), wording.Visible(doc.MD.Text(c))
		t, isText := c.(*ast.Text)
		switch {
		case size <= count && !showsPicture(doc, c):
			block.RemoveChild(block, c)
		case isText:
			t.Segment = t.Segment.WithStart(t.Segment.Start + doc.MD.Skip(t, count))
		case !isPicture(doc, c):
			TrimStart(doc, c, min(size, count))
		}
		count -= size
		c = next
	}
	TrimBlanks(doc, block)
}

// isPicture reports whether an inline node is a picture, a sound or a film.
func isPicture(doc *Document, n ast.Node) bool {
	switch n := n.(type) {
	case *ast.Image:
		return true
	case *wikilink.Node:
		return n.Embed
	}
	return IsTagOf(doc, n, "<img")
}

// showsPicture reports whether an inline node is a picture, or holds one.
func showsPicture(doc *Document, n ast.Node) bool {
	if isPicture(doc, n) {
		return true
	}
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		if showsPicture(doc, c) {
			return true
		}
	}
	return false
}

// TrimBlanks removes blanks, breaks and left-over colons' blanks at the start of a block.
func TrimBlanks(doc *Document, block ast.Node) {
	for c := block.FirstChild(); c != nil; c = block.FirstChild() {
		t, ok := c.(*ast.Text)
		if !ok {
			return
		}
		value := doc.MD.Source[t.Segment.Start:t.Segment.Stop]
		rest := strings.TrimLeftFunc(string(value), unicode.IsSpace)
		if rest != "" && rest != "\\" {
			t.Segment.Start += len(value) - len(rest)
			t.Segment.Padding = 0
			return
		}
		block.RemoveChild(block, c)
	}
}

// TrimEnd removes the last count visible characters of a block's text.
func TrimEnd(doc *Document, block ast.Node, count int) { trimBefore(doc, block.LastChild(), count) }

// TrimFirstLine removes the last count visible characters of the first line of a block.
func TrimFirstLine(doc *Document, block ast.Node, count int) {
	last := block.FirstChild()
	for last != nil && !EndsLine(last) && last.NextSibling() != nil {
		last = last.NextSibling()
	}
	trimBefore(doc, last, count)
}

// trimBefore removes the last count visible characters of the text that ends with an inline node. A line that ends
// there still does, and pictures stay.
func trimBefore(doc *Document, last ast.Node, count int) {
	for c := last; c != nil && count > 0; {
		before, size := c.PreviousSibling(), wording.Visible(doc.MD.Text(c))
		t, isText := c.(*ast.Text)
		switch {
		case isText && (size > count || EndsLine(c)):
			t.Segment = t.Segment.WithStop(t.Segment.Start + doc.MD.Skip(t, max(0, size-count)))
		case size <= count && !showsPicture(doc, c):
			c.Parent().RemoveChild(c.Parent(), c)
		case !isPicture(doc, c):
			TrimEnd(doc, c, min(size, count))
		}
		count -= size
		c = before
	}
}

// SkipVisible is the number of bytes that the first count visible characters of text take.
func SkipVisible(text []byte, count int) int {
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

// FirstLine is the plain text of a block's first line; empty for blocks that hold no text themselves.
func FirstLine(doc *Document, block ast.Node) string {
	if block.Kind() != ast.KindParagraph && block.Kind() != ast.KindTextBlock {
		return ""
	}
	return LineText(doc, block.FirstChild())
}

// LineText is the plain text from an inline node to the end of its line.
func LineText(doc *Document, n ast.Node) string { return doc.MD.LineText(n, math.MaxInt) }

// headSize is how much of a line reports whether a marker leads it in: more than the longest marker.
const headSize = 2 * wording.MaxLead

// LineHead is the beginning of a block's first line, enough to find a marker there; empty for blocks that hold no
// text themselves.
func LineHead(doc *Document, block ast.Node) string {
	if !IsText(block) {
		return ""
	}
	return HeadOf(doc, block.FirstChild())
}

// HeadOf is the same for the line that begins with an inline node.
func HeadOf(doc *Document, n ast.Node) string { return doc.MD.LineText(n, headSize) }

// WordStart returns the letters and digits of ASCII with which an inline node begins that is text; empty for all others.
func WordStart(doc *Document, n ast.Node) []byte {
	t, ok := n.(*ast.Text)
	if !ok {
		return nil
	}
	value := t.Segment.Value(doc.MD.Source)
	end := 0
	for end < len(value) && isWordByte(value[end]) {
		end++
	}
	return value[:end]
}

// EndsLine reports whether a line ends behind an inline node.
func EndsLine(n ast.Node) bool {
	t, ok := n.(*ast.Text)
	return ok && (t.SoftLineBreak() || t.HardLineBreak())
}

// Unbreak takes the line end from behind an inline node.
func Unbreak(n ast.Node) {
	if t, ok := n.(*ast.Text); ok {
		t.SetSoftLineBreak(false)
		t.SetHardLineBreak(false)
	}
}

// SplitAt moves the inline node from, and all behind it, to a new paragraph, which it gives back.
func SplitAt(block, from ast.Node) ast.Node {
	tail := ast.NewParagraph()
	for c := from; c != nil; {
		next := c.NextSibling()
		block.RemoveChild(block, c)
		tail.AppendChild(tail, c)
		c = next
	}
	return tail
}

// ParagraphOf returns a paragraph with the inline nodes of a heading or a tight list's text; other blocks are given
// as they are.
func ParagraphOf(n ast.Node) ast.Node {
	if n.Kind() != ast.KindTextBlock && n.Kind() != ast.KindHeading {
		return n
	}
	p := ast.NewParagraph()
	for _, c := range Children(n) {
		n.RemoveChild(n, c)
		p.AppendChild(p, c)
	}
	return p
}

// ListOf returns a list like the given one that holds one item of it.
func ListOf(like *ast.List, item ast.Node) ast.Node {
	list := ast.NewList(like.Marker)
	list.IsTight = like.IsTight
	like.RemoveChild(like, item)
	list.AppendChild(list, item)
	return list
}

// MoveLines moves the inline nodes of a paragraph from one to the one before another to a paragraph of their own.
func MoveLines(doc *Document, p, from, until ast.Node) ast.Node {
	tail := ast.NewParagraph()
	tail.SetPos(doc.MD.Offset(from))
	for c := from; c != nil && c != until; {
		next := c.NextSibling()
		p.RemoveChild(p, c)
		tail.AppendChild(tail, c)
		c = next
	}
	if until != nil {
		Unbreak(tail.LastChild())
	}
	return tail
}

// TextOf moves what a cell holds to a block that is shown without margins.
func TextOf(cell ast.Node) ast.Node {
	block := ast.NewTextBlock()
	block.SetPos(cell.Pos())
	for _, c := range Children(cell) {
		cell.RemoveChild(cell, c)
		block.AppendChild(block, c)
	}
	return block
}

// wrappers are the elements that authors put around the whole of an answer, for their looks.
var wrappers = WordSet("b p br div center strong i font")

// Unwrap takes line breaks, and the tags of elements that wrap all of it, off both ends of what a toggle holds.
func Unwrap(doc *Document, blocks []ast.Node) []ast.Node {
	for len(blocks) > 0 && unwrapEdge(doc, blocks[0], ast.Node.FirstChild) {
		blocks = blocks[1:]
	}
	for len(blocks) > 0 && unwrapEdge(doc, blocks[len(blocks)-1], ast.Node.LastChild) {
		blocks = blocks[:len(blocks)-1]
	}
	return blocks
}

// unwrapEdge takes the wrapping tags off one end of a block, that of the child which edge gives. It reports whether
// the block holds nothing else.
func unwrapEdge(doc *Document, block ast.Node, edge func(ast.Node) ast.Node) bool {
	switch block.Kind() {
	case ast.KindHTMLBlock:
		return wrapsOnly(rawHTML(doc, block))
	case ast.KindParagraph:
	case ast.KindList, ast.KindListItem, ast.KindTextBlock:
		// An end tag right below a list belongs to the text of its last item, as far as CommonMark is concerned.
		if last := block.LastChild(); last != nil && edge(block) == last && last.Type() == ast.TypeBlock {
			if unwrapEdge(doc, last, edge) && last.Kind() == ast.KindTextBlock {
				block.RemoveChild(block, last)
			}
			return !block.HasChildren()
		}
		if block.Kind() != ast.KindTextBlock {
			return false
		}
	default:
		return false
	}
	for c := edge(block); c != nil; c = edge(block) {
		if t, ok := c.(*ast.Text); ok && strings.TrimSpace(string(t.Segment.Value(doc.MD.Source))) == "" {
			block.RemoveChild(block, c)
			continue
		}
		raw, ok := c.(*ast.RawHTML)
		if !ok || !wrapsOnly(string(raw.Segments.Value(doc.MD.Source))) || paired(doc, block, raw) {
			break
		}
		block.RemoveChild(block, c)
	}
	return !TrimPiece(doc, block)
}

// wrapsOnly reports whether HTML is nothing but bare tags of wrappers.
func wrapsOnly(html string) bool {
	html = strings.TrimSpace(html)
	for html != "" {
		end := strings.IndexByte(html, '>')
		if html[0] != '<' || end < 0 || !wrappers[strings.ToLower(strings.Trim(html[1:end], "/ "))] {
			return false
		}
		html = strings.TrimSpace(html[end+1:])
	}
	return true
}

// paired reports whether the element of a tag begins and ends among the other nodes of its block, but not around all
// of them.
func paired(doc *Document, block ast.Node, tag *ast.RawHTML) bool {
	name := strings.ToLower(strings.Trim(string(tag.Segments.Value(doc.MD.Source)), "</ >"))
	if name == "br" {
		return false
	}
	balance := 0
	for c := block.FirstChild(); c != nil; c = c.NextSibling() {
		raw, ok := c.(*ast.RawHTML)
		if !ok {
			continue
		}
		text := strings.ToLower(string(raw.Segments.Value(doc.MD.Source)))
		if strings.Trim(text, "</ >") != name {
			continue
		}
		if strings.HasPrefix(text, "</") {
			balance--
		} else {
			balance++
		}
	}
	whole := block.FirstChild() == ast.Node(tag) && IsTagOf(doc, block.LastChild(), "</"+name)
	return balance == 0 && !whole
}

// IsTagOf reports whether n is a tag that begins with prefix.
func IsTagOf(doc *Document, n ast.Node, prefix string) bool {
	raw, ok := n.(*ast.RawHTML)
	return ok && strings.HasPrefix(strings.ToLower(string(raw.Segments.Value(doc.MD.Source))), prefix)
}

// WordSet makes a set of the names that a language of marks has. The words of people are those of package wording.
func WordSet(names string) map[string]bool {
	set := map[string]bool{}
	for _, name := range strings.Fields(names) {
		set[name] = true
	}
	return set
}
