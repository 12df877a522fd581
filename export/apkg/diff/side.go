package diff

import (
	"cmp"
	"slices"

	"github.com/examdeck/examdeck/export/apkg"
)

// side is one of the packages, made ready for looking things up.
type side struct {
	*apkg.Package
	types map[int64]*apkg.NoteType
	decks map[int64]string
	// cards are sorted by note and ord.
	cards []*apkg.Card
	// guids gives the place of a note; of several with one guid, the last, which is the one that updates reach.
	guids map[string]int
}

func newSide(p *apkg.Package) *side {
	s := &side{Package: p, types: map[int64]*apkg.NoteType{}, decks: map[int64]string{}, guids: make(map[string]int, len(p.Notes))}
	for i := range p.NoteTypes {
		s.types[p.NoteTypes[i].ID] = &p.NoteTypes[i]
	}
	for _, d := range p.Decks {
		s.decks[d.ID] = d.Name
	}
	for i := range p.Notes {
		s.guids[p.Notes[i].GUID] = i
	}
	s.cards = make([]*apkg.Card, len(p.Cards))
	for i := range p.Cards {
		s.cards[i] = &p.Cards[i]
	}
	slices.SortFunc(s.cards, func(a, b *apkg.Card) int { return cmp.Or(cmp.Compare(a.Note, b.Note), cmp.Compare(a.Ord, b.Ord)) })
	return s
}

// cardsOf returns the cards of a note, by ord.
func (s *side) cardsOf(n *apkg.Note) []*apkg.Card {
	from, _ := slices.BinarySearchFunc(s.cards, n.ID, func(c *apkg.Card, id int64) int { return cmp.Compare(c.Note, id) })
	to := from
	for to < len(s.cards) && s.cards[to].Note == n.ID {
		to++
	}
	return s.cards[from:to]
}

// deckOf returns the deck of a note: that of its first card.
func (s *side) deckOf(n *apkg.Note) string {
	if cards := s.cardsOf(n); len(cards) > 0 {
		return s.decks[cards[0].Deck]
	}
	return ""
}

// title returns the field that the Browser shows.
func (s *side) title(n *apkg.Note) string {
	if t := s.types[n.Type]; t != nil && t.SortField >= 0 && t.SortField < len(n.Fields) && n.Fields[t.SortField] != "" {
		return n.Fields[t.SortField]
	}
	for _, field := range n.Fields {
		if field != "" {
			return field
		}
	}
	return ""
}

// usedTypes returns the types that have notes, which are those that an import brings.
func (s *side) usedTypes() map[int64]bool {
	used := map[int64]bool{}
	for i := range s.Notes {
		used[s.Notes[i].Type] = true
	}
	return used
}
