// Package inspect says what any Anki package holds, whoever wrote it, and what Anki will find wrong with it.
//
//	report := inspect.Inspect(pkg, inspect.Options{File: "course.apkg", Time: now})
//
// The rules are Anki's own: what its import refuses, what Check Media, Empty Cards and Check Database complain of or
// mend.
package inspect

import (
	"time"

	"github.com/examdeck/examdeck/deck"
	"github.com/examdeck/examdeck/export/apkg"
)

// Options say how [Inspect] works.
type Options struct {
	// File is the path of the package. It is the place of every problem, and its own name may be one.
	File string
	// Time is now; ids and times that lie in the future are not looked for where it is zero.
	Time time.Time
}

// Report is what a package holds.
type Report struct {
	Container apkg.Container
	Schema    int
	// Notes is the number of notes.
	Notes int
	Cards Cards
	// Decks are sorted by name, Types by name and id, Tags by name.
	Decks []Deck
	Types []Type
	Tags  []Tag
	Media Media
	// Memory is nil where the package remembers nothing.
	Memory *Memory
	// Problems are sorted by note, those of the package as a whole first; of each code there are at most [MaxProblems].
	Problems []Problem
	// Counts gives the number of problems for each code.
	Counts map[string]int
}

// Cards counts cards. New, Learning (relearning as well) and Review add up to All.
type Cards struct {
	All, New, Learning, Review int
	// Suspended, Buried and Flagged are among them.
	Suspended, Buried, Flagged int
}

// Deck is a deck. A note counts for the deck of its first card.
type Deck struct {
	ID           int64
	Name         string
	Notes, Cards int
}

// Type is a note type. Script tells that a template runs a script.
type Type struct {
	ID                int64
	Name              string
	Cloze, Script     bool
	Fields, Templates []string
	Notes, Cards      int
}

// Tag is a tag, with the number of notes that have it.
type Tag struct {
	Name  string
	Notes int
}

// Media sums up the media.
type Media struct {
	Files int
	// Bytes is the size of all, unpacked.
	Bytes int64
	// Pictures and Played are kinds of files, by their endings; Other is what is neither.
	Pictures, Played, Other int
	// Largest is empty where there are none.
	Largest apkg.Media
}

// Memory is what a package of examdeck's remembers.
type Memory struct {
	apkg.Stamp
	// Retired and Unread are questions that an earlier package held, and this one does not.
	Retired, Unread []deck.Known
}

// Inspect looks at all of a package but the bytes of its media.
func Inspect(p *apkg.Package, opts Options) *Report {
	remembered := make(chan memory, 1)
	go func() { remembered <- readMemory(p) }() // half of all the time
	in := newInspector(p, opts)
	in.checkFile()
	in.checkTypes()
	in.checkDecks()
	in.checkMediaNames()
	in.checkNotes()
	in.checkLostCards()
	in.checkBareTypes()
	in.checkTags()
	in.finishMedia()
	in.takeMemory(<-remembered)
	in.report.Problems, in.report.Counts = in.problems.Sorted()
	return in.report
}
