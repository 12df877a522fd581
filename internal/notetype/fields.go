package notetype

import (
	"strings"
	"unicode/utf8"

	"github.com/examdeck/examdeck/deck"
	"github.com/examdeck/examdeck/deck/cloze"
	"github.com/examdeck/examdeck/internal/ankifield"
	"github.com/examdeck/examdeck/internal/direction"
)

// titleLength is how many characters of the prompt a title shows.
const titleLength = 80

// Values returns the fields of a question's note, in the type's order, and the title as plain text. Shuffle asks for
// options in a new order each day, where the question allows it.
func (t Type) Values(q *deck.Question, shuffle bool) (fields []string, title string) {
	title = ankifield.Clean(Title(q))
	fields = make([]string, len(t.Fields))
	for i, name := range t.Fields {
		switch name {
		case FieldID:
			fields[i] = q.GUID
		case FieldTitle:
			fields[i] = ankifield.Escape(title)
		case FieldPrompt:
			fields[i] = q.Prompt
		case FieldChoices:
			fields[i] = ChoicesHTML(q.Choices, shuffle && mayShuffle(q), direction.Base(q))
		case FieldAnswer:
			fields[i] = q.Answer
		case FieldExtra:
			fields[i] = q.Extra
		case FieldExam:
			fields[i] = TitleHTML(q.Exam)
		case FieldLabel:
			fields[i] = TitleHTML(q.Label)
		case FieldSource:
			fields[i] = ankifield.Escape(q.ShownSource())
		}
		fields[i] = ankifield.Clean(fields[i])
	}
	return fields, title
}

// Title is what a person recognises a question by: exam and label, and the beginning of the prompt, as plain text.
func Title(q *deck.Question) string {
	parts := make([]string, 0, 3)
	for _, s := range []string{q.Exam, q.Label} {
		if s != "" {
			parts = append(parts, s)
		}
	}
	prompt := q.Prompt
	if q.Kind == deck.Cloze {
		prompt = cloze.Open(prompt)
	}
	if text := shorten(deck.PlainText(prompt), titleLength); text != "" {
		parts = append(parts, text)
	}
	return strings.Join(parts, " · ")
}

// shorten cuts a text after at most n characters, at the end of a word where one ends in the last third.
func shorten(s string, n int) string {
	end := 0
	for range n {
		if end == len(s) {
			return s
		}
		_, size := utf8.DecodeRuneInString(s[end:])
		end += size
	}
	if end == len(s) {
		return s
	}
	cut := s[:end]
	if i := strings.LastIndexByte(cut, ' '); i > len(cut)*2/3 {
		cut = cut[:i]
	}
	return strings.TrimRight(cut, " ,;:–-") + "…"
}
