package parse

import (
	"github.com/yuin/goldmark/ast"

	"github.com/examdeck/examdeck/parse/wording"
)

// boldHeadings finds headings with a plain list below, and nothing else, in which bold type marks the right items: where most of the
// headings that ask are written so, the lists are options.
func boldHeadings(doc *document, until []int) map[*heading]int {
	ends := map[*heading]int{}
	asked := 0
	for i, h := range doc.heads {
		if h.isAnswer() || !wording.LooksAsked(h.title) && !(h.numbered && wording.Is(h.label.Word, wording.AnyQuestion)) {
			continue
		}
		asked++
		if end := until[i]; boldListBelow(doc, doc.blocks[h.block+1:end]) {
			ends[h] = end
		}
	}
	if len(ends) < 2 || 3*len(ends) < 2*asked {
		return nil
	}
	return ends
}

// boldListBelow tells whether a body ends in a list of short items of which some, but not most, are bold as a whole, and is nothing
// more than a text above it and rules below.
func boldListBelow(doc *document, body []ast.Node) bool {
	body = trimRules(body)
	if len(body) == 0 || len(body) > maxBetween || body[len(body)-1].Kind() != ast.KindList {
		return false
	}
	items := itemMarks(doc, len(body)-1, body[len(body)-1])
	bold := 0
	for _, m := range items {
		if m.item.ChildCount() != 1 || m.box != noBox {
			return false
		}
		if m.bold {
			bold++
		}
	}
	return len(items) >= 2 && bold > 0 && 2*bold <= len(items)
}
