package page

import (
	"bytes"
	"slices"
	"strings"

	"github.com/yuin/goldmark/ast"

	"github.com/examdeck/examdeck/internal/markdown/box"
	"github.com/examdeck/examdeck/internal/markdown/tag"
	"github.com/examdeck/examdeck/parse/wording"
)

// CutLead removes the marker with which blocks begin, count visible characters long, and what only surrounded it.
func CutLead(doc *Document, blocks []ast.Node, count int) []ast.Node {
	if len(blocks) == 0 || count == 0 {
		return blocks
	}
	first := ParagraphOf(blocks[0])
	TrimStart(doc, first, count)
	for c, ok := first.FirstChild().(*ast.RawHTML); ok; c, ok = first.FirstChild().(*ast.RawHTML) {
		if !bytes.HasPrefix(c.Segments.Value(doc.MD.Source), []byte("</")) {
			break
		}
		first.RemoveChild(first, c)
		TrimBlanks(doc, first)
	}
	if first.FirstChild() == nil {
		return blocks[1:]
	}
	return append([]ast.Node{first}, blocks[1:]...)
}

// FinishDraft takes out of a draft's blocks what is no text: its id, its tags, and rules at the ends.
func FinishDraft(doc *Document, d Draft) Draft {
	for _, blocks := range []*[]ast.Node{&d.Prompt, &d.Answer, &d.Extra} {
		*blocks = TrimRules(*blocks)
		if d.Id.Text == "" {
			d.Id = ExplicitID(*blocks)
		}
		var tags []string
		*blocks, tags = takeTags(doc, *blocks)
		d.Tags = append(d.Tags, tags...)
	}
	var title, prompt, answer, extra []string
	d.Title, title = takeTitle(doc, d.Title)
	d.Prompt, prompt = takeHashtags(doc, d.Prompt, true)
	d.Answer, answer = takeHashtags(doc, d.Answer, false)
	d.Extra, extra = takeHashtags(doc, d.Extra, false)
	d.Tags = slices.Concat(d.Tags, title, prompt, answer, extra)
	unfoldWhole(doc, d.Prompt)
	unfoldWhole(doc, d.Answer)
	d.Tags = CutCardTags(d.Tags)
	return d
}

// unfoldWhole opens the callouts that are all of a side of the card, or whose titles say that they answer: who turns
// the card wants to see them.
func unfoldWhole(doc *Document, blocks []ast.Node) {
	for _, n := range blocks {
		if c, ok := n.(*box.Node); ok && c.Quoted && (len(blocks) == 1 || wording.AnnouncesAnswer(doc.Text(c.FirstChild()))) {
			c.Fold = 0
		}
	}
}

// takeTags removes the lines "Tags: a, b" from the blocks and gives the tags. Lines of nothing but tags below belong
// to them.
func takeTags(doc *Document, blocks []ast.Node) ([]ast.Node, []string) {
	var tags []string
	for i := 0; i < len(blocks); i++ {
		take := func(n ast.Node) bool {
			if IsText(n) {
				tags = append(tags, cutTagLines(doc, n)...)
			}
			return true
		}
		take(blocks[i])
		EachBlock(blocks[i], take)
		if b := blocks[i]; b.Kind() == ast.KindParagraph && b.FirstChild() == nil && len(tags) > 0 {
			blocks = append(append([]ast.Node{}, blocks[:i]...), blocks[i+1:]...)
			i--
		}
	}
	return blocks, tags
}

// cutTagLines removes the lines of tags from a paragraph.
func cutTagLines(doc *Document, block ast.Node) []string {
	var tags []string
	open := false
	for begin := block.FirstChild(); begin != nil; {
		next := NextLine(begin)
		if word := WordStart(doc, begin); !open && len(word) >= 3 && !bytes.EqualFold(word[:3], []byte("tag")) {
			begin = next // most lines, and cheaply told
			continue
		}
		text := LineText(doc, begin)
		lead, rest, found := wording.CutColon(text)
		switch {
		case found && (strings.EqualFold(strings.TrimSpace(lead), "tags") || strings.EqualFold(strings.TrimSpace(lead), "tag")):
			tags = append(tags, SplitTags(rest)...)
			open = true
			RemoveLine(block, begin, next)
		case open && onlyTags(doc, begin):
			tags = append(tags, SplitTags(text)...)
			RemoveLine(block, begin, next)
		default:
			open = false
		}
		begin = next
	}
	return tags
}

// NextLine is the first node of the line behind the one in which an inline node stands; nil without one.
func NextLine(n ast.Node) ast.Node {
	for ; n != nil; n = n.NextSibling() {
		if EndsLine(n) {
			return n.NextSibling()
		}
	}
	return nil
}

// RemoveLine removes the nodes from begin to the node before next. The line before it ends the block if none follows.
func RemoveLine(block, begin, next ast.Node) {
	before := begin.PreviousSibling()
	for c := begin; c != nil && c != next; {
		following := c.NextSibling()
		block.RemoveChild(block, c)
		c = following
	}
	if next == nil && before != nil {
		Unbreak(before)
	}
}

// onlyTags reports whether a line holds #tags and blanks and nothing else.
func onlyTags(doc *Document, begin ast.Node) bool {
	found := false
	for n := begin; n != nil; n = n.NextSibling() {
		if n.Kind() == tag.Kind {
			found = true
		} else if doc.Text(n) != "" {
			return false
		}
		if EndsLine(n) {
			break
		}
	}
	return found
}

// SplitTags reads the tags of a line: parted by commas if it has any, else by blanks; with or without "#".
func SplitTags(text string) []string {
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
