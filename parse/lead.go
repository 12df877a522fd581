package parse

import (
	"bytes"
	"slices"
	"strings"

	"github.com/yuin/goldmark/ast"

	"github.com/examdeck/examdeck/internal/markdown/tag"
	"github.com/examdeck/examdeck/parse/wording"
)

// cutLead removes the marker with which blocks begin, count visible characters long, and what only surrounded it.
func cutLead(doc *document, blocks []ast.Node, count int) []ast.Node {
	if len(blocks) == 0 || count == 0 {
		return blocks
	}
	first := paragraphOf(blocks[0])
	trimStart(doc, first, count)
	for c, ok := first.FirstChild().(*ast.RawHTML); ok; c, ok = first.FirstChild().(*ast.RawHTML) {
		if !bytes.HasPrefix(c.Segments.Value(doc.md.Source), []byte("</")) {
			break
		}
		first.RemoveChild(first, c)
		trimBlanks(doc, first)
	}
	if first.FirstChild() == nil {
		return blocks[1:]
	}
	return append([]ast.Node{first}, blocks[1:]...)
}

// finishDraft takes out of a draft's blocks what is no text: its id, its tags, and rules at the ends.
func finishDraft(doc *document, d draft) draft {
	for _, blocks := range []*[]ast.Node{&d.prompt, &d.answer, &d.extra} {
		*blocks = trimRules(*blocks)
		if d.id.text == "" {
			d.id = explicitID(*blocks)
		}
		var tags []string
		*blocks, tags = takeTags(doc, *blocks)
		d.tags = append(d.tags, tags...)
	}
	d.tags = append(d.tags, takeMarkerTags(d.prompt, true)...)
	takeMarkerTags(d.answer, false)
	d.tags = slices.DeleteFunc(d.tags, isCardTag)
	return d
}

// takeTags removes the lines "Tags: a, b" from the blocks and gives the tags. Lines of nothing but tags below belong to them.
func takeTags(doc *document, blocks []ast.Node) ([]ast.Node, []string) {
	var tags []string
	for i := 0; i < len(blocks); i++ {
		take := func(n ast.Node) bool {
			if isText(n) {
				tags = append(tags, cutTagLines(doc, n)...)
			}
			return true
		}
		take(blocks[i])
		eachBlock(blocks[i], take)
		if b := blocks[i]; b.Kind() == ast.KindParagraph && b.FirstChild() == nil && len(tags) > 0 {
			blocks = append(append([]ast.Node{}, blocks[:i]...), blocks[i+1:]...)
			i--
		}
	}
	return blocks, tags
}

// cutTagLines removes the lines of tags from a paragraph.
func cutTagLines(doc *document, block ast.Node) []string {
	var tags []string
	open := false
	for begin := block.FirstChild(); begin != nil; {
		next := nextLine(begin)
		if word := wordStart(doc, begin); !open && len(word) >= 3 && !bytes.EqualFold(word[:3], []byte("tag")) {
			begin = next // most lines, and cheaply told
			continue
		}
		text := lineText(doc, begin)
		lead, rest, found := wording.CutColon(text)
		switch {
		case found && (strings.EqualFold(strings.TrimSpace(lead), "tags") || strings.EqualFold(strings.TrimSpace(lead), "tag")):
			tags = append(tags, splitTags(rest)...)
			open = true
			removeLine(block, begin, next)
		case open && onlyTags(doc, begin):
			tags = append(tags, splitTags(text)...)
			removeLine(block, begin, next)
		default:
			open = false
		}
		begin = next
	}
	return tags
}

// nextLine is the first node of the line behind the one in which an inline node stands; nil without one.
func nextLine(n ast.Node) ast.Node {
	for ; n != nil; n = n.NextSibling() {
		if endsLine(n) {
			return n.NextSibling()
		}
	}
	return nil
}

// removeLine removes the nodes from begin to the node before next. The line before it ends the block if none follows.
func removeLine(block, begin, next ast.Node) {
	before := begin.PreviousSibling()
	for c := begin; c != nil && c != next; {
		following := c.NextSibling()
		block.RemoveChild(block, c)
		c = following
	}
	if next == nil && before != nil {
		unbreak(before)
	}
}

// onlyTags tells whether a line holds #tags and blanks and nothing else.
func onlyTags(doc *document, begin ast.Node) bool {
	found := false
	for n := begin; n != nil; n = n.NextSibling() {
		if n.Kind() == tag.Kind {
			found = true
		} else if doc.text(n) != "" {
			return false
		}
		if endsLine(n) {
			break
		}
	}
	return found
}

// splitTags reads the tags of a line: parted by commas if it has any, else by blanks; with or without "#".
func splitTags(text string) []string {
	split := strings.Fields
	if strings.Contains(text, ",") {
		split = func(s string) []string { return strings.Split(s, ",") }
	}
	var tags []string
	for _, t := range split(text) {
		if t = strings.Trim(strings.TrimSpace(t), "#"); t != "" {
			tags = append(tags, t)
		}
	}
	return tags
}

// takeMarkerTags removes the tags from blocks that say that a note holds cards. With asked, those that say how it is asked go, too,
// and are given.
func takeMarkerTags(blocks []ast.Node, asked bool) []string {
	var tags []string
	for _, b := range blocks {
		var found []*tag.Node
		eachNode(b, func(n ast.Node) bool {
			if t, ok := n.(*tag.Node); ok {
				found = append(found, t)
			}
			return true
		})
		for _, t := range found {
			_, asks := kindTags[strings.ToLower(t.Name)]
			asks = asks && asked
			if asks {
				tags = append(tags, t.Name)
			}
			if asks || isCardTag(t.Name) {
				t.Parent().RemoveChild(t.Parent(), t)
			}
		}
	}
	return tags
}
