package wording

import (
	"slices"
	"strings"
	"unicode"
)

// NumberPair is a number with the letters that answer it.
type NumberPair struct {
	Number  int
	Letters string
}

// ReadPairs reads a line of nothing but numbers and letters: "1. B 2. C, D 3-A". A leading "Answers:" is passed over.
// One pair alone is no such line.
func ReadPairs(line string) []NumberPair {
	if lead, rest, found := CutColon(line); found && AnnouncesAnswer(lead) {
		line = rest
	}
	parts := func(r rune) bool {
		return unicode.IsSpace(r) || strings.ContainsRune(".．):：-–—~～=>→,;·|、，(（）&/*", r)
	}
	line = strings.TrimLeftFunc(line, parts)
	const label = len("No.") // before the first number
	if at := strings.IndexFunc(line, unicode.IsDigit); at < 0 || at > label {
		return nil // most lines, which need not be parted into words
	}
	words := strings.FieldsFunc(line, parts)
	var pairs []NumberPair
	for len(words) > 0 {
		if spread, used, ok := readRange(words); ok {
			pairs, words = append(pairs, spread...), words[used:]
			continue
		}
		word := words[0]
		words = words[1:]
		digits := word[:len(word)-len(strings.TrimLeftFunc(word, unicode.IsDigit))]
		letters := word[len(digits):]
		if digits != "" && len(digits) <= 3 {
			s, _ := ReadNumberLine(digits + ".")
			pairs = append(pairs, NumberPair{Number: s.Number})
		}
		if letters == "" {
			continue
		}
		if known, _ := IsLetter(letters); len(pairs) == 0 || !known && !isLetters(letters) {
			return nil
		}
		last := &pairs[len(pairs)-1]
		last.Letters = strings.TrimSpace(last.Letters + " " + letters)
	}
	if len(pairs) < 2 || slices.ContainsFunc(pairs, func(p NumberPair) bool { return p.Letters == "" }) {
		return nil
	}
	return pairs
}

// readRange reads the letters to a range of numbers at the start of words, "1-5 ABCDA" or "1-3 A B C". used is how
// many words it takes.
func readRange(words []string) (pairs []NumberPair, used int, ok bool) {
	if len(words) < 3 {
		return nil, 0, false
	}
	const most = 50 // numbers
	first, begins := WholeNumber(words[0])
	last, ends := WholeNumber(words[1])
	if !begins || !ends || last <= first || last-first >= most {
		return nil, 0, false
	}
	var letters []rune
	for used = 2; used < len(words) && len(letters) < last-first+1; used++ {
		if strings.Trim(words[used], "ABCDEFGHabcdefgh") != "" {
			return nil, 0, false
		}
		letters = append(letters, []rune(words[used])...)
	}
	if len(letters) != last-first+1 {
		return nil, 0, false
	}
	for i, letter := range letters {
		pairs = append(pairs, NumberPair{Number: first + i, Letters: string(letter)})
	}
	return pairs, used, true
}

// isLetters reports whether a word is several letters of options, as in "ABD".
func isLetters(word string) bool {
	return word != "" && (len(word) <= 5 && strings.Trim(word, "ABCDEFGH") == "" || len(word) <= 3 && strings.Trim(word, "abcdefgh") == "")
}

// StartsWithKey reports whether a text is the letter of an option, or begins with it.
func StartsWithKey(text string) bool {
	word := leadingWord(strings.TrimLeft(text, " (*（"))
	known, _ := IsLetter(word)
	if !known && !isLetters(word) {
		return false
	}
	rest := strings.TrimLeft(strings.TrimLeft(text, " (*（")[len(word):], " ")
	return rest == "" || strings.ContainsAny(rest[:1], ".,:;)(-=>&/*") || strings.HasPrefix(rest, "–") || strings.HasPrefix(rest, "—") ||
		strings.HasPrefix(rest, "）") || strings.HasPrefix(rest, "、") || strings.HasPrefix(rest, "：")
}
