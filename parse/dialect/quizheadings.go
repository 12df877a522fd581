package dialect

import (
	"slices"
	"strings"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"

	"github.com/examdeck/examdeck/deck"
	"github.com/examdeck/examdeck/parse/body"
	"github.com/examdeck/examdeck/parse/page"
	"github.com/examdeck/examdeck/parse/quiz"
	"github.com/examdeck/examdeck/parse/wording"
)

// boldHeadings finds headings with a plain list below, and nothing else, in which bold type marks the right items:
// where most of the headings that ask are written so, or most of those beside each other, the lists are options.
func boldHeadings(doc *page.Document, until []int) map[*page.Heading]int {
	ends := map[*page.Heading]int{}
	asked, asking := 0, 0
	for i, h := range doc.Heads {
		asks := !h.IsAnswer() && (wording.LooksAsked(h.Title) || wording.Is(h.Label.Word, wording.AnyQuestion))
		if asks {
			asked++
		}
		if bold, all := boldItems(doc, doc.Blocks[h.Block+1:until[i]]); asks && bold > 0 && 2*bold <= all {
			ends[h] = until[i]
			asking++
		}
	}
	if asking < 2 || 3*asking < 2*asked {
		clear(ends)
	}
	for _, siblings := range headingsBeside(doc) {
		if boldSiblings(doc, siblings, until) {
			for _, i := range siblings {
				if bold, all := boldItems(doc, doc.Blocks[doc.Heads[i].Block+1:until[i]]); 0 < bold && bold < all {
					ends[doc.Heads[i]] = until[i]
				}
			}
		}
	}
	return ends
}

// boldSiblings reports whether headings beside each other, of which most have numbers that go on or end as what asks
// does, have lists below in which bold type marks some items: where several may be right, most of some lists.
func boldSiblings(doc *page.Document, siblings, until []int) bool {
	lists, few, asking := 0, 0, 0
	for k, i := range siblings {
		h := doc.Heads[i]
		if bold, all := boldItems(doc, doc.Blocks[h.Block+1:until[i]]); 0 < bold && bold < all {
			if lists++; 2*bold <= all {
				few++
			}
		}
		goesOn := k > 0 && h.Numbered && wording.Follows(doc.Heads[siblings[k-1]].Label.Number, h.Label.Number)
		if goesOn || k == 0 && h.Numbered || wording.LooksAsked(h.Title) || strings.HasSuffix(h.Title, ":") || strings.HasSuffix(h.Title, "…") {
			asking++
		}
	}
	return lists >= 3 && few >= 2 && 3*lists >= 2*len(siblings) && 3*asking >= 2*len(siblings)
}

// headingsBeside returns the indices of the headings that stand beside each other: on one level, below one heading.
func headingsBeside(doc *page.Document) [][]int {
	var groups [][]int
	var open [7]int // the group of each level to which the next heading belongs, counted from 1
	for i, h := range doc.Heads {
		level := h.Node.Level
		clear(open[level+1:])
		if open[level] == 0 {
			groups = append(groups, nil)
			open[level] = len(groups)
		}
		groups[open[level]-1] = append(groups[open[level]-1], i)
	}
	return groups
}

// boldItems counts the items of a list of short ones with which a body ends, and those of them that are bold as a whole;
// none if it is more than a text above it and rules below.
func boldItems(doc *page.Document, body []ast.Node) (bold, all int) {
	body = page.TrimRules(body)
	if len(body) == 0 || len(body) > quiz.MaxBetween || body[len(body)-1].Kind() != ast.KindList {
		return 0, 0
	}
	if !holdsBold(body[len(body)-1]) {
		return 0, 0 // most lists, and cheaply told
	}
	items := quiz.ItemMarks(doc, len(body)-1, body[len(body)-1])
	for _, m := range items {
		if m.Item.ChildCount() != 1 || m.Box != quiz.NoBox {
			return 0, 0
		}
		if m.Bold {
			bold++
		}
	}
	return bold, len(items)
}

// holdsBold reports whether an item of a list holds bold type, or a tag that may set its text off as well.
func holdsBold(list ast.Node) bool {
	for item := list.FirstChild(); item != nil; item = item.NextSibling() {
		for c := item.FirstChild(); c != nil && page.IsText(c); c = c.NextSibling() {
			for i := c.FirstChild(); i != nil; i = i.NextSibling() {
				if page.IsStrong(i) || i.Kind() == ast.KindRawHTML {
					return true
				}
			}
		}
	}
	return false
}

// quizHeadings recognises headings that have options and their key below them, whatever the heading says: "### 12.
// Which of these …", "### The ____ service …". Headings without text between them are one question: the first is the
// stem.
type quizHeadings struct{}

func (quizHeadings) dialect() string { return "quiz-headings" }

func (quizHeadings) find(r *Reading) []Claim {
	doc := r.Document
	exams := map[int]Claim{}
	for _, c := range r.claimsOf(examHeadings{}) {
		exams[c.From] = c
	}
	inner := slices.Clone(r.claimsOf(numberedQuestions{}))
	slices.SortStableFunc(inner, func(a, b Claim) int { return a.From - b.From })
	var claims []Claim
	ends := map[*page.Heading]int{}
	until := quizEnds(r.Index)
	for i, h := range doc.Heads {
		end := numberedFrom(doc, inner, h.From, until[i])
		if !h.IsAnswer() && quizBody(doc, h.Block+1, end) {
			ends[h] = end
		}
	}
	tasks := tasksBelow(doc, ends)
	bold := boldHeadings(doc, until)
	for h, end := range bold {
		ends[h] = end
	}
	free := 0 // the first block that no claim has
	for i, h := range doc.Heads {
		end, ok := ends[h]
		if !ok || h.Block < free || tasks[h] {
			continue
		}
		first := stemAbove(doc, i, free)
		free = end
		if c, ok := exams[h.From]; ok && bold[h] == 0 && c.To >= doc.Start(end) {
			c.sure = sureQuizHeading
			claims = append(claims, c)
			continue
		}
		heads, body := doc.Heads[first:i+1], doc.Blocks[h.Block+1:end]
		_, boldKey := bold[h]
		c := Claim{sure: sureQuizHeading, From: heads[0].From, To: doc.Start(end), Number: headsNumber(heads), Body: body}
		c.Take = func() page.Draft { return takeQuizHeading(doc, heads, body, boldKey) }
		claims = append(claims, c)
	}
	return claims
}

// quizEnds are the blocks at which the bodies of the headings end: at the next heading but an answer's.
func quizEnds(x *quiz.NumberIndex) []int {
	doc := x.Doc
	ends := make([]int, len(doc.Heads))
	end := len(doc.Blocks)
	for i, h := range slices.Backward(doc.Heads) {
		ends[i] = x.EndBefore(h.Block, end)
		if !h.IsAnswer() || x.IsSheet(h) {
			end = h.Block
		}
	}
	return ends
}

// numberedFrom returns the block at which numbers begin to part the blocks below a heading into questions, at most
// end. From there on the heading is that of a section.
func numberedFrom(doc *page.Document, inner []Claim, from, end int) int {
	to := doc.Start(end)
	i, _ := slices.BinarySearchFunc(inner, from, func(c Claim, from int) int { return c.From - from })
	n := 0
	for _, c := range inner[i:] {
		if c.From >= to {
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
	at, _ := slices.BinarySearch(doc.Starts, inner[i].From+1)
	return at - 1
}

// quizBody reports whether the blocks of a body hold one question with options and a key: ticks, or a toggle or line
// below that is an answer's.
func quizBody(doc *page.Document, from, to int) bool {
	if quiz.NamesNothing(doc, doc.Blocks[from:to]) {
		return false
	}
	body := doc.Blocks[from:to]
	offers := quiz.FindOffers(doc, body)
	keyed := 0
	for _, o := range offers {
		if o.Named() && !o.AsksParts() && keyBelow(doc, o, body) {
			keyed++
		}
	}
	return keyed == 1
}

// keyBelow reports whether an offer carries its key, or has one below. Ticked boxes are options only where they are
// all that a list holds, and where they are no list of tasks: those hang together in several levels.
func keyBelow(doc *page.Document, o *quiz.Offer, body []ast.Node) bool {
	if o.Form == quiz.BoxForm {
		return o.Ticked() != nil && !slices.ContainsFunc(o.Marks, func(m quiz.Mark) bool { return hasTasks(m.Item) })
	}
	if o.Marked() != nil {
		return true
	}
	below := body[o.Last:]
	if len(below) > 0 && quiz.Announces(doc, below[0]) {
		below = below[:min(len(below), 3)]
		for i, n := range below {
			if t, ok := n.(*page.Toggle); ok && t.Role == wording.Answering {
				return !quiz.StartsRun(doc, page.Contents(t)) && o.ReadLines(quiz.KeyLines(doc, page.Contents(t)), true).Right != nil
			}
			if n.Kind() == ast.KindHeading && i+1 < len(below) && o.ReadLines(quiz.KeyLines(doc, below[i:i+1]), false).Right == nil {
				return !quiz.StartsRun(doc, below[i+1:]) && o.ReadLines(quiz.KeyLines(doc, below[i+1:i+2]), true).Right != nil
			}
		}
		return o.ReadLines(quiz.KeyLines(doc, below[:1]), false).Right != nil
	}
	last := o.Marks[len(o.Marks)-1]
	if last.Item == nil {
		return false
	}
	return o.ReadLines(quiz.KeyLines(doc, append([]ast.Node{last.Item}, o.Behind...)), false).Right != nil
}

// hasTasks reports whether a list item holds a list with boxes of its own.
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

// stemAbove returns the index of the heading with which the question of heading i begins: headings of one level with
// nothing between are one question, if those above say a sentence. Others are sections.
func stemAbove(doc *page.Document, i, free int) int {
	first := i
	for first > 0 {
		above, h := doc.Heads[first-1], doc.Heads[first]
		if above.Block != h.Block-1 || above.Node.Level != h.Node.Level || above.Block < free || above.DateOnly || !isSentence(above.Title) {
			break
		}
		first--
	}
	return first
}

// isSentence reports whether a heading says more than a section's title does.
func isSentence(title string) bool {
	return wording.LooksAsked(title) || strings.HasSuffix(title, ".") || len(strings.Fields(title)) > 12
}

// headsNumber returns the number of a question with these headings, empty if there is none.
func headsNumber(heads []*page.Heading) string {
	for _, h := range heads {
		if h.Numbered {
			return h.Label.Number
		}
	}
	return ""
}

// takeQuizHeading returns the draft of headings and the body below them.
func takeQuizHeading(doc *page.Document, heads []*page.Heading, blocks []ast.Node, boldKey bool) page.Draft {
	d := page.Draft{Kind: deck.Basic, Number: headsNumber(heads)}
	for _, h := range heads {
		d.Tags = append(d.Tags, h.Tags...)
		if h.Numbered && d.Label == "" {
			d.Label = h.Label.Shown
			if h.Label.Rest != "" {
				page.TrimStart(doc, h.Node, wording.Visible(doc.Text(h.Node))-wording.Visible(h.Label.Rest)-visibleTags(h.Label.Tags))
			}
		}
		if h.Numbered && h.Label.Rest == "" && len(heads) == 1 {
			continue
		}
		if len(heads) == 1 {
			d.Title = page.Children(h.Node)
		} else {
			d.Prompt = append(d.Prompt, page.ParagraphOf(h.Node))
		}
	}
	if d.BoldKey = boldKey; boldKey {
		d.Prompt = append(d.Prompt, page.TrimRules(blocks)...)
		return page.FinishDraft(doc, d)
	}
	prompt, answer := body.Split(doc, blocks, false, true)
	d.Prompt, d.Answer = append(d.Prompt, prompt...), answer
	return page.FinishDraft(doc, d)
}
