package parse

import (
	"strings"
	"unicode"
)

// questionMarks end a question: Latin, full-width, Arabic, double.
const questionMarks = "?？؟⁇"

// looksAsked tells whether a title asks by itself: it ends in a question mark, but for a short remark, a sign
// or a source in brackets behind it.
func looksAsked(title string) bool {
	if endsAsked(title) {
		return true
	}
	title = strings.TrimRightFunc(title, func(r rune) bool { return unicode.IsSpace(r) || unicode.Is(unicode.So, r) || r == '\ufe0f' })
	for range 2 { // "… ? (3 points)", "… ? [src] [2]"
		if !strings.HasSuffix(title, ")") && !strings.HasSuffix(title, "]") && !strings.HasSuffix(title, "）") {
			break
		}
		open := strings.LastIndexAny(title, "([（")
		if open <= 0 || len(title)-open > maxRemark {
			break
		}
		title = strings.TrimRight(title[:open], " [")
	}
	return endsAsked(title)
}

// maxRemark is how long, in bytes, a remark in brackets behind a question mark may be.
const maxRemark = 40

// endsAsked tells whether a title ends in a question mark, but for quotes, brackets and blanks behind it.
func endsAsked(title string) bool {
	title = strings.TrimRight(title, " \t*_\"'”’»)）]:.…")
	for _, r := range questionMarks {
		if strings.HasSuffix(title, string(r)) {
			return true
		}
	}
	return false
}

// asksInTitle tells whether a heading asks: by its question mark, or by the marker before it, "Q. Explain …".
func asksInTitle(title string) bool { return looksAsked(title) || questionLead(title) > 0 }
