package notetype

import (
	"github.com/examdeck/examdeck/deck"
	"github.com/examdeck/examdeck/internal/ankitemplate"
)

// Ords gives the numbers of the cards that Anki makes of a question's note, from 0: those of its templates whose front shows
// something, and for a cloze one less than each number in it. Only a cloze question that hides nothing has none.
func Ords(q *deck.Question) []int {
	switch q.Kind {
	case deck.Cloze:
		var ords []int
		for _, n := range clozeNumbers([]string{q.Prompt, q.Answer, q.Extra}) {
			ords = append(ords, n-1)
		}
		return ords
	case deck.Reversed:
		if !ankitemplate.Empty(q.Answer) {
			return []int{0, 1}
		}
	}
	return []int{0}
}
