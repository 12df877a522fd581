package rawhtml

import (
	"bytes"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"

	"github.com/examdeck/examdeck/internal/markdown/start"
)

// BlockParser is CommonMark's parser of HTML blocks with the differences that the package's comment lists.
type BlockParser struct{ parser.BlockParser }

// NewBlockParser returns the parser.
func NewBlockParser() BlockParser { return BlockParser{parser.NewHTMLBlockParser()} }

// Open implements parser.BlockParser.
func (p BlockParser) Open(parent ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	line, segment := reader.PeekLine()
	pos := pc.BlockOffset()
	if pos < 0 || pos >= len(line) {
		return nil, parser.NoChildren
	}
	tag := line[pos:]
	name := Name(tag)
	if !Known(name) {
		return nil, parser.NoChildren
	}
	if isToggle(tag, name) {
		node := ast.NewHTMLBlock(ast.HTMLBlockType6)
		node.Lines().Append(segment)
		reader.AdvanceToEOL()
		return node, parser.NoChildren
	}
	if verbatim[name] && tag[1] != '/' && !closesBelow(reader.Source(), segment.Start, name, pc) {
		return nil, parser.NoChildren
	}
	return p.BlockParser.Open(parent, reader, pc)
}

// IndentedParser reads the tags of toggles that are indented as code is, "    <summary>", below a tag or text.
type IndentedParser struct{ BlockParser }

// Open implements parser.BlockParser.
func (p IndentedParser) Open(parent ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	line, _ := reader.PeekLine()
	pos := pc.BlockOffset()
	if pos < 0 || pos >= len(line) || pc.BlockIndent() < 4 {
		return nil, parser.NoChildren
	}
	if name := Name(line[pos:]); name != "details" && name != "summary" {
		return nil, parser.NoChildren
	}
	if last := parent.LastChild(); last == nil || last.Kind() == ast.KindCodeBlock {
		return nil, parser.NoChildren
	}
	return p.BlockParser.Open(parent, reader, pc)
}

// CanAcceptIndentedLine implements parser.BlockParser.
func (IndentedParser) CanAcceptIndentedLine() bool { return true }

// isToggle tells that a block beginning with tag is Markdown behind it.
func isToggle(tag []byte, name string) bool {
	if name == "details" || name == "summary" {
		return true
	}
	end := bytes.IndexByte(tag, '>')
	return end > 0 && bytes.Contains(tag[:end], []byte(" markdown=")) && !bytes.Contains(tag[:end], []byte(`="0"`))
}

// isOwn tells that a block was opened by this parser and not by CommonMark's.
func isOwn(node ast.Node, source []byte) bool {
	line := node.Lines().At(0)
	tag := bytes.TrimLeft(source[line.Start:line.Stop], " \t")
	return isToggle(tag, Name(tag))
}

// verbatim are elements whose HTML block ends only with the element.
var verbatim = map[string]bool{"script": true, "style": true, "pre": true, "textarea": true}

var openKey = parser.NewContextKey()

// closesBelow reports whether the element called name, which begins at an offset, is closed below.
func closesBelow(src []byte, from int, name string, pc parser.Context) bool {
	open, _ := pc.Get(openKey).(map[string]int)
	if none, ok := open[name]; ok && from >= none {
		return false
	}
	closer := []byte("</" + name)
	for at := from; ; {
		i := bytes.Index(src[at:], closer[:2])
		if i < 0 {
			break
		}
		at += i
		if len(src)-at >= len(closer) && bytes.EqualFold(src[at:at+len(closer)], closer) {
			return true
		}
		at += 2
	}
	if open == nil {
		open = map[string]int{}
		pc.Set(openKey, open)
	}
	open[name] = from
	return false
}

// Continue implements parser.BlockParser.
func (p BlockParser) Continue(node ast.Node, reader text.Reader, pc parser.Context) parser.State {
	if kind := node.(*ast.HTMLBlock).HTMLBlockType; kind >= ast.HTMLBlockType6 && asks(reader) {
		return parser.Close
	}
	if !isOwn(node, reader.Source()) {
		return p.BlockParser.Continue(node, reader, pc)
	}
	line, segment := reader.PeekLine()
	last := node.Lines().At(node.Lines().Len() - 1)
	if util.IsBlank(line) || !summaryOpen(last.Value(reader.Source())) && node.Lines().Len() == 1 || closesSummary(node, reader) {
		return parser.Close
	}
	node.Lines().Append(segment)
	reader.AdvanceToEOL()
	return parser.Continue | parser.NoChildren
}

// asks tells that a question begins in the current line, with "Q:", as a heading, callout or bullet: tags above that
// are not followed by a blank line are not meant to take Markdown's meaning from it.
func asks(reader text.Reader) bool {
	line, segment := reader.PeekLine()
	if start.IsHeading(bytes.TrimRight(line, " \t\r\n")) {
		return true
	}
	switch start.Of(reader.Source(), segment.Start, false) {
	case start.Lead, start.Callout:
		return true
	case start.Item:
		line = bytes.TrimLeft(line, " \t")
		return line[0] < '0' || line[0] > '9'
	}
	return false
}

// summaryOpen tells that a summary begins in a line and does not end there.
func summaryOpen(line []byte) bool {
	line = bytes.ToLower(line)
	i := bytes.LastIndex(line, []byte("<summary"))
	return i >= 0 && !bytes.Contains(line[i:], []byte("</summary"))
}

// closesSummary tells that the last line of a block ends its summary.
func closesSummary(node ast.Node, reader text.Reader) bool {
	last := node.Lines().At(node.Lines().Len() - 1)
	return bytes.Contains(bytes.ToLower(last.Value(reader.Source())), []byte("</summary"))
}

// Close implements parser.BlockParser. The lines of a toggle's block are parsed as text, below the block.
func (p BlockParser) Close(node ast.Node, reader text.Reader, pc parser.Context) {
	if !isOwn(node, reader.Source()) {
		p.BlockParser.Close(node, reader, pc)
		return
	}
	child := ast.NewTextBlock()
	source := reader.Source()
	for i := range node.Lines().Len() {
		line := node.Lines().At(i)
		if line = line.TrimLeftSpace(source); line.Len() > 0 {
			child.Lines().Append(line)
		}
	}
	last := child.Lines().Len() - 1
	line := child.Lines().At(last)
	child.Lines().Set(last, line.TrimRightSpace(source))
	node.AppendChild(node, child)
}
