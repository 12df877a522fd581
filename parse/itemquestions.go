package parse

import (
	"strings"

	"github.com/yuin/goldmark/ast"

	"github.com/examdeck/examdeck/deck"
	"github.com/examdeck/examdeck/parse/wording"
)

// itemQuestion is a list's item whose text begins with a title that may ask and goes on behind it: "- **What is …?** It is …", or a
// line that asks with lines below.
type itemQuestion struct {
	item  ast.Node
	until ast.Node // the first inline node behind the title; nil where the answer is in the blocks below
	bold  bool
	asked bool
}

// askedItems claims the items of lists, with numbers or without, of which most ask and answer within one text. One such item says
// nothing; several in a document do.
func askedItems(doc *document) []claim {
	var claims []claim
	total := 0
	for _, n := range doc.blocks {
		list, ok := n.(*ast.List)
		if !ok {
			continue
		}
		found, asked := itemQuestions(doc, list)
		if 2*asked < list.ChildCount() || asked == 0 {
			continue
		}
		total += asked
		for _, q := range found {
			claims = append(claims, claim{
				sure: sureListCard, from: doc.lineFrom(doc.md.Offset(q.item)), to: doc.endOf(q.item),
				take: func() draft { return takeItemQuestion(doc, q) },
			})
		}
	}
	if total < 2 {
		return nil
	}
	return claims
}

// itemQuestions reads the items of a list. Titles in bold that don't ask count where those beside them do.
func itemQuestions(doc *document, list ast.Node) (found []itemQuestion, asked int) {
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

// readItemQuestion reads the title of an item; ok is false where nothing could answer it.
func readItemQuestion(doc *document, item ast.Node) (itemQuestion, bool) {
	q := itemQuestion{item: item}
	text := item.FirstChild()
	if text == nil || !isText(text) || isTask(text) || text.FirstChild() == nil || holdsToggle(item) {
		return q, false
	}
	first := text.FirstChild()
	if isStrong(first) {
		if only := first.FirstChild(); only == nil || only.Kind() == ast.KindLink && only.NextSibling() == nil {
			return q, false // a contents list
		}
		title := doc.text(first)
		q.bold, q.asked, q.until = true, wording.LooksAsked(title), first.NextSibling()
		if wording.AnswerLead(title) > 0 || !q.asked && strings.HasSuffix(title, ":") {
			return q, false
		}
		rest := strings.TrimSpace(strings.TrimPrefix(doc.text(text), title))
		if strings.HasPrefix(rest, "?") {
			return q, false // the separator of spaced repetition
		}
		return q, q.asked && text.NextSibling() != nil || q.until != nil && rest != ""
	}
	q.asked = wording.LooksAsked(lineText(doc, first))
	q.until = nextLine(first)
	return q, q.asked && q.until != nil && !separatorLine(strings.TrimSpace(lineText(doc, q.until)))
}

// holdsToggle tells whether a toggle stands right in an item: its own dialect knows better.
func holdsToggle(item ast.Node) bool {
	for c := item.FirstChild(); c != nil; c = c.NextSibling() {
		if t, ok := c.(*toggle); ok && t.role != wording.Remark {
			return true
		}
	}
	return false
}

// takeItemQuestion makes the draft of an item.
func takeItemQuestion(doc *document, q itemQuestion) draft {
	d := draft{kind: deck.Basic}
	text := q.item.FirstChild()
	body := children(q.item)[1:]
	if q.until != nil {
		rest := splitAt(text, q.until)
		if line := lineText(doc, rest.FirstChild()); q.bold {
			trimStart(doc, rest, wording.Visible(line)-wording.Visible(strings.TrimLeft(line, " :-–—")))
		}
		dropBreaks(doc, rest)
		if trimPiece(doc, rest) {
			body = append([]ast.Node{rest}, body...)
		}
	}
	title := text
	if q.bold {
		title = text.FirstChild()
	}
	trimPiece(doc, title)
	cutTitleLabel(doc, title, &d)
	d.title = children(title)
	d.prompt, d.answer = splitTitled(doc, paragraphs(body))
	return finishDraft(doc, d)
}

// dropBreaks removes the HTML line breaks at the start of a text.
func dropBreaks(doc *document, block ast.Node) {
	for trimBlanks(doc, block); ; trimBlanks(doc, block) {
		raw, ok := block.FirstChild().(*ast.RawHTML)
		if !ok || !strings.HasPrefix(strings.ToLower(string(raw.Segments.Value(doc.md.Source))), "<br") {
			return
		}
		block.RemoveChild(block, raw)
	}
}
