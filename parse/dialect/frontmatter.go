package dialect

import (
	"github.com/examdeck/examdeck/deck"
	"github.com/examdeck/examdeck/parse/body"
	"github.com/examdeck/examdeck/parse/page"
)

// frontMatter recognises notes whose front matter asks: "question: …". The options and the answer stand there as well
// ("answers:", "correct:"), or they are what follows.
type frontMatter struct{}

func (frontMatter) dialect() string { return "front-matter" }

func (frontMatter) find(r *Reading) []Claim {
	doc := r.Document
	z, ok := readQuizValues(doc.MD.Front.Values, -1)
	if !ok || z.question == "" || len(doc.Heads) > 1 {
		return nil
	}
	line := doc.MD.Front.Lines[z.name]
	prompt, rest := body.Split(doc, doc.Blocks, false, true)
	if body.SaysNothing(doc.Blocks) && z.answer == "" && len(z.options) == 0 {
		return nil
	}
	d := page.Draft{Kind: deck.Basic, Prompt: doc.MD.Append(z.asked(), line)}
	d.Prompt, d.Answer = append(d.Prompt, prompt...), rest
	if z.answer != "" {
		d.Answer, d.Extra = doc.MD.Append(z.answer, line), rest
	}
	if len(z.options) > 0 {
		d.Answer, d.Extra = nil, append(d.Extra, d.Answer...)
	}
	if why := z.explained(); why != "" {
		d.Extra = append(doc.MD.Append(why, line), d.Extra...)
	}
	return []Claim{{sure: sureFrontMatter, From: doc.MD.Front.End, To: doc.MD.Len(), Take: func() page.Draft {
		return page.FinishDraft(doc, d)
	}}}
}
