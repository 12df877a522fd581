// Package ankifield makes text safe to stand in a field of an Anki note, whatever format the note travels in.
package ankifield

import (
	"html"
	"strings"
	"unicode/utf8"
)

// escapes make HTML of text, and break up what Anki acts on in a field: sounds, typed answers, LaTeX, clozes
// (rslib/src/template.rs, rslib/src/latex.rs). A comment within such a mark is not seen, and outlives Anki's editor,
// which a numeric entity does not.
var escapes = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;",
	"[sound:", "[<!-- -->sound:", "[anki:", "[<!-- -->anki:", "[[type:", "[<!-- -->[type:",
	"[latex]", "[<!-- -->latex]", "[$]", "[<!-- -->$]", "[$$]", "[<!-- -->$$]", "{{c", "{<!-- -->{c",
)

// Escape makes HTML of plain text, in which nothing is a mark of Anki's.
func Escape(text string) string {
	if !strings.ContainsAny(text, "<>&[{") {
		return text
	}
	return escapes.Replace(text)
}

// Unescape returns the plain text of which [Escape] made HTML.
func Unescape(field string) string {
	return html.UnescapeString(strings.ReplaceAll(field, "<!-- -->", ""))
}

// HideClozes makes every cloze mark of an HTML fragment a literal one. Anki makes a card of each cloze in any field of a
// cloze note (rslib/src/notetype/cardgen.rs), a blank one where the template does not show the field as a cloze.
func HideClozes(fragment string) string {
	return strings.ReplaceAll(fragment, "{{c", "{<!-- -->{c")
}

// Clean drops what Anki would not keep as it is: control characters but newline and tab, which its import deletes, and
// bytes that are no UTF-8, which make it refuse the file; U+FFFD stands in for these.
func Clean(field string) string {
	if isClean(field) {
		return field
	}
	return strings.Map(func(r rune) rune {
		if r < ' ' && r != '\n' && r != '\t' || r == 0x7f {
			return -1
		}
		return r
	}, strings.ToValidUTF8(field, "\uFFFD"))
}

// dropped are the bytes of ASCII that [Clean] drops.
var dropped = func() (set [256]bool) {
	for c := range byte(' ') {
		set[c] = c != '\n' && c != '\t'
	}
	set[0x7f] = true
	return set
}()

// isClean reports whether there is nothing to drop.
func isClean(field string) bool {
	for i := range len(field) {
		if dropped[field[i]] {
			return false
		}
	}
	return utf8.ValidString(field)
}
