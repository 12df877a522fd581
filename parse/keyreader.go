package parse

import (
	"slices"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"

	"github.com/examdeck/examdeck/parse/wording"
)

// sheetEntries reads the answers by number that blocks hold; nil where their numbers don't grow.
func sheetEntries(doc *document, blocks []ast.Node) map[string]sheetEntry {
	r := sheetReader{doc: doc, entries: map[string]sheetEntry{}}
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
			if before := r.last; !r.paragraph(n) && r.last == before {
				r.goOn(n)
			}
		case *extast.Table:
			if !r.inSection() || !r.goOn(n) {
				r.table(n)
			}
		default:
			r.goOn(n)
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
	open    int // the number to which the blocks below belong; 0 without one
	wrong   bool
}

// inSection tells whether a heading began the section that is open.
func (r *sheetReader) inSection() bool {
	return r.open > 0 && r.entries[numberKey(r.open)].section
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
			s, ok := wording.ReadNumberLine(e.text)
			if !ok {
				continue
			}
			number, e.cut, e.text = s.Number, s.Cut, cutVisible(e.text, s.Cut)
		}
		if pairs := wording.ReadPairs(numberKey(number) + ". " + e.text); len(pairs) > 0 { // "1. B 2. C" is a list of one item
			for _, pair := range pairs {
				r.add(pair.Number, sheetEntry{text: pair.Letters})
			}
			continue
		}
		r.add(number, e)
		number++
	}
}

// paragraph reads lines that begin with a number, and lines that hold several numbers with their letters; it tells whether there
// were any. What follows a paragraph of one number belongs to it.
func (r *sheetReader) paragraph(p ast.Node) (found bool) {

	for c := p.FirstChild(); c != nil; c = nextLine(c) {
		text := lineText(r.doc, c)
		if pairs := wording.ReadPairs(text); len(pairs) > 0 {
			for _, pair := range pairs {
				r.add(pair.Number, sheetEntry{text: pair.Letters})
			}
			r.open, found = 0, true
			continue
		}
		if s, ok := wording.ReadNumberLine(text); ok {
			r.add(s.Number, sheetEntry{text: cutVisible(text, s.Cut), line: c, cut: s.Cut})
			r.open, found = s.Number, true
		}
	}
	return found
}

// table reads rows of a number and its answer, several a row too, and a row of numbers above a row of letters.
func (r *sheetReader) table(t *extast.Table) {
	var rows [][]ast.Node
	for row := t.FirstChild(); row != nil; row = row.NextSibling() {
		rows = append(rows, children(row))
	}
	numbers := func(row []ast.Node) (n int) {
		for _, cell := range row {
			if _, ok := wording.WholeNumber(r.doc.text(cell)); ok {
				n++
			}
		}
		return n
	}
	if len(rows) == 2 && numbers(rows[0]) >= 2 && numbers(rows[1]) == 0 {
		for i, cell := range rows[0] {
			if number, ok := wording.WholeNumber(r.doc.text(cell)); ok && i < len(rows[1]) {
				r.add(number, sheetEntry{text: r.doc.text(rows[1][i]), cell: rows[1][i]})
			}
		}
		return
	}
	found := map[int]sheetEntry{}
	var order []int
	for _, row := range rows {
		for i := 0; i+1 < len(row); i++ {
			number, ok := wording.WholeNumber(r.doc.text(row[i]))
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
