package parse

import (
	"maps"
	"slices"
	"sort"
	"strings"

	"github.com/yuin/goldmark/ast"

	"github.com/examdeck/examdeck/parse/dialect"
	"github.com/examdeck/examdeck/parse/page"
	"github.com/examdeck/examdeck/parse/quiz"
	"github.com/examdeck/examdeck/parse/vault"
)

// maxSheets is how many sheets below a question may be the one that answers it: papers part their keys into sections.
const maxSheets = 8

// sheetEntry returns what a sheet of keys says of a question's number: the first of the sheets below
// the question that has the number, else the file of keys. own reports whether that is in the
// question's own source.
func (w *writer) sheetEntry(number string, at, to int) (e quiz.SheetEntry, own, ok bool) {
	sheets := w.reading.Index.Sheets
	first := sort.Search(len(sheets), func(i int) bool { return sheets[i].From > at })
	for _, s := range sheets[first:min(len(sheets), first+maxSheets)] {
		if e, ok := s.Entry(number, at, to); ok {
			return e, true, true
		}
	}
	if w.solution == nil {
		return e, false, false
	}
	if w.keys == nil {
		w.keys = map[string]quiz.SheetEntry{}
		maps.Copy(w.keys, quiz.SheetEntries(w.solution.doc, w.solution.doc.Blocks))
		for _, s := range w.solution.index.Sheets {
			maps.Copy(w.keys, s.Entries)
		}
	}
	e, ok = w.keys[number]
	return e, false, ok
}

// numbered tells the questions of a source apart: by number, and by how often that number stood before.
type numbered struct {
	number string
	nth    int
}

// sheet is a paper or a solutions file, read for its numbered questions.
type sheet struct {
	doc    *page.Document
	index  *quiz.NumberIndex
	bodies map[numbered][]ast.Node
}

// readSheet reads a source for its numbered questions. It returns nil if the source can't be read,
// which is reported when it is parsed itself.
func readSheet(s vault.Source) *sheet {
	text, fault := vault.ReadSource(s)
	if fault != nil {
		return nil
	}
	md, _ := text.Parse()
	page.OwnWords(md, s.Vault.Settings.Answers, s.Vault.Settings.Questions)
	sh := &sheet{doc: page.NewDocument(md), bodies: map[numbered][]ast.Node{}}
	sh.doc.Source = s
	r := dialect.NewReading(sh.doc)
	sh.index = r.Index
	keys := numbersOf(dialect.Arbitrate(r).Won)
	for c, key := range keys {
		sh.bodies[key] = page.TrimRules(c.Body)
	}
	return sh
}

// numbersOf returns what tells the numbered ones of claims apart.
func numbersOf(claims []dialect.Claim) map[*dialect.Claim]numbered {
	keys := map[*dialect.Claim]numbered{}
	count := map[string]int{}
	for i, c := range claims {
		if c.Number != "" {
			keys[&claims[i]] = numbered{c.Number, count[c.Number]}
			count[c.Number]++
		}
	}
	return keys
}

// answeredElsewhere returns, for each claim of a paper, that its solutions file answers it, in the
// ledger's words; else "".
func (w *writer) answeredElsewhere(claims []dialect.Claim, numbers map[*dialect.Claim]numbered) []string {
	why := make([]string, len(claims))
	if w.solution == nil {
		return why
	}
	for i := range claims {
		if key, ok := numbers[&claims[i]]; ok && w.solution.bodies[key] != nil {
			why[i] = "it is answered in " + w.solutionName
		}
	}
	return why
}

// joinPaper takes the prompt of a solutions file's question from the paper: all that the paper says
// there. What the solutions repeat of it stays in the answer, where it says what is answered, part by
// part.
func joinPaper(doc *page.Document, d *page.Draft, paper *sheet, key numbered) {
	body := paper.bodies[key]
	if len(d.Prompt) > 0 && !d.Asked || len(body) == 0 {
		return
	}
	d.Answer = slices.Concat(d.Prompt, d.Answer)
	asked := map[string]bool{}
	for _, n := range body {
		asked[blockText(paper.doc, n)] = true
	}
	d.Paper, d.Prompt = paper.doc, body
	d.Repeats = !slices.ContainsFunc(d.Answer, func(n ast.Node) bool { return !asked[blockText(doc, n)] })
}

// blockText tells blocks apart: their kind and their text without blanks.
func blockText(doc *page.Document, n ast.Node) string {
	return n.Kind().String() + strings.Join(strings.Fields(doc.Text(n)), "")
}
