package parse

import (
	"sort"
	"strconv"

	"github.com/yuin/goldmark/ast"
)

// maxSheets is how many sheets below a question may be the one that answers it: papers part their keys into sections.
const maxSheets = 8

func numberKey(number int) string { return strconv.Itoa(number) }

// sheetEntry finds what the sheet behind a question says to its number: the first sheet below it, else the file of keys. own tells
// that it stands in the question's own source.
func (w *writer) sheetEntry(number string, at int) (e sheetEntry, own, ok bool) {
	sheets := w.reading.index.sheets
	first := sort.Search(len(sheets), func(i int) bool { return sheets[i].from > at })
	for _, s := range sheets[first:min(len(sheets), first+maxSheets)] {
		if e, ok := s.entries[number]; ok {
			return e, true, true
		}
	}
	if w.solution == nil {
		return e, false, false
	}
	if w.keys == nil {
		w.keys = sheetEntries(w.solution.doc, w.solution.doc.blocks)
		for _, s := range w.solution.index.sheets {
			for number, e := range s.entries {
				if w.keys == nil {
					w.keys = map[string]sheetEntry{}
				}
				w.keys[number] = e
			}
		}
	}
	e, ok = w.keys[number]
	return e, false, ok
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

// fromSheet gives a draft without an answer the one that a sheet has for its number. What a dialect without markers takes for the
// answer is then the prompt.
func (z *quiz) fromSheet() {
	d := &z.draft
	if d.number == "" || len(d.answer) > 0 && len(d.title)+len(d.prompt) > 0 {
		return
	}
	e, own, ok := z.w.sheetEntry(d.number, z.at)
	if !ok {
		return
	}
	if len(d.answer) > 0 {
		d.prompt, d.answer = d.answer, nil
	}
	if own {
		d.answer = e.take(z.w.doc)
	}
}

// sheetKey reads the key to an offer from the words of a sheet.
func (z *quiz) sheetKey(o *offer) quizKey {
	e, _, ok := z.w.sheetEntry(z.draft.number, z.at)
	if !ok || z.draft.number == "" {
		return quizKey{}
	}
	lines := []keyLine{{text: e.text}}
	k := o.readLines(lines, true)
	if k.right == nil {
		k = o.answerText(lines)
	}
	k.line = nil
	return k
}
