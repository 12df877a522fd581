// Package tiny has rules that its tests hold, and some that they don't.
package tiny

const (
	maxWords = 3       // held
	minWords = 1       // held by nobody
	megabyte = 1 << 20 // no rule
	none     = 0
)

// rows can't have a negative size: one mutant of none does not compile.
var rows [none]int

// Fits is tested at its upper edge alone.
func Fits(words int) bool {
	if words > maxWords {
		return false
	}
	return words >= minWords
}

// Halvings never ends if 0 is halved as well.
func Halvings(n int) (count int) {
	for n > 0 {
		n /= 2
		count++
	}
	return count
}
