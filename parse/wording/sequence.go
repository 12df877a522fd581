package wording

import (
	"strings"
	"unicode/utf8"
)

// ReadSequence reads a text that is nothing but the letters of options, parted by blanks or signs, or several written
// as one word: "B, A, D", "B; AC", "BADC". It returns nil for all other texts, and for less than least of them.
func ReadSequence(text string, least int) []string {
	text = strings.Trim(text, " *_`.。|")
	first := leadingWord(text)
	if first == "" || len(first) > maxSequence {
		return nil
	}
	if known, _ := IsLetter(first); !known && !isCapitals(first) && !isLetters(first) {
		return nil // as nearly all lines
	}
	words := strings.FieldsFunc(text, func(r rune) bool { return strings.ContainsRune(" ,;/·、，；.|&", r) })
	if len(words) == 1 && isCapitals(words[0]) {
		words = strings.Split(words[0], "")
	}
	if len(words) < least {
		return nil
	}
	for _, w := range words {
		if known, _ := IsLetter(w); !known && !isCapitals(w) && !isLetters(w) || HasDigit(w) != HasDigit(words[0]) {
			return nil
		}
	}
	return words
}

// maxSequence is how long, in bytes, the letters may be that are written as one word.
const maxSequence = 60

// isCapitals reports whether a word is nothing but the capitals of options, in whatever order.
func isCapitals(word string) bool {
	return utf8.RuneCountInString(word) > 1 && strings.Trim(word, "ABCDEFGH") == ""
}

// SequenceBehindLead is [ReadSequence] for what stands behind an answer's words and their colon: "Answers: B, A".
func SequenceBehindLead(line string) []string {
	lead, rest, found := CutColon(line)
	if !found || len(lead) > MaxLead || Visible(lead) < 2 {
		return nil
	}
	letters := ReadSequence(rest, 2)
	if letters == nil {
		return nil
	}
	if _, ok := AfterLead(line); !ok && AnswerLead(line) == 0 && !SheetTitle(lead) {
		return nil
	}
	return letters
}
