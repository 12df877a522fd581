package mathjax

import (
	"strings"
	"unicode/utf8"
)

// isSpace reports whether MathJax passes over a character before an argument: it takes JavaScript's \s.
func isSpace(r rune) bool {
	switch {
	case r == ' ', r >= '\t' && r <= '\r', r == 0xa0, r == 0x1680, r >= 0x2000 && r <= 0x200a,
		r == 0x2028, r == 0x2029, r == 0x202f, r == 0x205f, r == 0x3000, r == 0xfeff:
		return true
	}
	return false
}

func isLetter(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' }

// skipSpace returns the offset of the next character that is no space.
func skipSpace(tex string, at int) int {
	for at < len(tex) {
		r, n := utf8.DecodeRuneInString(tex[at:])
		if !isSpace(r) {
			break
		}
		at += n
	}
	return at
}

// nameEnd returns the offset where the name of a command ends that begins behind a backslash: letters, or one character.
func nameEnd(tex string, at int) int {
	end := at
	for end < len(tex) && isLetter(tex[end]) {
		end++
	}
	if end == at && at < len(tex) {
		_, n := utf8.DecodeRuneInString(tex[at:])
		return at + n
	}
	return end
}

// argument reads an argument as MathJax does: a group, whose braces it loses, a command's name, or one character.
// There is none at the end, at a closing brace, and where a group is not closed. It gives the offset behind it.
func argument(tex string, at int) (arg string, end int, ok bool) {
	at = skipSpace(tex, at)
	if at >= len(tex) || tex[at] == '}' {
		return "", at, false
	}
	switch tex[at] {
	case '\\':
		end = nameEnd(tex, at+1)
		return tex[at:end], end, true
	case '{':
		end = groupEnd(tex, at+1)
		if end < 0 {
			return "", at, false
		}
		return tex[at+1 : end-1], end, true
	}
	_, n := utf8.DecodeRuneInString(tex[at:])
	return tex[at : at+n], at + n, true
}

// groupEnd returns the offset behind the brace that closes the group open at an offset, -1 if there is none. Like
// MathJax it counts braces in comments.
func groupEnd(tex string, at int) int {
	for depth := 1; at < len(tex); at++ {
		switch tex[at] {
		case '\\':
			at++
		case '{':
			depth++
		case '}':
			if depth--; depth == 0 {
				return at + 1
			}
		}
	}
	return -1
}

// brackets reads an optional argument in brackets; there may be none. With a bracket that isn't closed, ok is false.
func brackets(tex string, at int) (arg string, end int, given, ok bool) {
	open := skipSpace(tex, at)
	if open >= len(tex) || tex[open] != '[' {
		return "", at, false, true
	}
	depth := 0
	for i := open + 1; i < len(tex); i++ {
		switch tex[i] {
		case '\\':
			i++
		case '{':
			depth++
		case '}':
			if depth--; depth < 0 {
				return "", at, false, false
			}
		case ']':
			if depth == 0 {
				return tex[open+1 : i], i + 1, true, true
			}
		}
	}
	return "", at, false, false
}

// endsInWord reports whether a text ends in a command's name of letters, so that a letter behind it would become part
// of the name.
func endsInWord(tex string) bool {
	i := len(tex)
	for i > 0 && isLetter(tex[i-1]) {
		i--
	}
	if i == len(tex) {
		return false
	}
	slashes := len(tex[:i]) - len(strings.TrimRight(tex[:i], `\`))
	return slashes%2 == 1
}

// join puts two pieces of TeX together without making one command of two.
func join(a, b string) string {
	if b != "" && isLetter(b[0]) && endsInWord(a) {
		return a + " " + b
	}
	return a + b
}
