package deck

import (
	"fmt"
	"math"
	"strings"
	"testing"
)

// TestEachWord: what counts as a word, and how much it tells: short, medium or long.
func TestEachWord(t *testing.T) {
	for text, want := range map[string]string{
		"a heap, sorted":   "1 2 3",
		"abc abcd":         "1 2",
		"abcde abcdef":     "2 3",
		"x1y2z3 2024":      "3 2",
		"don't – well-off": "1 1 2 1",
		"n=m":              "1 1 1",
		"a<b>c+d*e/f^g":    "1 1 1 1 1 1 1 1 1 1 1 1 1",
		"a-b_c(d)":         "1 1 1 1",
		`\alpha \in`:       "2 1",
		"排序 の กา":          "3 3 3 3 3",
		"한국어":              "1",
		"e\u0301te\u0301s": "3",
		"नमस्ते":           "3",
		"":                 "",
		" – !":             "",
	} {
		var classes []string
		eachWord(text, func(_, class uint32) { classes = append(classes, fmt.Sprint(class)) })
		got := strings.Join(classes, " ")
		if got != want {
			t.Errorf("%q: classes %s, want %s", text, got, want)
		}
	}
	for _, pair := range [][2]string{{`\in`, "in"}, {"x=1", "x 1"}, {"a b", "ab"}, {"é", "e"}} {
		if fmt.Sprint(sketch(pair[0])) == fmt.Sprint(sketch(pair[1])) {
			t.Errorf("%q and %q are one", pair[0], pair[1])
		}
	}
	for _, pair := range [][2]string{{"Heap", "heap"}, {"a, b!", "a b"}, {"b-tree", "b tree"}} {
		if fmt.Sprint(sketch(pair[0])) != fmt.Sprint(sketch(pair[1])) {
			t.Errorf("%q and %q are two", pair[0], pair[1])
		}
	}
}

func TestCompare(t *testing.T) {
	long := func(h uint32) uint32 { return h<<2 | classLong }
	hashes := func(from, to uint32) (s Sketch) {
		for h := from; h < to; h++ {
			s = append(s, long(h))
		}
		return s
	}
	r := newRarity() // all words are equally rare: each weighs 1
	for _, tt := range []struct {
		name                  string
		a, b                  Sketch
		alike, shared, weight float64
	}{
		{"nothing", nil, nil, 0, 0, 0},
		{"one side empty", hashes(1, 3), nil, 0, 0, 1},
		{"the same", hashes(1, 5), hashes(1, 5), 1, 4, 4},
		{"two words", hashes(1, 2), hashes(2, 3), 0, 0, 1},
		{"two words, the other way round", hashes(2, 3), hashes(1, 2), 0, 0, 1},
		{"half", hashes(1, 5), hashes(3, 7), 0.5, 2, 4},
		{"a part", hashes(1, 5), hashes(2, 3), 0.4, 1, 2.5},
		{"full sketches", hashes(1, 1+sketchSize), hashes(1, 1+sketchSize), 1, sketchSize, sketchSize},
		// A full sketch says nothing of words whose hashes are greater than its greatest.
		{"a long text and its end", hashes(1, 1+sketchSize), hashes(sketchSize-1, sketchSize+60), 4.0 / (sketchSize + 2), 2, 65},
		{"the other way round", hashes(sketchSize-1, sketchSize+60), hashes(1, 1+sketchSize), 4.0 / (sketchSize + 2), 2, 65},
	} {
		alike, shared, weight := r.compare(tt.a, tt.b)
		if math.Abs(alike-tt.alike) > 1e-9 || math.Abs(shared-tt.shared) > 1e-9 || math.Abs(weight-tt.weight) > 1e-9 {
			t.Errorf("%s: %.3f, shared %.3f, weight %.3f; want %.3f, %.3f, %.3f", tt.name, alike, shared, weight, tt.alike, tt.shared, tt.weight)
		}
	}
	// Two long texts that share half of their words are about half alike, though only some of their words are looked at.
	if alike, _, _ := r.compare(sketch(numberedWords(0, 1000)), sketch(numberedWords(500, 1500))); alike < 0.4 || alike > 0.6 {
		t.Errorf("two texts that share half of their words are alike by %.2f", alike)
	}
}

// TestWeight: a word tells the more, the longer it is and the fewer texts have it.
func TestWeight(t *testing.T) {
	r := newRarity()
	for range 9 {
		r.add(text{prompt: sketch("common"), answer: sketch("common it")})
	}
	r.add(text{prompt: sketch("seldom")})
	weigh := func(word string) float64 { return r.weight(sketch(word)[0]) }
	if got := weigh("seldom"); math.Abs(got-1) > 1e-9 {
		t.Errorf("a long word of one text weighs %.3f, want 1", got)
	}
	if got := weigh("never"); math.Abs(got-0.7) > 1e-9 {
		t.Errorf("a word of medium length that no text has weighs %.3f, want 0.7", got)
	}
	if rare, common := weigh("seldom"), weigh("common"); common > rare/5 {
		t.Errorf("a common word weighs %.3f, a rare one %.3f", common, rare)
	}
	if short, long := weigh("it")/0.3, weigh("common"); short < long {
		t.Errorf("a word of half as many texts weighs %.3f, not more than %.3f", short, long)
	}
}

// TestTextOf: options belong to what is asked, the explanation to the answer, and clozes hide no word.
func TestTextOf(t *testing.T) {
	got := textOf(&Question{Kind: Choice, Prompt: "<p>asked</p>", Choices: []Option{{HTML: "first"}, {HTML: "second"}}, Answer: "answered", Extra: "explained"})
	want := text{sketch("asked first second"), sketch("answered explained")}
	if fmt.Sprint(got) != fmt.Sprint(want) {
		t.Errorf("%v, want %v", got, want)
	}
	if a, b := textOf(&Question{Kind: Cloze, Prompt: "<p>on the {{c1::Seine::river}}</p>"}), (text{prompt: sketch("on the Seine")}); fmt.Sprint(a) != fmt.Sprint(b) {
		t.Errorf("a cloze: %v, want %v", a, b)
	}
	if a, b := textOf(&Question{Prompt: "<p>write {{c1::x}}</p>"}), (text{prompt: sketch("write c1 x")}); fmt.Sprint(a) != fmt.Sprint(b) {
		t.Errorf("no cloze: %v, want %v", a, b)
	}
}
