package dialect

import (
	"strings"

	"github.com/yuin/goldmark/ast"

	"github.com/examdeck/examdeck/deck"
	"github.com/examdeck/examdeck/parse/body"
	"github.com/examdeck/examdeck/parse/page"
	"github.com/examdeck/examdeck/parse/wording"
)

// boldQuestions recognises paragraphs that begin with a bold line that asks, "**What is …?**" or "**Q1** …"; the
// blocks below, as far as the next one or a heading, answer.
type boldQuestions struct{}

func (boldQuestions) dialect() string { return "bold-questions" }

// boldQuestion is a top-level paragraph that begins in bold.
type boldQuestion struct {
	block  int
	asked  bool   // it ends in a question mark
	alone  bool   // it is a paragraph of some words, and nothing else is in it
	number string // the number of its label, empty without one
	word   string // the label's word; empty for a bare number
	solved bool   // it is a bare number, and an answer is announced below
}

func (boldQuestions) find(r *Reading) []Claim {
	doc := r.Document
	all := boldLines(doc)
	chosen := all
	if !doc.Settings.Forces("bold-questions") {
		chosen = chooseBold(all, promisesQuestions(doc))
	}
	var claims []Claim
	for i, q := range chosen {
		end := len(doc.Blocks)
		if i+1 < len(chosen) {
			end = chosen[i+1].block
		}
		if j := doc.HeadIndexAfter(q.block + 1); j < len(doc.Heads) {
			end = min(end, doc.Heads[j].Block)
		}
		sure := sureBold
		if q.solved && strings.Trim(q.number, "0123456789") != "" {
			sure = sureSolved
		}
		claims = append(claims, Claim{
			sure: sure, From: doc.Starts[q.block], To: doc.Start(end),
			Take: func() page.Draft { return takeBold(doc, q.block, end) },
		})
	}
	return claims
}

// boldLines are the paragraphs that begin with a bold title.
func boldLines(doc *page.Document) []boldQuestion {
	var all []boldQuestion
	for i, n := range doc.Blocks {
		title := doc.Marks[i].Title
		if !doc.Marks[i].Bold {
			continue
		}
		q := boldQuestion{block: i, asked: wording.AsksInTitle(title) || wording.BareNumber(title) && doc.Marks[i].Asks}
		q.alone = n.ChildCount() == 1 && len(strings.Fields(title)) >= 3
		if wording.BareNumber(title) {
			q.number, q.solved = strings.TrimRight(title, ".):）： "), answerFollows(doc, i)
		} else if _, number, _ := wording.TitleLabel(title); number != "" {
			q.number = number
			l, _ := wording.ReadLabel(title)
			q.word = l.Word
		} else if l, ok := wording.ReadLabel(title); ok && !wording.Is(l.Word, wording.Section|wording.AnyStep) {
			q.number, q.word = l.Number, l.Word
		}
		all = append(all, q)
	}
	return all
}

// answerFollows reports whether an answer is announced between the bold paragraph i and the next one, or a heading.
func answerFollows(doc *page.Document, i int) bool {
	for j, n := range doc.Blocks[i+1:] {
		mark := &doc.Marks[i+1+j]
		if n.Kind() == ast.KindHeading || mark.Bold {
			return false
		}
		if mark.AnnouncesAnswer() || n.Kind() == ast.KindParagraph && provesAtStart(doc, n) {
			return true
		}
	}
	return false
}

// provesAtStart reports whether a paragraph begins with the word for a proof, set off by its type: "*Proof.*".
func provesAtStart(doc *page.Document, n ast.Node) bool {
	first := n.FirstChild()
	return first != nil && first.Kind() == ast.KindEmphasis && wording.IsAnyCase(strings.TrimRight(doc.Text(first), ".: "), wording.Proof)
}

// chooseBold decides which of the bold lines are questions: all that ask if they are two or more and most of those
// without a number, and those that number one word, or are numbered in a row. Mere numbers must ask or be answered,
// unless the document promises questions.
func chooseBold(all []boldQuestion, promised bool) []boldQuestion {
	asked, numbered, growing, both, solved := 0, 0, 0, 0, 0
	last := ""
	for _, q := range all {
		if q.asked {
			asked++
		}
		if q.number == "" {
			continue
		}
		numbered++
		if q.solved {
			solved++
		}
		if q.asked {
			both++
		}
		if last == "" || wording.Follows(last, q.number) {
			growing++
		}
		last = q.number
	}
	byAsking := asked >= 2 && 2*asked > len(all)
	var chosen []boldQuestion
	for _, q := range all {
		switch known := wording.Is(q.word, wording.AnyQuestion); {
		case q.asked && byAsking:
		case q.alone && byAsking && 4*asked >= 3*len(all): // "Tell me about …" among questions
		case q.number != "" && numbered >= 2 && 4*growing >= 3*numbered && (known || q.word == "" && (promised || 3*both >= numbered || 2*solved >= numbered)):
		default:
			continue
		}
		chosen = append(chosen, q)
	}
	return chosen
}

// takeBold returns the draft of a bold line and the blocks below it.
func takeBold(doc *page.Document, block, end int) page.Draft {
	d := page.Draft{Kind: deck.Basic}
	p := doc.Blocks[block]
	title := p.FirstChild()
	blocks := append([]ast.Node{}, doc.Blocks[block+1:end]...)
	if l, ok := wording.ReadLabel(page.LineText(doc, title)); ok && l.Rest == "" && l.Word != "" { // the points behind the bold words, too
		d.Label, d.Number, d.Tags = l.Shown, l.Number, l.Tags
		if next := page.NextLine(title); next != nil {
			blocks = append([]ast.Node{page.SplitAt(p, next)}, blocks...)
		}
		d.Prompt, d.Answer = splitNumbered(doc, blocks)
		return page.FinishDraft(doc, d)
	}
	if title.NextSibling() != nil && len(blocks) > 0 && numbersOnly(doc.Text(title)) {
		body.CutTitleLabel(doc, title, &d)
		prompt, answer := body.SplitTitled(doc, blocks)
		d.Prompt, d.Answer = append([]ast.Node{p}, prompt...), answer
		return page.FinishDraft(doc, d)
	}
	if next := title.NextSibling(); next != nil {
		if rest := page.SplitAt(p, next); page.TrimPiece(doc, rest) {
			blocks = append([]ast.Node{rest}, blocks...)
		}
	}
	text := doc.Text(title)
	if wording.BareNumber(text) {
		d.Label = strings.TrimRight(text, ".):）： ")
		d.Number = d.Label
		d.Prompt, d.Answer = splitNumbered(doc, blocks)
		return page.FinishDraft(doc, d)
	}
	if l, ok := wording.ReadLabel(text); ok && l.Rest == "" && !wording.LooksAsked(text) {
		d.Label, d.Number, d.Tags = l.Shown, l.Number, l.Tags
		d.Prompt, d.Answer = splitNumbered(doc, blocks)
		return page.FinishDraft(doc, d)
	}
	body.CutTitleLabel(doc, title, &d)
	d.Title = page.Children(title)
	d.Prompt, d.Answer = body.SplitTitled(doc, blocks)
	return page.FinishDraft(doc, d)
}

// numbersOnly reports whether bold words number a question that goes on behind them, in the same paragraph: "**2)
// Factorial.** Compute the factorial of n."
func numbersOnly(title string) bool {
	_, _, length := wording.TitleLabel(title)
	return length > 0 && !wording.AsksInTitle(title)
}

// splitNumbered parts what stands below a bold label: at an answer's marker, else behind the text in the label's own
// line or right below it.
func splitNumbered(doc *page.Document, blocks []ast.Node) (prompt, answer []ast.Node) {
	if len(blocks) > 0 && page.IsText(blocks[0]) {
		if colon := strings.TrimLeft(page.FirstLine(doc, blocks[0]), ".:)：- "); colon != page.FirstLine(doc, blocks[0]) {
			page.TrimStart(doc, blocks[0], wording.Visible(page.FirstLine(doc, blocks[0]))-wording.Visible(colon))
		}
	}
	prompt, answer = body.Split(doc, blocks, false, false)
	if len(prompt) > 0 || len(answer) == 0 {
		return prompt, answer
	}
	return splitTitledAt(doc, answer)
}

// splitTitledAt takes the first block as the title.
func splitTitledAt(doc *page.Document, blocks []ast.Node) (prompt, answer []ast.Node) {
	prompt, answer = body.SplitTitled(doc, blocks[1:])
	return append([]ast.Node{blocks[0]}, prompt...), answer
}
