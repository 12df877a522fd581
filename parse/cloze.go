package parse

import (
	"fmt"
	"strings"

	"github.com/examdeck/examdeck/deck"
)

// Clozes are a layer over all dialects: whatever made a question, if its text holds {{c1::…}}, it is one of kind cloze. Where
// they are asked for, ==highlights== hide their text instead; a question never has both.

// hide makes a question one of kind cloze if its text holds clozes. It gives the reason why there is no question to be asked,
// where there is none.
func (w *writer) hide(q *deck.Question, d draft, c claim) string {
	if q.Kind == deck.Choice {
		return ""
	}
	if c.dialect == listDialect {
		q.Prompt = blockClozes(q.Prompt)
	}
	before := len(w.diagnostics)
	inCode := d.kind == deck.Cloze && !holdsCloze(q.Prompt+q.Answer, false)
	marks := marksOf(q, d.highlights, w.doc.settings.Highlights == "cloze", inCode)
	if marks != noMarks {
		if !holdsMarks(q.Prompt, marks, inCode) {
			// The prompt is a heading, or nothing: what is asked stands below it.
			q.Prompt, q.Answer = q.Prompt+q.Answer, ""
		}
		prompt, made, faults := scanClozes(q.Prompt, marks, inCode)
		w.reportClozes(faults, c)
		if made > 0 {
			q.Kind, q.Prompt = deck.Cloze, prompt
			q.Answer, _, _ = scanClozes(q.Answer, noMarks, false)
			q.Extra, _, _ = scanClozes(q.Extra, noMarks, false)
			return ""
		}
	} else if strings.Contains(q.Prompt, "{{c") || strings.Contains(q.Answer, "{{c") {
		_, _, faults := scanClozes(q.Prompt+q.Answer, braceMarks, false)
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
		Pos: q.Pos, Code: "no-cloze", Message: fmt.Sprintf("%q hides nothing and is left out", w.name(q, d.label)),
		Hint: "mark what is to be hidden: {{c1::text}}",
	})
	return "it hides nothing"
}

// marksOf tells what marks the clozes of a question. Highlights that a whole source means as clozes count in what is asked, not in
// the answer to it; those that the dialect means count wherever they are.
func marksOf(q *deck.Question, own, all, inCode bool) clozeMarks {
	switch {
	case holdsCloze(q.Prompt, inCode) || holdsCloze(q.Answer, inCode):
		return braceMarks
	case own && holdsHighlight(q.Prompt+q.Answer),
		all && holdsHighlight(q.Prompt),
		all && q.Prompt == "" && holdsHighlight(q.Answer):
		return highlightMarks
	}
	return noMarks
}

func holdsMarks(html string, marks clozeMarks, inCode bool) bool {
	if marks == highlightMarks {
		return holdsHighlight(html)
	}
	return holdsCloze(html, inCode)
}

// reportClozes warns of marks that make no cloze, each where it stands in the claim's region.
func (w *writer) reportClozes(faults []clozeFault, c claim) {
	src := w.doc.md.Source
	region := string(src[min(c.from, len(src)):min(max(c.from, c.to), len(src))])
	for i, f := range faults {
		if i == 20 {
			return // the rest says nothing new
		}
		at := 0
		for n := 0; ; n++ {
			found := strings.Index(region[at:], f.mark)
			if found < 0 {
				at = 0
				break
			}
			at += found
			if n == f.nth {
				break
			}
			at += len(f.mark)
		}
		d := f.diagnostic()
		d.Pos = w.position(c.from + at)
		w.diagnostics = append(w.diagnostics, d)
	}
}

// holdsCloze tells whether HTML holds a cloze that is whole.
func holdsCloze(html string, inCode bool) bool {
	if !strings.Contains(html, "{{c") {
		return false
	}
	_, made, _ := scanClozes(html, braceMarks, inCode)
	return made > 0
}
