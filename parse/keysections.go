package parse

import (
	"slices"
	"strings"

	"github.com/yuin/goldmark/ast"

	"github.com/examdeck/examdeck/parse/wording"
)

// A sheet may give each answer a section of its own: "## Answers" with "### Question 1" below, or with bold "**1.** B, because …"
// and more text behind.

// sectionEnd is the block at which the sheet that heading h announces ends, in sections for the questions that stand above it;
// 0 where the headings below it are none such.
func sectionEnd(doc *document, h *heading) int {
	at := doc.headIndexAfter(h.block)
	var above *heading // the last numbered heading above
	for i := at - 1; i >= 0 && above == nil; i-- {
		if doc.heads[i].numbered && !doc.heads[i].isAnswer() {
			above = doc.heads[i]
		}
	}
	if above == nil || above.node.Level < h.node.Level {
		return 0 // below a question it answers that one
	}
	end := 0
	for _, below := range doc.heads[at+1:] {
		if below.node.Level <= h.node.Level || !below.numbered || below.label.Word != above.label.Word {
			if end > 0 && below.node.Level > h.node.Level {
				return 0
			}
			break
		}
		end = below.block + 1
	}
	for end > 0 && end < len(doc.blocks) && doc.headAt(end) == nil {
		end++
	}
	return end
}

// heading begins a section of its own for a number.
func (r *sheetReader) heading(n *ast.Heading) {
	l, ok := wording.ReadLabel(strings.TrimSpace(r.doc.md.Text(n)))
	number, whole := wording.WholeNumber(l.Number)
	if !ok || !whole {
		r.open = 0
		return
	}
	r.add(number, sheetEntry{text: l.Rest, section: true})
	r.open = number
}

// goOn gives a block to the number whose section is open.
func (r *sheetReader) goOn(n ast.Node) bool {
	e, ok := r.entries[numberKey(r.open)]
	if r.open == 0 || !ok || n.Kind() == ast.KindThematicBreak {
		return false
	}
	if e.text == "" {
		e.text = r.doc.text(n)
		if isText(n) {
			e.text = firstLine(r.doc, n)
		}
	}
	e.more = append(e.more, n)
	r.entries[numberKey(r.open)] = e
	return true
}

// toggleSheet reads a toggle that hides the key to several questions: "Answers" with a numbered list of letters in it.
func toggleSheet(doc *document, i int) (keySheet, bool) {
	t, ok := doc.blocks[i].(*toggle)
	if !ok || t.role != wording.Answering {
		return keySheet{}, false
	}
	s := keySheet{from: doc.starts[i], first: i, last: i + 1, entries: sheetEntries(doc, contents(t))}
	keys := 0
	for _, e := range s.entries {
		if wording.StartsWithKey(e.text) {
			keys++
		}
	}
	return s, keys >= 2 && keys == len(s.entries)
}

// blockAt is the index of the block that holds an offset.
func (doc *document) blockAt(offset int) int {
	i, _ := slices.BinarySearch(doc.starts, offset+1)
	return i - 1
}
