package parse

import (
	"fmt"
	"slices"
	"strings"

	"github.com/examdeck/examdeck/deck"
)

// minTemplate is how many questions of a source must have the same answer for it to be the template's.
const minTemplate = 3

// dropTemplates takes out the questions of a source that have the same answer as most others: what the template says stands there
// until someone writes the answer. Only an answer of several blocks is one; "see the lecture" and "true" are answers.
func (w *writer) dropTemplates(outcomes [][]outcome) {
	same := map[string]int{}
	all := 0
	for _, p := range w.made {
		if q := p.question; q.Kind == deck.Basic {
			same[q.Answer]++
			all++
		}
	}
	dropped := map[*deck.Question]bool{}
	for _, p := range w.made {
		q := p.question
		if q.Kind != deck.Basic || same[q.Answer] < minTemplate || 2*same[q.Answer] <= all || !mayStand(q) {
			continue
		}
		w.diagnostics = append(w.diagnostics, deck.Diagnostic{
			Pos: q.Pos, Code: "template-answer",
			Message: fmt.Sprintf("%q has the same answer as %d others and is left out", w.name(q, q.Label), same[q.Answer]-1),
			Hint:    "write its answer in the place of the template's",
		})
		dropped[q] = true
	}
	for _, list := range outcomes {
		for i := range list {
			if dropped[list[i].question] {
				list[i].question, list[i].why = nil, "its answer is that of a template"
			}
		}
	}
	w.made = slices.DeleteFunc(w.made, func(p placed) bool { return dropped[p.question] })
}

// mayStand tells whether an answer may be that of a template: it is made of several blocks without anything to look at or to follow.
func mayStand(q *deck.Question) bool {
	blocks := strings.Count(q.Answer, "<p>") + strings.Count(q.Answer, "<pre") + strings.Count(q.Answer, "<li>")
	return blocks >= 2 && len(q.Media) == 0 && !strings.Contains(q.Answer, "<a ") && !strings.Contains(q.Answer, `\(`)
}
