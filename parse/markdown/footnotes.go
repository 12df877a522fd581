package markdown

import (
	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
)

// takeFootnotes takes the definitions of footnotes out of the tree, where goldmark leaves them behind everything else, and
// keeps them by number.
func (d *Document) takeFootnotes() {
	list, ok := d.Root.LastChild().(*extast.FootnoteList)
	if !ok {
		return
	}
	d.Root.RemoveChild(d.Root, list)
	d.footnotes = map[int]*extast.Footnote{}
	for n := list.FirstChild(); n != nil; n = n.NextSibling() {
		note := n.(*extast.Footnote)
		d.footnotes[note.Index] = note
	}
}

// footnoteNumber gives the number that a footnote has in the fragment: they count from 1 in order of first use.
func (r *renderer) footnoteNumber(index int) int {
	for i, have := range r.notes {
		if have == index {
			return i + 1
		}
	}
	r.notes = append(r.notes, index)
	return len(r.notes)
}

// writeFootnotes writes the definitions that the fragment referred to; they may refer to more.
func (r *renderer) writeFootnotes() {
	if len(r.notes) == 0 {
		return
	}
	r.write("<div class=\"footnotes\"><ol>\n")
	for i := 0; i < len(r.notes); i++ {
		r.write("<li>")
		if note := r.doc.footnotes[r.notes[i]]; note != nil {
			r.children(note)
		}
		r.trimEnd(0)
		r.write("</li>\n")
	}
	r.write("</ol></div>\n")
}

// isFootnoteMark tells that a node belongs to footnotes and shows nothing by itself.
func isFootnoteMark(n ast.Node) bool {
	return n.Kind() == extast.KindFootnoteBacklink || n.Kind() == extast.KindFootnoteList || n.Kind() == extast.KindFootnote
}
