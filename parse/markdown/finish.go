package markdown

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// active are the words behind "[" on which Anki acts when it renders a field (rslib/src/template.rs, rslib/src/latex.rs,
// qt/aqt/reviewer.py), lower case.
var active = []string{"sound:", "anki:", "latex]", "/latex]", "$]", "/$]", "$$]", "/$$]", "[type:"}

// finish turns a buffer into the HTML of a fragment: NFC and valid UTF-8, with the author's own "\(" and "[sound:" written so
// that Anki sees nothing in them.
func finish(html []byte) string {
	html = bytes.TrimRight(html, "\n")
	if !utf8.Valid(html) {
		html = bytes.ToValidUTF8(html, []byte("\uFFFD"))
	}
	if !norm.NFC.IsNormal(html) {
		html = norm.NFC.Bytes(html)
	}
	pooled := buffers.Get().(*[]byte)
	out, done := (*pooled)[:0], 0
	replace := func(from, to int, with string) {
		out = append(append(out, html[done:from]...), with...)
		done = to
	}
	for i := 0; i < len(html); i++ {
		switch html[i] {
		case '\\':
			if i+1 < len(html) && (html[i+1] == '(' || html[i+1] == '[') {
				replace(i, i+2, `\<span>`+string(html[i+1])+`</span>`)
				i++
			}
		case '[':
			if isActive(html[i+1:]) {
				replace(i, i+1, "[<!-- -->")
			}
		case bracket:
			replace(i, i+1, "[")
		case delimiter:
			replace(i, i+1, `\`)
		}
	}
	out = append(out, html[done:]...)
	text := string(out)
	keep(pooled, out)
	return text
}

// isActive tells that Anki acts on a bracket with this text behind it.
func isActive(s []byte) bool {
	for _, word := range active {
		if len(s) >= len(word) && strings.EqualFold(string(s[:len(word)]), word) {
			return true
		}
	}
	return false
}
