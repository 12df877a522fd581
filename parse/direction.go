package parse

import (
	"github.com/examdeck/examdeck/deck"
	"github.com/examdeck/examdeck/internal/direction"
)

// direct says from which side the blocks of a question are read, if any of them is read from the right. An answer to
// type stays plain text, since that is what it is compared with.
func direct(q *deck.Question) {
	base := direction.Base(q)
	if base == direction.None {
		return
	}
	q.Prompt, q.Extra = direction.Mark(q.Prompt, direction.None, base), direction.Mark(q.Extra, direction.None, base)
	if q.Kind != deck.Typed {
		q.Answer = direction.Mark(q.Answer, direction.None, base)
	}
	for i := range q.Choices {
		o := &q.Choices[i]
		own := direction.Own(o.HTML, base)
		o.HTML = direction.Mark(o.HTML, own, own)
	}
}
