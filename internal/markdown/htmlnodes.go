package markdown

import (
	"bytes"
	"strconv"
	"strings"

	"github.com/yuin/goldmark/ast"
	"golang.org/x/net/html"

	"github.com/examdeck/examdeck/internal/markdown/rawhtml"
)

// htmlBlock writes a block of HTML. One that begins a toggle was parsed, and is its child.
func (r *renderer) htmlBlock(n *ast.HTMLBlock) {
	if n.HasChildren() {
		r.lines(n.FirstChild())
		r.write("\n")
		return
	}
	source := n.Lines().Value(r.doc.Source)
	if n.HasClosure() {
		source = append(source, n.ClosureLine.Value(r.doc.Source)...)
	}
	r.rawHTML(n, source)
}

// rawHTML writes HTML of the source: text as text, tags as they are for the sanitiser to look at, pictures by their
// names.
func (r *renderer) rawHTML(n ast.Node, source []byte) {
	if r.escape {
		r.plain(source)
		return
	}
	if isBreak(source) {
		r.lineBreak()
		return
	}
	z := html.NewTokenizer(bytes.NewReader(source))
	skip := "" // the element whose text is no text
	for {
		kind := z.Next()
		if kind == html.ErrorToken {
			return
		}
		raw := bytes.Clone(z.Raw())
		switch kind {
		case html.TextToken:
			if skip == "" {
				r.plain(trimStray([]byte(html.UnescapeString(string(raw)))))
			}
		case html.StartTagToken, html.SelfClosingTagToken, html.EndTagToken:
			token := z.Token()
			if kind == html.StartTagToken && (token.Data == "script" || token.Data == "style") {
				skip = token.Data
			} else if token.Data == skip {
				skip = ""
			} else if skip == "" {
				r.tag(n, raw, token)
			}
		}
	}
}

// isBreak tells that a tag is a line break.
func isBreak(source []byte) bool {
	return len(source) <= 8 && len(source) >= 4 && rawhtml.Name(source) == "br" && bytes.IndexByte(source, '\n') < 0 &&
		source[len(source)-1] == '>'
}

// tag writes one tag.
func (r *renderer) tag(n ast.Node, raw []byte, token html.Token) {
	end := token.Type == html.EndTagToken
	switch token.Data {
	case "img", "audio", "video", "source", "embed", "object":
		if !end {
			r.tagMedia(n, token)
		}
		return
	case "a":
		r.raw = true
		if address := r.reach([]byte(attributeOf(token, "href"))); !end && len(address) > 0 {
			r.write("<a")
			r.attribute("href", address)
			r.write(">")
			return
		}
		if end {
			r.write("</a>")
		} else {
			r.write("<a>")
		}
		return
	}
	if !rawhtml.Known(token.Data) {
		r.plain(raw)
		return
	}
	r.raw = true
	for _, c := range raw {
		if c >= ' ' || c == '\n' || c == '\t' {
			r.buf = append(r.buf, c)
		}
	}
}

// tagMedia writes the picture, sound or video of a tag.
func (r *renderer) tagMedia(n ast.Node, token html.Token) {
	target := attributeOf(token, "src")
	if token.Data == "object" {
		target = attributeOf(token, "data")
	}
	if target == "" {
		return
	}
	r.show(reference{node: n, target: target, alt: attributeOf(token, "alt"), title: attributeOf(token, "title"),
		width: pixels(attributeOf(token, "width")), height: pixels(attributeOf(token, "height"))})
}

// attributeOf returns an attribute's value, empty without it.
func attributeOf(token html.Token, name string) string {
	for _, a := range token.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}

// pixels reads a size in pixels; 0 for any other, such as "50%".
func pixels(s string) int {
	n, err := strconv.Atoi(strings.TrimSuffix(strings.TrimSpace(s), "px"))
	if err != nil || n < 0 || n > 10000 {
		return 0
	}
	return n
}
