package parse

import (
	"bytes"
	"fmt"
	"slices"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"

	"github.com/examdeck/examdeck/deck"
	"github.com/examdeck/examdeck/internal/markdown/box"
	"github.com/examdeck/examdeck/parse/dialect"
	"github.com/examdeck/examdeck/parse/page"
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

// String returns "ignored", "context" or "question".
func (u Use) String() string { return [...]string{"ignored", "context", "question"}[u] }

// Entry is a line of the ledger: what became of a piece of a source. The entries of a source, in
// order, cover each of its blocks.
type Entry struct {
	// Pos is where the piece begins, LastLine the line on which it ends.
	Pos      deck.Position
	LastLine int
	// From and To are the piece as byte offsets, counted without a byte order mark and with every CRLF as one byte.
	From, To int
	Use      Use
	// Question is what it became; nil unless Use is Asked.
	Question *deck.Question
	// Left are the pieces of a question that are on no field of its card; they lie between From and To, in order.
	Left []Entry
	// Reason says why it was ignored, what it is context for, or what is odd about the question; it
	// may be empty for questions.
	Reason string
}

// ledger enters what became of a source: the outcomes of its claims, and the blocks between them.
func (w *writer) ledger(claims []dialect.Claim, outcomes [][]outcome) {
	at := w.doc.MD.Front.End
	if at > 0 {
		w.enter(Entry{From: 0, To: at, Use: Context, Reason: "front matter"})
	}
	// Definitions of links and footnotes leave no block in the tree; behind a block they count as part of it.
	if first := w.doc.Start(0); first > at && !w.isBlank(at, first) {
		w.enter(Entry{From: at, To: first, Use: Context, Reason: "definitions of links or footnotes"})
		at = first
	}
	block := 0
	for i, c := range claims {
		block = w.enterUnclaimed(block, at, c.From, claims)
		for k, o := range outcomes[i] {
			e := Entry{From: o.from, To: partEnd(c, outcomes[i], k), Use: Asked, Question: o.question, Left: o.left, Reason: o.why}
			if o.question == nil {
				e.Use = Ignored
			}
			w.enter(e)
		}
		at = c.To
	}
	w.enterUnclaimed(block, at, w.doc.MD.Len(), claims)
}

// enterUnclaimed enters the blocks, and parts of blocks, between two offsets. block is the first that
// may lie there; it returns the first that may lie behind them, so that no block is looked at twice.
func (w *writer) enterUnclaimed(block, from, to int, claims []dialect.Claim) int {
	for ; block < len(w.doc.Blocks); block++ {
		start, end := w.doc.Starts[block], w.doc.Start(block+1)
		if end <= from {
			continue
		}
		if start >= to {
			break
		}
		start, end = max(start, from), min(end, to)
		if !w.isBlank(start, end) {
			w.enter(w.unclaimed(w.doc.Blocks[block], block, start, end, claims))
		}
		if end == to {
			break
		}
	}
	return block
}

// isBlank reports whether there is nothing to see between two offsets.
func (w *writer) isBlank(from, to int) bool {
	return len(bytes.TrimSpace(w.doc.MD.Source[from:to])) == 0
}

func (w *writer) enter(e Entry) { w.entries = append(w.entries, w.entry(e)) }

// entry returns an entry with its lines.
func (w *writer) entry(e Entry) Entry {
	e.Pos = w.position(e.From)
	e.LastLine = w.position(max(e.From, e.To-1)).Line
	return e
}

// partEnd is where a part of a claim ends: where the next one begins.
func partEnd(c dialect.Claim, parts []outcome, k int) int {
	if k+1 < len(parts) {
		return max(parts[k].from, parts[k+1].from)
	}
	return c.To
}

// unclaimed returns the entry of a block, or of a part of it, that no claim holds. i is the block's index.
func (w *writer) unclaimed(block ast.Node, i, from, to int, claims []dialect.Claim) Entry {
	e := Entry{From: from, To: to}
	switch block.Kind() {
	case extast.KindTable:
		if e.Reason = "table outside of any question"; to < w.doc.Start(i+1) && from == w.doc.Starts[i] {
			e.Use, e.Reason = Context, "header of a table of questions"
		}
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

// headsQuestions reports whether questions stand below the heading that is block i, before the next
// section of its level or above. Headings within questions begin no section.
func (w *writer) headsQuestions(i int, claims []dialect.Claim) bool {
	head := w.doc.HeadAt(i)
	next := behind(claims, head.From)
	if next == len(claims) {
		return false
	}
	at, _ := slices.BinarySearchFunc(w.doc.Heads, i, func(h *page.Heading, i int) int { return h.Block - i })
	for _, h := range w.doc.Heads[at+1:] {
		if h.From > claims[next].From {
			break
		}
		if h.Node.Level <= head.Node.Level && !claimed(claims, h.From) {
			return false
		}
	}
	return true
}

// claimed reports whether a claim holds an offset.
func claimed(claims []dialect.Claim, at int) bool {
	i := behind(claims, at)
	return i > 0 && at < claims[i-1].To
}

// behind is the index of the first claim that begins behind an offset.
func behind(claims []dialect.Claim, at int) int {
	i, _ := slices.BinarySearchFunc(claims, at+1, func(c dialect.Claim, at int) int { return c.From - at })
	return i
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
	case box.Kind:
		return "callout"
	case page.KindToggle:
		return "toggle"
	}
	return "block (" + n.Kind().String() + ")"
}
