package parse

import "strings"

// questionMarks end a question: Latin, full-width, Arabic, double.
const questionMarks = "?？؟⁇"

// looksAsked tells whether a title asks by itself: it ends in a question mark, but for quotes, brackets and blanks behind it.
func looksAsked(title string) bool {
	title = strings.TrimRight(title, " \t*_\"'”’»)）]:.…")
	for _, r := range questionMarks {
		if strings.HasSuffix(title, string(r)) {
			return true
		}
	}
	return false
}
