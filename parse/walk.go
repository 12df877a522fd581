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

// eachNode calls do for a node and all that it holds, in order, as long as do says so.
func eachNode(n ast.Node, do func(ast.Node) (on bool)) (on bool) {
	if !do(n) {
		return false
	}
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		if !eachNode(c, do) {
			return false
		}
	}
	return true
}
