package page

import (
	"bytes"
	"slices"
	"sort"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/text"

	"github.com/examdeck/examdeck/internal/markdown/box"
	"github.com/examdeck/examdeck/parse/wording"
)

// HiddenFrom is where the toggle begins, behind an offset, in which a line stands: its summary is no prompt. Without
// one it is the line's own start.
func (doc *Document) HiddenFrom(from, line int) int {
	i := sort.Search(len(doc.Toggles), func(i int) bool { return doc.Toggles[i].From >= from })
	for ; i < len(doc.Toggles) && doc.Toggles[i].From < line; i++ {
		if t := doc.Toggles[i]; line < t.to && t.Role != wording.Asking {
			return t.From
		}
	}
	return line
}

// Dedented parses a region whose lines may all be indented as its first one is.
func (doc *Document) Dedented(from, to int) []ast.Node {
	src := doc.MD.Source
	for from < to && len(strings.TrimSpace(string(src[from:min(to, doc.LineEnd(from))]))) == 0 {
		from = min(to, doc.LineEnd(from)+1)
	}
	indent := 0
	for from+indent < to && (src[from+indent] == ' ' || src[from+indent] == '\t') {
		indent++
	}
	return doc.Part(from+indent, to, indent)
}

// TextLine is a line of running text: of a paragraph, a list item or a heading, never of code, a formula, a comment
// or HTML. Markers such as "Q:" and "?" are looked for in these.
type TextLine struct {
	Block ast.Node // the block that holds the line
	Node  ast.Node // its first inline node
	// Start is where the line begins in the source, with the marks of lists and quotes before it; from is where its text
	// begins and to where the line ends, without its line end.
	Start, From, To int
	Text            string // plain text, trimmed
}

// Indent is how many bytes of list and quote marks stand before the text; 0 for a line that stands at the margin,
// even when CommonMark draws it into the list above.
func (l TextLine) Indent() int { return l.From - l.Start }

// TextSpans returns the regions of a line's plain text, without code and formulas, neighbouring nodes taken together.
func (l TextLine) TextSpans() [][2]int {
	var spans [][2]int
	for n := l.Node; n != nil; n = n.NextSibling() {
		if t, ok := n.(*ast.Text); ok && !t.IsRaw() {
			if last := len(spans) - 1; last >= 0 && spans[last][1] == t.Segment.Start {
				spans[last][1] = t.Segment.Stop
			} else {
				spans = append(spans, [2]int{t.Segment.Start, t.Segment.Stop})
			}
		}
		if EndsLine(n) {
			break
		}
	}
	return spans
}

// readLines reads the lines of running text of a block and of what it holds.
func (doc *Document) readLines(n ast.Node) {
	switch n.Kind() {
	case ast.KindParagraph, ast.KindTextBlock, ast.KindHeading:
		if n.Parent().Kind() != ast.KindHTMLBlock {
			doc.addLines(n)
		}
		return
	case box.KindTitle:
		return
	}
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		if c.Type() != ast.TypeInline {
			doc.readLines(c)
		}
	}
}

// sortLines puts the lines into the order of the source: a toggle's may have been moved.
func (doc *Document) sortLines() {
	byOffset := func(a, b TextLine) int { return a.From - b.From }
	if !slices.IsSortedFunc(doc.Lines, byOffset) {
		doc.Lines = slices.Clone(doc.Lines) // the marks keep theirs as they are
		slices.SortStableFunc(doc.Lines, byOffset)
	}
}

// addLines adds the lines of a block. A line begins with the block and behind every line break that is text: a break
// inside code or a formula begins none.
func (doc *Document) addLines(block ast.Node) {
	begins := block.FirstChild()
	line := 0
	for c := block.FirstChild(); c != nil; c = c.NextSibling() {
		if !EndsLine(c) {
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

func (doc *Document) addLine(block, node ast.Node, line int) {
	if line >= block.Lines().Len() {
		return
	}
	segment := block.Lines().At(line)
	src := doc.MD.Source
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
	doc.Lines = append(doc.Lines, TextLine{
		Block: block, Node: node, Start: start, From: from, To: doc.LineEnd(from), Text: LineText(doc, node),
	})
}

// lineOf returns the number of the block's line that holds an offset.
func lineOf(block ast.Node, offset int) int {
	lines := block.Lines()
	i := sort.Search(lines.Len(), func(i int) bool { return lines.At(i).Start > offset })
	return max(0, i-1)
}

// LineEnd returns the offset of the end of the line that holds an offset; the line end itself is not part of it.
func (doc *Document) LineEnd(offset int) int {
	if i := bytes.IndexByte(doc.MD.Source[offset:], '\n'); i >= 0 {
		return offset + i
	}
	return len(doc.MD.Source)
}

// LinesBetween are the lines of text that begin in a region of the source.
func (doc *Document) LinesBetween(from, to int) []TextLine {
	all := doc.Lines
	i := sort.Search(len(all), func(i int) bool { return all[i].From >= from })
	j := sort.Search(len(all), func(i int) bool { return all[i].From >= to })
	return all[i:max(i, j)]
}

// Part parses a region of the source by itself, without the first indent columns of its lines but the first.
func (doc *Document) Part(from, to, indent int) []ast.Node {
	src := doc.MD.Source
	lines := text.NewSegments()
	for at := from; at < to; {
		next := min(to, doc.LineEnd(at)+1)
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
	nodes, _ := doc.MD.Part(lines)
	for _, n := range nodes {
		partOptions(doc, n)
	}
	return nodes
}

// ContainerEnd is where the list item or quote ends in which a line stands; the end of the source for a line at the
// margin.
func (doc *Document) ContainerEnd(l TextLine) int {
	if l.Indent() == 0 {
		return len(doc.MD.Source)
	}
	// Items of one list are often question and answer in turn, so the list's end counts, not the item's.
	n := l.Block.Parent()
	if n.Kind() == ast.KindListItem {
		n = n.Parent()
	}
	if n == nil || n.Kind() == ast.KindDocument {
		return len(doc.MD.Source)
	}
	return doc.MD.End(n)
}

// EachBlock calls do for the blocks below a node, in order, and for what they hold where do says so. Inline nodes are
// not looked at.
func EachBlock(n ast.Node, do func(ast.Node) (within bool)) {
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		if c.Type() == ast.TypeInline {
			return // a block holds either blocks or text
		}
		if do(c) {
			EachBlock(c, do)
		}
	}
}

// EachNode calls do for a node and all that it holds, in order, as long as do says so.
func EachNode(n ast.Node, do func(ast.Node) (on bool)) (on bool) {
	if !do(n) {
		return false
	}
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		if !EachNode(c, do) {
			return false
		}
	}
	return true
}
