package inspect

import (
	"cmp"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/examdeck/examdeck/deck"
	"github.com/examdeck/examdeck/export/apkg"
)

// inspector looks at one package.
type inspector struct {
	pkg      *apkg.Package
	opts     Options
	report   *Report
	problems Problems

	types map[int64]*noteType
	decks map[int64]*Deck
	// cards are the package's cards by note and ord; from where on they are still to be looked at is next.
	cards []*apkg.Card
	next  int
	// defaultCards is how many cards lie in the deck that no import brings.
	defaultCards int
	// guids are the notes' places, tags the notes that have them first.
	guids map[string]int
	tags  map[string]*tagUse
	media media
}

func newInspector(p *apkg.Package, opts Options) *inspector {
	in := &inspector{pkg: p, opts: opts, report: &Report{Container: p.Kind, Schema: p.Schema, Notes: len(p.Notes)},
		problems: NewProblems(opts.File), types: map[int64]*noteType{}, decks: map[int64]*Deck{},
		guids: make(map[string]int, len(p.Notes)), tags: map[string]*tagUse{}}
	in.cards = make([]*apkg.Card, len(p.Cards))
	for i := range p.Cards {
		in.cards[i] = &p.Cards[i]
	}
	slices.SortFunc(in.cards, func(a, b *apkg.Card) int {
		return cmp.Or(cmp.Compare(a.Note, b.Note), cmp.Compare(a.Ord, b.Ord), cmp.Compare(a.ID, b.ID))
	})
	return in
}

// checkFile looks at the name of the package.
func (in *inspector) checkFile() {
	if name := path.Base(filepath.ToSlash(in.opts.File)); apkg.IsBackup(name) {
		in.fault("backup-name", "Anki takes a file called %q for a backup, and replaces the learner's whole collection with it", name)
	}
}

// memory is what a package remembers, or why that can't be read.
type memory struct {
	*Memory
	err error
}

// readMemory finds out what the package remembers: nothing where another tool wrote it.
func readMemory(p *apkg.Package) memory {
	stamp, err := p.Stamp()
	if err != nil || stamp == (apkg.Stamp{}) {
		return memory{nil, err}
	}
	b, err := p.Baseline()
	if err != nil {
		return memory{nil, err}
	}
	m := &Memory{Stamp: stamp}
	for _, k := range b.Known {
		switch k.State {
		case deck.Retired:
			m.Retired = append(m.Retired, k)
		case deck.Unread:
			m.Unread = append(m.Unread, k)
		}
	}
	return memory{m, nil}
}

// takeMemory puts what the package remembers into the report.
func (in *inspector) takeMemory(m memory) {
	if in.report.Memory = m.Memory; m.err != nil {
		in.warn("unreadable-memory", "what it remembers can't be read: %v", m.err)
	}
}

// checkDecks lists the decks, and looks at their names.
func (in *inspector) checkDecks() {
	byName := map[string]string{}
	for _, d := range in.pkg.Decks {
		if _, twice := in.decks[d.ID]; twice {
			continue
		}
		in.report.Decks = append(in.report.Decks, Deck{ID: d.ID, Name: d.Name})
		normal := normalDeck(d.Name)
		if normal != d.Name {
			in.warn("deck-name", "Anki calls the deck %q %q", d.Name, normal)
		}
		if other, twice := byName[fold(normal)]; twice {
			in.warn("deck-name", "the decks %q and %q have one name, so that Anki adds \"_\" to one of them", other, d.Name)
		}
		byName[fold(normal)] = d.Name
	}
	in.checkDepth(byName)
	for i := range in.report.Decks {
		in.decks[in.report.Decks[i].ID] = &in.report.Decks[i]
	}
}

// maxDepth is how many levels a deck may have whose parent the package lacks (rslib/src/decks/addupdate.rs).
const maxDepth = 11

// checkDepth tells decks that lie too deep.
func (in *inspector) checkDepth(byName map[string]string) {
	for _, d := range in.pkg.Decks {
		name := normalDeck(d.Name)
		if strings.Count(name, "::") < maxDepth {
			continue
		}
		if _, ok := byName[fold(name[:strings.LastIndex(name, "::")])]; !ok {
			in.fault("deck-depth", "the deck %q lies more than %d levels deep, and the package lacks the deck above it: Anki refuses the package",
				beginning(d.Name), maxDepth)
		}
	}
}
