package ankitemplate_test

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/examdeck/examdeck/deck/cloze"
	"github.com/examdeck/examdeck/internal/ankitemplate"
	"github.com/examdeck/examdeck/internal/ankitest"
)

var clozeCases = map[string]string{
	"no cloze": "[]", "{{c1::a}}": "[1]", "{{c2::a}} {{c1::b::hint}} {{c2::c}}": "[1 2]", "{{c1::a {{c3::b}} c}}": "[1 3]",
	"{{c1::a": "[]", "{{c1::a}": "[]", "{{c1::a {{c2::b}}": "[]", "{{c1,,3::a}}": "[1 3]", "{{c,1::a}}": "[1]", "{{c,::a}}": "[]", "{{c1,70000::a}}": "[1]", "{{c1::a {{c::b}} {{c2::d}}": "[1 2]", "{{c1::a {{c70000::b}} {{c2::d}}": "[1 2]", "{{c1::a {{c0::b}} {{c2::d}}": "[]", "{{c0::a}}": "[]", "{{c01::a}}": "[1]", "{{C1::a}}": "[]",
	"{{c::a}}": "[]", "{{c1:a}}": "[]", "{{c1 ::a}}": "[]", "{{ c1::a}}": "[]", "{{c600::a}}": "[500]", "{{c65536::a}}": "[]",
	"{{c1,3::a}}": "[1 3]", "{{c1,::a}}": "[1]", "{{c1, 3::a}}": "[]", "{{c1::}}": "[1]", "a}} {{c4::b}}": "[4]",
	"{{{c1::a}}}": "[1]", "{{c1::{{c2::a}}}}": "[1 2]", "{<!-- -->{c1::a}}": "[]", "{{c{{c2::a}}": "[2]",
	"{{c0::{{c1::a}}}}": "[1]", "{{c9::a::{{c8::b}}}}": "[8 9]", "{{c1::x}} }} {{c2::y}}": "[1 2]",
	nested(10): "[1 2 3 4 5 6 7 8 9 10]", nested(11): "[1 2 3 4 5 6 7 8 9 10]", nested(12) + "{{c20::x}}": "[1 2 3 4 5 6 7 8 9 10 20]",
}

// nested puts that many clozes into one another.
func nested(depth int) string {
	s := "x"
	for i := depth; i > 0; i-- {
		s = fmt.Sprintf("{{c%d::%s}}", i, s)
	}
	return s
}

func TestClozes(t *testing.T) {
	for field, want := range clozeCases {
		if got := fmt.Sprint(ankitemplate.Clozes(field)); got != want {
			t.Errorf("%s: %s, want %s", field, got, want)
		}
	}
}

// TestAnkiMakesTheseCards adds the fields to the real Anki as notes, and looks which cards it makes.
func TestAnkiMakesTheseCards(t *testing.T) {
	var fields []string
	for field := range clozeCases {
		fields = append(fields, field)
	}
	in, err := json.Marshal(fields)
	if err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(t.TempDir(), "answers.json")
	ankitest.New(t).Change(fmt.Sprintf(`
import json
answers = []
for field in json.loads(%q):
    note = col.new_note(col.models.by_name("Cloze"))
    note["Text"] = field
    col.add_note(note, 1)
    blank = {cid for n in col.get_empty_cards().notes for cid in n.card_ids}
    answers.append(sorted(c.ord + 1 for c in note.cards() if c.id not in blank))
json.dump(answers, open(%q, "w"))
`, in, file))
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var answers [][]int
	if err := json.Unmarshal(data, &answers); err != nil || len(answers) != len(fields) {
		t.Fatalf("%v: %s", err, data)
	}
	for i, field := range fields {
		if got := fmt.Sprint(answers[i]); got != clozeCases[field] {
			t.Errorf("%s: Anki makes the cards %s, want %s", field, got, clozeCases[field])
		}
	}
}

// TestClozesHostile reads what is made to take long.
func TestClozesHostile(t *testing.T) {
	for _, text := range []string{"{{c", "{{c1::", "}}", "{{c1::x}}", "{{c1,"} {
		ankitemplate.Clozes(strings.Repeat(text, 1<<18))
	}
}

func FuzzClozes(f *testing.F) {
	for field := range clozeCases {
		f.Add(field)
	}
	f.Fuzz(func(t *testing.T, field string) {
		for _, n := range ankitemplate.Clozes(field) {
			if n < 1 || n > cloze.Max {
				t.Errorf("cloze %d", n)
			}
		}
	})
}
