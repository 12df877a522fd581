package parse

import (
	"bytes"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// kindToggleTag is the kind of toggleTag.
var kindToggleTag = ast.NewNodeKind("ToggleTag")

// toggleTag is the tag of a details or summary element as a block of its own. Its child is the tag, raw HTML.
type toggleTag struct {
	ast.BaseBlock
	name     string // "details" or "summary"
	end      bool   // it is an end tag
	from, to int
}

// Kind implements ast.Node.
func (t *toggleTag) Kind() ast.NodeKind { return kindToggleTag }

// Dump implements ast.Node.
func (t *toggleTag) Dump(source []byte, level int) { ast.DumpHelper(t, source, level, nil, nil) }

// newToggleTag reads the tag that stands at an offset; ok is false where it is none of a toggle.
func newToggleTag(source []byte, from, to int) (*toggleTag, bool) {
	tag := bytes.ToLower(source[from:to])
	t := &toggleTag{from: from, to: to}
	inner, end := bytes.CutPrefix(tag, []byte("</"))
	if !end {
		inner = bytes.TrimPrefix(tag, []byte("<"))
	}
	name := string(inner[:len(inner)-len(bytes.TrimLeft(inner, "abcdefghijklmnopqrstuvwxyz"))])
	if name != "details" && name != "summary" {
		return nil, false
	}
	// "<details/>" is a slip for the end tag: an empty toggle is of no use.
	t.name, t.end = name, end || bytes.HasSuffix(tag, []byte("/>"))
	raw := ast.NewRawHTML()
	raw.Segments.Append(text.NewSegment(from, to))
	t.AppendChild(t, raw)
	t.SetPos(from)
	return t, true
}

// isolateTags makes every tag of a toggle below n a block of its own, and gives these blocks in source order. Tags within
// headings, tables and emphasis stay what they are.
func isolateTags(doc *document, n ast.Node) []*toggleTag {
	var tags []*toggleTag
	for _, c := range children(n) {
		switch c.Kind() {
		case ast.KindParagraph, ast.KindTextBlock:
			tags = append(tags, isolateInline(doc, n, c, c)...)
		case ast.KindHTMLBlock:
			if inner := c.FirstChild(); inner != nil {
				tags = append(tags, isolateInline(doc, n, c, inner)...)
				continue
			}
			tags = append(tags, isolateRaw(doc, n, c.(*ast.HTMLBlock))...)
		case ast.KindHeading, ast.KindFencedCodeBlock, ast.KindCodeBlock:
		default:
			if c.Type() == ast.TypeBlock {
				tags = append(tags, isolateTags(doc, c)...)
			}
		}
	}
	return tags
}

// isolateInline parts block, a child of parent whose text is in inner, at its tags. A block without any stays as it is.
func isolateInline(doc *document, parent, block, inner ast.Node) []*toggleTag {
	found := map[ast.Node]*toggleTag{}
	for c := inner.FirstChild(); c != nil; c = c.NextSibling() {
		raw, ok := c.(*ast.RawHTML)
		if !ok || raw.Segments.Len() == 0 {
			continue
		}
		from, to := raw.Segments.At(0).Start, raw.Segments.At(raw.Segments.Len()-1).Stop
		if tag, ok := newToggleTag(doc.md.Source, from, to); ok {
			found[c] = tag
		}
	}
	if len(found) == 0 {
		return nil
	}
	var tags []*toggleTag
	var piece ast.Node
	start := 0
	flush := func(end int) {
		if piece != nil && trimPiece(doc, piece) {
			setLines(doc, piece, block, start, end)
			parent.InsertBefore(parent, block, piece)
		}
		piece = nil
	}
	for _, c := range children(inner) {
		if tag := found[c]; tag != nil {
			flush(tag.from)
			parent.InsertBefore(parent, block, tag)
			tags = append(tags, tag)
			continue
		}
		if piece == nil {
			piece, start = newPiece(block), inlineStart(doc, block, c)
		}
		inner.RemoveChild(inner, c)
		piece.AppendChild(piece, c)
	}
	flush(len(doc.md.Source))
	parent.RemoveChild(parent, block)
	return tags
}

// newPiece makes a block for a part of block.
func newPiece(block ast.Node) ast.Node {
	if block.Kind() == ast.KindParagraph {
		return ast.NewParagraph()
	}
	return ast.NewTextBlock()
}

// setLines gives a piece the part of block's lines between two offsets: the place of a block of text is that of its lines.
func setLines(doc *document, piece, block ast.Node, from, to int) {
	for i := range block.Lines().Len() {
		line := block.Lines().At(i)
		line.Start, line.Stop = max(line.Start, from), min(line.Stop, to)
		if line.Start < line.Stop && (piece.Lines().Len() > 0 || !util.IsBlank(line.Value(doc.md.Source))) {
			piece.Lines().Append(line)
		}
	}
	if piece.Lines().Len() == 0 {
		piece.Lines().Append(text.NewSegment(from, from))
	}
}

// inlineStart is where an inline node of a block begins: marks of emphasis before its text aside, which have no place of their own.
func inlineStart(doc *document, block, n ast.Node) int {
	if n.PreviousSibling() == nil {
		return doc.md.Offset(block)
	}
	for m := n; m != nil; m = m.FirstChild() {
		if t, ok := m.(*ast.Text); ok {
			return t.Segment.Start
		}
	}
	if previous, ok := n.PreviousSibling().(*ast.RawHTML); ok && n.Pos() <= 0 {
		return previous.Segments.At(previous.Segments.Len() - 1).Stop
	}
	return doc.md.Offset(n)
}

// trimPiece takes blanks and line ends off both ends of a block of text; it tells whether anything is left.
func trimPiece(doc *document, block ast.Node) bool {
	trimBlanks(doc, block)
	for c := block.LastChild(); c != nil; c = block.LastChild() {
		t, ok := c.(*ast.Text)
		if !ok {
			break
		}
		unbreak(t)
		t.Segment = t.Segment.TrimRightSpace(doc.md.Source)
		if !t.Segment.IsEmpty() {
			break
		}
		block.RemoveChild(block, t)
	}
	return block.HasChildren()
}

// isolateRaw parts an HTML block at its tags; what is between stays HTML. Scripts and the like are left alone.
func isolateRaw(doc *document, parent ast.Node, block *ast.HTMLBlock) []*toggleTag {
	if block.HTMLBlockType < ast.HTMLBlockType6 || !holdsTag(doc.md.Source, block) {
		return nil
	}
	var tags []*toggleTag
	var piece *ast.HTMLBlock
	add := func(from, to int) {
		if strings.TrimSpace(string(doc.md.Source[from:to])) == "" && piece == nil || from == to {
			return
		}
		if piece == nil {
			piece = ast.NewHTMLBlock(block.HTMLBlockType)
			parent.InsertBefore(parent, block, piece)
		}
		piece.Lines().Append(text.NewSegment(from, to))
	}
	for i := range block.Lines().Len() {
		line := block.Lines().At(i)
		at := line.Start
		for _, tag := range tagsIn(doc.md.Source, line.Start, line.Stop) {
			add(at, tag.from)
			piece, at = nil, tag.to
			parent.InsertBefore(parent, block, tag)
			tags = append(tags, tag)
		}
		add(at, line.Stop)
	}
	parent.RemoveChild(parent, block)
	return tags
}

// holdsTag tells whether a tag of a toggle is in the lines of an HTML block.
func holdsTag(source []byte, block ast.Node) bool {
	for i := range block.Lines().Len() {
		if line := block.Lines().At(i); len(tagsIn(source, line.Start, line.Stop)) > 0 {
			return true
		}
	}
	return false
}

// tagsIn finds the tags of toggles between two offsets.
func tagsIn(source []byte, from, to int) []*toggleTag {
	var tags []*toggleTag
	for from < to {
		open := bytes.IndexByte(source[from:to], '<')
		if open < 0 {
			break
		}
		from += open
		end := bytes.IndexByte(source[from:to], '>')
		if end < 0 {
			break
		}
		if tag, ok := newToggleTag(source, from, from+end+1); ok {
			tags = append(tags, tag)
			from = tag.to
			continue
		}
		from++
	}
	return tags
}
