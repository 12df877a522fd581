package parse

import (
	"slices"

	"github.com/yuin/goldmark/ast"

	"github.com/examdeck/examdeck/deck"
	"github.com/examdeck/examdeck/parse/wording"
)

// answerHeadings recognises questions by what announces their answers below any heading: a heading of its own ("#### Answer"), on
// whatever level, or a line ("**Solution:**") where most headings of a level have one. What stands between belongs to the prompt.
type answerHeadings struct{}

func (answerHeadings) dialect() string { return "answer-headings" }

// answeredHeading is a heading with the block that announces its answer.
type answeredHeading struct {
	*heading
	answer, end int // blocks
	sure        sureness
}

func (answerHeadings) find(r *reading) []claim {
	doc := r.document
	heads := headingsWithAnswers(r)
	if len(heads) == 0 {
		heads = headingsWithAnswerLines(r)
	}
	var claims []claim
	for _, h := range heads {
		stem := stemHeadings(doc, h.heading)
		from := h.from
		if len(stem) > 0 {
			from = stem[0].from
		}
		claims = append(claims, claim{
			sure: h.sure, from: from, to: doc.start(h.end),
			take: func() draft { return takeAnswered(doc, h, stem) },
		})
	}
	return claims
}

// headingsWithAnswers finds the heading that each answer's heading answers. Numbered headings are left to their own dialect, which
// parts their bodies at the same place.
func headingsWithAnswers(r *reading) []answeredHeading {
	doc := r.document
	parts := commonParts(doc)
	count, single := answersPerParent(doc)
	var heads []answeredHeading
	for i, a := range doc.heads {
		if !a.isAnswer() || i == 0 || r.index.isSheet(a) || r.numbered.sections[a] {
			continue
		}
		q := questionOf(doc, i, parts)
		if q < 0 {
			continue
		}
		if single && doc.heads[q].node.Level == a.node.Level && mayBePart(doc.heads[q]) {
			// What was answered above is no part of this question.
			if p := onlyParent(doc, q, count); len(heads) == 0 || doc.heads[p].block >= heads[len(heads)-1].block {
				q = p
			}
		}
		if n := len(heads); n > 0 && heads[n-1].heading == doc.heads[q] {
			continue // a second answer, or one more way to it
		}
		if _, numbered := r.spanAt(a.from); !numbered {
			heads = append(heads, answeredHeading{heading: doc.heads[q], answer: a.block, sure: sureAnswerHeading})
		}
	}
	if len(heads) == 1 && !wording.LooksAsked(heads[0].title) && !wording.PromptTitle(heads[0].title) && !amongNumbered(r, heads[0].heading) {
		return nil
	}
	for i := range heads {
		end := len(doc.blocks)
		if i+1 < len(heads) {
			end = heads[i+1].block
			if len(stemHeadings(doc, heads[i+1].heading)) > 0 {
				end--
			}
		}
		heads[i].end = answerHeadingEnd(doc, heads[i], end, parts)
	}
	// What the next question takes as its own heading announces no answer.
	return slices.DeleteFunc(heads, func(h answeredHeading) bool { return h.end <= h.answer })
}

// amongNumbered tells whether numbered questions have the level of a heading: "Bonus question" below "Question 1" to "Question 5".
func amongNumbered(r *reading, h *heading) bool {
	for _, s := range r.numbered.spans {
		if s.head.node.Level == h.node.Level {
			return true
		}
	}
	return false
}

// commonParts are the titles of headings that stand right before or behind an answer's heading two times or more, or name the
// part of a question: "Options", "Hint", "Explanation". They ask nothing.
func commonParts(doc *document) map[string]bool {
	before, behind := map[string]int{}, map[string]int{}
	for i, h := range doc.heads {
		if !h.isAnswer() {
			continue
		}
		if i > 0 && mayBePart(doc.heads[i-1]) {
			before[doc.heads[i-1].key()]++
		}
		if next := nextHeading(doc, i); next != nil && mayBePart(next) {
			behind[next.key()]++
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

// mayBePart tells whether a heading may head a part of every question: it has no number, asks nothing, and is no mere word for
// question, which heads the question itself.
func mayBePart(h *heading) bool {
	return !h.isAnswer() && !h.numbered && !wording.LooksAsked(h.title) && !wording.PromptTitle(h.title)
}

// answersPerParent counts the answers' headings below each heading, on whatever level, without those below deeper ones. single
// tells that most have one: then the heading above is the question, whatever headings stand between.
func answersPerParent(doc *document) (count map[*heading]int, single bool) {
	count = map[*heading]int{}
	var stack []*heading
	for _, h := range doc.heads {
		for len(stack) > 0 && stack[len(stack)-1].node.Level >= h.node.Level {
			stack = stack[:len(stack)-1]
		}
		if !h.isAnswer() {
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

// questionOf gives the heading that the i-th one answers: the nearest above that is neither an answer nor a part; -1 without one.
func questionOf(doc *document, i int, parts map[string]bool) int {
	for j := i - 1; j >= 0 && i-j <= maxParts; j-- {
		h := doc.heads[j]
		if h.isAnswer() || h.dateOnly {
			return -1
		}
		if parts[h.key()] || wording.Is(h.key(), wording.Material|wording.Options) || wording.PurposeOf(h.key()) == wording.Remark || wording.PurposeOf(h.key()) == wording.Explaining {
			continue
		}
		return j
	}
	return -1
}

// maxParts is how many headings may stand between a question and its answer's.
const maxParts = 6

// onlyParent gives the heading above the i-th that is bigger, if one answer alone is below it, else i.
func onlyParent(doc *document, i int, count map[*heading]int) int {
	for p := i - 1; p >= 0 && i-p <= maxParts; p-- {
		if doc.heads[p].node.Level < doc.heads[i].node.Level {
			if count[doc.heads[p]] == 1 {
				return p
			}
			break
		}
	}
	return i
}

// answerHeadingEnd finds where the answer of a heading ends: at the next heading of the question's level or a bigger one, but
// for those of answers and of parts that every question has.
func answerHeadingEnd(doc *document, h answeredHeading, end int, parts map[string]bool) int {
	for _, next := range doc.heads[doc.headIndexAfter(h.answer+1):] {
		if next.block >= end {
			break
		}
		if next.isAnswer() || parts[next.key()] {
			continue
		}
		if next.node.Level <= h.node.Level || next.dateOnly {
			end = next.block
		}
	}
	// Headings right above the next question are its sections.
	for end < len(doc.blocks) && end-1 > h.answer && doc.headAt(end-1) != nil && !doc.headAt(end-1).isAnswer() {
		end--
	}
	return end
}

// headingsWithAnswerLines finds the headings of a level of which most have a line below that announces the answer.
func headingsWithAnswerLines(r *reading) []answeredHeading {
	doc := r.document
	var found [7][]answeredHeading
	var leaves [7]int
	for i, h := range doc.heads {
		end := len(doc.blocks)
		if next := nextHeading(doc, i); next != nil {
			end = next.block
		}
		if end == h.block+1 || h.dateOnly || h.isAnswer() || h.examRank() >= rankNumbered {
			continue
		}
		leaves[h.node.Level]++
		if _, numbered := r.spanAt(h.from); numbered {
			continue
		}
		for at := h.block + 1; at < end; at++ {
			if announcesAnswer(doc, doc.blocks[at]) {
				found[h.node.Level] = append(found[h.node.Level], answeredHeading{heading: h, answer: at, end: end, sure: sureAnswerLine})
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

// announcesAnswer tells whether a paragraph, or one of its lines, begins with an answer's marker.
func announcesAnswer(doc *document, n ast.Node) bool {
	if n.Kind() != ast.KindParagraph {
		return false
	}
	for c := n.FirstChild(); c != nil; c = nextLine(c) {
		if c.Kind() != ast.KindLink && wording.AnswerLead(lineText(doc, c)) > 0 {
			return true
		}
	}
	return false
}

// takeAnswered makes the draft of a heading whose answer is announced.
func takeAnswered(doc *document, h answeredHeading, stem []*heading) draft {
	d := draft{kind: deck.Basic}
	takeHeadings(doc, stem, h.heading, &d)
	body := doc.blocks[h.block+1 : h.end]
	if h.sure == sureAnswerLine {
		prompt, answer := splitBody(doc, body, false, true)
		d.prompt, d.answer = append(d.prompt, prompt...), answer
		return finishDraft(doc, d)
	}
	at := h.answer - h.block - 1
	d.prompt = append(d.prompt, openPrompt(doc, trimRules(body[:at]))...)
	rest, _ := cutAnswerMarker(doc, body[at])
	d.answer = trimEnds(doc, append(rest, openToggles(doc, body[at+1:])...))
	return finishDraft(doc, d)
}

// openPrompt takes the headings out of a prompt that only say that it is one.
func openPrompt(doc *document, blocks []ast.Node) []ast.Node {
	var out []ast.Node
	for _, n := range blocks {
		if n.Kind() != ast.KindHeading || !wording.PromptTitle(doc.text(n)) {
			out = append(out, n)
		}
	}
	return out
}
