// Package code reads fenced code blocks and colours code.
package code

import (
	"bytes"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"

	"github.com/examdeck/examdeck/internal/markdown/issue"
	"github.com/examdeck/examdeck/internal/markdown/math"
	"github.com/examdeck/examdeck/internal/markdown/start"
)

// FenceParser is CommonMark's parser of fenced code, but a fence that is never closed ends with its question, where
// the next one seems to begin; and a block whose language is "math" gets a formula as its child.
type FenceParser struct{ parser.BlockParser }

// NewFenceParser returns the parser.
func NewFenceParser() FenceParser { return FenceParser{parser.NewFencedCodeBlockParser()} }

// openFence is a fence that is never closed.
type openFence struct {
	node  ast.Node
	blank bool // the line before was blank
}

var fenceKey = parser.NewContextKey()

// Open implements parser.BlockParser.
func (p FenceParser) Open(parent ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	line, segment := reader.PeekLine()
	pos := max(0, pc.BlockOffset())
	node, state := p.BlockParser.Open(parent, reader, pc)
	if node == nil {
		return node, state
	}
	fence := line[pos:]
	n := 1
	for n < len(fence) && fence[n] == fence[0] {
		n++
	}
	if !closes(reader.Source(), segment.Stop, fence[:n], pc) {
		pc.Set(fenceKey, &openFence{node: node})
		issue.Add(pc, issue.Issue{Offset: segment.Start + pos, Code: "unclosed-code",
			Message: "code block is never closed", Hint: "close it with a line of " + string(fence[:n])})
	}
	return node, state
}

// Continue implements parser.BlockParser.
func (p FenceParser) Continue(node ast.Node, reader text.Reader, pc parser.Context) parser.State {
	if open, ok := pc.Get(fenceKey).(*openFence); ok && open.node == node {
		line, segment := reader.PeekLine()
		if start.Of(reader.Source(), segment.Start, open.blank) != start.None {
			return parser.Close
		}
		open.blank = util.IsBlank(line)
	}
	return p.BlockParser.Continue(node, reader, pc)
}

// Close implements parser.BlockParser.
func (p FenceParser) Close(node ast.Node, reader text.Reader, pc parser.Context) {
	p.BlockParser.Close(node, reader, pc)
	if open, ok := pc.Get(fenceKey).(*openFence); ok && open.node == node {
		trimBlank(node.Lines(), reader.Source())
	}
	block := node.(*ast.FencedCodeBlock)
	cutOptions(block, reader.Source())
	switch string(block.Language(reader.Source())) {
	case "math":
	case "{=tex}", "{=latex}":
		if !bytes.Contains(block.Lines().Value(reader.Source()), []byte(`\begin{`)) { // it lays out a printed page
			node.Parent().RemoveChild(node.Parent(), node)
			return
		}
	default:
		return
	}
	if block.Lines().Len() == 0 {
		return
	}
	tex := string(bytes.TrimSpace(block.Lines().Value(reader.Source())))
	if tex == "" {
		return
	}
	formula := &math.Node{Display: true, TeX: tex, Raw: tex}
	formula.SetPos(block.Lines().At(0).Start)
	node.AppendChild(node, formula)
}

// trimBlank takes blank lines off the end: below a fence that was forgotten they part questions.
func trimBlank(lines *text.Segments, source []byte) {
	n := lines.Len()
	for n > 0 {
		if last := lines.At(n - 1); !util.IsBlank(last.Value(source)) {
			break
		}
		n--
	}
	lines.SetSliced(0, n)
}
