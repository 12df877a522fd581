package cloze_test

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/examdeck/examdeck/deck/cloze"
	"github.com/examdeck/examdeck/internal/ankitest"
)

// texts are what clozes may look like, with the numbers that Anki finds and what it shows where nothing is hidden.
var texts = []struct {
	text, numbers, shown string
}{
	{"", "[]", ""},
	{"no cloze", "[]", "no cloze"},
	{"{{c1::a}}", "[1]", "a"},
	{"{{c2::a}} {{c1::b::hint}} {{c2::c}}", "[1 2]", "a b c"},
	{"{{c1::}}", "[1]", ""},
	{"{{{c1::a}}}", "[1]", "{a}"},
	{"a}} {{c4::b}}", "[4]", "a}} b"},
	{"{{c1::x}} }} :: {{c2::y}}", "[1 2]", "x }} :: y"},

	// Nesting.
	{"{{c1::a {{c3::b}} c}}", "[1 3]", "a b c"},
	{"{{c1::{{c2::a}}}}", "[1 2]", "a"},
	{"{{c1::{{c2::a::hint}}::hint}}", "[1 2]", "a"},
	{nested(10), "[1 2 3 4 5 6 7 8 9 10]", "x"},
	{nested(11), "[1 2 3 4 5 6 7 8 9 10]", "x}}"},
	{nested(12) + "{{c20::x}}", "[1 2 3 4 5 6 7 8 9 10 20]", "x}}}}x"},

	// Hints.
	{"{{c1::std::vector::x}} b", "[1]", "std b"},
	{"{{c1::::hint}}", "[1]", ""},
	{"{{c1::a:::b}}", "[1]", "a"},
	{"{{c1::a:b}}", "[1]", "a:b"},
	{"{{c9::a::{{c8::b}}}}", "[8 9]", "ab"},
	{"Text {{c1::a::h {{c2::b}} x}} end.", "[1 2]", "Text ab x end."},
	{"{{c1::a::h {{c2::b::i}} x::k}} c", "[1 2]", "ab x c"},
	{"{{c1::a {{c2::b}}::hint}} c", "[1 2]", "a b c"},

	// Numbers.
	{"{{c0::z}}", "[]", "z"},
	{"{{c0::{{c1::a}}}}", "[1]", "a"},
	{"{{c01::a}} {{c000000000002::b}}", "[1 2]", "a b"},
	{"{{c500::a}} {{c501::b}} {{c65535::c}}", "[500 501 65535]", "a b c"},
	{"{{c65536::a}} {{c99999999999999999999::b}}", "[]", "{{c65536::a}} {{c99999999999999999999::b}}"},
	{"{{c1::a {{c70000::b}} c}}", "[1]", "a {{c70000 c}}"},
	{"{{c1,3::a}} b", "[1 3]", "a b"},
	{"{{c3,1,,3::a::hint}} b", "[1 3]", "a b"},
	{"{{c1,::a}}{{c,2::b}}", "[1 2]", "ab"},
	{"{{c0,2::a}}", "[2]", "a"},
	{"{{c1,70000::a}}", "[1]", "a"},

	// What is no mark.
	{"{{C1::a}}", "[]", "{{C1::a}}"},
	{"{{c::a}} {{c,::b}} {{cx::c}}", "[]", "{{c::a}} {{c,::b}} {{cx::c}}"},
	{"{{c1:a}} {{c1 ::b}} {{ c1::c}} {{c 1::d}}", "[]", "{{c1:a}} {{c1 ::b}} {{ c1::c}} {{c 1::d}}"},
	{"{{c1, 3::a}} {{c-1::b}} {{c+1::c}} {{c١::d}}", "[]", "{{c1, 3::a}} {{c-1::b}} {{c+1::c}} {{c١::d}}"},
	{"{{c{{c2::a}}", "[2]", "{{ca"},
	{"{{c1:{{c2::a}}", "[2]", "{{c1:a"},

	// Formulas: Anki knows no braces of TeX.
	{`\(\frac{1}{{{c1::x}}}\)`, "[1]", `\(\frac{1}{x}\)`},
	{`\({{c1::\frac{a}{b}}}\) c`, "[1]", `\(\frac{a}{b}\) c`},
	{`\({{c1::x_{a_{b}} }}\) c`, "[1]", `\(x_{a_{b }}\) c`},
	{`\(\{{c1::x\}}\)`, "[1]", `\(\x\\)`},
}

// unclosed are texts with clozes that are never closed: their text is on no card, but [cloze.Open] keeps it.
var unclosed = []struct {
	text, numbers, opened, shown string
}{
	{"{{c1::a", "[]", "a", ""},
	{"a {{c1::b} c", "[]", "a b} c", "a "},
	{"{{c1::a {{c2::b}} c", "[]", "a b c", ""},
	{"{{c1::a}} {{c3::b::hint", "[1]", "a b", "a "},
	{"{{c3::b {{c4::c::hint}} d", "[]", "b c d", ""},
}

// nested puts that many clozes into one another.
func nested(depth int) string {
	s := "x"
	for i := depth; i > 0; i-- {
		s = fmt.Sprintf("{{c%d::%s}}", i, s)
	}
	return s
}

func TestNumbersAndOpen(t *testing.T) {
	for _, tt := range texts {
		if got := fmt.Sprint(cloze.Numbers(tt.text)); got != tt.numbers {
			t.Errorf("%s: numbers %s, want %s", tt.text, got, tt.numbers)
		}
		if got := cloze.Open(tt.text); got != tt.shown {
			t.Errorf("%s: opened %q, want %q", tt.text, got, tt.shown)
		}
	}
	for _, tt := range unclosed {
		if got := fmt.Sprint(cloze.Numbers(tt.text)); got != tt.numbers {
			t.Errorf("%s: numbers %s, want %s", tt.text, got, tt.numbers)
		}
		if got := cloze.Open(tt.text); got != tt.opened {
			t.Errorf("%s: opened %q, want %q", tt.text, got, tt.opened)
		}
	}
}

// TestAnkiReadsTheSame asks the real Anki for the numbers in each text, and for what the answer of a card shows that
// hides none of it.
func TestAnkiReadsTheSame(t *testing.T) {
	type answer struct {
		Numbers []int
		Shown   string
	}
	var asked []string
	var want []answer
	add := func(text, numbers, shown string) {
		var list []int
		for _, n := range strings.Fields(strings.Trim(numbers, "[]")) {
			i := 0
			fmt.Sscan(n, &i)
			list = append(list, i)
		}
		asked, want = append(asked, text), append(want, answer{list, shown})
	}
	for _, tt := range texts {
		add(tt.text, tt.numbers, tt.shown)
	}
	for _, tt := range unclosed {
		add(tt.text, tt.numbers, tt.shown)
	}
	in, err := json.Marshal(asked)
	if err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(t.TempDir(), "answers.json")
	ankitest.New(t).Change(fmt.Sprintf(`
import json, re
answers = []
for text in json.loads(%q):
    note = col.new_note(col.models.by_name("Cloze"))
    note["Text"] = text
    numbers = sorted(note.cloze_numbers_in_fields())
    note["Text"] = "{{c400::|}}" + text
    shown = note.ephemeral_card(399).render_output().answer_text.partition("|</span>")[2].rpartition("<br>")[0]
    answers.append({"Numbers": numbers, "Shown": re.sub("<span [^>]*>|</span>", "", shown)})
json.dump(answers, open(%q, "w"))
`, in, file))
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var got []answer
	if err := json.Unmarshal(data, &got); err != nil || len(got) != len(want) {
		t.Fatalf("%v: %s", err, data)
	}
	for i, text := range asked {
		if !slices.Equal(got[i].Numbers, want[i].Numbers) || got[i].Shown != want[i].Shown {
			t.Errorf("%s: Anki finds %v and shows %q, want %v and %q", text, got[i].Numbers, got[i].Shown, want[i].Numbers, want[i].Shown)
		}
	}
}

func TestParts(t *testing.T) {
	var got []string
	for p := range cloze.Parts("a {{c1::b {{c2,3::c::d::e}}::f}} g }}" + nested(11)) {
		got = append(got, fmt.Sprintf("%d %q %v", p.Kind, p.Text, p.Numbers))
	}
	want := []string{`0 "a " []`, `1 "{{c1::" [1]`, `0 "b " []`, `1 "{{c2,3::" [2 3]`, `0 "c" []`, `3 "::d::e" []`, `2 "}}" []`, `3 "::f" []`, `2 "}}" []`,
		`0 " g }}" []`}
	if !slices.Equal(got[:len(want)], want) {
		t.Errorf("%q, want %q", got[:len(want)], want)
	}
	if got := got[len(want)+cloze.MaxNesting]; got != `4 "{{c11::" []` {
		t.Errorf("the mark that is too deep: %q", got)
	}
	for range cloze.Parts("a {{c1::b") {
		break // must not panic
	}
}

func TestReadMark(t *testing.T) {
	for _, tt := range []struct{ text, want string }{
		{"{{c12::a}}", "[12] 7"}, {"{{c2,1::", "[1 2] 8"}, {"{{c70000::a", "[] 10"}, {"{{c,::", "[] 6"},
		{"{{c::", "[] 0"}, {"{{c1:", "[] 0"}, {"{{c", "[] 0"}, {"", "[] 0"}, {" {{c1::", "[] 0"},
	} {
		numbers, length := cloze.ReadMark(tt.text)
		if got := fmt.Sprint(numbers, length); got != tt.want {
			t.Errorf("%q: %s, want %s", tt.text, got, tt.want)
		}
	}
}

func TestRenumber(t *testing.T) {
	for _, tt := range []struct{ text, want string }{
		{"{{c1::a {{c02::b::h}} c}} {{c::d}}", "{{c11::a {{c12::b::h}} c}} {{c::d}}"},
		{"{{c1,2::a}}", "{{c11,12::a}}"},
		{"{{c70000::a}} c1::", "{{c70000::a}} c1::"},
	} {
		if got := cloze.Renumber(tt.text, func(n int) int { return n + 10 }); got != tt.want {
			t.Errorf("%s: %s, want %s", tt.text, got, tt.want)
		}
	}
	if got := cloze.Renumber("{{c1,2::a}}", func(int) int { return 3 }); got != "{{c3::a}}" {
		t.Errorf("two numbers became one: %s", got)
	}
}

// FuzzCloze: the parts are the whole text, other numbers change nothing else, and no text takes long.
func FuzzCloze(f *testing.F) {
	for _, tt := range texts {
		f.Add(tt.text)
	}
	for _, tt := range unclosed {
		f.Add(tt.text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		var joined strings.Builder
		depth := 0
		for p := range cloze.Parts(text) {
			joined.WriteString(p.Text)
			switch {
			case p.Text == "" || (p.Kind == cloze.Opening) != (len(p.Numbers) > 0):
				t.Errorf("%q: part %v", text, p)
			case p.Kind == cloze.Opening:
				depth++
			case p.Kind == cloze.Closing:
				depth--
			}
			if depth < 0 || depth > cloze.MaxNesting || depth == 0 && p.Kind == cloze.Hint {
				t.Errorf("%q: %d clozes are open at %v", text, depth, p)
			}
		}
		if joined.String() != text {
			t.Errorf("%q: the parts are %q", text, joined.String())
		}
		renumbered := cloze.Renumber(text, func(n int) int { return n + 1 })
		back := cloze.Renumber(renumbered, func(n int) int { return max(0, n-1) })
		same := cloze.Renumber(text, func(n int) int { return n })
		if !strings.Contains(text, "65535") && back != same {
			t.Errorf("%q: renumbered there and back %q", text, back)
		}
		if cloze.Open(same) != cloze.Open(text) || !slices.Equal(cloze.Numbers(same), cloze.Numbers(text)) {
			t.Errorf("%q: renumbered %q", text, same)
		}
		linear(t, text)
	})
}

// linear reads a text again and again: what is read per byte must not grow with its length.
func linear(t *testing.T, text string) {
	t.Helper()
	if text == "" || len(text) > 1000 {
		return
	}
	long := strings.Repeat(text, 1+1<<16/len(text))
	start := time.Now()
	cloze.Numbers(long)
	if took := time.Since(start); took > time.Second {
		t.Errorf("%q: 64 KB of it take %v", text, took)
	}
}

// TestHostile reads what is made to take long.
func TestHostile(t *testing.T) {
	for _, text := range []string{"{{c", "{{c1::", "}}", "::", "{{c1::x}}", "{{c1,", "{{c1,1,1::", "1,"} {
		long := strings.Repeat(text, 1<<18)
		for _, s := range []string{long, "{{c" + long, "{{c1::" + long} {
			start := time.Now()
			cloze.Numbers(s)
			cloze.Open(s)
			cloze.Renumber(s, func(n int) int { return n })
			if took := time.Since(start); took > 5*time.Second {
				t.Errorf("%.20q…: %v", s, took)
			}
		}
	}
}

func BenchmarkOpen(b *testing.B) {
	text := strings.Repeat("The {{c1::Danube}} flows through ten countries into the {{c2::Black Sea::which sea?}}, and is very long: 2,850 km. ", 100)
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		cloze.Open(text)
	}
}
