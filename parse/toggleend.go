package parse

import (
	"bytes"

	"github.com/yuin/goldmark/ast"

	"github.com/examdeck/examdeck/internal/markdown"
	"github.com/examdeck/examdeck/internal/markdown/callout"
	"github.com/examdeck/examdeck/internal/markdown/start"
	"github.com/examdeck/examdeck/parse/wording"
)

// nextStart gives the first block behind a tag, before an offset, with which another question seems to begin, and its offset; nil
// without one. Headings are left to the caller, who knows of their levels.
func nextStart(doc *document, open *toggleTag, limit int) (ast.Node, int) {
	for n := ast.Node(open); n != nil; n = n.Parent() {
		for next := n.NextSibling(); next != nil; next = next.NextSibling() {
			at := doc.md.Offset(next)
			if at >= limit {
				return nil, 0
			}
			if beginsQuestion(doc, next) {
				return next, at
			}
		}
	}
	return nil, 0
}

// beginsQuestion tells whether another question seems to begin with a block that stands behind a toggle's tag: an item of the list
// in which the tag stands, the rest of a list that was begun above, a callout to be folded, or text that looks like the
// start of one.
func beginsQuestion(doc *document, n ast.Node) bool {
	switch n := n.(type) {
	case *ast.ListItem:
		return true
	case *ast.List:
		if n.IsOrdered() {
			return n.Start > 1
		}
		kind := start.Of(doc.md.Source, doc.lineStart(doc.md.Offset(n)), true)
		return kind == start.Item || kind == start.Card
	case *callout.Node:
		return n.Fold != 0
	case *ast.Paragraph:
		at := doc.md.Offset(n)
		switch start.Of(doc.md.Source, doc.lineStart(at), true) {
		case start.Lead:
			return wording.QuestionLead(firstLine(doc, n)) > 0
		case start.Bold:
			title, ok := boldLead(doc, n)
			return ok && wording.LooksAsked(title)
		case start.Mark, start.Card:
			return true
		}
	}
	return false
}

// isStray tells whether a toggle that is never closed begins behind text and has no summary: there is nothing to fold.
func isStray(doc *document, open *toggleTag) bool {
	if next, ok := open.NextSibling().(*toggleTag); open.name != "details" || ok && next.name == "summary" {
		return false
	}
	if next := open.NextSibling(); next != nil && next.Kind() == kindSummary {
		return false
	}
	before := doc.md.Source[doc.lineStart(open.from):open.from]
	return len(bytes.Trim(before, " \t>-*+.)0123456789")) > 0
}

func unclosedToggle(open *toggleTag) markdown.Issue {
	return markdown.Issue{
		Offset: open.from, Code: "unclosed-toggle", Message: "the toggle is never closed; it is read as far as the next question",
		Hint: "write </details> behind its text",
	}
}
