package markdown

import (
	"bytes"

	"github.com/yuin/goldmark/ast"
)

// Offset returns the offset of a node's first character, as well as it is known; that of an inline node may be the
// start of its text behind opening marks. None lies in the front matter.
func (d *Document) Offset(n ast.Node) int {
	for m := n; m != nil; m = m.Parent() {
		pos := m.Pos()
		if first := firstLine(m); first >= 0 && (pos < 0 || pos > first) {
			// goldmark counts a tab before a list as several bytes.
			pos = first
		}
		if pos >= 0 {
			return max(d.Front.End, min(pos, len(d.Source)))
		}
	}
	return d.Front.End
}

// firstLine returns the offset of the first line of text in a block and -1 without one.
func firstLine(n ast.Node) int {
	for n != nil && n.Type() != ast.TypeInline {
		if lines := n.Lines(); lines != nil && lines.Len() > 0 {
			return lines.At(0).Start
		}
		n = n.FirstChild()
	}
	return -1
}

// End returns the offset behind the last line of a block, its line end included, as well as it is known. For an
// inline node it is the end of the block that holds it.
func (d *Document) End(n ast.Node) int {
	for n != nil && n.Type() == ast.TypeInline {
		n = n.Parent()
	}
	if n == nil {
		return len(d.Source)
	}
	if n.Kind() == ast.KindDocument {
		return len(d.Source)
	}
	end := d.Offset(n)
	for m := n; m != nil && m.Type() != ast.TypeInline; m = m.LastChild() {
		if lines := m.Lines(); lines.Len() > 0 {
			// Step back behind the line end, so that the line is closed exactly once below.
			end = max(end, lines.At(lines.Len()-1).Stop)
			if end > 0 && d.Source[end-1] == '\n' {
				end--
			}
		}
		if h, ok := m.(*ast.HTMLBlock); ok && h.HasClosure() {
			end = max(end, h.ClosureLine.Stop-1)
		}
		if m.Kind() == ast.KindFencedCodeBlock {
			end = d.closingFence(end)
		}
	}
	return d.lineEnd(end)
}

// closingFence returns an offset in the line that closes a fenced code block whose last line of code holds the offset
// end.
func (d *Document) closingFence(end int) int {
	next := d.lineEnd(end)
	line := bytes.TrimLeft(d.Source[next:d.lineEnd(next)], " \t>")
	if bytes.HasPrefix(line, []byte("```")) || bytes.HasPrefix(line, []byte("~~~")) {
		return next
	}
	return end
}

// lineEnd returns the offset behind the line that holds an offset.
func (d *Document) lineEnd(offset int) int {
	offset = min(offset, len(d.Source))
	if i := bytes.IndexByte(d.Source[offset:], '\n'); i >= 0 {
		return offset + i + 1
	}
	return len(d.Source)
}
