package main

import (
	"bytes"
	"crypto/sha256"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/examdeck/examdeck/deck"
	"github.com/examdeck/examdeck/export/apkg"
)

// TestRetiredAreHarmless sends the questions of a package once more into whose fields somebody has put what runs:
// nothing of it arrives, and what is harmless arrives as it was.
func TestRetiredAreHarmless(t *testing.T) {
	dir := t.TempDir()
	media := fstest.MapFS{"a.mp3": {Data: []byte("sound")}, "b.png": {Data: []byte("picture")}, "page.html": {Data: []byte("<script>")}}
	fine := `<p>Four. [sound:a.mp3] <img src="b.png" alt=""> \(x^2\) [<!-- -->sound:x] "a" &lt; b</p>`
	set := &deck.Set{Root: "exams", Decks: []*deck.Deck{{Name: "exams", Questions: []*deck.Question{
		{Kind: deck.Basic, Label: "1", Number: "1", Prompt: "<p>fine</p>", Answer: fine, Extra: "plain"},
		{Kind: deck.Choice, Label: "2", Number: "2", Prompt: `<p>bad</p><script>alert(1)</script><img src="page.html">`, Answer: `Four.<img src=x onerror=alert(2)>[sound:evil.mp3]`,
			Extra: `<iframe src="https://evil.example"></iframe>[latex]x[/latex]`, Choices: []deck.Option{{Letter: "A", HTML: "<b onclick=x>one</b>", Right: true}, {Letter: "B", HTML: "two"}}},
	}}}}
	for name, file := range media {
		set.Media = append(set.Media, deck.Media{Name: name, FS: media, Path: name, Size: int64(len(file.Data)), SHA256: sha256.Sum256(file.Data)})
	}
	deck.Identify("exams", set)
	old, note, out := filepath.Join(dir, "old.apkg"), filepath.Join(dir, "exams.md"), filepath.Join(dir, "new.apkg")
	for name, data := range map[string][]byte{old: writePackage(t, set, apkg.Options{Time: time.Unix(1_700_000_000, 0)}), note: []byte("Q: New?\nA: Yes.\n")} {
		if err := os.WriteFile(name, data, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	var stdout, stderr bytes.Buffer
	if code := run([]string{"examdeck", "export", note, "-o", out, "--baseline", old, "--retired", "tag"}, &stdout, &stderr); code != exitDone {
		t.Fatalf("exit code %d: %s", code, &stderr)
	}
	if want := old + ": warning: of 1 retired question, tags or sounds were left out that no note of yours could bring\n"; !strings.Contains(stderr.String(), want) {
		t.Errorf("%s lacks %q", &stderr, want)
	}
	pkg, err := readPackage(out)
	if err != nil {
		t.Fatal(err)
	}
	defer pkg.file.Close()
	var names []string
	for _, m := range pkg.Media {
		names = append(names, m.Name)
	}
	if len(pkg.Notes) != 3 || !slices.Equal(names, []string{"a.mp3", "b.png"}) {
		t.Errorf("%d notes, media %q", len(pkg.Notes), names)
	}
	all := ""
	for _, n := range pkg.Notes {
		all += strings.Join(n.Fields, "\n")
	}
	if !strings.Contains(all, fine) || !strings.Contains(all, "<b>one</b>") {
		t.Errorf("what is harmless has changed: %s", all)
	}
	for _, bad := range []string{"<script", "onerror", "onclick", "<iframe", "[sound:evil", "[latex"} {
		if strings.Contains(all, bad) {
			t.Errorf("%q is in %s", bad, all)
		}
	}
}
