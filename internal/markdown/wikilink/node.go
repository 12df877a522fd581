package wikilink

import "github.com/yuin/goldmark/ast"

// Kind is the kind of a [Node].
var Kind = ast.NewNodeKind("WikiLink")

// Node is a [[link]] or, as an embed, a ![[picture.png]].
type Node struct {
	ast.BaseInline
	// Target is the note or file, with its folders; empty where the link stays inside its own note.
	Target string
	// Fragment is what follows "#": a heading, several parted by "#", or "^" and a block id.
	Fragment string
	// Alias is the text to show; empty without one.
	Alias string
	// Embed tells ![[…]] from [[…]].
	Embed bool
	// Width and Height are the pixels asked for a picture; 0 where nothing was asked.
	Width, Height int
}

// Kind implements ast.Node.
func (n *Node) Kind() ast.NodeKind { return Kind }

// Dump implements ast.Node.
func (n *Node) Dump(source []byte, level int) {
	ast.DumpHelper(n, source, level, map[string]string{"Target": n.Target, "Alias": n.Alias}, nil)
}
