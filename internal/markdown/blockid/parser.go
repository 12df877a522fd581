// Package blockid reads the ids that authors and tools give to blocks: "^abc123" or "{#abc}" at a block's end.
package blockid

import (
	"bytes"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// Parser makes the nodes of block ids.
type Parser struct{}

var _ parser.InlineParser = Parser{}

// Trigger implements parser.InlineParser.
func (Parser) Trigger() []byte { return []byte{'^', '{'} }

// Parse implements parser.InlineParser.
func (Parser) Parse(parent ast.Node, reader text.Reader, _ parser.Context) ast.Node {
	line, segment := reader.PeekLine()
	if !lastLine(parent, segment) || !util.IsSpaceRune(reader.PrecendingCharacter()) {
		return nil
	}
	id := bytes.TrimRight(line[1:], " \t\r\n")
	if line[0] == '{' {
		if len(id) < 3 || id[0] != '#' || id[len(id)-1] != '}' {
			return nil
		}
		id = id[1 : len(id)-1]
	} else if !longEnough(id) {
		return nil
	}
	for _, c := range id {
		if !isID(c) && !(line[0] == '{' && (c == '_' || c == ':' || c == '.')) {
			return nil
		}
	}
	node := &Node{ID: string(id)}
	node.SetPos(segment.Start)
	reader.Advance(len(line))
	return node
}

// lastLine tells that a segment reaches the end of its block.
func lastLine(parent ast.Node, segment text.Segment) bool {
	lines := parent.Lines()
	return lines.Len() > 0 && segment.Stop >= lines.At(lines.Len()-1).Stop
}

// longEnough tells an id from an exponent such as "2 ^10".
func longEnough(id []byte) bool {
	return len(id) >= 4 || len(id) >= 2 && len(bytes.Trim(id, "0123456789")) > 0
}

func isID(c byte) bool {
	return c == '-' || c >= '0' && c <= '9' || c|0x20 >= 'a' && c|0x20 <= 'z'
}
