package parse

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/examdeck/examdeck/deck"
	"github.com/examdeck/examdeck/parse/page"
	"github.com/examdeck/examdeck/parse/quiz"
)

// cutKindTags parts a question's tags from those that say how it is asked. The last of these counts;
// without one, kind is Basic.
func cutKindTags(tags []string) (rest []string, kind deck.Kind) {
	for _, t := range tags {
		if k, ok := page.KindTags[strings.ToLower(strings.TrimPrefix(t, "#"))]; ok {
			kind = k
			continue
		}
		rest = append(rest, t)
	}
	return rest, kind
}

// askAs sets the kind of a basic question: own, the one that its tags ask for, else the one that the headings around it
// ask for, else its source's. An answer that nobody could type is shown.
func (w *writer) askAs(q *deck.Question, own, around deck.Kind) {
	kind := cmp.Or(own, around)
	if kind == deck.Basic {
		kind, _ = deck.ParseKind(w.doc.Settings.Kind)
	}
	switch {
	case q.Kind == deck.Typed:
		kind = deck.Typed
	case q.Kind != deck.Basic:
		return
	}
	if kind == deck.Reversed && q.Prompt == "" {
		return
	}
	if kind != deck.Typed || typeable(q.Answer) {
		q.Kind = kind
		return
	}
	asked := own == deck.Typed || q.Kind == deck.Typed
	q.Kind = deck.Basic
	if !asked {
		return // "kind: typed" for a source, or a section, is for the answers that can be typed
	}
	w.diagnostics = append(w.diagnostics, deck.Diagnostic{
		Pos: q.Pos, Code: "not-typed",
		Message: fmt.Sprintf("the answer of %q is not one to type: it is shown", w.name(q, "")),
		Hint:    "an answer to type is a few plain words",
	})
}

// typeable reports whether a learner could type an answer: one line of plain words.
func typeable(html string) bool {
	html = strings.TrimSpace(html)
	return len([]rune(deck.PlainText(html))) <= quiz.MaxTyped && !strings.ContainsAny(html, "\n\\") &&
		!strings.Contains(html, "<img") && !strings.Contains(html, "[sound:") && !strings.Contains(html, "<pre")
}

// minTemplate is how many questions of a source must have an answer in common for it to be a template's.
const minTemplate = 3

// dropTemplates leaves out the questions that have the same answer as most others of their source:
// notes made from a template say "write here" until someone answers. A single block, such as "see the
// lecture" or "true", is an answer.
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
		if q.Kind != deck.Basic || same[q.Answer] < minTemplate || 2*same[q.Answer] <= all || !fromTemplate(q) {
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

// fromTemplate reports whether an answer may be a template's: it has several blocks, and no picture, link or formula.
func fromTemplate(q *deck.Question) bool {
	blocks := strings.Count(q.Answer, "<p>") + strings.Count(q.Answer, "<pre") + strings.Count(q.Answer, "<li>")
	return blocks >= 2 && len(q.Media) == 0 && !strings.Contains(q.Answer, "<a ") && !strings.Contains(q.Answer, `\(`)
}
