package parse

import (
	"fmt"
	"strings"

	"github.com/examdeck/examdeck/deck"
	"github.com/examdeck/examdeck/parse/cloze"
	"github.com/examdeck/examdeck/parse/dialect"
	"github.com/examdeck/examdeck/parse/page"
)

// Clozes are a layer over all dialects: whatever made a question, if its text holds {{c1::…}}, it is
// one of kind cloze. Where they are asked for, ==highlights== hide their text instead; a question
// never has both.

// hide gives a question the kind cloze if its text holds clozes. If that leaves nothing to ask, it
// returns the reason, else "".
func (w *writer) hide(q *deck.Question, d page.Draft, c dialect.Claim) string {
	if q.Kind == deck.Choice {
		return ""
	}
	if c.Dialect == dialect.ListDialect {
		q.Prompt = cloze.BlockClozes(q.Prompt)
	}
	if d.Curly {
		q.Prompt = cloze.CurlyClozes(q.Prompt, d.Kind == deck.Cloze)
		q.Answer = cloze.CurlyClozes(q.Answer, false)
	}
	before := len(w.diagnostics)
	inCode := d.Kind == deck.Cloze && !holdsCloze(q.Prompt+q.Answer, false)
	marks := marksOf(q, d.Highlights, w.doc.Settings.Highlights == "cloze", inCode)
	if marks != cloze.NoMarks {
		if !holdsMarks(q.Prompt, marks, inCode) {
			// The prompt is a heading, or nothing: what is asked stands below it.
			q.Prompt, q.Answer = q.Prompt+q.Answer, ""
		}
		prompt, made, faults := cloze.Scan(q.Prompt, marks, inCode)
		w.reportClozes(faults, c)
		if made > 0 {
			q.Kind, q.Prompt = deck.Cloze, prompt
			q.Answer, _, _ = cloze.Scan(q.Answer, cloze.NoMarks, false)
			q.Extra, _, _ = cloze.Scan(q.Extra, cloze.NoMarks, false)
			return ""
		}
	} else if strings.Contains(q.Prompt, "{{c") || strings.Contains(q.Answer, "{{c") {
		_, _, faults := cloze.Scan(q.Prompt+q.Answer, cloze.BraceMarks, false)
		w.reportClozes(faults, c)
	}
	if q.Kind != deck.Cloze {
		return ""
	}
	q.Kind = deck.Basic
	if q.Answer != "" {
		return ""
	}
	if len(w.diagnostics) > before {
		return "none of its clozes is whole"
	}
	w.diagnostics = append(w.diagnostics, deck.Diagnostic{
		Pos: q.Pos, Code: "no-cloze", Message: fmt.Sprintf("%q hides nothing and is left out", w.name(q, d.Label)),
		Hint: "mark what is to be hidden: {{c1::text}}",
	})
	return "it hides nothing"
}

// marksOf returns what marks the clozes of a question. Where highlights hide by the dialect's own rule
// (own), they do so anywhere; where the source asks for it (all), only in what is asked.
func marksOf(q *deck.Question, own, all, inCode bool) cloze.Marks {
	switch {
	case holdsCloze(q.Prompt, inCode) || holdsCloze(q.Answer, inCode):
		return cloze.BraceMarks
	case own && cloze.HoldsHighlight(q.Prompt+q.Answer),
		all && cloze.HoldsHighlight(q.Prompt),
		all && q.Prompt == "" && cloze.HoldsHighlight(q.Answer):
		return cloze.HighlightMarks
	}
	return cloze.NoMarks
}

func holdsMarks(html string, marks cloze.Marks, inCode bool) bool {
	if marks == cloze.HighlightMarks {
		return cloze.HoldsHighlight(html)
	}
	return holdsCloze(html, inCode)
}

// reportClozes warns of marks that make no cloze, each where it stands in the claim's region.
func (w *writer) reportClozes(faults []cloze.Fault, c dialect.Claim) {
	src := w.doc.MD.Source
	region := string(src[min(c.From, len(src)):min(max(c.From, c.To), len(src))])
	for i, f := range faults {
		if i == 20 {
			return // the rest says nothing new
		}
		at := 0
		for n := 0; ; n++ {
			found := strings.Index(region[at:], f.Mark)
			if found < 0 {
				at = 0
				break
			}
			at += found
			if n == f.Nth {
				break
			}
			at += len(f.Mark)
		}
		d := f.Diagnostic()
		d.Pos = w.position(c.From + at)
		w.diagnostics = append(w.diagnostics, d)
	}
}

// holdsCloze reports whether HTML holds a whole cloze.
func holdsCloze(html string, inCode bool) bool {
	if !strings.Contains(html, "{{c") {
		return false
	}
	_, made, _ := cloze.Scan(html, cloze.BraceMarks, inCode)
	return made > 0
}
