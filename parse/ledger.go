package parse

import (
	"fmt"

	"github.com/yuin/goldmark/ast"

	"github.com/examdeck/examdeck/deck"
)

// Use is what became of a piece of a source.
type Use uint8

// The uses.
const (
	// Ignored: it is on no card; the entry's reason says why.
	Ignored Use = iota
	// Context: it says where questions belong, as a section's heading or the front matter does.
	Context
	// Asked: it became a question.
	Asked
)

// String gives "ignored", "context" or "question".
func (u Use) String() string { return [...]string{"ignored", "context", "question"}[u] }

// Entry is a line of the ledger: what became of a piece of a source. The entries of a source, in order, cover each of its
// blocks.
type Entry struct {
	// Pos is where the piece begins.
	Pos deck.Position
	// From and To are the piece as byte offsets, counted without a byte order mark and with every CRLF as one byte.
	From, To int
	Use      Use
	// Question is what it became; nil unless Use is Asked.
	Question *deck.Question
	// Reason says why it was ignored, what it is context for, or what is odd about the question; it may be empty for questions.
	Reason string
}

// ledger writes the entries of a source: its claims, of which made tells what they became (nil: no question), and all blocks
// between them.
func (w *writer) ledger(claims []claim, made []*deck.Question, why []string) {
	if end := w.doc.md.Front.End; end > 0 {
		w.enter(Entry{From: 0, To: end, Use: Context, Reason: "front matter"})
	}
	next := 0
	for i, block := range w.doc.blocks {
		from, to := w.doc.starts[i], w.doc.start(i+1)
		for ; next < len(claims) && claims[next].from < to; next++ {
			w.enterClaim(claims[next], made[next], why[next])
		}
		if !overlaps(claims, next, from) {
			w.enter(w.unclaimed(block, i, from, to, claims))
		}
	}
}

func (w *writer) enterClaim(c claim, q *deck.Question, why string) {
	e := Entry{From: c.from, To: c.to, Use: Asked, Question: q, Reason: why}
	if q == nil {
		e.Use = Ignored
	}
	w.enter(e)
}

func (w *writer) enter(e Entry) {
	e.Pos = w.position(e.From)
	w.entries = append(w.entries, e)
}

// overlaps tells whether a claim that began before the next one still covers the block at from, or begins in it.
func overlaps(claims []claim, next, from int) bool {
	return next > 0 && claims[next-1].to > from
}

// unclaimed says why a block outside of all claims is on no card.
func (w *writer) unclaimed(block ast.Node, i, from, to int, claims []claim) Entry {
	e := Entry{From: from, To: to}
	switch block.Kind() {
	case ast.KindHeading:
		e.Use, e.Reason = Context, "heading of a section"
		if !w.headsQuestions(i, claims) {
			e.Use, e.Reason = Ignored, "heading of a section without questions"
		}
	case ast.KindThematicBreak:
		e.Reason = "rule between sections"
	case ast.KindHTMLBlock:
		e.Reason = "HTML outside of any question"
	case ast.KindFencedCodeBlock, ast.KindCodeBlock:
		e.Reason = "code outside of any question"
	default:
		e.Reason = fmt.Sprintf("%s outside of any question", blockName(block))
	}
	return e
}

// headsQuestions tells whether questions stand below the heading that is block i, before the next heading of its level.
func (w *writer) headsQuestions(i int, claims []claim) bool {
	head := w.doc.headAt(i)
	end := len(w.doc.md.Source)
	for _, h := range w.doc.heads {
		if h.block > i && h.node.Level <= head.node.Level && !claimed(claims, h.from) {
			end = h.from
			break
		}
	}
	for _, c := range claims {
		if c.from > head.from && c.from < end {
			return true
		}
	}
	return false
}

func claimed(claims []claim, at int) bool {
	for _, c := range claims {
		if c.from <= at && at < c.to {
			return true
		}
	}
	return false
}

// blockName is what a person calls a block.
func blockName(n ast.Node) string {
	switch n.Kind() {
	case ast.KindParagraph, ast.KindTextBlock:
		return "text"
	case ast.KindList:
		return "list"
	case ast.KindBlockquote:
		return "quote"
	}
	return "block (" + n.Kind().String() + ")"
}
