package markdown

import (
	"bytes"
	"strconv"
	"strings"

	"github.com/yuin/goldmark/ast"
)

// Passage is a run of a note's nodes as others embed it: rendered, but for the embeds in it. It does not depend on
// where it is shown, and holds no tree, so that it is made once and kept.
type Passage struct {
	world  Resolver
	from   int    // where it lies in its note
	to     int    //
	html   string // not finished
	holes  []hole
	media  []string
	issues []placed
	empty  bool
}

// hole is where an embed of a note is to be filled in.
type hole struct {
	target, fragment, label string
	at                      int // the embed's offset in its note
	line, col               int
	// open are the tags, outer ones first, that a block can't stand within.
	open []string
}

// placed is an issue of a passage with its place in the note.
type placed struct {
	Issue
	line, col int
}

// Passage renders nodes, which lie between two offsets, as others embed them. issues are those that were found when
// the note was parsed; the ones between the offsets are kept.
func (d *Document) Passage(nodes []ast.Node, from, to int, world Resolver, issues []Issue) *Passage {
	r := &renderer{doc: d, world: world, apart: true}
	p := r.passage(string(r.fragment(nodes)))
	p.from, p.to = from, to
	for _, i := range issues {
		if i.Offset >= from && i.Offset < to {
			p.issues = append(p.issues, r.placed(i))
		}
	}
	return p
}

// Empty tells that there is nothing to see in a passage.
func (p *Passage) Empty() bool { return p.empty }

// passage returns what was rendered, html, as a passage.
func (r *renderer) passage(html string) *Passage {
	p := &Passage{world: r.world, html: html, holes: r.holes, media: r.media, empty: !r.seen}
	for _, i := range r.issues {
		p.issues = append(p.issues, r.placed(i))
	}
	p.lookAround()
	return p
}

func (r *renderer) placed(i Issue) placed {
	line, col := r.doc.Position(i.Offset)
	return placed{i, line, col}
}

// embed leaves a hole for a note.
func (r *renderer) embed(n ast.Node, target, fragment, label string) {
	if r.world == nil {
		r.plain([]byte(label))
		return
	}
	r.seen = true
	h := hole{target: target, fragment: fragment, label: label, at: r.doc.Offset(n)}
	h.line, h.col = r.doc.Position(h.at)
	r.buf = append(strconv.AppendInt(append(r.buf, holeMark), int64(len(r.holes)), 10), holeMark)
	r.holes = append(r.holes, h)
}

// cutHole returns the number of the hole at the start of text and what follows it.
func cutHole(text string) (number int, rest string) {
	digits, rest, _ := strings.Cut(text[1:], string(rune(holeMark)))
	number, _ = strconv.Atoi(digits)
	return number, rest
}

// holds are the elements that may hold blocks.
var holds = func() map[string]bool {
	m := map[string]bool{}
	for _, name := range strings.Fields(`blockquote li dd dt td th div details summary section article aside header footer main nav
		address figure figcaption caption center`) {
		m[name] = true
	}
	return m
}()

// voids are the elements that a fragment may hold and that have no end tag.
var voids = map[string]bool{"br": true, "hr": true, "img": true, "input": true, "col": true, "wbr": true}

// lookAround notes for every hole which tags are open around it.
func (p *Passage) lookAround() {
	if len(p.holes) == 0 {
		return
	}
	var stack []string
	for rest := p.html; ; {
		i := strings.IndexAny(rest, "<"+string(rune(holeMark)))
		if i < 0 {
			return
		}
		if rest = rest[i:]; rest[0] == holeMark {
			var number int
			number, rest = cutHole(rest)
			at := len(stack)
			for at > 0 && !holds[tagName(stack[at-1])] {
				at--
			}
			p.holes[number].open = append([]string(nil), stack[at:]...)
			continue
		}
		end := strings.IndexByte(rest, '>') + 1
		if end == 0 {
			return
		}
		switch tag := rest[:end]; {
		case strings.HasPrefix(tag, "</"):
			stack = stack[:max(0, len(stack)-1)]
		case !voids[tagName(tag)]:
			stack = append(stack, tag)
		}
		rest = rest[end:]
	}
}

// tagName is the name of the element that a start tag opens.
func tagName(tag string) string {
	name, _, _ := strings.Cut(strings.Trim(tag, "<>"), " ")
	return name
}

// closing closes the elements around a hole, of which buf ends within: those that are still empty are taken back.
func closing(buf []byte, open []string) []byte {
	for i := len(open) - 1; i >= 0; i-- {
		if bytes.HasSuffix(buf, []byte(open[i])) {
			buf = buf[:len(buf)-len(open[i])]
			continue
		}
		for ; i >= 0; i-- {
			buf = append(buf, "</"+tagName(open[i])+">"...)
		}
		return append(buf, '\n')
	}
	return buf
}

// reopening opens the elements around a hole again, and gives the text that follows it: those that end there are left
// out.
func reopening(buf []byte, open []string, rest string) ([]byte, string) {
	for {
		trimmed := strings.TrimPrefix(strings.TrimLeft(rest, " \n\t"), "<br>")
		if len(trimmed) == len(rest) {
			break
		}
		rest = trimmed
	}
	for n := len(open); n > 0; n = len(open) {
		after, ok := strings.CutPrefix(rest, "</"+tagName(open[n-1])+">")
		if !ok {
			break
		}
		open, rest = open[:n-1], after
	}
	for _, tag := range open {
		buf = append(buf, tag...)
	}
	if len(open) == 0 {
		rest = strings.TrimPrefix(rest, "\n")
	}
	return buf, rest
}
