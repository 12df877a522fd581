package wording

import (
	"slices"
	"strings"
	"unicode"
)

// questionMarks end a question: Latin, full-width, Arabic, double.
const questionMarks = "?？؟⁇"

// LooksAsked reports whether a title asks by itself: it ends in a question mark, but for a short remark, a sign
// or a source in brackets behind it.
func LooksAsked(title string) bool {
	if endsAsked(title) {
		return true
	}
	title = strings.TrimRightFunc(title, func(r rune) bool { return unicode.IsSpace(r) || unicode.Is(unicode.So, r) || r == '\ufe0f' })
	for range 2 { // "… ? (3 points)", "… ? [src] [2]"
		if !strings.HasSuffix(title, ")") && !strings.HasSuffix(title, "]") && !strings.HasSuffix(title, "）") {
			break
		}
		open := strings.LastIndexAny(title, "([（")
		if open < 0 || len(title)-open > maxRemark {
			break
		}
		title = strings.TrimRight(title[:open], " [")
	}
	return endsAsked(title)
}

// maxRemark is how long, in bytes, a remark in brackets behind a question mark may be.
const maxRemark = 40

// endsAsked reports whether a title ends in a question mark, but for quotes, brackets and blanks behind it.
func endsAsked(title string) bool {
	title = strings.TrimRight(title, " \t*_\"'”’»)）]:.…")
	for _, r := range questionMarks {
		if strings.HasSuffix(title, string(r)) {
			return true
		}
	}
	return false
}

// AsksInTitle reports whether a heading asks: by its question mark, or by the marker before it, "Q. Explain …".
func AsksInTitle(title string) bool { return LooksAsked(title) || QuestionLead(title) > 0 }

// AsksForTicks reports whether a text asks, leaves a blank to fill, or says so much that it is no title.
func AsksForTicks(text string) bool {
	return LooksAsked(text) || strings.Contains(text, "__") || strings.Contains(text, "( )") || strings.HasSuffix(text, "…") ||
		strings.HasSuffix(text, "...") || strings.Contains(text, "? ") || len(strings.Fields(text)) > 12 || Visible(text) > 60 ||
		(strings.HasSuffix(text, ":") || strings.HasSuffix(text, ".")) && len(strings.Fields(text)) > 3
}

// SaysQuestion reports whether a callout's word means question.
func SaysQuestion(word string) bool {
	for _, w := range strings.FieldsFunc(word, PartsWords) {
		if Is(w, CalloutAsks|AnyQuestion) {
			return true
		}
	}
	return false
}

// AsksForOne reports whether a prompt clearly asks for a single option.
func AsksForOne(prompt string) bool {
	return slices.ContainsFunc(known.lists[Single], func(words string) bool {
		before, after, found := strings.Cut(prompt, words)
		next, _, _ := strings.Cut(strings.TrimLeft(after, " "), " ")
		return found && (before == "" || !isWordEnd(before)) && !Is(next, Or)
	})
}

// isWordEnd reports whether a text ends within a word of Latin letters.
func isWordEnd(s string) bool {
	c := s[len(s)-1]
	return c >= 'a' && c <= 'z'
}

// IsJudgement reports whether a text is the word, or the sign, that a statement is true or false.
func IsJudgement(text string) bool {
	word := strings.ToLower(strings.Trim(text, " \t()（）[]【】.*。\ufe0f"))
	return Is(word, TrueStatement|FalseStatement)
}
