package parse

import (
	"fmt"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"

	"github.com/examdeck/examdeck/deck"
	"github.com/examdeck/examdeck/parse/wording"
)

// near says what in a source without questions looks most like some, why it was not taken, and with which setting it
// is; false where nothing does.
func (w *writer) near() (deck.Diagnostic, bool) {
	doc := w.doc
	asked, numbered, bold, nested, tables := 0, 0, 0, 0, 0
	for _, h := range doc.Heads {
		if wording.AsksInTitle(h.Title) {
			asked++
		}
		if h.Numbered {
			numbered++
		}
	}
	for i, n := range doc.Blocks {
		if doc.Marks[i].Bold && wording.LooksAsked(doc.Marks[i].Title) {
			bold++
		}
		switch n.Kind() {
		case ast.KindList:
			if holdsNested(n) {
				nested++
			}
		case extast.KindTable:
			tables++
		}
	}
	var message, dialect string
	switch {
	case asked > 0:
		message, dialect = fmt.Sprintf("of the headings (%d) too few ask, or nothing stands below those that do (%d)", len(doc.Heads), asked), "question-headings"
	case bold > 0:
		message, dialect = fmt.Sprintf("of the bold lines too few ask (%d)", bold), "bold-questions"
	case numbered >= 2:
		message, dialect = fmt.Sprintf("%d headings have numbers, but nothing below them asks", numbered), "exam-headings"
	case tables > 0:
		message, dialect = "a table's header names no sides", "tables"
	case nested > 0:
		message, dialect = "a list has lists below its items, which ask nothing", "list-cards"
	default:
		return deck.Diagnostic{}, false
	}
	return deck.Diagnostic{
		Pos: deck.Position{File: w.source.Name}, Severity: deck.Warning, Code: "nothing-found",
		Message: "no question: " + message,
		Hint:    fmt.Sprintf("if these are questions: --dialects +%s, or \"dialects: [+%s]\" in the front matter", dialect, dialect),
	}, true
}

// holdsNested reports whether an item of a list holds another list.
func holdsNested(list ast.Node) bool {
	for item := list.FirstChild(); item != nil; item = item.NextSibling() {
		if last := item.LastChild(); last != nil && last.Kind() == ast.KindList && item.ChildCount() > 1 {
			return true
		}
	}
	return false
}
