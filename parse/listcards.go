package parse

import (
	"strings"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"

	"github.com/examdeck/examdeck/deck"
	"github.com/examdeck/examdeck/internal/markdown/tag"
	"github.com/examdeck/examdeck/internal/markdown/wikilink"
	"github.com/examdeck/examdeck/parse/wording"
)

// listCards recognises bullets whose nested bullets answer them: those with Logseq's #card, those below a heading that says
// "Questions" or "Flashcards", and lists most of whose bullets end in a question mark.
type listCards struct{}

// listDialect is the dialect of list cards.
const listDialect = "list-cards"

func (listCards) dialect() string { return listDialect }

// itemTags mark a bullet or a heading as a question. In the plural they mark a whole file for another dialect.
var itemTags = wordSet("card flashcard")

func (listCards) find(r *reading) []claim {
	doc := r.document
	var claims []claim
	for _, item := range taggedItems(doc) {
		claims = append(claims, listClaim(doc, item, sureTaggedItem))
	}
	claims = append(claims, askedItems(doc)...)
	forced := doc.settings.forces("list-cards")
	titled := forced
	for _, n := range doc.blocks {
		switch n := n.(type) {
		case *ast.Heading:
			titled = forced || wording.HeadsCards(doc.text(n))
		case *ast.List:
			if n.IsOrdered() || !asksInItems(doc, n, titled) {
				continue
			}
			for item := n.FirstChild(); item != nil; item = item.NextSibling() {
				if answersBelow(item) || saysOnlyText(item) { // the latter is reported as a question without an answer
					claims = append(claims, listClaim(doc, item, sureListCard))
				}
			}
		}
	}
	return claims
}

func listClaim(doc *document, item ast.Node, sure sureness) claim {
	return claim{
		sure: sure, from: doc.lineFrom(doc.md.Offset(item)), to: doc.endOf(item),
		take: func() draft { return takeListCard(doc, item) },
	}
}

// taggedItems are the list items that a tag marks as cards, at any depth. A card within a card is part of its answer.
func taggedItems(doc *document) []ast.Node {
	var items []ast.Node
	eachBlock(doc.md.Root, func(n ast.Node) bool {
		first := n.FirstChild()
		if n.Kind() != ast.KindListItem || first == nil || !isText(first) || cardTag(doc, first) == nil {
			return true
		}
		items = append(items, n)
		return false
	})
	return items
}

// cardTag gives the node of the tag that marks a block of text as a card: "#card", or the link in "#[[card]]"; nil without.
func cardTag(doc *document, block ast.Node) ast.Node {
	for c := block.FirstChild(); c != nil; c = c.NextSibling() {
		switch n := c.(type) {
		case *tag.Node:
			if name, _, _ := strings.Cut(strings.ToLower(n.Name), "/"); itemTags[name] {
				return c
			}
		case *wikilink.Node:
			// In a sentence "[[card]]" is a link to a note; before or behind the text it is the tag.
			ends := c.PreviousSibling() == nil || c.NextSibling() == nil || endsLine(c.NextSibling()) && doc.text(c.NextSibling()) == ""
			if itemTags[strings.ToLower(doc.text(c))] && (ends || hashBefore(doc, c)) {
				return c
			}
		}
	}
	return nil
}

// hashBefore tells whether the sign of a tag stands right before a node: "#[[card]]".
func hashBefore(doc *document, n ast.Node) bool {
	before, ok := n.PreviousSibling().(*ast.Text)
	return ok && strings.HasSuffix(string(before.Segment.Value(doc.md.Source)), "#")
}

// asksInItems tells whether a list's bullets are questions with their answers below: two or more have nested bullets, and a
// heading says so or most of them end in a question mark.
func asksInItems(doc *document, list ast.Node, titled bool) bool {
	nested, asked, all := 0, 0, 0
	for item := list.FirstChild(); item != nil; item = item.NextSibling() {
		all++
		if answersBelow(item) {
			nested++
			if wording.LooksAsked(firstLine(doc, item.FirstChild())) {
				asked++
			}
		}
	}
	switch {
	case nested == 0:
		return false
	case titled:
		return 2*nested >= all
	}
	return nested >= 2 && 2*asked > nested && 3*asked >= all
}

// saysOnlyText tells whether a list item is some text and nothing below it. A box to tick makes it a task.
func saysOnlyText(item ast.Node) bool {
	first := item.FirstChild()
	return first != nil && isText(first) && first.NextSibling() == nil && first.FirstChild() != nil && !isTask(first)
}

// isTask tells whether a text begins with a box to tick.
func isTask(text ast.Node) bool {
	return text.FirstChild() != nil && text.FirstChild().Kind() == extast.KindTaskCheckBox
}

// answersBelow tells whether a list item has blocks below its text that may answer it. A box to tick makes it a task.
func answersBelow(item ast.Node) bool {
	first := item.FirstChild()
	if first == nil || !isText(first) || first.NextSibling() == nil {
		return false
	}
	if first.FirstChild() == nil || isTask(first) {
		return false
	}
	for c := first.NextSibling(); c != nil; c = c.NextSibling() {
		if t, ok := c.(*toggle); ok && t.role != wording.Remark {
			return false // the toggles' own dialect knows better
		}
	}
	return true
}

// takeListCard makes the draft of a bullet and what is below it.
func takeListCard(doc *document, item ast.Node) draft {
	d := draft{kind: deck.Basic}
	first := item.FirstChild()
	if cardTag(doc, first) != nil {
		d.tags = cutEndTags(doc, first)
	}
	for n := cardTag(doc, first); n != nil; n = cardTag(doc, first) {
		cutTag(doc, first, n)
	}
	d.id = idOf(cutProperties(doc, first))
	for c := first.NextSibling(); c != nil; c = c.NextSibling() {
		cutAllProperties(doc, c)
	}
	cutTitleLabel(doc, first, &d)
	body := children(item)[1:]
	if len(body) == 0 {
		if rest := behindFirstLine(first); rest != nil {
			body = []ast.Node{rest}
		}
	}
	d.title = children(first)
	prompt, answer := splitTitled(doc, paragraphs(body))
	d.prompt, d.answer = prompt, openSingle(answer)
	return finishDraft(doc, d)
}

// cutEndTags removes the tags at the end of a card's first line, but for those that mark it, and gives them.
func cutEndTags(doc *document, block ast.Node) []string {
	end := block.FirstChild()
	for end.NextSibling() != nil && !endsLine(end) {
		end = end.NextSibling()
	}
	var tags []string
	for c := end; c != nil; {
		before := c.PreviousSibling()
		t, ok := c.(*tag.Node)
		switch {
		case ok && before == nil: // nothing but tags
			return nil
		case ok && !isCardTag(t.Name) && !itemTags[strings.ToLower(t.Name)]:
			if _, asks := kindTags[strings.ToLower(t.Name)]; !asks {
				tags = append([]string{t.Name}, tags...)
				block.RemoveChild(block, c)
			}
		case !ok && doc.text(c) != "":
			return tags
		}
		c = before
	}
	return tags
}

// behindFirstLine moves what stands behind the first line of a text to a paragraph, nil where there is no more.
func behindFirstLine(block ast.Node) ast.Node {
	for c := block.FirstChild(); c != nil; c = c.NextSibling() {
		if next := c.NextSibling(); endsLine(c) && next != nil {
			unbreak(c)
			return splitAt(block, next)
		}
	}
	return nil
}

// openSingle gives the blocks of a list's only item for a list that is all there is.
func openSingle(blocks []ast.Node) []ast.Node {
	if len(blocks) != 1 || blocks[0].Kind() != ast.KindList || blocks[0].ChildCount() != 1 {
		return blocks
	}
	item := blocks[0].FirstChild()
	if first := item.FirstChild(); first == nil || !isText(first) || isTask(first) {
		return blocks
	}
	return paragraphs(children(item))
}

// cutTag removes a tag from a text, with the sign before a link.
func cutTag(doc *document, block, n ast.Node) {
	before, ok := n.PreviousSibling().(*ast.Text)
	if ok && n.Kind() != tag.Kind && hashBefore(doc, n) {
		before.Segment.Stop--
	}
	if ok && n.NextSibling() == nil {
		before.Segment = before.Segment.TrimRightSpace(doc.md.Source)
	}
	block.RemoveChild(block, n)
	trimBlanks(doc, block)
}
