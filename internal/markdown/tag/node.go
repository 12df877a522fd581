package tag

import "github.com/yuin/goldmark/ast"

// Kind is the kind of a [Node].
var Kind = ast.NewNodeKind("Tag")

// Node is a #tag in the text.
type Node struct {
	ast.BaseInline
	// Name is the tag without "#", its levels parted by "/".
	Name string
}

// Kind implements ast.Node.
func (n *Node) Kind() ast.NodeKind { return Kind }

// Dump implements ast.Node.
func (n *Node) Dump(source []byte, level int) {
	ast.DumpHelper(n, source, level, map[string]string{"Name": n.Name}, nil)
}
