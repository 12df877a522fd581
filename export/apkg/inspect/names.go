package inspect

import (
	"strings"
	"unicode"

	"golang.org/x/text/cases"
	"golang.org/x/text/unicode/norm"
)

// fold makes names equal that Anki takes for one: those that differ in case.
func fold(s string) string { return cases.Fold().String(s) }

// normalParts returns a name with levels as Anki has it: NFC, no control characters, each level trimmed, empty ones
// called "blank".
func normalParts(name, trimmed string) string {
	parts := strings.Split(name, "::")
	for i, part := range parts {
		part = strings.Map(func(r rune) rune {
			if unicode.IsControl(r) {
				return -1
			}
			return r
		}, norm.NFC.String(part))
		if part = strings.TrimFunc(part, func(r rune) bool { return unicode.IsSpace(r) || strings.ContainsRune(trimmed, r) }); part == "" {
			part = "blank"
		}
		parts[i] = part
	}
	return strings.Join(parts, "::")
}

// normalDeck returns a deck's name as Anki has it (rslib/src/decks/name.rs).
func normalDeck(name string) string { return normalParts(name, ":") }

// normalTag returns a tag as Anki has it (rslib/src/tags/register.rs).
func normalTag(tag string) string { return normalParts(tag, "") }

// normalField returns the name of a field as Anki has it (rslib/src/notetype/fields.rs).
func normalField(name string) string {
	name = strings.NewReplacer(":", "", "{", "", "}", "", `"`, "").Replace(norm.NFC.String(name))
	return strings.TrimSpace(strings.TrimLeft(name, "#/^ \t\n"))
}
