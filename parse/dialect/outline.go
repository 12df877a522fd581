package dialect

import (
	"bytes"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/text"

	"github.com/examdeck/examdeck/parse/page"
)

// outline is the bullets of a source as an outliner sees them: by lines, for what outliners write is no sound Markdown.
// In a page of Logseq the bullets below the first block are code to CommonMark; in what RemNote exports, the second line
// of a bullet stands at the margin.
type outline struct {
	doc    *page.Document
	items  []outlineItem
	lines  int  // those that are not blank and in no fence
	headed bool // a heading stands among the bullets
}

// outlineItem is a bullet, or the first block of a page, which has none: from is where its line begins, text where its
// text does, to where the next bullet's line begins.
type outlineItem struct {
	from, text, to int
	indent         int // of its bullet, in bytes
	parent         int // index of the bullet it stands below; -1 without
	depth          int // how many bullets it stands below
	bullet         bool
}

// maxOutlineDepth is how many bullets deep one may have its answer in those below it, which are read once for each.
const maxOutlineDepth = 30

// readOutline finds the bullets of a source. Loose ones have lines at the margin, blank ones too, up to the next bullet
// or heading.
func readOutline(doc *page.Document, loose bool) *outline {
	o := &outline{doc: doc}
	src := doc.MD.Source
	fenced, ended, blank := false, false, false
	for at := doc.MD.Front.End; at < len(src); {
		next := min(len(src), doc.LineEnd(at)+1)
		line := src[at:next]
		indent, text := bulletOf(line)
		if n := len(o.items); fenced && !loose && text > 0 && n > 0 && indent <= o.items[n-1].indent {
			fenced = false // it was never closed: code is indented more than its bullet
		}
		switch trimmed := bytes.TrimSpace(line); {
		case len(trimmed) == 0 || fenced:
		case text > 0:
			o.lines++
			o.add(outlineItem{from: at, text: at + text, to: next, indent: indent, bullet: true})
			ended = false
		case len(o.items) == 0 && !loose && o.lines == 0:
			o.lines++
			o.add(outlineItem{from: at, text: at, to: next})
		case indent == 0 && trimmed[0] == '#':
			ended, o.headed = true, o.headed || len(o.items) > 0 // a heading of the file; what follows it is no bullet's
		default:
			o.lines++
			if n := len(o.items); !loose && blank && n > 0 {
				ended = ended || indent <= o.items[n-1].indent
				if !o.items[n-1].bullet {
					o.items = nil // a text of several paragraphs is no block of an outliner
				}
			}
		}
		blank = len(bytes.TrimSpace(line)) == 0
		if bytes.Count(line, []byte("```"))%2 == 1 {
			fenced = !fenced
		}
		if n := len(o.items); n > 0 && !ended {
			o.items[n-1].to = next
		}
		at = next
	}
	return o
}

// bulletOf returns how far a line is indented, and where the text behind its bullet begins; 0 without a bullet.
func bulletOf(line []byte) (indent, text int) {
	rest := bytes.TrimLeft(line, " \t")
	indent = len(line) - len(rest)
	sign := 1
	if digits := bytes.TrimLeft(rest, "0123456789"); len(digits) < len(rest) && bytes.HasPrefix(digits, []byte(".")) {
		sign = len(rest) - len(digits) + 1
	} else if len(rest) == 0 || bytes.IndexByte([]byte("-*+"), rest[0]) < 0 {
		return indent, 0
	}
	if len(rest) == sign || rest[sign] != ' ' && rest[sign] != '\t' && rest[sign] != '\n' {
		return indent, 0
	}
	return indent, min(len(line), indent+sign+len(rest[sign:])-len(bytes.TrimLeft(rest[sign:], " \t")))
}

// add adds a bullet below the last one that is less indented.
func (o *outline) add(item outlineItem) {
	item.parent = len(o.items) - 1
	for item.parent >= 0 && o.items[item.parent].indent >= item.indent {
		item.parent = o.items[item.parent].parent
	}
	if item.parent >= 0 {
		item.depth = o.items[item.parent].depth + 1
	}
	o.items = append(o.items, item)
}

// end returns the index behind the bullets below bullet i.
func (o *outline) end(i int) int {
	j := i + 1
	for j < len(o.items) && o.items[j].parent >= i {
		j++
	}
	return j
}

// own parses the text of bullet i.
func (o *outline) own(i int) []ast.Node {
	item := o.items[i]
	return o.part(item.text, item.to, item.indent)
}

// below parses the bullets below bullet i.
func (o *outline) below(i int) []ast.Node {
	end := o.end(i)
	if end == i+1 {
		return nil
	}
	first := o.items[i+1]
	return o.part(first.from+first.indent, o.items[end-1].to, first.indent)
}

// part parses a part of a bullet's text, or of the bullets below it, without the indentation of its lines.
func (o *outline) part(from, to, indent int) []ast.Node {
	src := o.doc.MD.Source
	from = min(trimFrom(src, from, to), to)
	to = from + len(bytes.TrimRight(src[from:to], " \t\n"))
	lines := text.NewSegments()
	for at := from; at < to; {
		next := min(to, o.doc.LineEnd(at)+1)
		if at > from {
			for n := 0; n < indent && at < next && (src[at] == ' ' || src[at] == '\t'); n++ {
				at++
			}
		}
		lines.Append(text.NewSegment(at, next))
		at = next
	}
	nodes, _ := o.doc.MD.Part(lines)
	return nodes
}

// regionEnd is where the claim of bullet i ends, which the bullets below it answer: at the first card among these.
func (o *outline) regionEnd(i int, isCard func(int) bool) int {
	end := o.end(i)
	for j := i + 1; j < end; j++ {
		if isCard(j) {
			return o.items[j].from
		}
	}
	return o.items[end-1].to
}
