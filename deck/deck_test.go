package deck

import (
	"strings"
	"testing"
)

func TestPart(t *testing.T) {
	for title, want := range map[string]string{
		"2022-02-18": "2022-02-18", "C++::std::vector": "C++ - std - vector", " : a : ": "a", "a\tb\nc": "a b c", "": "untitled",
		"::": "untitled", "Tentamen 2019-01-07": "Tentamen 2019-01-07", "a:::b": "a - b", "Übung: Teil 1": "Übung: Teil 1",
	} {
		if got := Part(title); got != want {
			t.Errorf("Part(%q) = %q, want %q", title, got, want)
		}
	}
	if got := Name("vault", "a::b", ""); got != "vault::a - b::untitled" {
		t.Errorf("Name = %q", got)
	}
}

func TestTag(t *testing.T) {
	for tag, want := range map[string]string{
		"R": "R", "#a/b": "a::b", "a b": "a_b", "a::b c": "a::b_c", "": "", "#": "", "a//b": "a::b", "\x1fx": "x",
	} {
		if got := Tag(tag); got != want {
			t.Errorf("Tag(%q) = %q, want %q", tag, got, want)
		}
	}
}

func TestMediaName(t *testing.T) {
	var sum [32]byte
	sum[0] = 0xab
	for file, want := range map[string]string{
		"img/Pasted image 2024.PNG":       "pasted-image-2024-ab0000000000.png",
		"Übersicht 1.jpg":                 "bersicht-1-ab0000000000.jpg",
		"图.svg":                           "media-ab0000000000.svg",
		strings.Repeat("x", 300) + ".png": strings.Repeat("x", 60) + "-ab0000000000.png",
	} {
		got := MediaName(file, sum)
		if got != want {
			t.Errorf("MediaName(%q) = %q, want %q", file, got, want)
		}
		if stem := MediaStem(got); got != stem+"-ab0000000000"+got[strings.LastIndexByte(got, '.'):] {
			t.Errorf("MediaStem(%q) = %q", got, stem)
		}
	}
}

func TestPlainText(t *testing.T) {
	for fragment, want := range map[string]string{
		"<p>a <b>b</b>\n c</p>":                 "a b c",
		"<p>x<sub>2</sub>y</p><p>z</p>":         "x2y z",
		`<p>\(n &lt; d\)</p>`:                   `\(n < d\)`,
		"a<br>b":                                "a b",
		"a<!-- hidden -->b":                     "ab",
		`see <img src="tree-0123456789ab.png">`: "see tree",
		"":                                      "",
		"1 &lt; 2 < 3":                          "1 < 2",
		`<p title="a > b">x</p>`:                `b">x`,
		"Vec&lt;i32&gt;":                        "Vec<i32>",
	} {
		if got := PlainText(fragment); got != want {
			t.Errorf("PlainText(%q) = %q, want %q", fragment, got, want)
		}
	}
}

func TestValidate(t *testing.T) {
	good := func() *Set {
		return &Set{
			Decks: []*Deck{{Name: "a::b", Questions: []*Question{
				{GUID: "x1", Label: "1", Answer: "a", Media: []string{"m.png"}, Tags: []string{"t::u"}},
				{GUID: "x2", Kind: Choice, Prompt: "p", Choices: []Option{{Right: true}, {}}},
				{GUID: "x3", Kind: Cloze, Prompt: "{{c1::p}}"},
			}}},
			Media: []Media{{Name: "m.png"}},
		}
	}
	if found := good().Validate(); found != nil {
		t.Fatalf("a good set has faults: %v", found)
	}
	for name, spoil := range map[string]func(s *Set){
		"double-guid":   func(s *Set) { s.Decks[0].Questions[1].GUID = "x1" },
		"guid":          func(s *Set) { s.Decks[0].Questions[1].GUID = "x-1" },
		"no-prompt":     func(s *Set) { s.Decks[0].Questions[0].Label = "" },
		"empty-answer":  func(s *Set) { s.Decks[0].Questions[0].Answer = "" },
		"unknown-media": func(s *Set) { s.Media = nil },
		"tag":           func(s *Set) { s.Decks[0].Questions[0].Tags = []string{"a b"} },
		"choices":       func(s *Set) { s.Decks[0].Questions[1].Choices[0].Right = false },
		"no-cloze":      func(s *Set) { s.Decks[0].Questions[2].Prompt = "p" },
		"kind":          func(s *Set) { s.Decks[0].Questions[2].Kind = 99 },
		"empty-deck":    func(s *Set) { s.Decks = append(s.Decks, &Deck{Name: "c"}) },
		"double-deck": func(s *Set) {
			s.Decks = append(s.Decks, &Deck{Name: "A::B", Questions: []*Question{{GUID: "y", Label: "l", Answer: "a"}}})
		},
		"deck-name": func(s *Set) { s.Decks[0].Name = "a::::b" },
	} {
		s := good()
		spoil(s)
		found := s.Validate()
		if len(found) == 0 || found[0].Code != name {
			t.Errorf("%s: found %v", name, found)
		}
	}
}

// TestValidateClozes: a question hides something where Anki makes a card of its own for it.
func TestValidateClozes(t *testing.T) {
	for prompt, hides := range map[string]bool{
		"{{c1::a}}": true, "{{c500::a}}": true, "{{c1,2::a}}": true, "{{c0::{{c2::a}}}}": true, "{{c501::a}} {{c3::b}}": true,
		"{{c1::a": false, "{{c0::a}}": false, "{{c501::a}}": false, "{{C1::a}}": false, "{<!-- -->{c1::a}}": false,
	} {
		set := &Set{Decks: []*Deck{{Name: "a", Questions: []*Question{{GUID: "x", Kind: Cloze, Prompt: prompt}}}}}
		if found := set.Validate(); (len(found) == 0) != hides {
			t.Errorf("%s: %v", prompt, found)
		}
	}
}
