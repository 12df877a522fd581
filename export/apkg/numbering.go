package apkg

import (
	"fmt"
	"time"

	"github.com/examdeck/examdeck/deck"
)

// Numbering gives the notes and cards of a set their ids and positions. Several packages that are parts of one set
// take them from the numbering of the whole, so that they say the same as one package would, in whatever order they
// are imported.
type Numbering struct {
	// of are the numbers by GUID.
	of map[string]numbers
}

// numbers are those of one note.
type numbers struct {
	// note is its id, card that of its first card; the others follow. Both are times in ms by custom.
	note, card int64
	// position is the place of its new cards among those of the set, counted from 1.
	position int64
}

// Number numbers a set as [Write] would. It fails for the sets for which Write does.
func Number(set *deck.Set, opts Options) (*Numbering, error) {
	opts.Numbering = nil
	notes, err := plan(set, opts)
	if err != nil {
		return nil, fmt.Errorf("apkg: %w", err)
	}
	n := &Numbering{of: make(map[string]numbers, len(notes))}
	for _, p := range notes {
		n.of[p.GUID] = p.numbers
	}
	return n, nil
}

// numberAll gives all notes their numbers: those of the whole where there is one, else new ones that lie right
// before the time of the package.
func numberAll(notes []planned, whole *Numbering, t time.Time) error {
	if whole != nil {
		for i := range notes {
			n, known := whole.of[notes[i].GUID]
			if !known {
				return fmt.Errorf("%v: the question is not in the set that was numbered", notes[i].Pos)
			}
			notes[i].numbers = n
		}
		return nil
	}
	cards := 0
	for _, n := range notes {
		cards += len(n.ords)
	}
	if t.UnixMilli() <= int64(cards) {
		return fmt.Errorf("the time of the package, %v, leaves no room for ids", t)
	}
	card := t.UnixMilli() - int64(cards)
	for i := range notes {
		notes[i].card, notes[i].position = card, int64(i+1)
		card += int64(len(notes[i].ords))
	}
	return numberNotes(notes, t)
}

// numberNotes gives the notes their ids. A question that had a note keeps its id, unless no importer would take it;
// the new ones count up to the time of the package, in order.
func numberNotes(notes []planned, t time.Time) error {
	const day = 24 * 60 * 60 * 1000 // Anki refuses or changes an id that lies further in the future
	used := make(map[int64]bool, len(notes))
	for i := range notes {
		n := &notes[i]
		if n.NoteID > 0 && n.NoteID < t.UnixMilli()+day && !used[n.NoteID] {
			n.note = n.NoteID
			used[n.note] = true
		}
	}
	next := t.UnixMilli()
	for i := len(notes) - 1; i >= 0; i-- {
		if notes[i].note != 0 {
			continue
		}
		for next--; used[next]; next-- {
		}
		if notes[i].note = next; next <= 0 {
			return fmt.Errorf("the time of the package, %v, leaves no room for ids", t)
		}
	}
	return nil
}
