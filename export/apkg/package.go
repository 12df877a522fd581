package apkg

import (
	"archive/zip"
	"time"
)

// Package is what an Anki package holds, as [Read] found it.
type Package struct {
	// Kind is the container, Schema the version of the tables in it (11 to 18).
	Kind   Container
	Schema int
	// Decks are sorted by name, NoteTypes by id, Notes and Cards by id; Media stand in the order of their members.
	Decks     []Deck
	NoteTypes []NoteType
	Notes     []Note
	Cards     []Card
	Media     []Media

	members map[string]*zip.File
	named   map[string]int // the places of media that [Package.Held] gives
	size    int64
	room    room // that is left in memory
	lost    int  // how many media have no member
	// unhashed is how many bytes of media may still be hashed.
	unhashed room
}

// Deck is a deck of a package.
type Deck struct {
	ID int64
	// Name has its levels parted by "::", in every schema.
	Name string
	// Description is HTML, or Markdown where a deck says so.
	Description string
}

// NoteType says what fields a note has and what cards are made of it.
type NoteType struct {
	ID   int64
	Name string
	// Cloze tells the types whose cards are made of cloze marks; SortField is the index of the field the Browser
	// sorts by.
	Cloze     bool
	SortField int
	// Mod is when the type last changed.
	Mod       time.Time
	CSS       string
	Fields    []Field
	Templates []Template
}

// Field is a field of a note type. ID is 0 where the type is older than ids of fields.
type Field struct {
	ID   int64
	Name string

	ord int64
}

// Template makes one kind of card. ID is 0 where the type is older than ids of templates.
type Template struct {
	ID          int64
	Name        string
	Front, Back string

	ord int64
}

// Note holds the fields of which cards are made.
type Note struct {
	// ID is a time in ms by custom, GUID what Anki knows the note by.
	ID   int64
	GUID string
	// Type is the id of the note type.
	Type int64
	// Mod is when fields or tags last changed, to the second.
	Mod  time.Time
	Tags []string
	// Fields are HTML, in the type's order.
	Fields []string
}

// Card is what one reviews.
type Card struct {
	ID, Note, Deck int64
	// Ord is the index of the template, or the number of the cloze less one.
	Ord int
	Mod time.Time
	// Type is 0 for a new card, 1 learning, 2 review, 3 relearning; Queue is below 0 for a suspended or buried card.
	Type, Queue int
	// Due is the position of a new card; what else it is depends on the queue (rslib/src/card/mod.rs).
	Due int64
	// Interval is in days, or in seconds where it is below 0; Reps and Lapses are counts.
	Interval, Reps, Lapses int64
	Flags                  int
}

// Media is a picture, sound or video of a package.
type Media struct {
	// Name is what fields call it, Member its name in the zip.
	Name, Member string
	// Size is the number of bytes, as the package has it: uncompressed. It is -1 where the member is missing.
	Size int64
}

// Type returns the note type with that id, and false where the package has none.
func (p *Package) Type(id int64) (NoteType, bool) {
	for _, t := range p.NoteTypes {
		if t.ID == id {
			return t, true
		}
	}
	return NoteType{}, false
}
