package parse

import (
	"slices"

	"github.com/yuin/goldmark/ast"

	"github.com/examdeck/examdeck/parse/wording"
)

// unfoldSections puts what a toggle hides in its place if it is no question but a section that hides several, and gives the
// other toggles.
func unfoldSections(doc *document, all []*toggle) []*toggle {
	return slices.DeleteFunc(all, func(t *toggle) bool {
		if t.role == wording.Answering || asksItself(t.title(doc)) || countQuestions(doc, contents(t)) < 2 {
			return false
		}
		parent := t.Parent()
		if h := sectionHeading(doc, t); h != nil {
			parent.InsertBefore(parent, t, h)
		}
		for _, c := range contents(t) {
			parent.InsertBefore(parent, t, c)
		}
		parent.RemoveChild(parent, t)
		return true
	})
}

// countQuestions counts the blocks that are questions, or the answers of some: toggles, headings, lines that say so.
func countQuestions(doc *document, blocks []ast.Node) int {
	n := 0
	for _, b := range blocks {
		switch b := b.(type) {
		case *toggle:
			if b.role == wording.Asking || b.role == wording.Answering {
				n++
			}
		case *ast.Heading:
			if asksItself(doc.text(b)) {
				n++
			}
		case *ast.List:
			for item := b.FirstChild(); item != nil; item = item.NextSibling() {
				n += min(1, countQuestions(doc, children(item)))
			}
		default:
			if wording.QuestionLead(firstLine(doc, b)) > 0 {
				n++
			}
		}
	}
	return n
}

// sectionHeading makes a heading of a section's summary, one level below the heading above; nil where the text behind the
// toggle would stand below it, too.
func sectionHeading(doc *document, t *toggle) ast.Node {
	next := t.NextSibling()
	for next != nil && (next.Kind() == ast.KindThematicBreak || next.Kind() == ast.KindHTMLBlock) {
		next = next.NextSibling()
	}
	if next != nil && next.Kind() != ast.KindHeading && next.Kind() != kindToggle || t.Parent() != doc.md.Root {
		return nil
	}
	text := t.prompt(doc)
	if len(text) == 0 || !isText(text[0]) {
		return nil
	}
	const far = 1000 // blocks; a section this far from its heading has none
	level := 1
	for n, i := t.PreviousSibling(), 0; n != nil && i < far; n, i = n.PreviousSibling(), i+1 {
		if above, ok := n.(*ast.Heading); ok {
			level = above.Level
			if _, synthetic := above.AttributeString(sectionAttribute); !synthetic {
				level = min(6, level+1)
			}
			break
		}
	}
	h := ast.NewHeading(level)
	h.SetPos(t.from)
	h.SetAttributeString(sectionAttribute, true)
	for _, c := range children(text[0]) {
		h.AppendChild(h, c)
	}
	return h
}

// sectionAttribute marks the headings that sectionHeading makes.
const sectionAttribute = "section"
