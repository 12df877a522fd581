// Package sanitize makes HTML that holds an author's own tags harmless and balanced.
package sanitize

import (
	"bytes"
	"regexp"
	"strings"

	"github.com/microcosm-cc/bluemonday"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/examdeck/examdeck/internal/ankifield"
)

// policy is what may stay. Scripts, styles, forms, frames, event handlers, ids, colours and sizes of letters go.
var policy = newPolicy()

func newPolicy() *bluemonday.Policy {
	p := bluemonday.NewPolicy()
	plain := strings.Fields(`p br hr h1 h2 h3 h4 h5 h6 b i u s em strong small big del ins mark sub sup code pre kbd samp var tt q
		cite abbr dfn blockquote center div span a ul ol li dl dt dd table caption colgroup col thead tbody tfoot tr th td
		details summary figure figcaption ruby rb rt rp section article aside header footer main nav address strike bdi bdo
		time wbr img input`)
	p.AllowElements(plain...)
	p.AllowNoAttrs().OnElements(plain...)
	p.AllowAttrs("dir").Matching(regexp.MustCompile(`(?i)^(ltr|rtl|auto)$`)).Globally()
	p.AllowAttrs("lang").Matching(regexp.MustCompile(`^[A-Za-z0-9-]{1,20}$`)).Globally()
	p.AllowAttrs("align").Matching(regexp.MustCompile(`(?i)^(left|right|center|justify)$`)).Globally()
	p.AllowAttrs("class").Matching(regexp.MustCompile(`^(chroma|callout(-title|-body)?|footnotes|missing|[a-z]{1,3}[0-9]?)$`)).
		OnElements("pre", "span", "div", "details", "summary")
	p.AllowAttrs("data-callout").Matching(regexp.MustCompile(`^[^<>"]{0,100}$`)).OnElements("div", "details")
	p.AllowAttrs("start").Matching(bluemonday.Integer).OnElements("ol")
	p.AllowAttrs("type").Matching(regexp.MustCompile(`^(1|a|A|i|I)$`)).OnElements("ol")
	p.AllowAttrs("colspan", "rowspan").Matching(regexp.MustCompile(`^[0-9]{1,3}$`)).OnElements("td", "th")
	p.AllowAttrs("open").Matching(regexp.MustCompile(`^(|open)$`)).OnElements("details")
	p.AllowAttrs("type").Matching(regexp.MustCompile(`^checkbox$`)).OnElements("input")
	p.AllowAttrs("checked", "disabled").Matching(regexp.MustCompile(`^$`)).OnElements("input")
	p.AllowAttrs("src", "alt", "title").OnElements("img")
	p.AllowAttrs("width", "height").Matching(regexp.MustCompile(`^[0-9]{1,5}$`)).OnElements("img")
	p.AllowAttrs("title").OnElements("abbr")
	p.AllowAttrs("href").OnElements("a")
	p.AllowURLSchemes("http", "https", "mailto", "obsidian")
	// The names of media are relative addresses; links were looked at before.
	p.AllowRelativeURLs(true)
	p.RequireParseableURLs(true)
	return p
}

// Fragment returns the fragment with only harmless elements and attributes, every element closed. The error is that of
// golang.org/x/net/html, which gives up above 512 open elements.
func Fragment(fragment []byte) (string, error) {
	nodes, err := harmlessNodes(fragment)
	if err != nil {
		return "", err
	}
	return text(nodes, len(fragment)), nil
}

// harmlessNodes parses a fragment, and leaves out what may not stay.
func harmlessNodes(fragment []byte) ([]*html.Node, error) {
	body := &html.Node{Type: html.ElementNode, Data: "body", DataAtom: atom.Body}
	return html.ParseFragment(bytes.NewReader(policy.SanitizeBytes(fragment)), body)
}

// text writes nodes, which take about that many bytes.
func text(nodes []*html.Node, size int) string {
	var b strings.Builder
	b.Grow(size)
	for _, n := range nodes {
		write(&b, n)
	}
	return b.String()
}

// void are the elements that have no end tag (HTML standard, section "Void elements").
var void = map[string]bool{"br": true, "hr": true, "img": true, "input": true, "col": true, "wbr": true}

var (
	textEscaper  = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;")
	valueEscaper = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", `"`, "&quot;", "[", "&#91;", `\`, "&#92;")
)

// write writes a node as the renderer of Markdown would: quotes stay quotes, and a paragraph that became empty when tags
// were balanced is left out.
func write(b *strings.Builder, n *html.Node) {
	switch n.Type {
	case html.TextNode:
		_, _ = textEscaper.WriteString(b, n.Data)
		return
	case html.ElementNode:
	default:
		return
	}
	switch {
	case n.Data == "p" && isEmpty(n), n.Data == "input" && !hasAttribute(n, "type"):
		return
	case n.Data == "a" && !hasAttribute(n, "href"):
		writeChildren(b, n)
		return
	}
	b.WriteString("<" + n.Data)
	for _, a := range n.Attr {
		b.WriteString(" " + a.Key)
		if a.Val != "" || a.Key == "alt" || a.Key == "src" {
			b.WriteString(`="` + valueEscaper.Replace(ankifield.Clean(a.Val)) + `"`)
		}
	}
	b.WriteString(">")
	if void[n.Data] {
		return
	}
	writeChildren(b, n)
	b.WriteString("</" + n.Data + ">")
}

func writeChildren(b *strings.Builder, n *html.Node) {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		write(b, c)
	}
}

func hasAttribute(n *html.Node, name string) bool {
	for _, a := range n.Attr {
		if a.Key == name {
			return true
		}
	}
	return false
}

// isEmpty tells that an element holds nothing but blanks.
func isEmpty(n *html.Node) bool {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.Type != html.TextNode || strings.TrimSpace(c.Data) != "" {
			return false
		}
	}
	return true
}
