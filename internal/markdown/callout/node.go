package callout

import (
	"unicode"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
)

// Kind is the kind of a [Node], KindTitle that of its [Title].
var (
	Kind      = ast.NewNodeKind("Callout")
	KindTitle = ast.NewNodeKind("CalloutTitle")
)

// Node is a callout: a quote whose first line is "[!type]- title". Its first child is a [Title], the blocks of its
// body follow.
type Node struct {
	ast.BaseBlock
	// Word is the word in the brackets, lower case, such as "question".
	Word string
	// Fold is '-' for a callout that starts folded, '+' for one that starts open, and 0 for one that does not fold.
	Fold byte

	lines int // how many lines follow the title so far
}

// Kind implements ast.Node.
func (n *Node) Kind() ast.NodeKind { return Kind }

// Dump implements ast.Node.
func (n *Node) Dump(source []byte, level int) {
	ast.DumpHelper(n, source, level, map[string]string{"Word": n.Word}, nil)
}

// Title is the title of a callout; its children are inline nodes. Without a title it has none.
type Title struct{ ast.BaseBlock }

// Kind implements ast.Node.
func (n *Title) Kind() ast.NodeKind { return KindTitle }

// Dump implements ast.Node.
func (n *Title) Dump(source []byte, level int) { ast.DumpHelper(n, source, level, nil, nil) }

// Name is what a callout without a title is called: its word, the first letter upper case.
func (n *Node) Name() string {
	r, size := utf8.DecodeRuneInString(n.Word)
	return string(unicode.ToUpper(r)) + n.Word[size:]
}
