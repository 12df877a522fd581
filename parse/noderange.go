package parse

import (
	"github.com/yuin/goldmark/ast"

	"github.com/examdeck/examdeck/internal/markdown/callout"
)

// The functions here take what stands between two places of the tree out of it, also where the places are in different lists
// or quotes, as tags that authors put across blocks are.

// takeBetween takes the blocks behind from, as far as until, out of the tree. Containers that begin before from stay, what
// they hold behind it is taken out of them; of containers that until is in, a copy takes the part before it. A nil until means
// the end of the document.
func takeBetween(from, until ast.Node) []ast.Node {
	var taken []ast.Node
	for cur := from; cur != nil; {
		next := cur.NextSibling()
		if next == nil {
			cur = cur.Parent()
			continue
		}
		if next == until {
			return taken
		}
		if until != nil && holds(next, until) {
			if part := cutBefore(next, until); part != nil {
				taken = append(taken, inList(part, next.Parent()))
			}
			return taken
		}
		parent := next.Parent()
		if list, ok := parent.(*ast.List); ok {
			taken = append(taken, listOf(list, next))
			continue
		}
		parent.RemoveChild(parent, next)
		taken = append(taken, next)
	}
	return taken
}

// inList wraps an item that was taken out of a list in a list of its own; other blocks are given as they are.
func inList(n, parent ast.Node) ast.Node {
	list, ok := parent.(*ast.List)
	if !ok || n.Kind() != ast.KindListItem {
		return n
	}
	like := emptyLike(list)
	like.AppendChild(like, n)
	return like
}

// following gives the block behind one and all that it holds: its next sibling, else that of what it stands in; nil at the end of the
// document.
func following(n ast.Node) ast.Node {
	for ; n != nil; n = n.Parent() {
		if next := n.NextSibling(); next != nil {
			return next
		}
	}
	return nil
}

// holds tells whether n is below container.
func holds(container, n ast.Node) bool {
	for p := n.Parent(); p != nil; p = p.Parent() {
		if p == container {
			return true
		}
	}
	return false
}

// cutBefore moves what container holds before until to a container like it; nil where that is nothing.
func cutBefore(container, until ast.Node) ast.Node {
	part := emptyLike(container)
	for _, c := range children(container) {
		if c == until {
			break
		}
		if holds(c, until) {
			if inner := cutBefore(c, until); inner != nil {
				part.AppendChild(part, inner)
			}
			break
		}
		container.RemoveChild(container, c)
		part.AppendChild(part, c)
	}
	if !part.HasChildren() {
		return nil
	}
	return part
}

// emptyLike gives a container of the same kind; a mere group of blocks for kinds that nothing else could stand for.
func emptyLike(n ast.Node) ast.Node {
	var like ast.Node
	switch n := n.(type) {
	case *ast.List:
		list := ast.NewList(n.Marker)
		list.IsTight, list.Start = n.IsTight, n.Start
		like = list
	case *ast.ListItem:
		like = ast.NewListItem(n.Offset)
	case *ast.Blockquote:
		like = ast.NewBlockquote()
	case *callout.Node:
		like = &callout.Node{Word: n.Word, Fold: n.Fold}
	default:
		like = ast.NewDocument()
	}
	like.SetPos(n.Pos())
	return like
}

// removeEmpty takes a block out of the tree, and the containers that are left empty by that.
func removeEmpty(n ast.Node) {
	for p := n.Parent(); p != nil; p = n.Parent() {
		p.RemoveChild(p, n)
		if p.HasChildren() || p.Kind() == ast.KindDocument {
			return
		}
		n = p
	}
}
