package settings

import (
	"fmt"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/examdeck/examdeck/internal/mathjax"
)

// readText reads a configuration and returns what it says, and its faults.
func readText(text string) (says, faults string) {
	config, found := ReadConfig(fstest.MapFS{ConfigFile: {Data: []byte(text)}}, ConfigFile)
	var b strings.Builder
	for _, d := range found {
		fmt.Fprintf(&b, "%d:%d: %s\n", d.Pos.Line, d.Pos.Col, d.Message)
	}
	return fmt.Sprint(config.Values()), strings.TrimSpace(b.String())
}

func TestReadConfig(t *testing.T) {
	tests := []struct{ text, says, faults string }{
		{"", "map[]", ""},
		{"~\n", "map[]", ""},
		{"deck: Course\nauthor: ' Jane '\nnamespace: n\nlicense: MIT\n", "map[author:Jane deck:Course license:MIT namespace:n]", ""},
		{"deck:\nauthor: A\n", "map[author:A]", ""},
		{"deck: [a]\n", "map[]", "1:7: deck takes a text"},
		{"deck: ' '\n", "map[]", "1:7: deck takes a text"},
		{"deck: a\ndeck: b\n", "map[deck:a]", `2:1: "deck" is set twice, first in line 1`},
		{"\ndeck: a\nkind: typed\n", "map[deck:a kind:typed]", ""},
		{"- a\n", "map[]", `1:1: the configuration is no list of "key: value" lines`},
		{"exclude: a b, c\n", "map[exclude:[a b, c]]", ""},
		{"exclude: [a, 1]\nmedia-folders: ['[a']\n", "map[exclude:[a 1] media-folders:[[a]]", ""},
		{"exclude: [a, {b: c}]\n", "map[]", "1:10: exclude takes a list of texts"},
		{"exclude: [a, ~]\n", "map[]", "1:10: exclude takes a list of texts"},
		{"exclude: {a: b}\n", "map[]", "1:10: exclude takes a list of texts"},
		{"exclude: ['[a']\n", "map[]", `1:10: exclude: "[a" is no pattern of file names`},
		{"highlight: cloze\n", "map[]", `1:1: there is no setting "highlight"; did you mean "highlights"?`},
		{"nothing: cloze\n", "map[]", `1:1: there is no setting "nothing"; there are ` + strings.Join(ConfigKeys(), ", ")},
		{"kind: odd\n", "map[]", `1:7: kind is "odd", not "basic", "reversed" or "typed"`},
		{"tags: &a [*a]\n", "map[]", "1:7: tags: anchor 'a' value contains itself"},
		{"tags: a, b c\n", "map[tags:[a b c]]", ""},
		{"tags: [a b, 2]\n", "map[tags:[a b 2]]", ""},
		{"tags: [a, ~, [b, [c]], 2024-02-18]\n", "map[tags:[a b c 2024-02-18]]", ""},
		{"tags: 7\n", "map[tags:[7]]", ""},
		{"tags: [a, b: c]\n", "map[]", "1:7: tags takes a list of texts"},
		{"tags: {a: b}\n", "map[]", "1:7: tags takes a list of texts"},
		{"deck: a\n\tb: c\n", "map[]", "2:1: the configuration is no YAML: found a tab character that violates indentation"},
		{"macros: {R: '\\mathbb{R}', \\norm: ['|#1|', 1], opt: ['#1', 1, x]}\n",
			`map[macros:map[\R:\mathbb{R} \norm:[|#1| 1] \opt:[#1 1 x]]]`, ""},
		{"macros: x\n", "map[]", "1:9: macros takes a list of names with their texts"},
		{"dialects: [-tables, +cloze]\n", "map[dialects:[-tables +cloze]]", ""},
		{"dialects: spaced\n", "map[]", `1:11: there is no dialect "spaced"; did you mean "spaced-repetition"?`},
		{"dialects: toggles-html\n", "map[]", `1:11: there is no dialect "toggles-html"; did you mean "toggles"?`},
		{"dialects: fences\n", "map[]", `1:11: there is no dialect "fences"; did you mean "quiz-fences"?`},
		{"dialects: tabels\n", "map[]", `1:11: there is no dialect "tabels"; did you mean "tables"?`},
		{"dialects: xyz\n", "map[]", `1:11: there is no dialect "xyz"; there are ` + strings.Join(dialectNames, ", ")},
		{"dialects: '-'\n", "map[]", `1:11: there is no dialect ""; there are ` + strings.Join(dialectNames, ", ")},
	}
	for _, tt := range tests {
		if says, faults := readText(tt.text); says != tt.says || faults != tt.faults {
			t.Errorf("%q says %s\nand its faults are %q\nwant %s\nand %q", tt.text, says, faults, tt.says, tt.faults)
		}
	}
}

func TestReadConfigOfAnySize(t *testing.T) {
	text := "deck: a\n" + strings.Repeat("#", maxConfig-len("deck: a\n"))
	if says, faults := readText(text); says != "map[deck:a]" || faults != "" {
		t.Errorf("%s, %s", says, faults)
	}
	if _, faults := readText(text + "#"); faults != "0:0: the configuration can't be read: it is larger than 1 MB" {
		t.Errorf("one byte more: %q", faults)
	}
}

func TestConfigIsMissing(t *testing.T) {
	if _, faults := ReadConfig(fstest.MapFS{}, ConfigFile); len(faults) > 0 {
		t.Errorf("%v", faults)
	}
	_, faults := ReadConfig(fstest.MapFS{"examdeck.yml": {}}, "v/"+ConfigFile)
	if len(faults) != 1 || faults[0].Pos.File != "v/examdeck.yml" || !strings.Contains(faults[0].Message, "is called") {
		t.Errorf("%v", faults)
	}
}

func TestDialects(t *testing.T) {
	tests := []struct {
		dialects      []string
		reads, forces bool // tables
	}{
		{nil, true, false},
		{[]string{"tables"}, true, true},
		{[]string{"cloze"}, false, false},
		{[]string{"+tables"}, true, true},
		{[]string{"+cloze"}, true, false},
		{[]string{"-tables"}, false, false},
		{[]string{"-cloze"}, true, false},
		{[]string{"cloze", "+tables"}, true, true},
		{[]string{"tables", "-tables"}, false, true},
	}
	for _, tt := range tests {
		s := Settings{Dialects: tt.dialects}
		if reads, forces := s.Reads("tables"), s.Forces("tables"); reads != tt.reads || forces != tt.forces {
			t.Errorf("%q: read %v, forced %v", tt.dialects, reads, forces)
		}
	}
}

// TestOver: a layer completes the one above it; tags and macros add up.
func TestOver(t *testing.T) {
	macros := func(texts ...string) mathjax.Macros {
		all := map[string]any{}
		for i := 0; i < len(texts); i += 2 {
			all[texts[i]] = texts[i+1]
		}
		m, _ := mathjax.ReadMacros(all)
		return m
	}
	above := Settings{Kind: "typed", Tags: []string{"a"}, Macros: macros("R", "1")}
	below := Settings{Kind: "basic", Parts: "split", Dialects: []string{"cloze"}, Tags: []string{"b"}, Macros: macros("R", "2", "N", "3")}
	if got, want := fmt.Sprint(above.Over(below).Values()),
		`map[dialects:[cloze] kind:typed macros:map[\N:3 \R:1] parts:split tags:[b a]]`; got != want {
		t.Errorf("%s, want %s", got, want)
	}
	if got, want := fmt.Sprint(Settings{Dialects: []string{}}.Over(below).Values()),
		`map[dialects:[] kind:basic macros:map[\N:3 \R:2] parts:split tags:[b]]`; got != want {
		t.Errorf("%s, want %s", got, want)
	}
	if got, want := fmt.Sprint(above.Over(Settings{}).Values()), `map[kind:typed macros:map[\R:1] tags:[a]]`; got != want {
		t.Errorf("%s, want %s", got, want)
	}
	if got, want := fmt.Sprint(below.Macros["N"].Text, below.Macros["R"].Text), "32"; got != want {
		t.Errorf("the layer below has changed: %s", got)
	}
	if got, want := fmt.Sprint(Defaults().Values()), "map[bold:text breaks:text curly:text decks:exam highlights:text kind:basic "+
		"line-separator:? line-separator-reversed:?? links:text markers:[START END STARTI ENDI] parts:keep separator::: separator-reversed:::: source:shown]"; got != want {
		t.Errorf("%s, want %s", got, want)
	}
}

func TestPatterns(t *testing.T) {
	for _, tt := range []struct {
		pattern, path string
		want          bool
	}{
		{`[\]{]x{a,b}`, "]xb", true},
		{"[{,]{a,b}", ",a", true},
		{`\{a{b,c}`, "{ac", true},
		{"{a,{b,c}}", "x/c", true},
		{"}{a,b}", "}b", true},
		{"{a,b", "a", false},
	} {
		if got := Excluded([]string{tt.pattern}, tt.path); got != tt.want {
			t.Errorf("%q matches %q: %v", tt.pattern, tt.path, got)
		}
	}
	if err := CheckPatterns([]string{strings.Repeat("a", maxPatterns-1)}); err != nil {
		t.Error(err)
	}
	if err := CheckPatterns([]string{strings.Repeat("a", maxPatterns)}); err == nil {
		t.Error("a pattern is taken that is too long")
	}
}
