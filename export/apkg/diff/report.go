// Package diff compares two Anki packages, whoever wrote them, and says what an import of the new one does for who
// has imported the old one.
//
//	report := diff.Compare(old, new, diff.Options{Old: "course-1.apkg", New: "course-2.apkg"})
//
// Notes are known by their guid, note types by their id and media by their name, as Anki knows them.
package diff

import (
	"github.com/examdeck/examdeck/export/apkg"
	"github.com/examdeck/examdeck/export/apkg/inspect"
)

// Options say how [Compare] works.
type Options struct {
	// Old and New are the paths of the packages; New is the place of every problem.
	Old, New string
}

// Report is how two packages differ.
type Report struct {
	// Notes are those that differ, by deck and id. Unchanged is the number of all others of the new package.
	Notes     []Note
	Unchanged int
	// Types are by name, Media by name.
	Types []Type
	Media []Media
	// Import is what an import does.
	Import Import
	// Problems are what keeps changes from those who learn, listed and counted as in [inspect.Report].
	Problems []inspect.Problem
	Counts   map[string]int
}

// Change is what became of something.
type Change uint8

// The changes. A note that has only moved to another deck is Same.
const (
	Same Change = iota
	New
	Changed
	Retired // it is gone
)

// String returns "same", "new", "changed" or "retired".
func (c Change) String() string { return [...]string{"same", "new", "changed", "retired"}[c] }

// Effect is what Anki's import does with a note, in the words of its log.
type Effect uint8

// The effects.
const (
	// None is that of a note which the new package lacks: learners keep it.
	None Effect = iota
	// Added is a new note.
	Added
	// Updated notes have their fields and tags replaced.
	Updated
	// Duplicate notes stay as they are: the package's is not newer.
	Duplicate
	// Conflicting notes stay as they are, and get no new cards either: the package's is of another note type.
	Conflicting
)

// String returns Anki's word.
func (e Effect) String() string {
	return [...]string{"none", "new", "updated", "duplicate", "conflicting"}[e]
}

// Note is a note that differs.
type Note struct {
	GUID   string
	Change Change
	// Deck is that of its first card; From the one in which it was, empty for a note that has not moved.
	Deck, From string
	// Type is the name of its note type; TypeFrom the former one, empty where it is the same.
	Type, TypeFrom string
	// Title is the field that Anki's Browser shows.
	Title string
	// Fields are those that differ.
	Fields []Field
	// TagsAdded and TagsRemoved are sorted.
	TagsAdded, TagsRemoved []string
	// CardsAdded and CardsGone are the numbers of cards from 1. Learners keep those that are gone.
	CardsAdded, CardsGone []int
	Effect                Effect

	id int64
}

// Field is a field that differs, in HTML.
type Field struct{ Name, Old, New string }

// Type is a note type that differs.
type Type struct {
	ID     int64
	Name   string
	Change Change
	// Parts say what differs, such as "field \"Extra\" is new" or "front of \"Card 1\"".
	Parts []string
}

// Media is a file that differs. The sizes are in bytes, -1 for a file that a package lacks.
type Media struct {
	Name             string
	Change           Change
	OldSize, NewSize int64
}

// Import is what Anki's import of the new package does in a collection into which the old one was imported and in
// which nothing was changed since, with the options as they are by default. The numbers of notes add up to all of the
// new package.
type Import struct {
	New, Updated, Duplicate, Conflicting int
	// Overwritten is how many of the updated notes have not changed.
	Overwritten int
	// Cards is how many cards come.
	Cards int
}

// NoteCounts returns how many notes there are of each kind. Those that moved may have changed as well.
func (r *Report) NoteCounts() (added, changed, moved, retired int) {
	for _, n := range r.Notes {
		switch n.Change {
		case New:
			added++
		case Changed:
			changed++
		case Retired:
			retired++
		}
		if n.From != "" {
			moved++
		}
	}
	return added, changed, moved, retired
}

// Compare compares two packages. It reads the bytes of media that have one name and one size in both.
func Compare(before, after *apkg.Package, opts Options) *Report {
	c := newComparer(before, after, opts)
	c.compareTypes()
	c.compareMedia()
	c.compareNotes()
	c.findRetired()
	c.warnOfAll()
	return c.finish()
}
