package preview

import (
	"fmt"
	"sync"

	"github.com/examdeck/examdeck/deck"
	"github.com/examdeck/examdeck/internal/ankitemplate"
	"github.com/examdeck/examdeck/internal/notetype"
)

// Card is a card as Anki renders it.
type Card struct {
	Question *deck.Question
	// Deck is the name of its deck.
	Deck string
	// Ord is the number of the card among those of its question, from 0; of a cloze one less than the cloze's.
	Ord int
	// Front and Back are HTML, as Anki's card.question() and card.answer() are without the style sheet. What only the
	// program with the window acts on is in there still: [[type:Answer]] and [sound:file].
	Front, Back string
}

// Cards renders every card of a set, in the order in which they are learnt. Shuffle is that of the package's options.
// It fails for nothing but a fault in the note types.
func Cards(set *deck.Set, shuffle bool) ([]Card, error) {
	var cards []Card
	for _, d := range set.Decks {
		for _, q := range d.Questions {
			made, err := cardsOf(q, d.Name, shuffle)
			if err != nil {
				return nil, fmt.Errorf("preview: %v: %w", q.Pos, err)
			}
			cards = append(cards, made...)
		}
	}
	return cards, nil
}

// cardsOf renders the cards of one question.
func cardsOf(q *deck.Question, deckName string, shuffle bool) ([]Card, error) {
	t, known := notetype.Of(q.Kind)
	if !known {
		return nil, fmt.Errorf("no note type for a question of kind %v", q.Kind)
	}
	values, _ := t.Values(q, shuffle)
	fields := make(map[string]string, len(values))
	for i, name := range t.Fields {
		fields[name] = values[i]
	}
	var cards []Card
	for _, ord := range notetype.Ords(q) {
		i := ord
		if q.Kind == deck.Cloze {
			i = 0
		}
		sides := parsedTemplates()[t.ID][i]
		a := &ankitemplate.Card{Fields: fields, Tags: q.Tags, Type: t.Name, Template: t.Templates[i].Name, Deck: deckName, Ord: ord}
		front, err := a.Front(sides.front)
		if err != nil {
			return nil, err
		}
		back, err := a.Back(sides.back, front)
		if err != nil {
			return nil, err
		}
		cards = append(cards, Card{Question: q, Deck: deckName, Ord: ord, Front: front, Back: back})
	}
	return cards, nil
}

// parsedSides are the two sides of a template.
type parsedSides struct{ front, back ankitemplate.Template }

// parsedTemplates are those of our note types, by the id of the type.
var parsedTemplates = sync.OnceValue(func() map[int64][]parsedSides {
	parse := func(text string) ankitemplate.Template {
		t, err := ankitemplate.Parse(text)
		if err != nil {
			panic("examdeck: internal error: " + err.Error())
		}
		return t
	}
	all := map[int64][]parsedSides{}
	for _, t := range notetype.All {
		for _, c := range t.Templates {
			all[t.ID] = append(all[t.ID], parsedSides{parse(c.Front), parse(c.Back)})
		}
	}
	return all
})
