package markdown

import (
	"bytes"
	"fmt"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"

	"github.com/examdeck/examdeck/internal/markdown/issue"
)

// maxMissing is how many cells the short rows of a source's tables may lack, beside one for every missingShare bytes
// of the source: goldmark makes all of them, so that a wide header above many short rows takes memory far beyond the
// size of the source.
const (
	maxMissing   = 16 << 10
	missingShare = 8
)

// tableTransformer is GFM's parser of tables, for tables with a bar in the line below their header: a line of dashes
// alone makes no table.
type tableTransformer struct{ parser.ParagraphTransformer }

// Transform implements parser.ParagraphTransformer.
func (t tableTransformer) Transform(node *ast.Paragraph, reader text.Reader, pc parser.Context) {
	lines, source := node.Lines(), reader.Source()
	for i := 1; i < lines.Len(); i++ {
		line := lines.At(i)
		if isDelimiterRow(source[line.Start:line.Stop]) {
			if takeMissing(pc, missingCells(lines, i, source)) {
				t.ParagraphTransformer.Transform(node, hideBars(lines, i, reader, pc), pc)
				return
			}
			issue.Add(pc, issue.Issue{Offset: lines.At(i - 1).Start, Code: "too-long",
				Message: fmt.Sprintf("table of %d columns has rows that lack too many cells, and was read as plain text", columns(source[line.Start:line.Stop])),
				Hint:    "leave out the columns that are empty"})
			return
		}
	}
}

// missingCells counts the cells that the rows of a table lack, whose header ends above the i-th line. It may count
// too many where more than one line looks like the end of a header.
func missingCells(lines *text.Segments, i int, source []byte) int {
	width, missing := 0, 0
	for j := i; j < lines.Len(); j++ {
		line := lines.At(j)
		row := source[line.Start:line.Stop]
		have := columns(row)
		if have > width && isDelimiterRow(row) {
			width, missing = have, missing+(have-width)*(j-i)
		}
		missing += max(0, width-have)
	}
	return missing
}

// columns counts the cells of a row, where no bar in it is escaped or part of a formula or code. (A row that has such bars
// lacks no more cells than it has bytes.)
func columns(row []byte) int {
	row = bytes.TrimSpace(row)
	row = bytes.TrimPrefix(row, []byte{'|'})
	row = bytes.TrimSuffix(row, []byte{'|'})
	return bytes.Count(row, []byte{'|'}) + 1
}

// takeMissing reports whether the parse may make that many cells which no row has, and counts them.
func takeMissing(pc parser.Context, cells int) bool {
	left := &pc.(*docContext).doc.missing
	if cells > *left {
		return false
	}
	*left -= cells
	return true
}

// isDelimiterRow tells that a line may be the one below a table's header.
func isDelimiterRow(line []byte) bool {
	bar := false
	for _, c := range line {
		switch c {
		case '|', ':':
			bar = true
		case '-', ' ', '\t', '\r', '\n':
		default:
			return false
		}
	}
	return bar && bytes.IndexByte(line, '-') >= 0
}
