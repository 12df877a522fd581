package dialect

import (
	"slices"

	"github.com/yuin/goldmark/ast"

	"github.com/examdeck/examdeck/deck"
	"github.com/examdeck/examdeck/parse/body"
	"github.com/examdeck/examdeck/parse/page"
	"github.com/examdeck/examdeck/parse/wording"
)

// answerHeadings recognises questions by what announces their answers below any heading: a heading of its own ("####
// Answer"), on whatever level, or a line ("**Solution:**") where most headings of a level have one. What stands
// between belongs to the prompt.
type answerHeadings struct{}

func (answerHeadings) dialect() string { return "answer-headings" }

// answeredHeading is a heading with the block that announces its answer.
type answeredHeading struct {
	*page.Heading
	answer, end int // blocks
	sure        sureness
}

func (answerHeadings) find(r *Reading) []Claim {
	doc := r.Document
	heads := headingsWithAnswers(r)
	if len(heads) == 0 {
		heads = headingsWithAnswerLines(r)
	}
	var claims []Claim
	for _, h := range heads {
		stem := body.StemHeadings(doc, h.Heading)
		from := h.From
		if len(stem) > 0 {
			from = stem[0].From
		}
		claims = append(claims, Claim{
			sure: h.sure, From: from, To: doc.Start(h.end),
			Take: func() page.Draft { return takeAnswered(doc, h, stem) },
		})
	}
	return claims
}

// headingsWithAnswers finds the heading that each answer's heading answers. Numbered headings are left to their own
// dialect, which parts their bodies at the same place.
func headingsWithAnswers(r *Reading) []answeredHeading {
	doc := r.Document
	parts := commonParts(doc)
	count, single := answersPerParent(doc)
	asking := askingBeside(doc)
	var heads []answeredHeading
	for i, a := range doc.Heads {
		if !a.IsAnswer() || r.Index.IsSheet(a) || r.numbered.sections[a] {
			continue
		}
		q := questionOf(doc, i, parts)
		if beside, ok := asking[a]; ok {
			q = beside
		}
		if q < 0 {
			continue
		}
		if single && doc.Heads[q].Node.Level == a.Node.Level && mayBePart(doc.Heads[q]) {
			// What was answered above is no part of this question.
			if p := onlyParent(doc, q, count); len(heads) == 0 || doc.Heads[p].Block >= heads[len(heads)-1].Block {
				q = p
			}
		}
		if _, numbered := r.spanAt(a.From); !numbered {
			heads = append(heads, answeredHeading{Heading: doc.Heads[q], answer: a.Block, sure: sureAnswerHeading})
		}
	}
	if len(heads) == 1 && !wording.LooksAsked(heads[0].Title) && !wording.Orders(heads[0].Title) && !wording.PromptTitle(heads[0].Title) && !amongNumbered(r, heads[0].Heading) {
		return nil
	}
	for i := range heads {
		end := len(doc.Blocks)
		if i+1 < len(heads) {
			end = heads[i+1].Block
		}
		heads[i].end = answerHeadingEnd(doc, heads[i], end, parts)
	}
	// What the next question takes as its own heading announces no answer.
	return slices.DeleteFunc(heads, func(h answeredHeading) bool { return h.end <= h.answer })
}

// amongNumbered reports whether numbered questions have the level of a heading: "Bonus question" below "Question 1"
// to "Question 5".
func amongNumbered(r *Reading, h *page.Heading) bool {
	for _, s := range r.numbered.spans {
		if s.head.Node.Level == h.Node.Level {
			return true
		}
	}
	return false
}

// commonParts are the titles of headings that stand right before or behind an answer's heading two times or more, or
// name the part of a question: "Options", "Hint", "Explanation". They ask nothing.
func commonParts(doc *page.Document) map[string]bool {
	before, behind := map[string]int{}, map[string]int{}
	for i, h := range doc.Heads {
		if !h.IsAnswer() {
			continue
		}
		if i > 0 && mayBePart(doc.Heads[i-1]) {
			before[doc.Heads[i-1].Key()]++
		}
		if next := nextHeading(doc, i); next != nil && mayBePart(next) {
			behind[next.Key()]++
		}
	}
	parts := map[string]bool{}
	for _, count := range []map[string]int{before, behind} {
		for key, n := range count {
			if n >= 2 && key != "" {
				parts[key] = true
			}
		}
	}
	return parts
}

// mayBePart reports whether a heading may head a part of every question. Headings with a number or that ask don't,
// nor does a mere word for question, below which the question itself stands.
func mayBePart(h *page.Heading) bool {
	return !h.IsAnswer() && !h.Numbered && !wording.LooksAsked(h.Title) && !wording.PromptTitle(h.Title)
}

// answersPerParent counts the answers' headings below each heading, on whatever level, without those below deeper
// ones. single reports whether most have one: then the heading above is the question, whatever headings stand
// between.
func answersPerParent(doc *page.Document) (count map[*page.Heading]int, single bool) {
	count = map[*page.Heading]int{}
	var stack []*page.Heading
	for _, h := range doc.Heads {
		for len(stack) > 0 && stack[len(stack)-1].Node.Level >= h.Node.Level {
			stack = stack[:len(stack)-1]
		}
		if !h.IsAnswer() {
			stack = append(stack, h)
		} else if len(stack) > 0 {
			count[stack[len(stack)-1]]++
		}
	}
	once := 0
	for _, n := range count {
		if n == 1 {
			once++
		}
	}
	return count, once >= 2 && 3*once >= 2*len(count)
}

// maxParts is how many headings may stand between a question and its answer's.
const maxParts = 6

// headsAbove are the headings above the i-th among which its question is looked for; before counts those above them.
func headsAbove(doc *page.Document, i int) (near []*page.Heading, before int) {
	before = max(0, i-maxParts)
	return doc.Heads[before:i], before
}

// questionOf returns the index of the heading that the i-th one answers: the nearest above that is neither an answer
// nor a part. It returns -1 if there is none.
func questionOf(doc *page.Document, i int, parts map[string]bool) int {
	near, before := headsAbove(doc, i)
	for j, h := range slices.Backward(near) {
		if h.IsAnswer() || h.DateOnly {
			return -1
		}
		if !parts[h.Key()] && (!namesPart(h.Key()) || wording.Orders(h.Title)) {
			return before + j
		}
	}
	return -1
}

// namesPart reports whether a title is that of material, options, a hint or an explanation.
func namesPart(key string) bool {
	switch wording.PurposeOf(key) {
	case wording.Remark, wording.Explaining:
		return true
	}
	return wording.Is(key, wording.Material|wording.Options)
}

// onlyParent returns the index of the heading above the i-th that is bigger, if one answer alone is below it, else i.
func onlyParent(doc *page.Document, i int, count map[*page.Heading]int) int {
	near, before := headsAbove(doc, i)
	for p, h := range slices.Backward(near) {
		if h.Node.Level < doc.Heads[i].Node.Level {
			if count[h] == 1 {
				return before + p
			}
			break
		}
	}
	return i
}

// answerHeadingEnd finds where the answer of a heading ends: at the next heading of the question's level or a bigger
// one, but for those of answers and of parts that every question has.
func answerHeadingEnd(doc *page.Document, h answeredHeading, end int, parts map[string]bool) int {
	for _, next := range doc.Heads[doc.HeadIndexAfter(h.answer+1):] {
		if next.IsAnswer() || parts[next.Key()] {
			continue
		}
		if next.Node.Level <= h.Node.Level || next.DateOnly {
			end = min(end, next.Block)
			break
		}
	}
	// Headings right above the next question are its sections.
	for end < len(doc.Blocks) && doc.HeadAt(end-1) != nil && !doc.HeadAt(end-1).IsAnswer() {
		end--
	}
	return end
}

// headingsWithAnswerLines finds the headings of a level of which most have a line below that announces the answer.
func headingsWithAnswerLines(r *Reading) []answeredHeading {
	doc := r.Document
	var found [7][]answeredHeading
	var leaves [7]int
	for i, h := range doc.Heads {
		end := len(doc.Blocks)
		if next := nextHeading(doc, i); next != nil {
			end = next.Block
		}
		if end == h.Block+1 || h.DateOnly || h.IsAnswer() || h.ExamRank() >= page.RankNumbered {
			continue
		}
		if countAnswered(doc, h.Block+1, end) >= 2 {
			continue // a section
		}
		leaves[h.Node.Level]++
		if _, numbered := r.spanAt(h.From); numbered {
			continue
		}
		for at := h.Block + 1; at < end; at++ {
			if doc.Marks[at].AnnouncesAnswer() {
				found[h.Node.Level] = append(found[h.Node.Level], answeredHeading{Heading: h, answer: at, end: end, sure: sureAnswerLine})
				break
			}
		}
	}
	var heads []answeredHeading
	for level := range found {
		if n := len(found[level]); n >= 2 && 2*n >= leaves[level] {
			heads = append(heads, found[level]...)
		}
	}
	return heads
}

// takeAnswered returns the draft of a heading whose answer is announced.
func takeAnswered(doc *page.Document, h answeredHeading, stem []*page.Heading) page.Draft {
	d := page.Draft{Kind: deck.Basic}
	body.TakeHeadings(doc, stem, h.Heading, &d)
	blocks := doc.Blocks[h.Block+1 : h.end]
	if h.sure == sureAnswerLine {
		prompt, answer := body.Split(doc, blocks, false, true)
		d.Prompt, d.Answer = append(d.Prompt, prompt...), answer
		return page.FinishDraft(doc, d)
	}
	at := h.answer - h.Block - 1
	d.Prompt = append(d.Prompt, openPrompt(doc, page.TrimRules(blocks[:at]))...)
	rest, _ := body.CutAnswerMarker(doc, blocks[at])
	d.Answer = page.TrimEnds(doc, append(rest, page.OpenToggles(doc, blocks[at+1:])...))
	return page.FinishDraft(doc, d)
}

// openPrompt takes the headings out of a prompt that only say that it is one.
func openPrompt(doc *page.Document, blocks []ast.Node) []ast.Node {
	var out []ast.Node
	for _, n := range blocks {
		if n.Kind() != ast.KindHeading || !wording.PromptTitle(doc.Text(n)) {
			out = append(out, n)
		}
	}
	return out
}
