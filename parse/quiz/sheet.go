package quiz

import (
	"slices"
	"sort"
	"strconv"
	"strings"
	"unicode"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"

	"github.com/examdeck/examdeck/internal/markdown"
	"github.com/examdeck/examdeck/parse/page"
	"github.com/examdeck/examdeck/parse/wording"
)

// SheetEntries reads the answers that blocks hold, by their numbers; nil if the numbers don't grow.
func SheetEntries(doc *page.Document, blocks []ast.Node) map[string]SheetEntry {
	r := sheetReader{doc: doc, entries: map[string]SheetEntry{}}
	r.read(blocks)
	if r.wrong {
		return nil
	}
	return r.entries
}

// read reads the entries of blocks.
func (r *sheetReader) read(blocks []ast.Node) {
	for _, n := range blocks {
		switch n := n.(type) {
		case *ast.Heading:
			r.heading(n)
		case *ast.List:
			if !r.inSection() || !r.goOn(n) {
				r.list(n)
			}
		case *ast.Paragraph:
			if r.inSection() && r.goOn(n) {
				continue
			}
			if !r.paragraph(n) {
				r.goOn(n)
			}
		case *extast.Table:
			if !r.inSection() || !r.goOn(n) {
				r.table(n)
			}
		case *ast.Blockquote:
			if r.open == 0 {
				r.read(page.Children(n))
			} else {
				r.goOn(n)
			}
		case *ast.FencedCodeBlock, *ast.CodeBlock:
			if r.open > 0 || !r.code(n) {
				r.goOn(n)
			}
		default:
			r.goOn(n)
		}
	}
}

// code reads lines of code that are numbers with their letters, and reports whether there were any.
func (r *sheetReader) code(n ast.Node) (found bool) {
	for _, row := range CodeRows(r.doc, n) {
		if !saysEntry(row) {
			continue
		}
		found = true
		if pairs := wording.ReadPairs(row); pairs != nil {
			for _, pair := range pairs {
				r.add(pair.Number, SheetEntry{text: pair.Letters})
			}
			continue
		}
		s, _ := wording.ReadNumberLine(row)
		e := SheetEntry{text: cutVisible(row, s.Cut)}
		e.trim()
		r.add(s.Number, e)
	}
	return found
}

type sheetReader struct {
	doc     *page.Document
	entries map[string]SheetEntry
	last    int
	open    int // the number to which the blocks below belong; 0 without one
	wrong   bool
}

// inSection reports whether a heading began the section that is open.
func (r *sheetReader) inSection() bool { return r.entries[numberKey(r.open)].section }

func (r *sheetReader) add(number int, e SheetEntry) {
	if number <= r.last {
		r.wrong = true
	}
	r.last = number
	r.entries[numberKey(number)] = e
}

// list reads the items of an ordered list, or items that begin with a number.
func (r *sheetReader) list(list *ast.List) {
	number := list.Start
	for item := list.FirstChild(); item != nil; item = item.NextSibling() {
		e := SheetEntry{text: r.doc.Text(item), item: item}
		if !list.IsOrdered() {
			s, ok := wording.ReadNumberLine(e.text)
			if !ok {
				continue
			}
			number, e.cut, e.text = s.Number, s.Cut, cutVisible(e.text, s.Cut)
		}
		e.trim()
		if pairs := wording.ReadPairs(numberKey(number) + ". " + e.text); pairs != nil { // "1. B 2. C" is a list of one item
			for _, pair := range pairs {
				r.add(pair.Number, SheetEntry{text: pair.Letters})
			}
			continue
		}
		r.add(number, e)
		number++
	}
}

// paragraph reads lines that begin with a number, and lines that hold several numbers with their letters, and reports
// whether there were any. The blocks below belong to the last line that begins with a number.
func (r *sheetReader) paragraph(p ast.Node) (found bool) {
	for c := p.FirstChild(); c != nil; c = page.NextLine(c) {
		text := page.LineText(r.doc, c)
		if pairs := wording.ReadPairs(text); pairs != nil {
			for _, pair := range pairs {
				r.add(pair.Number, SheetEntry{text: pair.Letters})
			}
			r.open, found = 0, true
			continue
		}
		if s, ok := wording.ReadNumberLine(text); ok {
			e := SheetEntry{text: cutVisible(text, s.Cut), line: c, cut: s.Cut}
			e.trim()
			r.add(s.Number, e)
			r.open, found = s.Number, true
		}
	}
	return found
}

// table reads rows of a number and its answer, several a row too, and a row of numbers above a row of letters.
func (r *sheetReader) table(t *extast.Table) {
	var rows [][]ast.Node
	for row := t.FirstChild(); row != nil; row = row.NextSibling() {
		rows = append(rows, page.Children(row))
	}
	numbers := func(row []ast.Node) (n int) {
		for _, cell := range row {
			if _, ok := wording.WholeNumber(r.doc.Text(cell)); ok {
				n++
			}
		}
		return n
	}
	if len(rows) == 2 && numbers(rows[0]) >= 2 && numbers(rows[1]) == 0 {
		for i, cell := range rows[0] {
			if number, ok := wording.WholeNumber(r.doc.Text(cell)); ok {
				r.add(number, SheetEntry{text: r.doc.Text(rows[1][i]), cell: rows[1][i]})
			}
		}
		return
	}
	found := map[int]SheetEntry{}
	var order []int
	for _, row := range rows {
		for i := 0; i+1 < len(row); i++ {
			number, ok := wording.WholeNumber(r.doc.Text(row[i]))
			if !ok {
				continue
			}
			if text := r.doc.Text(row[i+1]); text != "" {
				order = append(order, number)
				found[number] = SheetEntry{text: text, cell: row[i+1]}
			}
			i++
		}
	}
	slices.Sort(order)
	for _, number := range order {
		r.add(number, found[number])
	}
}

// A sheet may give each answer a section of its own: "## Answers" with "### Question 1" below, or with bold "**1.** B,
// because …" and more text behind.

// sectionEnd returns the block at which the sheet that heading h announces ends, if it has a section for each of the
// questions above; 0 if the headings below it are no such sections. Questions without headings are known by their
// numbers, starts.
func sectionEnd(doc *page.Document, h *page.Heading, starts []NumberStart) int {
	at := doc.HeadIndexAfter(h.Block)
	above := lastNumbered(doc.Heads[:at])
	if above != nil && above.Node.Level < h.Node.Level {
		return 0 // below a question it answers that one
	}
	for _, below := range doc.Heads[at+1:] {
		if below.Node.Level <= h.Node.Level {
			return below.Block
		}
		if !below.Numbered || above != nil && below.Label.Word != above.Label.Word || above == nil && !numbersLine(starts, below, h.From) {
			return 0
		}
	}
	return len(doc.Blocks)
}

// numbersLine reports whether a heading has the number of a line or item before an offset of the source.
func numbersLine(starts []NumberStart, h *page.Heading, before int) bool {
	number, ok := wording.WholeNumber(h.Label.Number)
	return ok && slices.ContainsFunc(starts, func(s NumberStart) bool { return s.Number == number && s.From < before })
}

// lastNumbered returns the last heading that numbers a question; nil if none does.
func lastNumbered(heads []*page.Heading) *page.Heading {
	for _, h := range slices.Backward(heads) {
		if h.Numbered && !h.IsAnswer() {
			return h
		}
	}
	return nil
}

// heading begins a section of its own for a number.
func (r *sheetReader) heading(n *ast.Heading) {
	l, _ := wording.ReadLabel(r.doc.Text(n))
	number, ok := wording.WholeNumber(l.Number)
	if !ok {
		r.open = 0
		return
	}
	r.add(number, SheetEntry{text: l.Rest, section: true})
	r.open = number
}

// goOn adds a block to the number that is open, and reports whether there is one.
func (r *sheetReader) goOn(n ast.Node) bool {
	e, ok := r.entries[numberKey(r.open)]
	if !ok || n.Kind() == ast.KindThematicBreak {
		return false
	}
	line := r.doc.Text(n)
	if page.IsText(n) {
		line = page.FirstLine(r.doc, n)
	}
	if e.text == "" || len(e.more) == 0 && (wording.StartsWithKey(line) || announcesKey(line)) && !wording.StartsWithKey(e.text) {
		if e.line != nil && wording.LooksAsked(e.text) && page.NextLine(e.line) == nil {
			e.line = nil // it repeats the question
		}
		if e.text = line; announcesKey(line) {
			if rest, ok := wording.AfterLead(line); ok {
				e.text = strings.TrimSpace(rest)
			}
		}
	}
	e.more = append(e.more, n)
	r.entries[numberKey(r.open)] = e
	return true
}

// toggleSheet reads a toggle that hides the key to several questions: "Answers" with a numbered list of letters in it.
func toggleSheet(doc *page.Document, i int) (Sheet, bool) {
	t, ok := doc.Blocks[i].(*page.Toggle)
	if !ok || t.Role != wording.Answering {
		return Sheet{}, false
	}
	s := Sheet{From: doc.Starts[i], first: i, last: i + 1, Entries: SheetEntries(doc, page.Contents(t))}
	keys := 0
	for _, e := range s.Entries {
		if wording.StartsWithKey(e.text) {
			keys++
		}
	}
	return s, keys >= 2 && keys == len(s.Entries)
}

// Sheet is a section that answers many questions by their numbers: "## Answers" with a numbered list, a table of
// numbers and letters, or lines such as "1. B 2. C 3. A".
type Sheet struct {
	head    *page.Heading // nil if a paragraph or a toggle announces it
	From    int           // where it begins in the source
	first   int           // its blocks are Blocks[first:last]
	last    int
	of      [2]int // the stretch of the source whose questions it answers; zero for all above it
	Entries map[string]SheetEntry
	// sequence is set if the sheet goes by the order of the questions, not by their numbers.
	sequence *sequence
}

// SheetEntry is what a sheet says to one number.
type SheetEntry struct {
	text string
	item ast.Node // the list item that holds it
	cell ast.Node // the table's cell
	line ast.Node // the line of a paragraph that holds nothing else
	cut  int      // visible characters of the number before it
	// more are the blocks behind it that belong to it too. section is set if they stand below a heading or label of
	// its own.
	more    []ast.Node
	section bool
	stretch [2]int // the part of the source that must not be shown, if the question holds it
}

// NumberIndex holds the numbers that begin lines and items of a document, and the sheets of keys, which go by such
// numbers.
type NumberIndex struct {
	Doc    *page.Document
	Starts []NumberStart // in the order of the source
	Sheets []Sheet
	Issues []markdown.Issue // what is wrong with the sheets
}

// NewNumberIndex finds the numbers and the sheets of a document.
func NewNumberIndex(doc *page.Document) *NumberIndex {
	starts := findNumbers(doc)
	x := &NumberIndex{Doc: doc, Starts: starts, Sheets: keySheets(doc, starts)}
	x.addSequences()
	return x
}

// keySheets returns the sheets of a document. An answer's heading is that of a sheet only if several numbered
// questions stand above it, at least half as many as it answers: else it answers one question in numbered steps.
func keySheets(doc *page.Document, starts []NumberStart) []Sheet {
	var sheets []Sheet
	var numbers []int
	for _, s := range starts {
		numbers = append(numbers, s.From)
	}
	for _, h := range doc.Heads {
		if h.Numbered && !h.IsAnswer() {
			numbers = append(numbers, h.From)
		}
	}
	slices.Sort(numbers)
	after := 0
	shown := runSheets(doc, starts)
	for i := 0; i < len(doc.Blocks); i++ {
		if len(shown) > 0 && i >= shown[0].begins() {
			sheets, after, i = append(sheets, shown[0]), doc.Start(shown[0].last), shown[0].last-1
			shown = shown[1:]
			continue
		}
		sheet, ok := sheetAt(doc, i, starts)
		if !ok {
			continue
		}
		lo, _ := slices.BinarySearch(numbers, after)
		hi, _ := slices.BinarySearch(numbers, sheet.From)
		if above := hi - lo; above >= 2 && 2*above >= len(sheet.Entries) && !answersOne(doc, sheet.head) {
			sheets = append(sheets, sheet)
		}
		after = doc.Start(sheet.last)
	}
	return sheets
}

// answersOne reports whether an answer's heading stands below that of a numbered question, "### Solution" in "##
// Exercise 3": then it answers that one, whose parts have numbers.
func answersOne(doc *page.Document, h *page.Heading) bool {
	if h == nil {
		return false
	}
	at := doc.HeadIndexAfter(h.Block)
	if at == 0 {
		return false
	}
	above := doc.Heads[at-1]
	word := above.Label.Word[strings.LastIndex(above.Label.Word, " ")+1:]
	return above.Numbered && above.Node.Level < h.Node.Level && wording.Is(word, wording.AnyQuestion)
}

// sheetAt reads the sheet that block i announces; starts are the document's numbers.
func sheetAt(doc *page.Document, i int, starts []NumberStart) (Sheet, bool) {
	if s, ok := toggleSheet(doc, i); ok {
		return s, true
	}
	s := Sheet{From: doc.Starts[i], first: i}
	if s.head = doc.HeadAt(i); s.head != nil {
		if !wording.SheetTitle(s.head.Title) {
			return s, false
		}
		s.first = i + 1
	} else if !announcesSheet(doc, i) {
		return s, false
	}
	labelled := s.head == nil && i+1 < len(doc.Blocks) && doc.Marks[i+1].Numbered
	sections := 0
	if s.head != nil {
		sections = sectionEnd(doc, s.head, starts)
	}
	for s.last = i + 1; s.last < len(doc.Blocks) && (s.last < sections || doc.HeadAt(s.last) == nil); s.last++ {
		if labelled && announcesSheet(doc, s.last) {
			break
		}
		k := doc.Blocks[s.last].Kind()
		unlabelled := s.head == nil && !labelled // then it is one list or table
		if unlabelled && (s.last > i+1 || k != ast.KindList && k != extast.KindTable) {
			break
		}
	}
	s.Entries = SheetEntries(doc, doc.Blocks[s.first:s.last])
	asked := 0
	for _, e := range s.Entries {
		if e.asks(doc) {
			asked++
		}
	}
	return s, len(s.Entries) >= 2 && 2*asked < len(s.Entries)
}

// asks reports whether an entry asks, so that it is a question and no answer.
func (e SheetEntry) asks(doc *page.Document) bool {
	if e.item != nil && e.item.HasChildren() && wording.LooksAsked(page.FirstLine(doc, e.item.FirstChild())) {
		return true
	}
	return wording.LooksAsked(e.text)
}

// announcesSheet reports whether a paragraph announces answers: "Answers:", "Answers: 1. B 2. C", or a bold line that
// is a title. A line that goes on in words answers by itself.
func announcesSheet(doc *page.Document, i int) bool {
	n, mark := doc.Blocks[i], doc.Marks[i]
	if mark.Answer > 0 {
		_, rest, _ := wording.CutColon(mark.Text)
		return strings.TrimSpace(rest) == "" && wording.SheetTitle(strings.TrimRight(mark.Text, " :：")) || strings.ContainsFunc(mark.Text, unicode.IsDigit)
	}
	return n.Kind() == ast.KindParagraph && n.ChildCount() == 1 && page.IsStrong(n.FirstChild()) && wording.SheetTitle(mark.Text)
}

// IsSheet reports whether a heading is that of a key sheet.
func (x *NumberIndex) IsSheet(h *page.Heading) bool {
	s := x.sheetAround(h.Block)
	return s != nil && s.head == h
}

// InSheet reports whether block i belongs to a key sheet.
func (x *NumberIndex) InSheet(i int) bool { return x.sheetAround(i) != nil }

// sheetAround returns the sheet that block i belongs to, or nil.
func (x *NumberIndex) sheetAround(i int) *Sheet {
	at := sort.Search(len(x.Sheets), func(k int) bool { return x.Sheets[k].last > i })
	if at == len(x.Sheets) {
		return nil
	}
	s := &x.Sheets[at]
	if i >= s.first || s.head != nil && s.head.Block == i {
		return s
	}
	return nil
}

// EndBefore returns where a body ends that begins behind a block and goes up to end: at a sheet that begins in between,
// since that answers many questions and not the one above it. What a mere line announces may be an answer in numbered
// steps, unless it holds letters.
func (x *NumberIndex) EndBefore(block, end int) int {
	at := sort.Search(len(x.Sheets), func(k int) bool { return x.Sheets[k].begins() > block })
	for ; at < len(x.Sheets) && x.Sheets[at].begins() < end; at++ {
		if s := &x.Sheets[at]; s.first < s.last && (s.head != nil || s.keyed()) {
			return s.begins()
		}
	}
	return end
}

// Entry returns what the sheet says of the question that has a number and stands in a stretch of the source.
func (s *Sheet) Entry(number string, from, to int) (SheetEntry, bool) {
	if s.sequence != nil {
		return s.sequence.entry(from, to)
	}
	e, ok := s.Entries[number]
	return e, ok && s.Answers(from)
}

// keyed reports whether all entries of a sheet begin with letters.
func (s *Sheet) keyed() bool {
	for _, e := range s.Entries {
		if !wording.StartsWithKey(e.text) {
			return false
		}
	}
	return true
}

// begins returns the first block of a sheet, its title among them.
func (s *Sheet) begins() int {
	if s.head != nil {
		return min(s.first, s.head.Block)
	}
	return s.first
}

// take moves what an entry says out of its sheet. It returns nil if only the entry's words are known.
func (e SheetEntry) take(doc *page.Document) []ast.Node {
	var blocks []ast.Node
	switch {
	case e.item != nil:
		blocks = page.Paragraphs(page.Children(e.item))
	case e.cell != nil:
		text := page.TextOf(e.cell)
		blocks = []ast.Node{page.ParagraphOf(text)}
	case e.line != nil && e.line.Parent() != nil:
		blocks = []ast.Node{page.MoveLines(doc, e.line.Parent(), e.line, page.NextLine(e.line))}
	}
	if len(blocks) > 0 && page.IsText(blocks[0]) {
		page.TrimStart(doc, blocks[0], e.cut)
	}
	return withContent(append(blocks, e.more...))
}

// numberKey returns the key of a number in a sheet's entries.
func numberKey(number int) string { return strconv.Itoa(number) }
