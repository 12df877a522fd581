package parse

import (
	"bytes"
	"slices"
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

	from, to int // its region in the source
	end      int // the top-level blocks up to this one, exclusive, belong to it
	evidence numberEvidence
	answered bool // most of its run have an answer
	bold     bool // it is a line and a list, some of whose items are in bold as a whole
	boldKey  bool // most of its run are so: bold type is the key
	boxed    bool // ticked boxes alone make a question of it
	asked    bool // it asks for ticks in so many words
	stated   bool // its line ends with its answer, as most of its run do
}

// numberEvidence is what makes a question of a number, the weakest first.
type numberEvidence int

const (
	noEvidence     numberEvidence = iota
	offerEvidence                 // options, but no key
	answerEvidence                // a toggle, words that announce an answer, a line that asks with more below it
	quizEvidence                  // options and their key
)

// listStyle is that of ordered lists, and of lines that would be items of one if they stood elsewhere.
const listStyle = "list"

// maxNumberGap is by how much a number may be larger than the one before: authors leave some out.
const maxNumberGap = 4

// numberRuns lists the runs of numbers in a document, each in one style and growing.
func numberRuns(doc *document) [][]numberStart {
	open := map[string]int{}
	var runs [][]numberStart
	for _, s := range doc.numberStarts() {
		if doc.inSheet(s.block) {
			continue
		}
		at, ok := open[s.Style]
		if ok {
			last := runs[at][len(runs[at])-1]
			if s.Number > last.Number && s.Number <= last.Number+maxNumberGap {
				runs[at] = append(runs[at], s)
				continue
			}
		}
		open[s.Style] = len(runs)
		runs = append(runs, []numberStart{s})
	}
	bound(doc, runs)
	return runs
}

// numberStarts lists the numbers of the document in the order of the source. The list is not to be changed.
func (doc *document) numberStarts() []numberStart {
	if doc.numbers == nil {
		doc.numbers = findNumbers(doc)
	}
	return doc.numbers
}

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
				number = doc.itemNumber(item, number)
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
func (doc *document) itemNumber(item ast.Node, counted int) int {
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

// bound settles where each question ends: at the next one of its run, at a heading that is no answer's, the last one at a rule
// or the next run in its style too. Items end with their list, unless text between the items shows that the answers stand
// outside of it.
func bound(doc *document, runs [][]numberStart) {
	behind := map[string]*numberStart{}
	for _, run := range slices.Backward(runs) {
		outside := false
		for i := range run {
			next := behind[run[0].Style]
			if i+1 < len(run) {
				next = &run[i+1]
			}
			outside = run[i].bound(doc, next, i+1 == len(run), outside) || outside
		}
		behind[run[0].Style] = &run[0]
	}
}

// bound settles the end of a question before next, which is nil for the last one of the document. outside tells that blocks behind
// the list's items before belong to them; it gives whether such follow this one.
func (s *numberStart) bound(doc *document, next *numberStart, last, outside bool) bool {
	limit := len(doc.blocks)
	s.to = len(doc.md.Source)
	if next != nil {
		limit, s.to = next.block, next.from
	}
	s.end = min(limit, s.block+1)
	for s.end < limit && !doc.endsNumbered(s.end, last) {
		s.end++
	}
	ends := s.item != nil && s.item.NextSibling() == nil
	if last && ends && !outside && s.item.PreviousSibling() != nil {
		s.end = s.block + 1
	}
	if s.end < limit || next == nil {
		s.to = min(s.to, doc.start(max(s.end, s.block+1)))
	}
	if s.item != nil && !ends {
		s.to = min(s.to, doc.lineStart(doc.md.Offset(s.item.NextSibling())))
	}
	return !last && s.end > s.block+1
}

// endsNumbered tells whether block i ends the numbered question above it.
func (doc *document) endsNumbered(i int, last bool) bool {
	if h := doc.headAt(i); h != nil {
		return !h.isAnswer() || doc.isSheet(h)
	}
	if doc.inSheet(i) {
		return true
	}
	return last && doc.blocks[i].Kind() == ast.KindThematicBreak
}
