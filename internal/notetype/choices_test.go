package notetype

import (
	"slices"
	"testing"

	"github.com/examdeck/examdeck/deck"
)

func TestChoicesReadBack(t *testing.T) {
	sets := map[string][]deck.Option{
		"letters":    {{Letter: "A", HTML: "<p>one</p>", Right: true}, {Letter: "b)", HTML: "two"}, {Letter: "<&>", HTML: "<p>three</p>"}},
		"no letters": {{HTML: "TCP", Right: true}, {HTML: "UDP"}, {HTML: "SCTP", Right: true}},
		"boxes": {{Letter: "A", HTML: `<div class="callout"><div>x</div><ol><li class="right">no option</li></ol></div>`},
			{Letter: "B", HTML: "<ul>\n<li>one<ul><li>deep</li></ul></li>\n</ul>\n", Right: true}},
		"spans":   {{Letter: "A", HTML: `<pre><code><span class="k">for</span> {` + "\n\n}</code></pre>", Right: true}, {Letter: "B", HTML: ""}},
		"pieces":  {{Letter: "A", HTML: `<span class="letter">x</span> <div class="option">y</div>`, Right: true}, {Letter: "B", HTML: " blanks "}},
		"formula": {{Letter: "أ", HTML: `\(a &lt; b\)`, Right: true}, {Letter: "ب", HTML: `<!-- <li> --><img src="a.png" alt="&lt;li&gt;">`}},
		"none":    nil,
	}
	for name, options := range sets {
		for _, shuffle := range []bool{false, true} {
			if got := ParseChoices(ChoicesHTML(options, shuffle, "rtl")); !slices.Equal(got, options) {
				t.Errorf("%s: got %+v, want %+v", name, got, options)
			}
		}
	}
}

// TestChoicesEdited reads what a learner may have made of the field.
func TestChoicesEdited(t *testing.T) {
	for _, c := range []struct {
		name, field string
		want        []deck.Option
	}{
		{"a bare item", "<ol class=\"choices\">\n<li>plain <b>text</b></li><li class=\"right\"><span class=\"letter\">B</span> \n x</li></ol>",
			[]deck.Option{{HTML: "plain <b>text</b>"}, {Letter: "B", HTML: "x", Right: true}}},
		{"one class more", `<ol class="choices many"><li class="mine right"><span class="letter big">A</span><div dir="auto" class="option">x</div></li></ol>`,
			[]deck.Option{{Letter: "A", HTML: "x", Right: true}}},
		{"another kind of list", `<ul class="choices"><li class="right"><div>x</div></li></ul>`, []deck.Option{{HTML: "<div>x</div>", Right: true}}},
		{"text behind the box", `<ol><li><span class="letter">A</span><div class="option">x</div><br>y</li></ol>`,
			[]deck.Option{{Letter: "A", HTML: "x<br>y"}}},
		{"no closing tags", `<ol><li><span class="letter">A</span><div class="option">x`, []deck.Option{{Letter: "A", HTML: "x"}}},
		{"no list", `just text`, nil},
	} {
		if got := ParseChoices(c.field); !slices.Equal(got, c.want) {
			t.Errorf("%s: got %+v, want %+v", c.name, got, c.want)
		}
	}
}

func TestMayShuffle(t *testing.T) {
	for _, c := range []struct {
		letters, option, answer, extra string
		want                           bool
	}{
		{"AB", "", "", "", true},
		{"AB", "", "<p>A heap is a tree.</p>", "", false}, // Not clear, so the order stays.
		{"AB", "", "<p>It is a tree with a root.</p>", "", true},
		{"ab", "", "", "<p>For b is no tree.</p>", false},
		{"ab", "", "", "<p>(a) is no tree.</p>", false},
		{"AB", "", "", "<p><b>B</b>: because.</p>", false},
		{"AB", "", "", "<p>An AB tree, BA.</p>", true},
		{"  ", "", "<p>A or B.</p>", "", true},
		{"AB", "all of the above", "", "", false},
		{"AB", "Keine der oben genannten", "", "", false},
		{"AB", "none of these", "", "", true},
		{"أب", "", "", "<p>ب صحيح</p>", false},
	} {
		letters := []rune(c.letters)
		letter := func(i int) string {
			if letters[i] == ' ' {
				return ""
			}
			return string(letters[i])
		}
		q := &deck.Question{Prompt: "<p>Which of A and B is the following?</p>", Answer: c.answer, Extra: c.extra,
			Choices: []deck.Option{{Letter: letter(0), HTML: "<p>one</p>", Right: true}, {Letter: letter(1), HTML: c.option}}}
		if got := mayShuffle(q); got != c.want {
			t.Errorf("%+v: got %v", c, got)
		}
	}
	bracketed := &deck.Question{Extra: "<p>For ii, look it up.</p>", Choices: []deck.Option{{Letter: "(i)", Right: true}, {Letter: "(ii)"}}}
	if mayShuffle(bracketed) {
		t.Error("a letter in brackets was not found")
	}
}
