package markdown

import "github.com/yuin/goldmark/ast"

// KindAlias is the kind of an [Alias].
var KindAlias = ast.NewNodeKind("Alias")

// Alias holds a word that means another, such as one of an author's own for "answer": it is shown as it stands in the
// source, and read as what it means.
type Alias struct {
	ast.BaseInline
	Means string
}

// Kind implements ast.Node.
func (n *Alias) Kind() ast.NodeKind { return KindAlias }

// Dump implements ast.Node.
func (n *Alias) Dump(source []byte, level int) {
	ast.DumpHelper(n, source, level, map[string]string{"Means": n.Means}, nil)
}
