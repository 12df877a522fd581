package dialect

import (
	"github.com/yuin/goldmark/ast"

	"github.com/examdeck/examdeck/deck"
	"github.com/examdeck/examdeck/parse/body"
	"github.com/examdeck/examdeck/parse/page"
	"github.com/examdeck/examdeck/parse/wording"
)

// askingLines recognises questions without number, heading or bold type. Either they all stand in italics or in
// quotes, and ask, and what follows answers; or they stand above what announces the answer: "**Answer:** …",
// "> Solution. …", a heading.
type askingLines struct{}

func (askingLines) dialect() string { return "asking-lines" }

// askingLine is a question: its blocks from the first one on, as far as end. The answer begins at block answer, which may
// announce it.
type askingLine struct {
	first, answer, end int
	announced          bool
}

func (askingLines) find(r *Reading) []Claim {
	doc := r.Document
	lines := announcedLines(r)
	if lines == nil {
		lines = setOffLines(r)
	}
	var claims []Claim
	for i, q := range lines {
		q.end = len(doc.Blocks)
		if i+1 < len(lines) {
			q.end = lines[i+1].first
		}
		for j := doc.HeadIndexAfter(q.answer + 1); j < len(doc.Heads) && doc.Heads[j].Block < q.end; j++ {
			if !doc.Heads[j].IsAnswer() {
				q.end = doc.Heads[j].Block
			}
		}
		if number := doc.Marks[q.first].Bold && startsWithNumber(doc, q.first); number {
			for j := q.end - 1; j > q.answer; j-- {
				if doc.Marks[j].Bold && startsWithNumber(doc, j) {
					q.end = j // it has a number as well, and no answer
				}
			}
		}
		q.end = r.Index.EndBefore(q.first, q.end)
		claims = append(claims, Claim{
			sure: sureAskingLine, From: doc.Starts[q.first], To: doc.Start(q.end),
			Take: func() page.Draft { return takeAskingLine(doc, q) },
		})
	}
	return claims
}

// startsWithNumber reports whether the bold words with which a block begins number it.
func startsWithNumber(doc *page.Document, i int) bool {
	title := doc.Marks[i].Title
	return title != "" && title[0] >= '0' && title[0] <= '9'
}

// announcedLines are the questions above the blocks that announce an answer. At least two must be so, and nearly all
// must ask or be set off by their type: a manual's "Solution:" stands below anything.
func announcedLines(r *Reading) []askingLine {
	doc := r.Document
	var lines []askingLine
	clear, floor := 0, 0
	for i := range doc.Blocks {
		if !announcesBlock(doc, i) || r.Index.InSheet(i) {
			continue
		}
		first, asks := questionAbove(doc, i, floor)
		if floor = i + 1; first == i {
			continue
		}
		if asks {
			clear++
		}
		lines = append(lines, askingLine{first: first, answer: i, announced: true})
	}
	if len(lines) < 2 || 4*clear < 3*len(lines) {
		return nil
	}
	return lines
}

// announcesBlock reports whether a block announces an answer to what stands above it.
func announcesBlock(doc *page.Document, i int) bool {
	if h := doc.HeadAt(i); h != nil {
		return h.IsAnswer()
	}
	return doc.Marks[i].Opens
}

// questionAbove returns the first of the blocks that ask what block i answers; i where there are none. They stand
// behind block floor, a heading and a rule, and begin with what is set off or asks; else only the last of them does.
func questionAbove(doc *page.Document, i, floor int) (first int, asks bool) {
	low := i
	for low > floor && doc.HeadAt(low-1) == nil && doc.Blocks[low-1].Kind() != ast.KindThematicBreak {
		low--
	}
	for j := low; j < i; j++ {
		if doc.Marks[j].Bold || asksInBlock(doc, j) || setOff(doc, j) != ordinary {
			return j, true
		}
	}
	return max(low, i-1), false
}

// asksInBlock reports whether a paragraph asks.
func asksInBlock(doc *page.Document, i int) bool {
	return doc.Marks[i].Text != "" && (doc.Marks[i].Asks || body.Asks(doc, doc.Blocks[i]))
}

// leastSetOff is how many lines in italics or quotes must ask: a quotation asks its reader as well.
const leastSetOff = 3

// setting is how a block is set off from the running text.
type setting int

const (
	ordinary setting = iota
	italics
	quoted
)

// setOff returns how a block that begins no answer is set off, if it is as a whole.
func setOff(doc *page.Document, i int) setting {
	switch n := doc.Blocks[i]; n.Kind() {
	case ast.KindParagraph:
		if c := n.FirstChild(); c != nil && c.Kind() == ast.KindEmphasis && !page.IsStrong(c) && !doc.Marks[i].Opens && fillsLine(doc, i) {
			return italics
		}
	case ast.KindBlockquote:
		return quoted
	}
	return ordinary
}

// fillsLine reports whether the first line of a paragraph is all of one type, but for what decorates its end.
func fillsLine(doc *page.Document, i int) bool {
	c := doc.Blocks[i].FirstChild()
	next := c.NextSibling()
	return next == nil || page.EndsLine(next) && doc.Text(next) == "" || wording.LooksAsked(doc.Text(c)) && doc.Marks[i].Asks
}

// setOffLines are the blocks that are set off in one way, of which nearly all ask and have something below.
func setOffLines(r *Reading) []askingLine {
	doc := r.Document
	for _, how := range []setting{italics, quoted} {
		var lines []askingLine
		all, mottos := 0, 0 // a quote right below a heading of its own says in other words what that names
		for i := range doc.Blocks {
			if setOff(doc, i) != how || r.Index.InSheet(i) {
				continue
			}
			all++
			if how == quoted && i > 0 && doc.HeadAt(i-1) != nil {
				mottos++
			}
			below := i+1 < len(doc.Blocks) && doc.HeadAt(i+1) == nil && setOff(doc, i+1) != how
			if asksInside(doc, i, how) && (below || how == italics && len(doc.Marks[i].Lines) > 1) {
				lines = append(lines, askingLine{first: i, answer: i + 1})
			}
		}
		if len(lines) >= leastSetOff && 4*len(lines) >= 3*all && 2*mottos <= all {
			return lines
		}
	}
	return nil
}

// asksInside reports whether a line in italics, or the last line of a quote, ends in a question mark.
func asksInside(doc *page.Document, i int, how setting) bool {
	if how == italics {
		return doc.Marks[i].Asks
	}
	lines := doc.Marks[i].Lines
	return len(lines) > 0 && wording.LooksAsked(lines[len(lines)-1].Text)
}

// takeAskingLine returns the draft of a question with what answers it.
func takeAskingLine(doc *page.Document, q askingLine) page.Draft {
	d := page.Draft{Kind: deck.Basic}
	if q.announced {
		d.Prompt, d.Answer = body.Split(doc, doc.Blocks[q.first:q.end], true, false)
		if len(d.Prompt) > 0 && page.IsText(d.Prompt[0]) {
			body.CutTitleLabel(doc, d.Prompt[0], &d)
		}
		return page.FinishDraft(doc, d)
	}
	if how := setOff(doc, q.first); how == quoted {
		d.Prompt = body.Unquote(doc.Blocks[q.first:q.answer], true)
		d.Answer = doc.Blocks[q.answer:q.end]
	} else {
		d.Prompt, d.Answer = body.CutLine(doc, doc.Blocks[q.first:q.end])
	}
	if len(d.Prompt) > 0 && page.IsText(d.Prompt[0]) {
		body.CutTitleLabel(doc, d.Prompt[0], &d)
	}
	prompt, answer := body.SplitTitled(doc, d.Answer)
	d.Prompt, d.Answer = append(d.Prompt, prompt...), answer
	return page.FinishDraft(doc, d)
}
