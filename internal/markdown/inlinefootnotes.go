package markdown

import (
	"bytes"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// inlineFootnoteParser reads footnotes that stand where they are referred to: "^[the text]", as Obsidian and Pandoc
// have them. They hold no others.
type inlineFootnoteParser struct{}

// Trigger implements parser.InlineParser.
func (inlineFootnoteParser) Trigger() []byte { return []byte{'^'} }

// Parse implements parser.InlineParser.
func (inlineFootnoteParser) Parse(_ ast.Node, reader text.Reader, _ parser.Context) ast.Node {
	line, segment := reader.PeekLine()
	size := inlineFootnote(line)
	if size == 0 || reader.PrecendingCharacter() == '[' {
		return nil
	}
	reader.Advance(size)
	note := extast.NewFootnote(nil)
	note.SetPos(segment.Start)
	return &footnoteLink{note: note, inline: text.NewSegment(segment.Start+len("^["), segment.Start+size-len("]"))}
}

// inlineFootnote returns the length of the footnote that a line begins with, 0 if it begins with none.
func inlineFootnote(line []byte) int {
	if !bytes.HasPrefix(line, []byte("^[")) {
		return 0
	}
	open := 0
	for i := 1; i < len(line); i++ {
		switch line[i] {
		case '\\':
			if i+1 < len(line) && util.IsPunct(line[i+1]) {
				i++
			}
		case '^':
			if i+1 < len(line) && line[i+1] == '[' {
				return 0
			}
		case '[':
			open++
		case ']':
			if open--; open == 0 {
				if len(bytes.TrimSpace(line[2:i])) == 0 {
					return 0
				}
				return i + 1
			}
		}
	}
	return 0
}

// readInline parses the text of an inline footnote that is shown for the first time.
func (r *renderer) readInline(n *footnoteLink) {
	if n.inline.Start == n.inline.Stop || n.note.HasChildren() {
		return
	}
	lines := text.NewSegments()
	lines.Append(n.inline)
	nodes, issues := r.doc.Part(lines)
	for _, child := range nodes {
		n.note.AppendChild(n.note, child)
	}
	r.issues = append(r.issues, issues...)
}
