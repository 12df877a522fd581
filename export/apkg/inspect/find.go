package inspect

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/examdeck/examdeck/deck"
	"github.com/examdeck/examdeck/export/apkg"
	"github.com/examdeck/examdeck/internal/ankimedia"
)

// Note is a note with all that belongs to it.
type Note struct {
	*apkg.Note
	TypeName string
	// FieldNames are those of Fields, in their order.
	FieldNames []string
	Cards      []Card
	// Media are what the fields show, in order, each once; Size is -1 for what the package lacks.
	Media []apkg.Media
}

// Card is a card of a note. Name is that of its template, or "Cloze 2".
type Card struct {
	*apkg.Card
	Name, DeckName string
}

// Find returns the note with that GUID, and where there is none, the notes whose fields or tags hold the text,
// whatever its case. They come in the order of their ids.
func Find(p *apkg.Package, text string) []Note {
	match := func(n *apkg.Note) bool { return n.GUID == text }
	if !slices.ContainsFunc(p.Notes, func(n apkg.Note) bool { return n.GUID == text }) {
		lower := strings.ToLower(text)
		match = func(n *apkg.Note) bool { return holds(n, lower) }
	}
	var found []Note
	at := map[int64][]int{}
	media := mediaByName(p)
	types := map[int64]*apkg.NoteType{}
	for i := range p.NoteTypes {
		types[p.NoteTypes[i].ID] = &p.NoteTypes[i]
	}
	for i := range p.Notes {
		if n := &p.Notes[i]; match(n) {
			at[n.ID] = append(at[n.ID], len(found))
			found = append(found, describe(types[n.Type], n, media))
		}
	}
	decks := map[int64]string{}
	for _, d := range p.Decks {
		decks[d.ID] = d.Name
	}
	for i := range p.Cards {
		c := &p.Cards[i]
		for _, f := range at[c.Note] {
			n := &found[f]
			n.Cards = append(n.Cards, Card{c, cardName(types[n.Type], c.Ord), decks[c.Deck]})
		}
	}
	for _, n := range found {
		slices.SortFunc(n.Cards, func(a, b Card) int { return cmp.Or(cmp.Compare(a.Ord, b.Ord), cmp.Compare(a.ID, b.ID)) })
	}
	return found
}

// mediaByName returns the media by the names that Anki gives them.
func mediaByName(p *apkg.Package) map[string]apkg.Media {
	media := make(map[string]apkg.Media, len(p.Media))
	for _, m := range p.Media {
		media[ankimedia.Normal(m.Name)] = m
	}
	return media
}

// holds reports whether a note holds a text, which is in lower case.
func holds(n *apkg.Note, lower string) bool {
	for _, field := range n.Fields {
		if strings.Contains(strings.ToLower(field), lower) || strings.Contains(strings.ToLower(deck.PlainText(field)), lower) {
			return true
		}
	}
	return slices.ContainsFunc(n.Tags, func(tag string) bool { return strings.Contains(strings.ToLower(tag), lower) })
}

func describe(t *apkg.NoteType, n *apkg.Note, media map[string]apkg.Media) Note {
	d := Note{Note: n}
	if t != nil {
		d.TypeName = t.Name
		for _, f := range t.Fields {
			d.FieldNames = append(d.FieldNames, f.Name)
		}
	}
	listed := map[string]bool{}
	for _, field := range n.Fields {
		for _, name := range ankimedia.Names(field) {
			if listed[name] || ankimedia.Remote(name) {
				continue
			}
			listed[name] = true
			m, ok := media[ankimedia.Normal(name)]
			if !ok {
				m = apkg.Media{Name: name, Size: -1}
			}
			d.Media = append(d.Media, m)
		}
	}
	return d
}

// cardName says which of a note's cards one is.
func cardName(t *apkg.NoteType, ord int) string {
	switch {
	case t != nil && t.Cloze:
		return fmt.Sprintf("Cloze %d", ord+1)
	case t != nil && ord >= 0 && ord < len(t.Templates):
		return t.Templates[ord].Name
	}
	return fmt.Sprintf("Card %d", ord+1)
}
