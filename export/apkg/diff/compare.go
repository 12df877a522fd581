package diff

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"golang.org/x/text/unicode/norm"

	"github.com/examdeck/examdeck/deck"
	"github.com/examdeck/examdeck/export/apkg"
	"github.com/examdeck/examdeck/export/apkg/inspect"
	"github.com/examdeck/examdeck/internal/ankifield"
)

// comparer compares two packages.
type comparer struct {
	old, new *side
	report   *Report
	problems inspect.Problems
	types    map[int64]*typePair
	// sent tells of the new and changed media whether a note brings them, waiting who shows one and does not.
	sent    map[string]bool
	waiting map[string]int
}

func newComparer(before, after *apkg.Package, opts Options) *comparer {
	return &comparer{old: newSide(before), new: newSide(after), report: &Report{}, problems: inspect.NewProblems(opts.New), types: map[int64]*typePair{},
		sent: map[string]bool{}, waiting: map[string]int{}}
}

// compareNotes compares every note of the new package with the old one of its guid.
func (c *comparer) compareNotes() {
	for at := range c.new.Notes {
		n := &c.new.Notes[at]
		d := Note{GUID: n.GUID, Type: c.new.types[n.Type].Name, Deck: c.new.deckOf(n), Title: c.new.title(n), Change: New, Effect: Added, id: n.ID}
		was := -1
		if i, known := c.old.guids[n.GUID]; known {
			was = i
			c.compareNote(&d, &c.old.Notes[i], n)
		} else {
			d.CardsAdded = numbers(c.new.cardsOf(n), nil)
		}
		c.add(at, was, &d)
		c.sendMedia(at, n, d.Effect)
	}
}

// compareNote finds out how a note differs, and what an import does with it.
func (c *comparer) compareNote(d *Note, was, is *apkg.Note) {
	d.Change, d.Effect = Same, Duplicate
	pair := c.types[is.Type]
	if was.Type != is.Type {
		d.TypeFrom = c.old.types[was.Type].Name
		pair = &typePair{old: c.old.types[was.Type], new: c.new.types[is.Type], copied: true}
		pair.from = fieldPlaces(pair.old, pair.new)
	}
	d.Fields = fieldChanges(pair, was, is)
	d.TagsAdded, d.TagsRemoved = tagChanges(was.Tags, is.Tags)
	if from := c.old.deckOf(was); from != d.Deck && from != "" && d.Deck != "" {
		d.From = from
	}
	oldCards, newCards := c.old.cardsOf(was), c.new.cardsOf(is)
	d.CardsAdded, d.CardsGone = numbers(newCards, oldCards), numbers(oldCards, newCards)
	if len(d.Fields)+len(d.TagsAdded)+len(d.TagsRemoved)+len(d.CardsAdded)+len(d.CardsGone) > 0 || d.TypeFrom != "" {
		d.Change = Changed
	}
	switch {
	case pair.copied:
		d.Effect = Conflicting
	case !pair.rewritten && was.Mod.Before(is.Mod):
		d.Effect = Updated
	}
}

// fieldChanges returns the fields that differ for Anki, which changes characters to NFC and drops control characters.
func fieldChanges(pair *typePair, was, is *apkg.Note) []Field {
	var changes []Field
	for i, f := range pair.new.Fields {
		old := ""
		if at := pair.from[i]; at >= 0 {
			old = was.Fields[at]
		}
		if is.Fields[i] != old && normal(is.Fields[i]) != normal(old) {
			changes = append(changes, Field{f.Name, old, is.Fields[i]})
		}
	}
	for i, f := range pair.old.Fields {
		if was.Fields[i] != "" && !slices.Contains(pair.from, i) {
			changes = append(changes, Field{f.Name, was.Fields[i], ""})
		}
	}
	return changes
}

func normal(field string) string { return norm.NFC.String(ankifield.Clean(field)) }

// tagChanges returns the tags that came and those that went, whatever their case.
func tagChanges(was, is []string) (added, removed []string) {
	missing := func(from, in []string) []string {
		have := make(map[string]bool, len(in))
		for _, tag := range in {
			have[strings.ToLower(tag)] = true
		}
		var out []string
		for _, tag := range from {
			if !have[strings.ToLower(tag)] {
				out = append(out, tag)
			}
		}
		slices.Sort(out)
		return slices.Compact(out)
	}
	return missing(is, was), missing(was, is)
}

// numbers returns the numbers of the cards that the others lack.
func numbers(cards, others []*apkg.Card) []int {
	var out []int
	for _, c := range cards {
		if _, found := slices.BinarySearchFunc(others, c.Ord, func(o *apkg.Card, ord int) int { return cmp.Compare(o.Ord, ord) }); !found {
			out = append(out, c.Ord+1)
		}
	}
	return slices.Compact(out)
}

// add counts a note, and lists it if it differs.
func (c *comparer) add(at, was int, d *Note) {
	sum := &c.report.Import
	content := len(d.Fields)+len(d.TagsAdded)+len(d.TagsRemoved) > 0
	switch d.Effect {
	case Added:
		sum.New++
	case Updated:
		sum.Updated++
		if !content {
			sum.Overwritten++
		}
	case Duplicate:
		sum.Duplicate++
		if content && !c.types[c.new.Notes[at].Type].rewritten {
			c.warnNote("not-newer", at, "it has changed, but its time has not grown: the change does not reach who has the old one")
		}
	case Conflicting:
		sum.Conflicting++
		if d.TypeFrom != "" {
			c.warnNote("other-type", at, "it is of the note type %q, and was of %q: Anki keeps the old note", d.Type, d.TypeFrom)
		}
	}
	if d.Effect != Conflicting {
		sum.Cards += len(d.CardsAdded)
	}
	if d.Change == Same && d.From == "" {
		c.report.Unchanged++
		return
	}
	c.report.Notes = append(c.report.Notes, *d)
}

// findRetired lists the notes that the new package lacks.
func (c *comparer) findRetired() {
	for i := range c.old.Notes {
		n := &c.old.Notes[i]
		if _, kept := c.new.guids[n.GUID]; !kept {
			c.report.Notes = append(c.report.Notes, Note{GUID: n.GUID, Type: c.old.types[n.Type].Name, Deck: c.old.deckOf(n), Title: c.old.title(n),
				Change: Retired, CardsGone: numbers(c.old.cardsOf(n), nil), id: n.ID})
		}
	}
}

// warnOfAll tells what concerns the package as a whole.
func (c *comparer) warnOfAll() {
	if n := c.report.Import.Overwritten; n > 0 {
		notes := "1 note has"
		if n > 1 {
			notes = fmt.Sprintf("%d notes have", n)
		}
		c.warn("overwritten", "%s a newer time and no other content: the import overwrites what learners changed, and their own tags", notes)
	}
	c.warnOfMedia()
}

// finish puts everything in order.
func (c *comparer) finish() *Report {
	slices.SortStableFunc(c.report.Notes, func(a, b Note) int {
		return cmp.Or(cmp.Compare(a.Deck, b.Deck), cmp.Compare(a.id, b.id), cmp.Compare(a.GUID, b.GUID))
	})
	c.report.Problems, c.report.Counts = c.problems.Sorted()
	return c.report
}

// warn adds a warning about the new package.
func (c *comparer) warn(code, format string, args ...any) {
	c.problems.Add(deck.Warning, code, inspect.Whole, "", format, args...)
}

// fault adds an error about the new package.
func (c *comparer) fault(code, format string, args ...any) {
	c.problems.Add(deck.Error, code, inspect.Whole, "", format, args...)
}

// warnNote adds a warning about the note at that place of the new package.
func (c *comparer) warnNote(code string, at int, format string, args ...any) {
	c.problems.Add(deck.Warning, code, at, c.new.Notes[at].GUID, format, args...)
}
