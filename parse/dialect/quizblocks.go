package dialect

import (
	"slices"

	"github.com/yuin/goldmark/ast"

	"github.com/examdeck/examdeck/deck"
	"github.com/examdeck/examdeck/parse/body"
	"github.com/examdeck/examdeck/parse/page"
	"github.com/examdeck/examdeck/parse/quiz"
	"github.com/examdeck/examdeck/parse/wording"
)

// Boxes to tick are the options of a quiz, and the tasks of a plan. What stands above them tells which: a quiz asks.
// Where most of a document's boxes are asked for, the others are a quiz's as well; and plans rarely have one tick in
// every list.

// boxWeights counts the lists with boxes of a document, or of a run of questions.
type boxWeights struct {
	lists, asked, single, items int
}

func (b *boxWeights) add(asked bool, o *quiz.Offer) {
	b.lists++
	asked = asked || judges(o)
	b.items += len(o.Marks)
	if asked {
		b.asked++
	}
	ticks := 0
	for _, m := range o.Marks {
		if m.Box == quiz.TickedBox {
			ticks++
		}
	}
	if ticks == 1 {
		b.single++
	}
}

// quiz reports whether the boxes are those of a quiz as a whole.
func (b *boxWeights) quiz() bool {
	return 2*b.asked >= b.lists || b.lists >= 3 && 5*b.single >= 4*b.lists && b.items >= 3*b.lists
}

// maxStem is how many blocks the text of a question may have before its boxes.
const maxStem = 6

// boxesAsked reports whether a question's own words ask for ticks: its title, or the text between it and the boxes.
func boxesAsked(doc *page.Document, title string, numbered bool, body []ast.Node, o *quiz.Offer) bool {
	if wording.AsksForTicks(title) || numbered {
		return true
	}
	for _, n := range slices.Backward(body[:o.First]) {
		if page.IsText(n) && !page.OnlyPicture(n) {
			if wording.AsksForTicks(doc.Text(n)) && o.First <= maxStem {
				return true
			}
			break
		}
	}
	if p := body[o.First]; page.IsText(p) && o.Marks[0].Line != nil && o.Marks[0].Line != p.FirstChild() {
		return true // the stem stands in one paragraph with the boxes
	}
	for _, n := range body[o.Last:] {
		if t, ok := n.(*page.Toggle); ok && t.Role != wording.Remark || page.IsText(n) && wording.IsExplanation(page.FirstLine(doc, n)) {
			return true
		}
	}
	return false
}

// judges reports whether the boxes are those to judge a statement by, true and false, or such as no tasks have.
func judges(o *quiz.Offer) bool {
	return o.OnlyQuizzes() || len(o.Marks) == 2 && wording.IsJudgement(o.Marks[0].Whole) && wording.IsJudgement(o.Marks[1].Whole)
}

// tasksBelow returns the headings below which boxes are tasks, not options.
func tasksBelow(doc *page.Document, ends map[*page.Heading]int) map[*page.Heading]bool {
	var all boxWeights
	unasked := map[*page.Heading]bool{}
	for h, end := range ends {
		body := doc.Blocks[h.Block+1 : end]
		for _, o := range quiz.FindOffers(doc, body) {
			if o.Form != quiz.BoxForm || o.Ticked() == nil || len(o.Letters()) == len(o.Marks) {
				continue
			}
			asked := boxesAsked(doc, h.Title, wording.Is(h.Label.Word, wording.AnyQuestion), body, o)
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

// quizBlocks recognises questions without heading or number: a text, options below it, and a key that names one of
// them, on the options or right below. Lessons end so, and lists of questions that rules part.
type quizBlocks struct{}

func (quizBlocks) dialect() string { return "quiz-blocks" }

// quizBlock is a stretch of blocks that is one question.
type quizBlock struct {
	from, to int
	// clear reports whether letters name the options and words the key, so that one such question is evidence enough.
	clear bool
}

func (quizBlocks) find(r *Reading) []Claim {
	doc := r.Document
	var found []quizBlock
	floor, cleared := 0, false
	for _, o := range quiz.FindOffers(doc, doc.Blocks) {
		if b, ok := quizBlockOf(doc, o, floor); ok {
			found = append(found, b)
			floor, cleared = b.to, cleared || b.clear
		}
	}
	if len(found) < 2 && !cleared {
		return nil
	}
	var claims []Claim
	for _, b := range found {
		claims = append(claims, Claim{sure: sureQuizBlock, From: doc.Starts[b.from], To: doc.Start(b.to), Take: func() page.Draft {
			return takeQuizBlock(doc, b)
		}})
	}
	return claims
}

// quizBlockOf returns the question of an offer with the blocks around it, none of them before block floor.
func quizBlockOf(doc *page.Document, o *quiz.Offer, floor int) (quizBlock, bool) {
	stem, asked := stemOf(doc, o, floor)
	asked = asked || o.OnlyQuizzes()
	if stem < 0 || o.AsksParts() {
		return quizBlock{}, false
	}
	end := min(len(doc.Blocks), o.Last+quiz.MaxBetween)
	for i := o.Last; i < end; i++ {
		if doc.Blocks[i].Kind() == ast.KindHeading {
			end = i
		}
	}
	key := keyedTo(doc, o, end)
	switch {
	case key < 0:
		return quizBlock{}, false
	case !asked && (o.Form != quiz.LetterForm || key == o.Last && o.Marked() != nil):
		return quizBlock{}, false
	}
	for key < end && (key > o.Last || o.OnlyQuizzes()) && doc.Marks[key].Explains {
		key++
	}
	return quizBlock{from: stem, to: key, clear: o.Form == quiz.LetterForm && (key > o.Last || asked)}, true
}

// stemOf returns the block with which the text above options begins, at least floor, and whether it asks; -1 if there
// is no text.
func stemOf(doc *page.Document, o *quiz.Offer, floor int) (stem int, asked bool) {
	stem = -1
	if first := o.Marks[0]; first.Line != nil && first.Line.PreviousSibling() != nil {
		stem = o.First
		for c := doc.Blocks[o.First].FirstChild(); c != nil && c != first.Line; c = page.NextLine(c) {
			asked = asked || wording.AsksForTicks(page.LineText(doc, c))
		}
	}
	for i := o.First - 1; i >= floor && o.First-i <= quiz.MaxBetween; i-- {
		n := doc.Blocks[i]
		if !page.IsText(n) && !page.IsCode(n) || stem == o.First && !page.IsCode(n) {
			break
		}
		if doc.Marks[i].Key || doc.Marks[i].Explains {
			break
		}
		stem, asked = i, asked || page.IsText(n) && wording.AsksForTicks(doc.Text(n))
		if asked {
			break
		}
	}
	if stem >= 0 && page.IsCode(doc.Blocks[stem]) {
		return -1, false
	}
	return stem, asked
}

// keyedTo returns the block behind the key to an offer, o.Last if the options carry it, -1 if there is no key before
// end.
func keyedTo(doc *page.Document, o *quiz.Offer, end int) int {
	body := doc.Blocks[:end]
	if o.Form != quiz.PlainForm && o.Form != quiz.NumberForm && keyBelow(doc, o, body) || o.Form < quiz.LetterForm && o.Marked() != nil {
		if o.Last < end && quiz.Announces(doc, doc.Blocks[o.Last]) {
			return o.Last + 1
		}
		return o.Last
	}
	if last := o.Marks[len(o.Marks)-1]; last.Line != nil && o.Form == quiz.LetterForm {
		for c := page.NextLine(last.Line); c != nil; c = page.NextLine(c) {
			if line := (quiz.KeyLine{Node: c, Text: page.LineText(doc, c)}); wording.IsKeyLead(line.Text) && o.ReadLines([]quiz.KeyLine{line}, false).Right != nil {
				return o.Last
			}
		}
	}
	if o.Last >= end {
		return -1
	}
	lines := quiz.KeyLines(doc, doc.Blocks[o.Last:o.Last+1])
	if len(lines) == 0 {
		return -1
	}
	if _, ok := wording.AfterLead(lines[0].Text); ok {
		if o.AnswerText(lines[:1]).Right != nil || o.Form == quiz.NumberForm && o.ReadLines(lines[:1], false).Right != nil {
			return o.Last + 1
		}
		return -1
	}
	// The explanation begins with the key: "**Explanation**:", a list whose first item is "Correct answer: B".
	if wording.IsExplanation(lines[0].Text) && o.Last+1 < end && o.Form == quiz.LetterForm {
		lines = quiz.KeyLines(doc, doc.Blocks[o.Last+1:o.Last+2])
		if len(lines) > 0 && o.ReadLines(lines[:1], false).Right != nil {
			return o.Last + 2
		}
	}
	return -1
}

// takeQuizBlock returns the draft of a question.
func takeQuizBlock(doc *page.Document, b quizBlock) page.Draft {
	d := page.Draft{Kind: deck.Basic}
	blocks := doc.Blocks[b.from:b.to:b.to]
	if d.Prompt, d.Answer = body.Split(doc, blocks, false, false); len(d.Prompt) == 0 {
		d.Prompt, d.Answer = d.Answer, nil
	}
	return page.FinishDraft(doc, d)
}
