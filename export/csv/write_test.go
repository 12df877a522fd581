package csv

import (
	"bytes"
	stdcsv "encoding/csv"
	"errors"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"github.com/examdeck/examdeck/deck"
	"github.com/examdeck/examdeck/internal/ankifield"
	"github.com/examdeck/examdeck/internal/goldentest"
)

var update = flag.Bool("update", false, "rewrite the goldens; read the diff")

// goldens are the archives in testdata: "set" is a set in the model's text form, "csv" and "tsv" what is written of it.
func goldens(t testing.TB) map[string]*txtar.Archive {
	t.Helper()
	names, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(names) == 0 {
		t.Fatalf("no goldens: %v", err)
	}
	archives := map[string]*txtar.Archive{}
	for _, name := range names {
		a, err := txtar.ParseFile(name)
		if err != nil {
			t.Fatal(err)
		}
		if len(a.Files) == 0 || a.Files[0].Name != "set" {
			t.Fatalf("%s: the first file is not the set", name)
		}
		archives[name] = a
	}
	return archives
}

func parseSet(t testing.TB, text []byte) *deck.Set {
	t.Helper()
	set, err := deck.ParseText(string(text))
	if err != nil {
		t.Fatal(err)
	}
	return set
}

func write(t testing.TB, set *deck.Set, separator Separator) string {
	t.Helper()
	var b bytes.Buffer
	if err := Write(&b, set, Options{Separator: separator}); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestGolden(t *testing.T) {
	for name, a := range goldens(t) {
		set := parseSet(t, a.Files[0].Data)
		if faults := set.Validate(); len(faults) > 0 {
			for _, f := range faults {
				if f.Code != "unknown-media" { // the text form holds no media
					t.Fatalf("%s: %v", name, f)
				}
			}
		}
		got := txtar.Archive{Comment: a.Comment, Files: []txtar.File{a.Files[0]}}
		for _, f := range a.Files[1:] {
			separator := Comma
			if f.Name == "tsv" {
				separator = Tab
			}
			got.Files = append(got.Files, txtar.File{Name: f.Name, Data: []byte(write(t, set, separator))})
		}
		if *update {
			if err := os.WriteFile(name, txtar.Format(&got), 0o644); err != nil {
				t.Fatal(err)
			}
			continue
		}
		goldentest.Compare(t, name, string(txtar.Format(&got)), string(txtar.Format(a)))
	}
}

// read returns the rows as the standard library reads them; it takes no line of the header for one.
func read(t testing.TB, text string, separator Separator) [][]string {
	t.Helper()
	r := stdcsv.NewReader(strings.NewReader(text))
	r.Comma, r.Comment, r.FieldsPerRecord = rune(separator), '#', 6
	rows, err := r.ReadAll()
	if err != nil {
		t.Fatalf("%v in\n%s", err, text)
	}
	return rows
}

// FuzzWrite checks that what is written can be read: a row a question, with the same cells.
func FuzzWrite(f *testing.F) {
	for _, a := range goldens(f) {
		f.Add(string(a.Files[0].Data))
	}
	f.Add("=== 7\n--- basic\nguid: x\nprompt:\n\t\"\r,\x1f\xff\u2028#\n\t\n\t\\.\ntags: \"a\" #b\n")
	f.Fuzz(func(t *testing.T, text string) {
		set, err := deck.ParseText(text)
		if err != nil {
			return
		}
		for _, separator := range []Separator{Comma, Tab} {
			var b bytes.Buffer
			if err := Write(&b, set, Options{Separator: separator}); err != nil {
				return // a question without identity or words
			}
			compareRows(t, set, read(t, b.String(), separator))
		}
	})
}

func compareRows(t *testing.T, set *deck.Set, rows [][]string) {
	t.Helper()
	for _, d := range set.Decks {
		for _, q := range d.Questions {
			if len(rows) == 0 {
				t.Fatalf("no row for %q", q.GUID)
			}
			n := makeNote(q)
			want := []string{n.guid, n.noteType, deckCell(d.Name), n.first, n.second, strings.Join(q.Tags, " ")}
			for i, cell := range want {
				if cell = ankifield.Clean(cell); rows[0][i] != cell {
					t.Errorf("cell %d of %q is %q, want %q", i+1, q.GUID, rows[0][i], cell)
				}
			}
			if rows[0][3] == "" {
				t.Errorf("the first field of %q is empty: Anki skips the row", q.GUID)
			}
			rows = rows[1:]
		}
	}
	if len(rows) > 0 {
		t.Errorf("%d rows more than questions", len(rows))
	}
}

func TestWriteRefuses(t *testing.T) {
	tests := []struct {
		name string
		q    deck.Question
		want string
	}{
		{"no identity", deck.Question{Prompt: "p", Answer: "a"}, "csv: n.md:4:1: the question has no GUID"},
		{"nothing asked", deck.Question{GUID: "x", Answer: "a"}, "csv: n.md:4:1: the question has no prompt, label or exam"},
		{"control characters asked", deck.Question{GUID: "x", Prompt: "\x00", Answer: "a"}, "csv: n.md:4:1: the question has no prompt, label or exam"},
	}
	for _, tt := range tests {
		tt.q.Pos = deck.Position{File: "n.md", Line: 4, Col: 1}
		set := &deck.Set{Decks: []*deck.Deck{{Name: "d", Questions: []*deck.Question{&tt.q}}}}
		err := Write(&bytes.Buffer{}, set, Options{})
		if err == nil || err.Error() != tt.want {
			t.Errorf("%s: error %v, want %s", tt.name, err, tt.want)
		}
	}
}

var errFull = errors.New("no space left")

type fullWriter struct{}

func (fullWriter) Write([]byte) (int, error) { return 0, errFull }

func TestWriteGivesTheErrorOfTheWriter(t *testing.T) {
	set := parseSet(t, goldens(t)["testdata/kinds.txtar"].Files[0].Data)
	if err := Write(fullWriter{}, set, Options{}); !errors.Is(err, errFull) {
		t.Errorf("error %v, want %v", err, errFull)
	}
}

func TestPackageAndTextAreOtherNotes(t *testing.T) {
	set := parseSet(t, goldens(t)["testdata/kinds.txtar"].Files[0].Data)
	for _, row := range read(t, write(t, set, Comma), Comma) {
		for _, d := range set.Decks {
			for _, q := range d.Questions {
				if row[0] == q.GUID {
					t.Errorf("the row of %q has its GUID", q.GUID)
				}
			}
		}
	}
}

func TestDeckCell(t *testing.T) {
	tests := []struct{ name, want string }{
		{"exams::2024", "exams::2024"},
		{"2024", "2024::2024"},
		{"+7", "+7::+7"},
		{"99999999999999999999", "99999999999999999999"}, // too large for an id
		{"U\u0308bung", "\u00dcbung"},
	}
	for _, tt := range tests {
		if got := deckCell(tt.name); got != tt.want {
			t.Errorf("deckCell(%q) = %q, want %q", tt.name, got, tt.want)
		}
	}
}
