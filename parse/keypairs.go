package parse

import (
	"slices"
	"strings"
	"unicode"
)

// numberPair is a number with the letters that answer it.
type numberPair struct {
	number  int
	letters string
}

// readPairs reads a line of nothing but numbers and letters: "1. B 2. C, D 3-A". A leading "Answers:" is passed over. One pair
// alone is none.
func readPairs(line string) []numberPair {
	if lead, rest, found := cutColon(line); found && answerLead(lead) {
		line = rest
	}
	words := strings.FieldsFunc(line, func(r rune) bool {
		return unicode.IsSpace(r) || strings.ContainsRune(".．):：-–—~～=>→,;·|、，(（）&/*", r)
	})
	var pairs []numberPair
	for len(words) > 0 {
		spread, used := readRange(words)
		if used > 0 {
			pairs, words = append(pairs, spread...), words[used:]
			continue
		}
		word := words[0]
		words = words[1:]
		digits := word[:len(word)-len(strings.TrimLeftFunc(word, unicode.IsDigit))]
		letters := word[len(digits):]
		if digits != "" && len(digits) <= 3 {
			s, _ := readNumberLine(digits + ".")
			pairs = append(pairs, numberPair{number: s.number})
		}
		if letters == "" {
			continue
		}
		if known, _ := isLetter(letters); len(pairs) == 0 || !known && !isLetters(letters) {
			return nil
		}
		last := &pairs[len(pairs)-1]
		last.letters = strings.TrimSpace(last.letters + " " + letters)
	}
	if len(pairs) < 2 || slices.ContainsFunc(pairs, func(p numberPair) bool { return p.letters == "" }) {
		return nil
	}
	return pairs
}

// readRange reads the letters to a range of numbers at the start of words, "1-5 ABCDA" or "1-3 A B C", and how many words it takes.
func readRange(words []string) (pairs []numberPair, used int) {
	if len(words) < 3 {
		return nil, 0
	}
	first, ok := wholeNumber(words[0])
	last, also := wholeNumber(words[1])
	if count := last - first + 1; !ok || !also || count < 2 || count > 50 {
		return nil, 0
	}
	var letters []rune
	for used = 2; used < len(words) && len(letters) < last-first+1; used++ {
		if strings.Trim(words[used], "ABCDEFGHabcdefgh") != "" {
			return nil, 0
		}
		letters = append(letters, []rune(words[used])...)
	}
	if len(letters) != last-first+1 {
		return nil, 0
	}
	for i, letter := range letters {
		pairs = append(pairs, numberPair{number: first + i, letters: string(letter)})
	}
	return pairs, used
}

// isLetters tells whether a word is several letters of options, as in "ABD".
func isLetters(word string) bool {
	return len(word) <= 5 && strings.Trim(word, "ABCDEFGH") == "" || strings.Trim(word, "abcdefgh") == "" && len(word) <= 3
}
