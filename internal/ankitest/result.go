package ankitest

import (
	"fmt"
	"testing"
)

// Result is what Anki says after an import.
type Result struct {
	// Imports are in the order of the files.
	Imports []Counts `json:"imports"`
	// Notes are sorted by id.
	Notes []Note `json:"notes"`
	// Decks gives for each deck that has cards how many; EmptyDecks are those without cards and without decks below.
	Decks      map[string]int `json:"decks"`
	EmptyDecks []string       `json:"empty_decks"`
	// NoteTypes are those that have notes.
	NoteTypes []NoteType `json:"notetypes"`
	// EmptyCards lists cards whose front shows nothing, as "guid/ord".
	EmptyCards []string `json:"empty_cards"`
	// MissingMedia are names that notes show and the collection lacks, UnusedMedia those that no note shows.
	MissingMedia []string `json:"missing_media"`
	UnusedMedia  []string `json:"unused_media"`
	// CardsAdded is how many cards Check Database added because the import brought no row for them.
	CardsAdded int `json:"cards_added"`
	// IntegrityOK and IntegrityText are what Check Database says.
	IntegrityOK   bool   `json:"integrity_ok"`
	IntegrityText string `json:"integrity_text"`
}

// Counts is what became of the notes of one file.
type Counts struct {
	File string `json:"file"`
	// Refused is Anki's error where it took nothing of the file.
	Refused     string `json:"refused"`
	Found       int    `json:"found"`
	New         int    `json:"new"`
	Updated     int    `json:"updated"`
	Duplicate   int    `json:"duplicate"`
	Conflicting int    `json:"conflicting"`
	// FirstFieldMatch and Lost fill for text files alone; Lost are rows without type, deck or first field.
	FirstFieldMatch int `json:"first_field_match"`
	Lost            int `json:"lost"`
}

// Note is a note as the learner has it.
type Note struct {
	ID       int64             `json:"id"`
	GUID     string            `json:"guid"`
	NoteType string            `json:"notetype"`
	Mod      int64             `json:"mod"` // seconds
	Tags     []string          `json:"tags"`
	Fields   map[string]string `json:"fields"`
	// SortField is what the Browser sorts by, Checksum is that of the first field.
	SortField string `json:"sfld"`
	Checksum  int64  `json:"csum"`
	Cards     []Card `json:"cards"`
}

// Card is a card with both sides as Anki renders them, without the style sheet.
type Card struct {
	Ord      int    `json:"ord"`
	Template string `json:"template"`
	Deck     string `json:"deck"`
	Due      int    `json:"due"`
	// Type, Queue, Interval, Reps and Flags are how far the learner is with it.
	Type     int    `json:"type"`
	Queue    int    `json:"queue"`
	Interval int    `json:"ivl"`
	Reps     int    `json:"reps"`
	Flags    int    `json:"flags"`
	Question string `json:"question"`
	Answer   string `json:"answer"`
}

// NoteType is a note type as Anki has it after the import.
type NoteType struct {
	ID     int64    `json:"id"`
	Name   string   `json:"name"`
	Mod    int64    `json:"mod"` // seconds
	CSS    string   `json:"css"`
	Fields []string `json:"fields"`
	// Req is what Anki found each template to need: [ord, "any"|"all"|"none", [field ords]].
	Req []any `json:"req"`
}

// Cards is the number of cards of all notes.
func (r *Result) Cards() int {
	n := 0
	for _, note := range r.Notes {
		n += len(note.Cards)
	}
	return n
}

// Note returns the note with that GUID, and ends the test where there is none.
func (r *Result) Note(t testing.TB, guid string) Note {
	t.Helper()
	for _, n := range r.Notes {
		if n.GUID == guid {
			return n
		}
	}
	t.Fatalf("the collection has no note with GUID %q", guid)
	return Note{}
}

// Problems lists what no file of ours may ever cause: refusals, lost rows, blank or forgotten cards, missing media,
// and whatever Check Database complains of.
func (r *Result) Problems() []string {
	var found []string
	for _, c := range r.Imports {
		if c.Refused != "" {
			found = append(found, fmt.Sprintf("%s: refused: %s", c.File, c.Refused))
		}
		if c.Lost > 0 {
			found = append(found, fmt.Sprintf("%s: %d rows lost", c.File, c.Lost))
		}
		if c.Conflicting > 0 {
			found = append(found, fmt.Sprintf("%s: %d notes conflicting", c.File, c.Conflicting))
		}
	}
	for _, card := range r.EmptyCards {
		found = append(found, "card with a blank front: "+card)
	}
	for _, name := range r.MissingMedia {
		found = append(found, "missing media: "+name)
	}
	if r.CardsAdded > 0 {
		found = append(found, fmt.Sprintf("%d cards added by Check Database", r.CardsAdded))
	}
	if !r.IntegrityOK {
		found = append(found, "Check Database: "+r.IntegrityText)
	}
	return found
}
