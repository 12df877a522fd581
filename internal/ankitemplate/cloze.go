package ankitemplate

import (
	"slices"
	"strconv"
	"strings"
)

// MaxCloze is the highest number of a cloze that has a card of its own; Anki makes one card of it and all higher ones.
const MaxCloze = 500

// maxNesting is how deep clozes may stand in one another (rslib/src/cloze.rs; less before 25.07).
const maxNesting = 10

// Clozes gives the numbers for which Anki makes cards of a field in a cloze note: those of clozes that are closed, and stand in no cloze
// that is not; ascending, each once, none above [MaxCloze] (rslib/src/cloze.rs, rslib/src/notetype/cardgen.rs).
func Clozes(field string) []int {
	// The first list is what was found; each further one is that of a cloze that is open, with those in it.
	lists := make([][]int, 1, 2)
	for {
		i := strings.Index(field, "{{c")
		if last := len(lists) - 1; last > 0 {
			before := field
			if i >= 0 {
				before = field[:i]
			}
			if j := strings.Index(before, "}}"); j >= 0 {
				lists[last-1] = append(lists[last-1], lists[last]...)
				lists = lists[:last]
				field = field[j+len("}}"):]
				continue
			}
		}
		if i < 0 {
			break
		}
		field = field[i+len("{{c"):]
		if numbers, length := clozeNumbers(field); length > 0 && len(lists) <= maxNesting {
			lists = append(lists, numbers)
			field = field[length:]
		}
	}
	slices.Sort(lists[0])
	return slices.Compact(lists[0])
}

// clozeNumbers reads what follows "{{c", such as "1::" or "1,3::". A length of 0 means that it is no cloze.
func clozeNumbers(s string) (numbers []int, length int) {
	const longest = 1000
	list, _, found := strings.Cut(s[:min(len(s), longest)], "::")
	if !found || strings.Trim(list, "0123456789,") != "" {
		return nil, 0
	}
	for _, digits := range strings.Split(list, ",") {
		n, err := strconv.ParseUint(digits, 10, 16)
		if err != nil {
			continue
		}
		length = len(list) + len("::")
		if n > 0 {
			numbers = append(numbers, min(int(n), MaxCloze))
		}
	}
	return numbers, length
}
