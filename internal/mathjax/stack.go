package mathjax

// item is something open, or a token that waits for what follows, on the stack of MathJax's reader.
type item struct {
	row    // the nodes inside, up to now
	kind   itemKind
	name   string // of an environment or a command
	at     int    // the offset of its source
	end    int    // and where that ends
	script scriptPlace
	array  arrayState
	flag   bool  // one that is told at the kinds that have it
	inner  stack // what a proof tree holds beside its lines
}

type itemKind uint8

const (
	start itemKind = iota
	stop
	open     // {
	closing  // }
	prime    // flag: none
	script   // ^ or _ without its argument
	over     // \over and its like
	left     // \left
	middle   // \middle
	right    // \right
	begin    // \begin of most environments
	ending   // \end
	style    // \displaystyle, \color and their like: to the end of the group
	position // \raise and its like, without its box
	cell     // & or \\; flag: a \\
	fn       // \sin and its like
	not      // \not
	skipping // \nonscript
	dots     // \dots
	array    // a table, of whichever environment
	equation // the equation environment
	braket   // flag: a single token follows
	proof    // a prooftree
	nodes    // no item, but nodes
)

// isOpen tells that an item holds what follows up to what closes it.
func (k itemKind) isOpen() bool {
	switch k {
	case start, open, left, begin, array, equation, braket:
		return true
	}
	return false
}

// isClose tells that an item closes others.
func (k itemKind) isClose() bool {
	switch k {
	case stop, closing, right, middle, over, ending, cell:
		return true
	}
	return false
}

// scriptPlace says which script is being read.
type scriptPlace struct {
	high   bool
	primes bool // primes wait to be put above
}

type stack []item

func (s stack) top() *item { return &s[len(s)-1] }

func (s *stack) pop() item {
	top := *s.top()
	*s = (*s)[:len(*s)-1]
	return top
}

// pushNode returns a node to the item on top of the stack.
func (p *parser) pushNode(n node) {
	switch top := p.stack.top(); top.kind {
	case start, open, left, begin, array, equation, style, over:
		top.add(n)
	default:
		p.pushInto(p.stack, item{kind: nodes, row: row{1, n, n}})
	}
}

// pushRow returns the nodes of an argument, each for itself.
func (p *parser) pushRow(r row) {
	if r.n == 0 {
		return
	}
	p.pushNode(r.first)
	for i := 2; i < r.n; i++ {
		p.pushNode(node{})
	}
	if r.n > 1 {
		p.pushNode(r.last)
	}
}

// push puts an item on the stack, or closes with it what is open there.
func (p *parser) push(it item) {
	it.at, it.end = p.tokenStart(), p.tokenEnd()
	p.pushInto(p.stack, it)
}

// pushInto is MathJax's rule for what happens when an item meets the one on top of the stack.
func (p *parser) pushInto(s *stack, it item) {
	top := s.top()
	switch top.kind {
	case start:
		if it.kind == stop {
			return // what is read is in the item
		}
	case open:
		if it.kind == closing {
			done := s.pop()
			p.give(s, done.atom())
			return
		}
	case prime:
		done := s.pop()
		p.give(s, primed(done.last))
		p.pushInto(s, it)
		return
	case script:
		p.closeScript(s, it)
		return
	case over:
		if it.kind == over {
			p.failAt(it, codeScript, "ambiguous use of %q", it.name)
		}
		if it.kind.isClose() {
			s.pop()
			p.give(s, node{})
			p.pushInto(s, it)
			return
		}
	case style:
		if it.kind.isClose() {
			done := s.pop()
			p.give(s, done.atom())
			p.pushInto(s, it)
			return
		}
	case left, begin, equation, braket, proof:
		if p.closeGroup(s, it) {
			return
		}
	case array:
		if it.kind.isClose() && it.kind != over {
			p.closeCell(s, it)
			return
		}
	case position, fn, not, skipping, dots:
		if p.closeWaiting(s, it) {
			return
		}
	}
	p.pushBasic(s, it)
}

// give puts a node that was closed on the stack again.
func (p *parser) give(s *stack, n node) { p.pushInto(s, item{kind: nodes, row: row{1, n, n}}) }

// pushBasic is the rule where an item has none of its own.
func (p *parser) pushBasic(s *stack, it item) {
	top := s.top()
	if it.kind == nodes {
		top.add(it.last)
		return
	}
	if it.kind == over && top.kind.isOpen() {
		top.row = row{}
	}
	if it.kind == cell && top.kind.isOpen() {
		if it.flag {
			return
		}
		p.failMisplaced(it)
	}
	if it.kind.isClose() {
		p.refuse(*top, it)
	}
	*s = append(*s, it)
}
