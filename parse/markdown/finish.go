package markdown

import (
	"strings"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// active are the words behind "[" on which Anki acts when it renders a field (rslib/src/template.rs, rslib/src/latex.rs,
// qt/aqt/reviewer.py), lower case.
var active = []string{"sound:", "anki:", "latex]", "/latex]", "$]", "/$]", "$$]", "/$$]", "[type:"}

// finish turns a buffer into the HTML of a fragment: NFC and valid UTF-8, with the author's own "\(" and "[sound:" written so
// that Anki sees nothing in them.
func finish(html string) string {
	html = strings.TrimRight(html, "\n")
	if !utf8.ValidString(html) {
		html = strings.ToValidUTF8(html, "\uFFFD")
	}
	if !norm.NFC.IsNormalString(html) {
		html = norm.NFC.String(html)
	}
	if !strings.ContainsAny(html, "\\[\x02\x03") {
		return html
	}
	var b strings.Builder
	b.Grow(len(html) + 64)
	done := 0
	for i := 0; i < len(html); i++ {
		switch html[i] {
		case '\\':
			if i+1 < len(html) && (html[i+1] == '(' || html[i+1] == '[') {
				b.WriteString(html[done:i] + `\<span>` + html[i+1:i+2] + `</span>`)
				done = i + 2
				i++
			}
		case '[':
			if isActive(html[i+1:]) {
				b.WriteString(html[done:i] + "[<!-- -->")
				done = i + 1
			}
		case bracket:
			b.WriteString(html[done:i] + "[")
			done = i + 1
		case delimiter:
			b.WriteString(html[done:i] + `\`)
			done = i + 1
		}
	}
	b.WriteString(html[done:])
	return b.String()
}

// isActive tells that Anki acts on a bracket with this text behind it.
func isActive(s string) bool {
	for _, word := range active {
		if len(s) >= len(word) && strings.EqualFold(s[:len(word)], word) {
			return true
		}
	}
	return false
}
