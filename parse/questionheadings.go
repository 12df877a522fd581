package parse

import (
	"strings"

	"github.com/examdeck/examdeck/deck"
	"github.com/examdeck/examdeck/parse/wording"
)

// questionHeadings recognises headings that ask: "### What is …?", "##### …??", and the headings between them that don't end in
// a question mark but stand in the same place. The body below answers.
type questionHeadings struct{}

func (questionHeadings) dialect() string { return "question-headings" }

// askingHeading is a heading that asks, with the blocks below it up to end.
type askingHeading struct {
	*heading
	stem   []*heading // the heading above, where the question goes over two
	end    int        // block
	tagged bool
}

func (questionHeadings) find(r *reading) []claim {
	doc := r.document
	var claims []claim
	heads := askingHeadings(r)
	for i := 0; i < len(heads); i++ {
		h := heads[i]
		from := h.from
		if len(h.stem) > 0 {
			from = h.stem[0].from
		}
		sure := sureQuestionHeading
		if h.tagged {
			sure = sureTaggedHeading
		}
		claims = append(claims, claim{
			sure: sure, from: from, to: doc.start(h.end),
			take: func() draft { return takeAskingHeading(doc, h) },
		})
	}
	return claims
}

// askingHeadings decides, over the whole document, which headings ask, and where their answers end.
func askingHeadings(r *reading) []askingHeading {
	doc := r.document
	levels := askingLevels(doc)
	var heads []askingHeading
	skip := -1
	for i, h := range doc.heads {
		tagged := cardTag(doc, h.node) != nil
		if h.block <= skip || !tagged && !asksAt(r, i, levels) {
			continue
		}
		q := askingHeading{heading: h, tagged: tagged, stem: stemHeadings(doc, h)}
		if len(heads) > 0 && len(q.stem) > 0 && heads[len(heads)-1].heading == q.stem[0] {
			heads = heads[:len(heads)-1]
		}
		q.end, skip = answerEnd(r, i, levels)
		heads = append(heads, q)
	}
	return heads
}

// asksAt tells whether the i-th heading is a question, given the levels.
func asksAt(r *reading, i int, levels *[7]askingLevel) bool {
	doc := r.document
	h := doc.heads[i]
	l := levels[h.node.Level]
	if r.belowExam(i) {
		return !h.numbered && !h.isAnswer() && ownBody(doc, i) > 0
	}
	if !l.chosen || h.isAnswer() || h.dateOnly {
		return false
	}
	deeper := asksBelow(doc, i, levels)
	if wording.AsksInTitle(h.title) {
		return !deeper || ownBody(doc, i) > 0
	}
	if l.boxed && offersBoxesBelow(doc, h) {
		return true
	}
	if !l.others || deeper || wording.HeadsNothing(h.title) || h.examRank() >= rankNumbered {
		return false
	}
	row := l.row && inRow(h)
	placed := isLeaf(doc, i) || 4*l.asked >= 3*l.all || row
	return placed && (ownBody(doc, i) > 0 || row && (isLeaf(doc, i) || 4*l.bodiless <= l.all))
}

// inRow tells whether a title begins with a number, "12. Explain …".
func inRow(h *heading) bool {
	_, _, length := wording.TitleLabel(h.title)
	return length > 0
}

// belowExam tells whether the i-th heading stands right below an exam's heading that is deeper: then the exam is a remark above
// the question, not the section in which it stands. One alone may be a slip.
func (r *reading) belowExam(i int) bool {
	return belowDeeperExam(r.document, i) && (r.below >= 2 || len(strings.Fields(r.heads[i].title)) >= 6)
}

// belowDeeperExam tells whether an exam's heading on a deeper level stands right above the i-th heading.
func belowDeeperExam(doc *document, i int) bool {
	if i < 1 {
		return false
	}
	h, exam := doc.heads[i], doc.heads[i-1]
	return exam.block == h.block-1 && exam.node.Level > h.node.Level && exam.examRank() >= rankNumbered
}

// countBelowExams counts the headings of which that is so.
func countBelowExams(doc *document) int {
	n := 0
	for i := range doc.heads {
		if belowDeeperExam(doc, i) {
			n++
		}
	}
	return n
}

// asksBelow tells whether headings below the i-th, on deeper levels, ask themselves.
func asksBelow(doc *document, i int, levels *[7]askingLevel) bool {
	for j := i + 1; j < len(doc.heads) && doc.heads[j].node.Level > doc.heads[i].node.Level; j++ {
		if levels[doc.heads[j].node.Level].chosen && wording.LooksAsked(doc.heads[j].title) {
			return true
		}
	}
	return false
}

// answerEnd finds the block at which the answer to the i-th heading ends, and the last block of a heading that belongs to it.
// Deeper headings do, unless they ask; so does one of the same level right below a question, where questions end in question
// marks and this one does not.
func answerEnd(r *reading, i int, levels *[7]askingLevel) (end, skip int) {
	doc := r.document
	h := doc.heads[i]
	skip = h.block
	for j := i + 1; j < len(doc.heads); j++ {
		next := doc.heads[j]
		asked := wording.LooksAsked(next.title) && levels[next.node.Level].chosen
		switch {
		case j+1 < len(doc.heads) && r.belowExam(j+1):
			return next.block, skip
		case next.isAnswer():
		case next.node.Level > h.node.Level && !asked:
		case j == i+1 && leadsAnswer(doc, i, levels):
		default:
			return next.block, skip
		}
		skip = next.block
	}
	return len(doc.blocks), skip
}

// leadsAnswer tells whether the heading behind the i-th, on its level, is the first line of its answer: the question has no
// other, and the heading does not ask where nearly all others do, or ends in a colon.
func leadsAnswer(doc *document, i int, levels *[7]askingLevel) bool {
	h, next := doc.heads[i], doc.heads[i+1]
	l := levels[h.node.Level]
	if next.node.Level != h.node.Level || ownBody(doc, i) > 0 || ownBody(doc, i+1) == 0 || !wording.LooksAsked(h.title) || wording.LooksAsked(next.title) {
		return false
	}
	return strings.HasSuffix(next.title, ":") || 10*l.asked >= 9*l.all
}

// takeAskingHeading makes the draft of a heading that asks.
func takeAskingHeading(doc *document, h askingHeading) draft {
	d := draft{kind: deck.Basic}
	for n := cardTag(doc, h.node); n != nil; n = cardTag(doc, h.node) {
		cutTag(doc, h.node, n)
	}
	takeHeadings(doc, h.stem, h.heading, &d)
	prompt, answer := splitTitled(doc, doc.blocks[h.block+1:h.end])
	d.prompt, d.answer = append(d.prompt, prompt...), answer
	return finishDraft(doc, d)
}
