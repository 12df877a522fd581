package parse

import (
	"strings"

	"github.com/yuin/goldmark/ast"

	"github.com/examdeck/examdeck/parse/wording"
)

// admonition is a box of a documentation tool as it stands in the source: mkdocs' "??? question "…"" with its text indented below, a
// directive in a fence, "```{dropdown} …", or a container, "::: details …". CommonMark sees text and code.
type admonition struct {
	name, title        string
	titleFrom, titleTo int  // where the title, or the name for want of one, stands
	folded             bool // a click shows it
	from, to           int
	body               []ast.Node
}

// foldBoxes are the names of boxes that only fold what their titles announce.
var foldBoxes = wordSet("details dropdown toggle collapse spoiler success done check faq help admonition example")

// read settles what a box is called: the name is the first word of head, what follows the title. at is head's place in the source.
func (a *admonition) read(head string, at int) bool {
	start := len(head) - len(strings.TrimLeft(head, " {"))
	rest := head[start:]
	end := strings.IndexAny(rest, " }\t\"[")
	if end < 0 {
		end = len(rest)
	}
	a.name = strings.TrimLeft(strings.ToLower(rest[:end]), "#.")
	if strings.HasPrefix(a.name, "exr-") {
		a.name = "exr"
	}
	title := strings.TrimLeft(rest[end:], " \t}+")
	a.titleFrom = at + len(head) - len(title)
	title = strings.TrimSpace(title)
	if strings.Contains(title, "=") && strings.HasSuffix(title, "}") || strings.HasPrefix(head[start:], ".") || strings.HasPrefix(head[start:], "#") {
		title = "" // attributes
	}
	if len(title) > 1 && title[0] == '"' && title[len(title)-1] == '"' {
		title = title[1 : len(title)-1]
		a.titleFrom++
	} else if inner, ok := strings.CutPrefix(title, "["); ok && strings.HasSuffix(inner, "]") {
		title = inner[:len(inner)-1]
		a.titleFrom++
	}
	if wording.Is(a.name, wording.BoxAnswers) && wording.PurposeOf(strings.ToLower(title)) != wording.Answering {
		title = "" // what it answers
	}
	a.title, a.titleTo = title, a.titleFrom+len(title)
	if title == "" {
		a.titleFrom, a.titleTo = at+start, at+start+end
	}
	if a.name == "exr" { // all that is written is a label for links
		a.titleTo = a.titleFrom
	}
	a.folded = a.folded || a.name == "details" || a.name == "dropdown" || a.name == "toggle"
	return a.name != "" && (wording.Is(a.name, wording.BoxAsks|wording.BoxAnswers) || foldBoxes[a.name] || a.title != "" && wording.PurposeOf(strings.ToLower(a.title)) == wording.Answering)
}

// asks tells whether a box holds a question, which what follows it answers.
func (a *admonition) asks() bool {
	if a.title != "" && wording.LooksAsked(a.title) || a.folded && a.name != "exercise" && a.name != "problem" {
		return false
	}
	l, ok := wording.ReadLabel(a.title)
	return wording.Is(a.name, wording.BoxAsks) || foldBoxes[a.name] && ok && l.Word != "" && wording.Is(strings.Fields(l.Word)[0], wording.AnyQuestion)
}

// foldAdmonitions puts toggles, or a heading and its text, in the place of the boxes among the children of a node, as far as limit.
func foldAdmonitions(doc *document, parent ast.Node, limit, depth int) []*toggle {
	if depth > maxBoxes {
		return nil
	}
	var all []*toggle
	closings := doc.containers()
	var around []int // where the boxes end that asked and hold the next one
	for n := parent.FirstChild(); n != nil; {
		for len(around) > 0 && doc.md.Offset(n) >= around[len(around)-1] {
			around = around[:len(around)-1]
		}
		a, ok := admonition{}, false
		if len(around)+depth <= maxBoxes {
			a, ok = readAdmonition(doc, n, closings, limit)
		}
		if !ok {
			n = n.NextSibling()
			continue
		}
		before := n.PreviousSibling()
		if t := placeBox(doc, parent, takeOut(doc, parent, n, a.to), a); t != nil {
			all = append(append(all, t), foldAdmonitions(doc, t, a.to, depth+1)...)
			before = t
		} else {
			around = append(around, a.to)
		}
		// What a box that asks held stands beside it now, and may be boxes.
		if n = parent.FirstChild(); before != nil {
			n = before.NextSibling()
		}
	}
	return all
}

// takeOut removes the blocks of a box, from n as far as the offset to, and gives the block behind them, nil without one. Text that
// CommonMark took into the box's last paragraph is a block of its own then.
func takeOut(doc *document, parent, n ast.Node, to int) ast.Node {
	last, next := n, n
	for next != nil && doc.md.Offset(next) < to {
		last, next = next, next.NextSibling()
	}
	behind := next
	if end := doc.md.End(last); end > to && last.Kind() == ast.KindParagraph {
		for i, p := range doc.part(to, end, 0) {
			parent.InsertBefore(parent, n, p)
			if i == 0 {
				behind = p
			}
		}
	}
	for c := n; c != next; {
		following := c.NextSibling()
		parent.RemoveChild(parent, c)
		c = following
	}
	return behind
}

// maxBoxes is how deep boxes may stand in each other.
const maxBoxes = 8

// placeBox inserts what a box becomes before a node: a heading with the text below it, or a toggle, which it gives.
func placeBox(doc *document, parent, before ast.Node, a admonition) *toggle {
	title := doc.part(a.titleFrom, a.titleTo, 0)
	if a.asks() {
		h := ast.NewHeading(6)
		h.SetPos(a.from)
		for _, p := range title {
			for _, c := range children(p) {
				h.AppendChild(h, c)
			}
		}
		parent.InsertBefore(parent, before, h)
		for _, b := range a.body {
			parent.InsertBefore(parent, before, b)
		}
		return nil
	}
	t := &toggle{from: a.from, to: a.to, closed: true}
	t.SetPos(a.from)
	s := &summary{}
	s.SetPos(a.from)
	for _, p := range title {
		s.AppendChild(s, p)
	}
	t.AppendChild(t, s)
	for _, b := range a.body {
		t.AppendChild(t, b)
	}
	parent.InsertBefore(parent, before, t)
	return t
}
