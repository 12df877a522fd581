package main

import (
	"strings"
	"testing"

	"github.com/examdeck/examdeck/deck"
)

func basic(prompt, answer string) note {
	return newNote(&deck.Question{Prompt: prompt, Answer: answer}, nil)
}

func TestFingerprints(t *testing.T) {
	names := map[string]string{"a-tree-0123456789ab.png": "pictures/A tree.png"}
	shown := newText(names, `<p>3. Is <code>Vec&lt;T&gt;</code> of {{c1::\(\lambda_1\)}}?</p>`,
		`<p><img src="a-tree-0123456789ab.png" alt=""> <a href="https://example.org/x/far-1.png">far</a> near.png</p>`,
		`<p>['🥑', "x"] {}</p>`)
	for fingerprint, want := range map[string]bool{
		"isvectoflambda1": true, "3isvec": true, "isvecof": false, "c1": false,
		"IMGatree": true, "IMGa20tree": true, "IMGfar1": true, "IMGnear": true, "IMGother": false,
		`='🥑',"x"`: true, "=🍕": false,
	} {
		if got := shown.contains(fingerprint); got != want {
			t.Errorf("contains(%q) = %v in %q", fingerprint, got, shown.letters)
		}
	}
}

func TestIsWholeText(t *testing.T) {
	for _, c := range []struct {
		html, fingerprint string
		want              bool
	}{
		{"<code>1</code> <code>2</code>", "12", true},
		{"<code>1</code> <code>2</code> 3", "12", false},
		{"2. Two", "two", true},
		{`<code>&quot;75&quot;</code>`, `="75"`, true},
		{`<code>75</code>`, `="75"`, false},
		{`<code>{}</code>`, "={}", true},
		{`<code>[]</code>`, "={}", false},
		{"&gt; 10 s ✅", "=10s", true},
		{"l’o di \ufb01le", "lodifile", true},
		{strings.Repeat("long ", 60), strings.Repeat("long", 60), true},
		{strings.Repeat("long ", 60), strings.Repeat("long", 59), false},
	} {
		if got := newText(nil, c.html).is(c.fingerprint); got != c.want {
			t.Errorf("%q is %q: %v", c.html, c.fingerprint, got)
		}
	}
}

func TestAnswers(t *testing.T) {
	cloze := newNote(&deck.Question{Kind: deck.Cloze, Prompt: "A {{c1::hidden}} word"}, nil)
	choice := newNote(&deck.Question{Kind: deck.Choice, Prompt: "Which?", Extra: "Because.", Choices: []deck.Option{
		{Letter: "A", HTML: "one"}, {Letter: "B", HTML: "two", Right: true}, {Letter: "C", HTML: "three", Right: true},
	}}, nil)
	for name, c := range map[string]struct {
		note note
		pair pair
		want bool
	}{
		"one of the lists":         {basic("p", "red, blue"), pair{Answers: [][]string{{"green"}, {"red", "blue"}}}, true},
		"half a list":              {basic("p", "red"), pair{Answers: [][]string{{"red", "blue"}}}, false},
		"the front is no answer":   {basic("red", "blue"), pair{Answers: [][]string{{"red"}}}, false},
		"cloze":                    {cloze, pair{Answers: [][]string{{"cloze"}}}, true},
		"no cloze":                 {basic("p", "red"), pair{Answers: [][]string{{"cloze"}}}, false},
		"explanation":              {choice, pair{Answers: [][]string{{"because"}}, Right: []string{"two", "three"}}, true},
		"right options alone":      {choice, pair{Right: []string{"three", "two"}}, true},
		"one right option of two":  {choice, pair{Right: []string{"two"}}, false},
		"a right option too many":  {choice, pair{Right: []string{"one", "two", "three"}}, false},
		"only the key":             {choice, pair{Answers: [][]string{{"correctanswerbc"}}, Right: []string{"two", "three"}}, true},
		"another key":              {choice, pair{Answers: [][]string{{"correctanswerac"}}, Right: []string{"two", "three"}}, false},
		"the key, wrongly marked":  {choice, pair{Answers: [][]string{{"correctanswerbc"}}, Right: []string{"one"}}, false},
		"letter and right option":  {choice, pair{Answers: [][]string{{"btwo"}}}, true},
		"a wrong option is hidden": {choice, pair{Answers: [][]string{{"one"}}}, false},
	} {
		if got := c.note.answers(c.pair); got != c.want {
			t.Errorf("%s: %v", name, got)
		}
	}
}

func TestMatchIsOneToOne(t *testing.T) {
	// The first pair fits both notes, the second only the first note: both are right only if the first gives way.
	pairs := []pair{
		{Prompts: []string{"colour"}, Answers: [][]string{{"red"}}},
		{Prompts: []string{"colourofblood"}, Answers: [][]string{{"red"}}},
		{Prompts: []string{"template"}, Answers: [][]string{{"text"}}, Optional: true},
		{Prompts: []string{"unanswered"}, Empty: true},
		{Prompts: []string{"never"}, Answers: [][]string{{"found"}}},
	}
	notes := []note{
		basic("Colour of blood", "red"), basic("Colour of a rose", "red"), basic("Colour of a rose", "red"),
		basic("Template", "other text"), basic("Template", "once too often"), basic("Unanswered", "?"),
	}
	m := match(pairs, notes)
	wantPairs, wantNotes := []int{1, 0, 3, 5, -1}, []int{1, 0, -1, 2, -1, 3}
	for i, want := range wantPairs {
		if m.noteOf[i] != want {
			t.Errorf("pair %d has note %d, want %d", i, m.noteOf[i], want)
		}
	}
	for j, want := range wantNotes {
		if m.pairOf[j] != want {
			t.Errorf("note %d has pair %d, want %d", j, m.pairOf[j], want)
		}
	}
}

// TestMatchPrefersTheRightOptions: two questions may be asked alike, and told apart by their options alone.
func TestMatchPrefersTheRightOptions(t *testing.T) {
	asked := func(right string) note {
		return newNote(&deck.Question{Prompt: "Which?", Extra: "See above.", Choices: []deck.Option{{HTML: right, Right: true}, {HTML: "other"}}}, nil)
	}
	pairs := []pair{
		{Prompts: []string{"which"}, Answers: [][]string{{"seeabove"}}, Right: []string{"one"}},
		{Prompts: []string{"which"}, Answers: [][]string{{"seeabove"}}, Right: []string{"two"}},
	}
	if m := match(pairs, []note{asked("two"), asked("one")}); m.noteOf[0] != 1 || m.noteOf[1] != 0 {
		t.Errorf("matched %v, want [1 0]", m.noteOf)
	}
}

func TestClosestSaysWhatIsWrong(t *testing.T) {
	notes := []note{basic("Largest planet", "Mars"), basic("Moon", "Tides"), basic("List", "Smallest planet: Mercury")}
	m := matching{pairOf: none(len(notes))}
	for _, c := range []struct{ prompt, answer, want string }{
		{"largestplanet", "jupiter", "asked at"},
		{"whatmovesthesea", "tides", "answered at"},
		{"smallestplanet", "venus", "on the back of"},
		{"comet", "ice", "nothing is near"},
	} {
		got := closest(pair{Prompts: []string{c.prompt}, Answers: [][]string{{c.answer}}}, notes, m)
		if !strings.Contains(got, c.want) {
			t.Errorf("%s: %s", c.prompt, got)
		}
	}
}
