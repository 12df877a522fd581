package parse

import (
	"strings"

	"github.com/yuin/goldmark/ast"

	"github.com/examdeck/examdeck/parse/wording"
)

// askingLevel is what is known of the headings of one level.
type askingLevel struct {
	asked, all    int
	leaves, empty int // without headings below; of them, without text
	marked        int // end in two question marks: some notes tell their questions so
	bodiless      int // without text of their own
	growing       int // numbered, each number one more than that before
	last          string
	row           bool // numbered in a row, in a document that promises questions
	boxed         bool // options to tick stand below one that asks
	chosen        bool
	others        bool // headings of the level that don't end in a question mark ask too
}

// askingLevels chooses the levels of which the headings ask.
func askingLevels(doc *document) *[7]askingLevel {
	levels := weighLevels(doc)
	promised := promisesQuestions(doc)
	total, marked := 0, 0
	for i := range levels {
		total += levels[i].asked
		marked += levels[i].marked
	}
	for i := range levels {
		l := &levels[i]
		most := 2*l.asked > l.all || 2*l.asked == l.all && l.asked >= 2
		// Headings that all have text, and none below, are cards if some ask: one in three, or any in a file that promises questions.
		// "12. Explain …" asks as well.
		leaves := l.leaves >= 4 && 4*l.empty <= l.leaves
		cards := leaves && (l.asked >= 2 && (3*l.asked >= l.leaves || promised) || promised && 4*l.growing >= 3*l.all)
		l.row = promised && l.all >= 4 && 4*l.growing >= 3*l.all && 2*l.empty <= l.leaves
		cards = cards || l.row
		l.chosen = cards || l.boxed || marked >= 3 && l.marked > 0 || l.asked > 0 && most && (l.asked >= 2 || total >= 2)
		l.others = l.chosen && marked < 3 && (cards && (promised || 2*l.asked > l.leaves) || 4*l.asked >= 3*l.all)
		if l.leaves > 0 && doc.settings.forces("question-headings") {
			l.chosen, l.others = true, true
		}
	}
	return levels
}

// weighLevels counts, for every level, what speaks for its headings being questions.
func weighLevels(doc *document) *[7]askingLevel {
	var levels [7]askingLevel
	for i, h := range doc.heads {
		if h.isAnswer() || h.dateOnly || wording.HeadsNothing(h.title) {
			continue
		}
		l := &levels[h.node.Level]
		l.all++
		if ownBody(doc, i) == 0 {
			l.bodiless++
		}
		asked := wording.AsksInTitle(h.title)
		if asked {
			l.asked++
			l.boxed = l.boxed || offersBoxesBelow(doc, h)
		}
		if strings.HasSuffix(h.title, "??") {
			l.marked++
		}
		if _, number, length := wording.TitleLabel(h.title); length > 0 {
			if l.last == "" || wording.Follows(l.last, number) {
				l.growing++
			}
			l.last = number
		}
		if asked || isLeaf(doc, i) {
			l.leaves++
			if ownBody(doc, i) == 0 {
				l.empty++
			}
		}
	}
	return &levels
}

// isLeaf tells whether no deeper heading stands below the i-th.
func isLeaf(doc *document, i int) bool {
	next := nextHeading(doc, i)
	return next == nil || next.node.Level <= doc.heads[i].node.Level
}

// promisesQuestions tells whether the document's name or its first title says that it is made of questions.
func promisesQuestions(doc *document) bool {
	titles := []string{strings.NewReplacer("_", " ", "-", " ").Replace(doc.name)}
	if len(doc.heads) > 0 && (!doc.heads[0].numbered || inRow(doc.heads[0]) || doc.heads[0].label.Word == "") && doc.heads[0].node.Level <= 2 && doc.heads[0].block < 3 {
		titles = append(titles, doc.heads[0].title)
	}
	for _, t := range titles {
		if wording.PromisesQuestions(t) {
			return true
		}
	}
	return false
}

// offersBoxesBelow tells whether a list of boxes to tick is the first thing below a heading.
func offersBoxesBelow(doc *document, h *heading) bool {
	if h.block+1 >= len(doc.blocks) || doc.blocks[h.block+1].Kind() != ast.KindList {
		return false
	}
	first := doc.blocks[h.block+1].FirstChild().FirstChild()
	return first != nil && isText(first) && isTask(first)
}

// nextHeading gives the heading behind the i-th, nil without one.
func nextHeading(doc *document, i int) *heading {
	if i+1 < len(doc.heads) {
		return doc.heads[i+1]
	}
	return nil
}

// ownBody counts the blocks right below the i-th heading, as far as the next one, that show something.
func ownBody(doc *document, i int) int {
	end := len(doc.blocks)
	if next := nextHeading(doc, i); next != nil {
		end = next.block
	}
	n := 0
	for _, b := range doc.blocks[doc.heads[i].block+1 : end] {
		if b.Kind() != ast.KindThematicBreak && !saysNothing([]ast.Node{b}) {
			n++
		}
	}
	return n
}
