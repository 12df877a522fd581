package parse

import (
	"slices"
	"sort"
	"strings"
	"unicode"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
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
}

// keySheets lists the sheets of a document. An answer's heading is that of a sheet only if several numbered questions stand
// above it, at least half as many as it answers: else it answers one question in numbered steps.
func (doc *document) keySheets() []keySheet {
	if doc.sheeted {
		return doc.sheets
	}
	doc.sheeted = true
	var numbers []int
	for _, s := range numberStarts(doc) {
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
		sheet, ok := doc.sheetAt(i)
		if !ok {
			continue
		}
		lo, _ := slices.BinarySearch(numbers, after)
		hi, _ := slices.BinarySearch(numbers, sheet.from)
		if above := hi - lo; above >= 2 && 2*above >= len(sheet.entries) {
			doc.sheets = append(doc.sheets, sheet)
		}
		after = doc.start(sheet.last)
	}
	return doc.sheets
}

// sheetAt reads the sheet that block i announces.
func (doc *document) sheetAt(i int) (keySheet, bool) {
	s := keySheet{from: doc.starts[i], first: i}
	if s.head = doc.headAt(i); s.head != nil {
		if !sheetTitle(s.head.title) {
			return s, false
		}
		s.first = i + 1
	} else if line := firstLine(doc, doc.blocks[i]); leadLength(line) == 0 || !sheetTitle(strings.TrimRight(line, " :：")) && !strings.ContainsFunc(line, unicode.IsDigit) {
		return s, false
	}
	for s.last = i + 1; s.last < len(doc.blocks) && doc.headAt(s.last) == nil; s.last++ {
		if k := doc.blocks[s.last].Kind(); s.head == nil && (s.last > i+1 || k != ast.KindList && k != extast.KindTable) {
			break
		}
	}
	s.entries = sheetEntries(doc, doc.blocks[s.first:s.last])
	asked := 0
	for _, e := range s.entries {
		if looksAsked(e.text) {
			asked++
		}
	}
	return s, len(s.entries) >= 2 && 2*asked < len(s.entries)
}

// sheetTitle tells whether a title announces answers.
func sheetTitle(title string) bool {
	return answerLead(title) || strings.EqualFold(title, "key")
}

// isSheet tells whether a heading is that of a key sheet.
func (doc *document) isSheet(h *heading) bool {
	s := doc.sheetAround(h.block)
	return s != nil && s.head == h
}

// inSheet tells whether block i belongs to a key sheet.
func (doc *document) inSheet(i int) bool { return doc.sheetAround(i) != nil }

// sheetAround gives the sheet that block i belongs to, nil without one.
func (doc *document) sheetAround(i int) *keySheet {
	sheets := doc.keySheets()
	at := sort.Search(len(sheets), func(k int) bool { return sheets[k].last > i })
	if at == len(sheets) {
		return nil
	}
	s := &sheets[at]
	if i >= s.first || s.head != nil && s.head.block == i {
		return s
	}
	return nil
}

// sheetEntries reads the answers by number that blocks hold; nil where their numbers don't grow.
func sheetEntries(doc *document, blocks []ast.Node) map[string]sheetEntry {
	r := sheetReader{doc: doc, entries: map[string]sheetEntry{}}
	for _, n := range blocks {
		switch n := n.(type) {
		case *ast.List:
			r.list(n)
		case *ast.Paragraph:
			r.paragraph(n)
		case *extast.Table:
			r.table(n)
		}
	}
	if r.wrong {
		return nil
	}
	return r.entries
}

type sheetReader struct {
	doc     *document
	entries map[string]sheetEntry
	last    int
	wrong   bool
}

func (r *sheetReader) add(number int, e sheetEntry) {
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
		e := sheetEntry{text: r.doc.text(item), item: item}
		if !list.IsOrdered() {
			s, ok := readNumberLine(e.text)
			if !ok {
				continue
			}
			number, e.cut, e.text = s.number, s.cut, cutVisible(e.text, s.cut)
		}
		r.add(number, e)
		number++
	}
}

// paragraph reads lines that begin with a number, and lines that hold several numbers with their letters.
func (r *sheetReader) paragraph(p ast.Node) {
	for c := p.FirstChild(); c != nil; c = nextLine(c) {
		text := lineText(r.doc, c)
		if pairs := readPairs(text); len(pairs) > 0 {
			for _, pair := range pairs {
				r.add(pair.number, sheetEntry{text: pair.letters})
			}
			continue
		}
		if s, ok := readNumberLine(text); ok {
			r.add(s.number, sheetEntry{text: cutVisible(text, s.cut), line: c, cut: s.cut})
		}
	}
}

// table reads rows of a number and its answer, several a row too, and a row of numbers above a row of letters.
func (r *sheetReader) table(t *extast.Table) {
	var rows [][]ast.Node
	for row := t.FirstChild(); row != nil; row = row.NextSibling() {
		rows = append(rows, children(row))
	}
	numbers := func(row []ast.Node) (n int) {
		for _, cell := range row {
			if _, ok := wholeNumber(r.doc.text(cell)); ok {
				n++
			}
		}
		return n
	}
	if len(rows) == 2 && numbers(rows[0]) >= 2 && numbers(rows[1]) == 0 {
		for i, cell := range rows[0] {
			if number, ok := wholeNumber(r.doc.text(cell)); ok && i < len(rows[1]) {
				r.add(number, sheetEntry{text: r.doc.text(rows[1][i]), cell: rows[1][i]})
			}
		}
		return
	}
	found := map[int]sheetEntry{}
	var order []int
	for _, row := range rows {
		for i := 0; i+1 < len(row); i++ {
			number, ok := wholeNumber(r.doc.text(row[i]))
			if !ok {
				continue
			}
			if text := r.doc.text(row[i+1]); text != "" {
				order = append(order, number)
				found[number] = sheetEntry{text: text, cell: row[i+1]}
			}
			i++
		}
	}
	slices.Sort(order)
	for _, number := range order {
		r.add(number, found[number])
	}
}

// wholeNumber reads a cell that holds a number, such as "3", "Q3" or "3.".
func wholeNumber(text string) (int, bool) {
	text = strings.TrimSpace(text)
	if s, ok := readNumberLine(text); ok && s.cut == visible(text) {
		return s.number, true
	}
	s, ok := readNumberLine(text + ".")
	return s.number, ok && s.cut == visible(text)+1
}

// numberPair is a number with the letters that answer it.
type numberPair struct {
	number  int
	letters string
}

// readPairs reads a line of nothing but numbers and letters: "1. B 2. C, D 3-A". A leading "Answers:" is passed over. One pair
// alone is none.
func readPairs(line string) []numberPair {
	if lead, rest, found := cutColon(line); found && answerLead(lead) {
		line = rest
	}
	words := strings.FieldsFunc(line, func(r rune) bool {
		return unicode.IsSpace(r) || strings.ContainsRune(".):：-–—=>→,;|、，(（）&/", r)
	})
	var pairs []numberPair
	for _, word := range words {
		digits := word[:len(word)-len(strings.TrimLeftFunc(word, unicode.IsDigit))]
		letters := word[len(digits):]
		if digits != "" && len(digits) <= 3 {
			s, _ := readNumberLine(digits + ".")
			pairs = append(pairs, numberPair{number: s.number})
		}
		if letters == "" {
			continue
		}
		if known, _ := isLetter(letters); len(pairs) == 0 || !known && !isLetters(letters) {
			return nil
		}
		last := &pairs[len(pairs)-1]
		last.letters = strings.TrimSpace(last.letters + " " + letters)
	}
	if len(pairs) < 2 || slices.ContainsFunc(pairs, func(p numberPair) bool { return p.letters == "" }) {
		return nil
	}
	return pairs
}

// isLetters tells whether a word is several letters of options, as in "ABD".
func isLetters(word string) bool {
	return len(word) <= 5 && strings.Trim(word, "ABCDEFGH") == "" || strings.Trim(word, "abcdefgh") == "" && len(word) <= 3
}
