package mathjax

import (
	"strings"
	"unicode/utf8"
)

// space passes over blanks.
func (p *parser) space() { p.i = skipSpace(p.s, min(p.i, len(p.s))) }

// next returns the byte that comes after blanks, 0 at the end.
func (p *parser) next() byte {
	p.space()
	if p.i >= len(p.s) {
		return 0
	}
	return p.s[p.i]
}

// arg reads an argument and gives where it stands in the text.
func (p *parser) arg() (from, to int) {
	switch p.next() {
	case 0:
		if p.i >= len(p.s) {
			p.fail(codeArgument, "%q lacks an argument", p.what())
		}
	case '}':
		p.fail(codeArgument, "%q lacks an argument before %q", p.what(), "}")
	case '\\':
		from = p.i
		p.i++
		cs := p.controlSequence()
		return from, min(from+1+len(cs), len(p.s))
	case '{':
		from = p.i + 1
		end := groupEnd(p.s, from)
		if end < 0 {
			p.fail(codeBrace, "the argument of %q is never closed", p.what())
		}
		p.i = end
		return from, end - 1
	}
	_, size := utf8.DecodeRuneInString(p.s[p.i:])
	from = p.i
	p.i += size
	return from, p.i
}

// what names the command that is being read.
func (p *parser) what() string {
	if p.name != "" {
		return p.name
	}
	return strings.TrimSpace(p.token())
}

// argText reads an argument that is no TeX.
func (p *parser) argText() string {
	from, to := p.arg()
	return p.s[from:to]
}

// argMath reads an argument of math.
func (p *parser) argMath() row {
	from, to := p.arg()
	return p.inner(from, to)
}

// bracket reads an optional argument in brackets, and tells where it stands and whether it is there.
func (p *parser) bracket() (from, to int, given bool) {
	if p.next() != '[' {
		return p.i, p.i, false
	}
	arg, end, _, ok := brackets(p.s, p.i)
	if !ok {
		p.fail(codeArgument, "the %q behind %q is never closed", "[", p.what())
	}
	p.i = end
	return end - 1 - len(arg), end - 1, true
}

// bracketText reads an optional argument as text, "" where there is none.
func (p *parser) bracketText() string {
	from, to, _ := p.bracket()
	return p.s[from:to]
}

// star reads a star, if one is there.
func (p *parser) star() bool {
	if p.next() == '*' {
		p.i++
		return true
	}
	return false
}

// dimension reads a length, with or without braces.
func (p *parser) dimension() {
	if p.next() == '{' {
		text := p.argText()
		if n, ok := dimensionEnd(text); ok && strings.TrimFunc(text[n:], isSpace) == "" {
			return
		}
	} else if n, ok := dimensionEnd(p.s[p.i:]); ok {
		p.i += n
		if p.i < len(p.s) && p.s[p.i] == ' ' {
			p.i++
		}
		return
	}
	if p.next() == '*' {
		p.failHint(codeArgument, "leave out the star", "%q takes no star", p.what())
	}
	p.failHint(codeArgument, "a length is a number and a unit: 1em, -3pt, .5cm", "%q lacks a length", p.what())
}

// dimensionEnd returns the offset behind a number with a unit at the start of a text.
func dimensionEnd(s string) (end int, ok bool) {
	i := skipSpace(s, 0)
	if i < len(s) && (s[i] == '-' || s[i] == '+') {
		i++
	}
	from := i
	digits, sign := 0, false
	for ; i < len(s) && (isDigit(s[i]) || (s[i] == '.' || s[i] == ',') && !sign); i++ {
		if isDigit(s[i]) {
			digits++
		} else {
			sign = true
		}
	}
	if digits == 0 || i == from {
		return 0, false
	}
	i = skipSpace(s, i)
	if i+2 > len(s) {
		return 0, false
	}
	switch s[i : i+2] {
	case "pt", "em", "ex", "mu", "px", "mm", "cm", "in", "pc":
		return i + 2, true
	}
	return 0, false
}

// delimiter reads a delimiter such as "(" or \langle.
func (p *parser) delimiter(braces bool) {
	from := p.i
	if p.next() != 0 {
		from = p.i
		text := p.delimiterText(braces)
		if p.isDelimiter(text) {
			return
		}
	}
	end := min(p.i, len(p.s))
	text := strings.TrimSpace(p.s[min(from, end):end])
	if text == "" {
		p.failHint(codeFence, `"." stands for none`, "%q lacks its delimiter", p.what())
	}
	p.failHint(codeFence, `"." stands for none`, "%q needs a delimiter, and %q is none", p.what(), text)
}

// delimiterText reads what stands in the place of a delimiter.
func (p *parser) delimiterText(braces bool) string {
	switch c := p.s[p.i]; {
	case c == '\\':
		p.i++
		return `\` + p.controlSequence()
	case c == '{' && braces:
		return strings.TrimFunc(p.argText(), isSpace)
	}
	_, size := utf8.DecodeRuneInString(p.s[p.i:])
	p.i += size
	return p.s[p.i-size : p.i]
}

func (p *parser) isDelimiter(text string) bool {
	return p.table.delimiters[text] || p.own.delimiters[text]
}

// delimiterArg reads an argument that is a delimiter or empty, and gives it.
func (p *parser) delimiterArg() string {
	text := trimSpaces(p.argText())
	if text != "" && !p.isDelimiter(text) {
		p.fail(codeFence, "%q needs a delimiter, and %q is none", p.what(), text)
	}
	return text
}

// trimSpaces takes blanks off both ends, but not the one of "\ ".
func trimSpaces(text string) string {
	trimmed := strings.TrimFunc(text, isSpace)
	if strings.HasSuffix(trimmed, `\`) && strings.HasSuffix(text, " ") {
		trimmed += " "
	}
	return trimmed
}

// upTo reads up to a token, outside of braces, and gives where what stands before it is.
func (p *parser) upTo(token string) (from, to int) {
	p.space()
	from = p.i
	for depth := 0; p.i < len(p.s); {
		to = p.i
		p.space()
		if p.i >= len(p.s) {
			break
		}
		r, size := utf8.DecodeRuneInString(p.s[p.i:])
		c := p.s[p.i : p.i+size]
		p.i += size
		switch r {
		case '\\':
			c += p.controlSequence()
		case '{':
			depth++
		case '}':
			if depth == 0 {
				p.fail(codeArgument, "%q comes before the %q of %q", "}", token, p.what())
			}
			depth--
		}
		if depth == 0 && c == token {
			return from, to
		}
	}
	p.fail(codeArgument, "%q lacks its %q", p.what(), token)
	return 0, 0
}
