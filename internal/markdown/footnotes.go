package markdown

import (
	"strconv"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// footnoteBlockParser is goldmark's parser of footnotes' definitions. They are kept by name, so that any part of the
// document that is parsed again finds them; goldmark's own transformer takes their list out of the tree, since it
// knows of no link to them.
type footnoteBlockParser struct{ parser.BlockParser }

// Close implements parser.BlockParser.
func (p footnoteBlockParser) Close(node ast.Node, reader text.Reader, pc parser.Context) {
	p.BlockParser.Close(node, reader, pc)
	pc.(*docContext).define(node.(*extast.Footnote))
}

// footnoteLink is a mark "[^name]" that refers to a footnote.
type footnoteLink struct {
	ast.BaseInline
	note   *extast.Footnote
	inline text.Segment // the text of a footnote that stands in the line
}

var kindFootnoteLink = ast.NewNodeKind("FootnoteLink")

// Kind implements ast.Node.
func (*footnoteLink) Kind() ast.NodeKind { return kindFootnoteLink }

// Dump implements ast.Node.
func (n *footnoteLink) Dump(source []byte, level int) {
	ast.DumpHelper(n, source, level, map[string]string{"Name": string(n.note.Ref)}, nil)
}

// footnoteParser reads links to footnotes.
type footnoteParser struct{}

// Trigger implements parser.InlineParser. The parser of pictures would take "![^" first.
func (footnoteParser) Trigger() []byte { return []byte{'!', '['} }

// maxFootnoteName is how long a footnote's name may be (CommonMark's limit for the labels of links).
const maxFootnoteName = 999

// Parse implements parser.InlineParser.
func (footnoteParser) Parse(parent ast.Node, reader text.Reader, pc parser.Context) ast.Node {
	line, segment := reader.PeekLine()
	from := 1
	if line[0] == '!' {
		from = 2
	}
	if len(line) <= from || line[from-1] != '[' || line[from] != '^' {
		return nil
	}
	name := footnoteName(line[from+1:])
	note := pc.(*docContext).footnote(name, segment.Start)
	if name == "" || note == nil {
		return nil
	}
	if line[0] == '!' {
		parent.AppendChild(parent, ast.NewTextSegment(text.NewSegment(segment.Start, segment.Start+1)))
	}
	reader.Advance(from + 1 + len(name) + 1)
	return &footnoteLink{note: note}
}

// footnoteName returns what stands before the bracket that closes a footnote's mark; empty where none does.
func footnoteName(line []byte) string {
	for i := 0; i < len(line) && i <= maxFootnoteName; i++ {
		switch line[i] {
		case '\\':
			if i+1 < len(line) && util.IsPunct(line[i+1]) {
				i++
			}
		case '[':
			return ""
		case ']':
			return string(line[:i])
		}
	}
	return ""
}

// footnoteLink writes the number of a footnote in the fragment: they count from 1 in order of first use.
func (r *renderer) footnoteLink(n *footnoteLink) {
	r.seen = true
	// A footnote that was parsed twice, in the document and in a part of it, is one.
	number, shown := r.numbers[n.note.Pos()]
	if !shown {
		r.readInline(n)
		r.notes = append(r.notes, n.note)
		number = len(r.notes)
		if r.numbers == nil {
			r.numbers = map[int]int{}
		}
		r.numbers[n.note.Pos()] = number
	}
	r.write("<sup>" + strconv.Itoa(number) + "</sup>")
}

// writeFootnotes writes the definitions that the fragment referred to; they may refer to more.
func (r *renderer) writeFootnotes() {
	if len(r.notes) == 0 {
		return
	}
	r.write("<div class=\"footnotes\"><ol>\n")
	for i := 0; i < len(r.notes); i++ {
		r.write("<li>")
		r.children(r.notes[i])
		r.trimEnd(0)
		r.write("</li>\n")
	}
	r.write("</ol></div>\n")
}
