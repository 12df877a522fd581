package parse

import (
	"strings"

	"github.com/yuin/goldmark/ast"
)

// wrappers are the elements that authors put around the whole of an answer, for their looks.
var wrappers = wordSet("b p br div center strong i font")

// unwrap takes line breaks, and the tags of elements that wrap all of it, off both ends of what a toggle holds.
func unwrap(doc *document, blocks []ast.Node) []ast.Node {
	for len(blocks) > 0 && unwrapEdge(doc, blocks[0], ast.Node.FirstChild) {
		blocks = blocks[1:]
	}
	for len(blocks) > 0 && unwrapEdge(doc, blocks[len(blocks)-1], ast.Node.LastChild) {
		blocks = blocks[:len(blocks)-1]
	}
	return blocks
}

// unwrapEdge takes the wrapping tags off one end of a block, that of the child which edge gives. It tells whether the block
// holds nothing else.
func unwrapEdge(doc *document, block ast.Node, edge func(ast.Node) ast.Node) bool {
	switch block.Kind() {
	case ast.KindHTMLBlock:
		return wrapsOnly(rawHTML(doc, block))
	case ast.KindParagraph:
	case ast.KindList, ast.KindListItem, ast.KindTextBlock:
		// An end tag right below a list belongs to the text of its last item, as far as CommonMark is concerned.
		if last := block.LastChild(); last != nil && edge(block) == last && last.Type() == ast.TypeBlock {
			if unwrapEdge(doc, last, edge) && last.Kind() == ast.KindTextBlock {
				block.RemoveChild(block, last)
			}
			return !block.HasChildren()
		}
		if block.Kind() != ast.KindTextBlock {
			return false
		}
	default:
		return false
	}
	for c := edge(block); c != nil; c = edge(block) {
		if t, ok := c.(*ast.Text); ok && strings.TrimSpace(string(t.Segment.Value(doc.md.Source))) == "" {
			block.RemoveChild(block, c)
			continue
		}
		raw, ok := c.(*ast.RawHTML)
		if !ok || !wrapsOnly(string(raw.Segments.Value(doc.md.Source))) || paired(doc, block, raw) {
			break
		}
		block.RemoveChild(block, c)
	}
	return !trimPiece(doc, block)
}

// wrapsOnly tells whether HTML is nothing but bare tags of wrappers.
func wrapsOnly(html string) bool {
	html = strings.TrimSpace(html)
	for html != "" {
		end := strings.IndexByte(html, '>')
		if html[0] != '<' || end < 0 || !wrappers[strings.ToLower(strings.Trim(html[1:end], "/ "))] {
			return false
		}
		html = strings.TrimSpace(html[end+1:])
	}
	return true
}

// paired tells whether the element of a tag begins and ends among the other nodes of its block, but not around all of them.
func paired(doc *document, block ast.Node, tag *ast.RawHTML) bool {
	name := strings.ToLower(strings.Trim(string(tag.Segments.Value(doc.md.Source)), "</ >"))
	if name == "br" {
		return false
	}
	balance := 0
	for c := block.FirstChild(); c != nil; c = c.NextSibling() {
		raw, ok := c.(*ast.RawHTML)
		if !ok {
			continue
		}
		text := strings.ToLower(string(raw.Segments.Value(doc.md.Source)))
		if strings.Trim(text, "</ >") != name {
			continue
		}
		if strings.HasPrefix(text, "</") {
			balance--
		} else {
			balance++
		}
	}
	whole := block.FirstChild() == ast.Node(tag) && isTagOf(doc, block.LastChild(), "</"+name)
	return balance == 0 && !whole
}

// isTagOf tells whether n is a tag that begins with prefix.
func isTagOf(doc *document, n ast.Node, prefix string) bool {
	raw, ok := n.(*ast.RawHTML)
	return ok && strings.HasPrefix(strings.ToLower(string(raw.Segments.Value(doc.md.Source))), prefix)
}

// wordSet makes a set of the names that a language of marks has. The words of people are those of package wording.
func wordSet(names string) map[string]bool {
	set := map[string]bool{}
	for _, name := range strings.Fields(names) {
		set[name] = true
	}
	return set
}
