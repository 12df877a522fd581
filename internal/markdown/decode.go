package markdown

import (
	"strconv"
	"unicode/utf8"

	"github.com/yuin/goldmark/util"
)

// escaping is how appendText writes characters that HTML gives a meaning.
type escaping uint8

const (
	asText  escaping = iota // nothing is escaped: plain text
	asHTML                  // for the text of an element
	asCode                  // the same, where delimiters of formulas need no care
	asValue                 // for an attribute in double quotes
)

// holeMark stands, until the embeds are filled in, on both sides of the number of a hole. delimiter and bracket
// stand, until a fragment is finished, for the backslash of a formula's delimiter and the bracket of a reference to a
// sound, to tell them from the same characters in the author's text. Control characters of the source never get this
// far.
const (
	holeMark  = '\x04'
	delimiter = '\x03'
	bracket   = '\x02'
)

// special are the bytes that appendText looks at; the others are copied.
var special = func() (t [256]bool) {
	for c := range 32 {
		t[c] = c != '\n' && c != '\t'
	}
	for _, c := range "\x7f\\&<>\"[" {
		t[c] = true
	}
	return t
}()

// appendText appends text with neither escapes nor entities, such as code.
func appendText(dst, s []byte, esc escaping) []byte {
	for i := 0; i < len(s); {
		j := i
		for j < len(s) && !special[s[j]] {
			j++
		}
		dst = append(dst, s[i:j]...)
		if j == len(s) {
			break
		}
		next := byte(0)
		if j+1 < len(s) {
			next = s[j+1]
		}
		dst = appendByte(dst, s[j], next, esc)
		i = j + 1
	}
	return dst
}

// appendByte appends one of the special bytes; next is the byte that follows it in the text.
func appendByte(dst []byte, c, next byte, esc escaping) []byte {
	if c < 32 && c != '\n' && c != '\t' || c == 0x7f {
		return dst
	}
	if esc == asText {
		return append(dst, c)
	}
	switch c {
	case '&':
		return append(dst, "&amp;"...)
	case '<':
		return append(dst, "&lt;"...)
	case '>':
		return append(dst, "&gt;"...)
	case '\\':
		if esc == asCode && (next == '(' || next == '[') {
			return append(dst, delimiter)
		}
	}
	if esc == asValue {
		switch c {
		case '"':
			return append(dst, "&quot;"...)
		case '[':
			return append(dst, "&#91;"...)
		case '\\':
			return append(dst, "&#92;"...)
		}
	}
	return append(dst, c)
}

// appendMarkdown appends text of the source, its backslash escapes and entities resolved (CommonMark, sections
// "Backslash escapes" and "Entity and numeric character references").
func appendMarkdown(dst, s []byte, esc escaping) []byte {
	for i := 0; i < len(s); {
		j := i
		for j < len(s) && !special[s[j]] {
			j++
		}
		dst = append(dst, s[i:j]...)
		if i = j; i == len(s) {
			break
		}
		switch c := s[i]; {
		case c == '\\' && i+1 < len(s) && util.IsPunct(s[i+1]):
			dst = appendByte(dst, s[i+1], 0, esc)
			i += 2
			continue
		case c == '&':
			if text, n := entity(s[i:]); n > 0 {
				dst = appendText(dst, text, esc)
				i += n
				continue
			}
		}
		dst = appendByte(dst, s[i], 0, esc)
		i++
	}
	return dst
}

// entity returns the characters that an entity at the start of s means and its length, which is 0 where there is none.
func entity(s []byte) (text []byte, n int) {
	end := 1
	for end < len(s) && end < 40 && s[end] != ';' {
		if c := s[end]; !(util.IsAlphaNumeric(c) || c == '#') {
			return nil, 0
		}
		end++
	}
	if end < 2 || end >= len(s) || s[end] != ';' {
		return nil, 0
	}
	name := string(s[1:end])
	if name[0] != '#' {
		e, ok := util.LookUpHTML5EntityByName(name)
		if !ok {
			return nil, 0
		}
		return e.Characters, end + 1
	}
	digits, base := name[1:], 10
	if len(digits) > 1 && digits[0]|0x20 == 'x' {
		digits, base = digits[1:], 16
	}
	if len(digits) > 7 {
		return nil, 0
	}
	r, err := strconv.ParseUint(digits, base, 32)
	if err != nil {
		return nil, 0
	}
	if r == 0 || r > utf8.MaxRune {
		r = utf8.RuneError
	}
	return utf8.AppendRune(nil, rune(r)), end + 1
}
