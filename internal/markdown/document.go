package markdown

import (
	"bytes"
	"sort"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"

	"github.com/examdeck/examdeck/internal/markdown/box"
	"github.com/examdeck/examdeck/internal/markdown/issue"
)

// MaxSource is the largest source that [Parse] reads, in bytes: parsing deeply nested text takes stack and memory
// many times its size.
const MaxSource = 16 << 20

// Issue is a fault found in a source.
type Issue = issue.Issue

// Document is one parsed source.
type Document struct {
	// Source is the text as it was parsed: without byte order mark, lines ended by LF. All offsets, those of the tree's
	// segments too, count bytes in it; [Document.Position] leads back to the file.
	Source []byte
	// Root is the syntax tree. Definitions of footnotes are not in it; a fragment that refers to one shows it.
	Root *ast.Document
	// Front is the front matter.
	Front FrontMatter
	// Boxes are the containers in the tree, outer ones first.
	Boxes []*box.Node
	// Origin are the lines that [Document.Position] tells in the place of the source's own, where the source was made
	// of another file; nil elsewhere.
	Origin []int
	// BreakLines tells that a newline within a paragraph is shown as a line break, not as a blank.
	BreakLines bool
	// PairedBold tells that each second sign of bold text closes the one before, whatever stands beside it. It is for
	// what is parsed again; see [Document.Part].
	PairedBold bool

	lines []int // the offset at which each line begins
	bom   int   // the length of the byte order mark
	// appended is where the text begins that [Document.Append] put behind the source, 0 without such text;
	// appendedLine is the line of which it was told to be.
	appended, appendedLine int
	abbreviations          abbreviations
	context                *docContext
	missing                int // how many cells may still be made that the rows of tables lack
}

// byteOrderMark is U+FEFF in UTF-8.
var byteOrderMark = []byte("\xef\xbb\xbf")

// Parse parses a source. It never fails: what is wrong with the text is told by the issues, in order of their
// offsets, and spoils no more than its own block. src is not changed and not kept if it has CRLF line ends.
func Parse(src []byte) (*Document, []Issue) {
	d := &Document{Source: src}
	if bytes.HasPrefix(src, byteOrderMark) {
		d.bom = len(byteOrderMark)
		d.Source = src[d.bom:]
	}
	if bytes.Contains(d.Source, []byte("\r\n")) {
		d.Source = bytes.ReplaceAll(d.Source, []byte("\r\n"), []byte("\n"))
	}
	d.indexLines()
	pc := d.newContext()
	d.context, d.missing = pc, maxMissing+len(d.Source)/missingShare
	if len(d.Source) > MaxSource {
		d.Root = ast.NewDocument()
		return d, []Issue{{Code: "too-long", Message: "the file is larger than 16 MB and was not read", Hint: "split the file"}}
	}
	d.Front = readFrontMatter(d.Source, pc)
	reader := text.NewReader(d.Source)
	if d.Front.End > 0 {
		reader.SetPosition(0, text.NewSegment(d.Front.End, d.Front.End))
		reader.AdvanceLine()
	}
	d.Root = pipeline.Parse(reader, parser.WithContext(pc)).(*ast.Document)
	d.Boxes = box.All(pc)
	issues := issue.Of(pc)
	sort.SliceStable(issues, func(i, j int) bool { return issues[i].Offset < issues[j].Offset })
	return d, issues
}

// indexLines notes where every line begins.
func (d *Document) indexLines() {
	d.lines = append(make([]int, 0, 1+bytes.Count(d.Source, []byte{'\n'})), 0)
	for i, c := range d.Source {
		if c == '\n' {
			d.lines = append(d.lines, i+1)
		}
	}
}

// Position returns the line and column of an offset, both counted from 1, the column in bytes of the file as it was
// given. Offsets outside the source are taken to its nearest end.
func (d *Document) Position(offset int) (line, col int) {
	if d.appended > 0 && offset > d.appended {
		return max(1, d.appendedLine), 1
	}
	offset = max(0, min(offset, len(d.Source)))
	line = sort.SearchInts(d.lines, offset+1)
	col = offset - d.lines[line-1] + 1
	if len(d.Origin) > 0 {
		return d.Origin[min(line, len(d.Origin))-1], 1
	}
	if line == 1 {
		col += d.bom
	}
	return line, col
}
