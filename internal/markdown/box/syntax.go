package box

// syntax is a way to write boxes as a line that opens and one that closes.
type syntax struct {
	first string // the characters with which its lines begin
	// open reads a line that opens a box, without blanks around it; ok is false for any other line.
	open func(line []byte) (o opening, ok bool)
	// closes reports whether a line ends a box that was opened so.
	closes func(line []byte, o *opening) bool
	// closer reports whether a line can only be one that ends a box; where it ends none, nobody sees it.
	closer func(line []byte) bool
	// options tells that lines ":key: value" may follow the first one.
	options bool
}

// opening is an opening line as it was read.
type opening struct {
	head head
	mark int // how long the mark before the head is; offsets of the head count from behind it
	// fence is what a line must begin with to close the box.
	fence []byte
	// gate is the name of a directive that ends with another one, "{solution-end}"; the fences of both are its edges.
	gate string
	// levels counts elements of the same name within it.
	levels int
}

// syntaxes are all of them. A line is of the first that reads it.
var syntaxes = []*syntax{colons, directives, slashes, templates, elements}
