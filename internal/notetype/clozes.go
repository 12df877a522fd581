package notetype

import (
	"slices"
	"strings"

	"github.com/examdeck/examdeck/internal/ankitemplate"
)

// clozeNumbers gives the numbers of all clozes in the fields, ascending, each once. Anki looks at every field, not only
// at the one its template shows (rslib/src/notetype/cardgen.rs). A number above 500 counts for nothing here, while Anki, as
// [ankitemplate.Clozes] has it, makes its 500th card of all such: the writer refuses what learners would see that way.
func clozeNumbers(fields []string) []int {
	var numbers []int
	for _, field := range fields {
		for rest := field; ; {
			i := strings.Index(rest, "{{c")
			if i < 0 {
				break
			}
			rest = rest[i+len("{{c"):]
			if n, ok := clozeNumber(rest); ok && !slices.Contains(numbers, n) {
				numbers = append(numbers, n)
			}
		}
	}
	slices.Sort(numbers)
	return numbers
}

// clozeNumber reads the number of a cloze, digits up to "::". Zero makes no card.
func clozeNumber(s string) (int, bool) {
	digits, _, found := strings.Cut(s[:min(len(s), 8)], "::")
	n := 0
	for _, d := range []byte(digits) {
		if d < '0' || d > '9' {
			return 0, false
		}
		n = n*10 + int(d-'0')
	}
	return n, found && n > 0 && n <= ankitemplate.MaxCloze
}

// OpenClozes gives a text with its clozes shown: the marks and the hints are gone.
func OpenClozes(text string) string {
	var b strings.Builder
	depth := 0
	hint := false
	for i := 0; i < len(text); i++ {
		switch {
		case strings.HasPrefix(text[i:], "{{c"):
			if _, ok := clozeNumber(text[i+3:]); ok {
				depth++
				hint = false
				i += strings.Index(text[i:], "::") + 1
				continue
			}
		case depth > 0 && strings.HasPrefix(text[i:], "}}"):
			depth--
			hint = false
			i++
			continue
		case depth > 0 && strings.HasPrefix(text[i:], "::"):
			hint = true
			i++
			continue
		}
		if !hint {
			b.WriteByte(text[i])
		}
	}
	return b.String()
}
