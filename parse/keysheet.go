package parse

import (
	"slices"
	"sort"
	"strconv"
	"strings"
	"unicode"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"

	"github.com/examdeck/examdeck/parse/wording"
)

// keySheet is a section that answers many questions by their numbers: "## Answers" with a numbered list, a table of numbers and
// letters, or lines such as "1. B 2. C 3. A".
type keySheet struct {
	head    *heading // nil where a paragraph announces it, or where it is a file of its own
	from    int      // where it begins in the source
	first   int      // its blocks, from this one up to and without the next
	last    int
	entries map[string]sheetEntry
}

// sheetEntry is what a sheet says to one number.
type sheetEntry struct {
	text string
	item ast.Node // the list item that holds it
	cell ast.Node // the table's cell
	line ast.Node // the line of a paragraph that holds nothing else
	cut  int      // visible characters of the number before it
	// more are the blocks behind it that belong to it too. section tells that they stand below a heading or label of its own.
	more    []ast.Node
	section bool
}

// numberIndex holds the numbers that begin lines and items of a document, and the sheets of keys, which go by such numbers.
type numberIndex struct {
	doc    *document
	starts []numberStart // in the order of the source
	sheets []keySheet
}

func newNumberIndex(doc *document) *numberIndex {
	starts := findNumbers(doc)
	return &numberIndex{doc: doc, starts: starts, sheets: keySheets(doc, starts)}
}

// keySheets lists the sheets of a document. An answer's heading is that of a sheet only if several numbered questions stand
// above it, at least half as many as it answers: else it answers one question in numbered steps.
func keySheets(doc *document, starts []numberStart) []keySheet {
	var sheets []keySheet
	var numbers []int
	for _, s := range starts {
		numbers = append(numbers, s.from)
	}
	for _, h := range doc.heads {
		if h.numbered && !h.isAnswer() {
			numbers = append(numbers, h.from)
		}
	}
	slices.Sort(numbers)
	after := 0
	for i := range doc.blocks {
		sheet, ok := sheetAt(doc, i)
		if !ok {
			continue
		}
		lo, _ := slices.BinarySearch(numbers, after)
		hi, _ := slices.BinarySearch(numbers, sheet.from)
		if above := hi - lo; above >= 2 && 2*above >= len(sheet.entries) && !answersOne(doc, sheet.head) {
			sheets = append(sheets, sheet)
		}
		after = doc.start(sheet.last)
	}
	return sheets
}

// answersOne tells whether an answer's heading stands below that of a numbered question, "### Solution" in "## Exercise 3": then it
// answers that one, whose parts have numbers.
func answersOne(doc *document, h *heading) bool {
	if h == nil {
		return false
	}
	i := doc.headIndexAfter(h.block) - 1
	if i < 0 {
		return false
	}
	above := doc.heads[i]
	words := strings.Fields(above.label.Word)
	return above.numbered && above.node.Level < h.node.Level && len(words) > 0 && wording.Is(words[len(words)-1], wording.AnyQuestion)
}

// sheetAt reads the sheet that block i announces.
func sheetAt(doc *document, i int) (keySheet, bool) {
	if s, ok := toggleSheet(doc, i); ok {
		return s, true
	}
	s := keySheet{from: doc.starts[i], first: i}
	if s.head = doc.headAt(i); s.head != nil {
		if !wording.SheetTitle(s.head.title) {
			return s, false
		}
		s.first = i + 1
	} else if !announcesSheet(doc, i) {
		return s, false
	}
	labelled := s.head == nil && i+1 < len(doc.blocks) && isNumberLine(doc, doc.blocks[i+1])
	sections := 0
	if s.head != nil {
		sections = sectionEnd(doc, s.head)
	}
	for s.last = i + 1; s.last < len(doc.blocks) && (s.last < sections || doc.headAt(s.last) == nil); s.last++ {
		if labelled && announcesSheet(doc, s.last) {
			break
		}
		if k := doc.blocks[s.last].Kind(); s.head == nil && !labelled && (s.last > i+1 || k != ast.KindList && k != extast.KindTable) {
			break
		}
	}
	s.entries = sheetEntries(doc, doc.blocks[s.first:s.last])
	asked := 0
	for _, e := range s.entries {
		if wording.LooksAsked(e.text) || e.item != nil && e.item.FirstChild() != nil && wording.LooksAsked(firstLine(doc, e.item.FirstChild())) {
			asked++
		}
	}
	return s, len(s.entries) >= 2 && 2*asked < len(s.entries)
}

// announcesSheet tells whether a paragraph announces answers: "Answers:", "Answers: 1. B 2. C", or a bold line that is a title.
func announcesSheet(doc *document, i int) bool {
	n := doc.blocks[i]
	if wording.AnswerLead(lineHead(doc, n)) > 0 {
		line := firstLine(doc, n)
		return wording.SheetTitle(strings.TrimRight(line, " :：")) || strings.ContainsFunc(line, unicode.IsDigit)
	}
	return isText(n) && n.ChildCount() == 1 && isStrong(n.FirstChild()) && wording.SheetTitle(firstLine(doc, n))
}

// isNumberLine tells whether a paragraph begins with a number.
func isNumberLine(doc *document, n ast.Node) bool {
	_, ok := wording.ReadNumberLine(lineHead(doc, n))
	return ok && isText(n)
}

// isSheet tells whether a heading is that of a key sheet.
func (x *numberIndex) isSheet(h *heading) bool {
	s := x.sheetAround(h.block)
	return s != nil && s.head == h
}

// inSheet tells whether block i belongs to a key sheet.
func (x *numberIndex) inSheet(i int) bool { return x.sheetAround(i) != nil }

// sheetAround gives the sheet that block i belongs to, nil without one.
func (x *numberIndex) sheetAround(i int) *keySheet {
	at := sort.Search(len(x.sheets), func(k int) bool { return x.sheets[k].last > i })
	if at == len(x.sheets) {
		return nil
	}
	s := &x.sheets[at]
	if i >= s.first || s.head != nil && s.head.block == i {
		return s
	}
	return nil
}

// take moves what an entry says out of its sheet; nil where only its words are known.
func (e sheetEntry) take(doc *document) []ast.Node {
	var blocks []ast.Node
	switch {
	case e.item != nil:
		blocks = paragraphs(children(e.item))
	case e.cell != nil:
		text := textOf(e.cell)
		blocks = []ast.Node{paragraphOf(text)}
	case e.line != nil && e.line.Parent() != nil:
		blocks = []ast.Node{moveLines(doc, e.line.Parent(), e.line, nextLine(e.line))}
	}
	if len(blocks) > 0 && e.cut > 0 && isText(blocks[0]) {
		trimStart(doc, blocks[0], e.cut)
	}
	return withContent(append(blocks, e.more...))
}

// numberKey is a number as the entries of sheets are found by it.
func numberKey(number int) string { return strconv.Itoa(number) }
