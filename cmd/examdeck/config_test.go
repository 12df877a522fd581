package main

import (
	"bytes"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/examdeck/examdeck/export/apkg"
	"github.com/examdeck/examdeck/internal/notetype"
)

// TestConfigReachesThePackage: what a vault's configuration says is in the package: who made it on the decks' page,
// tags, expanded macros, no source on the cards; and its namespace keeps the identities when the root deck gets
// another name.
func TestConfigReachesThePackage(t *testing.T) {
	dir := t.TempDir()
	write := func(name, text string) {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	export := func(config, out string) *openPackage {
		write("examdeck.yaml", config)
		var stdout, stderr bytes.Buffer
		file := filepath.Join(t.TempDir(), out)
		if code := run([]string{"examdeck", "export", dir, "-o", file}, &stdout, &stderr); code != exitDone {
			t.Fatalf("exit code %d: %s", code, &stderr)
		}
		pkg, err := readOwn(file)
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { pkg.file.Close() })
		return pkg
	}
	write("a.md", "#### Question 1\n\n> In $\\R$?\n\nYes.\n")
	const rest = "namespace: maths\nauthor: Jane & Co\nlicense: CC BY\nsource: hidden\ntags: [vault]\nmacros: {\\R: '\\mathbb{R}'}\n"
	pkg := export("deck: Analysis\n"+rest, "a.apkg")
	note := pkg.Notes[0]
	basic := slices.IndexFunc(pkg.NoteTypes, func(nt apkg.NoteType) bool { return nt.ID == note.Type })
	field := func(name string) string {
		for i, f := range pkg.NoteTypes[basic].Fields {
			if f.Name == name {
				return note.Fields[i]
			}
		}
		t.Fatalf("there is no field %q", name)
		return ""
	}
	if got := field(notetype.FieldPrompt); got != `<p>In \(\mathbb{R}\)?</p>` {
		t.Errorf("the prompt is %q", got)
	}
	if got := field(notetype.FieldSource); got != "" {
		t.Errorf("the source is %q", got)
	}
	if !slices.Equal(note.Tags, []string{"vault"}) {
		t.Errorf("the tags are %q", note.Tags)
	}
	for _, d := range pkg.Decks {
		want := ""
		if d.Name == "Analysis" {
			want = "<p>By Jane &amp; Co</p><p>License: CC BY</p>"
		}
		if d.Description != want {
			t.Errorf("deck %q is described as %q, want %q", d.Name, d.Description, want)
		}
	}
	renamed := export("deck: Calculus\n"+rest, "b.apkg").Notes[0]
	if renamed.GUID != note.GUID {
		t.Errorf("with the same namespace the GUID is %q, and was %q", renamed.GUID, note.GUID)
	}
	if other := export("deck: Calculus\n"+strings.TrimPrefix(rest, "namespace: maths\n"), "c.apkg").Notes[0]; other.GUID == note.GUID {
		t.Error("without a namespace of its own another deck has the same GUID")
	}
}
