package parse

import (
	"slices"
	"strings"
	"unicode"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/text"

	"github.com/examdeck/examdeck/deck"
)

// tables recognises tables with a column of questions and one of answers, told by their header: Question/Answer, Q/A, Front/Back,
// Term/Definition. Every row is a question, whatever stands around the table.
type tables struct{}

func (tables) dialect() string { return "tables" }

// columns says which column of a table is what; -1 for what it lacks.
type columns struct {
	ask, answer, number, key int
	tags, extra, options     []int
}

func (tables) find(r *reading) []claim {
	doc := r.document
	var claims []claim
	for i, n := range doc.blocks {
		for _, table := range tablesIn(n) {
			cols, ok := readHeader(doc, table)
			if !ok {
				continue
			}
			end := doc.start(i + 1)
			for row := table.FirstChild(); row != nil; row = row.NextSibling() {
				if row.Kind() == extast.KindTableHeader || doc.text(row) == "" || cellText(doc, row, cols.ask) == "" {
					continue
				}
				to := end
				if next := row.NextSibling(); next != nil {
					to = doc.lineStart(doc.md.Offset(next))
				}
				from := max(doc.starts[i], doc.lineStart(doc.md.Offset(row)))
				to = min(to, 1+doc.lineEnd(from))
				claims = append(claims, claim{
					sure: sureTable, from: from, to: to, take: func() draft { return takeRow(doc, row, cols) },
				})
			}
		}
	}
	return claims
}

// tablesIn gives the tables of a block: itself, or those in its quotes, callouts and lists.
func tablesIn(block ast.Node) []*extast.Table {
	if t, ok := block.(*extast.Table); ok {
		return []*extast.Table{t}
	}
	var found []*extast.Table
	eachBlock(block, func(n ast.Node) bool {
		t, ok := n.(*extast.Table)
		if ok {
			found = append(found, t)
		}
		return !ok
	})
	return found
}

// askColumns and answerColumns are what headers call the two sides.
var (
	askColumns = wordSet(`front term terms prompt concept word side_1 recto vorderseite begriff framsida begrepp forside begreb
		voorkant voorzijde begrip terme anverso anverso término frente termo fronte termine przód pojęcie pojem líc термин понятие
		лицевая слово слова wort wörter vokabel vocabulary vocab glosa ord woord mot palabra vocablo palavra vocabolo słowo słówko slovo slovíčko слово kelime szó sana
		单词 單詞 词语 生词 単語 단어 낱말 ön terim kavram előlap fogalom etusivu käsite όρος مصطلح المصطلح מושג 用語 術語 术语 正面 앞면 용어`)
	answerColumns = wordSet(`back definition definitions meaning response side_2 verso rückseite bedeutung baksida betydelse
		bagside bakside betydning achterkant achterzijde definitie betekenis définition reverso definición significado verso definição
		translation translations übersetzung översättning oversættelse oversettelse vertaling traduction traducción tradução traduzione tłumaczenie
		překlad překlady перевод переклад çeviri fordítás käännös 翻译 翻譯 中文 释义 訳 번역 retro definizione significato tył definicja znaczenie rub definice význam определение значение оборот визначення arka tanım anlam
		hátlap jelentés takasivu määritelmä ορισμός تعريف التعريف הגדרה 定義 定义 意味 裏 背面 뒷면 정의 뜻`)
	tagColumns    = wordSet(`tag tags topic topics category categories kategorie thema schlagwort tagg taggar etikett tema categoría categoria catégorie kategoria тег теги тема`)
	numberColumns = wordSet(`# no nr num number id №`)
	extraColumns  = wordSet(`note notes comment comments remark remarks why source reference anmerkung bemerkung notiz kommentar quelle nota notas notes commentaire uwagi примечание`)
	optionColumns = wordSet(`option options choice choices alternative alternatives alternativ alternativen opción opciones opção opções opzione opzioni opcja вариант варианты`)
)

// readHeader reads a table's header; ok is false where it names no two sides. A header that calls both columns by words of one
// side is none, nor is one of numbers and results.
func readHeader(doc *document, table *extast.Table) (columns, bool) {
	c := columns{ask: -1, answer: -1, number: -1, key: -1}
	head := table.FirstChild()
	if head == nil || head.Kind() != extast.KindTableHeader {
		return c, false
	}
	var titles []string
	for _, cell := range children(head) {
		titles = append(titles, strings.ToLower(strings.Trim(doc.text(cell), " :*_.?")))
	}
	lettered := letteredColumns(titles)
	for i, title := range titles {
		if slices.Contains(lettered, i) {
			c.options = append(c.options, i)
			continue
		}
		words := strings.FieldsFunc(title, func(r rune) bool {
			return !unicode.IsLetter(r) && !unicode.IsMark(r) && r != '#' && r != '№' && r != '_'
		})
		if len(words) == 0 || len(words) > 3 {
			continue
		}
		last, first := words[len(words)-1], words[0]
		switch {
		case numberColumns[title]:
			c.number = i
		case optionColumns[first]:
			c.options = append(c.options, i)
		case c.ask < 0 && (columnWord(words, questionWords) || askColumns[last] && len(words) <= 2):
			c.ask = i
		case c.answer < 0 && (answerLead(title) || columnWord(words, answerWords) || answerColumns[last] && len(words) <= 2):
			c.answer = i
		case tagColumns[last]:
			c.tags = append(c.tags, i)
		case explanationWords[first] || extraColumns[first]:
			c.extra = append(c.extra, i)
		}
	}
	if c.ask < 0 && c.answer < 0 && len(titles) >= 2 && doc.settings.forces("tables") {
		c.ask, c.answer = 0, 1
	}
	return c, c.ask >= 0 && c.answer >= 0
}

// columnWord tells whether a header's words are one of a set, alone or with a companion such as "correct".
func columnWord(words []string, set map[string]bool) bool {
	found := false
	for _, w := range words {
		switch {
		case set[w]:
			found = true
		case !answerQualifiers[w]:
			return false
		}
	}
	return found
}

// letteredColumns gives the columns that letters name in their order, next to each other: those of options. "A" alone is an answer.
func letteredColumns(titles []string) []int {
	for i := range titles {
		if n, a := runLength(titles[i:]); n >= 2 && a != numberRow {
			var columns []int
			for k := range n {
				columns = append(columns, i+k)
			}
			return columns
		}
	}
	return nil
}

func cellText(doc *document, row ast.Node, column int) string {
	if cell := cellOf(row, column); cell != nil {
		return doc.text(cell)
	}
	return ""
}

// cellOf gives the cell of a row in a column, nil without one.
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

// takeRow makes the draft of a row.
func takeRow(doc *document, row ast.Node, cols columns) draft {
	d := draft{kind: deck.Basic}
	if number := cellText(doc, row, cols.number); number != "" {
		d.label, d.number = number, strings.ToLower(strings.Trim(number, " .()"))
	}
	for _, i := range cols.tags {
		d.tags = append(d.tags, splitTags(cellText(doc, row, i))...)
	}
	options := rowOptions(doc, row, cols)
	d.prompt = cellBlocks(doc, row, cols.ask)
	if options == nil {
		for _, i := range cols.options {
			d.prompt = append(d.prompt, cellBlocks(doc, row, i)...)
		}
	}
	d.answer = cellBlocks(doc, row, cols.answer)
	for _, i := range cols.extra {
		d.extra = append(d.extra, cellBlocks(doc, row, i)...)
	}
	if options != nil {
		d.kind, d.options = deck.Choice, options
		d.answer = nil
	}
	return finishDraft(doc, d)
}

// rowOptions gives the options that columns of their own hold, if the answer names one of them; else nil, and they end the prompt.
func rowOptions(doc *document, row ast.Node, cols columns) []option {
	if len(cols.options) < 2 {
		return nil
	}
	var letters, texts []string
	var cells []int
	for _, i := range cols.options {
		if text := cellText(doc, row, i); text != "" {
			letters = append(letters, alphabets[0][min(len(letters), len(alphabets[0])-1)])
			texts, cells = append(texts, text), append(cells, i)
		}
	}
	answer := cellText(doc, row, cols.answer)
	at := slices.IndexFunc(texts, func(t string) bool { return fold(t) == fold(answer) })
	right := []string{}
	if at >= 0 {
		right = append(right, letters[at])
	} else if n, ok := readKey(answer, true, letters, texts); ok {
		right = n.offered
	}
	if len(right) == 0 || len(texts) < 2 {
		return nil
	}
	var options []option
	for i, cell := range cells {
		options = append(options, option{letter: letters[i], nodes: []ast.Node{textOf(cellOf(row, cell))}, right: slices.Contains(right, letters[i])})
	}
	return options
}

// cellBlocks moves what a cell holds to a paragraph.
func cellBlocks(doc *document, row ast.Node, column int) []ast.Node {
	cell := cellOf(row, column)
	if cell == nil || !cell.HasChildren() {
		return nil
	}
	p := ast.NewParagraph()
	p.SetPos(cell.Pos())
	for _, c := range children(cell) {
		cell.RemoveChild(cell, c)
		p.AppendChild(p, c)
	}
	breakLines(doc, p)
	return []ast.Node{p}
}

// breakLines makes line breaks of the tags "<br>", by which authors part lines in a cell.
func breakLines(doc *document, p ast.Node) {
	for _, c := range children(p) {
		if !isTagOf(doc, c, "<br") {
			continue
		}
		before, ok := c.PreviousSibling().(*ast.Text)
		if !ok || endsLine(before) {
			at := doc.md.Offset(c)
			before = ast.NewTextSegment(text.NewSegment(at, at))
			p.InsertBefore(p, c, before)
		}
		before.SetHardLineBreak(true)
		p.RemoveChild(p, c)
	}
}

// textOf moves what a cell holds to a block that is shown without margins.
func textOf(cell ast.Node) ast.Node {
	block := ast.NewTextBlock()
	block.SetPos(cell.Pos())
	for _, c := range children(cell) {
		cell.RemoveChild(cell, c)
		block.AppendChild(block, c)
	}
	return block
}
