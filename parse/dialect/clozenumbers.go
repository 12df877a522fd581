package dialect

import (
	"regexp"
	"strconv"

	"github.com/yuin/goldmark/ast"

	"github.com/examdeck/examdeck/internal/markdown/highlight"
	"github.com/examdeck/examdeck/parse/page"
	"github.com/examdeck/examdeck/parse/wording"
)

// Deletions of tools other than Anki may have a number and a hint, too: "==1;;text;;hint==", "{2:text}", "{c1|text}".

var (
	deletionNumber = regexp.MustCompile(`^(?:([1-9][0-9]{0,2});;|c?([1-9][0-9]{0,2})(?:::|:|\|))[ ]?`)
	deletionHint   = regexp.MustCompile(`;;([^;]+)$`)
)

// markClozes makes a draft's highlights, or else what stands in its braces, what it hides, with the numbers and hints
// that they have.
func markClozes(doc *page.Document, d *page.Draft) {
	if hasBraceCloze(doc, d.Prompt) {
		return
	}
	d.Highlights = true
	if !hasHighlights(doc, d.Prompt) {
		markBrackets(doc, d.Prompt, "{}")
	}
	var all []*highlight.Node
	for _, block := range d.Prompt {
		page.EachNode(block, func(n ast.Node) bool {
			if h, ok := n.(*highlight.Node); ok {
				all = append(all, h)
			}
			return true
		})
	}
	numberDeletions(doc, all)
}

// numberDeletions writes highlights as Anki's deletions if any of them has a number or a hint.
func numberDeletions(doc *page.Document, all []*highlight.Node) {
	numbers, hints, marked, next := make([]int, len(all)), make([]string, len(all)), false, 0
	for i, h := range all {
		text := doc.Text(h)
		if found := deletionNumber.FindStringSubmatch(text); found != nil && len(found[0]) < len(text) {
			numbers[i], _ = strconv.Atoi(found[1] + found[2])
			page.TrimStart(doc, h, wording.Visible(found[0]))
			next, marked = max(next, numbers[i]), true
		}
		if found := deletionHint.FindStringSubmatch(doc.Text(h)); found != nil {
			hints[i], marked = "::"+found[1], true
			page.TrimEnd(doc, h, wording.Visible(found[0]))
		}
	}
	if !marked {
		return
	}
	for i, h := range all {
		if numbers[i] == 0 {
			next++
			numbers[i] = next
		}
		parent := h.Parent()
		parent.InsertBefore(parent, h, ast.NewString([]byte("{{c"+strconv.Itoa(numbers[i])+"::")))
		for _, c := range page.Children(h) {
			parent.InsertBefore(parent, h, c)
		}
		parent.ReplaceChild(parent, h, ast.NewString([]byte(hints[i]+"}}")))
	}
}
