package mathjax

import "strings"

// readText reads an argument of text, in which only what stands in $…$ or \(…\) is math, and reports whether it holds
// anything.
func (p *parser) readText() bool {
	from, to := p.arg()
	p.mixed(from, to)
	return to > from
}

// mixed reads a part of the text as text.
func (p *parser) mixed(from, to int) {
	if !strings.ContainsAny(p.s[from:to], `${}\`) {
		return
	}
	mixed := mixedText{parser: p, to: to}
	for i := from; i < to; {
		i = mixed.step(i)
	}
	if mixed.closer != 0 {
		p.tok, p.i = mixed.open, min(mixed.open+1, len(p.s))
		p.failHint(codeText, `write \$ for a dollar sign`, "%q in text begins a formula that is never closed", mixed.opener())
	}
}

// mixedText is where a text of words and formulas stands.
type mixedText struct {
	*parser
	to     int
	closer byte // what closes the formula that is open: $, ) or }; 0 outside
	open   int  // where the formula was opened
	from   int  // and where its text begins
	depth  int  // braces open in it
}

func (m *mixedText) opener() string {
	if m.closer == ')' {
		return `\(`
	}
	return m.s[m.open : m.open+1]
}

// step reads one character.
func (m *mixedText) step(i int) int {
	switch c := m.s[i]; {
	case c == '$' && m.closer == '$' && m.depth == 0:
		m.close(i)
	case c == '$' && m.closer == 0:
		m.begin('$', i, i+1)
	case c == '{' && m.closer != 0:
		m.depth++
	case c == '}' && m.closer == '}' && m.depth == 0:
		m.close(i + 1)
	case c == '}' && m.closer != 0 && m.depth > 0:
		m.depth--
	case c == '\\':
		return m.escape(i)
	}
	return i + 1
}

// escape reads what a backslash begins.
func (m *mixedText) escape(i int) int {
	rest := m.s[i+1 : m.to]
	if m.closer == 0 {
		if n := referenceBrace(rest); n > 0 {
			m.begin('}', i, i)
			return i + 1 + n
		}
	}
	switch {
	case rest == "":
	case rest[0] == '(' && m.closer == 0:
		m.begin(')', i, i+2)
	case rest[0] == ')' && m.closer == ')' && m.depth == 0:
		m.close(i)
	}
	return i + 2
}

// referenceBrace returns the offset behind the brace of "ref{" or "eqref{" at the start of a text, 0 if there is none.
func referenceBrace(s string) int {
	for _, name := range []string{"ref", "eqref"} {
		if after, ok := strings.CutPrefix(s, name); ok {
			if i := skipSpace(after, 0); i < len(after) && after[i] == '{' {
				return len(name) + i + 1
			}
		}
	}
	return 0
}

func (m *mixedText) begin(closer byte, open, from int) {
	m.closer, m.open, m.from, m.depth = closer, open, from, 0
}

// close reads the formula that ends at an offset.
func (m *mixedText) close(end int) {
	m.closer = 0
	root := m.root
	m.root = false
	m.inner(m.from, end)
	m.root = root
}
