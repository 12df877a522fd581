package apkg

import (
	"cmp"
	"io/fs"
	"slices"
	"strings"

	"github.com/examdeck/examdeck/deck"
	"github.com/examdeck/examdeck/internal/ankifield"
	"github.com/examdeck/examdeck/internal/ankimedia"
	"github.com/examdeck/examdeck/internal/notetype"
)

// Set returns the notes of our own types as questions, in the order in which they were written; a note's deck is that
// of its first card. Notes of other types are left out, so len(p.Notes) less the set's Len is how many there are.
//
// What a package doesn't hold is empty in the questions: dialect, number, position, explicit id and key. The media of
// the set are read once, for their hashes, and can be read again as long as the package can.
func (p *Package) Set() (*deck.Set, error) {
	s := &setMaker{types: map[int64]ownType{}, decks: map[int64]string{}, made: map[string]*deck.Deck{}, media: map[string]bool{},
		used: map[string]bool{}, set: &deck.Set{}}
	for _, t := range p.NoteTypes {
		if own, ok := ownTypeOf(t); ok {
			s.types[t.ID] = own
		}
	}
	for _, d := range p.Decks {
		s.decks[d.ID] = d.Name
	}
	for _, m := range p.Media {
		s.media[m.Name] = true
	}
	for _, n := range p.inWritingOrder() {
		s.add(n)
	}
	if len(s.set.Decks) > 0 {
		s.set.Root, _, _ = strings.Cut(s.set.Decks[0].Name, "::")
	}
	for _, m := range p.Media {
		if !s.used[m.Name] {
			continue
		}
		sum, err := p.Sum(m)
		if err != nil {
			return nil, err
		}
		s.used[m.Name] = false // A name may stand in the list twice.
		s.set.Media = append(s.set.Media, deck.Media{Name: m.Name, FS: mediaFS{p, m}, Path: m.Name, Size: m.Size, SHA256: sum})
	}
	slices.SortFunc(s.set.Media, func(a, b deck.Media) int { return cmp.Compare(a.Name, b.Name) })
	return s.set, nil
}

// Own reports whether some note of the package is of one of our own types.
func (p *Package) Own() bool {
	own := map[int64]bool{}
	for _, t := range p.NoteTypes {
		_, own[t.ID] = ownTypeOf(t)
	}
	return slices.ContainsFunc(p.Notes, func(n Note) bool { return own[n.Type] })
}

// placedNote is a note and its first card.
type placedNote struct {
	*Note
	card *Card
}

// inWritingOrder returns the notes that have a card. New cards know their position; where some were learnt, the ids tell
// the order, which grow with the position unless Anki had to change them.
func (p *Package) inWritingOrder() []placedNote {
	first := make(map[int64]*Card, len(p.Notes))
	allNew := true
	for i := range p.Cards {
		c := &p.Cards[i]
		allNew = allNew && c.Type == 0
		if f := first[c.Note]; f == nil || c.Ord < f.Ord {
			first[c.Note] = c
		}
	}
	notes := make([]placedNote, 0, len(p.Notes))
	for i := range p.Notes {
		if c := first[p.Notes[i].ID]; c != nil {
			notes = append(notes, placedNote{&p.Notes[i], c})
		}
	}
	slices.SortStableFunc(notes, func(a, b placedNote) int {
		if c := cmp.Compare(a.card.Due, b.card.Due); allNew && c != 0 {
			return c
		}
		return cmp.Compare(a.ID, b.ID)
	})
	return notes
}

// ownType is one of our types as a package has it: where each field stands.
type ownType struct {
	kind  deck.Kind
	index map[string]int
}

// ownTypeOf recognises one of our types by its id, and its fields by theirs: a learner may have renamed, moved or added
// some. It gives false for other types, and where one of our fields is missing.
func ownTypeOf(t NoteType) (ownType, bool) {
	for _, own := range notetype.All {
		if own.ID != t.ID {
			continue
		}
		index := make(map[string]int, len(own.Fields))
		for i, name := range own.Fields {
			at := slices.IndexFunc(t.Fields, func(f Field) bool { return f.ID == own.ID+1+int64(i) })
			if at < 0 {
				at = slices.IndexFunc(t.Fields, func(f Field) bool { return f.ID == 0 && f.Name == name })
			}
			if at < 0 {
				return ownType{}, false
			}
			index[name] = at
		}
		return ownType{own.Kind, index}, true
	}
	return ownType{}, false
}

// field returns the field of that name, empty where the type has none.
func (t ownType) field(n *Note, name string) string {
	if i, ok := t.index[name]; ok && i < len(n.Fields) {
		return n.Fields[i]
	}
	return ""
}

// question makes a question of a note, without its media.
func (t ownType) question(n *Note) *deck.Question {
	q := &deck.Question{Kind: t.kind, GUID: n.GUID, Tags: n.Tags, Prompt: t.field(n, notetype.FieldPrompt), Answer: t.field(n, notetype.FieldAnswer),
		Extra: t.field(n, notetype.FieldExtra), Exam: notetype.TitleText(t.field(n, notetype.FieldExam)), Label: notetype.TitleText(t.field(n, notetype.FieldLabel)),
		Source: ankifield.Unescape(t.field(n, notetype.FieldSource))}
	if t.kind == deck.Choice {
		q.Choices = notetype.ParseChoices(t.field(n, notetype.FieldChoices))
	}
	return q
}

// mediaOf returns the names of what a question refers to, in order, each once.
func mediaOf(q *deck.Question, choices string) []string {
	var names []string
	seen := map[string]bool{}
	for _, part := range []string{q.Prompt, choices, q.Answer, q.Extra} {
		for _, name := range ankimedia.Names(part) {
			if !seen[name] {
				seen[name] = true
				names = append(names, name)
			}
		}
	}
	return names
}

// setMaker puts questions into decks.
type setMaker struct {
	types map[int64]ownType
	decks map[int64]string
	made  map[string]*deck.Deck
	// media are the names in the package, used those that a question shows.
	media, used map[string]bool
	set         *deck.Set
}

func (s *setMaker) add(n placedNote) {
	t, own := s.types[n.Type]
	if !own {
		return
	}
	q := t.question(n.Note)
	for _, name := range mediaOf(q, t.field(n.Note, notetype.FieldChoices)) {
		if s.media[name] {
			q.Media = append(q.Media, name)
			s.used[name] = true
		}
	}
	name := cmp.Or(s.decks[n.card.Deck], "Default")
	d := s.made[name]
	if d == nil {
		d = &deck.Deck{Name: name}
		s.made[name] = d
		s.set.Decks = append(s.set.Decks, d)
	}
	d.Questions = append(d.Questions, q)
}

// mediaFS gives one file, the media, by its name.
type mediaFS struct {
	p *Package
	m Media
}

// Open opens media for reading.
func (f mediaFS) Open(name string) (fs.File, error) {
	if name != f.m.Name {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
	}
	return f.p.open(f.m)
}
