package dialect

import (
	"slices"
	"strings"
	"unicode"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/text"

	"github.com/examdeck/examdeck/deck"
	"github.com/examdeck/examdeck/parse/page"
	"github.com/examdeck/examdeck/parse/wording"
)

// tables recognises tables with a column of questions and one of answers, told by their header: Question/Answer, Q/A,
// Front/Back, Term/Definition. Every row is a question, whatever stands around the table.
type tables struct{}

func (tables) dialect() string { return "tables" }

// columns says which column of a table is what; -1 for what it lacks.
type columns struct {
	ask, answer, number  int
	tags, extra, options []int
	others               []titledColumn
	words                bool // it is a table of words, which may have gaps
	// first and last are the columns that the question takes of its row, where it is not the only one there.
	first, last int
}

// titledColumn is a column that is of no side, such as "Example", with its title.
type titledColumn struct {
	column int
	title  string
}

func (tables) find(r *Reading) []Claim {
	doc := r.Document
	var claims []Claim
	for i, n := range doc.Blocks {
		for _, table := range tablesIn(n) {
			for _, cols := range readHeader(doc, table) {
				claims = append(claims, rowClaims(doc, table, cols, i)...)
			}
		}
	}
	return claims
}

// rowClaims claims the rows of a table in block i. Where a row holds several questions, each has its cells.
func rowClaims(doc *page.Document, table ast.Node, cols columns, i int) []Claim {
	var claims []Claim
	for row := table.FirstChild(); row != nil; row = row.NextSibling() {
		if row.Kind() == extast.KindTableHeader || cellText(doc, row, cols.ask) == "" || cols.words && cellText(doc, row, cols.answer) == "" {
			continue
		}
		from := max(doc.Starts[i], doc.LineStart(doc.MD.Offset(row)))
		to := min(doc.Start(i+1), 1+doc.LineEnd(from))
		if next := cellOf(row, cols.last+1); cols.last > 0 && next != nil {
			to = doc.MD.Offset(next)
		}
		if cols.first > 0 {
			from = doc.MD.Offset(cellOf(row, cols.first))
		}
		claims = append(claims, Claim{
			sure: sureTable, From: from, To: to, Take: func() page.Draft { return takeRow(doc, row, cols) },
		})
	}
	return claims
}

// tablesIn returns the tables of a block: itself, or those in its quotes, callouts and lists.
func tablesIn(block ast.Node) []*extast.Table {
	if t, ok := block.(*extast.Table); ok {
		return []*extast.Table{t}
	}
	var found []*extast.Table
	page.EachBlock(block, func(n ast.Node) bool {
		t, ok := n.(*extast.Table)
		if ok {
			found = append(found, t)
		}
		return !ok
	})
	return found
}

// readHeader reads a table's header: what it holds of each question of a row. There is none if it does not name both
// sides: two columns of terms are none, nor are those of numbers and results.
func readHeader(doc *page.Document, table *extast.Table) []columns {
	c := columns{ask: -1, answer: -1, number: -1}
	var titles []string
	cells := page.Children(table.FirstChild())
	for _, cell := range cells {
		titles = append(titles, strings.ToLower(strings.Trim(doc.Text(cell), " :*_.?")))
	}
	lettered := letteredColumns(titles)
	for i, title := range titles {
		if slices.Contains(lettered, i) {
			c.options = append(c.options, i)
			continue
		}
		words := strings.FieldsFunc(title, func(r rune) bool {
			return !unicode.IsLetter(r) && !unicode.IsMark(r) && r != '#' && r != '№'
		})
		if len(words) == 0 {
			c.others = append(c.others, titledColumn{i, ""})
			continue
		}
		last, first := words[len(words)-1], words[0]
		switch {
		case wording.Is(title, wording.Number):
			c.number = i
		case wording.Is(first, wording.Options):
			c.options = append(c.options, i)
		case c.ask < 0 && (columnWord(words, wording.AnyQuestion) || wording.Is(last, wording.Front|wording.Term) && len(words) <= 2):
			c.ask = i
		case c.answer < 0 && (wording.AnnouncesAnswer(title) || columnWord(words, wording.AnyAnswer) ||
			wording.Is(last, wording.Back|wording.Meaning) && len(words) <= 2):
			c.answer = i
		case wording.Is(last, wording.Tag):
			c.tags = append(c.tags, i)
		case wording.Is(first, wording.Explanation|wording.Comment):
			c.extra = append(c.extra, i)
		default:
			c.others = append(c.others, titledColumn{i, plainTitle(doc, cells[i])})
		}
	}
	if c.ask < 0 && c.answer < 0 && len(titles) >= 2 && doc.Settings.Forces("tables") {
		c.ask, c.answer, c.others = 0, 1, slices.DeleteFunc(c.others, func(o titledColumn) bool { return o.column < 2 })
	}
	if c.ask >= 0 && c.answer >= 0 {
		return []columns{c}
	}
	return vocabularyColumns(doc, table, titles)
}

// plainTitle returns a header's words that can stand before each cell below it: none if there is more to it than text.
func plainTitle(doc *page.Document, cell ast.Node) string {
	for n := cell.FirstChild(); n != nil; n = n.NextSibling() {
		if n.Kind() != ast.KindText {
			return ""
		}
	}
	return strings.TrimRight(doc.Text(cell), " :")
}

// columnWord reports whether a header's words have a role, alone or with a companion such as "correct".
func columnWord(words []string, role wording.Role) bool {
	found := false
	for _, w := range words {
		switch {
		case wording.Is(w, role):
			found = true
		case !wording.Is(w, wording.Companions):
			return false
		}
	}
	return found
}

// letteredColumns returns the columns that letters name in their order, next to each other: those of options. "A"
// alone is an answer.
func letteredColumns(titles []string) []int {
	for i := range titles {
		if n, a := wording.RunLength(titles[i:]); n >= 2 && a != wording.NumberRow {
			var columns []int
			for k := range n {
				columns = append(columns, i+k)
			}
			return columns
		}
	}
	return nil
}

// cellText returns the plain text of a row's cell.
func cellText(doc *page.Document, row ast.Node, column int) string {
	if cell := cellOf(row, column); cell != nil {
		return doc.Text(cell)
	}
	return ""
}

// cellOf returns the cell of a row in a column; nil if there is none.
func cellOf(row ast.Node, column int) ast.Node {
	if column < 0 {
		return nil
	}
	c := row.FirstChild()
	for ; c != nil && column > 0; column-- {
		c = c.NextSibling()
	}
	return c
}

// takeRow returns the draft of a row.
func takeRow(doc *page.Document, row ast.Node, cols columns) page.Draft {
	d := page.Draft{Kind: deck.Basic}
	if number := cellText(doc, row, cols.number); number != "" {
		d.Label, d.Number = number, strings.ToLower(strings.Trim(number, " .()"))
	}
	for _, i := range cols.tags {
		d.Tags = append(d.Tags, page.SplitTags(cellText(doc, row, i))...)
	}
	options := rowOptions(doc, row, cols)
	d.Prompt = cellBlocks(doc, row, cols.ask)
	if options == nil {
		for _, i := range cols.options {
			d.Prompt = append(d.Prompt, cellBlocks(doc, row, i)...)
		}
	}
	d.Answer = cellBlocks(doc, row, cols.answer)
	for _, i := range cols.extra {
		d.Extra = append(d.Extra, cellBlocks(doc, row, i)...)
	}
	for _, other := range cols.others {
		d.Extra = append(d.Extra, other.blocks(doc, row)...)
	}
	if options != nil {
		d.Kind, d.Options = deck.Choice, options
		d.Answer = nil
	}
	return page.FinishDraft(doc, d)
}

// rowOptions returns the options that columns of their own hold, if the answer names one of them; else nil, and they
// end the prompt.
func rowOptions(doc *page.Document, row ast.Node, cols columns) []page.Option {
	var letters, texts []string
	var cells []int
	for k, i := range cols.options { // an empty cell has a letter, too
		if text := cellText(doc, row, i); text != "" {
			letters = append(letters, wording.Alphabets[0][min(k, len(wording.Alphabets[0])-1)])
			texts, cells = append(texts, text), append(cells, i)
		}
	}
	answer := cellText(doc, row, cols.answer)
	at := slices.IndexFunc(texts, func(t string) bool { return wording.Fold(t) == wording.Fold(answer) })
	right := []string{}
	if at >= 0 {
		right = append(right, letters[at])
	} else if n, ok := wording.ReadKey(answer, true, letters, texts); ok {
		right = n.Offered
	}
	if len(right) == 0 || len(texts) < 2 {
		return nil
	}
	var options []page.Option
	for i, cell := range cells {
		options = append(options, page.Option{Letter: letters[i], Nodes: []ast.Node{page.TextOf(cellOf(row, cell))}, Right: slices.Contains(right, letters[i])})
	}
	return options
}

// cellBlocks moves what a cell holds to a paragraph.
func cellBlocks(doc *page.Document, row ast.Node, column int) []ast.Node {
	cell := cellOf(row, column)
	if cell == nil {
		return nil
	}
	p := ast.NewParagraph()
	p.SetPos(cell.Pos())
	for _, c := range page.Children(cell) {
		cell.RemoveChild(cell, c)
		p.AppendChild(p, c)
	}
	breakLines(doc, p)
	return []ast.Node{p}
}

// blocks moves what a row holds in the column to a paragraph, behind the column's title. Cells of signs, such as "-", say
// nothing, nor do numbers in a column without a title.
func (c titledColumn) blocks(doc *page.Document, row ast.Node) []ast.Node {
	cell := cellOf(row, c.column)
	if cell == nil || !cell.HasChildren() {
		return nil
	}
	told := func(r rune) bool { return unicode.IsLetter(r) || c.title != "" && unicode.IsDigit(r) }
	if text := doc.Text(cell); text != "" && !strings.ContainsFunc(text, told) {
		return nil
	}
	blocks := cellBlocks(doc, row, c.column)
	if c.title != "" {
		blocks[0].InsertBefore(blocks[0], blocks[0].FirstChild(), ast.NewString([]byte(c.title+": ")))
	}
	return blocks
}

// breakLines turns the tags "<br>", by which authors part lines in a cell, into line breaks.
func breakLines(doc *page.Document, p ast.Node) {
	for _, c := range page.Children(p) {
		if !page.IsTagOf(doc, c, "<br") {
			continue
		}
		before, ok := c.PreviousSibling().(*ast.Text)
		if !ok || page.EndsLine(before) {
			at := doc.MD.Offset(c)
			before = ast.NewTextSegment(text.NewSegment(at, at))
			p.InsertBefore(p, c, before)
		}
		before.SetHardLineBreak(true)
		p.RemoveChild(p, c)
	}
}
