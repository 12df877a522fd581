package page

import (
	"bytes"
	"slices"
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"

	"github.com/examdeck/examdeck/internal/markdown/blockid"
	"github.com/examdeck/examdeck/internal/markdown/box"
	"github.com/examdeck/examdeck/internal/markdown/comment"
	"github.com/examdeck/examdeck/internal/markdown/highlight"
	"github.com/examdeck/examdeck/internal/markdown/tag"
	"github.com/examdeck/examdeck/parse/wording"
)

// The functions here take the #tags off the ends of titles, prompts and answers: they say something of a question, and
// are no part of it.

// titleTags are the tags that stood at the end of a title, or on a line of their own below a heading.
type titleTags struct {
	at    int
	title ast.Node
	names []string
}

// TagsBetween returns the tags of the titles that begin in a region: those of the question that the region is.
func (doc *Document) TagsBetween(from, to int) []string {
	var names []string
	i := sort.Search(len(doc.titleTags), func(i int) bool { return doc.titleTags[i].at >= from })
	for ; i < len(doc.titleTags) && doc.titleTags[i].at < to; i++ {
		names = append(names, doc.titleTags[i].names...)
	}
	return names
}

// tagsOf returns the tags that stood at the end of a title.
func (doc *Document) tagsOf(title ast.Node) []string {
	at := doc.MD.Offset(title)
	for i := sort.Search(len(doc.titleTags), func(i int) bool { return doc.titleTags[i].at >= at }); i < len(doc.titleTags); i++ {
		switch t := doc.titleTags[i]; {
		case t.title == title:
			return t.names
		case t.at > at:
			return nil
		}
	}
	return nil
}

// takeTitleTags takes the tags off the titles of headings, callouts and toggles and off lines of bold text, before
// anybody asks what the titles say.
func takeTitleTags(doc *Document) {
	if !holdsTags(doc.MD.Source) {
		return
	}
	EachBlock(doc.MD.Root, func(n ast.Node) bool {
		title := titleOf(n)
		if title == nil {
			return true
		}
		names := CutEndTags(doc, title)
		if n.Kind() == ast.KindHeading {
			names = append(names, takeTagsBelow(doc, n)...)
		}
		if len(names) > 0 {
			doc.titleTags = append(doc.titleTags, titleTags{doc.MD.Offset(n), n, names})
		}
		return title != n
	})
	slices.SortStableFunc(doc.titleTags, func(a, b titleTags) int { return a.at - b.at })
}

// holdsTags reports whether a source may hold tags: a sign behind a blank or at a line's start, right before a name.
func holdsTags(src []byte) bool {
	for i := 0; i+1 < len(src); i++ {
		at := bytes.IndexByte(src[i:], '#')
		if at < 0 {
			return false
		}
		if i += at; (i == 0 || src[i-1] <= ' ') && i+1 < len(src) && src[i+1] != '#' && src[i+1] > ' ' {
			return true
		}
	}
	return false
}

// titleOf returns the block whose last line is a title: a heading, the title of a callout or toggle, a paragraph's
// bold line. It is nil for other blocks. Items of lists are no titles: their tags may say that they are cards.
func titleOf(n ast.Node) ast.Node {
	switch n.Kind() {
	case ast.KindHeading, box.KindTitle:
		return n
	case kindSummary:
		if last := n.LastChild(); last != nil && IsText(last) {
			return last
		}
	case ast.KindParagraph:
		if first := n.FirstChild(); first != nil && IsStrong(first) && n.Parent().Kind() != ast.KindListItem {
			return n
		}
	}
	return nil
}

// CutEndTags takes the tags off the end of a title, those within its emphasis too, and returns their names. Of a
// paragraph the first line is the title if it is bold as a whole. A title that is nothing but tags keeps them.
func CutEndTags(doc *Document, title ast.Node) []string {
	last := title.LastChild()
	if title.Kind() == ast.KindParagraph {
		last = endOfLine(title.FirstChild())
	}
	tags, before := tagsBefore(doc, last)
	if before == nil || title.Kind() == ast.KindParagraph && (before != title.FirstChild() || strings.HasSuffix(doc.Text(before), ":")) {
		return nil // text, or "**Tags:** #a"
	}
	for before.Kind() == ast.KindEmphasis || before.Kind() == highlight.Kind {
		inner, within := tagsBefore(doc, before.LastChild())
		if within == nil {
			break
		}
		tags, before = append(inner, tags...), within
	}
	return removeTags(doc, tags)
}

// takeTagsBelow takes the lines of nothing but tags from the top of the paragraph below a heading. Tags by which
// plugins find their cards stay: they are the file's.
func takeTagsBelow(doc *Document, heading ast.Node) []string {
	p := heading.NextSibling()
	if p == nil || p.Kind() != ast.KindParagraph {
		return nil
	}
	var names []string
	for begin := p.FirstChild(); begin != nil && onlyTags(doc, begin); begin = p.FirstChild() {
		tags, _ := tagsBefore(doc, endOfLine(begin))
		if len(tags) == 0 || slices.ContainsFunc(tags, func(t *tag.Node) bool { return IsCardTag(t.Name) }) {
			break
		}
		names = append(names, namesOf(tags)...)
		RemoveLine(p, begin, NextLine(begin))
	}
	if p.FirstChild() == nil {
		p.Parent().RemoveChild(p.Parent(), p)
	}
	return names
}

// endOfLine returns the last node of the line in which an inline node stands.
func endOfLine(n ast.Node) ast.Node {
	for n != nil && !EndsLine(n) && n.NextSibling() != nil {
		n = n.NextSibling()
	}
	return n
}

// tagsBefore returns the tags at the end of the line whose last node is given, in order, and the node that shows
// something before them; nil if they have the line for themselves.
func tagsBefore(doc *Document, last ast.Node) (tags []*tag.Node, before ast.Node) {
	for c := last; c != nil; c = c.PreviousSibling() {
		if c != last && EndsLine(c) {
			break
		}
		switch n := c.(type) {
		case *tag.Node:
			tags = append(tags, n)
		case *blockid.Node, *comment.Inline:
		case *ast.Text:
			if len(bytes.TrimSpace(n.Segment.Value(doc.MD.Source))) > 0 {
				slices.Reverse(tags)
				return tags, c
			}
		default:
			slices.Reverse(tags)
			return tags, c
		}
	}
	slices.Reverse(tags)
	return tags, nil
}

// removeTags takes tags out of the tree, with the blanks before them, and returns their names.
func removeTags(doc *Document, tags []*tag.Node) []string {
	for _, t := range tags {
		if before, ok := t.PreviousSibling().(*ast.Text); ok && !EndsLine(before) {
			before.Segment = before.Segment.TrimRightSpace(doc.MD.Source)
		}
		t.Parent().RemoveChild(t.Parent(), t)
	}
	return namesOf(tags)
}

func namesOf(tags []*tag.Node) []string {
	var names []string
	for _, t := range tags {
		names = append(names, t.Name)
	}
	return names
}

// takeHashtags takes the tags out of the blocks of a prompt, or, without asked, of an answer, and returns the blocks
// that are left. Tags by which plugins find cards, and those that say how a prompt is asked, go wherever they stand;
// others where they end a prompt's sentence, or stand on a line of their own. An answer may end in a word with a "#".
func takeHashtags(doc *Document, blocks []ast.Node, asked bool) ([]ast.Node, []string) {
	var names []string
	for i := 0; i < len(blocks); i++ {
		found := hashtagsIn(blocks[i])
		for _, t := range found {
			if t.Parent() == nil {
				continue // gone with its line
			}
			only := !asked && len(blocks) == 1 && t.PreviousSibling() == nil && NextLine(t) == nil
			whole := asked || i == len(blocks)-1 && NextLine(t) == nil
			names = append(names, takeLineTags(doc, t, lineUse{asked, whole && !only && !standsInItem(t, blocks[i])})...)
		}
		if len(found) > 0 && IsText(blocks[i]) && !blocks[i].HasChildren() {
			blocks = slices.Delete(slices.Clone(blocks), i, i+1)
			i--
		}
	}
	return blocks, names
}

// hashtagsIn returns the tags that a node holds.
func hashtagsIn(n ast.Node) (tags []*tag.Node) {
	EachNode(n, func(n ast.Node) bool {
		if t, ok := n.(*tag.Node); ok {
			tags = append(tags, t)
		}
		return true
	})
	return tags
}

// lineUse tells which tags of a line are taken: of a prompt all that say how it is asked; with any, those of any
// meaning at the line's end.
type lineUse struct{ asked, any bool }

// takeLineTags takes a tag out of its line, and those with which it ends the line.
func takeLineTags(doc *Document, t *tag.Node, use lineUse) []string {
	tags, before := tagsBefore(doc, endOfLine(t))
	if !slices.Contains(tags, t) {
		tags, use.any = []*tag.Node{t}, false
	} else if before == nil {
		if begin := tags[0]; use.any && begin.Parent().Kind() != ast.KindEmphasis {
			names, next := namesOf(tags), NextLine(t)
			RemoveLine(t.Parent(), lineStart(begin), next)
			return names
		}
	} else if use.any = use.any && use.asked && endsPrompt(doc, before, NextLine(t) == nil); !use.any && !use.asked {
		use.asked = true // "Fe #typed"
	}
	return removeTags(doc, slices.DeleteFunc(tags, func(t *tag.Node) bool {
		_, asks := KindTags[strings.ToLower(t.Name)]
		return !use.any && !saysNothing(t.Name) && !(asks && use.asked)
	}))
}

// lineStart returns the first node of the line in which an inline node stands.
func lineStart(n ast.Node) ast.Node {
	for before := n.PreviousSibling(); before != nil && !EndsLine(before); before = n.PreviousSibling() {
		n = before
	}
	return n
}

// endsPrompt reports whether tags behind a node are none of the text: it ends the block, a sentence, or is no text. An
// option may be "#a".
func endsPrompt(doc *Document, before ast.Node, last bool) bool {
	if m, ok := wording.ReadMarker(LineText(doc, lineStart(before))); ok && m.Shape != "%" && !wording.HasDigit(m.Letter) {
		return false
	}
	t, ok := before.(*ast.Text)
	if !ok || last {
		return true
	}
	end, _ := utf8.DecodeLastRune(bytes.TrimSpace(t.Segment.Value(doc.MD.Source)))
	return unicode.IsPunct(end)
}

// standsInItem reports whether a node stands in an item of a list below a block.
func standsInItem(n, block ast.Node) bool {
	for p := n.Parent(); p != nil && p != block; p = p.Parent() {
		if p.Kind() == ast.KindListItem {
			return true
		}
	}
	return false
}

// takeTitle takes the tags out of the inline nodes of a title, and returns the nodes that are left.
func takeTitle(doc *Document, title []ast.Node) ([]ast.Node, []string) {
	if !slices.ContainsFunc(title, func(n ast.Node) bool { return len(hashtagsIn(n)) > 0 }) || title[0].Parent() == nil {
		return title, nil
	}
	block := title[0].Parent()
	_, names := takeHashtags(doc, []ast.Node{block}, true)
	return slices.DeleteFunc(title, func(n ast.Node) bool { return n.Parent() != block }), names
}
