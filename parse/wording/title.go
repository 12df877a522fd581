package wording

import (
	"slices"
	"strings"
)

// PromptTitle reports whether a heading within a question says that the question itself stands below.
func PromptTitle(title string) bool {
	words := strings.FieldsFunc(strings.ToLower(title), PartsWords)
	if len(words) > 3 {
		return false
	}
	found := false
	for _, w := range words {
		switch {
		case Is(w, Prompt|AnyQuestion):
			found = true
		case w != "the" && w != "of":
			return false
		}
	}
	return found
}

// HeadsCards reports whether a heading's title says that questions stand below: all of its words do, or the last one,
// or the first.
func HeadsCards(title string) bool {
	words := strings.FieldsFunc(strings.ToLower(title), func(r rune) bool { return r == ' ' || r == ':' || r == '-' || r == '/' })
	if len(words) == 0 || len(words) > 4 {
		return false
	}
	first, last := strings.TrimFunc(words[0], PartsWords), strings.TrimFunc(words[len(words)-1], PartsWords)
	return Is(first, AnyCards) || Is(last, AnyCards)
}

// IsKnown reports whether every word of a title has a use of some kind, so that none changes what the others say, as
// that of "unresolved questions" does.
func IsKnown(title string) bool {
	for _, w := range strings.FieldsFunc(strings.ToLower(title), PartsWords) {
		if known.roles[w] == 0 {
			return false
		}
	}
	return true
}

// HeadsContents reports whether a title is that of a contents list, which heads none of what follows it.
func HeadsContents(title string) bool {
	return IsAnyCase(strings.TrimFunc(title, PartsWords), Contents)
}

// HeadsNothing reports whether a title is one that never asks.
func HeadsNothing(title string) bool {
	all := strings.FieldsFunc(strings.ToLower(title), PartsWords)
	words := joinPhrases(all)
	switch {
	case len(words) == 0:
		return true
	case len(words) == 1:
		return Is(words[0], AnyTitle|AnyCards)
	case len(all) <= 3:
		return Is(words[0], TitleLead) || Is(words[0]+" "+words[1], TitleLead) || HeadsCards(title) && !LooksAsked(title) ||
			Is(words[0], AnyTitle) && Is(words[1], And)
	}
	return false
}

// PromisesQuestions reports whether a title says that what it heads is made of questions.
func PromisesQuestions(title string) bool {
	words := strings.FieldsFunc(strings.ToLower(title), PartsWords)
	if slices.ContainsFunc(words, func(w string) bool { return Is(w, Notes) }) {
		return false
	}
	return slices.ContainsFunc(words, func(w string) bool { return Is(w, AnyQuestion|AnyCards|Promise) }) || contains(title, PromiseSign)
}
