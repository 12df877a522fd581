package markdown

import (
	"bytes"
	"unicode"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// gluedHeadingParser reads headings without a blank behind their signs, "###Question 3", which old notes hold and old
// Markdown allowed. One sign alone is a tag, and what does not begin with a letter or digit is something else.
type gluedHeadingParser struct{}

// Trigger implements parser.BlockParser.
func (gluedHeadingParser) Trigger() []byte { return []byte{'#'} }

// Open implements parser.BlockParser.
func (gluedHeadingParser) Open(_ ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	line, segment := reader.PeekLine()
	at := pc.BlockOffset()
	if at < 0 {
		return nil, parser.NoChildren
	}
	title := bytes.TrimLeft(line[at:], "#")
	level := len(line) - at - len(title)
	if r, _ := utf8.DecodeRune(title); level < 2 || level > 6 || !unicode.IsLetter(r) && !unicode.IsDigit(r) {
		return nil, parser.NoChildren
	}
	title = bytes.TrimRight(title, " \t\r\n")
	if bare := bytes.TrimRight(title, "#"); bytes.HasSuffix(bare, []byte(" ")) { // "###Title ###"
		title = bytes.TrimRight(bare, " \t")
	}
	from := segment.Start - segment.Padding + at + level
	heading := ast.NewHeading(level)
	heading.SetPos(segment.Start - segment.Padding + at)
	heading.Lines().Append(text.NewSegment(from, from+len(title)))
	return heading, parser.NoChildren
}

// Continue implements parser.BlockParser.
func (gluedHeadingParser) Continue(ast.Node, text.Reader, parser.Context) parser.State {
	return parser.Close
}

// Close implements parser.BlockParser.
func (gluedHeadingParser) Close(ast.Node, text.Reader, parser.Context) {}

// CanInterruptParagraph implements parser.BlockParser.
func (gluedHeadingParser) CanInterruptParagraph() bool { return true }

// CanAcceptIndentedLine implements parser.BlockParser.
func (gluedHeadingParser) CanAcceptIndentedLine() bool { return false }
