package parse

import (
	"fmt"
	"strings"

	"github.com/yuin/goldmark/ast"

	"github.com/examdeck/examdeck/deck"
)

// rExams recognises the exercises of R/exams: a heading "Question", one "Solution", lists headed "Answerlist", and
// "Meta-information" with the key to the options: "exsolution: 0100".
type rExams struct{}

func (rExams) dialect() string { return "r-exams" }

// exercise is an exercise as its headings part it; the headings that are not there are nil.
type exercise struct {
	question, answerlist, solution, solutionList, meta *heading
	to                                                 int // index of the first block behind it
}

func (rExams) find(r *reading) []claim {
	doc := r.document
	var claims []claim
	for i, h := range doc.heads {
		if !strings.EqualFold(h.title, "question") {
			continue
		}
		e := readExercise(doc, i)
		if e.meta == nil {
			continue
		}
		claims = append(claims, claim{sure: sureRExam, from: h.from, to: doc.start(e.to), take: func() draft { return e.draft(doc) }})
	}
	return claims
}

// readExercise reads the headings of the exercise that begins with heading i.
func readExercise(doc *document, i int) exercise {
	e := exercise{question: doc.heads[i], to: len(doc.blocks)}
	for _, h := range doc.heads[i+1:] {
		switch title := strings.ToLower(h.title); {
		case title == "question" || e.meta != nil && h.node.Level <= e.meta.node.Level:
			e.to = h.block
			return e
		case title == "answerlist" && e.solution == nil && e.answerlist == nil:
			e.answerlist = h
		case title == "answerlist" && e.solution != nil && e.solutionList == nil:
			e.solutionList = h
		case title == "solution" && e.solution == nil:
			e.solution = h
		case strings.HasPrefix(title, "meta") && strings.HasSuffix(title, "information"):
			e.meta = h
		}
	}
	return e
}

// between gives the blocks behind a heading, up to the first of the others that is there; nil without the heading.
func (e exercise) between(doc *document, h *heading, others ...*heading) []ast.Node {
	if h == nil {
		return nil
	}
	end := e.to
	for _, o := range others {
		if o != nil && o.block > h.block {
			end = min(end, o.block)
		}
	}
	return doc.blocks[h.block+1 : max(end, h.block+1)]
}

// draft makes the question. An exercise that R computes anew each time is none.
func (e exercise) draft(doc *document) draft {
	source := string(doc.md.Source[e.question.from:doc.start(e.to)])
	if strings.Contains(source, "`r ") || strings.Contains(source, "```{r") || strings.Contains(source, `\Sexpr{`) {
		return refused(e.question.from, "the exercise is computed by R, so it has no fixed text", "export what R makes of it")
	}
	meta := e.settings(doc)
	d := draft{
		kind:   deck.Basic,
		prompt: e.between(doc, e.question, e.answerlist, e.solution, e.meta),
		answer: e.between(doc, e.solution, e.solutionList, e.meta),
	}
	choices := listAmong(e.between(doc, e.answerlist, e.solution, e.meta))
	explained := listAmong(e.between(doc, e.solutionList, e.meta))
	if explained != nil {
		d.answer = append(append([]ast.Node{}, d.answer...), explained)
	}
	key := strings.TrimSpace(meta["exsolution"])
	switch kind := meta["extype"]; {
	case kind == "schoice" || kind == "mchoice":
		if choices == nil {
			return refused(e.question.from, "the exercise has no list of options", `write them as a list below "Answerlist"`)
		}
		if len(key) != choices.ChildCount() || strings.Trim(key, "01") != "" || !strings.Contains(key, "1") {
			return refused(e.meta.from, fmt.Sprintf("key %q does not fit %d options", key, choices.ChildCount()),
				"write a 1 for each right option and a 0 for each other one")
		}
		for i, item := range children(choices) {
			d.options = append(d.options, option{nodes: paragraphs(children(item)), right: key[i] == '1'})
		}
		d.kind, d.extra, d.answer = deck.Choice, d.answer, nil
	case choices != nil:
		d.prompt = append(append([]ast.Node{}, d.prompt...), choices)
	}
	if d.kind == deck.Basic && key != "" && saysNothing(d.answer) {
		p := ast.NewParagraph()
		p.AppendChild(p, ast.NewString([]byte(strings.ReplaceAll(key, "|", ", "))))
		d.answer = []ast.Node{p}
	}
	return finishDraft(doc, d)
}

// settings reads the lines "name: value" of the meta-information.
func (e exercise) settings(doc *document) map[string]string {
	settings := map[string]string{}
	for line := range strings.Lines(string(doc.md.Source[min(e.meta.from, doc.start(e.to)):doc.start(e.to)])) {
		name, value, found := strings.Cut(line, ":")
		if name = strings.TrimLeft(name, "-* "); found && settings[name] == "" {
			settings[name] = strings.TrimSpace(value)
		}
	}
	return settings
}

// listAmong gives the first list among blocks, nil without one.
func listAmong(blocks []ast.Node) ast.Node {
	for _, b := range blocks {
		if b.Kind() == ast.KindList {
			return b
		}
	}
	return nil
}
