package notetype

import (
	"slices"

	"github.com/examdeck/examdeck/deck"
	"github.com/examdeck/examdeck/deck/cloze"
	"github.com/examdeck/examdeck/internal/ankitemplate"
)

// Ords returns the numbers of the cards that Anki makes of a question's note, from 0: those of its templates whose
// front shows something, and for a cloze one less than each number in it. Only a cloze question that hides nothing
// has none.
func Ords(q *deck.Question) []int {
	switch q.Kind {
	case deck.Cloze:
		return clozeOrds(q.Prompt, q.Answer, q.Extra)
	case deck.Reversed:
		if !ankitemplate.Empty(q.Answer) {
			return []int{0, 1}
		}
	}
	return []int{0}
}

// clozeOrds returns the numbers of a cloze note's cards. Anki looks at every field, not only at the one its template
// shows (rslib/src/notetype/cardgen.rs). A number above [cloze.Max] counts for nothing here, while Anki, as
// [ankitemplate.Clozes] has it, makes its last card of all such: that card shows an error, so a question with no
// other cloze is one that hides nothing.
func clozeOrds(fields ...string) []int {
	var ords []int
	for _, field := range fields {
		for _, n := range cloze.Numbers(field) {
			if cloze.Valid(n) {
				ords = append(ords, n-1)
			}
		}
	}
	slices.Sort(ords)
	return slices.Compact(ords)
}
