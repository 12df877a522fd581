package wording

import (
	"strings"
	"unicode"
)

// Purpose is what a toggle is for.
type Purpose uint8

// The purposes of toggles.
const (
	Asking     Purpose = iota // its summary is a prompt, as far as the summary tells
	Answering                 // it holds the answer to what stands above
	Explaining                // it holds the explanation of an answer
	Remark                    // a hint, a contents list
)

// maxRoleWords is how many words a summary may have that only says what the toggle is for.
const maxRoleWords = 6

// PurposeOf returns what a summary's words, in lower case, say of its toggle.
func PurposeOf(title string) Purpose {
	role := Asking
	words := joinPhrases(splitJoined(strings.FieldsFunc(title, notWord)))
	if len(words) > 0 && strings.Contains(words[0], " ") && Is(words[0], Contents) {
		return Remark // "Table of contents of the first part"
	}
	answered, asked := false, false
	for _, w := range words {
		asked = asked || Is(w, AnyQuestion)
		switch {
		case Is(w, Answer):
			role, answered = Answering, true
		case Is(w, Reveal):
			if role == Asking {
				role = Answering
			}
		case Is(w, Explanation):
			if role != Answering {
				role = Explaining
			}
		case Is(w, AnyAside):
			return Remark
		case !Is(w, Companions|AnyQuestion|Neutral) && strings.Trim(w, "0123456789") != "":
			return purposeOfSigns(title)
		}
	}
	if len(words) > maxRoleWords || role == Answering && asked && !answered { // "Show the problem"
		return Asking
	}
	return role
}

// purposeOfSigns is PurposeOf for a short title in a script that leaves no blanks between words.
func purposeOfSigns(title string) Purpose {
	if _, asks := lastQuestionMark(title); asks || len([]rune(title)) > 10 {
		return Asking
	}
	switch {
	case contains(title, AnswerSign):
		return Answering
	case contains(title, ExplanationSign):
		return Explaining
	}
	return Asking
}

// notWord parts the words of a summary; digits belong to words, so that "Week 3" is no word of an answer.
func notWord(r rune) bool {
	return !unicode.IsLetter(r) && !unicode.IsMark(r) && !unicode.IsDigit(r) && r != '\''
}

// IsHint reports whether a title announces a hint: "Hint", "Tipp 2".
func IsHint(title string) bool {
	title = strings.ToLower(title)
	if PurposeOf(title) != Remark {
		return false
	}
	for _, w := range joinPhrases(splitJoined(strings.FieldsFunc(title, notWord))) {
		if Is(w, Hint) {
			return true
		}
	}
	return false
}

// OpensWithAnswer reports whether the first word of a title is an answer's: "Solution, step by step".
func OpensWithAnswer(title string) bool {
	words := strings.FieldsFunc(strings.ToLower(title), notWord)
	return len(words) > 0 && Is(words[0], Answer)
}
