// Package callout reads Obsidian's callouts, quotes with a type and a title.
//
//	> [!question]- What is a monoid?
//	> A set with …
package callout

import (
	"bytes"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// Parser makes the nodes of callouts. It must come before CommonMark's parser of quotes.
type Parser struct{}

var _ parser.BlockParser = Parser{}

// Trigger implements parser.BlockParser.
func (Parser) Trigger() []byte { return []byte{'>'} }

// Open implements parser.BlockParser.
func (Parser) Open(_ ast.Node, reader text.Reader, _ parser.Context) (ast.Node, parser.State) {
	line, segment := reader.PeekLine()
	i := bytes.IndexByte(line, '>') + 1
	for i < len(line) && (line[i] == ' ' || line[i] == '\t') {
		i++
	}
	if i == 0 || !bytes.HasPrefix(line[i:], []byte("[!")) {
		return nil, parser.NoChildren
	}
	end := bytes.IndexByte(line[i:], ']')
	if end < 3 || !prefix(reader) {
		return nil, parser.NoChildren
	}
	word, _, _ := strings.Cut(string(line[i+2:i+end]), "|")
	node := &Node{Word: strings.ToLower(strings.TrimSpace(word))}
	i += end + 1
	if i < len(line) && (line[i] == '-' || line[i] == '+') {
		node.Fold = line[i]
		i++
	}
	title := &Title{}
	segment = text.NewSegment(segment.Start+i-segment.Padding, segment.Stop)
	segment = segment.TrimLeftSpace(reader.Source())
	title.SetPos(segment.Start)
	if segment = segment.TrimRightSpace(reader.Source()); segment.Len() > 0 {
		title.Lines().Append(segment)
	}
	node.AppendChild(node, title)
	reader.AdvanceToEOL()
	return node, parser.HasChildren
}

// Continue implements parser.BlockParser. A line right below the title that forgot its ">" belongs to the callout, as
// it would to a paragraph in a quote (CommonMark, section "Block quotes", laziness).
func (Parser) Continue(node ast.Node, reader text.Reader, _ parser.Context) parser.State {
	if prefix(reader) {
		node.(*Node).lines++
		return parser.Continue | parser.HasChildren
	}
	line, _ := reader.PeekLine()
	callout := node.(*Node)
	if callout.lines == 0 && node.ChildCount() == 1 && isText(line) {
		callout.lines++
		return parser.Continue | parser.HasChildren
	}
	return parser.Close
}

// isText tells that a line can only be text of a paragraph.
func isText(line []byte) bool {
	if util.IsBlank(line) {
		return false
	}
	w, pos := util.IndentWidth(line, 0)
	c := line[pos]
	if w > 3 || c >= '0' && c <= '9' {
		return false
	}
	if c == '=' { // a row of them would make a heading of the line above
		return len(bytes.Trim(bytes.TrimSpace(line), "=")) > 0
	}
	return bytes.IndexByte([]byte("#>-+*<`~_:|%"), c) < 0
}

// prefix steps over the ">" of a quoted line, and one blank behind it.
func prefix(reader text.Reader) bool {
	line, _ := reader.PeekLine()
	w, pos := util.IndentWidth(line, reader.LineOffset())
	if w > 3 || pos >= len(line) || line[pos] != '>' {
		return false
	}
	pos++
	reader.Advance(pos)
	if pos >= len(line) || line[pos] != ' ' && line[pos] != '\t' {
		return true
	}
	padding := 0
	if line[pos] == '\t' {
		padding = util.TabWidth(reader.LineOffset()) - 1
	}
	reader.AdvanceAndSetPadding(1, padding)
	return true
}

// Close implements parser.BlockParser.
func (Parser) Close(ast.Node, text.Reader, parser.Context) {}

// CanInterruptParagraph implements parser.BlockParser.
func (Parser) CanInterruptParagraph() bool { return true }

// CanAcceptIndentedLine implements parser.BlockParser.
func (Parser) CanAcceptIndentedLine() bool { return false }
