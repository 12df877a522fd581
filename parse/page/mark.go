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
		if n.Kind() == ast.KindParagraph && n.HasChildren() {
			doc.Marks[i].read(doc, n)
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
// them: "**NEW QUESTION 3**".
func boldLabel(line, title string) (wording.NumberMark, bool) {
	if line != title {
		return wording.NumberMark{}, false
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

// AnnouncesAnswer reports whether a paragraph, or one of its lines, begins with an answer's marker.
func (m *Mark) AnnouncesAnswer() bool {
	if m.Text == "" {
		return false // no paragraph
	}
	for _, l := range m.Lines {
		if l.Node.Kind() != ast.KindLink && wording.AnswerLead(l.Text) > 0 {
			return true
		}
	}
	return false
}
