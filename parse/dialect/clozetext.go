package dialect

import (
	"bytes"
	"strings"

	"github.com/yuin/goldmark/ast"

	"github.com/examdeck/examdeck/deck"
	"github.com/examdeck/examdeck/internal/markdown/highlight"
	"github.com/examdeck/examdeck/internal/markdown/math"
	"github.com/examdeck/examdeck/parse/cloze"
	"github.com/examdeck/examdeck/parse/page"
)

// clozeTexts recognises paragraphs and list items that hide parts of themselves and that no other dialect asks:
// {{c1::…}}, and ==…== where highlights are asked for.
type clozeTexts struct{}

func (clozeTexts) dialect() string { return "cloze" }

// maxClozeBlocks is over how many blocks a cloze may go.
const maxClozeBlocks = 12

func (clozeTexts) find(r *Reading) []Claim {
	doc := r.Document
	if !bytes.Contains(doc.MD.Source, []byte("{{c")) && doc.Settings.Highlights != "cloze" {
		return nil
	}
	var claims []Claim
	for i := 0; i < len(doc.Blocks); i++ {
		n := doc.Blocks[i]
		switch {
		case n.Kind() == ast.KindHeading || n.Kind() == page.KindToggle:
		case n.Kind() == ast.KindList:
			claims = append(claims, clozeItems(doc, n)...)
		default:
			if last := clozeEnd(doc, i); last >= i {
				blocks := doc.Blocks[i : last+1]
				claims = append(claims, clozeClaim(doc, doc.Starts[i], doc.Start(last+1), func() []ast.Node { return blocks }))
				i = last
			}
		}
	}
	return claims
}

// clozeClaim claims a region as one cloze. blocks are asked for once the claim has won.
func clozeClaim(doc *page.Document, from, to int, blocks func() []ast.Node) Claim {
	return Claim{sure: sureClozeText, From: from, To: to, Take: func() page.Draft {
		return page.FinishDraft(doc, page.Draft{Kind: deck.Cloze, Prompt: page.Paragraphs(blocks()), Highlights: true})
	}}
}

// clozeEnd returns the last block of the text that begins with block i and holds a cloze; i-1 if it holds none. A
// cloze that is not closed in its block may be closed in one of the next.
func clozeEnd(doc *page.Document, i int) int {
	text, marked := markedText(doc, doc.Blocks[i])
	if !strings.Contains(text, "{{c") {
		if marked && doc.Settings.Highlights == "cloze" {
			return i
		}
		return i - 1
	}
	open, found := clozeBalance(text)
	if !found {
		return i - 1
	}
	last := i
	for j := i + 1; open > 0 && j < len(doc.Blocks) && j < i+maxClozeBlocks && doc.Blocks[j].Kind() != ast.KindHeading; j++ {
		more, _ := markedText(doc, doc.Blocks[j])
		text += "\n" + more
		alone, _ := clozeBalance(more)
		if !strings.Contains(more, "}}") {
			open += alone // it closes nothing
			continue
		}
		joint, _ := clozeBalance(text)
		if joint < open+alone {
			last = j
		}
		open = joint
	}
	return last
}

// clozeItems claims the outermost items of a list that hold clozes in their own text.
func clozeItems(doc *page.Document, list ast.Node) []Claim {
	var claims []Claim
	for item := list.FirstChild(); item != nil; item = item.NextSibling() {
		own, nested := false, []ast.Node{}
		for c := item.FirstChild(); c != nil; c = c.NextSibling() {
			if c.Kind() == ast.KindList {
				nested = append(nested, c)
				continue
			}
			text, marked := markedText(doc, c)
			_, found := clozeBalance(text)
			own = own || found || marked && doc.Settings.Highlights == "cloze"
		}
		if own {
			from := doc.MD.Offset(item)
			claims = append(claims, clozeClaim(doc, from, max(from, doc.MD.End(item)), func() []ast.Node { return page.Children(item) }))
			continue
		}
		for _, l := range nested {
			claims = append(claims, clozeItems(doc, l)...)
		}
	}
	return claims
}

// markedText returns the text of a node in which clozes are looked for: all but code, formulas as their TeX. marked
// reports whether the node holds a highlight.
func markedText(doc *page.Document, n ast.Node) (text string, marked bool) {
	var b strings.Builder
	_ = ast.Walk(n, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if !entering {
			return ast.WalkContinue, nil
		}
		switch n := n.(type) {
		case *ast.CodeSpan, *ast.CodeBlock, *ast.FencedCodeBlock, *ast.HTMLBlock:
			return ast.WalkSkipChildren, nil
		case *ast.Text:
			b.WriteString(strings.ReplaceAll(string(n.Segment.Value(doc.MD.Source)), "<", "&lt;"))
			if page.EndsLine(n) {
				b.WriteByte('\n')
			}
		case *math.Node:
			b.WriteString(`\(` + strings.ReplaceAll(n.TeX, "<", "&lt;") + `\)`)
		case *highlight.Node:
			marked = true
		}
		return ast.WalkContinue, nil
	})
	return b.String(), marked
}

// clozeBalance returns how many clozes in a text are not closed, and whether there are any, faulty ones included:
// what is wrong with them is only reported of questions.
func clozeBalance(text string) (open int, found bool) {
	if !strings.Contains(text, "{{c") {
		return 0, false
	}
	_, made, faults := cloze.Scan(text, cloze.BraceMarks, false)
	for _, f := range faults {
		if f.Why == cloze.NeverClosed {
			open++
		}
	}
	return open, made+len(faults) > 0
}
