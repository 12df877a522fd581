package diff_test

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"github.com/examdeck/examdeck/export/apkg"
	"github.com/examdeck/examdeck/export/apkg/diff"
	"github.com/examdeck/examdeck/internal/ankitest"
)

const (
	plain  = 1700000000000
	gaps   = 1700000000100
	course = 1700000000900
	other  = 1700000000901
	mod    = 1700000000
)

// base is the old package.
func base() ankitest.Raw {
	return ankitest.Raw{
		Types: []ankitest.RawType{
			{ID: plain, Name: "Plain", Mod: mod, Fields: []string{"Front", "Back"}, Templates: [][3]string{{"Card 1", "{{Front}}", "{{Back}}"}}},
			{ID: gaps, Name: "Gaps", Cloze: true, Mod: mod, Fields: []string{"Text", "More"}, Templates: [][3]string{{"Cloze", "{{cloze:Text}}", "{{cloze:Text}}"}}},
		},
		Decks: map[int64]string{course: "Course", other: "Other"},
		Notes: []ankitest.RawNote{
			{ID: plain + 1000, GUID: "a", Type: plain, Mod: mod, Tags: " net ", Fields: []string{"What is <b>a</b>?", `It is <img src="a.png">.`}},
			{ID: plain + 1001, GUID: "b", Type: plain, Mod: mod, Fields: []string{"What is b?", "It is b."}},
			{ID: plain + 1002, GUID: "c", Type: gaps, Mod: mod, Fields: []string{"{{c1::one}} {{c2::two}}", ""}},
		},
		Cards: []ankitest.RawCard{
			{ID: plain + 2000, Note: plain + 1000, Deck: course, Due: 1}, {ID: plain + 2001, Note: plain + 1001, Deck: course, Due: 2},
			{ID: plain + 2002, Note: plain + 1002, Deck: course, Due: 3}, {ID: plain + 2003, Note: plain + 1002, Deck: course, Ord: 1, Due: 3},
		},
		Media: []ankitest.RawMedia{{Name: "a.png", Content: "picture"}},
	}
}

// touch makes the notes newer.
func touch(r *ankitest.Raw, guids string) {
	for i := range r.Notes {
		if strings.Contains(guids, r.Notes[i].GUID) {
			r.Notes[i].Mod++
		}
	}
}

// changes make a new package of the old one, and say how the two differ.
var changes = []struct {
	name   string
	change func(r *ankitest.Raw)
	want   string
}{
	{"nothing", func(*ankitest.Raw) {}, "import: 0 new, 0 updated (0 overwritten), 3 duplicate, 0 conflicting, 0 cards; 3 unchanged\n"},
	{"a new note", func(r *ankitest.Raw) {
		r.Notes = append(r.Notes, ankitest.RawNote{ID: plain + 1009, GUID: "d", Type: plain, Mod: mod, Fields: []string{"d", "d"}})
		r.Cards = append(r.Cards, ankitest.RawCard{ID: plain + 2009, Note: plain + 1009, Deck: other})
	}, `note d: new, in Other, cards +[1] -[]: new
import: 1 new, 0 updated (0 overwritten), 3 duplicate, 0 conflicting, 1 cards; 3 unchanged
`},
	{"a changed note", func(r *ankitest.Raw) { r.Notes[1].Fields[1], r.Notes[1].Tags = "It is B.", " R "; touch(r, "b") },
		`note b: changed, in Course, Back "It is b." to "It is B.", tags +[R] -[]: updated
import: 0 new, 1 updated (0 overwritten), 2 duplicate, 0 conflicting, 0 cards; 2 unchanged
`},
	{"a changed note that is not newer", func(r *ankitest.Raw) { r.Notes[1].Fields[1] = "It is B." },
		`note b: changed, in Course, Back "It is b." to "It is B.": duplicate
import: 0 new, 0 updated (0 overwritten), 3 duplicate, 0 conflicting, 0 cards; 2 unchanged
warning not-newer [b] it has changed, but its time has not grown: the change does not reach who has the old one
`},
	{"newer notes without a change", func(r *ankitest.Raw) { touch(r, "abc"); r.Notes[0].Tags = " NET net " },
		`import: 0 new, 3 updated (3 overwritten), 0 duplicate, 0 conflicting, 0 cards; 3 unchanged
warning overwritten [] 3 notes have a newer time and no other content: the import overwrites what learners changed, and their own tags
`},
	{"a retired and a moved note", func(r *ankitest.Raw) {
		r.Notes = r.Notes[1:]
		r.Cards = r.Cards[1:]
		r.Cards[0].Deck = other
		r.Media = nil
	},
		`note a: retired, in Course, cards +[] -[1]: none
note b: same, in Other from Course: duplicate
media a.png: retired 7 -1
import: 0 new, 0 updated (0 overwritten), 2 duplicate, 0 conflicting, 0 cards; 1 unchanged
`},
	{"clozes", func(r *ankitest.Raw) {
		r.Notes[2].Fields[0] = "{{c1::one}} {{c3::three}}"
		touch(r, "c")
		r.Cards[3].Ord = 2
	},
		`note c: changed, in Course, Text "{{c1::one}} {{c2::two}}" to "{{c1::one}} {{c3::three}}", cards +[3] -[2]: updated
import: 0 new, 1 updated (0 overwritten), 2 duplicate, 0 conflicting, 1 cards; 2 unchanged
`},
	{"a new card of an old note", func(r *ankitest.Raw) {
		r.Cards = append(r.Cards, ankitest.RawCard{ID: plain + 2009, Note: plain + 1002, Deck: course, Ord: 4})
	}, `note c: changed, in Course, cards +[5] -[]: duplicate
import: 0 new, 0 updated (0 overwritten), 3 duplicate, 0 conflicting, 1 cards; 2 unchanged
`},
	{"another type", func(r *ankitest.Raw) { r.Notes[1].Type = gaps; r.Notes[1].Fields[0] = "{{c1::b}}"; touch(r, "b") },
		`note b: changed, in Course, type Gaps from Plain, Text "" to "{{c1::b}}", More "" to "It is b.", Front "What is b?" to "", Back "It is b." to "": conflicting
import: 0 new, 0 updated (0 overwritten), 2 duplicate, 1 conflicting, 0 cards; 2 unchanged
warning other-type [b] it is of the note type "Gaps", and was of "Plain": Anki keeps the old note
`},
	{"a type with a field more", func(r *ankitest.Raw) {
		r.Types[0].Fields = append(r.Types[0].Fields, "Extra")
		r.Notes[0].Fields = append(r.Notes[0].Fields, "x")
		r.Notes[1].Fields = append(r.Notes[1].Fields, "")
		touch(r, "ab")
	}, `note a: changed, in Course, Extra "" to "x": conflicting
type Plain: changed [field "Extra" is new]
import: 0 new, 0 updated (0 overwritten), 1 duplicate, 2 conflicting, 0 cards; 2 unchanged
error type-schema [] note type "Plain" has other fields or templates than before: Anki makes a copy of it and updates none of its notes
`},
	{"templates and style", func(r *ankitest.Raw) {
		r.Types[0].Templates[0][1], r.Types[0].CSS, r.Types[0].Mod = "{{Front}}!", ".card {}", mod+1
		r.Types[1].Templates[0][2] = "{{cloze:Text}} {{More}}"
	}, `type Gaps: changed [back of "Cloze"]
type Plain: changed [front of "Card 1" style]
import: 0 new, 0 updated (0 overwritten), 3 duplicate, 0 conflicting, 0 cards; 3 unchanged
warning type-not-newer [] note type "Gaps" has changed, but its time has not grown: Anki keeps the old one
`},
	{"another name of a field", func(r *ankitest.Raw) {
		r.Types[0].Fields[1], r.Types[0].Templates[0][2], r.Types[0].Mod = "Answer", "{{Answer}}", mod+1
		r.Notes[1].Fields[1] = "It is B."
		touch(r, "b")
	}, `note b: changed, in Course, Answer "It is b." to "It is B.": updated
type Plain: changed [field "Answer" was "Back" back of "Card 1"]
import: 0 new, 1 updated (0 overwritten), 2 duplicate, 0 conflicting, 0 cards; 2 unchanged
`},
	{"another sort field", func(r *ankitest.Raw) {
		r.Types[0].Sort, r.Types[0].Mod = 1, mod+1
		r.Notes[1].Fields[1] = "It is B."
		touch(r, "b")
	}, `note b: changed, in Course, Back "It is b." to "It is B.": duplicate
type Plain: changed [sort field]
import: 0 new, 0 updated (0 overwritten), 3 duplicate, 0 conflicting, 0 cards; 2 unchanged
warning sort-field [] note type "Plain" has another sort field: Anki changes the time of all its notes, so that the package's changes do not arrive
`},
	{"media", func(r *ankitest.Raw) {
		r.Media[0].Content = "PICTURE"
		r.Media = append(r.Media, ankitest.RawMedia{Name: "b.png", Content: "new"})
		r.Notes[1].Fields[1] = `<img src="b.png">`
		touch(r, "b")
	}, `note b: changed, in Course, Back "It is b." to "<img src=\"b.png\">": updated
media a.png: changed 7 7
media b.png: new -1 3
import: 0 new, 1 updated (0 overwritten), 2 duplicate, 0 conflicting, 0 cards; 2 unchanged
warning media-not-sent [a] it shows "a.png", which is new or has changed; but the note is not newer, so that Anki does not take the file
`},
	{"a guid twice", func(r *ankitest.Raw) {
		r.Notes[1].GUID = "a"
		touch(r, "a")
	}, `note a: changed, in Course, Front "What is <b>a</b>?" to "What is b?", Back "It is <img src=\"a.png\">." to "It is b.", tags +[] -[net]: updated
note b: retired, in Course, cards +[] -[1]: none
import: 0 new, 2 updated (1 overwritten), 1 duplicate, 0 conflicting, 0 cards; 2 unchanged
warning overwritten [] 1 note has a newer time and no other content: the import overwrites what learners changed, and their own tags
`},
}

func read(t testing.TB, data []byte) *apkg.Package {
	t.Helper()
	p, err := apkg.Read(bytes.NewReader(data), int64(len(data)), nil)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// printed prints a report.
func printed(r *diff.Report) string {
	var b strings.Builder
	for _, n := range r.Notes {
		fmt.Fprintf(&b, "note %s: %s, in %s", n.GUID, n.Change, n.Deck)
		if n.From != "" {
			fmt.Fprintf(&b, " from %s", n.From)
		}
		if n.TypeFrom != "" {
			fmt.Fprintf(&b, ", type %s from %s", n.Type, n.TypeFrom)
		}
		for _, f := range n.Fields {
			fmt.Fprintf(&b, ", %s %q to %q", f.Name, f.Old, f.New)
		}
		if len(n.TagsAdded)+len(n.TagsRemoved) > 0 {
			fmt.Fprintf(&b, ", tags +%v -%v", n.TagsAdded, n.TagsRemoved)
		}
		if len(n.CardsAdded)+len(n.CardsGone) > 0 {
			fmt.Fprintf(&b, ", cards +%v -%v", n.CardsAdded, n.CardsGone)
		}
		fmt.Fprintf(&b, ": %s\n", n.Effect)
	}
	for _, t := range r.Types {
		fmt.Fprintf(&b, "type %s: %s %v\n", t.Name, t.Change, t.Parts)
	}
	for _, m := range r.Media {
		fmt.Fprintf(&b, "media %s: %s %d %d\n", m.Name, m.Change, m.OldSize, m.NewSize)
	}
	i := r.Import
	fmt.Fprintf(&b, "import: %d new, %d updated (%d overwritten), %d duplicate, %d conflicting, %d cards; %d unchanged\n", i.New, i.Updated, i.Overwritten,
		i.Duplicate, i.Conflicting, i.Cards, r.Unchanged)
	for _, p := range r.Problems {
		fmt.Fprintf(&b, "%s %s [%s] %s\n", p.Severity, p.Code, p.Note, p.Message)
	}
	return b.String()
}

func TestCompare(t *testing.T) {
	for _, c := range changes {
		t.Run(c.name, func(t *testing.T) {
			raw := base()
			c.change(&raw)
			for container := 1; container <= 3; container++ {
				report := diff.Compare(read(t, base().Bytes(t, 1)), read(t, raw.Bytes(t, container)), diff.Options{Old: "old.apkg", New: "new.apkg"})
				if got := printed(report); got != c.want {
					t.Errorf("container %d: got\n%swant\n%s", container, got, c.want)
				}
			}
		})
	}
}

// TestAnkiAgrees imports the old and the new package into the real Anki.
func TestAnkiAgrees(t *testing.T) {
	for i, c := range changes {
		t.Run(c.name, func(t *testing.T) {
			raw := base()
			c.change(&raw)
			report := diff.Compare(read(t, base().Bytes(t, 1)), read(t, raw.Bytes(t, 1)), diff.Options{})
			col := ankitest.New(t)
			before := col.Import(base().Write(t, 1))
			after := col.Import(raw.Write(t, 1+i%3))
			want := ankitest.Counts{File: "raw.apkg", Found: report.Import.New + report.Import.Updated + report.Import.Duplicate + report.Import.Conflicting,
				New: report.Import.New, Updated: report.Import.Updated, Duplicate: report.Import.Duplicate, Conflicting: report.Import.Conflicting}
			if after.Imports[0] != want {
				t.Errorf("Anki says %+v, the report %+v", after.Imports[0], want)
			}
			if got := after.Cards() - before.Cards(); got != report.Import.Cards {
				t.Errorf("%d cards come, the report says %d", got, report.Import.Cards)
			}
			for _, n := range report.Notes {
				checkEffect(t, n, before, after)
			}
		})
	}
}

// checkEffect makes sure that what the report says arrives is there, and what it says stays has stayed.
func checkEffect(t *testing.T, n diff.Note, before, after *ankitest.Result) {
	t.Helper()
	if n.Effect == diff.Added || len(after.Notes) != len(before.Notes) {
		return
	}
	was, is := before.Note(t, n.GUID), after.Note(t, n.GUID)
	for _, f := range n.Fields {
		switch n.Effect {
		case diff.Updated:
			if is.Fields[f.Name] != f.New {
				t.Errorf("%s: field %s is %q, not %q", n.GUID, f.Name, is.Fields[f.Name], f.New)
			}
		default:
			if is.Fields[f.Name] != was.Fields[f.Name] {
				t.Errorf("%s: field %s has become %q", n.GUID, f.Name, is.Fields[f.Name])
			}
		}
	}
}
