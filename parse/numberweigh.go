package parse

import (
	"slices"
	"strings"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"

	"github.com/examdeck/examdeck/parse/wording"
)

// weigh looks for what makes a question of a number.
func (s *numberStart) weigh(doc *document) {
	lines := doc.linesBetween(s.from, s.to)
	if len(lines) == 0 {
		return
	}
	title := lines[0].text
	if s.inHTML() {
		title = doc.text(doc.blocks[s.block])
	} else {
		lines = lines[1:]
	}
	offered, named, keyed, answered := optionLines(doc, lines)
	for i, n := range s.blocks(doc) {
		if isCode(n) {
			if o := codeOffer(doc, []ast.Node{n}, 0); o != nil && (o.named() || o.form == numberForm || o.marked() != nil) {
				offered, keyed = true, keyed || o.marked() != nil
			} else if rows := codeRows(doc, n); len(rows) > 1 && wording.AnswerLead(rows[0]) > 0 && strings.ContainsAny(rows[0], ":：") {
				answered = true
			}
		}
		t, ok := n.(*toggle)
		answered = answered || ok && t.role != wording.Remark || i > 0 && isText(n) && onlyPicture(n) && wording.AnswerLead(doc.text(n)) > 0
	}
	s.bold = s.boldList(doc)
	if first := s.firstNode(); first != nil && !offered && !answered && wording.Visible(title) >= minStatement {
		_, s.stated = lineTail(doc, first)
	}
	if offered && keyed && !answered && !named {
		s.boxed = true
		s.asked = wording.AsksForTicks(title) || s.Label != "" && strings.HasPrefix(strings.TrimLeft(s.Style, "([（"), "q")
	}
	switch {
	case offered && (keyed || answered):
		s.evidence = quizEvidence
	case answered || s.item != nil && wording.LooksAsked(title) && s.item.ChildCount() > 1:
		s.evidence = answerEvidence
	case offered:
		s.evidence = offerEvidence
	}
}

// boldList tells whether an item is a text and a list of which one item, or several but not most, are in bold as a whole.
func (s *numberStart) boldList(doc *document) bool {
	if s.item == nil || s.item.ChildCount() != 2 {
		return false
	}
	list, ok := s.item.LastChild().(*ast.List)
	if !ok || list.ChildCount() < 2 {
		return false
	}
	n := 0
	for _, m := range itemMarks(doc, 0, list) {
		if m.bold && m.item.ChildCount() == 1 {
			n++
		}
	}
	return n > 0 && 2*n <= list.ChildCount()
}

// optionLines tells whether there are options among lines, ticked or marked ones, and lines that announce an answer.
func optionLines(doc *document, lines []textLine) (offered, named, keyed, answered bool) {
	var letters []string
	boxes := 0
	for _, l := range lines {
		if task, ok := l.node.(*extast.TaskCheckBox); ok {
			boxes++
			keyed = keyed || task.IsChecked
		} else if state, _, ok := readBox(l.text); ok {
			boxes++
			keyed = keyed || state == tickedBox
		}
		if v, size := wording.VerdictAtStart(l.text); v == wording.RightVerdict && size >= 4 {
			answered = true
		}
		if v, _ := wording.VerdictAtEnd(l.text); v == wording.RightVerdict {
			keyed = true
		}
		if k, said, ok := readSignedMarker(l.text); ok && k.Shape != "%" {
			keyed = keyed || said == wording.RightVerdict || endsCrossed(string(doc.md.Source[l.from:l.to]))
			if n := len(letters); n == 0 || k.Letter != letters[0] {
				letters = append(letters, k.Letter)
				if m, _ := wording.RunLength(letters); m < len(letters) {
					letters = letters[:n]
					if n < 2 {
						letters = []string{k.Letter}
					}
				}
			}
			if l.node.Kind() == ast.KindEmphasis {
				keyed = keyed || len(letters) > 0
			}
			continue
		}
		answered = answered || wording.SaysAnswer(l.text) || isBareKey(l.text) || isKeyHeading(l)
	}
	named = len(letters) >= 2 && !slices.Contains(letters, "1")
	return named || boxes >= 2, named, keyed, answered
}

// isKeyHeading tells whether a line is the heading of an answer.
func isKeyHeading(l textLine) bool {
	return l.block.Kind() == ast.KindHeading && wording.AnswerLead(l.text) > 0
}
