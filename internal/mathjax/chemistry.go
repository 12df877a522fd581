package mathjax

import (
	"strings"
	"unicode/utf8"
)

// bonds are what \bond can draw.
var bonds = map[string]bool{"-": true, "1": true, "=": true, "2": true, "#": true, "3": true, "~": true, "~-": true, "~--": true,
	"~=": true, "-~-": true, "...": true, "....": true, "->": true, "<-": true}

// runChemistry reads \ce and \pu, whose language is another one. Commands and formulas in it are looked at.
func runChemistry(p *parser, c *command) {
	from, to := p.arg()
	end := p.i
	for i := from; i < to; {
		switch p.s[i] {
		case '\\':
			next := min(nameEnd(p.s, i+1), to)
			name := p.s[i+1 : next]
			if name == "bond" {
				p.bond(next, to)
			}
			if name != "bond" && p.lookUp(name) == nil {
				p.tok, p.i = i, next
				p.unknown(name)
			}
			i = next
		case '$':
			n := strings.IndexByte(p.s[i+1:to], '$')
			if n < 0 {
				p.tok, p.i = i, i+1
				p.failHint(codeText, `write \$ for a dollar sign`, "%q begins a formula that is never closed", "$")
			}
			p.inner(i+1, i+1+n)
			i += n + 2
		case '%':
			if c.text(0) == "ce" && strings.IndexByte(p.s[i:to], '\n') < 0 {
				p.tok, p.i = i, i+1
				p.failHint(codeBrace, `write \%`, "%q takes the end of %q with it", "%", p.what())
			}
			i++
		default:
			r, size := utf8.DecodeRuneInString(p.s[i:])
			if !isSpace(r) && !p.table.canShow(r) {
				p.i = i
				p.other()
			}
			i += size
		}
	}
	p.i = end
	p.pushNode(node{})
}

// bond checks the argument of \bond.
func (p *parser) bond(at, to int) {
	arg, _, ok := argument(p.s[:to], at)
	if ok && !bonds[arg] {
		p.tok, p.i = at, to
		p.fail(codeArgument, `\bond can't draw %q`, arg)
	}
}
