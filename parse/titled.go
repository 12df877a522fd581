package parse

import (
	"bytes"

	"github.com/yuin/goldmark/ast"

	"github.com/examdeck/examdeck/parse/wording"
)

// What the dialects share whose questions have a title that asks by itself: callouts, toggles, headings, bold lines.

// splitTitled parts what stands below a title that asks: all is answer, but for what stands before an answer's marker and
// for options to tick.
func splitTitled(doc *document, body []ast.Node) (prompt, answer []ast.Node) {
	body = trimRules(body)
	if prompt, answer = splitBody(doc, body, false, true); len(prompt) > 0 {
		return prompt, answer
	}
	for _, o := range findOffers(doc, answer) {
		if o.form == boxForm && ticked(o) {
			return answer[:o.last], trimRules(openToggles(doc, answer[o.last:]))
		}
	}
	return nil, openToggles(doc, answer)
}

// ticked tells whether an option of an offer is ticked.
func ticked(o *offer) bool {
	for _, m := range o.marks {
		if m.box == tickedBox {
			return true
		}
	}
	return false
}

// cutTitleLabel takes the label off the start of a title's node and notes it in the draft.
func cutTitleLabel(doc *document, title ast.Node, d *draft) {
	shown, number, length := wording.TitleLabel(doc.text(title))
	if length == 0 {
		trimStart(doc, title, wording.QuestionLead(doc.text(title))) // "Q. What …"
		return
	}
	trimStart(doc, title, length)
	d.label, d.number = shown, number
}

// lineFrom is where the line begins that holds an offset; the offset itself where that is far to the left.
func (doc *document) lineFrom(offset int) int {
	const margin = 256
	window := doc.md.Source[max(0, offset-margin):offset]
	if i := bytes.LastIndexByte(window, '\n'); i >= 0 {
		return offset - len(window) + i + 1
	}
	if len(window) < margin {
		return 0
	}
	return offset
}

// endOf is where a block ends in the source: where the next one begins, else behind its last line.
func (doc *document) endOf(n ast.Node) int {
	if next := n.NextSibling(); next != nil {
		return max(doc.lineFrom(doc.md.Offset(next)), doc.md.Offset(n)+1)
	}
	if n.Parent() == doc.md.Root {
		return len(doc.md.Source)
	}
	if t, ok := n.(*toggle); ok {
		return doc.endOfToggle(t)
	}
	return doc.md.End(n)
}
