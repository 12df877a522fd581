package page

import (
	"bytes"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/text"
)

// openHeadedItems puts the items of ordered lists in the place of the lists where each begins with a heading: "1. ###
// What is a heap?". Lists are written so for their numbers alone, which become part of the headings.
func openHeadedItems(doc *Document) {
	for n := doc.MD.Root.FirstChild(); n != nil; {
		next := n.NextSibling()
		if list, ok := n.(*ast.List); ok && list.IsOrdered() && allHeaded(list) {
			for _, item := range Children(list) {
				doc.number(item.FirstChild().(*ast.Heading))
				for _, block := range Children(item) {
					doc.MD.Root.InsertBefore(doc.MD.Root, list, block)
				}
			}
			doc.MD.Root.RemoveChild(doc.MD.Root, list)
		}
		n = next
	}
}

// allHeaded reports whether each item of a list begins with a heading.
func allHeaded(list ast.Node) bool {
	for item := list.FirstChild(); item != nil; item = item.NextSibling() {
		if h, ok := item.FirstChild().(*ast.Heading); !ok || h.Lines().Len() == 0 {
			return false
		}
	}
	return true
}

// number puts the number of the item that a heading begins before its text.
func (doc *Document) number(h *ast.Heading) {
	at := h.Lines().At(0).Start
	from := doc.LineStart(at)
	marker := bytes.TrimRight(doc.MD.Source[from:at], "# \t")
	from += len(marker) - len(bytes.TrimLeft(marker, " \t"))
	number := ast.NewTextSegment(text.NewSegment(from, doc.LineStart(at)+len(marker)+1))
	if first := h.FirstChild(); first != nil {
		h.InsertBefore(h, first, number)
	} else {
		h.AppendChild(h, number)
	}
}
