// Package box reads the containers of Markdown's dialects, each to the same node: Obsidian's callouts, Pandoc's and
// Docusaurus' fences of colons, MyST's directives, mkdocs' indented boxes, tags of templates and of HTML. A syntax that is written as a line
// which opens and one which closes is a file here with its row in [syntaxes]; CommonMark reads what is between.
package box

import (
	"unicode"
	"unicode/utf8"

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
	// Quoted tells that it is a callout, a quote whose first line has the name in brackets. It always has a title, which
	// may be empty. Fold is '-' for one that starts folded, '+' for one that starts open, 0 for one that does not fold.
	Quoted bool
	Fold   byte
	// To is where the line that closes the box ends.
	To int

	syntax *syntax
	span   *span
	indent int // how many blanks are cut off its lines
	lines  int // how many lines of a callout follow the title so far
}

// Kind implements ast.Node.
func (n *Node) Kind() ast.NodeKind { return Kind }

// Dump implements ast.Node.
func (n *Node) Dump(source []byte, level int) {
	ast.DumpHelper(n, source, level, map[string]string{"Name": n.Name}, nil)
}

// Called is what a callout without a title is called: its name, the first letter upper case.
func (n *Node) Called() string {
	r, size := utf8.DecodeRuneInString(n.Name)
	return string(unicode.ToUpper(r)) + n.Name[size:]
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
