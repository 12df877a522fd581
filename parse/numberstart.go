package parse

import (
	"bytes"
	"strings"

	"github.com/yuin/goldmark/ast"

	"github.com/examdeck/examdeck/parse/wording"
)

// numberStart is where a number begins what may be a question: an item of an ordered list, or a line of a paragraph.
type numberStart struct {
	wording.NumberMark
	block int      // index of the top-level block it stands in
	item  ast.Node // the list item; nil for lines
	line  ast.Node // the line's first inline node; nil for items and HTML
	row   int      // the line's index in a block of HTML
	from  int      // where it begins in the source
}

// listStyle is that of ordered lists, and of lines that would be items of one if they stood elsewhere.
const listStyle = "list"

// maxNumberGap is by how much a number may be larger than the one before: authors leave some out.
const maxNumberGap = 4

// findNumbers lists the numbers of a document in the order of the source.
func findNumbers(doc *document) []numberStart {
	starts := []numberStart{}
	for i, n := range doc.blocks {
		switch n := n.(type) {
		case *ast.List:
			if !n.IsOrdered() {
				continue
			}
			number := n.Start
			for item := n.FirstChild(); item != nil; item = item.NextSibling() {
				number = itemNumber(doc, item, number)
				starts = append(starts, numberStart{
					NumberMark: wording.NumberMark{Number: number, Style: listStyle}, block: i, item: item,
					from: max(doc.starts[i], doc.lineStart(doc.md.Offset(item))),
				})
				number++
			}
		case *ast.HTMLBlock:
			if lines := htmlLines(doc, n); len(lines) > 0 {
				if mark, ok := wording.ReadNumberLine(lines[0].text); ok {
					s := numberStart{NumberMark: mark, block: i, row: lines[0].row, from: doc.starts[i]}
					starts = append(starts, s.normal())
				}
			}
		case *ast.Paragraph:
			for c := n.FirstChild(); c != nil; c = nextLine(c) {
				if mark, ok := wording.ReadNumberLine(headOf(doc, c)); ok {
					s := numberStart{NumberMark: mark, block: i, line: c, from: max(doc.starts[i], doc.lineStart(doc.md.Offset(c)))}
					starts = append(starts, s.normal())
				}
			}
		}
	}
	return starts
}

// normal gives a line the style of the list that it would be an item of if it stood elsewhere.
func (s numberStart) normal() numberStart {
	switch s.Style {
	case ".", ")":
		s.Style = listStyle
	case "q.", "q)", "q:":
		s.Style = "q" // authors mix them
	}
	return s
}

// inHTML tells whether the number stands in a block of HTML.
func (s numberStart) inHTML() bool { return s.item == nil && s.line == nil }

// itemNumber is the number that the source gives to an item, which is not always the one that CommonMark counts. Where authors
// number all items alike, the count is right.
func itemNumber(doc *document, item ast.Node, counted int) int {
	at := doc.lineStart(doc.md.Offset(item))
	line := strings.TrimLeft(string(doc.md.Source[at:min(doc.lineEnd(at), at+40)]), " \t>")
	if s, ok := wording.ReadNumberLine(line); ok && s.Number > counted && s.Number <= counted+10*maxNumberGap {
		return s.Number
	}
	return counted
}

// lineStart is where the line begins that holds an offset.
func (doc *document) lineStart(offset int) int {
	return 1 + bytes.LastIndexByte(doc.md.Source[:offset], '\n')
}
