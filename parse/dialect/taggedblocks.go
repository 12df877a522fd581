package dialect

import (
	"bytes"
	"slices"

	"github.com/yuin/goldmark/ast"

	"github.com/examdeck/examdeck/deck"
	"github.com/examdeck/examdeck/parse/body"
	"github.com/examdeck/examdeck/parse/page"
	"github.com/examdeck/examdeck/parse/wording"
)

// taggedBlocks are the bullets of a source that a tag marks as cards, as Logseq has them: any block may be one, the
// first of a page, a heading within a bullet, and one below another card. What is below it answers.
type taggedBlocks struct {
	*outline
	tagged []bool
}

// readTaggedBlocks finds the tagged bullets of a source, by lines.
func readTaggedBlocks(doc *page.Document) *taggedBlocks {
	b := &taggedBlocks{outline: readOutline(doc, false)}
	b.tagged = make([]bool, len(b.items))
	for i, item := range b.items {
		if !bytes.Contains(bytes.ToLower(doc.MD.Source[item.text:item.to]), []byte("card")) {
			continue
		}
		first := item.bullet || i+1 < len(b.items) && b.items[i+1].parent == i
		b.tagged[i] = first && slices.ContainsFunc(b.own(i), func(n ast.Node) bool { return holdsCardTag(doc, n) })
	}
	return b
}

// isCard reports whether bullet i is a card.
func (b *taggedBlocks) isCard(i int) bool { return b.tagged[i] }

// claims claims the tagged bullets.
func (b *taggedBlocks) claims() []Claim {
	var claims []Claim
	for i := range b.items {
		if b.tagged[i] {
			claims = append(claims, Claim{
				sure: sureTaggedItem, From: b.items[i].from, To: b.regionEnd(i, b.isCard),
				Take: func() page.Draft { return b.draft(i) },
			})
		}
	}
	return claims
}

// holdsCardTag reports whether a block's own text has a tag of cards.
func holdsCardTag(doc *page.Document, n ast.Node) bool {
	return (page.IsText(n) || n.Kind() == ast.KindHeading) && cardTag(doc, n) != nil
}

// draft returns the draft of bullet i and what is below it.
func (b *taggedBlocks) draft(i int) page.Draft {
	d := page.Draft{Kind: deck.Basic}
	blocks := b.own(i)
	for _, n := range blocks {
		cutCardTags(b.doc, n)
		if page.IsText(n) {
			if id := page.CutProperties(b.doc, n); id != "" {
				d.Id = page.IdOf(id)
			}
		}
	}
	below := b.below(i)
	for _, n := range below {
		page.CutAllProperties(b.doc, n)
		page.EachBlock(n, func(n ast.Node) bool {
			cutCardTags(b.doc, n)
			return true
		})
	}
	return titledCard(b.doc, d, blocks, below)
}

// cutCardTags removes the tags of cards from a block's own text.
func cutCardTags(doc *page.Document, block ast.Node) {
	for n := cardTag(doc, block); n != nil; n = cardTag(doc, block) {
		cutTag(doc, block, n)
	}
}

// firstText returns the first text within a block; the block itself if it holds none.
func firstText(block ast.Node) ast.Node {
	for n := block; n != nil; n = n.FirstChild() {
		if page.IsText(n) {
			return n
		}
	}
	return block
}

// titledCard completes a draft whose text begins with a title, and goes on below it.
func titledCard(doc *page.Document, d page.Draft, own, below []ast.Node) page.Draft {
	own = slices.DeleteFunc(own, func(n ast.Node) bool { return page.IsText(n) && !n.HasChildren() })
	if len(own) == 0 {
		return page.FinishDraft(doc, d)
	}
	first := own[0]
	if page.IsText(first) || first.Kind() == ast.KindHeading {
		body.CutTitleLabel(doc, first, &d)
		own = own[1:]
		if len(below) == 0 && len(own) == 0 {
			if rest := behindFirstLine(first); rest != nil {
				own = append(own, rest)
			}
		}
		d.Title = page.Children(first)
	}
	if len(below) == 0 {
		below, own = own, nil
	}
	prompt, answer := []ast.Node(nil), page.Paragraphs(below)
	if len(below) > 0 && (wording.AnswerLead(page.LineHead(doc, firstText(below[0]))) > 0 || offersBoxes(doc, answer)) {
		prompt, answer = body.SplitTitled(doc, answer) // words such as "solutions" further below part nothing
	}
	d.Prompt, d.Answer = slices.Concat(page.Paragraphs(own), prompt), openSingle(answer)
	return page.FinishDraft(doc, d)
}
