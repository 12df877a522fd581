package page

import (
	"strings"

	"github.com/yuin/goldmark/ast"
)

// TrimEnds drops what only parts questions from both ends of a body: rules, and links back to the top or to the
// contents.
func TrimEnds(doc *Document, body []ast.Node) []ast.Node {
	body = TrimRules(body)
	for len(body) > 1 && isBackLink(doc, body[len(body)-1]) {
		body = TrimRules(body[:len(body)-1])
	}
	return body
}

// maxBackLink is how long the text of a link back may be, in bytes.
const maxBackLink = 60

// isBackLink reports whether a block is nothing but a link to a place in its own document.
func isBackLink(doc *Document, n ast.Node) bool {
	switch n.Kind() {
	case ast.KindHTMLBlock:
		html := rawHTML(doc, n)
		return strings.Contains(html, `href="#`) && strings.Count(html, "href=") == 1 && len(doc.Text(n)) <= maxBackLink
	case ast.KindParagraph:
		if n.Lines().Len() > 1 {
			return false
		}
		inside := linkText(doc, n)
		if inside == "" {
			return false
		}
		text := doc.Text(n)
		return len(text) <= maxBackLink && strings.Trim(strings.Replace(text, inside, "", 1), " ()[]*↑⬆🔝^|-–—.️") == ""
	}
	return false
}

// linkText is the text of the links in a block that lead to places in its own document; empty if other links are in it.
func linkText(doc *Document, n ast.Node) string {
	text, other := "", false
	_ = ast.Walk(n, func(c ast.Node, entering bool) (ast.WalkStatus, error) {
		link, ok := c.(*ast.Link)
		if !entering || !ok {
			return ast.WalkContinue, nil
		}
		if !strings.HasPrefix(string(link.Destination), "#") || text != "" {
			other = true
		}
		text += doc.Text(link)
		return ast.WalkSkipChildren, nil
	})
	if other {
		return ""
	}
	return text
}
