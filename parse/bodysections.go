package parse

import (
	"github.com/yuin/goldmark/ast"

	"github.com/examdeck/examdeck/parse/wording"
)

// splitSections parts a body whose headings name its parts: what stands in the first, which asks, is the prompt, and all from the
// next heading of its level on the answer. Lines above are shown with the prompt.
func splitSections(doc *document, body []ast.Node) (prompt, answer []ast.Node, ok bool) {
	if prompt, answer, ok := splitAskedTitle(doc, body); ok {
		return prompt, answer, true
	}
	at, level := -1, 0
	for i, n := range body {
		h, isHeading := n.(*ast.Heading)
		switch {
		case !isHeading:
		case at < 0:
			if !wording.PromptTitle(doc.text(h)) {
				return nil, nil, false
			}
			at, level = i, h.Level
		case h.Level <= level:
			prompt = append(append(prompt, body[:at]...), body[at+1:i]...)
			return withoutSeparator(doc, trimRules(prompt)), answerSections(doc, body[i:]), true
		}
	}
	return nil, nil, false
}

// splitAskedTitle parts a body that begins with a heading that asks, and holds no other: the question under its number.
func splitAskedTitle(doc *document, body []ast.Node) (prompt, answer []ast.Node, ok bool) {
	for i, n := range body {
		h, isHeading := n.(*ast.Heading)
		if isHeading && wording.LooksAsked(doc.text(h)) != (i == 0) || i == 0 && !isHeading {
			return nil, nil, false
		}
	}
	if len(body) < 2 {
		return nil, nil, false
	}
	prompt, answer = splitBody(doc, body[1:], false, true)
	return append([]ast.Node{paragraphOf(body[0])}, prompt...), answer, true
}

// answerSections are the parts behind the one that asks; a heading that says nothing but that it answers is left out if it is the
// first of them.
func answerSections(doc *document, body []ast.Node) []ast.Node {
	if rest, ok := cutAnswerMarker(doc, body[0]); ok {
		body = append(rest, body[1:]...)
	}
	return trimRules(openToggles(doc, body))
}

// separatorLine tells whether a line is the sign that parts prompt and answer in spaced repetition notes: "?" or "??".
func separatorLine(line string) bool { return line == "?" || line == "??" }

// cutAtSeparator parts a paragraph at a line that is only a question mark.
func cutAtSeparator(doc *document, n ast.Node) (before, rest []ast.Node, ok bool) {
	if !isText(n) {
		return nil, nil, false
	}
	for c := n.FirstChild(); c != nil; c = nextLine(c) {
		if len(wordStart(doc, c)) > 0 || !separatorLine(lineText(doc, c)) {
			continue
		}
		if next := nextLine(c); next != nil {
			rest = []ast.Node{splitAt(n, next)}
		}
		removeLine(n, c, nil)
		if n.HasChildren() {
			before = []ast.Node{n}
		}
		return before, rest, true
	}
	return nil, nil, false
}

// withoutSeparator takes the separator's line off the end of a prompt that a heading ends anyway.
func withoutSeparator(doc *document, prompt []ast.Node) []ast.Node {
	if len(prompt) == 0 {
		return prompt
	}
	last := prompt[len(prompt)-1]
	before, rest, ok := cutAtSeparator(doc, last)
	if !ok {
		return prompt
	}
	return append(append(prompt[:len(prompt)-1:len(prompt)-1], before...), rest...)
}
