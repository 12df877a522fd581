package page

import (
	"bytes"
	"slices"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/text"

	"github.com/examdeck/examdeck/internal/markdown/rawhtml"
	"github.com/examdeck/examdeck/parse/wording"
)

// openHTML puts headings and paragraphs in the place of the HTML blocks of a document whose questions stand in such
// blocks: "<h3>1. <b>Q:</b> What is a heap?</h3>", "<p>Answer: a tree</p>". Other documents keep theirs.
func openHTML(doc *Document) {
	var blocks []ast.Node
	leads := 0
	for block := doc.MD.Root.FirstChild(); block != nil; block = block.NextSibling() {
		if !isHTML(block) || holdsOther(doc.MD.Source, block) {
			continue
		}
		blocks = append(blocks, block)
		for _, line := range block.Lines().Sliced(0, block.Lines().Len()) {
			if t := trimTags(doc.MD.Source, line); wording.QuestionLead(t.plain(doc.MD.Source)) > 0 {
				leads++
			}
		}
	}
	if leads < 2 {
		return
	}
	for _, block := range blocks {
		for _, n := range htmlBlocks(doc, block) {
			doc.MD.Root.InsertBefore(doc.MD.Root, block, n)
		}
		doc.MD.Root.RemoveChild(doc.MD.Root, block)
	}
}

// isHTML reports whether a block is one of HTML, or a paragraph that begins with a tag, as "<br><h2>Title</h2>" does.
func isHTML(n ast.Node) bool {
	if block, ok := n.(*ast.HTMLBlock); ok {
		return !block.HasChildren() && block.HTMLBlockType >= ast.HTMLBlockType6
	}
	return n.Kind() == ast.KindParagraph && n.HasChildren() && n.FirstChild().Kind() == ast.KindRawHTML
}

// holdsOther reports whether a block of HTML holds what is more than running text.
func holdsOther(src []byte, block ast.Node) bool {
	all := bytes.ToLower(block.Lines().Value(src))
	return slices.ContainsFunc([]string{"<table", "<tr", "<td", "<details", "<summary", "<pre", "<!--", "<img"},
		func(tag string) bool { return bytes.Contains(all, []byte(tag)) })
}

// htmlLine is a line of HTML: its text behind the tags with which it begins, the level of the heading that one of them
// begins, and whether one of them begins a paragraph.
type htmlLine struct {
	text  text.Segment
	level int
	parts bool
}

// partsText are the elements that part paragraphs, and lineTags others that may stand before a line's text.
var (
	partsText = []string{"p", "div", "li", "ul", "ol", "hr", "dt", "dd", "dl", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "section"}
	lineTags  = []string{"br", "center", "font"}
)

// trimTags reads a line of HTML.
func trimTags(src []byte, line text.Segment) htmlLine {
	l := htmlLine{text: line}
	for {
		rest := src[l.text.Start:l.text.Stop]
		blank := len(rest) - len(bytes.TrimLeft(rest, " \t"))
		if bytes.HasPrefix(rest[blank:], []byte("&nbsp;")) {
			l.text.Start += blank + len("&nbsp;")
			continue
		}
		l.text.Start += blank
		rest = rest[blank:]
		end := bytes.IndexByte(rest, '>')
		name := rawhtml.Name(rest)
		if end < 0 || !slices.Contains(partsText, name) && !slices.Contains(lineTags, name) {
			return l
		}
		l.parts = l.parts || slices.Contains(partsText, name)
		if len(name) == 2 && name[0] == 'h' && name[1] != 'r' && rest[1] != '/' {
			l.level = int(name[1] - '0')
		}
		l.text.Start += end + 1
	}
}

// plain returns the line's text without tags, and without the number that may stand before a question's word.
func (l htmlLine) plain(src []byte) string {
	var b []byte
	within := false
	for _, c := range bytes.TrimLeft(src[l.text.Start:l.text.Stop], "0123456789.) ") {
		switch {
		case c == '<':
			within = true
		case c == '>':
			within = false
		case !within:
			b = append(b, c)
		}
	}
	return string(bytes.TrimSpace(b))
}

// htmlBlocks returns the headings and paragraphs of a block of HTML.
func htmlBlocks(doc *Document, block ast.Node) []ast.Node {
	src := doc.MD.Source
	var all []ast.Node
	lines := text.NewSegments()
	flush := func() {
		nodes, _ := doc.MD.Part(lines)
		all, lines = append(all, nodes...), text.NewSegments()
	}
	for _, line := range block.Lines().Sliced(0, block.Lines().Len()) {
		l := trimTags(src, line)
		plain := l.plain(src)
		asks := wording.QuestionLead(plain) > 0
		if l.parts && (l.level > 0 || asks) {
			flush()
		}
		switch {
		case plain == "":
		case asks:
			number := bytes.TrimLeft(src[l.text.Start:l.text.Stop], "0123456789.) \t")
			lines.Append(l.text.WithStart(l.text.Stop - len(number)))
		case l.level > 0:
			all = append(all, htmlHeading(doc, l, line.Start))
		default:
			lines.Append(l.text)
		}
	}
	flush()
	return all
}

// htmlHeading returns the heading with which a line of HTML begins.
func htmlHeading(doc *Document, l htmlLine, at int) ast.Node {
	h := ast.NewHeading(l.level)
	if end := bytes.Index(bytes.ToLower(doc.MD.Source[l.text.Start:l.text.Stop]), []byte("</h")); end >= 0 {
		l.text.Stop = l.text.Start + end
	}
	lines := text.NewSegments()
	lines.Append(l.text)
	nodes, _ := doc.MD.Part(lines)
	for _, n := range nodes {
		for _, c := range Children(n) {
			if c.Type() == ast.TypeInline {
				h.AppendChild(h, c)
			}
		}
	}
	h.SetPos(at)
	return h
}
