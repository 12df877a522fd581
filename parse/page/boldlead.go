package page

import (
	"strings"

	"github.com/yuin/goldmark/ast"

	"github.com/examdeck/examdeck/parse/wording"
)

// BoldLead returns the bold text with which a paragraph begins, if that is its first line or asks by itself.
// "**Note:**" and what says that an answer follows is none.
func BoldLead(doc *Document, n ast.Node) (title string, ok bool) {
	return boldLead(doc, n, FirstLine(doc, n))
}

// boldLead is BoldLead for a paragraph whose first line is known.
func boldLead(doc *Document, n ast.Node, line string) (title string, ok bool) {
	if n.Kind() != ast.KindParagraph {
		return "", false
	}
	first := n.FirstChild()
	if first == nil || !IsStrong(first) {
		return "", false
	}
	title = doc.Text(first)
	if wording.AnswerLead(title) > 0 || title == "" {
		return "", false
	}
	if l, ok := wording.ReadLabel(title); ok && l.Rest == "" && wording.Is(l.Word, wording.AnyQuestion) {
		return title, true
	}
	rest := strings.TrimSpace(strings.TrimPrefix(line, title))
	if wording.BareNumber(title) && rest != "" {
		return title, true
	}
	if _, number, _ := wording.TitleLabel(title); number != "" && strings.HasPrefix(title, number) {
		return title, true // "**2) Factorial.** Compute …"
	}
	return title, wording.LooksAsked(title) || strings.Trim(rest, ".:?") == "" && !strings.HasSuffix(title, ":")
}
