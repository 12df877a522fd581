package dialect

import (
	"bytes"
	"slices"
	"strings"

	"github.com/yuin/goldmark/ast"

	"github.com/examdeck/examdeck/deck"
	"github.com/examdeck/examdeck/internal/markdown/tag"
	"github.com/examdeck/examdeck/internal/markdown/wikilink"
	"github.com/examdeck/examdeck/parse/body"
	"github.com/examdeck/examdeck/parse/page"
	"github.com/examdeck/examdeck/parse/quiz"
	"github.com/examdeck/examdeck/parse/wording"
)

// itemQuestion is a list's item whose text begins with a title that may ask and goes on behind it: "- **What is …?**
// It is …", or a line that asks with lines below.
type itemQuestion struct {
	item  ast.Node
	until ast.Node // the first inline node behind the title; nil where the answer is in the blocks below
	bold  bool
	asked bool
}

// askedItems claims the items of lists, with numbers or without, of which half and more ask and answer within one
// text. One such item says nothing; several in a document do.
func askedItems(x *quiz.NumberIndex) []Claim {
	doc := x.Doc
	var claims []Claim
	total := 0
	for i, n := range doc.Blocks {
		list, ok := n.(*ast.List)
		if !ok || list.IsOrdered() && x.Keyed(list.Start, doc.Starts[i]) {
			continue // a sheet tells what is right, number by number
		}
		found, asked := itemQuestions(doc, list)
		if 2*asked < list.ChildCount() {
			continue
		}
		total += asked
		for _, q := range found {
			claims = append(claims, Claim{
				sure: sureListCard, From: doc.LineFrom(doc.MD.Offset(q.item)), To: doc.EndOf(q.item),
				Take: func() page.Draft { return takeItemQuestion(doc, q) },
			})
		}
	}
	if total < 2 {
		return nil
	}
	return claims
}

// itemQuestions reads the items of a list. Titles in bold that don't ask count where those beside them do.
func itemQuestions(doc *page.Document, list ast.Node) (found []itemQuestion, asked int) {
	bold := 0
	var all []itemQuestion
	for item := list.FirstChild(); item != nil; item = item.NextSibling() {
		q, ok := readItemQuestion(doc, item)
		if !ok {
			continue
		}
		all = append(all, q)
		if q.asked {
			asked++
		}
		if q.bold {
			bold++
		}
	}
	for _, q := range all {
		if q.asked || q.bold && 4*bold >= 3*list.ChildCount() && 2*asked > bold {
			found = append(found, q)
		}
	}
	return found, asked
}

// readItemQuestion reads the title of an item; ok is false if nothing could answer it.
func readItemQuestion(doc *page.Document, item ast.Node) (q itemQuestion, ok bool) {
	q.item = item
	text := itemText(item)
	if text == nil {
		return q, false
	}
	first := text.FirstChild()
	if page.IsStrong(first) {
		if only := first.FirstChild(); only == nil || only.Kind() == ast.KindLink && only.NextSibling() == nil {
			return q, false // a contents list
		}
		title := doc.Text(first)
		q.bold, q.asked, q.until = true, wording.LooksAsked(title), first.NextSibling()
		if wording.AnswerLead(title) > 0 || !q.asked && strings.HasSuffix(title, ":") {
			return q, false
		}
		rest := strings.TrimSpace(strings.TrimPrefix(doc.Text(text), title))
		if strings.HasPrefix(rest, "?") {
			return q, false // the separator of spaced repetition
		}
		return q, q.asked && text.NextSibling() != nil || q.until != nil && rest != ""
	}
	q.asked = wording.LooksAsked(page.LineText(doc, first))
	q.until = page.NextLine(first)
	return q, q.asked && q.until != nil && !doc.IsLoneMark(strings.TrimSpace(page.LineText(doc, q.until)))
}

// itemText returns the text with which a list's item begins; nil if it begins with something else, says nothing, or
// is a task to tick off.
func itemText(item ast.Node) ast.Node {
	first := item.FirstChild()
	if first == nil || !page.IsText(first) || first.FirstChild() == nil || quiz.IsTask(first) {
		return nil
	}
	return first
}

// takeItemQuestion returns the draft of an item. What stands between a bold title and its answer parts them; the
// first sign of a line below is the answer's own.
func takeItemQuestion(doc *page.Document, q itemQuestion) page.Draft {
	d := page.Draft{Kind: deck.Basic}
	text := q.item.FirstChild()
	blocks := page.Children(q.item)[1:]
	if q.until != nil {
		rest := page.SplitAt(text, q.until)
		if q.bold {
			line := page.LineText(doc, rest.FirstChild())
			page.TrimStart(doc, rest, wording.Visible(line)-wording.Visible(strings.TrimLeft(line, " :-–—")))
		}
		dropBreaks(doc, rest)
		if page.TrimPiece(doc, rest) {
			blocks = append([]ast.Node{rest}, blocks...)
		}
	}
	title := text
	if q.bold {
		title = text.FirstChild()
	}
	page.TrimPiece(doc, title)
	body.CutTitleLabel(doc, title, &d)
	d.Title = page.Children(title)
	d.Prompt, d.Answer = body.SplitTitled(doc, page.Paragraphs(blocks))
	return page.FinishDraft(doc, d)
}

// dropBreaks removes the HTML line breaks at the start of a text.
func dropBreaks(doc *page.Document, block ast.Node) {
	for page.TrimBlanks(doc, block); ; page.TrimBlanks(doc, block) {
		raw, ok := block.FirstChild().(*ast.RawHTML)
		if !ok || !strings.HasPrefix(strings.ToLower(string(raw.Segments.Value(doc.MD.Source))), "<br") {
			return
		}
		block.RemoveChild(block, raw)
	}
}

// listCards recognises bullets whose nested bullets answer them: those with Logseq's #card, those below a heading
// that says "Questions" or "Flashcards", and lists most of whose bullets end in a question mark.
type listCards struct{}

// ListDialect is the dialect of list cards.
const ListDialect = "list-cards"

func (listCards) dialect() string { return ListDialect }

func (listCards) find(r *Reading) []Claim {
	doc := r.Document
	var claims []Claim
	if mayHoldCardTag(doc.MD.Source) || bytes.Contains(doc.MD.Source, []byte("[[card")) || bytes.Contains(doc.MD.Source, []byte("[[CARD")) {
		claims = readTaggedBlocks(doc).claims()
	}
	for _, item := range taggedItems(doc) {
		if !claimed(claims, doc.LineFrom(doc.MD.Offset(item))) {
			claims = append(claims, listClaim(doc, item, sureTaggedItem))
		}
	}
	claims = append(claims, askedItems(r.Index)...)
	forced := doc.Settings.Forces("list-cards")
	titled, known := forced, forced // known says that no word of the title says something else: "unresolved questions"
	for i, n := range doc.Blocks {
		switch n := n.(type) {
		case *ast.Heading:
			h := doc.HeadAt(i)
			titled = forced || headsItems(h)
			known = forced || titled && wording.IsKnown(h.Title)
		case *ast.List:
			if n.IsOrdered() || !asksInItems(doc, n, titled, known) {
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

// claimed reports whether one of the claims, which are in the order of the source, begins at an offset.
func claimed(claims []Claim, from int) bool {
	_, found := slices.BinarySearchFunc(claims, from, func(c Claim, from int) int { return c.From - from })
	return found
}

// headsItems reports whether a heading says that the bullets below it are questions. A number makes it the heading of
// one question: "习题 3" is "Exercise 3" as well as "Exercises".
func headsItems(h *page.Heading) bool {
	return !(h.Numbered && wording.Is(h.Label.Word, wording.AnyQuestion)) && wording.HeadsCards(h.Title)
}

func listClaim(doc *page.Document, item ast.Node, sure sureness) Claim {
	return Claim{
		sure: sure, From: doc.LineFrom(doc.MD.Offset(item)), To: doc.EndOf(item),
		Take: func() page.Draft { return takeListCard(doc, item) },
	}
}

// taggedItems returns the list items that a tag marks as cards, at any depth. A card within a card is part of its
// answer.
func taggedItems(doc *page.Document) []ast.Node {
	var items []ast.Node
	page.EachBlock(doc.MD.Root, func(n ast.Node) bool {
		first := n.FirstChild()
		if n.Kind() != ast.KindListItem || first == nil || !page.IsText(first) || cardTag(doc, first) == nil {
			return true
		}
		items = append(items, n)
		return false
	})
	return items
}

// cardTag returns the node of the tag that marks a block of text as a card: "#card", or the link in "#[[card]]"; nil
// if there is none.
func cardTag(doc *page.Document, block ast.Node) ast.Node {
	for c := block.FirstChild(); c != nil; c = c.NextSibling() {
		switch n := c.(type) {
		case *tag.Node:
			if page.IsItemTag(n.Name) {
				return c
			}
		case *wikilink.Node:
			// In a sentence "[[card]]" is a link to a note; before or behind the text it is the tag.
			ends := c.PreviousSibling() == nil || c.NextSibling() == nil || page.EndsLine(c.NextSibling()) && doc.Text(c.NextSibling()) == ""
			if text := doc.Text(c); !strings.ContainsAny(text, "/-") && page.IsItemTag(text) && (ends || hashBefore(doc, c)) {
				return c
			}
		}
	}
	return nil
}

// hashBefore reports whether the sign of a tag stands right before a node: "#[[card]]".
func hashBefore(doc *page.Document, n ast.Node) bool {
	before, ok := n.PreviousSibling().(*ast.Text)
	return ok && strings.HasSuffix(string(before.Segment.Value(doc.MD.Source)), "#")
}

// asksInItems reports whether a list's bullets are questions with their answers below: two or more have nested
// bullets, and a heading says so or most of them end in a question mark. Where the heading says something else, too,
// half must. Where nearly all have a block below that begins with the answer's word, no more is asked for. Where some have a tag of cards, that decides.
func asksInItems(doc *page.Document, list ast.Node, titled, known bool) bool {
	nested, asked, answered, all := 0, 0, 0, 0
	for item := list.FirstChild(); item != nil; item = item.NextSibling() {
		if text := itemText(item); !titled && text != nil && cardTag(doc, text) != nil {
			return false
		}
		all++
		if answersBelow(item) {
			nested++
			if wording.LooksAsked(page.FirstLine(doc, item.FirstChild())) {
				asked++
			}
			if page.OpensAnswer(doc, item.FirstChild().NextSibling()) {
				answered++
			}
		}
	}
	if answered >= 2 && 4*answered >= 3*all {
		return true
	}
	if titled {
		return 2*nested >= all && (known || asked > 0 && 2*asked >= nested)
	}
	return nested >= 2 && 2*asked > nested && 3*asked >= all
}

// saysOnlyText reports whether a list item is some text and nothing below it.
func saysOnlyText(item ast.Node) bool {
	text := itemText(item)
	return text != nil && text.NextSibling() == nil
}

// answersBelow reports whether a list item has blocks below its text that may answer it.
func answersBelow(item ast.Node) bool {
	text := itemText(item)
	return text != nil && text.NextSibling() != nil
}

// takeListCard returns the draft of a bullet and what is below it.
func takeListCard(doc *page.Document, item ast.Node) page.Draft {
	d := page.Draft{Kind: deck.Basic}
	first := item.FirstChild()
	cutCardTags(doc, first)
	d.Id = page.IdOf(page.CutProperties(doc, first))
	for c := first.NextSibling(); c != nil; c = c.NextSibling() {
		page.CutAllProperties(doc, c)
	}
	return titledCard(doc, d, []ast.Node{first}, page.Children(item)[1:])
}

// behindFirstLine moves what stands behind the first line of a text to a paragraph; it returns nil if there is no more.
func behindFirstLine(block ast.Node) ast.Node {
	for c := block.FirstChild(); c != nil; c = c.NextSibling() {
		if next := c.NextSibling(); page.EndsLine(c) && next != nil {
			page.Unbreak(c)
			return page.SplitAt(block, next)
		}
	}
	return nil
}

// openSingle returns the blocks of a list's only item for a list that is all there is.
func openSingle(blocks []ast.Node) []ast.Node {
	if len(blocks) != 1 || blocks[0].Kind() != ast.KindList || blocks[0].ChildCount() != 1 {
		return blocks
	}
	item := blocks[0].FirstChild()
	if itemText(item) == nil {
		return blocks
	}
	return page.Paragraphs(page.Children(item))
}

// cutTag removes a tag from a text, with the sign before a link.
func cutTag(doc *page.Document, block, n ast.Node) {
	before, ok := n.PreviousSibling().(*ast.Text)
	if ok && hashBefore(doc, n) {
		before.Segment.Stop--
	}
	if ok && n.NextSibling() == nil {
		before.Segment = before.Segment.TrimRightSpace(doc.MD.Source)
	}
	block.RemoveChild(block, n)
	page.TrimBlanks(doc, block)
}
