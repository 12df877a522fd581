package quiz

import (
	"bytes"
	"strings"

	"github.com/yuin/goldmark/ast"

	"github.com/examdeck/examdeck/parse/page"
	"github.com/examdeck/examdeck/parse/wording"
)

// Statements to judge, and blanks to fill, often carry their answer at the end of their own line: "3. A stack is LIFO.
// **True**", "3. 栈是先进先出的。（×）", "The capital is ____ (Paris)".

// Tail is the answer at the end of a line: a bold word, or one in brackets.
type Tail struct {
	node     ast.Node // the inline node it stands in
	from, to int      // what is cut of a text, in its segment; the answer is between the brackets
	bracket  int      // bytes of one bracket
}

// LineTail finds the answer at the end of the line that begins with an inline node. If a blank in the line asks for it,
// it may be any words; else it must judge the statement.
func LineTail(doc *page.Document, first ast.Node) (Tail, bool) {
	last := first
	for c := first; c != nil; c = c.NextSibling() {
		if t, ok := c.(*ast.Text); !ok || strings.TrimSpace(string(t.Segment.Value(doc.MD.Source))) != "" {
			last = c
		}
		if page.EndsLine(c) {
			break
		}
	}
	blank := strings.Contains(page.LineText(doc, first), "__")
	if page.IsStrong(last) && last != first {
		text := doc.MD.Text(last)
		return Tail{node: last}, wording.IsJudgement(text) || blank && wording.Visible(text) <= MaxTyped
	}
	text, ok := last.(*ast.Text)
	if !ok {
		return Tail{}, false
	}
	value := strings.TrimRight(string(text.Segment.Value(doc.MD.Source)), " \t.。")
	for _, pair := range [][2]string{{"（", "）"}, {"(", ")"}, {"[", "]"}} {
		before, closed := strings.CutSuffix(value, pair[1])
		open := strings.LastIndex(before, pair[0])
		if !closed || open < 0 || first == last && strings.TrimSpace(before[:open]) == "" {
			continue
		}
		inner := before[open+len(pair[0]):]
		if wording.IsJudgement(inner) || blank && strings.TrimSpace(inner) != "" && !strings.Contains(inner, "_") {
			return Tail{node: text, from: open, to: len(value), bracket: len(pair[0])}, true
		}
	}
	return Tail{}, false
}

// cut takes the answer off its line, and returns it.
func (t Tail) cut(doc *page.Document) ast.Node {
	answer := ast.NewParagraph()
	answer.SetPos(t.node.Pos())
	text, ok := t.node.(*ast.Text)
	if !ok {
		if before, ok := t.node.PreviousSibling().(*ast.Text); ok {
			value := before.Segment.Value(doc.MD.Source)
			before.Segment.Stop = before.Segment.Start + len(bytes.TrimRight(value, " -=>:–—→"))
		}
		t.node.Parent().RemoveChild(t.node.Parent(), t.node)
		answer.AppendChild(answer, t.node)
		return answer
	}
	at := text.Segment.Start
	inner := text.Segment
	inner.Start, inner.Stop = at+t.from+t.bracket, at+t.to-t.bracket
	answer.AppendChild(answer, ast.NewTextSegment(inner))
	text.Segment.Stop = at + t.from
	return answer
}

// TakeStatement parts blocks that begin with a statement and its answer: what follows explains it.
func TakeStatement(doc *page.Document, d *page.Draft, blocks []ast.Node) bool {
	if len(blocks) == 0 || !page.IsText(blocks[0]) {
		return false
	}
	first := blocks[0]
	if next := page.NextLine(first.FirstChild()); next != nil {
		page.Unbreak(next.PreviousSibling())
		blocks = append([]ast.Node{first, page.SplitAt(first, next)}, blocks[1:]...)
	}
	t, ok := LineTail(doc, first.FirstChild())
	if !ok {
		return false
	}
	d.Answer = []ast.Node{t.cut(doc)}
	d.Prompt, d.Extra = blocks[:1], blocks[1:]
	return true
}
