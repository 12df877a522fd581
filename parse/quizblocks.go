package parse

import (
	"github.com/yuin/goldmark/ast"

	"github.com/examdeck/examdeck/deck"
	"github.com/examdeck/examdeck/parse/wording"
)

// quizBlocks recognises questions without heading or number: a text, options below it, and a key that names one of them, on the
// options or right below. Lessons end so, and lists of questions that rules part.
type quizBlocks struct{}

func (quizBlocks) dialect() string { return "quiz-blocks" }

// quizBlock is a stretch of blocks that is one question.
type quizBlock struct {
	from, to int
	// clear tells that letters name the options and words the key, so that one such question is evidence enough.
	clear bool
}

func (quizBlocks) find(r *reading) []claim {
	doc := r.document
	var found []quizBlock
	floor, cleared := 0, false
	for _, o := range findOffers(doc, doc.blocks) {
		if b, ok := quizBlockOf(doc, o, floor); ok {
			found = append(found, b)
			floor, cleared = b.to, cleared || b.clear
		}
	}
	if len(found) < 2 && !cleared {
		return nil
	}
	var claims []claim
	for _, b := range found {
		claims = append(claims, claim{sure: sureQuizBlock, from: doc.starts[b.from], to: doc.start(b.to), take: func() draft {
			return takeQuizBlock(doc, b)
		}})
	}
	return claims
}

// quizBlockOf makes a question of an offer and the blocks around it, none before block floor.
func quizBlockOf(doc *document, o *offer, floor int) (quizBlock, bool) {
	stem, asked := stemOf(doc, o, floor)
	if stem < 0 || o.asksParts() {
		return quizBlock{}, false
	}
	end := min(len(doc.blocks), o.last+maxBetween)
	for i := o.last; i < end; i++ {
		if k := doc.blocks[i].Kind(); k == ast.KindHeading || k == ast.KindThematicBreak {
			end = i
		}
	}
	key := keyedTo(doc, o, end)
	switch {
	case key < 0:
		return quizBlock{}, false
	case !asked && (o.form != letterForm || key == o.last && o.marked() != nil):
		return quizBlock{}, false
	}
	for key < end && key > o.last && isText(doc.blocks[key]) && wording.IsExplanation(firstLine(doc, doc.blocks[key])) {
		key++
	}
	return quizBlock{from: stem, to: key, clear: o.form == letterForm && (key > o.last || asked)}, true
}

// stemOf is the block with which the text above options begins, at least floor, and whether it asks; -1 where there is none.
func stemOf(doc *document, o *offer, floor int) (stem int, asked bool) {
	stem = -1
	if first := o.marks[0]; first.line != nil && first.line.PreviousSibling() != nil {
		stem = o.first
		for c := doc.blocks[o.first].FirstChild(); c != nil && c != first.line; c = nextLine(c) {
			asked = asked || wording.AsksForTicks(lineText(doc, c))
		}
	}
	for i := o.first - 1; i >= floor && o.first-i <= maxBetween; i-- {
		n := doc.blocks[i]
		if !isText(n) && !isCode(n) || stem == o.first && !isCode(n) {
			break
		}
		if isText(n) && (wording.IsKeyLead(lineHead(doc, n)) || wording.IsExplanation(lineHead(doc, n))) {
			break
		}
		stem, asked = i, asked || isText(n) && wording.AsksForTicks(doc.text(n))
		if asked {
			break
		}
	}
	if stem >= 0 && isCode(doc.blocks[stem]) {
		return -1, false
	}
	return stem, asked
}

// keyedTo is the block behind the key to an offer, o.last where the options carry it, -1 where there is none before end.
func keyedTo(doc *document, o *offer, end int) int {
	body := doc.blocks[:end]
	if o.form != plainForm && o.form != numberForm && keyBelow(doc, o, body) || o.form < letterForm && o.marked() != nil {
		if o.last < end && announces(doc, doc.blocks[o.last]) {
			return o.last + 1
		}
		return o.last
	}
	if last := o.marks[len(o.marks)-1]; last.line != nil && o.form == letterForm {
		for c := nextLine(last.line); c != nil; c = nextLine(c) {
			if line := (keyLine{node: c, text: lineText(doc, c)}); wording.IsKeyLead(line.text) && o.readLines([]keyLine{line}, false).right != nil {
				return o.last
			}
		}
	}
	if o.last >= end {
		return -1
	}
	lines := keyLines(doc, doc.blocks[o.last:o.last+1])
	if len(lines) == 0 {
		return -1
	}
	if _, ok := wording.AfterLead(lines[0].text); ok {
		if o.answerText(lines[:1]).right != nil || o.form == numberForm && o.readLines(lines[:1], false).right != nil {
			return o.last + 1
		}
		return -1
	}
	// The explanation begins with the key: "**Explanation**:", a list whose first item is "Correct answer: B".
	if wording.IsExplanation(lines[0].text) && o.last+1 < end && o.form == letterForm {
		lines = keyLines(doc, doc.blocks[o.last+1:o.last+2])
		if len(lines) > 0 && o.readLines(lines[:1], false).right != nil {
			return o.last + 2
		}
	}
	return -1
}

// takeQuizBlock makes the draft.
func takeQuizBlock(doc *document, b quizBlock) draft {
	d := draft{kind: deck.Basic}
	body := doc.blocks[b.from:b.to:b.to]
	if d.prompt, d.answer = splitBody(doc, body, false, false); len(d.prompt) == 0 {
		d.prompt, d.answer = d.answer, nil
	}
	return finishDraft(doc, d)
}
