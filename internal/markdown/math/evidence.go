package math

import (
	"bytes"
	"regexp"
)

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

// touches reports whether a formula may end where behind, the text after its dollar, goes on: "H$_2$O", "$x_i$s" and
// "3$\times$4" are formulas, while the dollars of "$HOME/$PATH", "${a}:${b}" and "US$20–US$30" begin variables and prices.
func touches(tex, behind []byte) bool {
	if len(behind) == 0 || !isWord(behind[0]) && behind[0] != '{' {
		return true
	}
	digit := isDigit(behind[0])
	last := tex[len(tex)-1]
	switch {
	case digit && isDigit(tex[0]):
		return longCommand.Match(tex) // no prices, and no groups of a replacement ("$1\n$2")
	case hasCommand(tex):
		return true
	case behind[0] == '{':
		return false
	case len(bytes.Trim(tex, "<>=")) == 0:
		return true
	case last == '=' || last == '_' || last == '^':
		return false
	case bytes.IndexByte(tex, '^') >= 0 || bytes.Contains(tex, []byte("_{")):
		return true
	}
	n := 0
	for n < len(tex) && isWord(tex[n]) {
		n++
	}
	scripted := bytes.IndexByte(tex[:n], '_') >= 0 && scripts.Match(tex[:n])
	if digit {
		return scripted || n < 2 && isWord(last) && bytes.ContainsAny(tex, "<>=")
	}
	return n < 2 || isDigit(tex[0]) || scripted || isPlural(behind) && isWord(last) && bytes.IndexByte(tex, ' ') < 0
}

var (
	longCommand = regexp.MustCompile(`\\[A-Za-z]{2}`)
	// scripts are names that are letters of formulas with short scripts, such as x_i, _2 and C_6H_12O_6; names of
	// variables are longer: my_var, _GET.
	scripts = regexp.MustCompile(`^(?:[A-Za-z]?_(?:[A-Za-z]{1,2}|[0-9]+)|(?:[A-Z][a-z]?){1,2}_[0-9](?:[A-Z][a-z]?|_?[0-9])*)$`)
)

// isPlural reports whether a text begins with the "s" of a plural.
func isPlural(text []byte) bool { return text[0] == 's' && (len(text) == 1 || !isWord(text[1])) }

// isRegexp tells that a dollar ends a regular expression: what stands before it in its word begins with "^", or with "/"
// while another "/" follows.
func (s *Scanner) isRegexp(at int) bool {
	word := s.text[bytes.LastIndexAny(s.text[:at], " \t\n")+1 : at]
	if len(word) == 0 {
		return false
	}
	return word[0] == '^' || word[0] == '/' && at+1 < len(s.text) && s.text[at+1] == '/'
}
