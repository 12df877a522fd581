package markdown

import (
	"bytes"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// setextParser is CommonMark's parser of underlined headings, but for "---" below an answer, which notes mean as a
// rule. A line of dashes underlines a heading only if it has four dashes or more and one short line above it that
// reads like a title; a line of equals signs, if it has three.
type setextParser struct{ parser.BlockParser }

// maxTitle is how long, in characters, an underlined title may be.
const maxTitle = 80

// Open implements parser.BlockParser.
func (p setextParser) Open(parent ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	line, _ := reader.PeekLine()
	line = bytes.TrimSpace(line)
	last := pc.LastOpenedBlock().Node
	if len(line) < 3 && len(line) > 0 && line[0] == '=' {
		return nil, parser.NoChildren // "==" is a highlight that was begun
	}
	if len(line) > 0 && line[0] == '-' && last != nil && ast.IsParagraph(last) {
		if len(line) < 4 || !isTitle(last, reader.Source()) {
			return nil, parser.NoChildren
		}
	}
	return p.BlockParser.Open(parent, reader, pc)
}

// isTitle tells that a paragraph reads like a title.
func isTitle(paragraph ast.Node, source []byte) bool {
	if paragraph.Lines().Len() != 1 {
		return false
	}
	line := paragraph.Lines().At(0)
	title := bytes.TrimSpace(line.Value(source))
	if len(title) == 0 || utf8.RuneCount(title) > maxTitle {
		return false
	}
	if bytes.Contains(title, []byte("$$")) || bytes.Contains(title, []byte("](")) || bytes.Contains(title, []byte("]]")) {
		return false
	}
	return bytes.IndexByte([]byte(".;,|\\"), title[len(title)-1]) < 0
}

// definitionListParser is goldmark's parser of definition lists for one term above its definition. Several lines above a
// line with a colon are text.
type definitionListParser struct{ parser.BlockParser }

// Open implements parser.BlockParser.
func (p definitionListParser) Open(parent ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	if last := parent.LastChild(); last != nil && ast.IsParagraph(last) {
		if !isTitle(last, reader.Source()) {
			return nil, parser.NoChildren
		}
	}
	return p.BlockParser.Open(parent, reader, pc)
}

// taskBoxParser is GFM's parser of task boxes; behind the box must be a blank, so that "[x](url)" stays a link.
type taskBoxParser struct{ parser.InlineParser }

// Parse implements parser.InlineParser.
func (p taskBoxParser) Parse(parent ast.Node, reader text.Reader, pc parser.Context) ast.Node {
	line, _ := reader.PeekLine()
	if len(line) > 3 && bytes.IndexByte([]byte(" \t\r\n"), line[3]) < 0 {
		return nil
	}
	return p.InlineParser.Parse(parent, reader, pc)
}

// strikeParser is GFM's parser of strikethrough, with two tildes only: one is a subscript elsewhere, and often means
// "about".
type strikeParser struct{ parser.InlineParser }

// Parse implements parser.InlineParser.
func (p strikeParser) Parse(parent ast.Node, reader text.Reader, pc parser.Context) ast.Node {
	line, _ := reader.PeekLine()
	if len(line) < 2 || line[1] != '~' {
		return nil
	}
	return p.InlineParser.Parse(parent, reader, pc)
}
