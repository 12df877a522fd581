package ankitemplate

import (
	"slices"
	"strings"

	"github.com/examdeck/examdeck/deck/cloze"
)

// Clozes returns the numbers of the cards that Anki makes of a field in a cloze note, ascending, each once: those of
// its clozes, where [cloze.Max] stands for all higher ones as well (rslib/src/notetype/cardgen.rs).
func Clozes(field string) []int {
	numbers := cloze.Numbers(field)
	for i, n := range numbers {
		numbers[i] = min(n, cloze.Max)
	}
	return slices.Compact(numbers)
}

// clozePart is a text, or a cloze where it has numbers.
type clozePart struct {
	text    string
	numbers []int
	parts   []clozePart
	hint    string
}

// parseClozes takes a field to pieces. What is never closed is lost.
func parseClozes(field string) []clozePart {
	open := make([]clozePart, 1, 2) // the clozes around the place; the first is the field itself
	for p := range cloze.Parts(field) {
		last := len(open) - 1
		switch p.Kind {
		case cloze.Text:
			open[last].parts = append(open[last].parts, clozePart{text: p.Text})
		case cloze.Hint:
			open[last].hint = strings.TrimPrefix(p.Text, "::")
		case cloze.Opening:
			open = append(open, clozePart{numbers: p.Numbers, hint: "..."})
		case cloze.Closing:
			open[last-1].parts = append(open[last-1].parts, open[last])
			open = open[:last]
		}
	}
	return open[0].parts
}
