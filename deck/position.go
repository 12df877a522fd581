package deck

import (
	"cmp"
	"fmt"
)

// Position is a place in a source. Line and Col count from 1, Col in bytes; a Line of 0 means the file as a whole.
type Position struct {
	File string
	Line int
	Col  int
}

// String returns file:line:col, and the file alone for a position without a line.
func (p Position) String() string {
	if p.Line == 0 {
		return p.File
	}
	return fmt.Sprintf("%s:%d:%d", p.File, p.Line, p.Col)
}

// Compare orders positions by file, line and column: negative where p comes first, zero where they are equal.
func (p Position) Compare(q Position) int {
	return cmp.Or(cmp.Compare(p.File, q.File), cmp.Compare(p.Line, q.Line), cmp.Compare(p.Col, q.Col))
}
