package parse_test

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/examdeck/examdeck/deck"
	"github.com/examdeck/examdeck/parse"
	parsevault "github.com/examdeck/examdeck/parse/vault"
)

func oneNote() parse.Source {
	return parse.Source{Vault: &parse.Vault{FS: fstest.MapFS{"a/n.md": {Data: []byte("### What is x?\n\ny\n\n### What is z?\n")}}}, Path: "a/n.md"}
}

// TestLeftOut leaves out what a source and the options can do without.
func TestLeftOut(t *testing.T) {
	for _, opts := range []parse.Options{{Root: "r"}, {Namespace: "r"}, {Root: "r", Namespace: "r"}} {
		result := parse.Parse([]parse.Source{oneNote()}, opts)
		if got := deck.Format(result.Set); !strings.HasPrefix(got, "=== r::a::n\n") || result.Set.Root != "r" || result.Set.Namespace != "r" {
			t.Errorf("%+v: root %q, namespace %q:\n%s", opts, result.Set.Root, result.Set.Namespace, got)
		}
		if len(result.Diagnostics) != 1 || result.Diagnostics[0].Pos.File != "a/n.md" {
			t.Errorf("%+v: %v", opts, result.Diagnostics)
		}
	}
}

// TestRefusesWithoutRoot: questions of no namespace would share their identity with those of others.
func TestRefusesWithoutRoot(t *testing.T) {
	for code, opts := range map[string]parse.Options{"no-root": {}, "setting": {Root: "r", Settings: parse.Settings{ShowSource: "hiden"}}} {
		result := parse.Parse([]parse.Source{oneNote()}, opts)
		if d := result.Diagnostics; len(d) != 1 || d[0].Code != code || d[0].Severity != deck.Error || d[0].Message == "" || d[0].Error() != d[0].Message {
			t.Errorf("%s: %+v", code, d)
		}
		if result.Set == nil || result.Set.Len() > 0 || result.Set.Settled("a/n.md") {
			t.Errorf("%s: what was not read is taken for gone", code)
		}
	}
}

// TestNoVault: what can't be read from anywhere is told, and its questions are not gone.
func TestNoVault(t *testing.T) {
	bare := parse.Source{Path: "exam.md"}
	noFS := parse.Source{Vault: &parse.Vault{}, Path: "exam-solution.md"}
	folder := oneNote()
	folder.Vault.Folders = []parsevault.Folder{{Name: "static"}}
	folder.Vault.FS = fstest.MapFS{"a/n.md": {Data: []byte("Q: x?\nA: ![](static/x.png)\n")}}
	result := parse.Parse([]parse.Source{bare, noFS, folder}, parse.Options{Root: "r", Ledger: true, Formulas: true})
	var got []string
	for _, d := range result.Diagnostics {
		got = append(got, d.Error()+" "+d.Code)
	}
	want := []string{"a/n.md:2:4: missing \"static/x.png\": there is no such file missing-media",
		"exam-solution.md: the source has no vault to be read from unreadable", "exam.md: the source has no vault to be read from unreadable"}
	if !slices.Equal(got, want) {
		t.Errorf("%q", got)
	}
	if s := result.Set.Settled; s("exam.md") || s("exam-solution.md") || !s("other.md") || !s("a/n.md") {
		t.Error("a source that can't be read is taken for gone")
	}
	if _, _, faults := parse.FrontSettings(bare); len(faults) != 1 || faults[0].Pos.File != "exam.md" {
		t.Errorf("front matter: %v", faults)
	}
}

// TestDir finds the notes of a vault, of which the configuration counts.
func TestDir(t *testing.T) {
	vault := fstest.MapFS{
		"examdeck.yaml": {Data: []byte("exclude: drafts\nsource: hidden\n")}, "b/n.md": {Data: []byte("Q: x?\nA: ![[a]]\n")},
		"a.md": {Data: []byte("Q: y?\nA: z\n")}, "drafts/n.md": {}, "old/n.md": {},
	}
	sources, err := parse.Dir(vault, "old")
	if err != nil || len(sources) != 2 || sources[0].Path != "a.md" || sources[1].Path != "b/n.md" || sources[0].Vault != sources[1].Vault {
		t.Fatalf("%+v, %v", sources, err)
	}
	result := parse.Parse(sources, parse.Options{Root: "r"})
	if set := result.Set; set.Len() != 2 || set.Decks[1].Name != "r::b::n" || !set.Decks[0].Questions[0].SourceHidden || len(result.Diagnostics) > 0 {
		t.Errorf("%s%v", deck.Format(result.Set), result.Diagnostics)
	}
	if s := result.Set.Settled; !s("a.md") || !s("gone.md") || s("drafts/n.md") || s("old/n.md") {
		t.Error("what was excluded is taken for gone, or what is gone for excluded")
	}
	vault["examdeck.yaml"].Data = []byte("sources: hidden\n")
	var d deck.Diagnostic
	if _, err := parse.Dir(vault); !errors.As(err, &d) || d.Code != "config" || d.Pos.Line != 1 {
		t.Errorf("error %v", err)
	}
}
