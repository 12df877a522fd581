package main

import (
	"path/filepath"
	"strings"
	"testing"

	"github.com/examdeck/examdeck/internal/ankitest"
)

// TestAnkiRepeatedBlockID: somebody has learnt a question whose block id is "summary". A note whose question has the
// same id is new to him, and the old question keeps its words and its progress, whatever the export is compared with.
func TestAnkiRepeatedBlockID(t *testing.T) {
	ankitest.Python(t)
	const heap = "#### Question 1\n\n> What is a heap?\n\nA tree in which no child is greater than its parent. ^summary\n"
	const euler = "#### Question 1\n\n> Which graphs have an Euler circuit?\n\nConnected ones whose degrees are all even. ^summary\n"
	addNote := func(a *author) { a.files["an earlier note.md"] = euler }
	tests := []struct {
		name   string
		edit   func(a *author)
		args   func(t *testing.T, col *ankitest.Collection) []string
		counts string
	}{
		{"the last package", addNote, nil, `{"new":1,"unchanged":8}`},
		{"the last package, heaps edited", func(a *author) {
			addNote(a)
			a.edit("heaps.md", "no child", "never a child")
		}, nil, `{"changed":1,"new":1,"unchanged":7}`},
		{"the last package, heaps gone", func(a *author) {
			addNote(a)
			delete(a.files, "heaps.md")
		}, nil, `{"new":1,"retired":1,"unchanged":7}`},
		{"the learner's package", addNote, func(t *testing.T, col *ankitest.Collection) []string {
			theirs := filepath.Join(t.TempDir(), "theirs.apkg")
			col.Export(theirs, ankitest.Formats[0])
			return []string{"--baseline", theirs}
		}, `{"moved":1,"new":1,"unchanged":8}`}, // one card lies in a deck of the learner's own
		{"nothing", addNote, func(*testing.T, *ankitest.Collection) []string { return []string{"--no-baseline"} }, `{"new":9}`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			a := newAuthor(t)
			a.files["heaps.md"] = heap
			file, first := a.export()
			guid := ""
			for _, q := range first.Questions {
				if strings.HasSuffix(q.Deck, "::heaps") {
					guid = q.GUID
				}
			}
			col, _ := learnt(t, file)
			col.Change(`
cids = col.find_cards("ID:` + guid + `")
assert len(cids) == 1
col.sched.set_due_date(cids, "30")
`)
			before := col.Import()
			tt.edit(a)
			var args []string
			if tt.args != nil {
				args = tt.args(t, col)
			}
			file, plan := a.export(args...)
			if got := nonZero(plan.Counts); got != tt.counts {
				t.Errorf("the plan is %s, want %s", got, tt.counts)
			}
			after := col.Import(file)
			checkProgress(t, before, after)
			if prompt := after.Note(t, guid).Fields["Prompt"]; prompt != before.Note(t, guid).Fields["Prompt"] {
				t.Errorf("the question about heaps asks %q", prompt)
			}
			found := 0
			for _, n := range after.Notes {
				if strings.Contains(n.Fields["Prompt"], "Euler circuit") {
					found++
					if n.Cards[0].Type != 0 {
						t.Errorf("the new question is not new: %+v", n.Cards[0])
					}
				}
			}
			if found != 1 {
				t.Errorf("the new question stands in %d notes", found)
			}
		})
	}
}
