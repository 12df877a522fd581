package preview_test

import (
	"bytes"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"github.com/examdeck/examdeck/deck"
	"github.com/examdeck/examdeck/export/preview"
	"github.com/examdeck/examdeck/internal/goldentest"
)

var update = flag.Bool("update", false, "rewrite the goldens")

// golden reads a case: a set, and diagnostics of it.
func golden(t testing.TB, file string) (archive *txtar.Archive, set *deck.Set, notices []deck.Diagnostic) {
	t.Helper()
	archive, err := txtar.ParseFile(file)
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range archive.Files {
		switch f.Name {
		case "set":
			if set, err = deck.ParseText(string(f.Data)); err != nil {
				t.Fatal(err)
			}
			set.Root = "exams"
		case "notices":
			for line := range strings.Lines(string(f.Data)) {
				m := regexp.MustCompile(`^([^:]+)(?::(\d+):(\d+))?: (.*)\n`).FindStringSubmatch(line)
				row, _ := strconv.Atoi(m[2])
				col, _ := strconv.Atoi(m[3])
				notices = append(notices, deck.Diagnostic{Pos: deck.Position{File: m[1], Line: row, Col: col}, Message: m[4], Hint: "mend it"})
			}
		}
	}
	return archive, set, notices
}

// page makes the page of a case, in which every question has five lines.
func page(t testing.TB, set *deck.Set, notices []deck.Diagnostic) *preview.Page {
	t.Helper()
	p, err := preview.New(set, preview.Options{Title: "Exams <1>", Diagnostics: notices, LastLine: func(q *deck.Question) int { return q.Pos.Line + 4 },
		Plan: &deck.Plan{Items: []deck.Item{{Question: set.Decks[0].Questions[0], Change: deck.Changed}, {Question: set.Decks[0].Questions[1], Change: deck.Unchanged}}}})
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// hashes are in the names of files.
var hashes = regexp.MustCompile(`-[0-9a-f]{12}\.`)

func TestGoldens(t *testing.T) {
	files, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatalf("no goldens in testdata: %v", err)
	}
	for _, file := range files {
		t.Run(filepath.Base(file), func(t *testing.T) {
			archive, set, notices := golden(t, file)
			got := dump(t, page(t, set, notices))
			last := &archive.Files[len(archive.Files)-1]
			if *update {
				if last.Name != "want" {
					archive.Files = append(archive.Files, txtar.File{Name: "want"})
					last = &archive.Files[len(archive.Files)-1]
				}
				last.Data = []byte(got)
				if err := os.WriteFile(file, txtar.Format(archive), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			if last.Name != "want" {
				t.Fatalf("the last file is %q, not what is wanted", last.Name)
			}
			goldentest.Compare(t, file+": want", got, string(last.Data))
		})
	}
}

// dump describes a page for a person: its files, the index, and the sides of all cards, but neither its code nor its
// style.
func dump(t testing.TB, p *preview.Page) string {
	t.Helper()
	var b strings.Builder
	for _, f := range p.Files {
		name := hashes.ReplaceAllString(f.Name, "-HASH.")
		fmt.Fprintf(&b, "file %s\n", name)
		switch {
		case strings.Contains(name, "/index-") || strings.Contains(name, "/cards-") || strings.Contains(name, "/texts-"):
			open, end := bytes.IndexAny(f.Data, "{["), bytes.LastIndexAny(f.Data, "}]")
			var value any
			if err := json.Unmarshal(f.Data[open:end+1], &value); err != nil {
				t.Fatal(err)
			}
			fmt.Fprintf(&b, "%s…%s", f.Data[:open], f.Data[end+1:])
			print(&b, "  ", value)
		case strings.Contains(name, "/card-"):
			fmt.Fprintf(&b, "  %s\n", strings.ReplaceAll(hashes.ReplaceAllString(string(f.Data), "-HASH."), "\n", "\n  "))
		}
	}
	return b.String()
}

// print writes a value of JSON, texts as they are.
func print(b *strings.Builder, indent string, value any) {
	switch v := value.(type) {
	case map[string]any:
		for _, key := range []string{"title", "root", "decks", "files", "cards", "notices", "chunkSize", "chunks", "texts", "live"} {
			if in, ok := v[key]; ok {
				fmt.Fprintf(b, "%s%s:\n", indent, key)
				print(b, indent+"  ", in)
			}
		}
		if _, notice := v["place"]; notice {
			fmt.Fprintf(b, "%s%v %v: %v (%v), on a card: %v\n", indent, v["severity"], v["place"], v["message"], v["hint"], v["card"] == true)
		}
	case []any:
		if len(v) == 9 { // a card
			fmt.Fprintf(b, "%s%v\n", indent, v)
			return
		}
		for i, in := range v {
			fmt.Fprintf(b, "%s%d:\n", indent, i)
			print(b, indent+"  ", in)
		}
	case string:
		fmt.Fprintf(b, "%s%s\n", indent, strings.ReplaceAll(hashes.ReplaceAllString(v, "-HASH."), "\n", "\n"+indent))
	default:
		fmt.Fprintf(b, "%s%v\n", indent, v)
	}
}
