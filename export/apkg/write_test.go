package apkg_test

import (
	"bytes"
	"crypto/sha256"
	"errors"
	"fmt"
	"runtime"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"golang.org/x/tools/txtar"

	"github.com/examdeck/examdeck/deck"
	"github.com/examdeck/examdeck/export/apkg"
)

// many makes a set of n questions whose text takes more than one block of compression.
func many(n int) *deck.Set {
	text := "<p>" + strings.Repeat("Which of the two would keep out a single address, and why? ", 8) + "</p>"
	d := &deck.Deck{Name: "exams::many"}
	for i := range n {
		d.Questions = append(d.Questions, &deck.Question{Kind: deck.Basic, GUID: fmt.Sprintf("many%07d", i), Exam: "2022-02-18",
			Label: fmt.Sprintf("Question %d", i+1), Prompt: fmt.Sprintf("<p>What is \\(x_{%d}\\)?</p>", i), Answer: text + fmt.Sprint(i*i),
			Tags: []string{"many"}, Source: "exams.md"})
	}
	return &deck.Set{Root: "exams", Decks: []*deck.Deck{d}}
}

func TestWriteSameBytes(t *testing.T) {
	set := many(20_000)
	text := []byte(strings.Repeat("<text/>\n", 700_000))
	set.Media = []deck.Media{mediaOf("big.svg", text)}
	first := write(t, set)
	if again := write(t, set); !bytes.Equal(first, again) {
		t.Error("the same set gave other bytes the second time")
	}
	for _, cores := range []int{1, 4} {
		was := runtime.GOMAXPROCS(cores)
		other := write(t, set)
		runtime.GOMAXPROCS(was)
		if !bytes.Equal(first, other) {
			t.Errorf("on %d cores the same set gave other bytes", cores)
		}
	}
	p := read(t, first)
	if len(p.Notes) != 20_000 {
		t.Errorf("%d notes, want 20000", len(p.Notes))
	}
	if sum, err := p.Sum(p.Media[0]); err != nil || sum != set.Media[0].SHA256 {
		t.Errorf("the media came back as %x, %v", sum, err)
	}
}

func mediaOf(name string, data []byte) deck.Media {
	return deck.Media{Name: name, Path: "folder/" + name, FS: fstest.MapFS{"folder/" + name: {Data: data}}, Size: int64(len(data)),
		SHA256: sha256.Sum256(data)}
}

// TestIds holds what Anki asks of ids: unique, above 0, not in the future.
func TestIds(t *testing.T) {
	set := many(1000)
	for _, q := range set.Decks[0].Questions {
		q.Kind = deck.Reversed
	}
	p := read(t, write(t, set))
	seen := map[int64]bool{}
	for _, n := range p.Notes {
		if n.ID <= 0 || n.ID >= made.UnixMilli() || seen[n.ID] {
			t.Fatalf("note id %d", n.ID)
		}
		seen[n.ID] = true
	}
	seen = map[int64]bool{}
	for _, c := range p.Cards {
		if c.ID <= 0 || c.ID >= made.UnixMilli() || seen[c.ID] {
			t.Fatalf("card id %d", c.ID)
		}
		seen[c.ID] = true
	}
	if len(seen) != 2000 {
		t.Errorf("%d cards, want 2000", len(seen))
	}
	for _, d := range p.Decks {
		if d.ID <= 0 || d.ID >= 1<<53 || (d.ID == 1) != (d.Name == "Default") {
			t.Errorf("deck %q has id %d", d.Name, d.ID)
		}
	}
}

func TestDecksDifferingInCase(t *testing.T) {
	set := many(2)
	q := set.Decks[0].Questions
	set.Decks = []*deck.Deck{{Name: "Exams::a", Questions: q[:1]}, {Name: "exams::A::b", Questions: q[1:]}}
	var names []string
	for _, d := range read(t, write(t, set)).Decks {
		names = append(names, d.Name)
	}
	if got, want := strings.Join(names, ", "), "Default, Exams::a, Exams, exams::A::b"; len(names) != 4 {
		t.Errorf("decks %s, want %s in some order", got, want)
	}
}

func TestWriteRefuses(t *testing.T) {
	broken := errors.New("the disk is full")
	tests := []struct {
		name   string
		change func(*deck.Set)
		want   string
	}{
		{"no guid", func(s *deck.Set) { s.Decks[0].Questions[1].GUID = "" }, `exams.md:2:1: GUID "" is not made of letters and digits`},
		{"double guid", func(s *deck.Set) { s.Decks[0].Questions[1].GUID = "many0000000" },
			`exams.md:2:1: GUID "many0000000" is also that of the question at exams.md:1:1`},
		{"no cloze", func(s *deck.Set) { s.Decks[0].Questions[1].Kind = deck.Cloze }, "exams.md:2:1: cloze question without a cloze"},
		{"cloze 501", func(s *deck.Set) {
			s.Decks[0].Questions[1].Kind = deck.Cloze
			s.Decks[0].Questions[1].Prompt = "{{c501::a}} {{c0::b}} {{c::c}} {{c1:d}}"
		}, "exams.md:2:1: cloze question without a cloze"},
		{"unknown kind", func(s *deck.Set) { s.Decks[0].Questions[0].Kind = 99 }, "no note type for a question of kind Kind(99)"},
		{"nothing to ask", func(s *deck.Set) {
			*s.Decks[0].Questions[0] = deck.Question{GUID: "a", Answer: "b"}
		}, "question without prompt, label and exam"},
		{"no deck name", func(s *deck.Set) { s.Decks[0].Name = "" }, "a deck has no name"},
		{"changed media", func(s *deck.Set) {
			s.Media = []deck.Media{mediaOf("a.png", []byte("abc"))}
			s.Media[0].FS = fstest.MapFS{"folder/a.png": {Data: []byte("abd")}}
		}, `adding media "folder/a.png": its content has changed`},
		{"grown media", func(s *deck.Set) {
			s.Media = []deck.Media{mediaOf("a.png", []byte("abc"))}
			s.Media[0].FS = fstest.MapFS{"folder/a.png": {Data: []byte("abcd")}}
		}, `adding media "folder/a.png": its content has changed`},
		{"missing media", func(s *deck.Set) {
			s.Media = []deck.Media{mediaOf("a.png", []byte("abc"))}
			s.Media[0].Path = "gone.png"
		}, `adding media "gone.png": open gone.png: file does not exist`},
		{"unsafe media", func(s *deck.Set) { s.Media = []deck.Media{mediaOf("a/b.png", nil)} }, `"a/b.png" is no name for media`},
		{"double media", func(s *deck.Set) { s.Media = []deck.Media{mediaOf("a.png", nil), mediaOf("A.png", nil)} }, `the name "A.png" occurs twice`},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			set := many(3)
			for i, q := range set.Decks[0].Questions {
				q.Pos = deck.Position{File: "exams.md", Line: i + 1, Col: 1}
			}
			test.change(set)
			err := apkg.Write(&bytes.Buffer{}, set, apkg.Options{Time: made})
			if err == nil || !strings.HasPrefix(err.Error(), "apkg: ") || !strings.Contains(err.Error(), test.want) {
				t.Errorf("error %v, want %s", err, test.want)
			}
		})
	}
	err := apkg.Write(failing{broken}, many(3), apkg.Options{Time: made})
	if !errors.Is(err, broken) {
		t.Errorf("a writer's error came back as %v", err)
	}
	if err := apkg.Write(&bytes.Buffer{}, many(3), apkg.Options{Time: time.UnixMilli(2)}); err == nil {
		t.Error("a time that leaves no room for ids was taken")
	}
}

type failing struct{ err error }

func (f failing) Write([]byte) (int, error) { return 0, f.err }

// TestRoundTrip reads the goldens' packages back into sets: all that a package holds must come back.
func TestRoundTrip(t *testing.T) {
	for _, file := range goldens(t) {
		t.Run(file, func(t *testing.T) {
			archive, err := txtar.ParseFile(file)
			if err != nil {
				t.Fatal(err)
			}
			want := setOf(t, archive)
			got, err := read(t, write(t, want)).Set()
			if err != nil {
				t.Fatal(err)
			}
			if g, w := deck.Format(got), deck.Format(onlyStored(want)); g != w {
				t.Errorf("got:\n%s\nwant:\n%s", g, w)
			}
			if len(got.Media) != len(want.Media) || got.Root != want.Root {
				t.Fatalf("%d media below %q, want %d below %q", len(got.Media), got.Root, len(want.Media), want.Root)
			}
			for i, m := range got.Media {
				if w := want.Media[i]; m.Name != w.Name || m.Size != w.Size || m.SHA256 != w.SHA256 {
					t.Errorf("media %v, want %v", m, w)
				}
			}
			// What came back can be written again, media and all.
			if again := read(t, write(t, got)); len(again.Notes) != want.Len() {
				t.Errorf("%d notes the second time, want %d", len(again.Notes), want.Len())
			}
		})
	}
}

// onlyStored drops from the questions what no package holds.
func onlyStored(set *deck.Set) *deck.Set {
	for _, d := range set.Decks {
		for _, q := range d.Questions {
			q.Pos, q.Dialect, q.Number, q.Key, q.ExplicitID = deck.Position{}, "", "", "", ""
		}
	}
	return set
}

func TestFieldsAreClean(t *testing.T) {
	set := many(1)
	q := set.Decks[0].Questions[0]
	q.Prompt = "<pre>a\x1fb\r\n\tc\x00\x7f\xff</pre>"
	got, err := read(t, write(t, set)).Set()
	if err != nil {
		t.Fatal(err)
	}
	if got, want := got.Decks[0].Questions[0].Prompt, "<pre>ab\n\tc\uFFFD</pre>"; got != want {
		t.Errorf("prompt %q, want %q", got, want)
	}
}

func BenchmarkWrite(b *testing.B) {
	for _, n := range []int{1_000, 10_000, 100_000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			set := many(n)
			file := scratch(b)
			for b.Loop() {
				var out bytes.Buffer
				if err := apkg.Write(&out, set, apkg.Options{Time: made, Scratch: file}); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(float64(n)*float64(b.N)/b.Elapsed().Seconds(), "notes/s")
		})
	}
}

// TestOwnIsNoBomb: a package whose notes are all alike shrinks a thousandfold, and is read all the same.
func TestOwnIsNoBomb(t *testing.T) {
	set := &deck.Set{Root: "exams", Decks: []*deck.Deck{{Name: "exams"}}}
	prompt := "<p>" + strings.Repeat("u", 100_000) + "</p>"
	for i := range 400 {
		q := &deck.Question{Kind: deck.Basic, Exam: "Exam", Label: strconv.Itoa(i), Number: strconv.Itoa(i), Prompt: prompt, Answer: "a"}
		set.Decks[0].Questions = append(set.Decks[0].Questions, q)
	}
	deck.Identify("exams", set)
	data := write(t, set)
	if len(data) > 2<<20 {
		t.Errorf("%d kB", len(data)>>10)
	}
	if p := read(t, data); len(p.Notes) != set.Len() {
		t.Errorf("%d notes", len(p.Notes))
	}
	if b := baseline(t, data); len(b.Known) != set.Len() {
		t.Errorf("%d known", len(b.Known))
	}
}
