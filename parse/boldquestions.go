package parse

import (
	"slices"
	"strings"

	"github.com/yuin/goldmark/ast"

	"github.com/examdeck/examdeck/deck"
	"github.com/examdeck/examdeck/parse/wording"
)

// boldQuestions recognises paragraphs that begin with a bold line that asks, "**What is …?**" or "**Q1** …"; the blocks below,
// as far as the next one or a heading, answer.
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

func (boldQuestions) find(r *reading) []claim {
	doc := r.document
	all := boldLines(doc)
	chosen := all
	if !doc.settings.forces("bold-questions") {
		chosen = chooseBold(all)
	}
	var claims []claim
	for i, q := range chosen {
		end := len(doc.blocks)
		if i+1 < len(chosen) {
			end = chosen[i+1].block
		}
		if j := doc.headIndexAfter(q.block + 1); j < len(doc.heads) {
			end = min(end, doc.heads[j].block)
		}
		sure := sureBold
		if q.solved && strings.Trim(q.number, "0123456789") != "" {
			sure = sureSolved
		}
		claims = append(claims, claim{
			sure: sure, from: doc.starts[q.block], to: doc.start(end),
			take: func() draft { return takeBold(doc, q.block, end) },
		})
	}
	return claims
}

// headIndexAfter gives the index of the first heading from a block on.
func (doc *document) headIndexAfter(block int) int {
	i, _ := slices.BinarySearchFunc(doc.heads, block, func(h *heading, block int) int { return h.block - block })
	return i
}

// boldLines are the paragraphs that begin with a bold title.
func boldLines(doc *document) []boldQuestion {
	var all []boldQuestion
	for i, n := range doc.blocks {
		title, ok := boldLead(doc, n)
		if !ok {
			continue
		}
		q := boldQuestion{block: i, asked: wording.AsksInTitle(title) || wording.BareNumber(title) && wording.LooksAsked(firstLine(doc, n))}
		q.alone = n.ChildCount() == 1 && len(strings.Fields(title)) >= 3
		if wording.BareNumber(title) {
			q.number, q.solved = strings.TrimRight(title, ".):）： "), answerFollows(doc, i)
		} else if _, number, length := wording.TitleLabel(title); length > 0 {
			q.number = number
			l, _ := wording.ReadLabel(title)
			q.word = l.Word
		} else if l, ok := wording.ReadLabel(title); ok && (l.Rest == "" || wording.Is(l.Word, wording.AnyQuestion)) && !wording.Is(l.Word, wording.Section|wording.AnyStep) {
			q.number, q.word = l.Number, l.Word
		}
		all = append(all, q)
	}
	return all
}

// answerFollows tells whether an answer is announced between the bold paragraph i and the next one, or a heading.
func answerFollows(doc *document, i int) bool {
	for _, n := range doc.blocks[i+1:] {
		if n.Kind() == ast.KindHeading {
			return false
		}
		if _, bold := boldLead(doc, n); bold {
			return false
		}
		if announcesAnswer(doc, n) || n.Kind() == ast.KindParagraph && provesAtStart(doc, n) {
			return true
		}
	}
	return false
}

// provesAtStart tells whether a paragraph begins with the word for a proof, set off by its type: "*Proof.*".
func provesAtStart(doc *document, n ast.Node) bool {
	first := n.FirstChild()
	return first != nil && first.Kind() == ast.KindEmphasis && wording.Is(strings.ToLower(strings.TrimRight(doc.text(first), ".: ")), wording.Proof)
}

// chooseBold decides which of the bold lines are questions: all that ask if they are two or more and most of those without a
// number, and those that number one word, or are numbered in a row.
func chooseBold(all []boldQuestion) []boldQuestion {
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
		case q.alone && asked >= 3 && 4*asked >= 3*len(all): // "Tell me about …" among questions
		case q.number != "" && numbered >= 2 && 4*growing >= 3*numbered && (known || q.word == "" && (3*both >= numbered || 2*solved >= numbered)):
		default:
			continue
		}
		chosen = append(chosen, q)
	}
	return chosen
}

// takeBold makes the draft of a bold line and the blocks below it.
func takeBold(doc *document, block, end int) draft {
	d := draft{kind: deck.Basic}
	p := doc.blocks[block]
	title := p.FirstChild()
	body := append([]ast.Node{}, doc.blocks[block+1:end]...)
	if l, ok := wording.ReadLabel(lineText(doc, title)); ok && l.Rest == "" && l.Word != "" { // the points behind the bold words, too
		d.label, d.number, d.tags = l.Shown, l.Number, l.Tags
		if next := nextLine(title); next != nil {
			body = append([]ast.Node{splitAt(p, next)}, body...)
		}
		d.prompt, d.answer = splitNumbered(doc, body)
		return finishDraft(doc, d)
	}
	if next := title.NextSibling(); next != nil {
		if rest := splitAt(p, next); trimPiece(doc, rest) {
			body = append([]ast.Node{rest}, body...)
		}
	}
	text := doc.text(title)
	if wording.BareNumber(text) {
		d.label = strings.TrimRight(text, ".):）： ")
		d.number = d.label
		d.prompt, d.answer = splitNumbered(doc, body)
		return finishDraft(doc, d)
	}
	if l, ok := wording.ReadLabel(text); ok && l.Rest == "" && !wording.LooksAsked(text) {
		d.label, d.number, d.tags = l.Shown, l.Number, l.Tags
		d.prompt, d.answer = splitNumbered(doc, body)
		return finishDraft(doc, d)
	}
	cutTitleLabel(doc, title, &d)
	d.title = children(title)
	d.prompt, d.answer = splitTitled(doc, body)
	return finishDraft(doc, d)
}

// splitNumbered parts what stands below a bold label: at an answer's marker, else behind the text in the label's own line or
// right below it.
func splitNumbered(doc *document, body []ast.Node) (prompt, answer []ast.Node) {
	if len(body) > 0 && isText(body[0]) {
		if colon := strings.TrimLeft(firstLine(doc, body[0]), ".:)：- "); colon != firstLine(doc, body[0]) {
			trimStart(doc, body[0], wording.Visible(firstLine(doc, body[0]))-wording.Visible(colon))
		}
	}
	prompt, answer = splitBody(doc, body, false, false)
	if len(prompt) > 0 || len(answer) == 0 {
		return prompt, answer
	}
	return splitTitledAt(doc, answer)
}

// splitTitledAt takes the first block as the title.
func splitTitledAt(doc *document, body []ast.Node) (prompt, answer []ast.Node) {
	prompt, answer = splitTitled(doc, body[1:])
	return append([]ast.Node{body[0]}, prompt...), answer
}

// boldLead gives the bold text with which a paragraph begins, if that is its first line or asks by itself. "**Note:**" and what
// says that an answer follows is none.
func boldLead(doc *document, n ast.Node) (title string, ok bool) {
	if n.Kind() != ast.KindParagraph {
		return "", false
	}
	first := n.FirstChild()
	if first == nil || !isStrong(first) {
		return "", false
	}
	title = doc.text(first)
	if wording.AnswerLead(title) > 0 || title == "" {
		return "", false
	}
	if l, ok := wording.ReadLabel(title); ok && l.Rest == "" && wording.Is(l.Word, wording.AnyQuestion) {
		return title, true
	}
	rest := strings.TrimSpace(strings.TrimPrefix(lineText(doc, first), title))
	if wording.BareNumber(title) && rest != "" {
		return title, true
	}
	return title, wording.LooksAsked(title) || strings.Trim(rest, ".:?") == "" && !strings.HasSuffix(title, ":")
}
