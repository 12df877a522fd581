package parse

import (
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/text"

	"github.com/examdeck/examdeck/deck"
	"github.com/examdeck/examdeck/internal/markdown/highlight"
	"github.com/examdeck/examdeck/internal/markdown/math"
	"github.com/examdeck/examdeck/parse/wording"
)

// The clozes of hashcards: "C: The [mitochondrion] is the [powerhouse] of the cell", each bracket a deletion of its own.

// hasBrackets tells whether text holds a pair of brackets.
func hasBrackets(text string) bool {
	open := strings.IndexByte(text, '[')
	return open >= 0 && strings.IndexByte(text[open:], ']') > 1
}

// hasBracketsBelow tells whether the lines that follow line i in its block hold brackets, before the next marker.
func hasBracketsBelow(lines []textLine, i int) bool {
	for _, l := range lines[i+1:] {
		if lead, _, found := wording.CutColon(l.text); l.block != lines[i].block || found && len(lead) == 1 {
			return false
		}
		if hasBrackets(l.text) {
			return true
		}
	}
	return false
}

// takeBrackets makes the draft of a line "C: …" and what follows it.
func takeBrackets(doc *document, p qaPair) draft {
	line := p.question.line
	d := draft{kind: deck.Cloze, highlights: true}
	d.prompt = cutLead(doc, doc.part(line.from, p.to, line.indent()), wording.Visible("C:"))
	markBrackets(doc, d.prompt, "[]")
	return finishDraft(doc, d)
}

// markBrackets makes highlights of what stands in brackets in the text of blocks.
func markBrackets(doc *document, blocks []ast.Node, pair string) {
	for _, block := range blocks {
		_ = ast.Walk(block, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
			switch n.Kind() {
			case ast.KindCodeSpan, ast.KindLink, ast.KindImage, ast.KindCodeBlock, ast.KindFencedCodeBlock:
				return ast.WalkSkipChildren, nil
			}
			if entering && n.FirstChild() != nil && n.FirstChild().Type() == ast.TypeInline {
				plainHighlights(n)
				wrapBrackets(doc, n, pair)
			}
			return ast.WalkContinue, nil
		})
	}
}

// plainHighlights makes bold text of the highlights in a block: here they hide nothing.
func plainHighlights(parent ast.Node) {
	for _, c := range children(parent) {
		if c.Kind() == highlight.Kind {
			strong := ast.NewEmphasis(2)
			for _, inner := range children(c) {
				c.RemoveChild(c, inner)
				strong.AppendChild(strong, inner)
			}
			parent.ReplaceChild(parent, c, strong)
		}
	}
}

// wrapBrackets makes highlights of the pairs of brackets in the text of a node, and marks those in its formulas. Those of links are other
// nodes' and are not seen here; escaped ones, and those without a partner, are text.
func wrapBrackets(doc *document, parent ast.Node, pair string) {
	cutAtBrackets(doc, parent, pair)
	depth := 0
	var open ast.Node
	for c := parent.FirstChild(); c != nil; {
		next := c.NextSibling()
		if formula, ok := c.(*math.Node); ok && pair == "[]" {
			formula.TeX = markTeX(formula.TeX)
		}
		switch bracketOf(doc, c, pair) {
		case pair[0]:
			if depth++; depth == 1 {
				open = c
			}
		case pair[1]:
			if depth == 0 {
				break
			}
			if depth--; depth == 0 && open.NextSibling() != c {
				wrapBetween(parent, open, c)
			}
		}
		c = next
	}
}

// wrapBetween puts a highlight in the place of two brackets and what is between them.
func wrapBetween(parent, open, end ast.Node) {
	mark := &highlight.Node{}
	parent.InsertBefore(parent, open, mark)
	for c := open.NextSibling(); c != end; {
		next := c.NextSibling()
		parent.RemoveChild(parent, c)
		mark.AppendChild(mark, c)
		c = next
	}
	if endsLine(end) {
		// The break behind the bracket stands for itself.
		rest := end.(*ast.Text)
		rest.Segment.Start = rest.Segment.Stop
	} else {
		parent.RemoveChild(parent, end)
	}
	parent.RemoveChild(parent, open)
}

// bracketOf gives the bracket that a node of text is, 0 if it is none.
func bracketOf(doc *document, n ast.Node, pair string) byte {
	t, ok := n.(*ast.Text)
	if !ok || t.Segment.Len() != 1 {
		return 0
	}
	if c := doc.md.Source[t.Segment.Start]; (c == pair[0] || c == pair[1]) && !escapedAt(doc.md.Source, t.Segment.Start) {
		return c
	}
	return 0
}

// escapedAt tells whether a character of the source is escaped by a backslash.
func escapedAt(src []byte, at int) bool {
	n := 0
	for at-n-1 >= 0 && src[at-n-1] == '\\' {
		n++
	}
	return n%2 == 1
}

// cutAtBrackets cuts the text in a node such that every bracket of a pair that is not escaped is a node of its own.
func cutAtBrackets(doc *document, parent ast.Node, pair string) {
	for _, c := range children(parent) {
		t, ok := c.(*ast.Text)
		if !ok || t.IsRaw() {
			continue
		}
		start := t.Segment.Start
		for at := start; at < t.Segment.Stop; at++ {
			if b := doc.md.Source[at]; b != pair[0] && b != pair[1] || escapedAt(doc.md.Source, at) {
				continue
			}
			if at > start {
				parent.InsertBefore(parent, t, ast.NewTextSegment(text.NewSegment(start, at)))
			}
			if at+1 == t.Segment.Stop {
				start = at
				break
			}
			parent.InsertBefore(parent, t, ast.NewTextSegment(text.NewSegment(at, at+1)))
			start = at + 1
		}
		t.Segment = t.Segment.WithStart(start)
	}
}
