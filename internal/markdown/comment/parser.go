// Package comment reads what is not to be seen: <!-- … --> and Obsidian's %% … %%. The text is kept, for other tools
// leave ids and schedules in it. A comment that never closes is text; it hides nothing.
package comment

import (
	"bytes"
	"slices"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"

	"github.com/examdeck/examdeck/internal/markdown/issue"
	"github.com/examdeck/examdeck/internal/markdown/start"
)

// marks are the delimiters of one kind of comment.
type marks struct{ open, close []byte }

var (
	percent = marks{[]byte("%%"), []byte("%%")}
	html    = marks{[]byte("<!--"), []byte("-->")}
)

// opens returns the marks of the comment that begins at the start of line. "%%ANKI" begins no comment but a card.
func opens(line []byte) (marks, bool) {
	switch {
	case bytes.HasPrefix(line, html.open):
		return html, true
	case bytes.HasPrefix(line, percent.open) && !bytes.HasPrefix(line, []byte("%%ANKI")):
		return percent, true
	}
	return marks{}, false
}

// Parser makes the nodes of comments within text.
type Parser struct{}

var _ parser.InlineParser = Parser{}

// Trigger implements parser.InlineParser.
func (Parser) Trigger() []byte { return []byte{'<', '%'} }

// failed is up to where, in the block at hand, no closer was found.
type failed struct{ percent, html int }

var failedKey = parser.NewContextKey()

// Parse implements parser.InlineParser.
func (Parser) Parse(_ ast.Node, reader text.Reader, pc parser.Context) ast.Node {
	line, segment := reader.PeekLine()
	m, ok := opens(line)
	if !ok {
		return nil
	}
	memo := pc.ComputeIfAbsent(failedKey, func() any { return &failed{} }).(*failed)
	gone := &memo.html
	if m.open[0] == '%' {
		gone = &memo.percent
	}
	if segment.Start < *gone {
		return nil
	}
	starts := reader.PrecendingCharacter() == '\n'
	reader.Advance(len(m.open))
	var content []byte
	for {
		rest, at := reader.PeekLine()
		if rest == nil {
			*gone = max(*gone, at.Stop)
			break
		}
		i := bytes.Index(rest, m.close)
		if again := bytes.Index(rest, html.open); again >= 0 && m.open[0] == '<' && (i < 0 || again < i) {
			break // comments don't nest: the one above was never closed
		}
		if i >= 0 {
			reader.Advance(i + len(m.close))
			node := &Inline{HTML: m.open[0] == '<', Content: string(append(content, rest[:i]...))}
			node.SetPos(segment.Start)
			return node
		}
		content = append(content, rest...)
		reader.AdvanceLine()
	}
	if m.open[0] == '<' || starts { // within a line, two percent signs may be just that
		issue.Add(pc, issue.Issue{Offset: segment.Start, Code: "unclosed-comment", Message: "comment is never closed",
			Hint: "close it with " + string(m.close)})
	}
	return nil
}

// BlockParser makes the nodes of comments on lines of their own.
type BlockParser struct{}

var _ parser.BlockParser = BlockParser{}

// Trigger implements parser.BlockParser.
func (BlockParser) Trigger() []byte { return []byte{'<', '%'} }

// Open implements parser.BlockParser.
func (BlockParser) Open(_ ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	line, segment := reader.PeekLine()
	pos := pc.BlockOffset()
	if pos < 0 || pos >= len(line) {
		return nil, parser.NoChildren
	}
	m, ok := opens(line[pos:])
	if !ok {
		return nil, parser.NoChildren
	}
	node := &Block{HTML: m.open[0] == '<'}
	rest := line[pos+len(m.open):]
	if i := bytes.Index(rest, m.close); i >= 0 {
		if !util.IsBlank(rest[i+len(m.close):]) {
			return nil, parser.NoChildren
		}
		node.closed = true
	} else if !closesBelow(reader.Source(), segment.Stop, m, util.IsBlank(rest), pc) {
		return nil, parser.NoChildren
	}
	node.Lines().Append(segment)
	reader.AdvanceToEOL()
	return node, parser.NoChildren
}

// maxAhead is how far, in bytes, the end of a comment may be.
const maxAhead = 256 << 10

// noneKey keeps up to where in the source no closer was found; one key for both kinds would mix them up.
var noneKey = map[byte]parser.ContextKey{'%': parser.NewContextKey(), '<': parser.NewContextKey()}

// closesBelow reports whether a line from an offset on ends the comment, with nothing behind it. Percent signs may
// reach over the start of a question only if they stand alone on their lines, and such lines come in pairs.
func closesBelow(src []byte, from int, m marks, alone bool, pc parser.Context) bool {
	if none, ok := pc.Get(noneKey[m.open[0]]).(int); ok && from < none {
		return false
	}
	end := min(len(src), from+maxAhead)
	begun, blank, above := false, false, false
	for at := from; at < end; {
		next := end
		if i := bytes.IndexByte(src[at:end], '\n'); i >= 0 {
			next = at + i + 1
		}
		line := bytes.Trim(src[at:next], " \t\r\n>")
		if m.open[0] == '<' {
			line = bytes.TrimSpace(src[at:next])
		}
		begun = begun || bytes.HasPrefix(line, []byte("#")) || start.Of(src, at, above) != start.None
		above = len(line) == 0
		blank = blank || above
		i := bytes.Index(line, m.close)
		if m.open[0] == '<' {
			if open := bytes.Index(line, m.open); open >= 0 && (i < 0 || open < i) {
				return false // comments don't nest: the one above was never closed
			}
		}
		if i >= 0 {
			if m.open[0] == '<' {
				// Text behind the comment is read as text if a paragraph can hold both.
				return blank || util.IsBlank(line[i+3:])
			}
			return util.IsBlank(line[i+2:]) && (!begun || !blank || alone && i == 0 && oddBelow(src, at, pc))
		}
		at = next
	}
	pc.Set(noneKey[m.open[0]], end)
	return false
}

// aloneKey keeps where percent signs stand alone on a line.
var aloneKey = parser.NewContextKey()

// oddBelow tells that percent signs stand alone on an odd number of lines from an offset on: on an even number, the
// comment above them was never closed.
func oddBelow(src []byte, from int, pc parser.Context) bool {
	lines := pc.ComputeIfAbsent(aloneKey, func() any {
		var lines []int
		for at := 0; at < len(src); {
			next := len(src)
			if i := bytes.IndexByte(src[at:], '\n'); i >= 0 {
				next = at + i + 1
			}
			if bytes.Equal(bytes.Trim(src[at:next], " \t\r\n>"), percent.close) {
				lines = append(lines, at)
			}
			at = next
		}
		return lines
	}).([]int)
	i, _ := slices.BinarySearch(lines, from)
	return (len(lines)-i)%2 == 1
}

// Continue implements parser.BlockParser.
func (BlockParser) Continue(node ast.Node, reader text.Reader, _ parser.Context) parser.State {
	block := node.(*Block)
	if block.closed {
		return parser.Close
	}
	line, segment := reader.PeekLine()
	node.Lines().Append(segment)
	reader.AdvanceToEOL()
	if bytes.Contains(line, block.marks().close) {
		block.closed = true
	}
	return parser.Continue | parser.NoChildren
}

// Close implements parser.BlockParser.
func (BlockParser) Close(node ast.Node, reader text.Reader, _ parser.Context) {
	block := node.(*Block)
	content := bytes.TrimSpace(block.Lines().Value(reader.Source()))
	content = bytes.TrimPrefix(content, block.marks().open)
	content, _, _ = bytes.Cut(content, block.marks().close)
	block.Content = string(content)
}

// CanInterruptParagraph implements parser.BlockParser.
func (BlockParser) CanInterruptParagraph() bool { return true }

// CanAcceptIndentedLine implements parser.BlockParser.
func (BlockParser) CanAcceptIndentedLine() bool { return false }
