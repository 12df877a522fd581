package markdown

import (
	"bytes"
	"regexp"
	"strconv"
	"strings"

	"github.com/yuin/goldmark/ast"
	"golang.org/x/net/html"

	"github.com/examdeck/examdeck/internal/markdown/math"
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
	h := htmlText{renderer: r, node: n}
	z := html.NewTokenizer(bytes.NewReader(source))
	for {
		kind := z.Next()
		if kind == html.ErrorToken {
			h.flush()
			return
		}
		raw := bytes.Clone(z.Raw())
		switch kind {
		case html.TextToken:
			if h.skip == "" {
				h.text = append(h.text, raw...)
			}
		case html.StartTagToken, html.SelfClosingTagToken, html.EndTagToken:
			h.tag(raw, z.Token())
		}
	}
}

// htmlText writes HTML of the source, in the text of which formulas are formulas though Markdown is none.
type htmlText struct {
	*renderer
	node ast.Node
	text []byte // what is not yet written of the text, with line breaks and MathJax' own tags
	skip string // the element whose text is no text
	code int    // how many elements of code are open
}

// tag takes one tag.
func (h *htmlText) tag(raw []byte, token html.Token) {
	if h.skip != "" {
		if token.Data == h.skip {
			h.skip = ""
		}
		return
	}
	switch token.Data {
	case "br", "anki-mathjax":
		h.text = append(h.text, raw...)
		return
	case "script", "style":
		if token.Type == html.StartTagToken {
			h.skip = token.Data
			return
		}
	}
	h.flush()
	if isCode[token.Data] && token.Type != html.SelfClosingTagToken {
		if token.Type == html.StartTagToken {
			h.code++
		} else {
			h.code = max(0, h.code-1)
		}
	}
	h.renderer.tag(h.node, raw, token)
}

// isCode are the elements into which MathJax does not look.
var isCode = map[string]bool{"code": true, "pre": true, "kbd": true, "samp": true, "textarea": true}

// flush writes the text that was taken.
func (h *htmlText) flush() {
	text := h.text
	h.text = h.text[:0]
	if h.code > 0 || !bytes.ContainsAny(text, `$\`) && !bytes.Contains(text, []byte("<anki")) {
		h.plainHTML(text)
		return
	}
	scanner, from := math.NewScanner(text), 0
	scanner.HTML = true
	for at := 0; at < len(text); at++ {
		if strings.IndexByte(`$\[<`, text[at]) < 0 {
			continue
		}
		span, ok := scanner.Find(at)
		if !ok {
			if text[at] == '\\' {
				at++
			}
			continue
		}
		h.plainHTML(text[from:span.Start])
		if span.Open < span.Close {
			raw := string(text[span.Start:span.End])
			tex := html.UnescapeString(math.WithoutHTML(raw, string(text[span.Open:span.Close])))
			node := &math.Node{Display: span.Display, TeX: tex, Raw: raw}
			node.SetPos(h.doc.Offset(h.node))
			h.formula(node)
		}
		from = span.End
		at = from - 1
	}
	h.plainHTML(text[from:])
}

// plainHTML writes text with entities and line breaks, and without formulas.
func (h *htmlText) plainHTML(text []byte) {
	for len(text) > 0 {
		at := breakTag.FindIndex(text)
		if at == nil {
			at = []int{len(text), len(text)}
		}
		h.plain(trimStray([]byte(html.UnescapeString(string(text[:at[0]])))))
		if at[0] < at[1] {
			h.raw = true
			h.write("<br>")
		}
		text = text[at[1]:]
	}
}

var breakTag = regexp.MustCompile(`(?i)</?br\b[^<>]*>`)

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
