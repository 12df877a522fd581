package apkg_test

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"github.com/examdeck/examdeck/deck"
	"github.com/examdeck/examdeck/export/apkg"
	"github.com/examdeck/examdeck/internal/ankitest"
)

// onDisk writes a package of a golden's set to a file.
func onDisk(t testing.TB, golden string) (file string, set *deck.Set) {
	t.Helper()
	archive, err := txtar.ParseFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	set = setOf(t, archive)
	file = filepath.Join(t.TempDir(), strings.TrimSuffix(filepath.Base(golden), ".txtar")+".apkg")
	if err := os.WriteFile(file, write(t, set), 0o644); err != nil {
		t.Fatal(err)
	}
	return file, set
}

// TestAnkiTakesIt imports every golden's package into the real Anki, twice.
func TestAnkiTakesIt(t *testing.T) {
	for _, golden := range goldens(t) {
		t.Run(filepath.Base(golden), func(t *testing.T) {
			file, set := onDisk(t, golden)
			data, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			p := read(t, data)
			col := ankitest.New(t)
			first := col.Import(file)
			for _, problem := range first.Problems() {
				t.Error(problem)
			}
			if c := first.Imports[0]; c.New != set.Len() || c.Found != set.Len() {
				t.Errorf("import: %+v, want %d new", c, set.Len())
			}
			if first.Cards() != len(p.Cards) {
				t.Errorf("%d cards, want %d", first.Cards(), len(p.Cards))
			}
			if len(first.EmptyDecks)+len(first.UnusedMedia) > 0 {
				t.Errorf("empty decks %q, unused media %q", first.EmptyDecks, first.UnusedMedia)
			}
			compareNotes(t, first, p, set)
			compareTypes(t, first)
			again := col.Import(file)
			if c := again.Imports[0]; c.Duplicate != set.Len() || c.New+c.Updated > 0 {
				t.Errorf("second import: %+v, want %d duplicate", c, set.Len())
			}
			if again.Cards() != len(p.Cards) {
				t.Errorf("%d cards after the second import, want %d", again.Cards(), len(p.Cards))
			}
		})
	}
}

// compareNotes makes sure that Anki has the fields as they were written, counted sort field and checksum alike, and
// shows on every front which exam and question it is.
func compareNotes(t *testing.T, result *ankitest.Result, p *apkg.Package, set *deck.Set) {
	t.Helper()
	questions := map[string]*deck.Question{}
	for _, d := range set.Decks {
		for _, q := range d.Questions {
			questions[q.GUID] = q
		}
	}
	for _, n := range p.Notes {
		got := result.Note(t, n.GUID)
		nt, _ := p.Type(n.Type)
		for i, f := range nt.Fields {
			if got.Fields[f.Name] != n.Fields[i] {
				t.Errorf("%s: field %s is %q, was %q", n.GUID, f.Name, got.Fields[f.Name], n.Fields[i])
			}
		}
		sfld, csum := apkg.SortFieldAndChecksum(questions[n.GUID])
		if got.SortField != sfld || got.Checksum != csum {
			t.Errorf("%s: Anki has sort field %q and checksum %d, written were %q and %d", n.GUID, got.SortField, got.Checksum, sfld, csum)
		}
		if got.ID != n.ID || got.Mod != n.Mod.Unix() || !slices.Equal(got.Tags, n.Tags) {
			t.Errorf("%s: id %d, mod %d, tags %q; written were %d, %d, %q", n.GUID, got.ID, got.Mod, got.Tags, n.ID, n.Mod.Unix(), n.Tags)
		}
		at := func(name string) string {
			return n.Fields[slices.IndexFunc(nt.Fields, func(f apkg.Field) bool { return f.Name == name })]
		}
		for _, c := range got.Cards {
			if !strings.Contains(c.Question, at("Exam")) || !strings.Contains(c.Question, at("Label")) {
				t.Errorf("%s/%d: the front lacks exam or label: %s", n.GUID, c.Ord, c.Question)
			}
			if strings.Contains(c.Question+c.Answer, "{{") && !strings.Contains(at("Label"), "{{") && !strings.Contains(at("Label"), "{<!-- -->{") {
				t.Errorf("%s/%d: a mark of a template is left: %s", n.GUID, c.Ord, c.Answer)
			}
		}
	}
}

// compareTypes makes sure that the types arrive unchanged, and that Anki finds the same fields needed for their cards.
func compareTypes(t *testing.T, result *ankitest.Result) {
	t.Helper()
	for _, nt := range result.NoteTypes {
		want, ok := apkg.RequirementsOf(nt.ID)
		if got := fmt.Sprint(nt.Req); !ok || got != want {
			t.Errorf("%s needs %s for Anki, written was %s", nt.Name, got, want)
		}
	}
}

// TestAnkiShowsChoices makes sure that the right options are marked on the back and not on the front.
func TestAnkiShowsChoices(t *testing.T) {
	file, _ := onDisk(t, "testdata/kinds.txtar")
	card := ankitest.Import(t, file).Note(t, "choice1").Cards[0]
	if !strings.Contains(card.Question, "none of these") || strings.Contains(card.Question, "options marked") {
		t.Errorf("front: %s", card.Question)
	}
	if strings.Count(card.Answer, "none of these") != 1 || !strings.Contains(card.Answer, `class="options marked"`) {
		t.Errorf("back: %s", card.Answer)
	}
}

// TestAnkiUpdates edits a question and makes the package again, later: the note changes, its cards stay.
func TestAnkiUpdates(t *testing.T) {
	file, set := onDisk(t, "testdata/kinds.txtar")
	col := ankitest.New(t)
	col.Import(file)
	set.Decks[0].Questions[0].Answer = "<p>Another answer.</p>"
	var out bytes.Buffer
	if err := apkg.Write(&out, set, apkg.Options{Time: made.AddDate(0, 0, 1)}); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, out.Bytes(), 0o644); err != nil {
		t.Fatal(err)
	}
	result := col.Import(file)
	if c := result.Imports[0]; c.Updated != set.Len() || c.New > 0 {
		t.Errorf("import: %+v, want %d updated", c, set.Len())
	}
	if got := result.Note(t, "basic1"); got.Fields["Answer"] != "<p>Another answer.</p>" || len(got.Cards) != 1 {
		t.Errorf("note %+v", got)
	}
}

// TestReadWhatAnkiWrote has Anki write the goldens' notes in each of its containers, and reads them back.
func TestReadWhatAnkiWrote(t *testing.T) {
	var files []string
	want := 0
	for _, golden := range goldens(t) {
		file, set := onDisk(t, golden)
		files = append(files, file)
		want += set.Len()
	}
	col := ankitest.New(t)
	imported := col.Import(files...)
	col.Change(`
n = col.new_note(col.models.by_name("Basic"))
n["Front"], n["Back"] = "foreign", "note"
col.add_note(n, col.decks.id("Other::deck"))
col.decks.update_dict(dict(col.decks.by_name("exams"), desc="<b>described</b>"))
`)
	for container, kind := range map[string]apkg.Container{"legacy": apkg.Legacy2, "latest": apkg.Latest, "oldest": apkg.Legacy1} {
		t.Run(container, func(t *testing.T) {
			file := filepath.Join(t.TempDir(), "out.apkg")
			if container == "oldest" {
				col.Export(file, "legacy")
				makeOldest(t, file)
			} else {
				col.Export(file, container)
			}
			data, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			p := read(t, data)
			if p.Kind != kind || len(p.Notes) != want+1 {
				t.Errorf("%v with %d notes, want %v with %d", p.Kind, len(p.Notes), kind, want+1)
			}
			if i := slices.IndexFunc(p.Decks, func(d apkg.Deck) bool { return d.Name == "exams" }); i < 0 || p.Decks[i].Description != "<b>described</b>" {
				t.Errorf("decks %+v lack exams or its description", p.Decks)
			}
			set, err := p.Set()
			if err != nil {
				t.Fatal(err)
			}
			if set.Len() != want || len(set.Media) != 2 {
				t.Errorf("%d questions of ours and %d media, want %d and 2", set.Len(), len(set.Media), want)
			}
			compareFields(t, imported, p)
		})
	}
}

// compareFields makes sure that what was read is what Anki has.
func compareFields(t *testing.T, imported *ankitest.Result, p *apkg.Package) {
	t.Helper()
	for _, n := range imported.Notes {
		i := slices.IndexFunc(p.Notes, func(m apkg.Note) bool { return m.GUID == n.GUID })
		if i < 0 {
			t.Errorf("note %s is missing", n.GUID)
			continue
		}
		nt, _ := p.Type(p.Notes[i].Type)
		if nt.Name != n.NoteType || nt.SortField != 1 || nt.Cloze != (n.NoteType == "examdeck Cloze") || nt.CSS == "" || nt.Templates[0].Front == "" {
			t.Errorf("note %s is of type %+v", n.GUID, nt)
		}
		for j, f := range nt.Fields {
			if p.Notes[i].Fields[j] != n.Fields[f.Name] || f.ID == 0 {
				t.Errorf("note %s: field %s is %q, want %q", n.GUID, f.Name, p.Notes[i].Fields[j], n.Fields[f.Name])
			}
		}
	}
}

// makeOldest turns a package into one of the first container, as old releases of Anki wrote it.
func makeOldest(t *testing.T, file string) {
	t.Helper()
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	in, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	for _, f := range in.File {
		name := f.Name
		switch name {
		case "meta", "collection.anki2": // the latter asks the user of an old release to update
			continue
		case "collection.anki21":
			name = "collection.anki2"
		}
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		m, err := w.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := io.Copy(m, r); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, out.Bytes(), 0o644); err != nil {
		t.Fatal(err)
	}
}
