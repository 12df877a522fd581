package math

import "github.com/yuin/goldmark/ast"

// Kind is the kind of a [Node].
var Kind = ast.NewNodeKind("Math")

// Node is one formula, an inline node. A formula on lines of its own is the only child of its paragraph.
type Node struct {
	ast.BaseInline
	// Display tells a formula set apart from one in the line.
	Display bool
	// TeX is what stands between the delimiters, to the byte, but without the prefixes of quotes and lists.
	TeX string
	// Raw is the formula with its delimiters, as the source has it.
	Raw string
}

// Kind implements ast.Node.
func (n *Node) Kind() ast.NodeKind { return Kind }

// Dump implements ast.Node.
func (n *Node) Dump(source []byte, level int) {
	ast.DumpHelper(n, source, level, map[string]string{"TeX": n.TeX}, nil)
}

// IsRaw implements ast.Node: goldmark must not look for text in a formula that it finds in the tree.
func (n *Node) IsRaw() bool { return true }
