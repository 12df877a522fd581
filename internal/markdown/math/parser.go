package math

import (
	"bytes"
	"fmt"
	"sort"
	"strings"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"

	"github.com/examdeck/examdeck/internal/markdown/issue"
)

// Parser makes the nodes of formulas.
type Parser struct{}

var _ parser.InlineParser = Parser{}

// Trigger implements parser.InlineParser.
func (Parser) Trigger() []byte { return []byte{'$', '\\', '[', '<'} }

// Parse implements parser.InlineParser.
func (Parser) Parse(parent ast.Node, reader text.Reader, pc parser.Context) ast.Node {
	line, segment := reader.PeekLine()
	if !mayOpen(line) {
		return nil
	}
	b := blockOf(parent, reader, pc)
	number, position := reader.Position()
	at := b.offset(number, position)
	if at < 0 || line[0] == '$' && b.insideRun(at) {
		return nil
	}
	span, ok := b.scanner.Find(at)
	if !ok {
		if b.scanner.Unclosed && !b.reported {
			b.reported = true
			issue.Add(pc, issue.Issue{Offset: segment.Start, Code: "unclosed-math",
				Message: fmt.Sprintf("formula is never closed: %q", excerpt(line)),
				Hint:    "close the formula in the same paragraph"})
		}
		return nil
	}
	if span.Slip != "" {
		issue.Add(pc, issue.Issue{Offset: segment.Start, Code: "math-slip",
			Message: fmt.Sprintf("formula %s: %q", span.Slip, excerpt(b.text[span.Start:span.End]))})
	}
	b.lastEnd = span.End
	reader.SetPosition(b.position(span.End))
	if span.Open == span.Close {
		return ast.NewTextSegment(text.NewSegment(segment.Start, segment.Start))
	}
	raw := string(b.text[span.Start:span.End])
	tex := WithoutHTML(raw, raw[span.Open-span.Start:span.Close-span.Start])
	if parent.Kind() == extast.KindTableCell {
		// A table's row is cut into cells first, so a bar of its own had to be escaped (GFM, section Tables).
		tex = strings.ReplaceAll(tex, `\|`, "|")
	}
	node := &Node{Display: span.Display, TeX: tex, Raw: raw}
	node.SetPos(segment.Start)
	noteASCII(node, pc)
	return node
}

// mayOpen tells quickly whether a formula may begin at the start of line.
func mayOpen(line []byte) bool {
	if line[0] == '$' {
		return true
	}
	if len(line) < 2 {
		return false
	}
	switch line[0] {
	case '[':
		return line[1] == '$' || line[1] == 'l' || line[1] == '/'
	case '<':
		return bytes.HasPrefix(line, []byte(elementOpen))
	}
	if line[1] == '\\' && len(line) > 2 {
		line = line[1:]
		return line[1] == '(' || line[1] == '['
	}
	return bytes.IndexByte([]byte("([bnrpdgD"), line[1]) >= 0
}

// excerpt shortens text for a message.
func excerpt(text []byte) string {
	text = bytes.TrimSpace(text)
	if i := bytes.IndexByte(text, '\n'); i >= 0 {
		text = text[:i]
	}
	if r := bytes.Runes(text); len(r) > 40 {
		return string(r[:40]) + "…"
	}
	return string(text)
}

// block is the text of the block that is being parsed, its lines joined.
type block struct {
	parent   ast.Node
	text     []byte
	lines    *text.Segments
	base     []int // where each line begins in text
	scanner  *Scanner
	lastEnd  int // where the last formula ended
	reported bool
}

var blockKey = parser.NewContextKey()

// blockOf returns the text of the block that parent is, joined once a block.
func blockOf(parent ast.Node, reader text.Reader, pc parser.Context) *block {
	if b, ok := pc.Get(blockKey).(*block); ok && b.parent == parent {
		return b
	}
	b := &block{parent: parent, lines: parent.Lines(), lastEnd: -1}
	b.join(reader.Source())
	b.scanner = NewScanner(b.text)
	pc.Set(blockKey, b)
	return b
}

// join sets the text and where its lines begin. Lines that follow each other in the source, as they do outside of
// quotes and lists, need not be copied.
func (b *block) join(source []byte) {
	size, copied := 0, false
	b.base = make([]int, b.lines.Len())
	for i := range b.base {
		line := b.lines.At(i)
		b.base[i] = size
		size += line.Len() + line.Padding
		copied = copied || line.Padding > 0 || line.ForceNewline || i > 0 && b.lines.At(i-1).Stop != line.Start
	}
	if !copied && len(b.base) > 0 {
		start := b.lines.At(0).Start
		b.text = source[start : start+size : start+size]
		return
	}
	b.text = make([]byte, 0, size+1)
	for i := range b.base {
		line := b.lines.At(i)
		b.base[i] = len(b.text)
		b.text = append(b.text, line.Value(source)...)
	}
}

// offset returns the place in the text for a place in a line of the source, -1 where there is none.
func (b *block) offset(line int, pos text.Segment) int {
	if line >= len(b.base) || pos.Padding > 0 {
		return -1
	}
	s := b.lines.At(line)
	return b.base[line] + s.Padding + pos.Start - s.Start
}

// position is the reverse of offset.
func (b *block) position(at int) (int, text.Segment) {
	line := sort.SearchInts(b.base, at+1) - 1
	s := b.lines.At(line)
	return line, text.NewSegment(s.Start+max(0, at-b.base[line]-s.Padding), s.Stop)
}

// insideRun tells that the dollar at an offset follows another one that is text.
func (b *block) insideRun(at int) bool {
	if at == 0 || at == b.lastEnd || b.text[at-1] != '$' {
		return false
	}
	return at < 2 || b.text[at-2] != '\\'
}
