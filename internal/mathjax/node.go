package mathjax

// node is what a formula's reader has to know of a node that MathJax makes: its sort, and what stands at it already.
type node struct {
	kind  nodeKind
	flags nodeFlags
}

type nodeKind uint8

const (
	ordinary   nodeKind = iota
	subsup              // a base with places for both scripts
	sup                 // a base that has had its only script, in which another one may not be put
	underover           // a base with places below and above
	overOnly            // what \overset makes
	headOfLine          // the invisible start of a line, where \\ was
)

type nodeFlags uint8

const (
	hasLow    nodeFlags = 1 << iota // the place below is taken
	hasHigh                         // the place above is taken
	opCore                          // its core is an operator, to which \limits may be applied, in braces too
	opSelf                          // it is an operator itself
	limits                          // scripts stand above and below
	noLimits                        // \nolimits was applied
	scriptsOK                       // places that are taken don't forbid scripts
)

func (n node) has(f nodeFlags) bool { return n.flags&f != 0 }

// row is what an argument makes: nodes without a box of their own.
type row struct {
	n           int
	first, last node
}

// add appends a node.
func (r *row) add(n node) {
	if r.n++; r.n == 1 {
		r.first = n
	}
	r.last = n
}

// boxed is the row as one node.
func (r row) boxed() node {
	if r.n == 1 {
		return r.last
	}
	return node{}
}

// atom is the row in a box, as braces make it: an operator within stays one for \limits.
func (r row) atom() node {
	if r.n == 1 {
		return node{flags: r.last.flags & opCore}
	}
	return node{}
}
