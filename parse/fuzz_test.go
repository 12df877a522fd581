package parse_test

import (
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"golang.org/x/tools/txtar"

	"github.com/examdeck/examdeck/deck"
	"github.com/examdeck/examdeck/deck/cloze"
	"github.com/examdeck/examdeck/internal/markdown"
	"github.com/examdeck/examdeck/parse"
)

// addSeeds gives the sources of all goldens to a fuzz target, which fails without any.
func addSeeds(f *testing.F) {
	f.Helper()
	for _, note := range seedNotes(f) {
		f.Add(note)
	}
}

// addNotes is addSeeds for a target of three notes.
func addNotes(f *testing.F) {
	f.Helper()
	notes := seedNotes(f)
	for i, note := range notes {
		f.Add(note, notes[(i+1)%len(notes)], notes[(i+7)%len(notes)])
	}
}

// seedNotes returns the sources of all goldens.
func seedNotes(f *testing.F) (notes []string) {
	f.Helper()
	names, err := filepath.Glob("testdata/*.txtar")
	if err != nil {
		f.Fatal(err)
	}
	for _, name := range names {
		archive, err := txtar.ParseFile(name)
		if err != nil {
			f.Fatal(err)
		}
		for _, file := range archive.Files {
			if strings.HasSuffix(file.Name, ".md") {
				notes = append(notes, unescape(string(file.Data)))
			}
		}
	}
	if len(notes) < 20 {
		f.Fatalf("only %d seeds found", len(notes))
	}
	return notes
}

func parseText(text string) parse.Result {
	vault := fstest.MapFS{"a.md": {Data: []byte(text)}}
	return parse.Parse([]parse.Source{{Vault: &parse.Vault{FS: vault}, Path: "a.md", Name: "a.md", Deck: "a"}}, parse.Options{Root: "a", Ledger: true})
}

func FuzzParse(f *testing.F) {
	addSeeds(f)
	f.Fuzz(func(t *testing.T, text string) {
		if len(text) > 1<<16 {
			return
		}
		result := parseText(text)
		checkResult(t, text, result)
		if again := parseText(text); deck.Format(again.Set) != deck.Format(result.Set) || messages(again.Diagnostics) != messages(result.Diagnostics) {
			t.Error("the same source twice gives two results")
		}
		if strings.Contains(text, "\r") {
			return
		}
		windows := parseText(strings.ReplaceAll(text, "\n", "\r\n"))
		if deck.Format(windows.Set) != deck.Format(result.Set) {
			t.Errorf("CRLF gives\n%s\nLF gives\n%s", deck.Format(windows.Set), deck.Format(result.Set))
		}
	})
}

// checkResult holds a result to what is promised of every one.
func checkResult(t *testing.T, text string, result parse.Result) {
	t.Helper()
	for _, d := range result.Diagnostics {
		if d.Code == "internal" {
			t.Error(d.Message)
		}
		checkPosition(t, text, d.Pos)
	}
	for _, fault := range result.Set.Validate() {
		t.Errorf("the set breaks a promise: %v", fault)
	}
	for _, d := range result.Set.Decks {
		for _, q := range d.Questions {
			checkHarmless(t, q)
			if q.Kind == deck.Cloze {
				checkClozes(t, q)
			}
		}
	}
	asked, end := 0, 0
	source := strings.ReplaceAll(strings.TrimPrefix(text, "\ufeff"), "\r\n", "\n")
	front := markdown.ReadFront([]byte(text)).End
	uncovered := func(from, to int) {
		if from < to && to <= len(source) && strings.TrimSpace(source[from:to]) != "" {
			t.Errorf("the ledger says nothing of %q", source[from:to])
		}
	}
	for _, e := range result.Ledger {
		uncovered(end, e.From)
		checkPosition(t, text, e.Pos)
		if e.From < end || e.To < e.From {
			t.Errorf("the ledger goes from %d to %d behind %d", e.From, e.To, end)
		}
		if e.Use == parse.Asked {
			asked++
			if e.From < front {
				t.Errorf("%s: a question begins in the front matter", e.Pos)
			}
		} else if e.Reason == "" {
			t.Errorf("%s: no reason", e.Pos)
		}
		end = e.To
	}
	if !slices.ContainsFunc(result.Diagnostics, func(d deck.Diagnostic) bool { return d.Severity == deck.Error }) {
		uncovered(end, len(source))
	}
	if asked != result.Set.Len() {
		t.Errorf("%d questions in the ledger, %d in the set", asked, result.Set.Len())
	}
}

// checkClozes reads a question as Anki does: every cloze of its prompt is closed and has a card in every Anki, and no
// other field holds one.
func checkClozes(t *testing.T, q *deck.Question) {
	t.Helper()
	open, made := 0, 0
	for p := range cloze.Parts(q.Prompt) {
		switch {
		case p.Kind == cloze.Dropped, p.Kind == cloze.Opening && (len(p.Numbers) > 1 || !cloze.Valid(p.Numbers[0])):
			t.Errorf("%s: the cloze %q: %s", q.Pos, p.Text, q.Prompt)
		case p.Kind == cloze.Opening:
			open, made = open+1, made+1
		case p.Kind == cloze.Closing:
			open--
		}
	}
	if made == 0 || open != 0 {
		t.Errorf("%s: %d clozes, %d of them open: %s", q.Pos, made, open, q.Prompt)
	}
	for _, other := range []string{q.Answer, q.Extra} {
		for p := range cloze.Parts(other) {
			if p.Kind != cloze.Text {
				t.Errorf("%s: a cloze where none is looked for: %s", q.Pos, other)
				break
			}
		}
	}
}

// checkPosition reports whether a position lies in the text, of which it is a line and a column that exist.
func checkPosition(t *testing.T, text string, pos deck.Position) {
	t.Helper()
	lines := strings.Split(text, "\n")
	if pos.Line == 0 && pos.Col == 0 {
		return
	}
	if pos.Line < 1 || pos.Line > len(lines) || pos.Col < 1 || pos.Col > len(lines[pos.Line-1])+4 {
		t.Errorf("position %s is outside of the source", pos)
	}
}
