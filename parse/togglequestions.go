package parse

import (
	"slices"
	"strings"

	"github.com/yuin/goldmark/ast"

	"github.com/examdeck/examdeck/deck"
	"github.com/examdeck/examdeck/parse/wording"
)

// toggleQuestions recognises questions that are details elements. A toggle whose summary says "Answer" hides the answer to what
// stands above it (see toggleanswers.go); any other summary is the prompt, and what it hides the answer.
type toggleQuestions struct{}

func (toggleQuestions) dialect() string { return "toggles" }

func (toggleQuestions) find(r *reading) []claim {
	doc := r.document
	if len(doc.toggles) == 0 {
		return nil
	}
	claims := answerToggles(r)
	asking := askingToggles(r)
	for _, t := range asking {
		from, head := doc.lineFrom(t.from), headingOfToggle(doc, t)
		switch {
		case head != nil:
			from = head.from
		case !blankBetween(doc, from, t.from):
			if item := t.Parent(); item.Kind() != ast.KindListItem || item.FirstChild() != ast.Node(t) {
				from = t.from
			}
		}
		claims = append(claims, claim{
			sure: sureToggle, from: from, to: doc.endOfToggle(t),
			take: func() draft { return takeToggle(doc, t, head) },
		})
	}
	return claims
}

// endOfToggle is where a toggle ends: with its line, unless something else stands there, too.
func (doc *document) endOfToggle(t *toggle) int {
	end := doc.lineEnd(t.to)
	switch {
	case !t.closed:
		end = doc.lineFrom(t.to) // that of the next toggle, perhaps behind a list's mark
	case !blankBetween(doc, t.to, end):
		end = t.to
	}
	return max(end, t.from+1)
}

// blankBetween tells whether there is nothing but blanks between two offsets.
func blankBetween(doc *document, from, to int) bool {
	return strings.TrimSpace(string(doc.md.Source[from:max(from, to)])) == ""
}

// freeToggles are the toggles that stand at the margin or in list items, not within others or within callouts and quotes.
func freeToggles(x *numberIndex) []*toggle {
	var free []*toggle
	for _, t := range x.doc.toggles {
		p := t.Parent()
		for p != nil && (p.Kind() == ast.KindListItem || p.Kind() == ast.KindList) {
			p = p.Parent()
		}
		if p != nil && p.Kind() == ast.KindDocument && !x.inSheet(x.doc.blockAt(t.from)) {
			free = append(free, t)
		}
	}
	return free
}

// askingToggles are the toggles whose summaries are prompts. One that ends in a question mark is; others are where some of
// them do, or where the document is little else.
func askingToggles(r *reading) []*toggle {
	doc := r.document
	var all, bare, asked []*toggle
	for _, t := range freeToggles(r.index) {
		switch {
		case isStatement(doc, t) || t.role != wording.Asking || t.summary() != nil && len(contents(t)) == 0 && t.title(doc) == "":
		case t.summary() == nil:
			if body := t.body(doc); len(body) > 0 && bracketLead(doc, body[0]) > 0 {
				asked = append(asked, t)
			}
			bare = append(bare, t)
		default:
			all = append(all, t)
			if asksItself(t.title(doc)) {
				asked = append(asked, t)
			}
		}
	}
	mostly := len(all) >= 3 && 2*len(all) > len(doc.blocks)-len(doc.heads)
	if len(all) >= 2 && 5*len(asked) >= len(all) || mostly {
		all = append(all, bare...)
		slices.SortFunc(all, func(a, b *toggle) int { return a.from - b.from })
		return all
	}
	return asked
}

// asksItself tells whether a title asks: by its question mark, or because it is a question's label.
func asksItself(title string) bool {
	if wording.LooksAsked(title) {
		return true
	}
	l, ok := wording.ReadLabel(title)
	return ok && l.Word != "" && wording.Is(strings.Fields(l.Word)[0], wording.AnyQuestion)
}

// headingOfToggle gives the heading right above a toggle if it only numbers the question that the summary asks, else nil.
func headingOfToggle(doc *document, t *toggle) *heading {
	above := t.PreviousSibling()
	if above == nil || above.Kind() != ast.KindHeading || t.Parent() != doc.md.Root {
		return nil
	}
	i, found := slices.BinarySearch(doc.starts, doc.md.Offset(above))
	if !found {
		return nil
	}
	h := doc.headAt(i)
	if next := t.NextSibling(); next != nil && next.Kind() == kindToggle && next.(*toggle).role == wording.Asking {
		return nil // a section with several
	}
	if h == nil || !h.numbered || h.label.Rest != "" || h.label.Word != "" && !wording.Is(h.label.Word, wording.AnyQuestion) {
		return nil
	}
	return h
}

// takeToggle makes the draft of a toggle whose summary is the prompt, below a heading that only numbers it, if any.
func takeToggle(doc *document, t *toggle, head *heading) draft {
	d := draft{kind: deck.Basic}
	switch {
	case head != nil:
		d.label, d.number, d.tags = head.label.Shown, head.label.Number, head.label.Tags
	case t.Parent().Kind() == ast.KindListItem && t.PreviousSibling() == nil:
		d.number = writtenNumber(doc, t.Parent())
		d.label = d.number
	}
	if t.summary() == nil {
		d.prompt, d.answer = splitBare(doc, t.body(doc))
		return finishDraft(doc, d)
	}
	d.prompt = t.prompt(doc)
	if l, ok := wording.ReadLabel(t.title(doc)); ok && l.Rest == "" && l.Word != "" && asksItself(t.title(doc)) {
		d.label, d.number, d.tags, d.prompt = l.Shown, l.Number, l.Tags, nil
		d.prompt, d.answer = splitBody(doc, t.body(doc), false, false)
		return finishDraft(doc, d)
	}
	if len(d.prompt) > 0 && isText(d.prompt[0]) {
		cutTitleLabel(doc, d.prompt[0], &d)
	}
	prompt, answer := splitTitled(doc, t.body(doc))
	d.prompt, d.answer = append(d.prompt, prompt...), answer
	return finishDraft(doc, d)
}

// splitBare parts what a toggle without a summary hides: at an answer's marker, else behind its first block.
func splitBare(doc *document, body []ast.Node) (prompt, answer []ast.Node) {
	for i, n := range body {
		if length := bracketLead(doc, n); length > 0 && i > 0 {
			if bracketLead(doc, body[0]) > 0 || wording.QuestionLead(firstLine(doc, body[0])) > 0 {
				trimStart(doc, body[0], max(bracketLead(doc, body[0]), wording.QuestionLead(firstLine(doc, body[0]))))
			}
			return body[:i], unwrap(doc, cutLead(doc, body[i:], length))
		}
	}
	if prompt, answer = splitBody(doc, body, false, true); len(prompt) > 0 || len(answer) == 0 {
		return prompt, answer
	}
	return answer[:1], answer[1:]
}

// bracketLead is how long a marker in brackets is at the start of a block: "[Question]", "[Answer]"; 0 without one.
func bracketLead(doc *document, n ast.Node) int {
	inner, _, found := strings.Cut(strings.TrimPrefix(firstLine(doc, n), "["), "]")
	if !found || !strings.HasPrefix(firstLine(doc, n), "[") {
		return 0
	}
	if word := strings.ToLower(strings.TrimSpace(inner)); wording.AnnouncesAnswer(inner) || wording.Is(word, wording.AnyQuestion) {
		return wording.Visible(inner) + 2
	}
	return 0
}

// writtenNumber is the number of an ordered list's item as it is written, empty for bullets.
func writtenNumber(doc *document, item ast.Node) string {
	at := doc.md.Offset(item)
	line := doc.md.Source[at:doc.lineEnd(at)]
	end := 0
	for end < len(line) && line[end] >= '0' && line[end] <= '9' {
		end++
	}
	number := strings.TrimLeft(string(line[:end]), "0")
	if end > 0 && number == "" {
		return "0"
	}
	return number
}
