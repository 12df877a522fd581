package parse

import (
	"slices"
	"strings"

	"github.com/yuin/goldmark/ast"

	"github.com/examdeck/examdeck/internal/markdown/comment"
	"github.com/examdeck/examdeck/parse/wording"
)

// splitBody parts what stands below a question's heading into prompt and answer. A heading that is only a number has its
// question in the body as often as not: before an answer's marker (a heading, a word with a colon, a toggle), or in the
// quote at the top. titled tells that the heading asks by itself; then what has no marker is all answer.
func splitBody(doc *document, body []ast.Node, quoted, titled bool) (prompt, answer []ast.Node) {
	body = trimEnds(doc, body)
	if prompt, answer, ok := splitSections(doc, body); ok {
		return prompt, answer
	}
	if prompt, answer, ok := splitParts(doc, body); ok {
		return cutQuestionMarker(doc, unquote(prompt, quoted)), answer
	}
	if o := offerAbove(doc, body); o != nil {
		prompt, answer = splitBody(doc, body[o.last:], false, true)
		return append(slices.Clone(unquote(body[:o.last], quoted)), prompt...), answer
	}
	body = unfoldMarkedList(doc, body)
	body = openStatement(doc, body)
	for i, n := range body {
		if n.Kind() == ast.KindParagraph && saysNothing(body[i+1:]) && wording.AnswerLead(firstLine(doc, n)) == wording.Visible(doc.text(n)) &&
			!strings.ContainsAny(doc.text(n), ":：") {
			break // an answer's word with nothing behind it is an answer itself
		}
		if rest, ok := cutAnswerMarker(doc, n); ok {
			return trimRules(cutQuestionMarker(doc, unquote(body[:i], quoted))), trimRules(append(rest, openToggles(doc, body[i+1:])...))
		}
		if before, rest, ok := cutAtSeparator(doc, n); ok {
			prompt := append(append([]ast.Node{}, body[:i]...), before...)
			return cutQuestionMarker(doc, unquote(prompt, quoted)), trimRules(append(rest, openToggles(doc, body[i+1:])...))
		}
		if before, rest, ok := cutInside(doc, n); ok {
			prompt := append(append([]ast.Node{}, body[:i]...), before)
			return cutQuestionMarker(doc, unquote(prompt, quoted)), trimRules(append(rest, openToggles(doc, body[i+1:])...))
		}
	}
	if titled {
		return nil, body
	}
	lead := 0
	for lead < len(body) && body[lead].Kind() == ast.KindBlockquote {
		lead++
	}
	if lead > 0 && (lead < len(body) || quoted) {
		return unquote(body[:lead], true), trimRules(body[lead:])
	}
	return nil, body
}

// saysNothing tells whether blocks show nothing but rules.
func saysNothing(blocks []ast.Node) bool {
	for _, n := range blocks {
		if n.Kind() != ast.KindThematicBreak && n.Kind() != comment.KindBlock {
			return false
		}
	}
	return true
}

// trimRules drops the thematic breaks at both ends: there they only part questions.
func trimRules(body []ast.Node) []ast.Node {
	for len(body) > 0 && body[0].Kind() == ast.KindThematicBreak {
		body = body[1:]
	}
	for len(body) > 0 && body[len(body)-1].Kind() == ast.KindThematicBreak {
		body = body[:len(body)-1]
	}
	return body
}

// unquote takes the quotes off a prompt that is quoted as a whole.
func unquote(prompt []ast.Node, quoted bool) []ast.Node {
	if !quoted {
		return prompt
	}
	var out []ast.Node
	for _, n := range prompt {
		if n.Kind() != ast.KindBlockquote {
			return prompt
		}
		out = append(out, children(n)...)
	}
	return out
}

// cutAnswerMarker tells whether block n is, or begins with, an answer's marker, and gives what of n belongs to the answer.
func cutAnswerMarker(doc *document, n ast.Node) ([]ast.Node, bool) {
	switch n.Kind() {
	case ast.KindHeading:
		title := doc.text(n)
		if !wording.AnnouncesAnswer(title) {
			return nil, false
		}
		if _, rest, _ := wording.CutColon(title); strings.TrimSpace(rest) != "" {
			trimStart(doc, n, wording.AnswerLead(title))
			return []ast.Node{paragraphOf(n)}, true
		}
		return nil, true
	case ast.KindParagraph, ast.KindTextBlock:
		length := wording.AnswerLead(lineHead(doc, n))
		if first := n.FirstChild(); first != nil && first.Kind() == ast.KindLink {
			length = 0 // it leads to an answer elsewhere
		}
		if length == 0 {
			length = strongLead(doc, n)
		}
		if length == 0 {
			return nil, false
		}
		if onlyPicture(n) {
			return []ast.Node{n}, true
		}
		trimStart(doc, n, length)
		if n.FirstChild() == nil {
			return nil, true
		}
		return []ast.Node{n}, true
	case ast.KindBlockquote:
		first := n.FirstChild()
		if first == nil || !isText(first) || wording.AnswerLead(firstLine(doc, first)) == 0 {
			return nil, false
		}
		rest, ok := cutAnswerMarker(doc, first)
		return append(rest, children(n)[1:]...), ok
	case kindToggle:
		return openToggles(doc, []ast.Node{n}), n.(*toggle).role != wording.Remark
	}
	return nil, false
}

// strongLead is wording.AnswerLead for a marker that only its type sets off: "**Answer** …". A word that is a link or goes on in its sentence
// in the same type is none.
func strongLead(doc *document, n ast.Node) int {
	first := n.FirstChild()
	if first == nil || first.Kind() != ast.KindEmphasis {
		return 0
	}
	title := doc.text(first)
	if wording.Visible(title) < 3 || wording.AnswerLead(title) != wording.Visible(title) || strings.ContainsAny(title, "0123456789") {
		return 0
	}
	return wording.Visible(title)
}

// cutInside looks for an answer's marker at the start of a later line of a paragraph, and parts the paragraph there.
func cutInside(doc *document, n ast.Node) (before ast.Node, rest []ast.Node, ok bool) {
	if n.Kind() != ast.KindParagraph && n.Kind() != ast.KindTextBlock {
		return nil, nil, false
	}
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		next := c.NextSibling()
		if next == nil || !endsLine(c) {
			continue
		}
		if length := wording.AnswerLead(lineText(doc, next)); length > 0 && next.Kind() != ast.KindLink {
			tail := splitAt(n, next)
			unbreak(c)
			trimStart(doc, tail, length)
			return n, []ast.Node{tail}, true
		}
	}
	return nil, nil, false
}

// unfoldMarkedList opens a list whose items are the question and its answer ("- **Q1**: …", "- **Answer**: …"): the items'
// blocks take its place. Other lists stay.
func unfoldMarkedList(doc *document, body []ast.Node) []ast.Node {
	for i, n := range body {
		if n.Kind() != ast.KindList || !hasMarkedItem(doc, n) || len(letterOffers(doc, body, itemMarks(doc, i, n))) > 0 {
			continue
		}
		out := append([]ast.Node{}, body[:i]...)
		for _, item := range children(n) {
			marked := isMarked(doc, item)
			if marked || len(out) == 0 {
				for _, c := range children(item) {
					out = append(out, paragraphOf(c))
				}
				continue
			}
			out = append(out, listOf(n.(*ast.List), item))
		}
		return append(out, body[i+1:]...)
	}
	return body
}

func hasMarkedItem(doc *document, list ast.Node) bool {
	for item := list.FirstChild(); item != nil; item = item.NextSibling() {
		if first := item.FirstChild(); first != nil && wording.AnswerLead(lineHead(doc, first)) > 0 {
			return true
		}
	}
	return false
}

// isMarked tells whether a list item begins with the marker of a question or an answer.
func isMarked(doc *document, item ast.Node) bool {
	first := item.FirstChild()
	if first == nil {
		return false
	}
	line := firstLine(doc, first)
	return wording.AnswerLead(line) > 0 || wording.QuestionLead(line) > 0
}

// cutQuestionMarker takes "Q1:" and its likes off the start of a prompt.
func cutQuestionMarker(doc *document, prompt []ast.Node) []ast.Node {
	if len(prompt) == 0 {
		return prompt
	}
	if k := prompt[0].Kind(); k == ast.KindParagraph || k == ast.KindTextBlock {
		if length := wording.QuestionLead(firstLine(doc, prompt[0])); length > 0 {
			trimStart(doc, prompt[0], length)
		}
	}
	return prompt
}

// rawHTML is the source of an HTML block.
func rawHTML(doc *document, n ast.Node) string {
	var b strings.Builder
	for i := range n.Lines().Len() {
		line := n.Lines().At(i)
		b.Write(line.Value(doc.md.Source))
	}
	return b.String()
}
