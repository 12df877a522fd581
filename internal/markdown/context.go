package markdown

import (
	"sort"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"

	"github.com/examdeck/examdeck/internal/markdown/box"
)

// docContext is what the parsers know of a document, or of a part of it that is parsed again. What a part does not
// define itself, the document does.
type docContext struct {
	parser.Context
	doc       *Document
	footnotes map[string][]*extast.Footnote
	// boldIn is the block in which signs of bold text were paired last, boldOpen which of them are open; see pairsBold.
	boldIn   ast.Node
	boldOpen map[byte]bool
}

// newContext returns a context for the document or a part of it.
func (d *Document) newContext() *docContext {
	c := &docContext{Context: parser.NewContext(), doc: d}
	if d.context != nil {
		box.Share(d.context, c)
	}
	return c
}

// Reference implements parser.Context.
func (c *docContext) Reference(label string) (parser.Reference, bool) {
	ref, ok := c.Context.Reference(label)
	if whole := c.doc.context; !ok && whole != c {
		return whole.Context.Reference(label)
	}
	return ref, ok
}

// define notes the definition of a footnote.
func (c *docContext) define(note *extast.Footnote) {
	if c.footnotes == nil {
		c.footnotes = map[string][]*extast.Footnote{}
	}
	name := string(note.Ref)
	c.footnotes[name] = append(c.footnotes[name], note)
}

// footnote returns the footnote that a name means at an offset: notes that were put together from several define a
// name more than once, and mean the first definition that follows. It is nil where there is none.
func (c *docContext) footnote(name string, offset int) *extast.Footnote {
	notes := c.footnotes[name]
	if len(notes) == 0 && c != c.doc.context {
		notes = c.doc.context.footnotes[name]
	}
	if len(notes) == 0 {
		return nil
	}
	next := sort.Search(len(notes), func(i int) bool { return notes[i].Pos() >= offset })
	return notes[min(next, len(notes)-1)]
}
