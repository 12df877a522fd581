package csv

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/examdeck/examdeck/deck"
	"github.com/examdeck/examdeck/internal/ankitest"
)

// cardsOf is how many cards Anki makes of a question. The cloze questions of the goldens hide two things each.
func cardsOf(q *deck.Question) int {
	if q.Kind == deck.Reversed || q.Kind == deck.Cloze {
		return 2
	}
	return 1
}

// deckCounts are the cards that each deck must hold.
func deckCounts(set *deck.Set) map[string]int {
	counts := map[string]int{}
	for _, d := range set.Decks {
		for _, q := range d.Questions {
			counts[deckCell(d.Name)] += cardsOf(q)
		}
	}
	return counts
}

// TestAnki imports every golden twice: the first time all notes are new, the second time all are known.
func TestAnki(t *testing.T) {
	for name, a := range goldens(t) {
		for _, separator := range []Separator{Comma, Tab} {
			set := parseSet(t, a.Files[0].Data)
			file := filepath.Join(t.TempDir(), "set.csv")
			if separator == Tab {
				file = filepath.Join(t.TempDir(), "set.tsv")
			}
			if err := os.WriteFile(file, []byte(write(t, set, separator)), 0o644); err != nil {
				t.Fatal(err)
			}
			t.Run(filepath.Base(name)+filepath.Ext(file), func(t *testing.T) { checkInAnki(t, set, file) })
		}
	}
}

func checkInAnki(t *testing.T, set *deck.Set, file string) {
	result := ankitest.Import(t, file, file)
	for _, problem := range result.Problems() {
		if !strings.HasPrefix(problem, "missing media:") { // a text file carries none
			t.Error(problem)
		}
	}
	if len(result.Imports) != 2 {
		t.Fatalf("%d imports, want 2", len(result.Imports))
	}
	if first := result.Imports[0]; first.New != set.Len() {
		t.Errorf("first import: %+v, want all %d notes new", first, set.Len())
	}
	if second := result.Imports[1]; second.Duplicate != set.Len() || second.New != 0 {
		t.Errorf("second import: %+v, want all %d notes known", second, set.Len())
	}
	want := deckCounts(set)
	for name, cards := range result.Decks {
		if want[name] != cards {
			t.Errorf("deck %q has %d cards, want %d", name, cards, want[name])
		}
		delete(want, name)
	}
	for name := range want {
		t.Errorf("there is no deck %q", name)
	}
	if len(result.EmptyDecks) > 0 {
		t.Errorf("empty decks: %q", result.EmptyDecks)
	}
	checkFields(t, set, result)
}

// checkFields compares what Anki has stored with what was written.
func checkFields(t *testing.T, set *deck.Set, result *ankitest.Result) {
	names := map[string][2]string{
		typeBasic: {"Front", "Back"}, typeReversed: {"Front", "Back"}, typeTyped: {"Front", "Back"}, typeCloze: {"Text", "Back Extra"},
	}
	for _, d := range set.Decks {
		for _, q := range d.Questions {
			want := makeNote(q)
			got := result.Note(t, want.guid)
			if got.NoteType != want.noteType {
				t.Errorf("%s: note type %q, want %q", q.GUID, got.NoteType, want.noteType)
			}
			if f := names[want.noteType]; got.Fields[f[0]] != want.first || got.Fields[f[1]] != want.second {
				t.Errorf("%s: fields %q, want %q and %q", q.GUID, got.Fields, want.first, want.second)
			}
			if strings.Join(got.Tags, " ") != strings.Join(q.Tags, " ") && len(q.Tags) < 2 {
				t.Errorf("%s: tags %q, want %q", q.GUID, got.Tags, q.Tags)
			}
		}
	}
}

// TestAnkiTakesTheNewerFile edits a question between two exports: its note is updated, the others are left alone.
func TestAnkiTakesTheNewerFile(t *testing.T) {
	set := parseSet(t, goldens(t)["testdata/kinds.txtar"].Files[0].Data)
	before, after := filepath.Join(t.TempDir(), "a.csv"), filepath.Join(t.TempDir(), "b.csv")
	if err := os.WriteFile(before, []byte(write(t, set, Comma)), 0o644); err != nil {
		t.Fatal(err)
	}
	set.Decks[0].Questions[0].Answer = "<p>edited</p>"
	if err := os.WriteFile(after, []byte(write(t, set, Comma)), 0o644); err != nil {
		t.Fatal(err)
	}
	result := ankitest.Import(t, before, after)
	if second := result.Imports[1]; second.Updated != 1 || second.Duplicate != set.Len()-1 || second.New != 0 {
		t.Errorf("second import: %+v, want 1 note updated, the others known", second)
	}
	if got := result.Note(t, makeNote(set.Decks[0].Questions[0]).guid).Fields["Back"]; !strings.Contains(got, "edited") {
		t.Errorf("the note still says %q", got)
	}
}
