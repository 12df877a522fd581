package parse

import (
	"slices"
	"strconv"

	"github.com/yuin/goldmark/ast"

	"github.com/examdeck/examdeck/deck"
)

// numberedQuestions recognises questions that are numbered but have no heading: the items of ordered lists, and paragraphs that
// begin "1.", "(1)", "Q1." or bold "1.". Notes number much else, so that the numbers alone say nothing: most questions of a
// run must hold options, a toggle, or words that announce an answer, or ask with a question mark and have more below.
type numberedQuestions struct{}

func (numberedQuestions) dialect() string { return "numbered-questions" }

const (
	// sureNumbered is below the claims of headings: what they claim is cut into questions by their titles.
	sureNumbered = 55
	// sureNumberedQuiz is for questions with options and their key. It is above that of toggles (76): a toggle below options
	// holds the key to them.
	sureNumberedQuiz = 77
)

func (numberedQuestions) find(doc *document) []claim {
	// A list in an answer would end its question, so those of no evidence are left out before the ends are settled.
	runs := slices.DeleteFunc(numberRuns(doc), func(run []numberStart) bool { return !isQuiz(doc, run) })
	bound(doc, runs)
	var claims []claim
	for _, run := range runs {
		isQuiz(doc, run)
		for i, s := range run {
			var next *numberStart
			if i+1 < len(run) {
				next = &run[i+1]
			}
			claims = append(claims, s.claim(doc, next))
		}
	}
	return claims
}

// isQuiz weighs the numbers of a run and tells whether they are questions.
func isQuiz(doc *document, run []numberStart) bool {
	evidence, answered, bold := 0, 0, 0
	for i := range run {
		run[i].weigh(doc)
		if run[i].evidence != noEvidence {
			evidence++
		}
		if run[i].evidence >= answerEvidence {
			answered++
		}
		if run[i].bold {
			bold++
		}
	}
	if isPlan(doc, run) {
		return false
	}
	evidence += countStated(run)
	for i := range run {
		run[i].answered = 2*answered >= len(run)
		run[i].boldKey = bold >= 2 && 2*bold >= len(run)
	}
	return doc.settings.forces("numbered-questions") || 2*evidence >= len(run) && (len(run) > 1 || run[0].evidence >= quizEvidence)
}

func (s numberStart) claim(doc *document, next *numberStart) claim {
	c := claim{sure: sureNumbered, from: s.from, to: s.to, number: strconv.Itoa(s.Number)}
	if s.evidence == quizEvidence {
		c.sure = sureNumberedQuiz
	}
	c.body = s.blocks(doc)
	c.take = func() draft { return s.take(doc, next) }
	return c
}

// blocks are those of the question, nothing moved; a paragraph that it shares with another is among them.
func (s numberStart) blocks(doc *document) []ast.Node {
	if s.item == nil {
		return doc.blocks[s.block:max(s.end, s.block+1)]
	}
	blocks := children(s.item)
	if s.item.NextSibling() == nil && s.end > s.block {
		blocks = append(blocks, doc.blocks[s.block+1:s.end]...)
	}
	return blocks
}

// take makes the draft. Lines of a paragraph that other questions stand in as well are moved to one of their own.
func (s numberStart) take(doc *document, next *numberStart) draft {
	d := draft{kind: deck.Basic, label: s.Label, number: strconv.Itoa(s.Number)}
	blocks := s.blocks(doc)
	if s.inHTML() {
		line := doc.blocks[s.block].Lines().At(s.row)
		line.Start += skipVisible(line.Value(doc.md.Source), s.Cut)
		doc.blocks[s.block].Lines().Set(s.row, line)
	} else if s.item == nil {
		p := doc.blocks[s.block]
		var until ast.Node
		if next != nil && next.line != nil && next.block == s.block {
			until = next.line
		}
		if s.line.PreviousSibling() != nil || until != nil {
			blocks = append([]ast.Node{moveLines(doc, p, s.line, until)}, blocks[1:]...)
		}
		trimStart(doc, blocks[0], s.Cut)
		if !blocks[0].HasChildren() {
			blocks = blocks[1:]
		}
	}
	if next != nil && next.line != nil && next.block > s.block && next.line.PreviousSibling() != nil {
		p := doc.blocks[next.block]
		blocks = append(blocks[:len(blocks):len(blocks)], moveLines(doc, p, p.FirstChild(), next.line))
	}
	if d.boldKey = s.boldKey && s.bold; d.boldKey {
		d.prompt = paragraphs(blocks)
		return finishDraft(doc, d)
	}
	blocks = paragraphs(blocks)
	if s.stated && takeStatement(doc, &d, blocks) {
		return finishDraft(doc, d)
	}
	d.prompt, d.answer = s.split(doc, blocks)
	return finishDraft(doc, d)
}

// moveLines moves the inline nodes of a paragraph from one to the one before another to a paragraph of their own.
func moveLines(doc *document, p, from, until ast.Node) ast.Node {
	tail := ast.NewParagraph()
	tail.SetPos(doc.md.Offset(from))
	for c := from; c != nil && c != until; {
		next := c.NextSibling()
		p.RemoveChild(p, c)
		tail.AppendChild(tail, c)
		c = next
	}
	if last := tail.LastChild(); last != nil && until != nil {
		unbreak(last)
	}
	return tail
}
