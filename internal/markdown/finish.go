package markdown

import (
	"bytes"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"github.com/examdeck/examdeck/internal/markdown/sanitize"
)

// finish turns a buffer into the HTML of a fragment: NFC and valid UTF-8, with the author's own "\(" and "[sound:"
// written so that Anki sees nothing in them.
func finish(html []byte) string {
	html = bytes.TrimRight(html, "\n")
	if !isASCII(html) {
		html = bytes.ToValidUTF8(html, []byte("\uFFFD"))
		if !norm.NFC.IsNormal(html) {
			// A stroke at the start of a text would be joined with the end of its tag, to one sign.
			html = bytes.ReplaceAll(html, []byte(">\u0338"), []byte(">&#824;"))
			html = norm.NFC.Bytes(html)
		}
	}
	pooled := buffers.Get().(*[]byte)
	out, done := (*pooled)[:0], 0
	replace := func(from, to int, with string) {
		out = append(append(out, html[done:from]...), with...)
		done = to
	}
	for i := 0; i < len(html); i++ {
		if !rewritten[html[i]] {
			continue
		}
		switch html[i] {
		case '\\':
			if i+1 < len(html) && (html[i+1] == '(' || html[i+1] == '[') {
				replace(i, i+2, `\<span>`+string(html[i+1])+`</span>`)
				i++
			}
		case '[':
			if sanitize.IsMark(html[i+1:]) {
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

// rewritten are the bytes that finish looks at.
var rewritten = [256]bool{'\\': true, '[': true, bracket: true, delimiter: true}

// isASCII reports whether there is nothing to normalise.
func isASCII(text []byte) bool {
	for _, c := range text {
		if c >= utf8.RuneSelf {
			return false
		}
	}
	return true
}
