package page

import (
	"slices"
	"strings"

	"github.com/yuin/goldmark/ast"

	"github.com/examdeck/examdeck/parse/wording"
)

// Mark is what a top-level block's text says about it. It is made once for each block, before any recogniser looks,
// so that a further dialect costs little for notes that are not written in it: what it asks for has been read
// already.
type Mark struct {
	// Lines are the lines of running text in the block and in all that it holds, in order.
	Lines []TextLine
	// Text is the first line of a paragraph; empty for other blocks. All below is about that line.
	Text string
	// Answer is how many visible characters of it announce an answer ("Answer:", "**Lösung.**"), 0 where none do.
	Answer int
	// Asks reports whether it ends in a question mark, whatever decorates its end.
	Asks bool
	// Number is the number with which it begins, if Numbered is set: "1.", "(1)", "Q1:".
	Number   wording.NumberMark
	Numbered bool
	// Key reports whether it says that the answer follows, so that the options above are over; Explains whether it
	// says why an answer is right.
	Key, Explains bool
	// Opens reports whether the block as a whole begins with an answer's marker: a paragraph, a quote or a list by its
	// first line, a toggle by its role.
	Opens bool
	// Title is the bold text with which the paragraph begins, if Bold is set: its first line, or a question by itself.
	Title string
	Bold  bool
}

// readMarks reads the lines of running text, and marks the blocks.
func (doc *Document) readMarks() {
	doc.Marks = make([]Mark, len(doc.Blocks))
	for i, n := range doc.Blocks {
		first := len(doc.Lines)
		doc.readLines(n)
		doc.Marks[i].Lines = doc.Lines[first:len(doc.Lines):len(doc.Lines)]
		switch n.Kind() {
		case ast.KindParagraph:
			if n.HasChildren() {
				doc.Marks[i].read(doc, n)
			}
		case ast.KindBlockquote, ast.KindList, KindToggle:
			doc.Marks[i].Opens = OpensAnswer(doc, n)
		}
	}
	doc.sortLines()
}

// read reads the first line of a paragraph.
func (m *Mark) read(doc *Document, n ast.Node) {
	if len(m.Lines) > 0 && m.Lines[0].Node == n.FirstChild() {
		m.Text = m.Lines[0].Text
	} else {
		m.Text = FirstLine(doc, n)
	}
	if n.FirstChild().Kind() == ast.KindImage {
		return // its alternative text is no label and announces nothing
	}
	m.Answer, m.Asks, m.Explains = wording.AnswerLead(m.Text), wording.LooksAsked(m.Text), wording.IsExplanation(m.Text)
	m.Opens = m.Answer > 0 && n.FirstChild().Kind() != ast.KindLink
	if m.Key = m.Answer > 0; !m.Key {
		_, m.Key = wording.AfterLead(m.Text)
	}
	m.Number, m.Numbered = wording.ReadNumberLine(m.Text)
	m.Title, m.Bold = boldLead(doc, n, m.Text)
	if m.Bold && !m.Numbered {
		m.Number, m.Numbered = boldLabel(m.Text, m.Title)
	}
}

// boldLabel reads a line that is nothing but several bold words for a question and a number, as dumps of exams have
// them, "**NEW QUESTION 3**", or a bold number alone.
func boldLabel(line, title string) (wording.NumberMark, bool) {
	if line != title {
		return wording.NumberMark{}, false
	}
	if number, whole := wording.WholeNumber(title); whole && len(title) <= 3 {
		return wording.NumberMark{Number: number, Style: "*", Label: title, Cut: wording.Visible(line)}, true
	}
	l, ok := wording.ReadLabel(title)
	number, whole := wording.WholeNumber(l.Number)
	words := strings.Fields(l.Word)
	if !ok || !whole || l.Rest != "" || len(words) < 2 || !slices.ContainsFunc(words, isQuestionWord) {
		return wording.NumberMark{}, false
	}
	return wording.NumberMark{Number: number, Style: "q", Label: title, Cut: wording.Visible(line)}, true
}

func isQuestionWord(word string) bool { return wording.IsAnyCase(word, wording.AnyQuestion) }

// OpensAnswer reports whether a block as a whole begins with an answer's marker: a text by its first line, a quote or a
// list by what it begins with, a toggle by its role. A lone word is a marker if its type sets it off.
func OpensAnswer(doc *Document, n ast.Node) bool {
	switch n := n.(type) {
	case *Toggle:
		return n.Role == wording.Answering
	case *ast.Blockquote, *ast.List, *ast.ListItem:
		return n.FirstChild() != nil && OpensAnswer(doc, n.FirstChild())
	}
	first := n.FirstChild()
	if !IsText(n) || first == nil || first.Kind() == ast.KindLink || first.Kind() == ast.KindImage {
		return false
	}
	line := LineHead(doc, n)
	return wording.SaysAnswer(line) || first.Kind() == ast.KindEmphasis && wording.AnswerLead(line) > 0
}

// AnnouncesAnswer reports whether a block, or a later line of a paragraph, begins with an answer's marker.
func (m *Mark) AnnouncesAnswer() bool {
	if m.Opens || m.Text == "" {
		return m.Opens
	}
	for _, l := range m.Lines {
		if l.Node.Kind() != ast.KindLink && wording.AnswerLead(l.Text) > 0 {
			return true
		}
	}
	return false
}
