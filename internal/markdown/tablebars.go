package markdown

import (
	"bytes"
	"fmt"
	"slices"

	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"

	"github.com/examdeck/examdeck/internal/markdown/issue"
	"github.com/examdeck/examdeck/internal/markdown/math"
)

// GFM cuts a table's row at each bar that is not escaped, in formulas and code too: "| $P(A|B)$ | posterior |" has
// three cells, and what is beyond the table's columns is dropped. Where a row has more cells than its table, the bars
// within formulas, code and wikilinks are hidden from goldmark, in a copy of the source that only its parser of tables
// sees.

var hiddenKey = parser.NewContextKey()

// hideBars returns the source that the parser of tables is to read: without the bars that part no cells of the rows
// around the i-th line, which parts a table's header from its rows.
func hideBars(lines *text.Segments, i int, reader text.Reader, pc parser.Context) text.Reader {
	source := reader.Source()
	delimiter := lines.At(i)
	width := columns(source[delimiter.Start:delimiter.Stop])
	found := false
	for j := i - 1; j < lines.Len(); j++ {
		line := lines.At(j)
		row := source[line.Start:line.Stop]
		if j == i || bytes.IndexByte(row, '|') < 0 || len(bars(row)) < width {
			continue
		}
		inner, have := innerBars(row, width)
		if j > i && have > width {
			issue.Add(pc, issue.Issue{Offset: line.Start, Code: "table-cells",
				Message: fmt.Sprintf("row has %d cells, the table %d columns: %q", have, width, bytes.TrimSpace(row)),
				Hint:    `write \| for a bar that parts no cells`})
		}
		if len(inner) == 0 {
			continue
		}
		hidden := pc.ComputeIfAbsent(hiddenKey, func() any { return bytes.Clone(source) }).([]byte)
		for _, at := range inner {
			hidden[line.Start+at] = ' '
		}
		found = true
	}
	if !found {
		return reader
	}
	return text.NewReader(pc.Get(hiddenKey).([]byte))
}

// bars returns where the bars between the cells of a row are, as GFM sees them.
func bars(row []byte) (at []int) {
	row = bytes.TrimRight(row, " \t\r\n")
	first := len(row) - len(bytes.TrimLeft(row, " \t"))
	for i := first + 1; i < len(row)-1; i++ {
		if row[i] == '|' && row[i-1] != '\\' {
			at = append(at, i)
		}
	}
	return at
}

// innerBars returns which bars of a row stand within formulas, code or links, and how many cells it has without them,
// up to the last one that holds anything. Where those are fewer than width, bars with blanks on both sides part cells
// after all.
func innerBars(row []byte, width int) (inner []int, have int) {
	all, spans := bars(row), closedSpans(row)
	outer := make([]int, 0, len(all))
	for _, at := range all {
		for len(spans) > 0 && spans[0][1] <= at {
			spans = spans[1:]
		}
		if len(spans) > 0 && spans[0][0] < at {
			inner = append(inner, at)
		} else {
			outer = append(outer, at)
		}
	}
	if len(outer)+1 < width {
		inner = slices.DeleteFunc(inner, func(at int) bool { return row[at-1] == ' ' && row[at+1] == ' ' })
		return inner, len(all) - len(inner) + 1
	}
	have = len(outer) + 1
	for end := len(row); have > width && len(bytes.Trim(row[outer[have-2]:end], "| \t\r\n")) == 0; have-- {
		end = outer[have-2]
	}
	return inner, have
}

// closedSpans returns where the formulas, code and wikilinks of a row begin and end.
func closedSpans(row []byte) (spans [][2]int) {
	scanner := math.NewScanner(row)
	lastLink := bytes.LastIndex(row, []byte("]]"))
	for i := 0; i < len(row); {
		end := i + 1
		switch row[i] {
		case '`':
			end = codeEnd(row, i)
		case '[':
			if i < lastLink && row[i+1] == '[' {
				end = i + bytes.Index(row[i:], []byte("]]")) + 2
				break
			}
			fallthrough
		case '$', '\\':
			if span, ok := scanner.Find(i); ok {
				end = span.End
			} else if row[i] == '\\' {
				i, end = i+1, i+2
			}
		}
		if end > i+1 {
			spans = append(spans, [2]int{i, end})
		}
		i = end
	}
	return spans
}

// codeEnd returns where the code ends whose first backtick stands at an offset, and the end of the run of backticks
// where none closes it.
func codeEnd(row []byte, at int) int {
	n := 1
	for at+n < len(row) && row[at+n] == '`' {
		n++
	}
	for i := at + n; i < len(row); {
		run := 0
		for i+run < len(row) && row[i+run] == '`' {
			run++
		}
		if run == n {
			return i + n
		}
		i += max(run, 1)
	}
	return at + n
}
