package parse

import (
	"slices"

	"github.com/yuin/goldmark/ast"

	"github.com/examdeck/examdeck/parse/wording"
)

// Boxes to tick are the options of a quiz, and the tasks of a plan. What stands above them tells which: a quiz asks. Where most of a
// document's boxes are asked for, the others are a quiz's as well; and plans rarely have one tick in every list.

// boxWeights counts the lists with boxes of a document, or of a run of questions.
type boxWeights struct {
	lists, asked, single, items int
}

func (b *boxWeights) add(asked bool, o *offer) {
	b.lists++
	asked = asked || judges(o)
	b.items += len(o.marks)
	if asked {
		b.asked++
	}
	ticks := 0
	for _, m := range o.marks {
		if m.box == tickedBox {
			ticks++
		}
	}
	if ticks == 1 {
		b.single++
	}
}

// quiz tells whether the boxes are those of a quiz as a whole.
func (b *boxWeights) quiz() bool {
	return b.asked > 0 && 2*b.asked >= b.lists || b.lists >= 3 && 5*b.single >= 4*b.lists && b.items >= 3*b.lists
}

// maxStem is how many blocks the text of a question may have before its boxes.
const maxStem = 6

// boxesAsked tells whether a question's own words ask for ticks: its title, or the text between it and the boxes.
func boxesAsked(doc *document, title string, numbered bool, body []ast.Node, o *offer) bool {
	if wording.AsksForTicks(title) || numbered {
		return true
	}
	for _, n := range slices.Backward(body[:o.first]) {
		if isText(n) && !onlyPicture(n) {
			if wording.AsksForTicks(doc.text(n)) && o.first <= maxStem {
				return true
			}
			break
		}
	}
	if p := body[o.first]; isText(p) && o.marks[0].line != nil && o.marks[0].line != p.FirstChild() {
		return true // the stem stands in one paragraph with the boxes
	}
	for _, n := range body[o.last:] {
		if t, ok := n.(*toggle); ok && t.role != wording.Remark || isText(n) && wording.IsExplanation(firstLine(doc, n)) {
			return true
		}
	}
	return false
}

// judges tells whether the boxes are those to judge a statement by: true and false.
func judges(o *offer) bool {
	return len(o.marks) == 2 && wording.IsJudgement(o.marks[0].whole) && wording.IsJudgement(o.marks[1].whole)
}

// boxedHeads gives, of the headings whose options are boxes, those that are no questions.
func boxedHeads(doc *document, ends map[*heading]int) map[*heading]bool {
	var all boxWeights
	unasked := map[*heading]bool{}
	for h, end := range ends {
		body := doc.blocks[h.block+1 : end]
		for _, o := range findOffers(doc, body) {
			if o.form != boxForm || o.ticked() == nil || len(o.letters()) == len(o.marks) {
				continue
			}
			asked := boxesAsked(doc, h.title, h.numbered && wording.Is(h.label.Word, wording.AnyQuestion), body, o)
			all.add(asked, o)
			if !asked && !judges(o) {
				unasked[h] = true
			}
		}
	}
	if all.quiz() {
		return nil
	}
	return unasked
}
