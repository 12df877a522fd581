package highlight

import "github.com/yuin/goldmark/ast"

// Kind is the kind of a [Node].
var Kind = ast.NewNodeKind("Highlight")

// Node is ==highlighted text==; its children are the text.
type Node struct{ ast.BaseInline }

// Kind implements ast.Node.
func (n *Node) Kind() ast.NodeKind { return Kind }

// Dump implements ast.Node.
func (n *Node) Dump(source []byte, level int) { ast.DumpHelper(n, source, level, nil, nil) }
