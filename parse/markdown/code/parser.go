// Package code reads fenced code blocks and colours code.
package code

import (
	"bytes"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"

	"github.com/examdeck/examdeck/parse/markdown/issue"
	"github.com/examdeck/examdeck/parse/markdown/math"
)

// FenceParser is CommonMark's parser of fenced code, but a fence that is never closed ends with its question, at the next
// heading below a blank line; and a block whose language is "math" gets a formula as its child.
type FenceParser struct{ parser.BlockParser }

// NewFenceParser gives the parser.
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

// maxAhead is how far, in bytes, the end of a code block is looked for.
const maxAhead = 256 << 10

// failedKey keeps, for each kind of fence, from where on no closing fence follows.
var failedKey = parser.NewContextKey()

// closes tells whether the code whose fence ends before an offset is closed below. A heading below a blank line and then the
// opening of another block come only after a fence that was forgotten.
func closes(src []byte, from int, fence []byte, pc parser.Context) bool {
	failed, _ := pc.Get(failedKey).(map[byte]int)
	if none, ok := failed[fence[0]]; ok && from >= none {
		return false
	}
	end := min(len(src), from+maxAhead)
	blank, headed := false, false
	for at := from; at < end; {
		next := end
		if i := bytes.IndexByte(src[at:end], '\n'); i >= 0 {
			next = at + i + 1
		}
		line := bytes.Trim(src[at:next], " \t\r\n>")
		if bytes.HasPrefix(line, fence) {
			if len(bytes.TrimLeft(line, string(fence[:1]))) == 0 {
				return true
			}
			if headed {
				return false
			}
		}
		headed = headed || blank && isHeading(line)
		blank = len(line) == 0
		at = next
	}
	if end < len(src) {
		// The end lies too far away to tell; it is there more often than not.
		return true
	}
	if failed == nil {
		failed = map[byte]int{}
		pc.Set(failedKey, failed)
	}
	if len(fence) == 3 {
		failed[fence[0]] = from
	}
	return false
}

// isHeading tells that a line is an ATX heading.
func isHeading(line []byte) bool {
	n := 0
	for n < len(line) && line[n] == '#' {
		n++
	}
	return n > 0 && n <= 6 && n+1 < len(line) && line[n] == ' '
}

// Continue implements parser.BlockParser.
func (p FenceParser) Continue(node ast.Node, reader text.Reader, pc parser.Context) parser.State {
	if open, ok := pc.Get(fenceKey).(*openFence); ok && open.node == node {
		line, _ := reader.PeekLine()
		if open.blank && isHeading(bytes.TrimSpace(line)) {
			return parser.Close
		}
		open.blank = util.IsBlank(line)
	}
	return p.BlockParser.Continue(node, reader, pc)
}

// Close implements parser.BlockParser.
func (p FenceParser) Close(node ast.Node, reader text.Reader, pc parser.Context) {
	p.BlockParser.Close(node, reader, pc)
	block := node.(*ast.FencedCodeBlock)
	if string(block.Language(reader.Source())) != "math" || block.Lines().Len() == 0 {
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
