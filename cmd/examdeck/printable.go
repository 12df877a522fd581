package main

import (
	"strings"
	"unicode"
)

// printable makes foreign text safe to print: control characters, which a terminal would act on, and marks that turn the direction of
// writing become a sign. Line ends stay.
func printable(text string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\n':
			return r
		case r == '\t':
			return ' '
		case unicode.IsControl(r), r >= '\u202a' && r <= '\u202e', r >= '\u2066' && r <= '\u2069':
			return unicode.ReplacementChar
		}
		return r
	}, text)
}
