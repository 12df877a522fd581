package mathjax

import (
	"unicode/utf16"
	"unicode/utf8"
)

const (
	// maxBuffer is how many UTF-16 units a macro's text and what follows it may have: MathJax's maxBuffer.
	maxBuffer = 5 * 1024
	// maxMacros is how many macros and environments one text, such as an argument, may hold: MathJax's maxMacros.
	maxMacros = 1000
	// maxDepth is how deep arguments may stand within arguments; between 200 and 500 MathJax's own calls become too
	// many for a browser.
	maxDepth = 400
	// maxAllMacros is how many macros a formula may hold with all that they hold; MathJax has no such limit, and a
	// reader no patience.
	maxAllMacros = 10_000
)

// parser reads a formula, or an argument, in the steps in which MathJax does.
type parser struct {
	*linter
	s      string // the text; a macro puts its own before the rest
	i      int    // what is read next
	tok    int    // where the current token begins
	source source
	single int    // the offset of a digit that stands alone, -1 for none
	name   string // the command that is read, with its backslash
	hint   string // what goes with the next failure
	calls  int
	root   bool    // within the degree of a root
	moved  [2]bool // where \leftroot and \uproot have been
	eqn    bool    // an environment of equations has been
	empheq string  // the environment within empheq
	ending string  // the environment that an \end of its own closes
}

// source says where in the formula the bytes of a parser's text stand: those up to from stem from a macro that is
// called from at to end, those behind it stand one by one from orig on.
type source struct{ at, end, from, orig int }

// offset returns the offset in the formula of the byte at i.
func (s source) offset(i int) int {
	if i < s.from {
		return s.at
	}
	return s.orig + i - s.from
}

// offsetEnd returns the offset in the formula behind what ends at i.
func (s source) offsetEnd(i int) int {
	if i <= s.from && s.from > 0 {
		return s.end
	}
	return s.orig + i - s.from
}

// part returns the source of the text from i on.
func (s source) part(i int) source {
	return source{s.at, s.end, max(0, s.from-i), s.orig + max(0, i-s.from)}
}

func (p *parser) tokenStart() int { return p.source.offset(p.tok) }
func (p *parser) tokenEnd() int   { return max(p.source.offsetEnd(p.i), p.tokenStart()) }

// token is the text of the current token, as far as it is read.
func (p *parser) token() string { return p.s[p.tok:min(p.i, len(p.s))] }

// inner reads a part of the text as MathJax reads an argument.
func (p *parser) inner(from, to int) row {
	return p.read(p.s[from:to], p.source.part(from))
}

// made reads a text that MathJax makes, in place of the current token.
func (p *parser) made(text string) row {
	return p.read(text, source{p.tokenStart(), p.tokenEnd(), len(text) + 1, p.tokenEnd()})
}

// read reads a text as MathJax reads an argument.
func (p *parser) read(text string, src source) row {
	if p.depth == maxDepth {
		if p.allCalls > 0 {
			p.fail(codeMacro, "%q, a macro, goes on without end", p.lastMacro)
		}
		p.fail(codeArgument, "%q stands too deep within others", p.what())
	}
	p.depth++
	if p.depth > len(p.parsers) {
		p.parsers = append(p.parsers, &parser{})
	}
	child := p.parsers[p.depth-1]
	*child = parser{linter: p.linter, s: text, source: src, single: -1, root: p.root}
	p.stack.open()
	child.loop()
	child.tok = child.i
	child.pushInto(p.stack, item{kind: stop, at: child.tokenStart(), end: child.tokenStart()})
	done := p.stack.pop()
	p.depth--
	return done.row
}

func (s *stack) open() { *s = append(*s, item{kind: start}) }

// loop reads tokens up to the text's end.
func (p *parser) loop() {
	for p.i < len(p.s) {
		p.tok = p.i
		switch c := p.s[p.i]; {
		case isLetter(c):
			p.i++
			p.pushNode(node{})
		case c == ' ', c == '\n', c == '\t', c == '\r':
			p.i++
		case c == '\\':
			p.command()
		case isDigit(c), c == '.', c == ',':
			p.number()
		default:
			p.character(c)
		}
	}
}

// character reads a token that is neither a letter, a number, a blank nor a command.
func (p *parser) character(c byte) {
	p.i++
	switch c {
	case '{':
		p.push(item{kind: open, name: "{"})
	case '}':
		p.push(item{kind: closing, name: "}"})
	case '^':
		p.readScript(true)
	case '_':
		p.readScript(false)
	case '&':
		p.readEntry("&")
	case '\'':
		p.readPrime()
	case '%':
		p.readComment()
	case '#':
		p.failHint(codeMacro, `write \#`, `%q outside of a definition`, "#")
	case '@':
		p.readArrow()
	case '|':
		p.readBar("|")
	case '~', ':':
		p.pushNode(node{})
	default:
		p.i--
		p.other()
	}
}

// other reads a character that MathJax has no rule for.
func (p *parser) other() {
	r, size := utf8.DecodeRuneInString(p.s[p.i:])
	p.i += size
	switch {
	case r == 0xa0:
		return
	case r == '’':
		p.readPrime()
		return
	case !p.table.canShow(r):
		p.failHint(codeCharacter, `put it into \text{…}`, "MathJax can't show %q", string(r))
	case r >= 0x80 && p.table.operators[string(r)]:
		p.pushNode(node{flags: opCore})
	default:
		p.pushNode(node{})
	}
}

// number reads a number; in "1{,}000" the comma belongs to it.
func (p *parser) number() {
	if p.i == p.single {
		p.i++
	} else {
		p.i = numberEnd(p.s, p.i)
	}
	p.pushNode(node{})
}

func isDigit(c byte) bool { return c >= '0' && c <= '9' }

// numberEnd returns the offset behind the number, or the lone sign, at an offset.
func numberEnd(s string, at int) int {
	digits := func(i int) int {
		for i < len(s) && isDigit(s[i]) {
			i++
		}
		return i
	}
	end := digits(at)
	if end == at {
		if s[at] == '.' {
			end = digits(at + 1)
		}
		return max(end, at+1)
	}
	for end+6 <= len(s) && s[end:end+3] == "{,}" && digits(end+3) >= end+6 {
		end += 6
	}
	if end < len(s) && s[end] == '.' {
		end = digits(end + 1)
	}
	return end
}

// command reads a command.
func (p *parser) command() {
	p.i++
	cs := p.controlSequence()
	c := p.lookUp(cs)
	if c == nil {
		p.unknown(cs)
		p.pushNode(node{})
		return
	}
	if c.method == nil {
		p.pushNode(c.node)
		return
	}
	outer := p.name
	p.name = p.s[p.tok:min(p.tok+1+len(cs), len(p.s))]
	c.method.read(p, c)
	p.name = outer
}

// controlSequence reads a command's name behind its backslash: letters and one blank, or one character. A line's end
// stands for a blank.
func (p *parser) controlSequence() string {
	from := p.i
	if from >= len(p.s) {
		p.i = from + 1
		return " "
	}
	p.i = nameEnd(p.s, from)
	name := p.s[from:p.i]
	switch {
	case isLetter(p.s[from]):
		if p.i < len(p.s) && p.s[p.i] == ' ' {
			p.i++
		}
	case name == "\n", name == "\r", name == "\u2028", name == "\u2029":
		return " "
	}
	return name
}

// replace puts a macro's text in place of what was read of the text since its name.
func (p *parser) replace(text string) {
	rest := p.s[min(p.i, len(p.s)):]
	if p.tok >= p.source.from {
		p.source.at, p.source.end = p.tokenStart(), p.tokenEnd()
	}
	behind := min(max(p.i, p.source.from), len(p.s))
	tail := len(p.s) - behind
	orig := p.source.offset(behind)
	p.s = join(text, rest)
	p.checkBuffer(text, rest)
	p.source.from, p.source.orig = len(p.s)-tail, orig
	p.i, p.tok, p.single = 0, 0, -1
}

// checkBuffer ends the reading where a text becomes too long for MathJax.
func (p *parser) checkBuffer(a, b string) {
	if len(a)+len(b) > maxBuffer && utf16Len(a)+utf16Len(b) > maxBuffer {
		p.failHint(codeMacro, "make two formulas of it, or write the macro out", "%q, a macro, with more than 5 KB behind it", p.name)
	}
}

func utf16Len(s string) int {
	n := 0
	for _, r := range s {
		n += utf16.RuneLen(r)
	}
	return n
}

// countCall ends the reading where macros call each other without end.
func (p *parser) countCall() {
	p.allCalls++
	p.lastMacro = p.name
	if p.calls++; p.calls > maxMacros || p.allCalls > maxAllMacros {
		p.fail(codeMacro, "%q, a macro, goes on without end", p.name)
	}
}
