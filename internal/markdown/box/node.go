// Package box reads the containers of Markdown's dialects, each to the same node: Pandoc's and Docusaurus' fences of
// colons, MyST's directives, mkdocs' indented boxes, tags of templates and of HTML. A syntax that is written as a line
// which opens and one which closes is a file here with its row in [syntaxes]; CommonMark reads what is between.
package box

import (
	"github.com/yuin/goldmark/ast"

	"github.com/examdeck/examdeck/internal/markdown/attribute"
)

// Kind is the kind of a [Node], KindTitle that of its [Title].
var (
	Kind      = ast.NewNodeKind("Box")
	KindTitle = ast.NewNodeKind("BoxTitle")
)

// Node is a box. Its first child is a [Title] if it has one, the blocks of its body follow.
type Node struct {
	ast.BaseBlock
	// Name is what the box is called: "exercise", "callout-note", the first class, or the prefix of an id, such as "exr".
	// Lower case; empty for a line that closes nothing.
	Name string
	// NameFrom and NameTo are where the name stands in the source.
	NameFrom, NameTo int
	// Attrs are those in braces, and the options of a directive.
	Attrs attribute.List
	// Folded tells that only a click shows the body.
	Folded bool
	// To is where the line that closes the box ends.
	To int

	syntax *syntax
	span   *span
	indent int // how many blanks are cut off its lines
}

// Kind implements ast.Node.
func (n *Node) Kind() ast.NodeKind { return Kind }

// Dump implements ast.Node.
func (n *Node) Dump(source []byte, level int) {
	ast.DumpHelper(n, source, level, map[string]string{"Name": n.Name}, nil)
}

// Title returns the title of a box, nil without one.
func (n *Node) Title() *Title {
	t, _ := n.FirstChild().(*Title)
	return t
}

// Title is the title of a box; its children are inline nodes.
type Title struct{ ast.BaseBlock }

// Kind implements ast.Node.
func (n *Title) Kind() ast.NodeKind { return KindTitle }

// Dump implements ast.Node.
func (n *Title) Dump(source []byte, level int) { ast.DumpHelper(n, source, level, nil, nil) }
