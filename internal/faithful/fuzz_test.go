package faithful

import (
	"strings"
	"testing"
	"testing/fstest"

	"github.com/examdeck/examdeck/parse"
)

// shapes are notes of one question, with QQ for its prompt and AA for its answer.
var shapes = []string{
	"## Question 1\n\nQQ?\n\n**Answer:** AA\n",
	"# Exam\n\n## 1. QQ?\n\nAA\n\n## 2. Why?\n\nBecause.\n",
	"Q: QQ?\nA: AA\n",
	"> [!question] QQ?\n> > [!answer]-\n> > AA\n",
	"### QQ?\n\n<details><summary>Answer</summary>\n\nAA\n\n</details>\n",
	"**Frage 1:** QQ?\n\n??? success \"Lösung\"\n\n    AA\n",
	"::: {.exercise}\nQQ\n\n::: {.solution}\nAA\n:::\n:::\n",
	"1. QQ?\n   - [ ] ba bo\n   - [x] AA\n",
	"## QQ #card\n\nAA\n",
	"#flashcards\n\nQQ::AA\n",
	"- QQ? #card\n  - AA\n",
	"| Question | Answer |\n|---|---|\n| QQ? | AA |\n",
}

// joints stand between the words of an answer: what notes are made of.
var joints = []string{" ", " ", " ", "\n", "\n\n", "\n- ", "\n\n> ", " **bo** ", " `bo` ", "\n\n1. ", ", ", " ([bo](bo.md)) ", " $x$ ", "  \n", "\n\n### "}

// plainWords makes words of no language of bytes, joined by what they ask for; flat is on one line.
func plainWords(seed []byte, flat bool) string {
	var b strings.Builder
	for i, c := range seed {
		if i > 0 && i%4 == 0 {
			joint := joints[int(c)%len(joints)]
			if flat && strings.Contains(joint, "\n") {
				joint = " "
			}
			b.WriteString(joint)
		}
		b.WriteByte("bdfgjklmnprstvz"[c%15])
		b.WriteByte("aeiou"[c/15%5])
	}
	return b.String()
}

// FuzzFaithful: whatever plain words a note of a known shape is made of, its card shows all of them and no markup.
func FuzzFaithful(f *testing.F) {
	for i := range shapes {
		f.Add(uint8(i), []byte("what is it that is asked here"), []byte("one two three four five six seven eight nine"))
		f.Add(uint8(i), []byte("qqqqqqqqqqqqqqqqqqqqqqqq"), []byte{0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 3, 4, 4, 4, 5, 6, 7, 8, 7, 9})
	}
	f.Fuzz(func(t *testing.T, shape uint8, prompt, answer []byte) {
		if len(prompt) < 8 || len(answer) < 8 || len(prompt)+len(answer) > 2000 {
			return
		}
		form := shapes[int(shape)%len(shapes)]
		flat := strings.HasPrefix(form, "|") || strings.Contains(form, "::")
		text := plainWords(answer, flat)
		if before, _, _ := strings.Cut(form, "AA"); !flat {
			text = strings.ReplaceAll(text, "\n", "\n"+indent(before))
		}
		note := strings.NewReplacer("QQ", plainWords(prompt, true), "AA", text).Replace(form)
		found, err := Check(fstest.MapFS{"note.md": {Data: []byte(note)}})
		if err != nil {
			t.Fatal(err)
		}
		for _, finding := range found {
			if finding.Lost != "" || len(finding.Leaks) > 0 {
				t.Errorf("lost %q, leaks %q of\n%s", finding.Lost, finding.Leaks, note)
			}
		}
	})
}

// indent is what begins the further lines of a block whose first line stands behind such text: blanks, and the signs of
// quotes.
func indent(before string) string {
	line := before[strings.LastIndexByte(before, '\n')+1:]
	if end := strings.IndexFunc(line, func(r rune) bool { return r != ' ' && r != '>' && r != '-' }); end >= 0 {
		line = line[:end]
	}
	return strings.ReplaceAll(line, "-", " ")
}

// TestShapes: what the target is given are questions, each of whose texts is missed where it is lost.
func TestShapes(t *testing.T) {
	for _, form := range shapes {
		prompt, answer := "dubi fegu rolo mata zizi", "kabo tuvi nelo sapi gudo"
		note := strings.NewReplacer("QQ", prompt, "AA", answer).Replace(form)
		vault := fstest.MapFS{"note.md": {Data: []byte(note)}}
		sources, err := parse.Dir(vault)
		if err != nil {
			t.Fatal(err)
		}
		result := parse.Parse(sources, parse.Options{Root: "vault"})
		if result.Set.Len() == 0 {
			t.Errorf("no question in\n%s", note)
			continue
		}
		q := result.Set.Decks[0].Questions[0]
		if f := Question(note, q); f.Lost != "" || f.Foreign != "" || f.Leaks != nil {
			t.Errorf("%+v in\n%s", f, note)
		}
		q.Prompt = "<p>**none of this** stands where the others stand, but behind many more that nobody knows</p>"
		if f := Question(note+"**none", q); f.Lost == "" || f.Foreign == "" || len(f.Leaks) != 1 {
			t.Errorf("of a spoilt card only %+v in\n%s", f, note)
		}
	}
}
