package math

import "strings"

// Clean makes of a formula's TeX what may stand between Anki's delimiters. Row ends that were doubled for another
// Markdown program ("\\\\") become single, and delimiters inside the formula, which would end it for Anki, become
// what they meant: a plain bracket, or a dollar within \text{…}. slip is the first such delimiter, empty where there
// was none.
func Clean(tex string) (clean, slip string) {
	if !strings.Contains(tex, `\`) {
		return tex, ""
	}
	if !strings.Contains(tex, `\\\\`) && !hasDelimiter(tex) && !endsOdd(tex) {
		return tex, ""
	}
	var b strings.Builder
	depth := 0
	inText := strings.Count(tex, `\(`) == strings.Count(tex, `\)`)
	for i := 0; i < len(tex); i++ {
		switch c := tex[i]; {
		case c == '{':
			depth++
		case c == '}':
			depth--
		case c == '\\' && strings.HasPrefix(tex[i:], `\\\\`):
			b.WriteString(`\\`)
			i += 3
			continue
		case c == '\\' && i+1 < len(tex):
			i++
			if strings.IndexByte("()[]", tex[i]) < 0 {
				b.WriteString(tex[i-1 : i+1])
				continue
			}
			if slip == "" {
				slip = tex[i-1 : i+1]
			}
			if depth > 0 && inText && tex[i]|1 == ')' {
				b.WriteByte('$')
				continue
			}
			b.WriteByte(tex[i])
			continue
		}
		b.WriteByte(tex[i])
	}
	if endsOdd(b.String()) {
		b.WriteByte(' ')
	}
	return b.String(), slip
}

// hasDelimiter tells that one of Anki's delimiters is in the TeX.
func hasDelimiter(tex string) bool {
	for i := 0; i+1 < len(tex); i++ {
		if tex[i] == '\\' {
			if strings.IndexByte("()[]", tex[i+1]) >= 0 {
				return true
			}
			i++
		}
	}
	return false
}

// endsOdd tells that the TeX ends with a backslash that belongs to no pair and would spoil the delimiter behind it.
func endsOdd(tex string) bool {
	return (len(tex)-len(strings.TrimRight(tex, `\`)))%2 == 1
}
