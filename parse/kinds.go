package parse

import (
	"fmt"
	"slices"
	"strings"

	"github.com/examdeck/examdeck/deck"
	"github.com/examdeck/examdeck/parse/page"
	"github.com/examdeck/examdeck/parse/quiz"
)

// cutKindTags takes the tags that say how a question is asked off its tags.
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

// askAs sets the kind of a basic question as its own tags, or its source, have it. An answer that nobody could type is shown.
func (w *writer) askAs(q *deck.Question, own deck.Kind) {
	kind := own
	if kind == deck.Basic {
		kind, _ = deck.ParseKind(w.doc.Settings.Kind)
	}
	switch {
	case q.Kind == deck.Typed:
		kind = deck.Typed
	case q.Kind != deck.Basic || q.Answer == "" || kind == deck.Basic:
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
		return // of a whole source, those that can be typed are meant
	}
	w.diagnostics = append(w.diagnostics, deck.Diagnostic{
		Pos: q.Pos, Code: "not-typed", Message: fmt.Sprintf("the answer of %q is not one to type: it is shown", w.name(q, "")),
		Hint: "an answer to type is a few plain words",
	})
}

// typeable tells whether a learner could type an answer: one line of plain words.
func typeable(html string) bool {
	html = strings.TrimSpace(html)
	return len([]rune(deck.PlainText(html))) <= quiz.MaxTyped && !strings.ContainsAny(html, "\n\\") && strings.Count(html, "<p>") <= 1 &&
		!strings.Contains(html, "<img") && !strings.Contains(html, "[sound:") && !strings.Contains(html, "<pre")
}

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
