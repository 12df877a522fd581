package parse

import "github.com/yuin/goldmark/ast"

// eachBlock calls do for the blocks below a node, in order, and for what they hold where do says so. Inline nodes are not looked at.
func eachBlock(n ast.Node, do func(ast.Node) (within bool)) {
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		if c.Type() != ast.TypeInline && do(c) {
			eachBlock(c, do)
		}
	}
}
