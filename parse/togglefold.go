package parse

import (
	"slices"

	"github.com/yuin/goldmark/ast"

	"github.com/examdeck/examdeck/parse/wording"
)

// foldToggles makes toggles of the details elements, and the boxes, of a document and gives them in source order. HTML knows nothing of
// Markdown's blocks: an element may begin in a list's item and end outside of it, or in the last line of a paragraph. What is
// never closed ends before the next toggle, heading or other start of a question, so that it spoils no other question.
func foldToggles(doc *document) []*toggle {
	all := foldAdmonitions(doc, doc.md.Root, len(doc.md.Source), 0)
	tags := isolateTags(doc, doc.md.Root)
	if len(tags)+len(all) == 0 {
		return nil
	}
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
			doc.issues = append(doc.issues, unclosedToggle(tag))
			removeEmpty(tag)
			continue
		}
		until, to := naturalEnd(doc, tags, heads, tag)
		if t := foldToggle(tag, until, nil); t != nil {
			t.to = to
			all = append(all, t)
		}
	}
	slices.SortFunc(all, func(a, b *toggle) int { return a.from - b.from })
	roles(doc, all)
	return unfoldSections(doc, all)
}

// tagPair is an element's start tag and end tag.
type tagPair struct{ open, close *toggleTag }

// matchTags pairs the tags, inner elements first. Tags that end nothing are taken out of the tree; start tags without an end
// are given as open. A summary that is not closed ends with its line, or with its toggle.
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
			removeEmpty(tag)
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

// foldToggle makes a toggle, or the summary of one, of the tag that opens it and the blocks as far as until. It gives the toggle.
func foldToggle(open *toggleTag, until, end ast.Node) *toggle {
	parent := open.Parent()
	if parent == nil {
		return nil
	}
	var node ast.Node
	var t *toggle
	if open.name == "summary" {
		node = &summary{}
	} else {
		t = &toggle{from: open.from}
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
		removeEmpty(end)
		node.AppendChild(node, end)
	}
	return t
}

// naturalEnd finds where an element ends that is not closed: the block it reaches to (nil: the end of the document) and its
// offset. A summary ends with its own block. heads are the top-level headings.
func naturalEnd(doc *document, tags []*toggleTag, heads []placedHeading, open *toggleTag) (until ast.Node, offset int) {
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
	doc.issues = append(doc.issues, unclosedToggle(open))
	offset = len(doc.md.Source)
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
		if h := heads[i].node; (level == 0 || h.Level <= level) && !wording.AnnouncesAnswer(doc.text(h)) {
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
func topHeadings(doc *document) []placedHeading {
	var heads []placedHeading
	for n := doc.md.Root.FirstChild(); n != nil; n = n.NextSibling() {
		if h, ok := n.(*ast.Heading); ok {
			heads = append(heads, placedHeading{h, doc.md.Offset(n)})
		}
	}
	return heads
}
