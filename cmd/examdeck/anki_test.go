package main

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/examdeck/examdeck/deck"
	"github.com/examdeck/examdeck/export/apkg"
	"github.com/examdeck/examdeck/internal/ankitest"
	"github.com/examdeck/examdeck/internal/realnotes"
)

// notesToExport are vaults and notes that are exported and imported into the real Anki: our own examples, and what
// lies beside the checkout.
func notesToExport(t *testing.T) []string {
	t.Helper()
	notes := []string{"../../examples"}
	var seed, corpus string
	t.Run("real notes", func(t *testing.T) { seed, corpus = realnotes.Dir(t, "seed"), realnotes.Dir(t, "corpus") })
	if corpus == "" {
		return notes
	}
	notes = append(notes, filepath.Join(seed, "exams.md"))
	sources, err := os.ReadDir(corpus)
	if err != nil || len(sources) == 0 {
		t.Fatalf("no sources in %s: %v", corpus, err)
	}
	for _, source := range sources {
		if source.IsDir() {
			notes = append(notes, filepath.Join(corpus, source.Name()))
		}
	}
	return notes
}

// exported is an output of the command, and what it said of it.
type exported struct {
	file             string
	questions, decks int
}

var summaryLine = regexp.MustCompile(`: (\d+) questions? in (\d+) decks?`)

// runExport exports notes; ok is false where they hold no question at all.
func runExport(t *testing.T, notes, ending string) (e exported, ok bool) {
	t.Helper()
	t.Setenv("SOURCE_DATE_EPOCH", "1700000000")
	e.file = filepath.Join(t.TempDir(), "exported"+ending)
	var stdout, stderr bytes.Buffer
	code := run([]string{"examdeck", "export", notes, "-o", e.file}, &stdout, &stderr)
	if strings.Contains(stderr.String(), "no question with an answer was found") {
		return e, false
	}
	if code != exitDone {
		t.Fatalf("exit code %d: %s", code, &stderr)
	}
	m := summaryLine.FindStringSubmatch(stderr.String())
	if m == nil {
		t.Fatalf("no summary in %s", &stderr)
	}
	if _, err := fmt.Sscan(m[1]+" "+m[2], &e.questions, &e.decks); err != nil {
		t.Fatal(err)
	}
	return e, true
}

// TestAnkiTakesPackages imports every package twice, and finds in Anki what the command said: as many notes and
// decks, no empty card, no missing picture, and every formula on its card.
func TestAnkiTakesPackages(t *testing.T) {
	ankitest.Python(t)
	all, looked := notesToExport(t), map[deck.Kind]int{}
	for _, notes := range all {
		t.Run(filepath.Base(notes), func(t *testing.T) {
			e, ok := runExport(t, notes, ".apkg")
			if !ok {
				t.Fatal("no question was found")
			}
			col := ankitest.New(t)
			result := col.Import(e.file)
			for _, problem := range result.Problems() {
				t.Error(problem)
			}
			if n := len(result.Notes); n != e.questions || result.Imports[0].New != n {
				t.Errorf("%d notes, %+v; the command said %d", n, result.Imports[0], e.questions)
			}
			if len(result.Decks) != e.decks || len(result.EmptyDecks)+len(result.UnusedMedia) > 0 {
				t.Errorf("%d decks, empty %q, unused media %q; the command said %d decks", len(result.Decks), result.EmptyDecks, result.UnusedMedia, e.decks)
			}
			pkg := packageAt(t, e.file)
			if len(pkg.Cards) != result.Cards() {
				t.Errorf("%d cards, the package has %d", result.Cards(), len(pkg.Cards))
			}
			checkFormulas(t, pkg, result)
			checkKinds(t, pkg, result, looked)
			if again := col.Import(e.file); again.Imports[0].Duplicate != e.questions || again.Cards() != result.Cards() {
				t.Errorf("second import: %+v, %d cards; want %d duplicates, %d cards", again.Imports[0], again.Cards(), e.questions, result.Cards())
			}
		})
	}
	if len(all) > 1 && (looked[deck.Choice] < sampled || looked[deck.Cloze] < sampled) {
		t.Errorf("looked at %v questions by kind: too few choices or clozes", looked)
	}
}

var formula = regexp.MustCompile(`(?s)\\\(.*?\\\)|\\\[.*?\\\]`)

// packageAt reads a package of ours.
func packageAt(t *testing.T, file string) *apkg.Package {
	t.Helper()
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	pkg, err := apkg.Read(bytes.NewReader(data), int64(len(data)), nil)
	if err != nil {
		t.Fatal(err)
	}
	return pkg
}

// checkFormulas finds the formulas of every field that was written in what Anki shows of the note.
func checkFormulas(t *testing.T, pkg *apkg.Package, result *ankitest.Result) {
	t.Helper()
	for _, n := range pkg.Notes {
		note := result.Note(t, n.GUID)
		var shown strings.Builder
		for _, c := range note.Cards {
			shown.WriteString(c.Question + c.Answer)
		}
		if note.NoteType == "examdeck Cloze" {
			continue // the filter for clozes rewrites formulas; the tests of the cards look at them
		}
		for _, field := range n.Fields[2 : len(n.Fields)-4] { // between title and exam
			for _, f := range formula.FindAllString(field, -1) {
				if !strings.Contains(shown.String(), f) {
					t.Errorf("%s: the cards lack %s", n.GUID, f)
				}
			}
		}
	}
}

// TestAnkiTakesTextFiles imports every text file twice: the second time nothing is new.
func TestAnkiTakesTextFiles(t *testing.T) {
	for _, notes := range notesToExport(t) {
		for _, ending := range []string{".csv", ".tsv"} {
			t.Run(filepath.Base(notes)+ending, func(t *testing.T) {
				e, ok := runExport(t, notes, ending)
				if !ok {
					t.Fatal("no question was found")
				}
				result := ankitest.Import(t, e.file, e.file)
				for _, problem := range result.Problems() {
					if !strings.HasPrefix(problem, "missing media:") { // a text file carries none
						t.Error(problem)
					}
				}
				if first := result.Imports[0]; first.New != e.questions {
					t.Errorf("first import: %+v, want %d new", first, e.questions)
				}
				if second := result.Imports[1]; second.Duplicate != e.questions || len(result.Notes) != e.questions {
					t.Errorf("second import: %+v with %d notes, want %d duplicates", second, len(result.Notes), e.questions)
				}
			})
		}
	}
}
