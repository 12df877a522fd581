package parse

import (
	"fmt"
	"strings"

	"github.com/examdeck/examdeck/deck"
	"github.com/examdeck/examdeck/internal/markdown/rawmark"
)

// tellRawMarkup warns of markup that a question's card shows as text, once for the question: it is the author's slip, or
// a syntax of another tool that is not read. from and to are the question's region; what stands elsewhere, as in a note
// that is embedded, is told of there.
func (w *writer) tellRawMarkup(q *deck.Question, from, to int) {
	found := -1
	var mark rawmark.Mark
	look := func(field string) {
		if found >= 0 {
			return
		}
		for _, m := range rawmark.Find(field, q.Kind == deck.Cloze) {
			if at := m.Within(string(w.doc.MD.Source[from:to])); at >= 0 {
				found, mark = from+at, m
				return
			}
		}
	}
	for _, field := range [...]string{q.Prompt, q.Answer, q.Extra} {
		look(field)
	}
	for _, o := range q.Choices {
		look(o.HTML)
	}
	if found < 0 {
		return
	}
	text := beginning(strings.TrimSpace(mark.Text), 40)
	w.rawMarkup = append(w.rawMarkup, deck.Diagnostic{
		Pos: w.position(found), Code: "raw-markup",
		Message: fmt.Sprintf("the card shows %q, which looks like %s, as text", text, mark.Kind),
		Hint:    "mend it, or write it as code or with a backslash where it is meant as text",
	})
}

// reportRawMarkup tells of the markup that shows, unless a warning of its place says more, as of what is never closed.
func (w *writer) reportRawMarkup() {
	if len(w.rawMarkup) == 0 {
		return
	}
	told := make(map[deck.Position]bool, len(w.diagnostics))
	for _, d := range w.diagnostics {
		told[d.Pos] = true
	}
	for _, d := range w.rawMarkup {
		if !told[d.Pos] {
			w.diagnostics = append(w.diagnostics, d)
		}
	}
}
