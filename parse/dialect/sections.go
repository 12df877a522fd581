package dialect

import (
	"strings"

	"github.com/examdeck/examdeck/parse/page"
	"github.com/examdeck/examdeck/parse/wording"
)

// demoteSections finds the numbered headings that hold questions instead of being some, whatever their word: below
// "## Domain 1", "### Aufgabe 3" or "## Week 2" stand headings or bold lines that ask, or that carry numbers of their
// own. A group most of whose headings are such sections has no questions.
func demoteSections(doc *page.Document, groups map[string]*group) (sections map[*page.Heading]bool) {
	sections = map[*page.Heading]bool{}
	for i, h := range doc.Heads {
		if g := groups[groupKey(h)]; h.Numbered && g.score != scoreNone && holdsQuestions(doc, i, groups) {
			sections[h] = true
		}
	}
	for _, g := range groups {
		held := 0
		for _, h := range g.heads {
			if sections[h] {
				held++
			}
		}
		if 2*held > len(g.heads) && (g.score == scoreRepeats || held == len(g.heads)) {
			g.score = scoreNone
		}
	}
	return sections
}

// holdsQuestions reports whether a numbered heading is the section of the questions below it. One that asks by itself,
// or has text of its own above them, is a question whose answer has headings.
func holdsQuestions(doc *page.Document, i int, groups map[string]*group) bool {
	h := doc.Heads[i]
	g := groups[groupKey(h)]
	next := nextHeading(doc, i)
	if next != nil && next.Block == h.Block+1 && next.Node.Level > h.Node.Level && next.Numbered && groupKey(next) != groupKey(h) &&
		groups[groupKey(next)].score >= g.score {
		return true
	}
	if wording.AsksInTitle(h.Title) || g.score == scoreKnown && ownBody(doc, i) > 0 {
		return false
	}
	return questionsBelow(doc, i) >= 2
}

// questionsBelow counts what asks, or has a number of its own, right below the i-th heading.
func questionsBelow(doc *page.Document, i int) int {
	h := doc.Heads[i]
	n, level := 0, 0
	end := len(doc.Blocks)
	for j := i + 1; j < len(doc.Heads); j++ {
		sub := doc.Heads[j]
		if sub.Node.Level <= h.Node.Level {
			end = sub.Block
			break
		}
		if level == 0 {
			level = sub.Node.Level
		}
		if sub.IsAnswer() && sub.Node.Level <= level {
			return 0 // it is the question's own
		}
		if sub.Node.Level <= level && asksBySelf(doc, j, h) {
			n++
		}
	}
	if n == 0 {
		n = boldBelow(doc, h.Block+1, end)
	}
	return n
}

// asksBySelf reports whether the heading of index j, below a numbered one, is a question of its own: it asks, and
// something answers; or it is nothing but a number, or one that goes on that above it.
func asksBySelf(doc *page.Document, j int, above *page.Heading) bool {
	sub := doc.Heads[j]
	if isLeaf(doc, j) && ownBody(doc, j) == 0 {
		return false
	}
	if wording.LooksAsked(sub.Title) {
		return true
	}
	l := sub.Label
	if !sub.Numbered || l.Word != "" || !strings.ContainsAny(l.Number, "0123456789") {
		return false
	}
	return l.Rest == "" || strings.HasPrefix(l.Number, above.Label.Number+".")
}

// boldBelow counts the bold lines between two blocks that ask or number a question.
func boldBelow(doc *page.Document, from, to int) int {
	n := 0
	for i := from; i < to; i++ {
		if boldAsks(&doc.Marks[i]) {
			n++
		}
	}
	return n
}

// boldAsks reports whether a paragraph begins with bold words that ask or number a question.
func boldAsks(mark *page.Mark) bool {
	if !mark.Bold {
		return false
	}
	l, ok := wording.ReadLabel(mark.Title)
	return wording.LooksAsked(mark.Title) || ok && wording.Is(l.Word, wording.AnyQuestion)
}

// countAnswered counts what begins a question between two blocks, by asking, by its type or a number, and has an
// answer announced before the next one begins.
func countAnswered(doc *page.Document, from, to int) int {
	n, open := 0, false
	for i := from; i < to; i++ {
		switch mark := &doc.Marks[i]; {
		case !mark.Opens && (mark.Bold || mark.Numbered || mark.Asks || setOff(doc, i) != ordinary):
			open = !mark.AnnouncesAnswer()
			if !open {
				n++
			}
		case open && mark.AnnouncesAnswer():
			n, open = n+1, false
		}
	}
	return n
}
