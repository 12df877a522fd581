package dialect

import (
	"fmt"
	"slices"
	"strings"

	"github.com/yuin/goldmark/ast"

	"github.com/examdeck/examdeck/deck"
	"github.com/examdeck/examdeck/parse/body"
	"github.com/examdeck/examdeck/parse/page"
	"github.com/examdeck/examdeck/parse/wording"
)

// rExams recognises the exercises of R/exams: a heading "Question", one "Solution", lists headed "Answerlist", and
// the key to the options, "exsolution: 0100", below "Meta-information" or in the front matter.
type rExams struct{}

func (rExams) dialect() string { return "r-exams" }

// exercise is an exercise as its headings part it; the headings that are not there are nil.
type exercise struct {
	question, answerlist, solution, solutionList, meta *page.Heading
	to                                                 int  // index of the first block behind it
	front                                              bool // the key stands in the front matter
}

func (rExams) find(r *Reading) []Claim {
	doc := r.Document
	var claims []Claim
	front := doc.MD.Front.Values["extype"] != nil
	if !front && !slices.ContainsFunc(doc.Heads, func(h *page.Heading) bool { return strings.EqualFold(h.Title, "meta-information") }) {
		return nil
	}
	for i, h := range doc.Heads {
		if !wording.PromptTitle(h.Title) {
			continue
		}
		e := readExercise(doc, i)
		if e.front = e.meta == nil && front && len(claims) == 0; e.meta == nil && !e.front {
			continue
		}
		claims = append(claims, Claim{sure: sureRExam, From: h.From, To: doc.Start(e.to), Take: func() page.Draft { return e.draft(doc) }})
	}
	return claims
}

// readExercise reads the headings of the exercise that begins with heading i.
func readExercise(doc *page.Document, i int) exercise {
	e := exercise{question: doc.Heads[i], to: len(doc.Blocks)}
	for _, h := range doc.Heads[i+1:] {
		switch title := strings.ToLower(h.Title); {
		case wording.PromptTitle(title) || e.meta != nil && h.Node.Level <= e.meta.Node.Level:
			e.to = h.Block
			return e
		case title == "answerlist" && e.solution == nil && e.answerlist == nil:
			e.answerlist = h
		case title == "answerlist" && e.solution != nil && e.solutionList == nil:
			e.solutionList = h
		case h.IsAnswer() && e.solution == nil:
			e.solution = h
		case title == "meta-information":
			e.meta = h
		}
	}
	return e
}

// between returns the blocks behind a heading, up to the first of the others that is there; nil without the heading.
func (e exercise) between(doc *page.Document, h *page.Heading, others ...*page.Heading) []ast.Node {
	if h == nil {
		return nil
	}
	end := e.to
	for _, o := range others {
		if o != nil {
			end = min(end, o.Block)
		}
	}
	return doc.Blocks[h.Block+1 : max(end, h.Block+1)]
}

// draft returns the question. An exercise that R computes anew each time is refused.
func (e exercise) draft(doc *page.Document) page.Draft {
	source := string(doc.MD.Source[e.question.From:doc.Start(e.to)]) + e.metaText(doc)
	if strings.Contains(source, "`r ") || strings.Contains(source, "```{r") || strings.Contains(source, `\Sexpr{`) {
		return page.Refused(e.question.From, "the exercise is computed by R, so it has no fixed text", "export what R makes of it")
	}
	meta := e.settings(doc)
	d := page.Draft{
		Kind:   deck.Basic,
		Prompt: e.between(doc, e.question, e.answerlist, e.solution, e.meta),
		Answer: e.between(doc, e.solution, e.solutionList, e.meta),
	}
	choices := listAmong(e.between(doc, e.answerlist, e.solution, e.meta))
	explained := listAmong(e.between(doc, e.solutionList, e.meta))
	if explained != nil {
		d.Answer = append(append([]ast.Node{}, d.Answer...), explained)
	}
	key := strings.TrimSpace(meta["exsolution"])
	switch kind := meta["extype"]; {
	case kind == "schoice" || kind == "mchoice":
		if choices == nil {
			return page.Refused(e.question.From, "the exercise has no list of options", `write them as a list below "Answerlist"`)
		}
		ones := strings.Count(key, "1")
		if len(key) != choices.ChildCount() || strings.Trim(key, "01") != "" || ones == 0 || ones > 1 && kind == "schoice" {
			return page.Refused(e.metaFrom(), fmt.Sprintf("key %q does not fit %d options", key, choices.ChildCount()),
				"write a 1 for each right option and a 0 for each other one")
		}
		for i, item := range page.Children(choices) {
			d.Options = append(d.Options, page.Option{Nodes: page.Paragraphs(page.Children(item)), Right: key[i] == '1'})
		}
		d.Kind, d.Extra, d.Answer = deck.Choice, d.Answer, nil
	case choices != nil:
		d.Prompt = append(append([]ast.Node{}, d.Prompt...), choices)
	}
	if d.Kind == deck.Basic && key != "" && body.SaysNothing(d.Answer) {
		p := ast.NewParagraph()
		p.AppendChild(p, ast.NewString([]byte(strings.ReplaceAll(key, "|", ", "))))
		d.Answer = []ast.Node{p}
	}
	return page.FinishDraft(doc, d)
}

// settings reads the lines "name: value" of the meta-information. They are read as text: as a number of YAML, 0100 is 64.
func (e exercise) settings(doc *page.Document) map[string]string {
	settings := map[string]string{}
	for line := range strings.Lines(e.metaText(doc)) {
		name, value, found := strings.Cut(line, ":")
		if found {
			settings[strings.TrimLeft(name, "-* ")] = strings.Trim(strings.TrimSpace(value), `"'`)
		}
	}
	return settings
}

// metaFrom is where the meta-information begins.
func (e exercise) metaFrom() int {
	if e.front {
		return 0
	}
	return e.meta.From
}

// metaText is the source of the meta-information.
func (e exercise) metaText(doc *page.Document) string {
	if e.front {
		return string(doc.MD.Source[:doc.MD.Front.End])
	}
	return string(doc.MD.Source[e.meta.From:doc.Start(e.to)])
}

// listAmong returns the first list among blocks; nil if there is none.
func listAmong(blocks []ast.Node) ast.Node {
	for _, b := range blocks {
		if b.Kind() == ast.KindList {
			return b
		}
	}
	return nil
}
