package parse

import (
	"bytes"
	"slices"
	"sort"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/text"

	"github.com/examdeck/examdeck/internal/markdown/callout"
)

// textLine is a line of running text: of a paragraph, a list item or a heading, never of code, a formula, a comment or HTML.
// Markers such as "Q:" and "?" are looked for in these.
type textLine struct {
	block ast.Node // the block that holds the line
	node  ast.Node // its first inline node
	// start is where the line begins in the source, with the marks of lists and quotes before it; from is where its text
	// begins and to where the line ends, without its line end.
	start, from, to int
	text            string // plain text, trimmed
}

// indent is how many bytes of list and quote marks stand before the text; 0 for a line that stands at the margin, even when
// CommonMark draws it into the list above.
func (l textLine) indent() int { return l.from - l.start }

// textLines gives all lines of running text, in the order of the source.
func (doc *document) textLines() []textLine {
	if doc.lines == nil {
		doc.lines = []textLine{}
		eachBlock(doc.md.Root, func(n ast.Node) bool {
			switch n.Kind() {
			case ast.KindParagraph, ast.KindTextBlock, ast.KindHeading:
				if n.Parent().Kind() != ast.KindHTMLBlock {
					doc.addLines(n)
				}
				return false
			}
			return n.Kind() != callout.KindTitle
		})
		slices.SortStableFunc(doc.lines, func(a, b textLine) int { return a.from - b.from })
	}
	return doc.lines
}

// addLines adds the lines of a block. A line begins with the block and behind every line break that is text: a break inside
// code or a formula begins none.
func (doc *document) addLines(block ast.Node) {
	if block.Lines().Len() == 0 {
		return
	}
	begins := block.FirstChild()
	line := 0
	for c := block.FirstChild(); c != nil; c = c.NextSibling() {
		if !endsLine(c) {
			continue
		}
		doc.addLine(block, begins, line)
		begins = c.NextSibling()
		line = lineOf(block, c.(*ast.Text).Segment.Start)
		if next, ok := begins.(*ast.Text); !ok || lineOf(block, next.Segment.Start) > line {
			line++ // else the break was put between options of one line
		}
	}
	if begins != nil {
		doc.addLine(block, begins, line)
	}
}

func (doc *document) addLine(block, node ast.Node, line int) {
	if line >= block.Lines().Len() {
		return
	}
	segment := block.Lines().At(line)
	src := doc.md.Source
	start := 1 + bytes.LastIndexByte(src[:segment.Start], '\n')
	from := segment.Start
	if t, ok := node.(*ast.Text); ok && t.Segment.Start > from && t.Segment.Start <= segment.Stop && t.PreviousSibling() != nil {
		from = t.Segment.Start
	}
	for from < segment.Stop && (src[from] == ' ' || src[from] == '\t') {
		from++
	}
	if blank := len(src[start:from]) - len(bytes.TrimLeft(src[start:from], " ")); blank == from-start && blank < 4 {
		start = from // up to three blanks are no indentation (CommonMark, section 2.2)
	}
	doc.lines = append(doc.lines, textLine{
		block: block, node: node, start: start, from: from, to: doc.lineEnd(from), text: lineText(doc, node),
	})
}

// lineOf gives the number of the block's line that holds an offset.
func lineOf(block ast.Node, offset int) int {
	lines := block.Lines()
	i := sort.Search(lines.Len(), func(i int) bool { return lines.At(i).Start > offset })
	return max(0, i-1)
}

// lineEnd gives the offset of the end of the line that holds an offset; the line end itself is not part of it.
func (doc *document) lineEnd(offset int) int {
	if i := bytes.IndexByte(doc.md.Source[offset:], '\n'); i >= 0 {
		return offset + i
	}
	return len(doc.md.Source)
}

// linesBetween are the lines of text that begin in a region of the source.
func (doc *document) linesBetween(from, to int) []textLine {
	all := doc.textLines()
	i := sort.Search(len(all), func(i int) bool { return all[i].from >= from })
	j := sort.Search(len(all), func(i int) bool { return all[i].from >= to })
	return all[i:max(i, j)]
}

// part parses a region of the source by itself, without the first indent columns of its lines but the first.
func (doc *document) part(from, to, indent int) []ast.Node {
	src := doc.md.Source
	lines := text.NewSegments()
	for at := from; at < to; {
		next := min(to, doc.lineEnd(at)+1)
		if at > from {
			for n := 0; n < indent && at < next && bytes.IndexByte([]byte(" \t>"), src[at]) >= 0; n++ {
				if src[at] == '\t' {
					n = indent
				}
				at++
			}
		}
		lines.Append(text.NewSegment(at, next))
		at = next
	}
	nodes, _ := doc.md.Part(lines)
	for _, n := range nodes {
		partOptions(doc, n)
	}
	return nodes
}

// containerEnd is where the list item or quote ends in which a line stands; the end of the source for a line at the margin.
func (doc *document) containerEnd(l textLine) int {
	if l.indent() == 0 {
		return len(doc.md.Source)
	}
	// Items of one list are often question and answer in turn, so the list's end counts, not the item's.
	n := l.block.Parent()
	if n.Kind() == ast.KindListItem {
		n = n.Parent()
	}
	if n == nil || n.Kind() == ast.KindDocument {
		return len(doc.md.Source)
	}
	return doc.md.End(n)
}
