package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/examdeck/examdeck/internal/ankitest"
)

// TestAnkiFollowsThePlan edits, imports, and edits again: everything that an author does, some of it at once.
func TestAnkiFollowsThePlan(t *testing.T) {
	a := newAuthor(t)
	file, first := a.export()
	ids := map[string]string{"kruskal": first.guid(t, "Question 1", 1), "heap": first.guid(t, "Question 2", 1)}
	col, before := learnt(t, file)
	steps := []struct {
		name   string
		edit   func()
		counts string
	}{
		{"nothing", func() {}, `{"unchanged":7}`},
		{"a typo, a reworded prompt", func() {
			a.edit("graphs.md", "lightest", "cheapest")
			a.edit("graphs.md", "What does a heap give", "What can a heap tell us")
		}, `{"changed":2,"guessed":1,"unchanged":5}`},
		{"inserted and renumbered", func() {
			a.edit("graphs.md", "#### Question 3", "#### Question 4")
			a.edit("graphs.md", "#### Question 2\n\n> What can", "#### Question 3\n\n> What can")
			a.edit("graphs.md", "#### Question 3\n\n> What can", "#### Question 2\n\nPrim grows a single tree, one vertex at a time.\n\n#### Question 3\n\n> What can")
		}, `{"changed":2,"new":1,"unchanged":5}`},
		{"another picture, a tag, another dialect", func() {
			a.files["tour.png"] = "another picture"
			a.edit("sorting.md", "#### Question 1", "#### Question 1 (sorting)")
			a.edit("sorting.md", "When nearly everything is in order already.", "<details><summary>Answer</summary>\n\nWhen nearly everything is in order already.\n\n</details>")
		}, `{"changed":2,"unchanged":6}`},
		{"exam renamed", func() { a.edit("graphs.md", "### 3 May 2022", "### 4 May 2022") }, `{"changed":2,"moved":2,"unchanged":6}`},
		{"file renamed", func() {
			a.files["sort/algorithms.md"] = a.files["sorting.md"]
			delete(a.files, "sorting.md")
		}, `{"changed":2,"moved":2,"unchanged":6}`},
		{"deleted", func() {
			a.edit("graphs.md", "#### Question 2\n\nEvery tree has one edge less than it has vertices.\n", "")
		}, `{"retired":1,"unchanged":7}`},
		{"brought back", func() {
			a.files["graphs.md"] += "\n#### Question 2\n\nEvery tree has one edge less than it has vertices.\n"
		}, `{"back":1,"unchanged":7}`},
	}
	for _, step := range steps {
		step.edit()
		file, plan := a.export()
		if got := nonZero(plan.Counts); got != step.counts {
			t.Errorf("%s: the plan is %s, want %s", step.name, got, step.counts)
		}
		after := col.Import(file)
		if step.name == "brought back" { // the learner of all packages has it still
			plan.Counts["unchanged"] += plan.Counts["back"]
			plan.Counts["back"] = 0
		}
		checkPrediction(t, plan, after.Imports[0])
		checkProgress(t, before, after)
		before = after
	}
	if note := before.Note(t, ids["kruskal"]); !strings.Contains(note.Fields["Answer"], "cheapest") || note.Fields["ID"] != ids["kruskal"] {
		t.Errorf("fields %q", note.Fields)
	}
	if note := before.Note(t, ids["heap"]); note.Fields["Label"] != "Question 3" || !strings.Contains(note.Fields["Prompt"], "tell us") {
		t.Errorf("fields %q", note.Fields)
	}
	if len(before.MissingMedia) > 0 || len(before.UnusedMedia) != 1 {
		t.Errorf("missing media %q, unused media %q", before.MissingMedia, before.UnusedMedia)
	}
	if before.Cards() != 8 {
		t.Errorf("%d cards", before.Cards())
	}
}

func nonZero(counts map[string]int) string {
	left := map[string]int{}
	for k, n := range counts {
		if n > 0 {
			left[k] = n
		}
	}
	text, _ := json.Marshal(left)
	return string(text)
}

// TestAnkiFindsRetired: the search that the plan names selects the retired notes, and --retired tag marks them.
func TestAnkiFindsRetired(t *testing.T) {
	a := newAuthor(t)
	file, _ := a.export()
	col, before := learnt(t, file)
	a.edit("sorting.md", a.files["sorting.md"][strings.Index(a.files["sorting.md"], "#### Question 2"):], "")
	a.edit("graphs.md", "### 3 May 2022", "### 4 May 2022")
	file, plan := a.export("--retired", "tag")
	after := col.Import(file)
	if c := after.Imports[0]; c.Updated != plan.Counts["changed"]+1 || c.New != 0 {
		t.Errorf("%+v, the plan said %v", c, plan.Counts)
	}
	checkProgress(t, before, after)
	if tags := after.Note(t, plan.Retired[0].GUID).Tags; !slices.Equal(tags, []string{"examdeck::retired"}) {
		t.Errorf("tags %q", tags)
	}
	col.Change(`
assert len(col.find_notes("` + plan.Search["retired"] + `")) == 1
assert len(col.find_notes("` + plan.Search["moved"] + `")) == 2
assert len(col.find_notes("tag:examdeck::retired")) == 1
`)
	// Once is enough: the next package lacks it, and still knows it.
	file, plan = a.export("--retired", "tag")
	if again := col.Import(file); again.Imports[0].Found != 6 || plan.Counts["retired"] != 0 {
		t.Errorf("%+v, the plan said %v", again.Imports[0], plan.Counts)
	}
	a.files["sorting.md"] += "\n#### Question 2\n\n> When is insertion sort fast?\n\nWhen nearly everything is in order already.\n"
	file, plan = a.export()
	if c := col.Import(file).Imports[0]; c.New != 0 || c.Updated != 1 || plan.Counts["back"] != 1 {
		t.Errorf("%+v, the plan said %v", c, plan.Counts)
	}
}

// TestAnkiLearnersEdit: what a learner edits after our last change stays until we change that note again; then it is
// overwritten.
func TestAnkiLearnersEdit(t *testing.T) {
	a := newAuthor(t)
	file, first := a.export()
	col, _ := learnt(t, file)
	guid := first.guid(t, "Question 2", 1)
	col.Change(`
note = col.get_note(col.find_notes("ID:` + guid + `")[0])
note["Answer"], note.tags = "my own words", ["mine"]
col.update_note(note)
`)
	a.edit("graphs.md", "lightest", "cheapest")
	file, _ = a.export()
	if note := col.Import(file).Note(t, guid); note.Fields["Answer"] != "my own words" {
		t.Errorf("an unchanged question overwrote the learner's %q", note.Fields["Answer"])
	}
	a.edit("graphs.md", "stands at the root", "stands right at the root")
	file, _ = a.export() // before the learner's edit, by the clock
	if note := col.Import(file).Note(t, guid); note.Fields["Answer"] != "my own words" {
		t.Errorf("an older change overwrote the learner's %q", note.Fields["Answer"])
	}
	a.time = 4_000_000_000
	a.edit("graphs.md", "stands right at the root", "stands at the very root")
	file, _ = a.export()
	if note := col.Import(file).Note(t, guid); !strings.Contains(note.Fields["Answer"], "very root") || len(note.Tags) > 0 {
		t.Errorf("a later change left %q with %q", note.Fields["Answer"], note.Tags)
	}
}

// TestAnkiLearnersField: a field that a learner adds to our type makes all notes conflict; merging helps.
func TestAnkiLearnersField(t *testing.T) {
	a := newAuthor(t)
	file, _ := a.export()
	col, before := learnt(t, file)
	col.Change(`
kind = col.models.by_name("examdeck Basic")
col.models.add_field(kind, col.models.new_field("Mine"))
col.models.update_dict(kind)
`)
	a.edit("graphs.md", "lightest", "cheapest")
	file, _ = a.export()
	if c := col.Import(file).Imports[0]; c.Conflicting != 7 || c.Updated+c.New > 0 {
		t.Errorf("without merging: %+v", c)
	}
	after := col.Merge(file)
	if c := after.Imports[0]; c.Conflicting != 0 || c.New > 0 {
		t.Errorf("merging: %+v", c)
	}
	checkProgress(t, before, after)
}

// TestAnkiRenamedDeck: a deck that the learner renamed keeps its cards; the old name comes back, empty, with the next
// package.
func TestAnkiRenamedDeck(t *testing.T) {
	a := newAuthor(t)
	file, _ := a.export()
	col, _ := learnt(t, file)
	col.Change(`
col.decks.rename(col.decks.id("course::sorting"), "Mine::sorted")
`)
	before := col.Import()
	file, plan := a.export()
	after := col.Import(file)
	checkPrediction(t, plan, after.Imports[0])
	checkProgress(t, before, after)
	if after.Decks["Mine::sorted"] == 0 || !slices.Contains(after.EmptyDecks, "course::sorting") {
		t.Errorf("decks %v, empty %v", after.Decks, after.EmptyDecks)
	}
}

// TestAnkiAsBaseline loses the package, and takes what a learner's Anki exports for the baseline instead.
func TestAnkiAsBaseline(t *testing.T) {
	a := newAuthor(t)
	file, first := a.export()
	col, before := learnt(t, file)
	for _, format := range ankitest.Formats {
		theirs := filepath.Join(a.t.TempDir(), "theirs.apkg")
		col.Export(theirs, format)
		if err := os.Remove(file); err != nil {
			t.Fatal(err)
		}
		_, plan := a.export("--baseline", theirs)
		if got := nonZero(plan.Counts); got != `{"moved":1,"unchanged":7}` { // one card lies in a deck of the learner's own
			t.Errorf("%s: the plan is %s", format, got)
		}
		for i, q := range plan.Questions {
			if q.GUID != first.Questions[i].GUID {
				t.Errorf("%s: %s was %s", format, q.GUID, first.Questions[i].GUID)
			}
		}
		after := col.Import(file)
		checkPrediction(t, plan, after.Imports[0])
		checkProgress(t, before, after)
	}
}

// TestAnkiOtherToolsDeck: what another tool made stays untouched beside our notes, even where it has the same words;
// and a note of another type that has the GUID of ours is not taken over.
func TestAnkiOtherToolsDeck(t *testing.T) {
	a := newAuthor(t)
	file, first := a.export()
	col := ankitest.New(t)
	col.Change(`
n = col.new_note(col.models.by_name("Basic"))
n["Front"], n["Back"] = "Why does Kruskal's algorithm sort the edges?", "It takes the lightest edge that joins two trees."
col.add_note(n, col.decks.id("course"))
n = col.new_note(col.models.by_name("Basic"))
n["Front"], n.guid = "another type", "` + first.Questions[1].GUID + `"
col.add_note(n, col.decks.id("course"))
col.sched.set_due_date(col.find_cards(""), "9")
`)
	before := col.Import()
	after := col.Import(file)
	if c := after.Imports[0]; c.New != 6 || c.Conflicting != 1 || c.Updated > 0 {
		t.Errorf("%+v", c)
	}
	for _, n := range before.Notes {
		if got := after.Note(t, n.GUID); got.Fields["Front"] != n.Fields["Front"] || got.Cards[0] != n.Cards[0] {
			t.Errorf("the note was %+v and is %+v", n, got)
		}
	}
}
