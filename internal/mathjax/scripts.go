package mathjax

import (
	"strings"
	"unicode/utf8"
)

// takePrevious takes the node before a script from the item on top; where there is none the script stands at nothing.
func (p *parser) takePrevious() node {
	top := p.stack.top()
	if top.n == 0 {
		return node{}
	}
	n := top.last
	top.n--
	top.last = node{}
	return n
}

// readScript reads a "^" (high) or a "_".
func (p *parser) readScript(high bool) {
	name, taken := "_", hasLow
	if high {
		name, taken = "^", hasHigh
	}
	p.space()
	if p.i < len(p.s) && isDigit(p.s[p.i]) {
		p.single = p.i // in x^12 only the 1 is high
	}
	place := scriptPlace{high: high}
	var base node
	if top := p.stack.top(); top.kind == prime {
		base, place.primes = top.last, true
		p.stack.pop()
	} else {
		base = p.takePrevious()
	}
	if base.has(taken) && (base.kind == subsup || base.kind == underover && !base.has(scriptsOK)) {
		p.failHint(codeScript, `put braces around what the first one belongs to`, `a second %q at the same place`, name)
	}
	if base.kind != subsup {
		kept := base.flags & (opCore | opSelf | noLimits)
		switch {
		case !base.has(limits):
			base = node{subsup, kept}
		case base.kind != underover || base.has(taken):
			base = node{underover, kept | limits}
		}
	}
	p.push(item{kind: script, row: row{1, base, base}, name: name, script: place})
}

// closeScript handles what follows "^" or "_".
func (p *parser) closeScript(s *stack, it item) {
	top := s.top()
	switch {
	case it.kind == open, it.kind == left:
		*s = append(*s, it)
	case it.kind == nodes:
		done := s.pop()
		n := done.last
		if done.script.high || done.script.primes {
			n.flags |= hasHigh
		}
		if !done.script.high {
			n.flags |= hasLow
		}
		p.give(s, n)
	case it.kind.isClose():
		p.failAt(*top, codeScript, "nothing stands behind %q", top.name)
	default:
		p.hint = "put it into braces"
		p.failAt(*top, codeScript, "%q can't take %q without braces", top.name, p.token())
	}
}

// readPrime reads a "'" and those behind it.
func (p *parser) readPrime() {
	base := p.takePrevious()
	if base.kind == subsup && base.has(hasHigh) {
		p.failHint(codeScript, "put braces around what the first one belongs to", "%q where there is an exponent already", "'")
	}
	for {
		p.space()
		switch rest := p.s[p.i:]; {
		case strings.HasPrefix(rest, "'"):
			p.i++
		case strings.HasPrefix(rest, "’"):
			p.i += utf8.RuneLen('’')
		default:
			p.push(item{kind: prime, row: row{1, base, base}})
			return
		}
	}
}

// primed returns a node with primes at it.
func primed(n node) node {
	if n.kind == subsup {
		n.flags |= hasHigh
		return n
	}
	return node{sup, n.flags&(opCore|opSelf) | hasHigh}
}

// runLimits reads \limits and \nolimits.
func runLimits(p *parser, c *command) {
	top := p.stack.top()
	if top.n == 0 || top.kind == prime || !top.last.has(opCore|opSelf|limits|noLimits) {
		p.fail(codeScript, "%q behind what is no operator", p.token())
	}
	op := top.last
	was, set, cleared, kind := op.kind == underover || op.kind == overOnly, noLimits, limits, subsup
	if c.isSet(0) {
		was, set, cleared, kind = op.kind == subsup || op.kind == sup, limits, noLimits, underover
	}
	if was {
		if top.n > 1 {
			return // MathJax puts the new form into a wrong place
		}
		op.kind = kind
	}
	op.flags = op.flags&^cleared | set
	top.last = op
}
