package parse

import (
	"strings"
	"unicode"
)

// notLetterOnly is true for everything but letters.
func notLetterOnly(r rune) bool { return !unicode.IsLetter(r) }

// answerLead tells whether a title or the words before a colon announce an answer: one answer word, alone or among its
// usual companions and numbers.
func answerLead(title string) bool {
	if i := strings.IndexAny(title, ":："); i >= 0 {
		title = title[:i]
	}
	found := false
	words := strings.FieldsFunc(strings.ToLower(title), func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsMark(r) && r != '\''
	})
	for _, w := range words {
		switch {
		case answerWords[w]:
			found = true
		case !answerQualifiers[w] && !questionWords[w]:
			return false
		}
	}
	return found && len(words) <= 4
}

// maxLead is how long, in bytes, the words before a marker's colon may be.
const maxLead = 48

// leadLength tells how many characters but blanks of text are an answer's marker at its start: "Answer:", "Risposta 3：". A text
// that is nothing but an answer word is a marker as a whole. 0 means that there is none.
func leadLength(text string) int {
	if rest, ok := afterBrackets(text); ok {
		return visible(text) - visible(rest)
	}
	lead, rest, found := cutColon(text)
	if len(lead) > maxLead || !answerLead(lead) {
		return 0
	}
	// Without a colon an "a" is the name of a part, or of a set, as often as an answer's.
	if !found && (strings.ContainsAny(lead, "?!") || strings.EqualFold(strings.TrimFunc(lead, notLetterOnly), "a")) {
		return 0
	}
	if !found {
		return visible(text)
	}
	return visible(text) - visible(rest)
}

// afterBrackets cuts an answer's word in brackets off the start of a text: "【答案】B", "[Answer] B".
func afterBrackets(text string) (string, bool) {
	for _, pair := range [][2]string{{"【", "】"}, {"[", "]"}, {"「", "」"}, {"〔", "〕"}} {
		inner, ok := strings.CutPrefix(text, pair[0])
		if !ok {
			continue
		}
		word, rest, closed := strings.Cut(inner, pair[1])
		if closed && len(word) <= maxLead && visible(word) > 1 && answerLead(word) {
			return strings.TrimLeft(rest, " :："), true
		}
	}
	return "", false
}

// questionLead is leadLength for the marker of a question: "Q1:", "Question:", "Domanda 3)". The word alone is none.
func questionLead(text string) int {
	lead, rest, found := cutColon(text)
	if !found || len(lead) > maxLead {
		return 0
	}
	words := strings.FieldsFunc(strings.ToLower(lead), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsMark(r) })
	if len(words) != 1 || !questionWords[words[0]] {
		return 0
	}
	return visible(text) - visible(rest)
}

// cutColon cuts text at its first colon of any script.
func cutColon(text string) (lead, rest string, found bool) {
	for i, r := range text {
		if r == ':' || r == '：' {
			return text[:i], text[i+len(string(r)):], true
		}
	}
	return text, "", false
}

// visible counts the characters of text that are no blanks.
func visible(text string) int {
	n := 0
	for _, r := range text {
		if !unicode.IsSpace(r) {
			n++
		}
	}
	return n
}
