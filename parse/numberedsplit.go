package parse

import (
	"strings"

	"github.com/yuin/goldmark/ast"

	"github.com/examdeck/examdeck/parse/wording"
)

// split parts the blocks of a numbered question into prompt and answer. Without a word or mark that announces the answer,
// options are all prompt, and what stands below a line that asks is the answer.
func (s numberStart) split(doc *document, blocks []ast.Node) (prompt, answer []ast.Node) {
	if len(blocks) == 0 {
		return nil, nil
	}
	prompt, rest := splitBody(doc, blocks, false, false)
	if len(prompt) > 0 {
		return prompt, rest
	}
	blocks = rest
	if prompt, answer, ok := splitAtMark(doc, blocks); ok {
		return prompt, answer
	}
	for _, o := range findOffers(doc, blocks) {
		if o.named() || o.marked() != nil {
			return blocks, nil
		}
	}
	if s.item != nil && len(blocks) > 1 && (s.answered || doc.settings.forces("numbered-questions")) {
		return blocks[:1], blocks[1:]
	}
	if last := len(blocks) - 1; last > 0 && s.answered && onlyPicture(blocks[last]) {
		return blocks[:last], blocks[last:]
	}
	if at := lastLead(doc, blocks); at > 0 && s.answered {
		return blocks[:at], blocks[at:]
	}
	return blocks, nil
}

// lastLead is the index behind the last paragraph that ends in a colon, if something follows it and something other than it
// stands above; 0 without one.
func lastLead(doc *document, blocks []ast.Node) int {
	for i := len(blocks) - 2; i > 0; i-- {
		if isText(blocks[i]) {
			if text := doc.text(blocks[i]); strings.HasSuffix(text, ":") || strings.HasSuffix(text, "：") {
				return i + 1
			}
			return 0
		}
	}
	return 0
}

// splitAtMark parts blocks before the first line or block that a mark says is the answer: a line that begins "[correct
// answer]", code that begins with an answer's word or holds such a mark, a picture that is called "solution".
func splitAtMark(doc *document, blocks []ast.Node) (prompt, answer []ast.Node, ok bool) {
	for i, n := range blocks {
		switch {
		case isText(n):
			for c := n.FirstChild(); c != nil; c = nextLine(c) {
				v, size := wording.VerdictAtStart(lineText(doc, c))
				if v != wording.RightVerdict || size < 4 {
					continue
				}
				if c.PreviousSibling() == nil {
					trimStart(doc, n, size)
					return blocks[:i], blocks[i:], i > 0
				}
				unbreak(c.PreviousSibling())
				tail := splitAt(n, c)
				trimStart(doc, tail, size)
				return blocks[: i+1 : i+1], append([]ast.Node{tail}, blocks[i+1:]...), true
			}
		case isCode(n) && i > 0 && codeOffer(doc, blocks, i) == nil && marksAnswer(doc, n):
			return blocks[:i], blocks[i:], true
		}
	}
	return nil, nil, false
}

// onlyPicture tells whether a paragraph is a picture and nothing else.
func onlyPicture(n ast.Node) bool {
	first := n.FirstChild()
	if first == nil || first.Kind() != ast.KindImage {
		return false
	}
	for c := first.NextSibling(); c != nil; c = c.NextSibling() {
		if t, ok := c.(*ast.Text); !ok || t.Segment.Len() > 0 {
			return false
		}
	}
	return true
}

// marksAnswer tells whether code says of itself that it is the answer: by its first line, which is cut, or by a mark at the end
// of a line.
func marksAnswer(doc *document, code ast.Node) bool {
	rows := codeRows(doc, code)
	if len(rows) > 1 && rows[0] != "" && wording.AnswerLead(rows[0]) == wording.Visible(rows[0]) && strings.ContainsAny(rows[0], ":：") {
		code.Lines().SetSliced(1, code.Lines().Len())
		return true
	}
	for _, row := range rows {
		if v, size := wording.VerdictAtEnd(row); v == wording.RightVerdict && size >= 4 {
			return true
		}
	}
	return false
}
