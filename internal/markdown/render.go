package markdown

import (
	"slices"
	"sync"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"

	"github.com/examdeck/examdeck/internal/markdown/sanitize"
)

const (
	// maxOutput is how long a fragment may get, in bytes; maxGrowth is how many times longer than its source.
	maxOutput = 4 << 20
	maxGrowth = 100
	minOutput = 64 << 10
)

// renderer writes one fragment.
type renderer struct {
	doc     *Document
	world   Resolver
	buf     []byte
	media   []string
	issues  []Issue
	notes   []*extast.Footnote // those referred to
	numbers map[int]int        // their numbers, by their offsets
	limit   int                // how long buf may get
	full    bool
	links   int  // how many links are open
	seen    bool // something visible was written
	raw     bool // tags of the source were written
	escape  bool // tags of the source are to be written as text
	apart   bool // the nodes are a passage: bare text among them is a paragraph
	holes   []hole
}

// buffers keeps the memory of finished fragments and texts for the next ones.
var buffers = sync.Pool{New: func() any { b := make([]byte, 0, 8<<10); return &b }}

// Render renders nodes, blocks or inline nodes, one after another. With a nil Resolver no media can be had.
func (d *Document) Render(nodes []ast.Node, world Resolver) Fragment {
	pooled := buffers.Get().(*[]byte)
	r := &renderer{doc: d, world: world, buf: (*pooled)[:0]}
	html := r.fragment(nodes)
	f := Fragment{Media: r.media, Issues: r.issues, Empty: !r.seen}
	if len(r.holes) > 0 {
		f = fill(r.passage(string(html)))
		html = []byte(f.HTML)
	}
	f.HTML = finish(html)
	keep(pooled, r.buf)
	return f
}

// keep takes a buffer back, as it has grown, unless it is so large that it would only take room.
func keep(pooled *[]byte, buf []byte) {
	if cap(buf) <= 1<<20 {
		*pooled = buf
		buffers.Put(pooled)
	}
}

// fragment renders nodes and makes what the source's own tags left balanced and harmless. What it gives is not finished.
func (r *renderer) fragment(nodes []ast.Node) []byte {
	r.nodes(nodes)
	if !r.raw {
		return r.buf
	}
	html, err := sanitize.Fragment(r.buf)
	if err != nil {
		// The tags nest too deep for the HTML parser: show them as they are.
		*r = renderer{doc: r.doc, world: r.world, buf: r.buf[:0], escape: true, apart: r.apart}
		r.nodes(nodes)
		return r.buf
	}
	return []byte(html)
}

// nodes writes the nodes and the footnotes they refer to.
func (r *renderer) nodes(nodes []ast.Node) {
	size := 0
	for _, n := range nodes {
		size += r.doc.End(n) - r.doc.Offset(n)
	}
	r.limit = min(maxOutput, max(minOutput, maxGrowth*size))
	for i := 0; i < len(nodes); i++ {
		if t, ok := nodes[i].(*ast.Text); ok {
			last := r.textRun(t)
			for ast.Node(t) != last && i+1 < len(nodes) && nodes[i+1] == t.NextSibling() {
				i++
				t = nodes[i].(*ast.Text)
			}
			continue
		}
		if r.apart && nodes[i].Kind() == ast.KindTextBlock {
			r.element("p", nodes[i])
			continue
		}
		r.node(nodes[i])
	}
	if len(r.notes) > 0 && nodes[0].Type() == ast.TypeInline {
		// The list of footnotes can't stand within the paragraph that the caller would make of the text.
		r.buf = append(slices.Insert(r.buf, 0, []byte("<p>")...), "</p>\n"...)
	}
	r.writeFootnotes()
	if r.full && len(nodes) > 0 {
		r.issue(nodes[0], "too-long", "text is cut off: its HTML is more than 100 times as long as its source", "")
	}
}

func (r *renderer) write(s string) { r.buf = append(r.buf, s...) }

// plain writes text in which nothing has a meaning.
func (r *renderer) plain(s []byte) {
	r.look(s)
	r.buf = appendText(r.buf, s, asHTML)
}

// look notes whether there is anything to see in text.
func (r *renderer) look(s []byte) {
	for i := 0; i < len(s) && !r.seen; i++ {
		r.seen = s[i] > ' ' && s[i] != 0x7f
	}
}

// attribute writes an attribute; value is text of no language.
func (r *renderer) attribute(name string, value []byte) {
	r.write(" " + name + `="`)
	r.buf = appendText(r.buf, value, asValue)
	r.write(`"`)
}

// issue notes a fault at a node.
func (r *renderer) issue(n ast.Node, code, message, hint string) {
	r.issues = append(r.issues, Issue{Offset: r.doc.Offset(n), Code: code, Message: message, Hint: hint})
}

// trimEnd takes blanks and breaks off the end of the buffer, as far as from.
func (r *renderer) trimEnd(from int) {
	for n := len(r.buf); n > from; n = len(r.buf) {
		switch c := r.buf[n-1]; {
		case c == ' ' || c == '\n' || c == '\t':
			r.buf = r.buf[:n-1]
		case c == '>' && n-from >= 4 && string(r.buf[n-4:]) == "<br>":
			r.buf = r.buf[:n-4]
		default:
			return
		}
	}
}
