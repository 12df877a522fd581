package blockid

import "github.com/yuin/goldmark/ast"

// Kind is the kind of a [Node].
var Kind = ast.NewNodeKind("BlockID")

// Node is an id that the author gave a block: "^abc123" or "{#abc}" at its end. It is never shown.
type Node struct {
	ast.BaseInline
	// ID is the id without its mark.
	ID string
}

// Kind implements ast.Node.
func (n *Node) Kind() ast.NodeKind { return Kind }

// Dump implements ast.Node.
func (n *Node) Dump(source []byte, level int) {
	ast.DumpHelper(n, source, level, map[string]string{"ID": n.ID}, nil)
}
