package inspect_test

import (
	"archive/zip"
	"bytes"
	"io"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/examdeck/examdeck/export/apkg"
	"github.com/examdeck/examdeck/export/apkg/inspect"
	"github.com/examdeck/examdeck/internal/ankitest"
)

// agree makes sure that the real Anki, which has imported a package, found what the report says.
func agree(t *testing.T, r *inspect.Report, result *ankitest.Result) {
	t.Helper()
	if r.Notes != len(result.Notes) {
		t.Errorf("%d notes, Anki has %d", r.Notes, len(result.Notes))
	}
	notes := func(code string) []string {
		guids := map[string]bool{}
		for _, p := range r.Problems {
			if p.Code == code {
				guids[p.Note] = true
			}
		}
		return slices.Sorted(maps.Keys(guids))
	}
	blank := map[string]bool{}
	for _, card := range result.EmptyCards {
		guid := card[:strings.LastIndex(card, "/")]
		blank[guid] = true
	}
	for _, guid := range notes("blank-front") {
		if !blank[guid] {
			t.Errorf("note %q has a blank card, but Anki lists %q", guid, result.EmptyCards)
		}
	}
	said := append(notes("blank-front"), notes("hidden-cloze")...)
	for guid := range blank {
		if r.Counts["template"]+r.Counts["stray-card"] == 0 && !slices.Contains(said, guid) {
			t.Errorf("Anki finds a blank card of note %q", guid)
		}
	}
	if added := r.Counts["missing-card"] > 0; added != (result.CardsAdded > 0) && r.Counts["stray-card"]+r.Counts["double-card"] == 0 {
		t.Errorf("missing cards: %d, Anki adds %d", r.Counts["missing-card"], result.CardsAdded)
	}
	mended := r.Counts["double-card"] + r.Counts["stray-card"] + r.Counts["no-deck"] + r.Counts["card-position"]
	if result.IntegrityOK != (mended == 0) {
		t.Errorf("Check Database says %v, %s, of %v", result.IntegrityOK, result.IntegrityText, r.Counts)
	}
	agreeOnMedia(t, r, result)
}

// agreeOnMedia compares the names of missing media.
func agreeOnMedia(t *testing.T, r *inspect.Report, result *ankitest.Result) {
	t.Helper()
	absent := 0
	for _, p := range r.Problems {
		if p.Code != "absent-media" || p.Note == "" {
			continue
		}
		absent++
		if !slices.ContainsFunc(result.MissingMedia, func(name string) bool { return strings.Contains(p.Message, `"`+name+`"`) }) {
			t.Errorf("%s; Anki misses %q", p.Message, result.MissingMedia)
		}
	}
	if absent != len(result.MissingMedia) {
		t.Errorf("%d files are missing, for Anki %q", absent, result.MissingMedia)
	}
}

// examine inspects a package and asks the real Anki about it.
func examine(t *testing.T, file string) (*apkg.Package, *inspect.Report, *ankitest.Result) {
	t.Helper()
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	p, r := lookAt(t, data, time.Now())
	result := ankitest.Import(t, file)
	agree(t, r, result)
	return p, r, result
}

// TestGenanki inspects packages as genanki makes them, good ones and others.
func TestGenanki(t *testing.T) {
	dir := ankitest.Genanki(t, `
open("tree.png", "w").write("picture")
open("alone.png", "w").write("picture")
kind = genanki.Model(1607392319, "Plain", fields=[{"name": "Question"}, {"name": "Answer"}, {"name": "Picture"}], templates=[
    {"name": "Card 1", "qfmt": "{{Question}}", "afmt": "{{FrontSide}}<hr>{{Answer}} {{Picture}}"},
    {"name": "Card 2", "qfmt": "{{#Picture}}{{Answer}}{{/Picture}}", "afmt": "{{Question}}"}], css=".card { color: black }")
gaps = genanki.Model(1607392320, "Gaps", model_type=genanki.Model.CLOZE, fields=[{"name": "Text"}, {"name": "Extra"}],
    templates=[{"name": "Cloze", "qfmt": "{{cloze:Text}}", "afmt": "{{cloze:Text}} {{Extra}}"}])
def package(name, notes, media=()):
    deck = genanki.Deck(2059400110, "Course::One")
    for note in notes:
        deck.add_note(note)
    made = genanki.Package(deck)
    made.media_files = list(media)
    made.write_to_file(name, timestamp=1700000000)
package("good.apkg", [
    genanki.Note(model=kind, fields=["What?", "That.", "<img src='tree.png'>"], tags=["net", "exam::2022"]),
    genanki.Note(model=kind, fields=["Who?", "She.", ""]),
    genanki.Note(model=gaps, fields=["{{c1::one}} {{c2::two}}", "more"])], ["tree.png"])
package("bad.apkg", [
    genanki.Note(model=kind, fields=["What?", "That.", "<img src='gone.png'>[sound:gone.mp3]"], guid="same"),
    genanki.Note(model=kind, fields=["Who?", "She.", ""], guid="same"),
    genanki.Note(model=gaps, fields=["{{c1::one}}", "{{c2::two}}"], guid="gaps"),
    genanki.Note(model=kind, fields=["", "nothing asked", ""], guid="blank")], ["alone.png"])
`)
	_, good, _ := examine(t, filepath.Join(dir, "good.apkg"))
	if got := lines(good); got != "" || good.Cards.All != 5 || good.Container != apkg.Legacy1 || good.Schema != 11 {
		t.Errorf("%+v with %s", good, got)
	}
	_, bad, _ := examine(t, filepath.Join(dir, "bad.apkg"))
	want := `warning unused-media [] no note shows "alone.png"
warning absent-media [same] it shows "gone.mp3", which the package lacks
warning absent-media [same] it shows "gone.png", which the package lacks
warning double-guid [same] note 1700000000003 has the guid of note 1700000000000
warning hidden-cloze [gaps] cloze 2 stands in field "Extra", which the front does not show as a cloze: its card hides nothing
warning missing-card [gaps] card 2 is missing, and Check Database will add it
warning empty-first-field [blank] the first field is empty
warning missing-card [blank] it has no card; Check Database will add card 1, which is blank in front
`
	if got := lines(bad); got != want {
		t.Errorf("got\n%s", got)
	}
}

// TestAnkiExports inspects what Anki itself exports, in every container.
func TestAnkiExports(t *testing.T) {
	col := ankitest.New(t)
	col.Import(good().Write(t, 1))
	col.Change(`
n = col.new_note(col.models.by_name("Basic (and reversed card)"))
n["Front"], n["Back"] = "foreign", "<img src=gone.png>"
n.tags = ["own"]
col.add_note(n, col.decks.id("Other::deck"))
n = col.new_note(col.models.by_name("Image Occlusion"))
n["Occlusion"], n["Image"] = "{{c1::image-occlusion:rect:left=.1:top=.2:width=.3:height=.1}}", "<img src=a.png>"
col.add_note(n, col.decks.id("Other::deck"))
card = n.cards()[0]
card.set_user_flag(3)
col.update_card(card)
col.sched.suspend_cards([card.id])
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
			_, r, _ := examine(t, file)
			if r.Container != kind || r.Notes != 5 || r.Cards.All != 8 || r.Cards.Suspended < 1 || r.Cards.Flagged < 1 {
				t.Errorf("%+v", r)
			}
			var decks []string
			for _, d := range r.Decks {
				if d.Cards > 0 {
					decks = append(decks, d.Name)
				}
			}
			if got := strings.Join(decks, ", "); got != "Course, Course::One, Other::deck" {
				t.Errorf("decks %s", got)
			}
			if want := "warning absent-media"; !strings.HasPrefix(lines(r), want) || strings.Count(lines(r), "\n") != 1 {
				t.Errorf("got %s", lines(r))
			}
		})
	}
}

// makeOldest turns a package into one of the first container, as old releases of Anki wrote it.
func makeOldest(t *testing.T, file string) {
	t.Helper()
	in, err := zip.OpenReader(file)
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	for _, f := range in.File {
		name := strings.TrimSuffix(f.Name, "1")
		if f.Name == "meta" || f.Name == "collection.anki2" { // the latter asks the user of an old release to update
			continue
		}
		if !strings.HasPrefix(name, "collection") {
			name = f.Name
		}
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		m, err := w.Create(name)
		if err == nil {
			_, err = io.Copy(m, r)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := in.Close(); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, out.Bytes(), 0o644); err != nil {
		t.Fatal(err)
	}
}
