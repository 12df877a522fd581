package parse

import (
	"strings"

	"github.com/yuin/goldmark/ast"

	"github.com/examdeck/examdeck/parse/wording"
)

// stemHeadings gives the heading right above h, on its level, if that is the first half of h's question: a sentence, not a title.
func stemHeadings(doc *document, h *heading) []*heading {
	if h.block == 0 {
		return nil
	}
	above := doc.headAt(h.block - 1)
	if above == nil || above.node.Level != h.node.Level || above.numbered || above.isAnswer() || wording.LooksAsked(above.title) ||
		above.date != "" {
		return nil
	}
	if len(strings.Fields(above.title)) < 8 && !strings.HasSuffix(above.title, ".") {
		return nil
	}
	return []*heading{above}
}

// takeHeadingTitle puts a heading's label and title into the draft. What only says "Question" is not shown.
func takeHeadingTitle(doc *document, h *heading, d *draft) {
	if d.id.text == "" {
		d.id = explicitID([]ast.Node{h.node})
	}
	trimQuestionMarks(doc, h)
	switch {
	case h.numbered && h.label.Rest == "":
		d.label, d.number, d.tags = h.label.Shown, h.label.Number, append(d.tags, h.tags...)
		return
	case wording.Is(strings.ToLower(strings.Trim(h.title, " :")), wording.AnyQuestion):
		return
	}
	cutTitleLabel(doc, h.node, d)
	d.title = children(h.node)
}

// takeHeadings puts a heading's title into the draft, and before it those of the headings that are the first half of its question.
func takeHeadings(doc *document, stem []*heading, h *heading, d *draft) {
	takeHeadingTitle(doc, h, d)
	if len(stem) == 0 {
		return
	}
	for _, above := range stem {
		d.prompt = append(d.prompt, paragraphOf(above.node))
	}
	d.prompt = append(d.prompt, titleParagraph(d.title))
	d.title = nil
}

// trimQuestionMarks leaves one question mark of those at the end of a title: more are how some notes mark their questions.
func trimQuestionMarks(doc *document, h *heading) {
	title := doc.text(h.node)
	n := len(title) - len(strings.TrimRight(title, "?"))
	if n > 1 {
		trimEnd(doc, h.node, n-1)
	}
}

// titleParagraph makes a paragraph of a title.
func titleParagraph(title []ast.Node) ast.Node {
	p := ast.NewParagraph()
	for _, n := range title {
		p.AppendChild(p, n)
	}
	return p
}

// isBoldLead tells whether a paragraph's first line is bold as a whole, or begins with bold words that ask.
func isBoldLead(doc *document, n ast.Node) bool {
	_, ok := boldLead(doc, n)
	return ok
}
