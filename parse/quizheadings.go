package parse

import (
	"slices"
	"strings"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"

	"github.com/examdeck/examdeck/deck"
	"github.com/examdeck/examdeck/parse/wording"
)

// quizHeadings recognises headings that have options and their key below them, whatever the heading says: "### 12. Which of
// these …", "### The ____ service …". Headings without text between them are one question: the first is the stem.
type quizHeadings struct{}

func (quizHeadings) dialect() string { return "quiz-headings" }

func (quizHeadings) find(r *reading) []claim {
	doc := r.document
	exams := map[int]claim{}
	for _, c := range r.claimsOf(examHeadings{}) {
		exams[c.from] = c
	}
	inner := slices.Clone(r.claimsOf(numberedQuestions{}))
	slices.SortStableFunc(inner, func(a, b claim) int { return a.from - b.from })
	var claims []claim
	ends := map[*heading]int{}
	until := quizEnds(r.index)
	for i, h := range doc.heads {
		end := numberedFrom(doc, inner, h.from, until[i])
		if !h.isAnswer() && quizBody(doc, h.block+1, end) {
			ends[h] = end
		}
	}
	tasks := boxedHeads(doc, ends)
	bold := boldHeadings(doc, until)
	for h, end := range bold {
		ends[h] = end
	}
	free := 0 // the first block that no claim has
	for i, h := range doc.heads {
		end, ok := ends[h]
		if !ok || h.block < free || tasks[h] {
			continue
		}
		first := stemAbove(doc, i, free)
		free = end
		if c, ok := exams[h.from]; ok && bold[h] == 0 && c.to >= doc.start(end) {
			c.sure = sureQuizHeading
			claims = append(claims, c)
			continue
		}
		heads, body := doc.heads[first:i+1], doc.blocks[h.block+1:end]
		_, boldKey := bold[h]
		c := claim{sure: sureQuizHeading, from: heads[0].from, to: doc.start(end), body: body}
		if h.numbered || heads[0].numbered {
			c.number = headsNumber(heads)
		}
		c.take = func() draft { return takeQuizHeading(doc, heads, body, boldKey) }
		claims = append(claims, c)
	}
	return claims
}

// quizEnds are the blocks at which the bodies of the headings end: at the next heading but an answer's.
func quizEnds(x *numberIndex) []int {
	doc := x.doc
	ends := make([]int, len(doc.heads))
	end := len(doc.blocks)
	for i, h := range slices.Backward(doc.heads) {
		ends[i] = end
		if !h.isAnswer() || x.isSheet(h) {
			end = h.block
		}
	}
	return ends
}

// numberedFrom is the block at which numbers begin to part the blocks below a heading into questions, at most end: from there on the
// heading is that of a section.
func numberedFrom(doc *document, inner []claim, from, end int) int {
	to := doc.start(end)
	i, _ := slices.BinarySearchFunc(inner, from, func(c claim, from int) int { return c.from - from })
	n := 0
	for _, c := range inner[i:] {
		if c.from >= to {
			break
		}
		n++
		if c.sure == sureNumberedQuiz {
			n++
		}
	}
	if n < 2 {
		return end
	}
	at, _ := slices.BinarySearch(doc.starts, inner[i].from+1)
	return at - 1
}

// quizBody tells whether the blocks of a body hold one question with options and a key: ticks, or a toggle or line below that is
// an answer's.
func quizBody(doc *document, from, to int) bool {
	if from >= to || namesNothing(doc, doc.blocks[from:to]) {
		return false
	}
	body := doc.blocks[from:to]
	toggles := 0
	for _, n := range body {
		if t, ok := n.(*toggle); ok && t.role == wording.Answering {
			toggles++
		}
	}
	offers := findOffers(doc, body)
	keyed := 0
	for _, o := range offers {
		if o.named() && !o.asksParts() && keyBelow(doc, o, body) {
			keyed++
		}
	}
	return keyed == 1 && toggles <= 1
}

// keyBelow tells whether an offer carries its key, or has one below. Ticked boxes are options only where they are all that a
// list holds, and where they are no list of tasks: those hang together in several levels.
func keyBelow(doc *document, o *offer, body []ast.Node) bool {
	if o.form == boxForm {
		return o.ticked() != nil && !slices.ContainsFunc(o.marks, func(m mark) bool { return hasTasks(m.item) })
	}
	if o.marked() != nil {
		return true
	}
	below := body[o.last:]
	if len(below) > 0 && announces(doc, below[0]) {
		below = below[:min(len(below), 3)]
		for i, n := range below {
			if t, ok := n.(*toggle); ok && t.role == wording.Answering {
				return !startsRun(doc, contents(t)) && o.readLines(keyLines(doc, contents(t)), true).right != nil
			}
			if n.Kind() == ast.KindHeading && i+1 < len(below) && o.readLines(keyLines(doc, below[i:i+1]), false).right == nil {
				return !startsRun(doc, below[i+1:]) && o.readLines(keyLines(doc, below[i+1:i+2]), true).right != nil
			}
		}
		return o.readLines(keyLines(doc, below[:1]), false).right != nil
	}
	last := o.marks[len(o.marks)-1]
	if last.item == nil {
		return false
	}
	return o.readLines(keyLines(doc, append([]ast.Node{last.item}, o.behind...)), false).right != nil
}

// hasTasks tells whether a list item holds a list with boxes of its own.
func hasTasks(item ast.Node) bool {
	if item == nil {
		return false
	}
	found := false
	for c := item.FirstChild(); c != nil; c = c.NextSibling() {
		if c.Kind() != ast.KindList {
			continue
		}
		_ = ast.Walk(c, func(n ast.Node, _ bool) (ast.WalkStatus, error) {
			found = found || n.Kind() == extast.KindTaskCheckBox
			return ast.WalkContinue, nil
		})
	}
	return found
}

// stemAbove is the index of the first heading of the same level right above heading i, with nothing between: they are one
// question. A heading that stands above others as a section does is none: it has no sentence.
func stemAbove(doc *document, i, free int) int {
	first := i
	for first > 0 {
		above, h := doc.heads[first-1], doc.heads[first]
		if above.block != h.block-1 || above.node.Level != h.node.Level || above.block < free || above.dateOnly || !isSentence(above.title) {
			break
		}
		first--
	}
	return first
}

// isSentence tells whether a heading says more than a section's title does.
func isSentence(title string) bool {
	return wording.LooksAsked(title) || strings.HasSuffix(title, ".") || len(strings.Fields(title)) > 12
}

// headsNumber is the number of a question with these headings.
func headsNumber(heads []*heading) string {
	for _, h := range heads {
		if h.numbered {
			return h.label.Number
		}
	}
	return ""
}

// takeQuizHeading makes the draft of headings and the body below them.
func takeQuizHeading(doc *document, heads []*heading, body []ast.Node, boldKey bool) draft {
	d := draft{kind: deck.Basic, number: headsNumber(heads)}
	for i, h := range heads {
		d.tags = append(d.tags, h.tags...)
		if h.numbered && d.label == "" {
			d.label = h.label.Shown
			if h.label.Rest != "" {
				trimStart(doc, h.node, wording.Visible(doc.text(h.node))-wording.Visible(h.label.Rest)-visibleTags(h.label.Tags))
			}
		}
		if d.id.text == "" {
			d.id = explicitID([]ast.Node{h.node})
		}
		if h.numbered && h.label.Rest == "" && len(heads) == 1 {
			continue
		}
		if i < len(heads)-1 {
			d.prompt = append(d.prompt, paragraphOf(h.node))
		} else if len(d.prompt) == 0 {
			d.title = children(h.node)
		} else {
			d.prompt = append(d.prompt, paragraphOf(h.node))
		}
	}
	if d.boldKey = boldKey; boldKey {
		d.prompt = append(d.prompt, trimRules(body)...)
		return finishDraft(doc, d)
	}
	prompt, answer := splitBody(doc, body, false, true)
	d.prompt, d.answer = append(d.prompt, prompt...), answer
	return finishDraft(doc, d)
}
