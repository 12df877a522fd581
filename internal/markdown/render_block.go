package markdown

import (
	"strconv"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"

	"github.com/examdeck/examdeck/internal/markdown/box"
	"github.com/examdeck/examdeck/internal/markdown/code"
	"github.com/examdeck/examdeck/internal/markdown/comment"
	"github.com/examdeck/examdeck/internal/markdown/math"
)

// node writes a node and what it holds.
func (r *renderer) node(n ast.Node) {
	if len(r.buf) > r.limit {
		r.full = true
		return
	}
	if n.Type() == ast.TypeInline {
		r.inline(n)
		return
	}
	switch n := n.(type) {
	case *ast.Paragraph:
		r.paragraph(n)
	case *ast.TextBlock:
		r.lines(n)
		if n.NextSibling() != nil {
			r.write("\n")
		}
	case *ast.Heading:
		r.element("h"+strconv.Itoa(n.Level), n)
	case *ast.List:
		r.list(n)
	case *ast.ListItem:
		r.item(n)
	case *ast.Blockquote:
		r.container("<blockquote>\n", n, "</blockquote>\n")
	case *ast.CodeBlock, *ast.FencedCodeBlock:
		r.code(n)
	case *ast.HTMLBlock:
		r.htmlBlock(n)
	case *ast.ThematicBreak:
		r.write("<hr>\n")
	case *box.Title:
		r.lines(n)
	case *box.Node:
		r.box(n)
	case *comment.Block, *ast.LinkReferenceDefinition:
	default:
		r.extension(n)
	}
}

// extension writes the blocks of goldmark's extensions.
func (r *renderer) extension(n ast.Node) {
	switch n := n.(type) {
	case *extast.Table:
		r.table(n)
	case *extast.TableHeader, *extast.TableRow:
		r.row(n)
	case *extast.TableCell:
		r.lines(n)
	case *extast.DefinitionList:
		r.container("<dl>\n", n, "</dl>\n")
	case *extast.DefinitionTerm:
		r.element("dt", n)
	case *extast.DefinitionDescription:
		r.container("<dd>", n, "</dd>\n")
	case Element:
		open, closing := n.Tags()
		r.container(open, n, closing)
	default:
		r.children(n)
	}
}

// Element is a block that is written between tags, though none stand in the source.
type Element interface {
	ast.Node
	// Tags returns them, both empty where the block is written without.
	Tags() (open, closing string)
}

// children writes the blocks in a container, or the inline nodes in a block of text.
func (r *renderer) children(n ast.Node) {
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		if t, ok := c.(*ast.Text); ok {
			c = r.textRun(t)
			continue
		}
		r.node(c)
	}
}

// lines writes the inline nodes of a block, without blanks and breaks at its end.
func (r *renderer) lines(n ast.Node) {
	start := len(r.buf)
	r.children(n)
	r.trimEnd(start)
}

// element writes a block of text in an element of its own, unless it is empty.
func (r *renderer) element(name string, n ast.Node) {
	mark := len(r.buf)
	r.write("<" + name + ">")
	start := len(r.buf)
	r.lines(n)
	if len(r.buf) == start {
		r.buf = r.buf[:mark]
		return
	}
	r.write("</" + name + ">\n")
}

// container writes blocks between two tags.
func (r *renderer) container(open string, n ast.Node, closing string) {
	r.write(open)
	r.children(n)
	r.write(closing)
}

// paragraph writes a paragraph. One of nothing but tags is no paragraph: they open and close what lies around it.
func (r *renderer) paragraph(n *ast.Paragraph) {
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		if c.Kind() != ast.KindRawHTML && !r.isBlank(c) {
			r.element("p", n)
			return
		}
	}
	start := len(r.buf)
	r.lines(n)
	if len(r.buf) > start {
		r.write("\n")
	}
}

// isBlank tells that an inline node is a comment or text of blanks only.
func (r *renderer) isBlank(n ast.Node) bool {
	t, ok := n.(*ast.Text)
	if !ok {
		return n.Kind() == comment.KindInline
	}
	for _, c := range t.Segment.Value(r.doc.Source) {
		if c > ' ' {
			return false
		}
	}
	return true
}

func (r *renderer) list(n *ast.List) {
	open, closing := "<ul>\n", "</ul>\n"
	if n.IsOrdered() {
		open, closing = "<ol>\n", "</ol>\n"
		if n.Start != 1 {
			open = `<ol start="` + strconv.Itoa(n.Start) + "\">\n"
		}
	}
	r.container(open, n, closing)
}

func (r *renderer) item(n *ast.ListItem) {
	r.write("<li>")
	if c := n.FirstChild(); c != nil && c.Kind() != ast.KindTextBlock {
		r.write("\n")
	}
	r.children(n)
	r.write("</li>\n")
}

func (r *renderer) code(n ast.Node) {
	language := ""
	if f, ok := n.(*ast.FencedCodeBlock); ok {
		if formula, ok := f.FirstChild().(*math.Node); ok {
			r.write("<p>")
			r.formula(formula)
			r.write("</p>\n")
			return
		}
		language = string(f.Language(r.doc.Source))
	}
	text := n.Lines().Value(r.doc.Source)
	r.look(text)
	r.write(`<pre class="chroma"><code>`)
	r.buf = code.Append(r.buf, language, text, func(dst, s []byte) []byte { return appendText(dst, s, asCode) })
	r.write("</code></pre>\n")
}

// box writes a box: one with a title as a callout, which folds on the card if it folds in Obsidian, one without as what
// it holds.
func (r *renderer) box(n *box.Node) {
	title := n.Title()
	if title == nil {
		r.children(n)
		return
	}
	frame, head := "div", "div"
	if n.Fold != 0 && title.NextSibling() != nil {
		frame, head = "details", "summary"
	}
	r.write("<" + frame + ` class="callout"`)
	r.attribute("data-callout", []byte(n.Name))
	if frame == "details" && n.Fold == '+' {
		r.write(" open")
	}
	r.write("><" + head + ` class="callout-title">`)
	if title.HasChildren() || !n.Quoted {
		r.node(title)
	} else {
		r.buf = appendText(r.buf, []byte(n.Called()), asHTML)
	}
	r.write("</" + head + ">")
	if title.NextSibling() != nil {
		r.write("<div class=\"callout-body\">\n")
		for c := title.NextSibling(); c != nil; c = c.NextSibling() {
			r.node(c)
		}
		r.write("</div>")
	}
	r.write("</" + frame + ">\n")
}

func (r *renderer) table(n *extast.Table) {
	r.write("<table>\n")
	body := false
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		if c.Kind() == extast.KindTableHeader {
			r.write("<thead>\n")
			r.node(c)
			r.write("</thead>\n")
			continue
		}
		if !body {
			r.write("<tbody>\n")
			body = true
		}
		r.node(c)
	}
	if body {
		r.write("</tbody>\n")
	}
	r.write("</table>\n")
}

func (r *renderer) row(n ast.Node) {
	name := "td"
	if n.Kind() == extast.KindTableHeader {
		name = "th"
	}
	r.write("<tr>\n")
	for c := n.FirstChild(); c != nil && len(r.buf) <= r.limit; c = c.NextSibling() {
		r.write("<" + name)
		if cell, ok := c.(*extast.TableCell); ok && cell.Alignment != extast.AlignNone {
			r.attribute("align", []byte(cell.Alignment.String()))
		}
		r.write(">")
		r.node(c)
		r.write("</" + name + ">\n")
	}
	r.write("</tr>\n")
}
