package quiz

import (
	"strings"

	"github.com/yuin/goldmark/ast"

	"github.com/examdeck/examdeck/parse/page"
	"github.com/examdeck/examdeck/parse/wording"
)

// CodeOffer finds options that are the lines of a code block: authors use fences to keep their lines apart, or because each
// option is a program. They are named by letters or numbers that go on in order from the first line, or one of them is marked
// in words as the right one.
func CodeOffer(doc *page.Document, blocks []ast.Node, i int) *Offer {
	rows := CodeRows(doc, blocks[i])
	if len(rows) < 2 {
		return nil
	}
	o := &Offer{blocks: blocks, First: i, Last: i + 1, Form: LetterForm}
	if o.Marks = codeRun(rows, i, false); o.Marks == nil {
		o.Form = NumberForm
		o.Marks = codeRun(rows, i, true)
	}
	if o.Marks == nil {
		o.Form = PlainForm
		o.Marks = markedRows(rows, i)
	}
	if o.Marks == nil {
		return nil
	}
	return o
}

// CodeRows are the lines of a code block, without blanks at their ends.
func CodeRows(doc *page.Document, block ast.Node) []string {
	lines := block.Lines()
	rows := make([]string, lines.Len())
	for i := range rows {
		line := lines.At(i)
		rows[i] = strings.TrimRight(string(line.Value(doc.MD.Source)), " \t\r\n")
	}
	return rows
}

// firstRow is the first line with something in it.
func firstRow(rows []string) string {
	for _, row := range rows {
		if strings.TrimSpace(row) != "" {
			return row
		}
	}
	return ""
}

// codeRun follows the letters, or the numbers, at the start of lines from the first line on.
func codeRun(rows []string, block int, numbers bool) []Mark {
	if _, ok := wording.ReadMarker(firstRow(rows)); !ok {
		return nil
	}
	var best []Mark
	for a, alphabet := range wording.Alphabets {
		if (a == wording.NumberRow) != numbers {
			continue
		}
		var run []Mark
		for r, row := range rows {
			k, ok := wording.ReadMarker(row)
			if ok && wording.LetterAt(alphabet, len(run), k.Letter) && (run == nil || sameShape(run[0].marker, k)) {
				text := cutVisible(row, k.Length)
				run = append(run, Mark{block: block, row: r, marker: k, text: text, Whole: text})
				continue
			}
			if run == nil {
				if strings.TrimSpace(row) != "" {
					break
				}
				continue
			}
			run[len(run)-1].Whole += "\n" + row
		}
		if len(run) > len(best) {
			best = run
		}
	}
	if len(best) < 2 || len(best) < page.MinBareRun && best[0].marker.Shape == "%" {
		return nil
	}
	return best
}

// markedRows takes every line for an option where some, but not all, are marked in words as right, and none is indented as
// lines of programs are.
func markedRows(rows []string, block int) []Mark {
	var marks []Mark
	right := 0
	for r, row := range rows {
		if row == "" {
			continue
		}
		if row[0] == ' ' || row[0] == '\t' {
			return nil
		}
		if v, size := wording.VerdictAtEnd(row); v == wording.RightVerdict && size > 1 {
			right++
		}
		marks = append(marks, Mark{block: block, row: r, text: row, Whole: row})
	}
	if right == 0 || right == len(marks) {
		return nil
	}
	return marks
}
