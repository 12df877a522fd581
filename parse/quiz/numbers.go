package quiz

import (
	"strings"

	"github.com/yuin/goldmark/ast"

	"github.com/examdeck/examdeck/parse/page"
	"github.com/examdeck/examdeck/parse/wording"
)

// EndsNumbered reports whether block i ends the numbered question above it.
func (x *NumberIndex) EndsNumbered(i int, last bool) bool {
	if h := x.Doc.HeadAt(i); h != nil {
		return !h.IsAnswer() || x.IsSheet(h)
	}
	if x.InSheet(i) {
		return true
	}
	return last && x.Doc.Blocks[i].Kind() == ast.KindThematicBreak
}

// NumberStart is where a number begins what may be a question: an item of an ordered list, or a line of a paragraph.
type NumberStart struct {
	wording.NumberMark
	Block int      // index of the top-level block it stands in
	Item  ast.Node // the list item; nil for lines
	Line  ast.Node // the line's first inline node; nil for items and HTML
	Row   int      // the line's index in a block of HTML
	From  int      // where it begins in the source
}

// listStyle is that of ordered lists, and of lines that would be items of one if they stood elsewhere.
const listStyle = "list"

// MaxNumberGap is by how much a number may be larger than the one before: authors leave some out.
const MaxNumberGap = 4

// findNumbers lists the numbers of a document in the order of the source.
func findNumbers(doc *page.Document) []NumberStart {
	starts := []NumberStart{}
	for i, n := range doc.Blocks {
		switch n := n.(type) {
		case *ast.List:
			if !n.IsOrdered() {
				continue
			}
			number := n.Start
			for item := n.FirstChild(); item != nil; item = item.NextSibling() {
				number = itemNumber(doc, item, number)
				starts = append(starts, NumberStart{
					NumberMark: wording.NumberMark{Number: number, Style: listStyle}, Block: i, Item: item,
					From: max(doc.Starts[i], doc.LineStart(doc.MD.Offset(item))),
				})
				number++
			}
		case *ast.HTMLBlock:
			if lines := htmlLines(doc, n); len(lines) > 0 {
				if mark, ok := wording.ReadNumberLine(lines[0].Text); ok {
					s := NumberStart{NumberMark: mark, Block: i, Row: lines[0].row, From: doc.Starts[i]}
					starts = append(starts, s.normal())
				}
			}
		case *ast.Paragraph:
			for _, line := range doc.Marks[i].Lines {
				mark, ok := doc.Marks[i].Number, doc.Marks[i].Numbered
				if line.Node != n.FirstChild() {
					mark, ok = wording.ReadNumberLine(line.Text)
				}
				if ok {
					s := NumberStart{NumberMark: mark, Block: i, Line: line.Node, From: max(doc.Starts[i], doc.LineStart(doc.MD.Offset(line.Node)))}
					starts = append(starts, s.normal())
				}
			}
		}
	}
	return starts
}

// normal returns the number with the style of the list to which its line would belong if it stood elsewhere.
func (s NumberStart) normal() NumberStart {
	switch s.Style {
	case ".", ")":
		s.Style = listStyle
	case "q.", "q)", "q:":
		s.Style = "q" // authors mix them
	}
	return s
}

// InHTML reports whether the number stands in a block of HTML.
func (s NumberStart) InHTML() bool { return s.Item == nil && s.Line == nil }

// itemNumber is the number that the source gives to an item, which is not always the one that CommonMark counts. Where
// authors number all items alike, the count is right.
func itemNumber(doc *page.Document, item ast.Node, counted int) int {
	at := doc.LineStart(doc.MD.Offset(item))
	line := strings.TrimLeft(string(doc.MD.Source[at:min(doc.LineEnd(at), at+40)]), " \t>")
	if s, _ := wording.ReadNumberLine(line); s.Number > counted && s.Number <= counted+10*MaxNumberGap {
		return s.Number
	}
	return counted
}
