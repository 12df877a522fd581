package parse

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/examdeck/examdeck/deck"
	"github.com/examdeck/examdeck/parse/dialect"
)

// Who exports notes is told of what is wrong with a question that was made, or should have been. What is wrong with the
// text around is of no use to him; who asks for everything ([Options.All]) is told of that as well.

// told is how many warnings of one code are told one by one in a source; more are one warning with their number.
const told = 5

// textCodes begin the codes of warnings that are about a text, whether it is a question's or not.
var textCodes = []string{"unclosed-code", "unclosed-comment", "unclosed-math", "unclosed-toggle", "missing-", "remote-media", "unshown-media",
	"file-case", "ambiguous-file", "embed-", "ascii-math", "math-", "macro", "table-cells", "front-matter", "nesting", "too-long", "active-content"}

// lineRange is a run of lines, both counted from 1.
type lineRange struct{ first, last int }

// quieten leaves out the source's warnings that are about no question, and folds those of one code that are many.
func (w *writer) quieten(claims []dialect.Claim, outcomes [][]outcome) {
	if len(w.diagnostics) == 0 {
		return
	}
	var questions []lineRange // in the order of the source, as claims are
	for i, c := range claims {
		if slices.ContainsFunc(outcomes[i], func(o outcome) bool { return o.question != nil }) {
			first, _ := w.doc.MD.Position(c.From)
			last, _ := w.doc.MD.Position(max(c.From, c.To-1))
			questions = append(questions, lineRange{first, last})
		}
	}
	w.diagnostics = slices.DeleteFunc(w.diagnostics, func(d deck.Diagnostic) bool {
		return d.Severity == deck.Warning && d.Pos.File == w.source.Name &&
			(d.Code == "note-type" || aboutText(d.Code) && !within(questions, d))
	})
	w.diagnostics = fold(w.diagnostics, len(questions) > 0)
}

// aboutText reports whether a code is one of those about texts of any kind.
func aboutText(code string) bool {
	return slices.ContainsFunc(textCodes, func(begin string) bool { return strings.HasPrefix(code, begin) })
}

// within reports whether a warning is about a question. What is wrong at the top of a source, such as its front matter,
// is about all of them.
func within(questions []lineRange, d deck.Diagnostic) bool {
	if d.Code == "front-matter" {
		return len(questions) > 0
	}
	i, _ := slices.BinarySearchFunc(questions, d.Pos.Line, func(r lineRange, line int) int { return cmp.Compare(r.last, line) })
	return i < len(questions) && questions[i].first <= d.Pos.Line
}

// fold makes one warning of those of one code that are more than a person reads; in a source without questions, of
// those that are more than one.
func fold(all []deck.Diagnostic, made bool) []deck.Diagnostic {
	most := told
	if !made {
		most = 1
	}
	count := map[string]int{}
	for _, d := range all {
		if d.Severity == deck.Warning {
			count[d.Code]++
		}
	}
	var folded []deck.Diagnostic
	for _, d := range all {
		n := count[d.Code]
		switch {
		case d.Severity != deck.Warning || n <= most && n > 0:
			folded = append(folded, d)
		case n > 0:
			d.Message = fmt.Sprintf("%d times in this source, as here: %s", n, d.Message)
			folded, count[d.Code] = append(folded, d), -1
		}
	}
	return folded
}
