package body

import (
	"strings"

	"github.com/yuin/goldmark/ast"

	"github.com/examdeck/examdeck/parse/page"
	"github.com/examdeck/examdeck/parse/quiz"
	"github.com/examdeck/examdeck/parse/wording"
)

// StemHeadings gives the heading right above h, on its level, if that is the first half of h's question: a sentence, not a title.
func StemHeadings(doc *page.Document, h *page.Heading) []*page.Heading {
	if h.Block == 0 {
		return nil
	}
	above := doc.HeadAt(h.Block - 1)
	if above == nil || above.Node.Level != h.Node.Level || above.Numbered || above.IsAnswer() || wording.LooksAsked(above.Title) ||
		above.Date != "" {
		return nil
	}
	if len(strings.Fields(above.Title)) < 8 && !strings.HasSuffix(above.Title, ".") {
		return nil
	}
	return []*page.Heading{above}
}

// takeHeadingTitle puts a heading's label and title into the draft. What only says "Question" is not shown.
func takeHeadingTitle(doc *page.Document, h *page.Heading, d *page.Draft) {
	if d.Id.Text == "" {
		d.Id = page.ExplicitID([]ast.Node{h.Node})
	}
	trimQuestionMarks(doc, h)
	switch {
	case h.Numbered && h.Label.Rest == "":
		d.Label, d.Number, d.Tags = h.Label.Shown, h.Label.Number, append(d.Tags, h.Tags...)
		return
	case wording.Is(strings.ToLower(strings.Trim(h.Title, " :")), wording.AnyQuestion):
		return
	}
	CutTitleLabel(doc, h.Node, d)
	d.Title = page.Children(h.Node)
}

// TakeHeadings puts a heading's title into the draft, and before it those of the headings that are the first half of its question.
func TakeHeadings(doc *page.Document, stem []*page.Heading, h *page.Heading, d *page.Draft) {
	takeHeadingTitle(doc, h, d)
	if len(stem) == 0 {
		return
	}
	for _, above := range stem {
		d.Prompt = append(d.Prompt, page.ParagraphOf(above.Node))
	}
	d.Prompt = append(d.Prompt, titleParagraph(d.Title))
	d.Title = nil
}

// trimQuestionMarks leaves one question mark of those at the end of a title: more are how some notes mark their questions.
func trimQuestionMarks(doc *page.Document, h *page.Heading) {
	title := doc.Text(h.Node)
	n := len(title) - len(strings.TrimRight(title, "?"))
	if n > 1 {
		page.TrimEnd(doc, h.Node, n-1)
	}
}

// titleParagraph makes a paragraph of a title.
func titleParagraph(title []ast.Node) ast.Node {
	p := ast.NewParagraph()
	for _, n := range title {
		p.AppendChild(p, n)
	}
	return p
}

// IsBoldLead tells whether a paragraph's first line is bold as a whole, or begins with bold words that ask.
func IsBoldLead(doc *page.Document, n ast.Node) bool {
	_, ok := page.BoldLead(doc, n)
	return ok
}

// What the dialects share whose questions have a title that asks by itself: callouts, toggles, headings, bold lines.

// SplitTitled parts what stands below a title that asks: all is answer, but for what stands before an answer's marker and
// for options to tick.
func SplitTitled(doc *page.Document, body []ast.Node) (prompt, answer []ast.Node) {
	body = page.TrimRules(body)
	if prompt, answer = SplitBody(doc, body, false, true); len(prompt) > 0 {
		return prompt, answer
	}
	for _, o := range quiz.FindOffers(doc, answer) {
		if o.Form == quiz.BoxForm && ticked(o) {
			return answer[:o.Last], page.TrimRules(page.OpenToggles(doc, answer[o.Last:]))
		}
	}
	return nil, page.OpenToggles(doc, answer)
}

// ticked tells whether an option of an offer is ticked.
func ticked(o *quiz.Offer) bool {
	for _, m := range o.Marks {
		if m.Box == quiz.TickedBox {
			return true
		}
	}
	return false
}

// CutTitleLabel takes the label off the start of a title's node and notes it in the draft.
func CutTitleLabel(doc *page.Document, title ast.Node, d *page.Draft) {
	shown, number, length := wording.TitleLabel(doc.Text(title))
	if length == 0 {
		page.TrimStart(doc, title, wording.QuestionLead(doc.Text(title))) // "Q. What …"
		return
	}
	page.TrimStart(doc, title, length)
	d.Label, d.Number = shown, number
}
