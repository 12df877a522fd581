package ankitemplate

import (
	"slices"
	"strconv"
	"strings"
)

// FrontSide is what a back calls its front. It is no field: a section can't ask for it, and on a front it shows nothing.
const FrontSide = "FrontSide"

// Tags is the special field that has content only where the note has tags.
const Tags = "Tags"

// specials are the names that every template may use besides its fields and [Tags]; they always have content.
var specials = []string{"Card", "CardFlag", "CardID", "Deck", "Subdeck", "Type"}

// Special reports whether a name is one of those that every template may use besides its fields, [FrontSide] left out.
func Special(name string) bool { return name == Tags || slices.Contains(specials, name) }

// ClozeNumber tells of "c2" that it stands for the cards of cloze 2. A section may ask for it in any template; it has
// content on the cards of that number.
func ClozeNumber(name string) (n int, ok bool) {
	digits, ok := strings.CutPrefix(name, "c")
	if !ok {
		return 0, false
	}
	v, err := strconv.ParseUint(digits, 10, 32)
	return int(v), err == nil
}

// filters are those that Anki knows (rslib/src/template_filters.rs). It shows a field as it is where it does not know
// the filter, unless an add-on does.
var filters = []string{"cloze", "cloze-only", "furigana", "hint", "kana", "kanji", "text", "tts-voices", "type"}

// UnknownFilters returns the filters of the field that Anki itself does not know.
func (f Field) UnknownFilters() []string {
	var unknown []string
	typed := slices.Contains(f.Filters, "type")
	for _, name := range f.Filters {
		known := name == "" || slices.Contains(filters, name) || strings.HasPrefix(name, "tts ")
		if name == "nc" {
			known = typed // {{type:nc:Field}} compares without accents
		}
		if !known {
			unknown = append(unknown, name)
		}
	}
	return unknown
}

// Unknown returns the marks of what is no field of the type, each once, in order: with one of them shown, Anki puts a
// complaint in the card's place. known tells the fields.
func (t Template) Unknown(known func(field string) bool) []string {
	var marks []string
	told := map[string]bool{}
	for n := range t.All() {
		ok := true
		switch n := n.(type) {
		case Field:
			_, cloze := ClozeNumber(n.Name)
			ok = known(n.Name) || Special(n.Name) || n.Name == FrontSide || cloze || n.Name == "" && len(n.Filters) > 0
		case Section:
			_, cloze := ClozeNumber(n.Name)
			ok = known(n.Name) || Special(n.Name) || cloze
		}
		if !ok && !told[n.String()] {
			told[n.String()] = true
			marks = append(marks, n.String())
		}
	}
	return marks
}

// Shows reports whether a front shows any field, which is how Anki decides whether a note of a normal type has that
// card (rslib/src/notetype/cardgen.rs). Text alone does not count. filled tells for a name whether it has content; it
// is asked for [Tags], but not for other special names.
func (t Template) Shows(filled func(name string) bool) bool {
	has := func(name string) bool { return slices.Contains(specials, name) || filled(name) }
	for _, n := range t {
		switch n := n.(type) {
		case Field:
			if has(n.Name) {
				return true
			}
		case Section:
			if has(n.Name) != n.Negated && n.Nodes.Shows(filled) {
				return true
			}
		}
	}
	return false
}

// Empty reports whether Anki takes a field for empty: there is nothing in it but white space, <br> and <div>.
func Empty(field string) bool {
	for field != "" {
		if strings.IndexByte(" \t\n\r\v\f", field[0]) >= 0 {
			field = field[1:]
			continue
		}
		n := emptyTag(field)
		if n == 0 {
			return false
		}
		field = field[n:]
	}
	return true
}

// emptyTag is the length of the tag <br> or <div> at the beginning, opening or closing, without attributes.
func emptyTag(s string) int {
	end := strings.IndexByte(s[:min(len(s), 8)], '>')
	if s[0] != '<' || end < 0 {
		return 0
	}
	name := strings.TrimSuffix(strings.TrimPrefix(s[1:end], "/"), "/")
	name = strings.TrimSuffix(name, " ")
	if !strings.EqualFold(name, "br") && !strings.EqualFold(name, "div") {
		return 0
	}
	return end + 1
}
