package markdown

import (
	"bytes"
	"sort"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"

	"github.com/examdeck/examdeck/internal/markdown/issue"
)

// Len returns the length of the source, without what [Document.Append] put behind it.
func (d *Document) Len() int {
	if d.appended > 0 {
		return d.appended
	}
	return len(d.Source)
}

// Append parses a text that stands nowhere in the source as it is, such as a value of the front matter. It is put
// behind the source, and all positions in it are told as those of a line.
func (d *Document) Append(s string, line int) []ast.Node {
	if d.appended == 0 {
		d.appended, d.appendedLine = len(d.Source), line
	}
	from := len(d.Source) + 1
	d.Source = append(append(d.Source[:len(d.Source):len(d.Source)], '\n'), s+"\n"...)
	lines := text.NewSegments()
	for at := from; at < len(d.Source); {
		next := at + 1 + bytes.IndexByte(d.Source[at:], '\n')
		lines.Append(text.NewSegment(at, next))
		at = next
	}
	nodes, _ := d.Part(lines)
	return nodes
}

// Part parses some lines of the source again, by themselves: what a reader who knows the markers between them sees,
// where CommonMark drew a line into the list above it. Footnotes and the targets of links that the document defines
// elsewhere are known. The segments must be in the order of the source, each within one line. All offsets of the
// nodes are those of the whole source, so [Document.Render] and [Document.Position] take them.
func (d *Document) Part(lines *text.Segments) ([]ast.Node, []Issue) {
	if lines.Len() == 0 {
		return nil, nil
	}
	pc := d.newContext()
	// Parsers that look ahead must not look behind the part.
	reader := text.NewBlockReader(d.Source[:lines.At(lines.Len()-1).Stop], lines)
	root := pipeline.Parse(reader, parser.WithContext(pc))
	var nodes []ast.Node
	for n := root.FirstChild(); n != nil; n = root.FirstChild() {
		root.RemoveChild(root, n)
		nodes = append(nodes, n)
	}
	issues := issue.Of(pc)
	sort.SliceStable(issues, func(i, j int) bool { return issues[i].Offset < issues[j].Offset })
	return nodes, issues
}
