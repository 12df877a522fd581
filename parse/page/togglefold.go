package page

import (
	"bytes"
	"slices"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"

	"github.com/examdeck/examdeck/internal/markdown"
	"github.com/examdeck/examdeck/internal/markdown/box"
	"github.com/examdeck/examdeck/internal/markdown/start"
	"github.com/examdeck/examdeck/parse/wording"
)

// nextStart returns the first block behind a tag, before an offset, with which another question seems to begin, and
// its offset; nil without one. Headings are left to the caller, who knows of their levels.
func nextStart(doc *Document, open *toggleTag, limit int) (ast.Node, int) {
	for n := ast.Node(open); n != nil; n = n.Parent() {
		for next := n.NextSibling(); next != nil; next = next.NextSibling() {
			at := doc.MD.Offset(next)
			if at >= limit {
				return nil, 0
			}
			if beginsQuestion(doc, next) {
				return next, at
			}
		}
	}
	return nil, 0
}

// beginsQuestion reports whether another question seems to begin with a block that stands behind a toggle's tag: an
// item of the list in which the tag stands, the rest of a list that was begun above, a callout to be folded, or text
// that looks like the start of one.
func beginsQuestion(doc *Document, n ast.Node) bool {
	switch n := n.(type) {
	case *ast.ListItem:
		return true
	case *ast.List:
		if n.IsOrdered() {
			return n.Start > 1
		}
		kind := start.Of(doc.MD.Source, doc.LineStart(doc.MD.Offset(n)), true)
		return kind == start.Item || kind == start.Card
	case *box.Node:
		return n.Fold != 0
	case *ast.Paragraph:
		at := doc.MD.Offset(n)
		switch start.Of(doc.MD.Source, doc.LineStart(at), true) {
		case start.Lead:
			return wording.QuestionLead(FirstLine(doc, n)) > 0
		case start.Bold:
			title, ok := BoldLead(doc, n)
			return ok && wording.LooksAsked(title)
		case start.Mark, start.Card:
			return true
		}
	}
	return false
}

// isStray reports whether a toggle that is never closed begins behind text and has no summary: there is nothing to fold.
func isStray(doc *Document, open *toggleTag) bool {
	if next, ok := open.NextSibling().(*toggleTag); open.name != "details" || ok && next.name == "summary" {
		return false
	}
	if next := open.NextSibling(); next != nil && next.Kind() == kindSummary {
		return false
	}
	before := doc.MD.Source[doc.LineStart(open.from):open.from]
	return len(bytes.Trim(before, " \t>-*+.)0123456789")) > 0
}

func unclosedToggle(open *toggleTag) markdown.Issue {
	return markdown.Issue{
		Offset: open.from, Code: "unclosed-toggle", Message: "the toggle is never closed; it is read as far as the next question",
		Hint: "write </details> behind its text",
	}
}

// foldToggles makes toggles of the details elements, and the boxes, of a document and gives them in source order.
// HTML knows nothing of Markdown's blocks: an element may begin in a list's item and end outside of it, or in the
// last line of a paragraph. What is never closed ends before the next toggle, heading or other start of a question,
// so that it spoils no other question.
func foldToggles(doc *Document) []*Toggle {
	all := foldBoxes(doc)
	tags := isolateTags(doc, doc.MD.Root)
	pairs, open := matchTags(tags)
	heads := topHeadings(doc)
	for _, p := range pairs {
		if t := foldToggle(p.open, p.close, p.close); t != nil {
			t.to, t.closed = p.close.to, true
			all = append(all, t)
		}
	}
	for _, tag := range slices.Backward(open) {
		if isStray(doc, tag) {
			doc.Issues = append(doc.Issues, unclosedToggle(tag))
			RemoveEmpty(tag)
			continue
		}
		until, to := naturalEnd(doc, tags, heads, tag)
		if t := foldToggle(tag, until, nil); t != nil {
			t.to = to
			all = append(all, t)
		}
	}
	slices.SortFunc(all, func(a, b *Toggle) int { return a.From - b.From })
	roles(doc, all)
	return unfoldSections(doc, all)
}

// tagPair is an element's start tag and end tag.
type tagPair struct{ open, close *toggleTag }

// matchTags pairs the tags, inner elements first. Tags that end nothing are taken out of the tree; start tags without
// an end are given as open. A summary that is not closed ends with its line, or with its toggle.
func matchTags(tags []*toggleTag) (pairs []tagPair, open []*toggleTag) {
	var stack []*toggleTag
	for _, tag := range tags {
		if !tag.end {
			stack = append(stack, tag)
			continue
		}
		at := len(stack) - 1
		for at >= 0 && stack[at].name != tag.name {
			at--
		}
		if at < 0 || tag.name == "summary" && slices.ContainsFunc(stack[at:], func(t *toggleTag) bool { return t.name == "details" }) {
			RemoveEmpty(tag)
			continue
		}
		open = append(open, stack[at+1:]...)
		pairs = append(pairs, tagPair{stack[at], tag})
		stack = stack[:at]
	}
	open = append(open, stack...)
	slices.SortFunc(open, func(a, b *toggleTag) int { return a.from - b.from })
	return pairs, open
}

// foldToggle makes a toggle, or the summary of one, of the tag that opens it and the blocks as far as until. It gives
// the toggle.
func foldToggle(open *toggleTag, until, end ast.Node) *Toggle {
	parent := open.Parent()
	if parent == nil {
		return nil
	}
	var node ast.Node
	var t *Toggle
	if open.name == "summary" {
		node = &summary{}
	} else {
		t = &Toggle{From: open.from}
		node = t
	}
	node.SetPos(open.from)
	taken := takeBetween(open, until)
	parent.ReplaceChild(parent, open, node)
	node.AppendChild(node, open)
	for _, n := range taken {
		node.AppendChild(node, n)
	}
	if end != nil {
		RemoveEmpty(end)
		node.AppendChild(node, end)
	}
	return t
}

// naturalEnd finds where an element ends that is not closed: the block it reaches to (nil: the end of the document)
// and its offset. A summary ends with its own block. heads are the top-level headings.
func naturalEnd(doc *Document, tags []*toggleTag, heads []placedHeading, open *toggleTag) (until ast.Node, offset int) {
	if open.name == "summary" {
		switch next := open.NextSibling().(type) {
		case nil:
			return following(open), 0
		case *toggleTag:
			return next, 0
		default:
			return following(next), 0
		}
	}
	doc.Issues = append(doc.Issues, unclosedToggle(open))
	offset = len(doc.MD.Source)
	i, _ := slices.BinarySearchFunc(tags, open.from+1, func(t *toggleTag, at int) int { return t.from - at })
	for _, tag := range tags[i:] {
		if tag.name == "details" && !tag.end && tag.Parent() != nil {
			until, offset = tag.Parent(), tag.from
			break
		}
	}
	if n, at := nextStart(doc, open, offset); n != nil {
		until, offset = n, at
	}
	i, _ = slices.BinarySearchFunc(heads, open.from, func(h placedHeading, at int) int { return h.at - at })
	level := 0
	if i > 0 {
		level = heads[i-1].node.Level
	}
	for ; i < len(heads) && heads[i].at < offset; i++ {
		if h := heads[i].node; (level == 0 || h.Level <= level) && !wording.AnnouncesAnswer(doc.Text(h)) {
			return h, heads[i].at
		}
	}
	return until, offset
}

// placedHeading is a heading with its offset.
type placedHeading struct {
	node *ast.Heading
	at   int
}

// topHeadings lists the top-level headings of a document whose toggles are not folded yet.
func topHeadings(doc *Document) []placedHeading {
	var heads []placedHeading
	for n := doc.MD.Root.FirstChild(); n != nil; n = n.NextSibling() {
		if h, ok := n.(*ast.Heading); ok {
			heads = append(heads, placedHeading{h, doc.MD.Offset(n)})
		}
	}
	return heads
}

// kindToggleTag is the kind of toggleTag.
var kindToggleTag = ast.NewNodeKind("ToggleTag")

// toggleTag is the tag of a details or summary element as a block of its own. Its child is the tag, raw HTML.
type toggleTag struct {
	ast.BaseBlock
	name     string // "details" or "summary"
	end      bool   // it is an end tag
	from, to int
}

// Kind implements ast.Node.
func (t *toggleTag) Kind() ast.NodeKind { return kindToggleTag }

// Dump implements ast.Node.
func (t *toggleTag) Dump(source []byte, level int) { ast.DumpHelper(t, source, level, nil, nil) }

// newToggleTag reads the tag that stands at an offset; ok is false where it is none of a toggle.
func newToggleTag(source []byte, from, to int) (*toggleTag, bool) {
	tag := bytes.ToLower(source[from:to])
	t := &toggleTag{from: from, to: to}
	inner, end := bytes.CutPrefix(tag, []byte("</"))
	if !end {
		inner = bytes.TrimPrefix(tag, []byte("<"))
	}
	name := string(inner[:len(inner)-len(bytes.TrimLeft(inner, "abcdefghijklmnopqrstuvwxyz"))])
	if name != "details" && name != "summary" {
		return nil, false
	}
	// "<details/>" is a slip for the end tag: an empty toggle is of no use.
	t.name, t.end = name, end || bytes.HasSuffix(tag, []byte("/>"))
	raw := ast.NewRawHTML()
	raw.Segments.Append(text.NewSegment(from, to))
	t.AppendChild(t, raw)
	t.SetPos(from)
	return t, true
}

// isolateTags makes every tag of a toggle below n a block of its own, and gives these blocks in source order. Tags
// within headings, tables and emphasis stay what they are.
func isolateTags(doc *Document, n ast.Node) []*toggleTag {
	var tags []*toggleTag
	for c, next := n.FirstChild(), ast.Node(nil); c != nil; c = next {
		next = c.NextSibling() // a block with tags is parted
		switch c.Kind() {
		case ast.KindParagraph, ast.KindTextBlock:
			tags = append(tags, isolateInline(doc, n, c, c)...)
		case ast.KindHTMLBlock:
			if inner := c.FirstChild(); inner != nil {
				tags = append(tags, isolateInline(doc, n, c, inner)...)
				continue
			}
			tags = append(tags, isolateRaw(doc, n, c.(*ast.HTMLBlock))...)
		case ast.KindHeading, ast.KindFencedCodeBlock, ast.KindCodeBlock:
		default:
			if c.Type() == ast.TypeBlock {
				tags = append(tags, isolateTags(doc, c)...)
			}
		}
	}
	return tags
}

// isolateInline parts block, a child of parent whose text is in inner, at its tags. A block without any stays as it is.
func isolateInline(doc *Document, parent, block, inner ast.Node) []*toggleTag {
	var found map[ast.Node]*toggleTag
	for c := inner.FirstChild(); c != nil; c = c.NextSibling() {
		raw, ok := c.(*ast.RawHTML)
		if !ok || raw.Segments.Len() == 0 {
			continue
		}
		from, to := raw.Segments.At(0).Start, raw.Segments.At(raw.Segments.Len()-1).Stop
		if tag, ok := newToggleTag(doc.MD.Source, from, to); ok {
			if found == nil {
				found = map[ast.Node]*toggleTag{}
			}
			found[c] = tag
		}
	}
	if len(found) == 0 {
		return nil
	}
	var tags []*toggleTag
	var piece ast.Node
	start := 0
	flush := func(end int) {
		if piece != nil && TrimPiece(doc, piece) {
			setLines(doc, piece, block, start, end)
			parent.InsertBefore(parent, block, piece)
		}
		piece = nil
	}
	for _, c := range Children(inner) {
		if tag := found[c]; tag != nil {
			flush(tag.from)
			parent.InsertBefore(parent, block, tag)
			tags = append(tags, tag)
			continue
		}
		if piece == nil {
			piece, start = newPiece(block), inlineStart(doc, block, c)
		}
		inner.RemoveChild(inner, c)
		piece.AppendChild(piece, c)
	}
	flush(len(doc.MD.Source))
	parent.RemoveChild(parent, block)
	return tags
}

// newPiece makes a block for a part of block.
func newPiece(block ast.Node) ast.Node {
	if block.Kind() == ast.KindParagraph {
		return ast.NewParagraph()
	}
	return ast.NewTextBlock()
}

// setLines gives a piece the part of block's lines between two offsets: the place of a block of text is that of its
// lines.
func setLines(doc *Document, piece, block ast.Node, from, to int) {
	for i := range block.Lines().Len() {
		line := block.Lines().At(i)
		line.Start, line.Stop = max(line.Start, from), min(line.Stop, to)
		if line.Start < line.Stop && (piece.Lines().Len() > 0 || !util.IsBlank(line.Value(doc.MD.Source))) {
			piece.Lines().Append(line)
		}
	}
	if piece.Lines().Len() == 0 {
		piece.Lines().Append(text.NewSegment(from, from))
	}
}

// inlineStart is where an inline node of a block begins: marks of emphasis before its text aside, which have no place
// of their own.
func inlineStart(doc *Document, block, n ast.Node) int {
	if n.PreviousSibling() == nil {
		return doc.MD.Offset(block)
	}
	for m := n; m != nil; m = m.FirstChild() {
		if t, ok := m.(*ast.Text); ok {
			return t.Segment.Start
		}
	}
	if previous, ok := n.PreviousSibling().(*ast.RawHTML); ok && n.Pos() <= 0 {
		return previous.Segments.At(previous.Segments.Len() - 1).Stop
	}
	return doc.MD.Offset(n)
}

// TrimPiece takes blanks and line ends off both ends of a block of text; it reports whether anything is left.
func TrimPiece(doc *Document, block ast.Node) bool {
	TrimBlanks(doc, block)
	for c := block.LastChild(); c != nil; c = block.LastChild() {
		t, ok := c.(*ast.Text)
		if !ok {
			break
		}
		Unbreak(t)
		t.Segment = t.Segment.TrimRightSpace(doc.MD.Source)
		if !t.Segment.IsEmpty() {
			break
		}
		block.RemoveChild(block, t)
	}
	return block.HasChildren()
}

// isolateRaw parts an HTML block at its tags; what is between stays HTML. Scripts and the like are left alone.
func isolateRaw(doc *Document, parent ast.Node, block *ast.HTMLBlock) []*toggleTag {
	if block.HTMLBlockType < ast.HTMLBlockType6 || !holdsTag(doc.MD.Source, block) {
		return nil
	}
	var tags []*toggleTag
	var piece *ast.HTMLBlock
	add := func(from, to int) {
		if strings.TrimSpace(string(doc.MD.Source[from:to])) == "" && piece == nil || from == to {
			return
		}
		if piece == nil {
			piece = ast.NewHTMLBlock(block.HTMLBlockType)
			parent.InsertBefore(parent, block, piece)
		}
		piece.Lines().Append(text.NewSegment(from, to))
	}
	for i := range block.Lines().Len() {
		line := block.Lines().At(i)
		at := line.Start
		for _, tag := range tagsIn(doc.MD.Source, line.Start, line.Stop) {
			add(at, tag.from)
			piece, at = nil, tag.to
			parent.InsertBefore(parent, block, tag)
			tags = append(tags, tag)
		}
		add(at, line.Stop)
	}
	parent.RemoveChild(parent, block)
	return tags
}

// holdsTag reports whether a tag of a toggle is in the lines of an HTML block.
func holdsTag(source []byte, block ast.Node) bool {
	for i := range block.Lines().Len() {
		if line := block.Lines().At(i); len(tagsIn(source, line.Start, line.Stop)) > 0 {
			return true
		}
	}
	return false
}

// tagsIn finds the tags of toggles between two offsets.
func tagsIn(source []byte, from, to int) []*toggleTag {
	var tags []*toggleTag
	for {
		open := bytes.IndexByte(source[from:to], '<')
		if open < 0 {
			return tags
		}
		from += open
		end := bytes.IndexByte(source[from:to], '>')
		if end < 0 {
			return tags
		}
		if tag, ok := newToggleTag(source, from, from+end+1); ok {
			tags = append(tags, tag)
			from = tag.to
			continue
		}
		from++
	}
}
