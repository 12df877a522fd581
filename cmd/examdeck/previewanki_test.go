package main

import (
	"fmt"
	"io"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/examdeck/examdeck/export/preview"
	"github.com/examdeck/examdeck/internal/ankitest"
	"github.com/examdeck/examdeck/parse"
)

// TestPreviewShowsWhatAnkiShows imports packages into the real Anki, and finds each side of each card of the preview
// there, white space apart.
func TestPreviewShowsWhatAnkiShows(t *testing.T) {
	ankitest.Python(t)
	for _, notes := range notesToExport(t) {
		t.Run(filepath.Base(notes), func(t *testing.T) {
			e, ok := runExport(t, notes, ".apkg")
			if !ok {
				t.Fatal("no question was found")
			}
			in, err := findInput(newTalker(io.Discard), []string{notes}, inputFlags{})
			if err != nil {
				t.Fatal(err)
			}
			defer in.close()
			set := parse.Parse(in.sources, parse.Options{Root: in.root, Namespace: in.namespace}).Set
			cards, err := preview.Cards(set, false)
			if err != nil {
				t.Fatal(err)
			}
			result := ankitest.New(t).Import(e.file)
			known := map[string]ankitest.Card{}
			for _, n := range result.Notes {
				for _, c := range n.Cards {
					known[fmt.Sprint(n.GUID, "/", c.Ord)] = c
				}
			}
			if len(cards) != len(known) || len(cards) == 0 {
				t.Errorf("%d cards, Anki has %d", len(cards), len(known))
			}
			for _, c := range cards {
				want := known[fmt.Sprint(c.Question.GUID, "/", c.Ord)]
				if got := sameSpace(c.Front); got != sameSpace(want.Question) {
					t.Errorf("%s/%d: front\n%s\nAnki\n%s", c.Question.GUID, c.Ord, got, sameSpace(want.Question))
				}
				if got := sameSpace(c.Back); got != sameSpace(want.Answer) {
					t.Errorf("%s/%d: back\n%s\nAnki\n%s", c.Question.GUID, c.Ord, got, sameSpace(want.Answer))
				}
			}
		})
	}
}

// playMark is what Anki makes of a sound for its own window.
var playMark = regexp.MustCompile(`\[sound:[^\]]*\]|\[anki:play:[qa]:\d+\]`)

// sameSpace makes all white space alike, and names sounds alike.
func sameSpace(side string) string {
	return strings.Join(strings.Fields(playMark.ReplaceAllString(side, "[sound]")), " ")
}
