package main

import (
	"fmt"
	"regexp"
	"strings"
	"testing"

	"github.com/examdeck/examdeck/deck"
	"github.com/examdeck/examdeck/export/apkg"
	"github.com/examdeck/examdeck/internal/ankitest"
)

// sampled is how many questions of each kind are looked at in a package.
const sampled = 20

// checkKinds looks at a sample of the choice and cloze questions of a package as Anki renders them: the right options
// are marked on the back and not on the front, and each cloze card hides its own text in front and shows it behind.
// It counts the questions of each kind in looked.
func checkKinds(t *testing.T, pkg *apkg.Package, result *ankitest.Result, looked map[deck.Kind]int) {
	t.Helper()
	set, err := pkg.Set()
	if err != nil {
		t.Fatal(err)
	}
	seen := map[deck.Kind]int{}
	for _, d := range set.Decks {
		for _, q := range d.Questions {
			if seen[q.Kind]++; seen[q.Kind] > sampled {
				continue
			}
			looked[q.Kind]++
			switch q.Kind {
			case deck.Choice:
				checkChoice(t, q, result.Note(t, q.GUID))
			case deck.Cloze:
				checkCloze(t, q, result.Note(t, q.GUID))
			}
		}
	}
}

var (
	optionsShown = regexp.MustCompile(`(?s)<section class="options marked".*?</section>`)
	rightShown   = regexp.MustCompile(`<li class="right">`)
)

func checkChoice(t *testing.T, q *deck.Question, note ankitest.Note) {
	t.Helper()
	card := note.Cards[0]
	shown := optionsShown.FindString(card.Answer)
	right := 0
	for _, o := range q.Choices {
		if !strings.Contains(card.Question, o.HTML) || !strings.Contains(shown, o.HTML) {
			t.Errorf("%s: an option is missing: %s", q.GUID, o.HTML)
		}
		if !o.Right {
			continue
		}
		right++
		marked := fmt.Sprintf(`<li class="right"><span class="letter">%s</span>`, o.Letter)
		if i := strings.Index(shown, o.HTML); i < 0 || !strings.Contains(shown[:i], marked) {
			t.Errorf("%s: the back does not mark %q as right: %s", q.GUID, o.HTML, shown)
		}
	}
	if n := len(rightShown.FindAllString(shown, -1)); n != right || right == 0 {
		t.Errorf("%s: the back marks %d options, %d are right", q.GUID, n, right)
	}
	if strings.Contains(card.Question, `class="options marked"`) {
		t.Errorf("%s: the front marks the right options", q.GUID)
	}
}

var hiddenShown = regexp.MustCompile(`(?s)<span class="cloze" data-cloze="([^"]*)" data-ordinal="(\d+)">`)

func checkCloze(t *testing.T, q *deck.Question, note ankitest.Note) {
	t.Helper()
	for _, card := range note.Cards {
		number := fmt.Sprint(card.Ord + 1)
		if !strings.Contains(q.Prompt, "{{c"+number+"::") {
			t.Errorf("%s: card %s of a cloze that there is none of", q.GUID, number)
		}
		hidden := 0
		for _, m := range hiddenShown.FindAllStringSubmatch(card.Question, -1) {
			if m[2] == number {
				hidden++
			}
		}
		// Within a formula Anki takes the span away and leaves the three dots.
		if hidden == 0 && !strings.Contains(card.Question, "[...]") {
			t.Errorf("%s: card %s hides nothing: %s", q.GUID, number, card.Question)
		}
		if strings.Contains(card.Question+card.Answer, "{{c") || strings.Contains(card.Answer, "[...]") && !strings.Contains(q.Prompt, "[...]") {
			t.Errorf("%s: card %s shows a mark: %s", q.GUID, number, card.Answer)
		}
	}
}
