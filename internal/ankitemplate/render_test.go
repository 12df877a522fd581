package ankitemplate_test

import (
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/examdeck/examdeck/internal/ankitemplate"
	"github.com/examdeck/examdeck/internal/ankitest"
	"github.com/examdeck/examdeck/internal/goldentest"
)

var update = flag.Bool("update", false, "rewrite the golden file")

// rendered are fronts of a type with the fields A and B. A back is "{{FrontSide}}<hr>{{B}}", or for clozes the front
// once more.
var rendered = []struct {
	front, a, b string
}{
	{"x {{A}} y", "a & <b>b</b>", "back"},
	{"{{#A}}1{{/A}}{{^A}}2{{/A}}{{#B}}3{{/B}}{{^B}}4{{/B}}{{A}}", "a", "<br> <div>"},
	{"{{#A}}{{#B}}both{{/B}}{{^B}}A alone{{/B}}{{/A}}{{A}}", "a", ""},
	{"<!-- {{A}} {{#B}} --> {{A}}", "a", ""},
	{"{{A}}|{{Tags}}|{{Deck}}|{{Subdeck}}|{{Card}}|{{Type}}|{{CardFlag}}", "a", ""},
	{"{{A}}{{#Tags}}tags{{/Tags}}{{#c1}}one{{/c1}}{{#c2}}two{{/c2}}{{^c2}}not two{{/c2}}", "a", ""},
	{"{{A}}{{FrontSide}}{{text:FrontSide}}", "a", ""},
	{"{{text:A}}", "<p>a<br>b</p> &amp;&nbsp;<!-- c --><style>d</style><script>e</script>&lt;", ""},
	{"{{furigana:A}}|{{kana:A}}|{{kanji:A}}", "漢字[かんじ] a b[c] [sound:x.mp3] <b>d[e]</b>&nbsp;f[g]", ""},
	{"{{hint:A}}{{hint:B}}", "a <b>b</b>", " "},
	{"{{type:A}} {{type:nc:A}} {{type:cloze:A}} {{type:x:A}} {{x:type:A}} {{text:type:A}}", "a", ""},
	{"{{unknown:text:A}}{{text:unknown:A}}{{:A}}", "<b>a</b>", ""},
	{"{{x:}}{{A}}", "a", ""},
	{"{{A}}", "{{B}} {{#B}} [[type:A]] {{c1::x}}", "{{A}}"},
	{"{{cloze:A}}", "a {{c1::b}} c {{c2::d::hint}} e {{c1::f::}}", ""},
	{"{{cloze:A}}", "{{c1::" + `!"#$%&'()*+,-./0189;<=>?@AZ[\]^_` + "`az|~" + " äÿĀ€\n\t}}", ""},
	{"{{cloze:A}}", "{{c1::a {{c2::b::h}} c}} {{c2::d {{c2::e}}}}", ""},
	{"{{cloze:A}}", "{{c1,2::both}} {{c3,,1,1::odd}} {{c0::zero}} {{c::none}} {{c70000::much}} {{c1:one}} }} {{c2::std::vector}}", ""},
	{"{{cloze:A}}", `\({{c1::\frac{a}{b} }} <b>x &lt; y</b> <!-- z -->\) \[{{c2::a}}\) <i>{{c1::\(b\)}}</i> \(`, ""},
	{"{{cloze:A}}", "{{c1::a}} {{c1::never closed {{c2::closed}}", ""},
	{"{{cloze:A}}", strings.Repeat("{{c1::", 12) + "deep" + strings.Repeat("}}", 12), ""},
	{"{{cloze:A}}{{B}}", "{{c1::a}}", "{{c2::b}}"},
	{"{{cloze-only:A}} {{type:cloze:A}}", "a {{c1::b {{c1::c}}}} {{c1::d::hint}} {{c2::e}}", ""},
	{"{{#c1}}one{{/c1}}{{#c2}}two{{/c2}}{{cloze:A}}", "{{c1::a}} {{c2::b}}", ""},
}

// sides renders every card of a case as ours.
func sides(t *testing.T, i int) []string {
	t.Helper()
	c := rendered[i]
	front, err := ankitemplate.Parse(c.front)
	if err != nil {
		t.Fatal(err)
	}
	backText, ords := "{{FrontSide}}<hr>{{B}}", []int{0}
	if strings.Contains(c.front, "{{cloze") {
		backText, ords = c.front, nil
		for _, n := range ankitemplate.Clozes(c.a + c.b) {
			ords = append(ords, n-1)
		}
	}
	back, err := ankitemplate.Parse(backText)
	if err != nil {
		t.Fatal(err)
	}
	var all []string
	for _, ord := range ords {
		card := &ankitemplate.Card{Fields: map[string]string{"A": c.a, "B": c.b}, Tags: []string{"one", "t::two"}, Type: fmt.Sprintf("Kind %d", i),
			Template: "Card 1", Deck: "Course::Exam", Ord: ord}
		q, err := card.Front(front)
		if err != nil {
			t.Fatal(err)
		}
		a, err := card.Back(back, q)
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, comparable(q), comparable(a))
	}
	return all
}

// comparable names sounds and hints as ours does and Anki does not.
func comparable(side string) string {
	side = regexp.MustCompile(`\[sound:[^\]]*\]|\[anki:play:[qa]:\d+\]`).ReplaceAllString(side, "[sound]")
	return regexp.MustCompile(`hint[0-9a-f]{16}`).ReplaceAllString(side, "hint0")
}

func TestRender(t *testing.T) {
	var b strings.Builder
	for i, c := range rendered {
		fmt.Fprintf(&b, "=== %s\nA: %s\nB: %s\n", c.front, c.a, c.b)
		for k, side := range sides(t, i) {
			fmt.Fprintf(&b, "--- %s\n%s\n", []string{"front", "back"}[k%2], side)
		}
	}
	const golden = "testdata/render.golden"
	if *update {
		if err := os.WriteFile(golden, []byte(b.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	goldentest.Compare(t, golden, b.String(), string(want))
}

// TestAnkiRenders asks the real Anki for the same cards.
func TestAnkiRenders(t *testing.T) {
	type given struct{ Front, A, B string }
	var all []given
	for _, c := range rendered {
		all = append(all, given{c.front, c.a, c.b})
	}
	in, err := json.Marshal(all)
	if err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(t.TempDir(), "answers.json")
	ankitest.New(t).Change(fmt.Sprintf(`
import json, re
answers = []
for i, given in enumerate(json.loads(%q)):
    kind = col.models.new(f"Kind {i}")
    kind["type"] = int("{{cloze" in given["Front"])
    for name in "AB":
        col.models.add_field(kind, col.models.new_field(name))
    template = col.models.new_template("Card 1")
    template["qfmt"] = given["Front"]
    template["afmt"] = given["Front"] if kind["type"] else "{{FrontSide}}<hr>{{B}}"
    col.models.add_template(kind, template)
    col.models.add(kind)
    note = col.new_note(col.models.by_name(f"Kind {i}"))
    note["A"], note["B"], note.tags = given["A"], given["B"], ["one", "t::two"]
    col.add_note(note, col.decks.id("Course::Exam"))
    bare = lambda side: re.sub(r"(?s)^<style>.*?</style>", "", side)
    answers.append([bare(side) for card in note.cards() for side in (card.question(), card.answer())])
json.dump(answers, open(%q, "w"))
`, in, file))
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var answers [][]string
	if err := json.Unmarshal(data, &answers); err != nil || len(answers) != len(rendered) {
		t.Fatalf("%v: %s", err, data)
	}
	for i, c := range rendered {
		got := sides(t, i)
		if len(got) != len(answers[i]) {
			t.Errorf("%s: %d sides, Anki has %d", c.front, len(got), len(answers[i]))
			continue
		}
		for k, side := range got {
			if want := comparable(answers[i][k]); side != want {
				t.Errorf("%s, side %d of\n%s\ngot\n%s\nAnki\n%s", c.front, k, c.a, side, want)
			}
		}
	}
}

// TestRenderUnknown: a field that the note lacks is an error, shown or not.
func TestRenderUnknown(t *testing.T) {
	for text, fault := range map[string]string{"{{A}}{{X}}": "{{X}}", "{{#A}}{{/A}}{{^A}}{{text:X}}{{/A}}": "{{text:X}}", "{{#X}}{{/X}}": "{{#X}}", "{{}}": "{{}}"} {
		parsed, err := ankitemplate.Parse(text)
		if err != nil {
			t.Fatal(err)
		}
		_, err = (&ankitemplate.Card{Fields: map[string]string{"A": "a"}}).Front(parsed)
		if err == nil || !strings.Contains(err.Error(), `"`+fault+`"`) {
			t.Errorf("%s: %v, want %s", text, err, fault)
		}
	}
}

// FuzzRender renders fields with clozes: a back shows nothing but what the field holds, in its order, and the marks
// around clozes.
func FuzzRender(f *testing.F) {
	for _, c := range rendered {
		f.Add(c.a)
	}
	parse := func(text string) ankitemplate.Template {
		parsed, err := ankitemplate.Parse(text)
		if err != nil {
			f.Fatal(err)
		}
		return parsed
	}
	back, all := parse("{{cloze:A}}"), parse("{{text:A}}{{furigana:A}}{{cloze-only:A}}{{hint:A}}")
	marks := regexp.MustCompile(`<span class="cloze(-inactive)?" data-ordinal="[\d,]+">|</span>`)
	f.Fuzz(func(t *testing.T, a string) {
		card := &ankitemplate.Card{Fields: map[string]string{"A": a}}
		if _, err := card.Front(all); err != nil {
			t.Fatal(err)
		}
		if _, err := card.Front(back); err != nil {
			t.Fatal(err)
		}
		shown, err := card.Back(back, "")
		if err != nil {
			t.Fatal(err)
		}
		rest := a
		for _, c := range []byte(marks.ReplaceAllString(shown, "")) {
			i := strings.IndexByte(rest, c)
			if i < 0 {
				t.Fatalf("%q shows %q", a, shown)
			}
			rest = rest[i+1:]
		}
	})
}
