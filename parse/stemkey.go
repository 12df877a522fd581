package parse

import (
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"

	"github.com/examdeck/examdeck/parse/wording"
)

// stemKey reads the key from the brackets that the question's text leaves for it, as Chinese papers have them: "…是（ B ）". The
// letters are cut, so that the brackets are empty again.
func (z *quiz) stemKey(o *offer) quizKey {
	letters := o.letters()
	if len(letters) < 2 || o.form < letterForm {
		return quizKey{}
	}
	for _, n := range slices.Backward(z.draft.prompt[:min(o.first+1, len(z.draft.prompt))]) {
		if !isText(n) {
			continue
		}
		for c := n.FirstChild(); c != nil; c = c.NextSibling() {
			text, ok := c.(*ast.Text)
			if !ok {
				continue
			}
			if right := filledBrackets(z.asked, text, o); right != nil {
				return quizKey{right: right}
			}
		}
	}
	return quizKey{}
}

// filledBrackets gives the options that letters in brackets at the end of a text name, and cuts the letters.
func filledBrackets(doc *document, text *ast.Text, o *offer) []bool {
	value := string(text.Segment.Value(doc.md.Source))
	for _, pair := range [][2]string{{"（", "）"}, {"(", ")"}} {
		open := strings.LastIndex(value, pair[0])
		if open < 0 {
			continue
		}
		from := open + len(pair[0])
		inner, behind, ok := strings.Cut(value[from:], pair[1])
		if !ok || utf8.RuneCountInString(behind) > 3 || len(inner) > 12 {
			continue
		}
		n := wording.ReadLetters(inner, o.letters())
		if len(n.Offered) == 0 || len(n.Unknown) > 0 || strings.TrimSpace(n.Rest) != "" {
			continue
		}
		right := make([]bool, len(o.marks))
		for i, m := range o.marks {
			right[i] = slices.Contains(n.Offered, m.marker.Letter)
		}
		emptyBrackets(text, from, from+len(inner))
		return right
	}
	return nil
}

// emptyBrackets cuts a stretch of a text's value, which is parted for it.
func emptyBrackets(text *ast.Text, from, to int) {
	rest := ast.NewTextSegment(text.Segment.WithStart(text.Segment.Start + to))
	rest.SetSoftLineBreak(text.SoftLineBreak())
	rest.SetHardLineBreak(text.HardLineBreak())
	text.Segment = text.Segment.WithStop(text.Segment.Start + from)
	text.SetSoftLineBreak(false)
	text.SetHardLineBreak(false)
	text.Parent().InsertAfter(text.Parent(), text, rest)
}
