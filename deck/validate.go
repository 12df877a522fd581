package deck

import (
	"fmt"
	"slices"
	"strings"

	"github.com/examdeck/examdeck/deck/cloze"
)

// Validate lists what in the set breaks the model's promises, each with the question's position; nil
// when all hold. Sets that package parse made and [Identify] went over always hold; a set made
// otherwise should be validated before it is written.
func (s *Set) Validate() []Diagnostic {
	v := validator{guids: map[string]Position{}, media: map[string]bool{}}
	for _, m := range s.Media {
		v.media[m.Name] = true
	}
	names := map[string]bool{}
	for _, d := range s.Decks {
		v.deck(d, names)
		for _, q := range d.Questions {
			v.question(q)
		}
	}
	return v.found
}

type validator struct {
	guids map[string]Position
	media map[string]bool
	found []Diagnostic
}

func (v *validator) fault(pos Position, code, format string, args ...any) {
	v.found = append(v.found, Diagnostic{Pos: pos, Severity: Error, Code: code, Message: fmt.Sprintf(format, args...)})
}

func (v *validator) deck(d *Deck, names map[string]bool) {
	var pos Position
	if len(d.Questions) == 0 {
		v.fault(pos, "empty-deck", "deck %q has no question", d.Name)
	} else {
		pos = d.Questions[0].Pos
	}
	if folded := strings.ToLower(d.Name); names[folded] {
		v.fault(pos, "double-deck", "two decks are called %q", d.Name)
	} else {
		names[folded] = true
	}
	if d.Name != Name(d.Name) {
		v.fault(pos, "deck-name", "deck name %q is not one that Anki keeps as it is", d.Name)
	}
}

func (v *validator) question(q *Question) {
	switch first, double := v.guids[q.GUID]; {
	case !isGUID(q.GUID):
		v.fault(q.Pos, "guid", "guid %q is not made of letters and digits", q.GUID)
	case double:
		v.fault(q.Pos, "double-guid", "guid %q is also that of the question at %s", q.GUID, first)
	default:
		v.guids[q.GUID] = q.Pos
	}
	if q.Prompt == "" && q.Label == "" {
		v.fault(q.Pos, "no-prompt", "the question has neither prompt nor label")
	}
	for _, name := range q.Media {
		if !v.media[name] {
			v.fault(q.Pos, "unknown-media", "media %q is not in the set", name)
		}
	}
	for _, tag := range q.Tags {
		if tag == "" || tag != Tag(tag) {
			v.fault(q.Pos, "tag", "tag %q is not one that Anki keeps as it is", tag)
		}
	}
	v.kind(q)
}

// kind checks what the question's kind asks for.
func (v *validator) kind(q *Question) {
	switch q.Kind {
	case Basic, Reversed, Typed:
		if q.Answer == "" {
			v.fault(q.Pos, "empty-answer", "the question has no answer")
		}
	case Choice:
		right := 0
		for _, o := range q.Choices {
			if o.Right {
				right++
			}
		}
		if len(q.Choices) < 2 || right == 0 {
			v.fault(q.Pos, "choices", "the question has %d options, %d of them right", len(q.Choices), right)
		}
	case Cloze:
		if !slices.ContainsFunc(cloze.Numbers(q.Prompt), cloze.Valid) {
			v.fault(q.Pos, "no-cloze", "the question hides nothing")
		}
	default:
		v.fault(q.Pos, "kind", "the question has the unknown kind %d", q.Kind)
	}
	if q.Kind != Choice && len(q.Choices) > 0 {
		v.fault(q.Pos, "choices", "a %s question has options", q.Kind)
	}
}

// isGUID reports whether a text consists of letters and digits alone.
func isGUID(text string) bool {
	for i := range len(text) {
		if c := text[i]; (c < '0' || c > '9') && (c|0x20 < 'a' || c|0x20 > 'z') {
			return false
		}
	}
	return text != ""
}
