package apkg_test

import (
	"bytes"
	"regexp"
	"slices"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"github.com/examdeck/examdeck/deck"
	"github.com/examdeck/examdeck/export/apkg"
	"github.com/examdeck/examdeck/internal/ankitest"
)

// TestChoicesInPackages writes and reads the goldens' choices.
func TestChoicesInPackages(t *testing.T) {
	set := choiceSet(t)
	got, err := read(t, write(t, set)).Set()
	if err != nil {
		t.Fatal(err)
	}
	for i, q := range got.Decks[0].Questions {
		if want := set.Decks[0].Questions[i]; q.GUID != want.GUID || !slices.Equal(q.Choices, want.Choices) {
			t.Errorf("%s: %+v, want %+v", want.GUID, q.Choices, want.Choices)
		}
	}
}

// TestShuffle makes sure that a shuffle is asked for where it was wished, but not for what speaks of letters.
func TestShuffle(t *testing.T) {
	var out bytes.Buffer
	if err := apkg.Write(&out, choiceSet(t), apkg.Options{Time: made, Shuffle: true}); err != nil {
		t.Fatal(err)
	}
	p := read(t, out.Bytes())
	got := map[string]string{}
	for _, n := range p.Notes {
		list, _, _ := strings.Cut(strings.Join(n.Fields, ""), "<ol class=\"choices")
		list = strings.TrimPrefix(strings.Join(n.Fields, ""), list)
		got[n.GUID], _, _ = strings.Cut(list, ">")
	}
	for guid, want := range map[string]string{"one1": `<ol class="choices"`, "ticked1": `<ol class="choices many shuffle"`,
		"boxes1": `<ol class="choices shuffle"`, "arabic1": `<ol class="choices shuffle" dir="rtl"`} {
		if got[guid] != want {
			t.Errorf("%s: %s, want %s", guid, got[guid], want)
		}
	}
}

func choiceSet(t testing.TB) *deck.Set {
	t.Helper()
	archive, err := txtar.ParseFile("testdata/choices.txtar")
	if err != nil {
		t.Fatal(err)
	}
	return setOf(t, archive)
}

// TestAnkiRendersChoices looks at both sides of choice cards as the real Anki renders them. What the script does when
// it runs is not looked at, only that it stands there once a side and that everything needed is shown without it.
func TestAnkiRendersChoices(t *testing.T) {
	file, set := onDisk(t, "testdata/choices.txtar")
	result := ankitest.Import(t, file)
	script := regexp.MustCompile(`(?s)<script>.*?</script>`)
	for _, q := range set.Decks[0].Questions {
		card := result.Note(t, q.GUID).Cards[0]
		for side, html := range map[string]string{"front": card.Question, "back": card.Answer} {
			if n := len(script.FindAllString(html, -1)); n != 2 || strings.Count(html, `data-card="`+q.GUID+`"`) != 1 {
				t.Errorf("%s, %s: %d scripts, or not one list of this card: %s", q.GUID, side, n, html)
			}
			html = script.ReplaceAllString(html, "")
			for _, o := range q.Choices {
				class := "<li>"
				if o.Right {
					class = `<li class="right">`
				}
				dir := "auto"
				if q.GUID == "arabic1" {
					dir = "rtl"
				}
				item := class + `<span class="letter">` + o.Letter + `</span><div class="option" dir="` + dir + `">` + o.HTML + "</div></li>"
				if strings.Count(html, item) != 1 {
					t.Errorf("%s, %s: lacks %s: %s", q.GUID, side, item, html)
				}
			}
			if strings.Contains(html, `class="options marked"`) != (side == "back") {
				t.Errorf("%s, %s: options are marked on the wrong side: %s", q.GUID, side, html)
			}
			if strings.Contains(html, q.Answer) != (side == "back" || q.Answer == "") {
				t.Errorf("%s, %s: the answer stands on the wrong side: %s", q.GUID, side, html)
			}
		}
	}
}

// TestAnkiRendersClozes looks at both sides of cloze cards as the real Anki renders them.
func TestAnkiRendersClozes(t *testing.T) {
	file, _ := onDisk(t, "testdata/clozes.txtar")
	cards := ankitest.Import(t, file).Note(t, "clozes1").Cards
	if len(cards) != 2 {
		t.Fatalf("%d cards, want 2", len(cards))
	}
	for i, want := range []struct{ front, hidden, back []string }{
		{[]string{">[...]</span> of", ">[formula]</span>", `dx = F(b) - F(a)\]`}, []string{"derivative", `\(2x\)`, "call", "theorem"},
			[]string{`>derivative</span>`, `data-ordinal="1">\(2x\)</span>`, "For \\(f\\) continuous."}},
		{[]string{`dx = [...]\]`, "derivative", `\(2x\)`}, []string{"F(b)", "function", "theorem"},
			[]string{`dx = F(b) - F(a)\]`, "By the fundamental theorem.", ">exams.md<"}},
	} {
		front, back := bare(cards[i].Question), cards[i].Answer
		for _, s := range want.front {
			if !strings.Contains(front, s) {
				t.Errorf("card %d: the front lacks %q: %s", i, s, front)
			}
		}
		for _, s := range want.hidden {
			if strings.Contains(front, s) {
				t.Errorf("card %d: the front shows %q: %s", i, s, front)
			}
		}
		for _, s := range want.back {
			if !strings.Contains(back, s) {
				t.Errorf("card %d: the back lacks %q: %s", i, s, back)
			}
		}
		if !strings.Contains(front, ">Definitions<") || !strings.Contains(back, ">Definition 2<") {
			t.Errorf("card %d: exam or label is missing", i)
		}
	}
}

// bare drops the attributes of a cloze, which hold what it hides, and scripts.
func bare(html string) string {
	return regexp.MustCompile(`(?s) data-cloze="[^"]*"|<script>.*?</script>`).ReplaceAllString(html, "")
}
