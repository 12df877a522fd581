package deck

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

func TestName(t *testing.T) {
	for title, want := range map[string]string{
		"2022-02-18": "2022-02-18", "C++::std::vector": "C++::std::vector", " : a : ": "a", "a\tb\nc": "a b c", "": "untitled",
		"::": "untitled", "a:: ::b::": "a::b", "Tentamen 2019-01-07": "Tentamen 2019-01-07", "a:::b": "a::b", "Übung: Teil 1": "Übung: Teil 1",
		"a~\x7fb\u0080\x1fc": "a~b\u0080c", "a\u00a0\u00a0b": "a b",
	} {
		if got := Name(title); got != want {
			t.Errorf("Name(%q) = %q, want %q", title, got, want)
		}
	}
	if got := Name("vault", "a::b", ""); got != "vault::a::b::untitled" {
		t.Errorf("Name = %q", got)
	}
}

func TestTag(t *testing.T) {
	for tag, want := range map[string]string{
		"R": "R", "#a/b": "a::b", "a b": "a_b", "a::b c": "a::b_c", "": "", "#": "", "a//b": "a::b", "\x1fx": "x",
		"\x7f\"a\"~\u0080": "a~\u0080", " #a ": "a",
	} {
		if got := Tag(tag); got != want {
			t.Errorf("Tag(%q) = %q, want %q", tag, got, want)
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
		"a<!-- never closed":                    "a",
		"a<!-->b":                               "ab",
		"<!-- a -->b":                           "b",
		"a <never closed":                       "a",
		"<br>a":                                 "a",
		"x< y>z":                                "xz",
		"x<B>y</B>z<br/>w":                      "xyz w",
		"a&amp;b":                               "a&b",
		`a<img alt="x">b`:                       "a b",
		`a<image src="x">b`:                     "a b",
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
		"double-guid":               func(s *Set) { s.Decks[0].Questions[1].GUID = "x1" },
		"guid":                      func(s *Set) { s.Decks[0].Questions[1].GUID = "x-1" },
		"no-prompt":                 func(s *Set) { s.Decks[0].Questions[0].Label = "" },
		"empty-answer":              func(s *Set) { s.Decks[0].Questions[0].Answer = "" },
		"unknown-media":             func(s *Set) { s.Media = nil },
		"tag":                       func(s *Set) { s.Decks[0].Questions[0].Tags = []string{"a b"} },
		"choices":                   func(s *Set) { s.Decks[0].Questions[1].Choices[0].Right = false },
		"no-cloze":                  func(s *Set) { s.Decks[0].Questions[2].Prompt = "p" },
		"kind":                      func(s *Set) { s.Decks[0].Questions[2].Kind = 99 },
		"choices, one":              func(s *Set) { s.Decks[0].Questions[1].Choices = []Option{{Right: true}} },
		"choices, none of its kind": func(s *Set) { s.Decks[0].Questions[0].Choices = []Option{{Right: true}} },
		"guid, none":                func(s *Set) { s.Decks[0].Questions[0].GUID = "" },
		"tag, empty":                func(s *Set) { s.Decks[0].Questions[0].Tags = []string{""} },
		"empty-deck":                func(s *Set) { s.Decks = append(s.Decks, &Deck{Name: "c"}) },
		"double-deck": func(s *Set) {
			s.Decks = append(s.Decks, &Deck{Name: "A::B", Questions: []*Question{{GUID: "y", Label: "l", Answer: "a"}}})
		},
		"deck-name": func(s *Set) { s.Decks[0].Name = "a::::b" },
	} {
		s := good()
		spoil(s)
		found := s.Validate()
		if code, _, _ := strings.Cut(name, ","); len(found) == 0 || found[0].Code != code {
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

func TestNames(t *testing.T) {
	for _, tt := range []struct {
		is   fmt.Stringer
		want string
	}{
		{Basic, "basic"}, {Cloze, "cloze"}, {Kind(5), "Kind(5)"}, {Kind(255), "Kind(255)"},
		{Warning, "warning"}, {Error, "error"}, {New, "new"}, {Unchanged, "unchanged"},
		{Position{File: "a.md"}, "a.md"}, {Position{"a.md", 1, 2}, "a.md:1:2"}, {Position{"a.md", 12, 1}, "a.md:12:1"},
	} {
		if got := tt.is.String(); got != tt.want {
			t.Errorf("%q, want %q", got, tt.want)
		}
	}
	for _, k := range Kinds {
		if got, ok := ParseKind(k.String()); got != k || !ok {
			t.Errorf("%s is read as %s, %v", k, got, ok)
		}
	}
	if _, ok := ParseKind("Kind(5)"); ok {
		t.Error("an unknown kind was read")
	}
}

func TestSortDiagnostics(t *testing.T) {
	want := []Diagnostic{
		{Pos: Position{"a.md", 1, 9}, Code: "x"}, {Pos: Position{"a.md", 2, 1}, Code: "a", Message: "y"},
		{Pos: Position{"a.md", 2, 1}, Code: "b", Message: "a"}, {Pos: Position{"a.md", 2, 1}, Code: "b", Message: "b"},
		{Pos: Position{"a.md", 2, 2}, Code: "a"}, {Pos: Position{"b.md", 1, 1}, Code: "a"},
	}
	got := slices.Clone(want)
	slices.Reverse(got)
	SortDiagnostics(got)
	if !slices.Equal(got, want) {
		t.Errorf("%v", got)
	}
	if got := want[0].Error(); got != "a.md:1:9: " {
		t.Errorf("%q", got)
	}
}

func TestPlanCounts(t *testing.T) {
	plan := Plan{
		Items: []Item{
			{Change: New}, {Change: New, Before: &Known{}}, {Change: Back}, {Change: Changed, Moved: true}, {Change: Changed, Guessed: true},
			{Change: Changed, Moved: true}, {Change: Unchanged}, {Change: Unchanged}, {Change: Unchanged}, {Change: Unchanged},
		},
		Retired: make([]Known, 5), Unread: make([]Known, 6),
	}
	want := Counts{New: 2, Back: 1, Changed: 3, Unchanged: 4, Moved: 2, Guessed: 1, KindChanged: 1, Retired: 5, Unread: 6}
	if got := plan.Counts(); got != want {
		t.Errorf("%+v, want %+v", got, want)
	}
}
