package parse

import (
	"slices"
	"strings"

	"github.com/yuin/goldmark/ast"

	"github.com/examdeck/examdeck/parse/wording"
)

// remove takes a line out of its block, and the block out of its containers if nothing is left of it.
func (l keyLine) remove() {
	if l.node == nil {
		var kept []int
		lines := l.block.Lines()
		for i := range lines.Len() {
			if i != l.row {
				kept = append(kept, i)
			}
		}
		old := lines.Sliced(0, lines.Len())
		rest := old[:0:0]
		for _, i := range kept {
			rest = append(rest, old[i])
		}
		lines.Clear()
		lines.AppendAll(rest)
		return
	}
	removeLine(l.block, l.node, nextLine(l.node))
	if !l.block.HasChildren() && l.block.Parent() != nil && l.block.Parent().Kind() != ast.KindDocument {
		removeEmpty(l.block)
	}
}

// keyLines lists the lines of text in blocks and in what they contain; code and formulas hold none.
func keyLines(doc *document, blocks []ast.Node) []keyLine {
	var lines []keyLine
	for _, b := range blocks {
		_ = ast.Walk(b, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
			if !entering {
				return ast.WalkContinue, nil
			}
			switch n.Kind() {
			case ast.KindParagraph, ast.KindTextBlock:
				begins := true
				for c := n.FirstChild(); c != nil; c = c.NextSibling() {
					if begins {
						lines = append(lines, keyLine{block: n, node: c, text: lineText(doc, c)})
					}
					begins = endsLine(c)
				}
				return ast.WalkSkipChildren, nil
			case ast.KindHeading:
				if n.HasChildren() {
					lines = append(lines, keyLine{block: n, node: n.FirstChild(), text: doc.text(n)})
				}
				return ast.WalkSkipChildren, nil
			case ast.KindHTMLBlock:
				lines = append(lines, htmlLines(doc, n)...)
			}
			if n.Type() == ast.TypeInline {
				return ast.WalkSkipChildren, nil
			}
			return ast.WalkContinue, nil
		})
	}
	return slices.DeleteFunc(lines, func(l keyLine) bool { return strings.TrimSpace(l.text) == "" })
}

// htmlLines are the lines of a block of HTML that hold no tag.
func htmlLines(doc *document, block ast.Node) []keyLine {
	var lines []keyLine
	for i := range block.Lines().Len() {
		line := block.Lines().At(i)
		text := strings.TrimSpace(string(line.Value(doc.md.Source)))
		if !strings.ContainsAny(text, "<>") {
			lines = append(lines, keyLine{block: block, row: i, text: text})
		}
	}
	return lines
}

// partKeyLines parts the blocks before lines that announce the answer, which CommonMark draws into the option above them:
// the line begins a paragraph of its own.
func partKeyLines(doc *document, blocks []ast.Node) []ast.Node {
	var out []ast.Node
	for _, n := range blocks {
		out = append(out, n)
		text := n
		for text != nil && (text.Kind() == ast.KindList || text.Kind() == ast.KindListItem) {
			text = text.LastChild()
		}
		if text == nil || !isText(text) {
			continue
		}
		for c := text.FirstChild(); c != nil; c = c.NextSibling() {
			next := c.NextSibling()
			if next != nil && endsLine(c) && (wording.IsKeyLead(lineText(doc, next)) || wording.IsExplanation(lineText(doc, next))) {
				unbreak(c)
				out = append(out, splitAt(text, next))
				break
			}
		}
	}
	return out
}
