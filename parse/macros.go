package parse

import (
	"maps"

	"github.com/examdeck/examdeck/deck"
	"github.com/examdeck/examdeck/internal/markdown"
	"github.com/examdeck/examdeck/internal/mathjax"
)

// macros are the commands that the formulas of a source know: those of the settings, and those that it defines in its
// own formulas.
type macros struct {
	known mathjax.Macros
	// written are written out in formulas. The others are carried: the cards that call them define them, so that
	// formulas stay as their author wrote them.
	written, carried mathjax.Macros
}

// readMacros finds the macros of a source and of the paper that it answers.
func (w *writer) readMacros() {
	own := w.doc.MD.Macros()
	if w.paper != nil {
		own = withMacros(w.paper.doc.MD.Macros(), own)
	}
	w.macros = macros{known: withMacros(w.doc.Settings.Macros, own), written: w.doc.Settings.Macros}
	if len(own) == 0 {
		return
	}
	carried, written := mathjax.Macros{}, mathjax.Macros{}
	for name, m := range own {
		switch {
		case markdown.Carried(name, m):
			carried[name] = m
		case !m.Redraws(name):
			written[name] = m
		}
	}
	w.macros.written = withMacros(w.doc.Settings.Macros, written)
	maps.DeleteFunc(w.macros.written, func(name string, _ mathjax.Macro) bool { _, ok := carried[name]; return ok })
	for name, m := range carried {
		m.Text, _ = w.macros.written.Expand(m.Text)
		carried[name] = m
	}
	w.macros.carried = carried
}

// withMacros adds macros to others, which they hide.
func withMacros(all, own mathjax.Macros) mathjax.Macros {
	if len(own) == 0 {
		return all
	}
	if all = maps.Clone(all); all == nil {
		all = mathjax.Macros{}
	}
	maps.Copy(all, own)
	return all
}

// define puts the definitions of the macros that a question calls before the text that is shown first.
func (m *macros) define(q *deck.Question) {
	if len(m.carried) == 0 {
		return
	}
	fragments := []string{q.Prompt, q.Answer, q.Extra}
	for _, o := range q.Choices {
		fragments = append(fragments, o.HTML)
	}
	definitions := markdown.Definitions(m.carried, fragments...)
	if q.Prompt != "" {
		q.Prompt = deck.WithDefinitions(definitions, q.Prompt)
	}
	if q.Prompt == "" || q.Kind == deck.Reversed {
		q.Answer = deck.WithDefinitions(definitions, q.Answer)
	}
}
