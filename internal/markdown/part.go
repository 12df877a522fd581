package markdown

import (
	"sort"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"

	"github.com/examdeck/examdeck/internal/markdown/issue"
)

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
