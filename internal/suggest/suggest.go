// Package suggest finds the name that somebody meant who wrote another.
package suggest

import "strings"

// maxSlips is how many slips may lie between a word and the name that was meant.
const maxSlips = 2

// Nearest returns the name that is nearest to a word, the first of several, in whatever case the word is: one that
// differs by few letters, but not by half of them, else one that begins with the word. It is empty if none is near.
// The names are lower case.
func Nearest(word string, names []string) string {
	word = strings.ToLower(word)
	for slips := 0; slips <= maxSlips; slips++ {
		for _, name := range names {
			if slips < len(name)/2+1 && Within(slips, word, name) {
				return name
			}
		}
	}
	for _, name := range names {
		if len(word) > 2 && strings.HasPrefix(name, word) {
			return name
		}
	}
	return ""
}

// Within reports whether two words differ by no more than so many slips: a letter that is wrong, missing or too many,
// or two neighbours that are exchanged. Letters are bytes.
func Within(slips int, a, b string) bool {
	for a != "" && b != "" && a[0] == b[0] {
		a, b = a[1:], b[1:]
	}
	switch {
	case max(len(a), len(b)) <= slips:
		return true
	case slips == 0 || max(len(a)-len(b), len(b)-len(a)) > slips:
		return false
	}
	exchanged := len(a) > 1 && len(b) > 1 && a[0] == b[1] && a[1] == b[0]
	return a != "" && b != "" && Within(slips-1, a[1:], b[1:]) || a != "" && Within(slips-1, a[1:], b) || b != "" && Within(slips-1, a, b[1:]) ||
		exchanged && Within(slips-1, a[2:], b[2:])
}
