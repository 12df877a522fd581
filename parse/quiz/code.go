package quiz

import (
	"slices"
	"strings"

	"github.com/yuin/goldmark/ast"

	"github.com/examdeck/examdeck/parse/page"
	"github.com/examdeck/examdeck/parse/wording"
)

// CodeOffer returns the options that the lines of code block i offer; nil if they offer none. Authors use fences to
// keep the lines of options apart, or because each option is a program. Such lines are named by letters or numbers
// that go on in order from the first line on, or one of them is marked in words as the right one.
func CodeOffer(doc *page.Document, blocks []ast.Node, i int) *Offer {
	rows := CodeRows(doc, blocks[i])
	for _, way := range []struct {
		form Form
		read func(rows []string, block int) []Mark
	}{{LetterForm, letteredRows}, {NumberForm, numberedRows}, {PlainForm, markedRows}} {
		if marks := way.read(rows, i); marks != nil {
			return &Offer{blocks: blocks, First: i, Last: i + 1, Form: way.form, Marks: marks}
		}
	}
	return nil
}

// CodeRows returns the lines of a code block, without blanks at their ends.
func CodeRows(doc *page.Document, block ast.Node) []string {
	lines := block.Lines()
	rows := make([]string, lines.Len())
	for i := range rows {
		line := lines.At(i)
		rows[i] = strings.TrimRight(string(line.Value(doc.MD.Source)), " \t\r\n")
	}
	return rows
}

// firstRow returns the index of the first line with something in it; -1 if all are empty.
func firstRow(rows []string) int {
	return slices.IndexFunc(rows, func(row string) bool { return row != "" })
}

func letteredRows(rows []string, block int) []Mark { return rowRun(rows, block, false) }

func numberedRows(rows []string, block int) []Mark { return rowRun(rows, block, true) }

// rowRun follows the letters, or the numbers, at the start of lines from the first line on. The lines between two of
// them belong to the first.
func rowRun(rows []string, block int, numbers bool) []Mark {
	first := firstRow(rows)
	if first < 0 {
		return nil
	}
	opens, _ := wording.ReadMarker(rows[first])
	return longestRun(opens, numbers, func(alphabet []string) []Mark {
		var run []Mark
		for i, row := range rows[first:] {
			k, _ := wording.ReadMarker(row)
			if !wording.LetterAt(alphabet, len(run), k.Letter) || !sameShape(opens, k) {
				run[len(run)-1].Whole += "\n" + row
				continue
			}
			text := cutVisible(row, k.Length)
			run = append(run, Mark{block: block, row: first + i, marker: k, text: text, Whole: text})
		}
		return run
	})
}

// markedRows takes every line for an option if some, but not all, are marked in words as right, and none is indented
// as lines of programs are. A sign alone marks nothing: code may end in a star.
func markedRows(rows []string, block int) []Mark {
	var marks []Mark
	right := 0
	for r, row := range rows {
		if row == "" {
			continue
		}
		if strings.ContainsRune(" \t", rune(row[0])) {
			return nil
		}
		if v, size := rowVerdict(row); v == wording.RightVerdict && size > 1 {
			right++
		}
		marks = append(marks, Mark{block: block, row: r, text: row, Whole: row})
	}
	if right == 0 || right == len(marks) {
		return nil
	}
	return marks
}

// rowVerdict is [wording.VerdictAtEnd] for a line of code, where a star at the end is an operator.
func rowVerdict(row string) (wording.Verdict, int) {
	if strings.HasSuffix(strings.TrimRight(row, " \t\r\n"), "*") {
		return wording.NoVerdict, 0
	}
	return wording.VerdictAtEnd(row)
}
