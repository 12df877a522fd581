package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/examdeck/examdeck/internal/ankitest"
)

// everyMedium is a note that shows a file of every kind, the way people refer to them.
const everyMedium = `## Question 1

![](Tree.png) ![[tree.png|40]] <img src="Tree.png" width="20"> ![](pics/Ünï%20cödé%20%26%20%23%201.png)

## Question 2

![[sound.mp3]] ![](film.webm) <video src="film.webm"></video> ![[drawing.svg]] ![[photo.jpeg]] ![[moving.GIF]]

## Question 3

![[a/plan.png]] ![[b/plan.png]] ![[plan.png]]

## Question 4

![[paper.pdf]] ![[shot.heic]] ![](gone.png)

## Question 5

![[Embedded]]

## Question 6

Hidden: {{c1::![[Embedded]]}}
`

// TestAnkiTakesMedia: of a vault with files of every kind, Anki misses none that is shown, and has none that isn't.
func TestAnkiTakesMedia(t *testing.T) {
	ankitest.Python(t)
	dir := filepath.Join(t.TempDir(), "vault")
	files := map[string]string{"exam.md": everyMedium, "notes/Embedded.md": "A picture ![](inner.png) and $x < y$.\n"}
	for _, name := range strings.Fields("Tree.png sound.mp3 film.webm drawing.svg photo.jpeg moving.GIF a/plan.png b/plan.png paper.pdf shot.heic unused.png notes/inner.png") {
		files[name] = name
	}
	files["pics/Ünï cödé & # 1.png"] = "named"
	for name, data := range files {
		file := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(data), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	e, ok := runExport(t, dir, ".apkg")
	if !ok || e.questions != 6 {
		t.Fatalf("%d questions, want 6", e.questions)
	}
	result := ankitest.New(t).Import(e.file)
	for _, problem := range result.Problems() {
		t.Error(problem)
	}
	if len(result.UnusedMedia) > 0 {
		t.Errorf("unused media %q", result.UnusedMedia)
	}
	if n := len(packageAt(t, e.file).Media); n != 10 {
		t.Errorf("%d media are packed, want 10", n)
	}
}
