package parse

import (
	"path"
	"slices"
	"sort"
	"strings"

	"github.com/yuin/goldmark/ast"

	"github.com/examdeck/examdeck/internal/markdown"
	"github.com/examdeck/examdeck/parse/dialect"
	"github.com/examdeck/examdeck/parse/page"
	"github.com/examdeck/examdeck/parse/quiz"
	"github.com/examdeck/examdeck/parse/vault"
	"github.com/examdeck/examdeck/parse/wording"
)

// maxSheets is how many sheets below a question may be the one that answers it: papers part their keys into sections.
const maxSheets = 8

// SheetEntry finds what the sheet behind a question says to its number: the first sheet below it, else the file of keys. own tells
// that it stands in the question's own source.
func (w *writer) sheetEntry(number string, at int) (e quiz.SheetEntry, own, ok bool) {
	sheets := w.reading.Index.Sheets
	first := sort.Search(len(sheets), func(i int) bool { return sheets[i].From > at })
	for _, s := range sheets[first:min(len(sheets), first+maxSheets)] {
		if e, ok := s.Entries[number]; ok {
			return e, true, true
		}
	}
	if w.solution == nil {
		return e, false, false
	}
	if w.keys == nil {
		w.keys = quiz.SheetEntries(w.solution.doc, w.solution.doc.Blocks)
		for _, s := range w.solution.index.Sheets {
			for number, e := range s.Entries {
				if w.keys == nil {
					w.keys = map[string]quiz.SheetEntry{}
				}
				w.keys[number] = e
			}
		}
	}
	e, ok = w.keys[number]
	return e, false, ok
}

// A blank paper and the file with its solutions are two sources of one exam: "exam-2018.md" and "exam-2018-solution.md". The
// solutions' questions take their prompts from the paper, number by number, and the paper asks nothing of its own.

// paperOf gives the base name without ending of the paper that file answers, by its own name: "exam-solution", "Solutions_exam",
// "Klausur Lösung". ok is false where the name is not that of a solutions file.
func paperOf(file string) (paper string, ok bool) {
	stem := strings.ToLower(strings.TrimSuffix(path.Base(file), path.Ext(file)))
	words := strings.FieldsFunc(stem, func(r rune) bool { return strings.ContainsRune("-_ .()", r) })
	rest := slices.DeleteFunc(slices.Clone(words), func(w string) bool {
		return wording.Is(w, wording.AnyAnswer|wording.With)
	})
	if len(rest) == len(words) || len(rest) == 0 {
		return "", false
	}
	return strings.Join(rest, " "), true
}

// paperName is a file's base name as [paperOf] gives it.
func paperName(file string) string {
	stem := strings.ToLower(strings.TrimSuffix(path.Base(file), path.Ext(file)))
	return strings.Join(strings.FieldsFunc(stem, func(r rune) bool { return strings.ContainsRune("-_ .()", r) }), " ")
}

// pairPapers finds, among sources of one folder, the paper of every solutions file, both ways.
func pairPapers(sources []vault.Source) (paper, solution map[int]int) {
	type place struct {
		dir, name string
	}
	byName := map[place]int{}
	for i, s := range sources {
		byName[place{path.Dir(s.Path), paperName(s.Path)}] = i
	}
	paper, solution = map[int]int{}, map[int]int{}
	for i, s := range sources {
		if name, ok := paperOf(s.Path); ok {
			if j, found := byName[place{path.Dir(s.Path), name}]; found && j != i && sources[j].Vault == s.Vault {
				paper[i], solution[j] = j, i
			}
		}
	}
	for i := range sources {
		if j := loneKeyPaper(sources, i); j >= 0 {
			if _, taken := solution[j]; !taken {
				paper[i], solution[j] = j, i
			}
		}
	}
	return paper, solution
}

// isKeyFile tells whether a file's name says that it holds the answers, and not to what: "answers.md", "answer-key.md", "FACIT.md".
func isKeyFile(file string) bool {
	words := strings.Fields(paperName(file))
	found := false
	for _, w := range words {
		switch {
		case wording.Is(w, wording.Answer|wording.Key):
			found = true
		case !wording.Is(w, wording.Companions):
			return false
		}
	}
	return found
}

// loneKeyPaper finds the paper that a file of answers in the same folder must mean: the only other source there, or the one named
// for its questions; -1 where that is not clear.
func loneKeyPaper(sources []vault.Source, key int) int {
	if !isKeyFile(sources[key].Path) {
		return -1
	}
	var others, named []int
	for i, s := range sources {
		if i == key || s.Vault != sources[key].Vault || path.Dir(s.Path) != path.Dir(sources[key].Path) {
			continue
		}
		others = append(others, i)
		words := strings.Fields(paperName(s.Path))
		if slices.ContainsFunc(words, func(w string) bool { return wording.Is(w, wording.AnyQuestion|wording.Section) }) {
			named = append(named, i)
		}
	}
	switch {
	case len(others) == 1:
		return others[0]
	case len(named) == 1:
		return named[0]
	}
	return -1
}

// numbered is a question of a paper or a solutions file: its number, how often it stood before, and its body.
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

// readSheet reads a source for its numbered questions; nil where it can't be read. What is wrong with it is reported when
// the source has its own turn.
func readSheet(s vault.Source) *sheet {
	text, fault := vault.ReadSource(s)
	if fault != nil {
		return nil
	}
	md, _ := markdown.Parse(text)
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

// numbersOf gives the numbered ones of claims with what tells them apart.
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

// answeredElsewhere tells, of a paper's claims, which ones its solutions file answers; the others get no words.
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

// joinPaper gives the draft of a solutions file's question the prompt from the paper: all that the paper says there. What the
// solutions repeat of it stays with the answer: there it says what is answered, part by part.
func joinPaper(doc *page.Document, d *page.Draft, paper *sheet, key numbered) {
	body, ok := paper.bodies[key]
	if !ok || len(d.Prompt) > 0 || len(body) == 0 {
		return
	}
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
