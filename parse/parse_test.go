package parse_test

import (
	"flag"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"github.com/examdeck/examdeck/deck"
	"github.com/examdeck/examdeck/internal/goldentest"
	"github.com/examdeck/examdeck/parse"
)

var update = flag.Bool("update", false, "rewrite the goldens; read the diff")

// TestGolden reads testdata/*.txtar: files of a vault, then "want", the questions in the model's text form, "err",
// the diagnostics with their hints, and, if the golden is about them, "claims". A file may be any kind of file; those
// that end in .md are the sources.
func TestGolden(t *testing.T) {
	names, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(names) == 0 {
		t.Fatalf("no goldens: %v", err)
	}
	for _, name := range names {
		t.Run(strings.TrimSuffix(filepath.Base(name), ".txtar"), func(t *testing.T) {
			archive, err := txtar.ParseFile(name)
			if err != nil {
				t.Fatal(err)
			}
			vault, err := txtar.FS(withoutResults(archive))
			if err != nil {
				t.Fatal(err)
			}
			result := parse.Parse(sourcesIn(t, vault), parse.Options{Root: "vault", Claims: true, All: true})
			if faults := result.Set.Validate(); len(faults) > 0 {
				t.Errorf("the set breaks its promises: %v", faults)
			}
			compare(t, name, archive, readable(result.Set), messages(result.Diagnostics), trace(result.Claims))
		})
	}
}

// sourcesIn are the sources of a vault called "vault".
func sourcesIn(t testing.TB, vault fs.FS) []parse.Source {
	t.Helper()
	sources, err := parse.Dir(vault)
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range sources {
		s.Vault.Name = "vault"
	}
	return sources
}

func withoutResults(a *txtar.Archive) *txtar.Archive {
	out := &txtar.Archive{}
	for _, f := range a.Files {
		if f.Name != "want" && f.Name != "err" && f.Name != "claims" {
			f.Data = []byte(unescape(string(f.Data)))
			out.Files = append(out.Files, f)
		}
	}
	return out
}

// unescape makes the bytes that an editor would spoil: «CR», «BOM» and «NUL» stand for themselves.
func unescape(text string) string {
	return strings.NewReplacer("«CR»", "\r", "«BOM»", "\ufeff", "«NUL»", "\x00", "«FF»", "\xff").Replace(text)
}

// readable is the text form without GUIDs and keys, which have tests of their own, and without what the path of the
// source says.
func readable(set *deck.Set) string {
	for _, d := range set.Decks {
		for _, q := range d.Questions {
			q.GUID, q.Key = "", ""
			if q.Source == q.Pos.File {
				q.Source = ""
			}
		}
	}
	return deck.Format(set)
}

func messages(ds []deck.Diagnostic) string {
	var b strings.Builder
	for _, d := range ds {
		b.WriteString(d.Pos.String() + ": " + d.Severity.String() + ": " + d.Message + " [" + d.Code + "]\n")
		if d.Hint != "" {
			b.WriteString("hint: " + d.Hint + "\n")
		}
	}
	return b.String()
}

func trace(claims []parse.Verdict) string {
	var b strings.Builder
	for _, c := range claims {
		b.WriteString(c.String() + "\n")
	}
	return b.String()
}

func compare(t *testing.T, name string, archive *txtar.Archive, want, errs, claims string) {
	t.Helper()
	traced := slices.ContainsFunc(archive.Files, func(f txtar.File) bool { return f.Name == "claims" })
	if *update {
		out := &txtar.Archive{Comment: archive.Comment}
		for _, f := range archive.Files {
			if f.Name != "want" && f.Name != "err" && f.Name != "claims" {
				out.Files = append(out.Files, f)
			}
		}
		out.Files = append(out.Files, txtar.File{Name: "want", Data: []byte(want)})
		if errs != "" {
			out.Files = append(out.Files, txtar.File{Name: "err", Data: []byte(errs)})
		}
		if traced {
			out.Files = append(out.Files, txtar.File{Name: "claims", Data: []byte(claims)})
		}
		if err := os.WriteFile(name, txtar.Format(out), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	have := map[string]string{}
	for _, f := range archive.Files {
		have[f.Name] = string(f.Data)
	}
	goldentest.Compare(t, name+": want", want, have["want"])
	goldentest.Compare(t, name+": err", errs, have["err"])
	if traced {
		goldentest.Compare(t, name+": claims", claims, have["claims"])
	}
}
