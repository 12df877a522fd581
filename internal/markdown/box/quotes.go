package box

import (
	"bytes"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"

	"github.com/examdeck/examdeck/internal/markdown/attribute"
)

// QuoteParser makes the boxes that Obsidian and GitHub call callouts, quotes whose first line is "[!type]- title". It must
// come before CommonMark's parser of quotes.
//
//	> [!question]- What is a monoid?
//	> A set with …
type QuoteParser struct{}

var _ parser.BlockParser = QuoteParser{}

// Trigger implements parser.BlockParser.
func (QuoteParser) Trigger() []byte { return []byte{'>'} }

// Open implements parser.BlockParser.
func (QuoteParser) Open(_ ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
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
	word, _, _ := bytes.Cut(line[i+2:i+end], []byte{'|'})
	from := segment.Start + i - segment.Padding
	node := &Node{
		Name: strings.ToLower(string(bytes.TrimSpace(word))), NameFrom: from + 2, NameTo: from + 2 + len(word), Quoted: true,
	}
	i += end + 1
	if i < len(line) && (line[i] == '-' || line[i] == '+') {
		node.Fold, node.Folded = line[i], line[i] == '-'
		i++
	}
	text, list, ok := attribute.CutEnd(line[i:])
	if !ok {
		text = line[i:]
	}
	node.Attrs = list
	from = segment.Start + i - segment.Padding
	if node.readTitle(reader.Source(), from, from+len(text)); !node.HasChildren() {
		title := &Title{}
		title.SetPos(from)
		node.AppendChild(node, title)
	}
	all(pc, node)
	reader.AdvanceToEOL()
	return node, parser.HasChildren
}

// Continue implements parser.BlockParser. A line right below the title that forgot its ">" belongs to the callout, as
// it would to a paragraph in a quote (CommonMark, section "Block quotes", laziness).
func (QuoteParser) Continue(node ast.Node, reader text.Reader, _ parser.Context) parser.State {
	if prefix(reader) {
		_, segment := reader.PeekLine()
		node.(*Node).lines, node.(*Node).To = node.(*Node).lines+1, segment.Stop
		return parser.Continue | parser.HasChildren
	}
	line, _ := reader.PeekLine()
	n := node.(*Node)
	if n.lines == 0 && node.ChildCount() == 1 && isText(line) {
		n.lines++
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
func (QuoteParser) Close(ast.Node, text.Reader, parser.Context) {}

// CanInterruptParagraph implements parser.BlockParser.
func (QuoteParser) CanInterruptParagraph() bool { return true }

// CanAcceptIndentedLine implements parser.BlockParser.
func (QuoteParser) CanAcceptIndentedLine() bool { return false }
