// Package component reads what a website shows by a program: the components of MDX that stand on lines of their own,
// <Question choices={[…]} />, and lists of YAML between the tags of a template, {{< quiz >}}. None is ever seen on a
// card as it stands; what one holds as values may be read.
package component

import "github.com/yuin/goldmark/ast"

// Kind is the kind of a [Node].
var Kind = ast.NewNodeKind("Component")

// Node is a component, or one of its tags where Markdown stands between them.
type Node struct {
	ast.BaseBlock
	// Name is what the component is called.
	Name string
	// Values are those of its attributes, or of each item of its list: texts, numbers, booleans, and lists and objects of
	// these. What is computed, such as by a function, has no value.
	Values []map[string]any

	end int // where the tag ends in the source
}

// Kind implements ast.Node.
func (n *Node) Kind() ast.NodeKind { return Kind }

// IsRaw implements ast.Node: nothing in a tag is parsed.
func (n *Node) IsRaw() bool { return true }

// Dump implements ast.Node.
func (n *Node) Dump(source []byte, level int) {
	ast.DumpHelper(n, source, level, map[string]string{"Name": n.Name}, nil)
}
