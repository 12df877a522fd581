package ankitemplate

import (
	"slices"
	"strconv"
	"strings"
)

// MaxCloze is the highest number of a cloze that has a card of its own; Anki makes one card of it and all higher ones.
const MaxCloze = 500

// maxNesting is how deep clozes may stand in one another (rslib/src/cloze.rs; less before 25.07). The mark that opens a deeper one is
// passed over, while the one that closes it counts.
const maxNesting = 10

// Clozes gives the numbers for which Anki makes cards of a field in a cloze note: those of clozes that are closed, and stand in no cloze
// that is not; ascending, each once, none above [MaxCloze] (rslib/src/cloze.rs, rslib/src/notetype/cardgen.rs).
func Clozes(field string) []int {
	var numbers []int
	var look func(parts []clozePart)
	look = func(parts []clozePart) {
		for _, p := range parts {
			for _, n := range p.numbers {
				if n > 0 {
					numbers = append(numbers, min(n, MaxCloze))
				}
			}
			look(p.parts)
		}
	}
	look(parseClozes(field))
	slices.Sort(numbers)
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
	text := func(s string) {
		in := &open[len(open)-1]
		if len(open) > 1 {
			head, hint, hinted := strings.Cut(s, "::")
			if s = head; hinted {
				in.hint = hint
			}
		}
		if s != "" {
			in.parts = append(in.parts, clozePart{text: s})
		}
	}
	from := 0
	for at := 0; at < len(field); {
		numbers, length := openingMark(field[at:])
		closing := strings.HasPrefix(field[at:], "}}")
		if length == 0 && !closing {
			at++
			continue
		}
		text(field[from:at])
		last := len(open) - 1
		switch {
		case length > 0 && last < maxNesting:
			open = append(open, clozePart{numbers: numbers, hint: "..."})
		case closing && last > 0:
			open[last-1].parts = append(open[last-1].parts, open[last])
			open = open[:last]
		case closing:
			open[0].parts = append(open[0].parts, clozePart{text: "}}"})
		}
		at += max(length, len("}}"))
		from = at
	}
	text(field[from:])
	return open[0].parts
}

// openingMark reads "{{c1::" or "{{c1,2::", and gives how long it is; 0 where there is none.
func openingMark(s string) (numbers []int, length int) {
	rest, ok := strings.CutPrefix(s, "{{c")
	if !ok {
		return nil, 0
	}
	end := strings.IndexFunc(rest, func(r rune) bool { return (r < '0' || r > '9') && r != ',' })
	if end < 0 || !strings.HasPrefix(rest[end:], "::") {
		return nil, 0
	}
	for digits := range strings.SplitSeq(rest[:end], ",") {
		if n, err := strconv.ParseUint(digits, 10, 16); err == nil {
			numbers = append(numbers, int(n))
		}
	}
	if numbers == nil {
		return nil, 0
	}
	slices.Sort(numbers)
	return slices.Compact(numbers), len("{{c") + end + len("::")
}
