package body

import (
	"strings"

	"github.com/yuin/goldmark/ast"

	"github.com/examdeck/examdeck/parse/page"
	"github.com/examdeck/examdeck/parse/quiz"
	"github.com/examdeck/examdeck/parse/wording"
)

// StemHeadings returns the heading right above h, on its level, if that is the first half of h's question: a sentence,
// not a title. A sentence ends in a full stop, or has many words.
func StemHeadings(doc *page.Document, h *page.Heading) []*page.Heading {
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

// takeHeadingTitle moves a heading's label and title into the draft. A title that only says "Question" is not shown.
func takeHeadingTitle(doc *page.Document, h *page.Heading, d *page.Draft) {
	if d.Id.Text == "" {
		d.Id = page.ExplicitID([]ast.Node{h.Node})
	}
	trimQuestionMarks(doc, h)
	switch {
	case h.Numbered && h.Label.Rest == "":
		d.Label, d.Number, d.Tags = h.Label.Shown, h.Label.Number, append(d.Tags, h.Tags...)
		return
	case wording.IsAnyCase(strings.Trim(h.Title, " :"), wording.AnyQuestion) || wording.PromptTitle(h.Title):
		return
	}
	CutTitleLabel(doc, h.Node, d)
	d.Title = page.Children(h.Node)
}

// TakeHeadings moves a heading's title into the draft, below the titles of the headings that are the first half of its
// question.
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

// trimQuestionMarks cuts all but one of the question marks at the end of a title: some notes mark their questions by
// several.
func trimQuestionMarks(doc *page.Document, h *page.Heading) {
	title := doc.Text(h.Node)
	n := len(title) - len(strings.TrimRight(title, "?"))
	page.TrimEnd(doc, h.Node, max(0, n-1))
}

// titleParagraph moves the inline nodes of a title into a paragraph.
func titleParagraph(title []ast.Node) ast.Node {
	p := ast.NewParagraph()
	for _, n := range title {
		p.AppendChild(p, n)
	}
	return p
}

// IsBoldLead reports whether a paragraph's first line is bold as a whole, or begins with bold words that ask.
func IsBoldLead(doc *page.Document, n ast.Node) bool {
	_, ok := page.BoldLead(doc, n)
	return ok
}

// What the dialects share whose questions have a title that asks by itself: callouts, toggles, headings, bold lines.

// SplitTitled splits what stands below a title that asks. All is answer, except what stands before an answer's marker,
// and options of which some are ticked.
func SplitTitled(doc *page.Document, body []ast.Node) (prompt, answer []ast.Node) {
	body = page.TrimRules(body)
	if prompt, answer = Split(doc, body, false, true); len(prompt) > 0 {
		return prompt, answer
	}
	for _, o := range quiz.FindOffers(doc, answer) {
		if o.Form == quiz.BoxForm && o.Ticked() != nil {
			return answer[:o.Last], page.TrimRules(page.OpenToggles(doc, answer[o.Last:]))
		}
	}
	return nil, page.OpenToggles(doc, answer)
}

// CutTitleLabel moves the label from the start of a title's node into the draft.
func CutTitleLabel(doc *page.Document, title ast.Node, d *page.Draft) {
	shown, number, length := wording.TitleLabel(doc.Text(title))
	if length == 0 {
		page.TrimStart(doc, title, wording.QuestionLead(doc.Text(title))) // "Q. What …"
		return
	}
	page.TrimStart(doc, title, length)
	d.Label, d.Number = shown, number
}
