package csv

import (
	"strings"

	"github.com/examdeck/examdeck/deck"
	"github.com/examdeck/examdeck/internal/ankifield"
	"github.com/examdeck/examdeck/internal/notetype"
)

// The note types of a new English collection (rslib/src/notetype/stock.rs), each of two fields.
const (
	typeBasic    = "Basic"
	typeReversed = "Basic (and reversed card)"
	typeTyped    = "Basic (type in the answer)"
	typeCloze    = "Cloze"
)

// note is a question as a row of the file.
type note struct {
	guid, noteType string
	first, second  string // Front and Back, or Text and Back Extra
}

// makeNote finds a place in two fields for all that a question holds.
func makeNote(q *deck.Question) note {
	n := note{guid: deck.DeriveGUID("csv", q.GUID), noteType: typeBasic}
	source := small(q.ShownSource())
	n.first = fragments(question(q)...)
	n.second = fragments(q.Answer, q.Extra, source)
	switch q.Kind {
	case deck.Reversed:
		n.noteType = typeReversed
	case deck.Typed:
		return typedNote(n, q)
	case deck.Choice:
		n.first = fragments(n.first, optionList(q.Choices, false))
		n.second = fragments(optionList(q.Choices, true), n.second)
	case deck.Cloze:
		n.noteType = typeCloze
		n.second = ankifield.HideClozes(n.second)
	}
	return n
}

// typedNote completes the note of a question whose answer is typed. Anki compares what is typed with all of the
// second field, so nothing but the answer may stand there, and the source moves to the front. An explanation has no
// place at all: the question is then asked without typing, as a note of its own, since a note can't change its type.
func typedNote(n note, q *deck.Question) note {
	if q.Extra != "" {
		n.guid = deck.DeriveGUID("csv", q.GUID, typeBasic)
		return n
	}
	n.noteType = typeTyped
	n.first = fragments(n.first, small(q.ShownSource()))
	n.second = fragments(q.Answer)
	return n
}

// question is the head of a note, exam and label in small print, and what is asked. A question that has no prompt
// asks for its label.
func question(q *deck.Question) []string {
	if q.Prompt != "" {
		return []string{small(q.Exam, q.Label), q.Prompt}
	}
	if q.Label != "" {
		return []string{small(q.Exam), "<div>" + notetype.TitleHTML(q.Label) + "</div>"}
	}
	return []string{small(q.Exam)}
}

// small is a line of small print of the plain texts that are not empty.
func small(texts ...string) string {
	var shown []string
	for _, t := range texts {
		if t != "" {
			shown = append(shown, notetype.TitleHTML(t))
		}
	}
	if len(shown) == 0 {
		return ""
	}
	return "<div><small>" + strings.Join(shown, " · ") + "</small></div>"
}

// fragments joins the HTML fragments that are not empty, each on a line of its own for who reads the file.
func fragments(parts ...string) string {
	var shown []string
	for _, p := range parts {
		if p = strings.TrimSpace(ankifield.Clean(p)); p != "" {
			shown = append(shown, p)
		}
	}
	return strings.Join(shown, "\n")
}
