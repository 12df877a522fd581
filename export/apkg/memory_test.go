package apkg_test

import (
	"archive/zip"
	"bytes"
	"io"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"golang.org/x/tools/txtar"

	"github.com/examdeck/examdeck/deck"
	"github.com/examdeck/examdeck/export/apkg"
	"github.com/examdeck/examdeck/internal/ankitest"
)

// kinds is the set of a golden that holds every kind of question, identified.
func kinds(t testing.TB) *deck.Set {
	t.Helper()
	archive, err := txtar.ParseFile("testdata/kinds.txtar")
	if err != nil {
		t.Fatal(err)
	}
	set := setOf(t, archive)
	deck.Identify("exams", set)
	return set
}

// baseline is what a package remembers.
func baseline(t testing.TB, data []byte) *deck.Baseline {
	t.Helper()
	b, err := read(t, data).Baseline()
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// next writes the set against a baseline, and gives the plan and the package.
func next(t testing.TB, set *deck.Set, base *deck.Baseline, at time.Time) (*deck.Plan, []byte) {
	t.Helper()
	opts := apkg.Options{Time: at}
	plan := apkg.Reconcile(set, base, opts)
	return plan, writeWith(t, set, opts)
}

// TestMemoryRoundTrip exports every kind again and again: nothing changes, not a byte at the same time.
func TestMemoryRoundTrip(t *testing.T) {
	_, first := next(t, kinds(t), &deck.Baseline{}, made)
	plan, second := next(t, kinds(t), baseline(t, first), made)
	if c := plan.Counts(); c.Unchanged != len(plan.Items) || c.Moved+c.Guessed+c.Retired > 0 {
		t.Errorf("counts %+v", c)
	}
	if !bytes.Equal(first, second) {
		t.Error("the same sources, baseline and time gave other bytes")
	}
	_, third := next(t, kinds(t), baseline(t, second), made.Add(time.Hour))
	for _, n := range read(t, third).Notes {
		if !n.Mod.Equal(made) || n.ID >= made.UnixMilli() {
			t.Errorf("an unchanged note has the time %v and the id %d", n.Mod, n.ID)
		}
	}
}

// TestDigest: a package written again at another time has the same digest as long as nothing changed, whatever could
// have, and another one otherwise.
func TestDigest(t *testing.T) {
	stamp := func(pkg []byte) apkg.Stamp {
		s, err := read(t, pkg).Stamp()
		if err != nil {
			t.Fatal(err)
		}
		return s
	}
	_, first := next(t, kinds(t), &deck.Baseline{}, made)
	was := stamp(first)
	if was.Root != "exams" || was.Namespace != "exams" || was.Split != "" || was.Digest == [32]byte{} {
		t.Errorf("the stamp is %+v", was)
	}
	_, again := next(t, kinds(t), baseline(t, first), made.Add(time.Hour))
	if now := stamp(again); now != was {
		t.Errorf("written again without a change, the stamp is %+v, and was %+v", now, was)
	}
	changes := map[string]func(*deck.Set, *apkg.Options){
		"answer":      func(s *deck.Set, _ *apkg.Options) { s.Decks[0].Questions[0].Answer += "<p>more</p>" },
		"tag":         func(s *deck.Set, _ *apkg.Options) { s.Decks[0].Questions[0].Tags = []string{"new"} },
		"deck":        func(s *deck.Set, _ *apkg.Options) { s.Decks[0].Name += " more" },
		"order":       func(s *deck.Set, _ *apkg.Options) { slices.Reverse(s.Decks) },
		"media":       func(s *deck.Set, _ *apkg.Options) { s.Media = append(s.Media, mediaOf("new.png", []byte("new"))) },
		"description": func(_ *deck.Set, o *apkg.Options) { o.Description = "<p>By me</p>" },
		"shuffle":     func(_ *deck.Set, o *apkg.Options) { o.Shuffle = true },
		"split":       func(_ *deck.Set, o *apkg.Options) { o.Split = "exam" },
		"memory":      func(s *deck.Set, _ *apkg.Options) { s.Decks[0].Questions[0].ExplicitID = "new" },
	}
	for name, change := range changes {
		set, opts := kinds(t), apkg.Options{Time: made.Add(time.Hour)}
		apkg.Reconcile(set, baseline(t, first), opts)
		if sum, err := apkg.Digest(set, opts); err != nil || sum != was.Digest {
			t.Fatalf("before the change the digest is %x, %v", sum, err)
		}
		change(set, &opts)
		if sum, err := apkg.Digest(set, opts); err != nil || sum == was.Digest {
			t.Errorf("%s: the digest is still %x, %v", name, sum, err)
		}
	}
}

// TestNumbering: the parts of a set, numbered as the whole, hold the notes and cards of one package.
func TestNumbering(t *testing.T) {
	whole := kinds(t)
	opts := apkg.Options{Time: made}
	numbering, err := apkg.Number(whole, opts)
	if err != nil {
		t.Fatal(err)
	}
	want := read(t, writeWith(t, whole, opts))
	var notes []apkg.Note
	var cards []apkg.Card
	opts.Numbering = numbering
	parts, _ := whole.Split(func(_ *deck.Deck, q *deck.Question) string { return q.GUID })
	for _, part := range parts {
		p := read(t, writeWith(t, part.Set, opts))
		notes, cards = append(notes, p.Notes...), append(cards, p.Cards...)
	}
	if len(notes) < 5 || !reflect.DeepEqual(notes, want.Notes) {
		t.Errorf("notes\n%+v\nwant\n%+v", notes, want.Notes)
	}
	if !reflect.DeepEqual(cards, want.Cards) {
		t.Errorf("cards\n%+v\nwant\n%+v", cards, want.Cards)
	}
	if _, err := apkg.Digest(many(1), opts); err == nil {
		t.Error("a question that was not numbered was taken")
	}
}

// TestMemoryOfRetired retires every question but one: the next package holds nothing of their text, and brings all of
// them back.
func TestMemoryOfRetired(t *testing.T) {
	_, first := next(t, kinds(t), &deck.Baseline{}, made)
	one := kinds(t)
	one.Decks = one.Decks[:1]
	one.Decks[0].Questions = one.Decks[0].Questions[:1]
	_, second := next(t, one, baseline(t, first), made.Add(time.Hour))
	if text := memoryText(t, second); strings.Contains(text, "<p>") || strings.Contains(text, `"prompt":""`) {
		t.Errorf("the memory holds text: %s", text)
	}
	plan, third := next(t, kinds(t), baseline(t, second), made.Add(2*time.Hour))
	if c := plan.Counts(); c.Back != len(plan.Items)-1 || c.New > 0 {
		t.Errorf("counts %+v", c)
	}
	old := baseline(t, first).Known
	for i, k := range baseline(t, third).Known {
		if k.GUID != old[i].GUID || k.NoteID != old[i].NoteID || !k.Mod.Equal(old[i].Mod) || k.Fields != old[i].Fields || k.Key != old[i].Key {
			t.Errorf("question %d came back as %+v, was %+v", i, k, old[i])
		}
	}
}

func memoryText(t testing.TB, data []byte) string {
	t.Helper()
	archive, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	f, err := archive.Open("examdeck.json")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	text, err := io.ReadAll(f)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// withMemory returns a package with another memory.
func withMemory(t testing.TB, data []byte, memory string) []byte {
	t.Helper()
	archive, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	for _, f := range archive.File {
		m, err := w.CreateHeader(&zip.FileHeader{Name: f.Name, Method: zip.Deflate})
		if err != nil {
			t.Fatal(err)
		}
		var content io.Reader = strings.NewReader(memory)
		if f.Name != "examdeck.json" {
			if content, err = f.Open(); err != nil {
				t.Fatal(err)
			}
		}
		if _, err := io.Copy(m, content); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func TestHostileMemory(t *testing.T) {
	good := write(t, kinds(t))
	head := `{"format": 1, "root": "r", "namespace": "n", "questions": [` + "\n"
	for name, test := range map[string]struct{ memory, want string }{
		"empty":           {"", "EOF"},
		"a list":          {"[\n]", "invalid character"},
		"newer":           {`{"format": 2, "questions": [` + "\n]}", "it has format 2; this release of examdeck knows format 1"},
		"no format":       {`{"questions": [` + "\n]}", "it has format 0"},
		"wrong type":      {head + `{"guid": 7}` + "\n]}", "cannot unmarshal number"},
		"no guid":         {head + "{}\n]}", `question "" has the state ""`},
		"unsafe guid":     {head + `{"guid": "a'b"}` + "\n]}", `question "a'b"`},
		"unknown state":   {head + `{"guid": "a", "state": "lost", "kind": "basic"}` + "\n]}", `the state "lost"`},
		"unknown kind":    {head + `{"guid": "a", "state": "retired", "kind": "x"}` + "\n]}", `the kind "x"`},
		"a broken hash":   {head + `{"guid": "a", "key": "xyz"}` + "\n]}", "invalid syntax"},
		"a broken sketch": {head + `{"guid": "a", "prompt": "AAA"}` + "\n]}", "a sketch of 2 bytes"},
		"no order":        {head + `{"guid": "a", "prompt": "AAAAAgAAAAE"}` + "\n]}", "a sketch is not in order"},
		"too many":        {head + strings.Repeat(`{"guid":"a"},`+"\n", 1<<19+100) + "]}", "larger than"},
		"a long line":     {head + strings.Repeat(" ", 9<<20), "a line: larger than"},
		"cut off":         {head + `{"guid": "a"}`, "EOF"},
	} {
		p := read(t, withMemory(t, good, test.memory))
		b, err := p.Baseline()
		if err == nil || b != nil || !strings.HasPrefix(err.Error(), "apkg: reading examdeck.json: ") || !strings.Contains(err.Error(), test.want) {
			t.Errorf("%s: error %v, want %s", name, err, test.want)
		}
	}
	// What is odd but harmless: unknown keys, a question twice, one that is neither in the package nor gone.
	b := baseline(t, withMemory(t, good, `{"format": 1, "root": "r", "more": [1], "questions": [
{"guid": "lost"},
{"guid": "lost", "x": {}},
{"guid": "basic1", "cloze": 99999}
]}`))
	if b.Root != "r" || len(b.Known) != kinds(t).Len() {
		t.Errorf("%d known below %q", len(b.Known), b.Root)
	}
}

// TestForeignNotes: notes of other types, and copies that a learner made of ours, are no questions; their GUIDs are
// held.
func TestForeignNotes(t *testing.T) {
	set := kinds(t)
	file := filepath.Join(t.TempDir(), "a.apkg")
	if err := os.WriteFile(file, write(t, set), 0o666); err != nil {
		t.Fatal(err)
	}
	col := ankitest.New(t)
	col.Import(file)
	col.Change(`
n = col.new_note(col.models.by_name("Basic"))
n["Front"] = "foreign"
col.add_note(n, 1)
old = col.get_note(col.find_notes('"note:examdeck Basic"')[0])
n = col.new_note(old.note_type())
n.fields = old.fields
col.add_note(n, 1)
`)
	theirs := filepath.Join(t.TempDir(), "theirs.apkg")
	col.Export(theirs, "latest")
	data, err := os.ReadFile(theirs)
	if err != nil {
		t.Fatal(err)
	}
	b := baseline(t, data)
	if len(b.Known) != set.Len() || len(b.Held) != 2 {
		t.Errorf("%d known, %d held; want %d and 2", len(b.Known), len(b.Held), set.Len())
	}
}

// TestAnkiKeepsClozes adds a cloze before others: the learner gets one more card, and the others stay what they are.
func TestAnkiKeepsClozes(t *testing.T) {
	cloze := func(prompt string) *deck.Set {
		q := &deck.Question{Kind: deck.Cloze, Exam: "Rivers", Label: "1", Number: "1", Prompt: "<p>" + prompt + "</p>"}
		set := &deck.Set{Root: "exams", Decks: []*deck.Deck{{Name: "exams::Rivers", Questions: []*deck.Question{q}}}}
		deck.Identify("exams", set)
		return set
	}
	col := ankitest.New(t)
	put := func(data []byte) *ankitest.Result {
		file := filepath.Join(t.TempDir(), "a.apkg")
		if err := os.WriteFile(file, data, 0o666); err != nil {
			t.Fatal(err)
		}
		return col.Import(file)
	}
	_, first := next(t, cloze("Paris lies on the {{c1::Seine}}, Rome on the {{c2::Tiber}}."), &deck.Baseline{}, made)
	put(first)
	col.Change(`col.sched.set_due_date(col.find_cards("card:2"), "9")`)
	before := col.Import()
	plan, second := next(t, cloze("{{c1::Paris}} lies on the {{c2::Seine}}, Rome on the {{c3::Tiber}}."), baseline(t, first), made.Add(time.Hour))
	after := put(second)
	was, is := before.Notes[0].Cards, after.Notes[0].Cards
	if len(is) != 3 || after.Imports[0].Updated != 1 || plan.Counts().Changed != 1 {
		t.Fatalf("%d cards, %+v", len(is), after.Imports[0])
	}
	for i, c := range was {
		if is[i].Ord != c.Ord || is[i].Due != c.Due || is[i].Type != c.Type || !strings.Contains(is[i].Answer, []string{"Seine</span>", "Tiber</span>"}[i]) {
			t.Errorf("card %d was %+v and is %+v", i, c, is[i])
		}
	}
	if is[2].Type != 0 || len(after.Problems()) > 0 {
		t.Errorf("the new card is %+v; problems %q", is[2], after.Problems())
	}
}

// FuzzMemory reads what claims to be a memory: a panic or a question per few bytes would be a fault.
func FuzzMemory(f *testing.F) {
	_, first := next(f, kinds(f), &deck.Baseline{}, made)
	f.Add(memoryText(f, first))
	_, second := next(f, many(2), baseline(f, first), made)
	f.Add(memoryText(f, second))
	f.Fuzz(func(t *testing.T, text string) {
		if n, err := apkg.ReadMemory(text); n > len(text)/10 {
			t.Errorf("%d questions in %d bytes, %v", n, len(text), err)
		}
	})
}

// TestLongTitle: an exam whose heading is as long as a source may be does not make a package unreadable.
func TestLongTitle(t *testing.T) {
	for _, length := range []int{3 << 20, 9 << 20} {
		q := &deck.Question{Kind: deck.Basic, Exam: strings.Repeat("exam ", length/5), Label: "1", Prompt: "a", Answer: "b"}
		set := &deck.Set{Root: "exams", Decks: []*deck.Deck{{Name: "exams", Questions: []*deck.Question{q}}}}
		deck.Identify("exams", set)
		_, first := next(t, set, &deck.Baseline{}, made)
		_, second := next(t, kinds(t), baseline(t, first), made)
		baseline(t, second)
	}
}
