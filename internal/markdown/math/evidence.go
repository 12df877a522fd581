package math

import "bytes"

// isBlank tells that the byte at an offset is a blank or a line end.
func isBlank(text []byte, at int) bool {
	return at < len(text) && (text[at] == ' ' || text[at] == '\t' || text[at] == '\n' || text[at] == '\r')
}

func isDigit(c byte) bool  { return c >= '0' && c <= '9' }
func isLetter(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' }
func isWord(c byte) bool   { return isLetter(c) || isDigit(c) || c == '_' }

// hasCommand tells that a TeX command of letters, such as \alpha, is in the text.
func hasCommand(text []byte) bool {
	for i := 0; i+1 < len(text); i++ {
		if text[i] == '\\' {
			if isLetter(text[i+1]) {
				return true
			}
			i++
		}
	}
	return false
}

// isVariable tells that the text begins with one letter alone, as formulas do, and neither prices nor names of
// variables.
func isVariable(text []byte) bool {
	return len(text) > 0 && isLetter(text[0]) && (len(text) == 1 || !isLetter(text[1]) && !isDigit(text[1]))
}

// isNorm tells that the text begins with a norm that something equals: "|x| = 1".
func isNorm(text []byte) bool {
	return len(text) > 1 && text[0] == '|' && (isLetter(text[1]) || text[1] == '|') && bytes.IndexByte(text, '=') > 0
}

// hasOperator tells that the text has a mark of mathematics.
func hasOperator(text []byte) bool { return bytes.ContainsAny(text, "=^_<>+") }

// longestWord returns the length of the longest run of ASCII letters that is no TeX command.
func longestWord(text []byte) int {
	longest, run := 0, 0
	for i, c := range text {
		if !isLetter(c) {
			run = 0
			continue
		}
		if run == 0 && i > 0 && text[i-1] == '\\' {
			run = -1 << 20
		}
		run++
		longest = max(longest, run)
	}
	return longest
}

// isProse tells that the text is words of a language: two or more long ones and no TeX.
func isProse(text []byte) bool {
	if hasCommand(text) || hasOperator(text) {
		return false
	}
	words := 0
	for _, w := range bytes.Fields(text) {
		if longestWord(w) >= 3 {
			words++
		}
	}
	return words >= 2
}

// isMoney tells that a dollar is a price: "$5 and 10$", "100$, 200$".
func (s *Scanner) isMoney(at int, tex []byte) bool {
	if bytes.ContainsAny(tex, `\^_={}`) {
		return false
	}
	if at > 0 && isDigit(s.text[at-1]) && bytes.IndexByte([]byte(",.;:)/-"), tex[0]) >= 0 {
		return true
	}
	if !isDigit(tex[0]) || bytes.IndexByte(tex, ' ') < 0 {
		return false
	}
	for _, w := range bytes.Fields(tex) {
		if longestWord(w) >= 3 && bytes.IndexByte(w, '(') < 0 {
			return true
		}
	}
	return false
}

// isShell tells that two dollars begin variables: "$HOME/$PATH", "${a}:${b}".
func (s *Scanner) isShell(at, end int) bool {
	tex := s.text[at+1 : end]
	if end+1 >= len(s.text) || hasCommand(tex) {
		return false
	}
	next := s.text[end+1]
	if next == '{' {
		return true
	}
	if !isLetter(next) && next != '_' {
		return false
	}
	n := 0
	for n < len(tex) && isWord(tex[n]) {
		n++
	}
	return n >= 2 && !isDigit(tex[0])
}

// isRegexp tells that a dollar ends a regular expression: what stands before it in its word begins with "^", or with "/"
// while another "/" follows.
func (s *Scanner) isRegexp(at int) bool {
	word := s.text[bytes.LastIndexAny(s.text[:at], " \t\n")+1 : at]
	if len(word) == 0 {
		return false
	}
	return word[0] == '^' || word[0] == '/' && at+1 < len(s.text) && s.text[at+1] == '/'
}
