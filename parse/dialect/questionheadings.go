package dialect

import (
	"slices"
	"strings"

	"github.com/yuin/goldmark/ast"

	"github.com/examdeck/examdeck/deck"
	"github.com/examdeck/examdeck/parse/body"
	"github.com/examdeck/examdeck/parse/page"
	"github.com/examdeck/examdeck/parse/quiz"
	"github.com/examdeck/examdeck/parse/wording"
)

// questionHeadings recognises headings that ask: "### What is …?", "##### …??", and the headings between them that
// don't end in a question mark but stand in the same place. The body below answers.
type questionHeadings struct{}

func (questionHeadings) dialect() string { return "question-headings" }

// askingHeading is a heading that asks, with the blocks below it up to end.
type askingHeading struct {
	*page.Heading
	stem   []*page.Heading // the heading above, where the question goes over two
	end    int             // block
	tagged bool
}

func (questionHeadings) find(r *Reading) []Claim {
	doc := r.Document
	var claims []Claim
	heads := askingHeadings(r)
	for i := 0; i < len(heads); i++ {
		h := heads[i]
		from := h.From
		if len(h.stem) > 0 {
			from = h.stem[0].From
		}
		sure := sureQuestionHeading
		if h.tagged {
			sure = sureTaggedHeading
		}
		claims = append(claims, Claim{
			sure: sure, From: from, To: doc.Start(h.end),
			Take: func() page.Draft { return takeAskingHeading(doc, h) },
		})
	}
	return claims
}

// askingHeadings decides, over the whole document, which headings ask, and where their answers end.
func askingHeadings(r *Reading) []askingHeading {
	doc := r.Document
	levels := askingLevels(r)
	var heads []askingHeading
	skip := -1
	for i, h := range doc.Heads {
		tagged := isTagged(doc, h)
		if h.Block <= skip || !tagged && !asksAt(r, i, levels) {
			continue
		}
		q := askingHeading{Heading: h, tagged: tagged, stem: body.StemHeadings(doc, h)}
		q.end, skip = answerEnd(r, i, levels)
		q.end = r.Index.EndBefore(h.Block, q.end)
		heads = append(heads, q)
	}
	return heads
}

// isTagged reports whether a tag in a heading says that it is a card.
func isTagged(doc *page.Document, h *page.Heading) bool {
	return cardTag(doc, h.Node) != nil || slices.ContainsFunc(h.Hashtags, page.IsItemTag)
}

// asksAt reports whether the i-th heading is a question, given the levels.
func asksAt(r *Reading, i int, levels *[7]askingLevel) bool {
	doc := r.Document
	h := doc.Heads[i]
	l := levels[h.Node.Level]
	if r.belowExam(i) {
		return !h.Numbered && !h.IsAnswer() && ownBody(doc, i) > 0
	}
	if !l.chosen || h.IsAnswer() || h.DateOnly {
		return false
	}
	deeper := asksBelow(doc, i, levels)
	if wording.AsksInTitle(h.Title) {
		return !deeper || ownBody(doc, i) > 0
	}
	if l.boxed && offersBoxesBelow(doc, h) {
		return true
	}
	if !deeper && wording.Orders(h.Title) && h.ExamRank() < page.RankNumbered && isLeaf(doc, i) && ownBody(doc, i) > 0 {
		return true // "Explain …", among headings that ask
	}
	if !l.others || deeper || wording.HeadsNothing(h.Title) || h.ExamRank() >= page.RankNumbered {
		return false
	}
	row := l.row && inRow(h)
	placed := isLeaf(doc, i) || 4*l.asked >= 3*l.all || row
	return placed && (ownBody(doc, i) > 0 || row && (isLeaf(doc, i) || 4*l.bodiless <= l.all))
}

// inRow reports whether a title begins with a number, "12. Explain …".
func inRow(h *page.Heading) bool {
	_, number, _ := wording.TitleLabel(h.Title)
	return number != ""
}

// belowExam reports whether the i-th heading stands right below an exam's heading that is deeper: then the exam is a
// remark above the question, not the section in which it stands. One alone may be a slip.
func (r *Reading) belowExam(i int) bool {
	return belowDeeperExam(r.Document, i) && (r.below >= 2 || len(strings.Fields(r.Heads[i].Title)) >= 6)
}

// belowDeeperExam reports whether an exam's heading on a deeper level stands right above the i-th heading.
func belowDeeperExam(doc *page.Document, i int) bool {
	if i < 1 {
		return false
	}
	h, exam := doc.Heads[i], doc.Heads[i-1]
	return exam.Block == h.Block-1 && exam.Node.Level > h.Node.Level && exam.ExamRank() >= page.RankNumbered
}

// countBelowExams counts the headings right above which an exam's deeper heading stands.
func countBelowExams(doc *page.Document) int {
	n := 0
	for i := range doc.Heads {
		if belowDeeperExam(doc, i) {
			n++
		}
	}
	return n
}

// asksBelow reports whether headings below the i-th, on deeper levels, ask themselves.
func asksBelow(doc *page.Document, i int, levels *[7]askingLevel) bool {
	for j := i + 1; j < len(doc.Heads) && doc.Heads[j].Node.Level > doc.Heads[i].Node.Level; j++ {
		if levels[doc.Heads[j].Node.Level].chosen && wording.LooksAsked(doc.Heads[j].Title) {
			return true
		}
	}
	return false
}

// answerEnd finds the block at which the answer to the i-th heading ends, and the last block of a heading that
// belongs to it. Deeper headings do, unless they ask; so does one of the same level right below a question, where
// questions end in question marks and this one does not.
func answerEnd(r *Reading, i int, levels *[7]askingLevel) (end, skip int) {
	doc := r.Document
	h := doc.Heads[i]
	skip = h.Block
	for j := i + 1; j < len(doc.Heads); j++ {
		next := doc.Heads[j]
		asked := wording.LooksAsked(next.Title) && levels[next.Node.Level].chosen
		switch {
		case j+1 < len(doc.Heads) && r.belowExam(j+1):
			return next.Block, skip
		case isTagged(doc, next):
			return next.Block, skip
		case next.IsAnswer():
		case next.Node.Level > h.Node.Level && !asked:
		case j == i+1 && leadsAnswer(doc, i, levels):
		default:
			return next.Block, skip
		}
		skip = next.Block
	}
	return len(doc.Blocks), skip
}

// leadsAnswer reports whether the heading behind the i-th, on its level, is the first line of its answer: the
// question has no other, and the heading does not ask where nearly all others do, or ends in a colon.
func leadsAnswer(doc *page.Document, i int, levels *[7]askingLevel) bool {
	h, next := doc.Heads[i], doc.Heads[i+1]
	l := levels[h.Node.Level]
	if next.Node.Level != h.Node.Level || ownBody(doc, i) > 0 || ownBody(doc, i+1) == 0 || !wording.LooksAsked(h.Title) || wording.LooksAsked(next.Title) {
		return false
	}
	return strings.HasSuffix(next.Title, ":") || 10*l.asked >= 9*l.all
}

// takeAskingHeading returns the draft of a heading that asks.
func takeAskingHeading(doc *page.Document, h askingHeading) page.Draft {
	d := page.Draft{Kind: deck.Basic}
	for n := cardTag(doc, h.Node); n != nil; n = cardTag(doc, h.Node) {
		cutTag(doc, h.Node, n)
	}
	body.TakeHeadings(doc, h.stem, h.Heading, &d)
	prompt, answer := body.SplitTitled(doc, doc.Blocks[h.Block+1:h.end])
	d.Prompt, d.Answer = append(d.Prompt, prompt...), answer
	return page.FinishDraft(doc, d)
}

// askingLevel is what is known of the headings of one level.
type askingLevel struct {
	asked, all    int
	leaves, empty int // without headings below; of them, without text
	marked        int // end in two question marks: some notes tell their questions so
	bodiless      int // without text of their own
	orders        int // ask by a verb, such as "Explain …"
	growing       int // numbered, each number one more than that before
	last          string
	row           bool // numbered in a row, in a document that promises questions
	boxed         bool // options to tick stand below one that asks
	chosen        bool
	others        bool // headings of the level that don't end in a question mark ask too
}

// askingLevels chooses the levels of which the headings ask.
func askingLevels(r *Reading) *[7]askingLevel {
	doc := r.Document
	levels := weighLevels(r)
	promised := promisesQuestions(doc)
	total, marked := 0, 0
	for i := range levels {
		total += levels[i].asked
		marked += levels[i].marked
	}
	for i := range levels {
		l := &levels[i]
		most := 2*l.asked > l.all || 2*l.asked == l.all && l.asked >= 2
		// Headings that all have text, and none below, are cards if some ask: one in three, or any in a file that
		// promises questions. "12. Explain …" asks as well.
		leaves := l.leaves >= 4 && 4*l.empty <= l.leaves
		cards := leaves && l.asked >= 2 && (3*l.asked >= l.leaves || promised)
		asks := promised || l.asked > 0 && 2*(l.asked+l.orders) >= l.all
		l.row = asks && l.all >= 4 && 4*l.growing >= 3*l.all && 2*l.empty <= l.leaves
		cards = cards || l.row
		l.chosen = cards || l.boxed || marked >= 3 && l.marked > 0 || most && total >= 2
		l.others = l.chosen && marked < 3 && (cards && (promised || 2*l.asked > l.leaves) || 4*l.asked >= 3*l.all)
		if doc.Settings.Forces("question-headings") {
			l.chosen, l.others = true, true
		}
	}
	return levels
}

// weighLevels counts, for every level, what speaks for its headings being questions. Those that don't ask but offer options
// with their key are questions by themselves, and say nothing of the others.
func weighLevels(r *Reading) *[7]askingLevel {
	doc := r.Document
	var levels [7]askingLevel
	offers := map[int]bool{}
	for _, c := range r.claimsOf(quizHeadings{}) {
		offers[c.From] = true
	}
	for i, h := range doc.Heads {
		label := onlyNumbers(h)
		if h.IsAnswer() || h.DateOnly || !label && wording.HeadsNothing(h.Title) {
			continue
		}
		asked := !label && wording.AsksInTitle(h.Title)
		if offers[h.From] && !asked {
			continue
		}
		l := &levels[h.Node.Level]
		l.all++
		if ownBody(doc, i) == 0 {
			l.bodiless++
		}
		if !label && !asked && wording.Orders(h.Title) {
			l.orders++
		}
		if asked {
			l.asked++
			l.boxed = l.boxed || offersBoxesBelow(doc, h)
		}
		if strings.HasSuffix(h.Title, "??") {
			l.marked++
		}
		if number := titleNumber(h, label); number != "" {
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

// onlyNumbers reports whether a heading is a word for question and a number, and nothing else. It asks nothing.
func onlyNumbers(h *page.Heading) bool {
	return h.Numbered && h.Label.Rest == "" && h.Label.Ornament == "" && wording.Is(h.Label.Word, wording.Question|wording.Task) &&
		!wording.Is(h.Label.Word, wording.AnyTitle|wording.AnyCards)
}

// titleNumber returns the number at the start of a heading's title; empty for a title that is only a label that begins
// with its word, "Question 3".
func titleNumber(h *page.Heading, label bool) string {
	if label && h.Title[0] >= 'A' {
		return ""
	}
	_, number, _ := wording.TitleLabel(h.Title)
	return number
}

// isLeaf reports whether no deeper heading stands below the i-th.
func isLeaf(doc *page.Document, i int) bool {
	next := nextHeading(doc, i)
	return next == nil || next.Node.Level <= doc.Heads[i].Node.Level
}

// promisesQuestions reports whether the document's name or its first title says that it is made of questions.
func promisesQuestions(doc *page.Document) bool {
	titles := []string{strings.NewReplacer("_", " ", "-", " ").Replace(doc.Name)}
	for _, h := range doc.Heads[:min(1, len(doc.Heads))] {
		if (h.Label.Word == "" || inRow(h)) && h.Node.Level <= 2 && h.Block < 3 {
			titles = append(titles, h.Title)
		}
	}
	for _, t := range titles {
		if wording.PromisesQuestions(t) {
			return true
		}
	}
	return false
}

// offersBoxesBelow reports whether a list of boxes to tick is the first thing below a heading.
func offersBoxesBelow(doc *page.Document, h *page.Heading) bool {
	if h.Block+1 >= len(doc.Blocks) || doc.Blocks[h.Block+1].Kind() != ast.KindList {
		return false
	}
	first := doc.Blocks[h.Block+1].FirstChild().FirstChild()
	return first != nil && page.IsText(first) && quiz.IsTask(first)
}

// nextHeading returns the heading behind the i-th, nil if there is none.
func nextHeading(doc *page.Document, i int) *page.Heading {
	if i+1 < len(doc.Heads) {
		return doc.Heads[i+1]
	}
	return nil
}

// ownBody counts the blocks right below the i-th heading, as far as the next one, that show something.
func ownBody(doc *page.Document, i int) int {
	end := len(doc.Blocks)
	if next := nextHeading(doc, i); next != nil {
		end = next.Block
	}
	n := 0
	for _, b := range doc.Blocks[doc.Heads[i].Block+1 : end] {
		if !body.SaysNothing([]ast.Node{b}) {
			n++
		}
	}
	return n
}
