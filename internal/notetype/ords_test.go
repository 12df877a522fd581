package notetype

import (
	"fmt"
	"testing"

	"github.com/examdeck/examdeck/deck"
)

func TestClozeOrds(t *testing.T) {
	for prompt, want := range map[string]string{
		"{{c2::a}} {{c1::b {{c2::c}}}}": "[0 1]", "{{c1,3::a}}": "[0 2]", "{{c0::{{c4::a}}}}": "[3]", "a": "[]",
		"{{c1::never closed": "[]", "{{c501::no card of its own}} {{c500::one}}": "[499]", "{{c501::none}}": "[]",
	} {
		if got := fmt.Sprint(Ords(&deck.Question{Kind: deck.Cloze, Prompt: prompt})); got != want {
			t.Errorf("%s: %s, want %s", prompt, got, want)
		}
	}
	other := &deck.Question{Kind: deck.Cloze, Prompt: "{{c1::a", Answer: "}} {{c2::b}}", Extra: "{{c3::c}}"}
	if got := fmt.Sprint(Ords(other)); got != "[1 2]" {
		t.Errorf("other fields: %s", got)
	}
}
