package page

import (
	"bytes"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/text"

	"github.com/examdeck/examdeck/parse/wording"
)

// admonition is a box of a documentation tool as it stands in the source: mkdocs' "??? question "…"" with its text
// indented below, a directive in a fence, "```{dropdown} …", or a container, "::: details …". CommonMark sees text
// and code.
type admonition struct {
	name, title        string
	titleFrom, titleTo int  // where the title, or the name for want of one, stands
	folded             bool // a click shows it
	from, to           int
	body               []ast.Node
}

// foldBoxes are the names of boxes that only fold what their titles announce.
var foldBoxes = WordSet("details dropdown toggle collapse spoiler success done check faq help admonition example")

// read settles what a box is called: the name is the first word of head, what follows the title. at is head's place
// in the source.
func (a *admonition) read(head string, at int) bool {
	start := len(head) - len(strings.TrimLeft(head, " {"))
	rest := head[start:]
	end := strings.IndexAny(rest+" ", " }\t\"[")
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

// asks reports whether a box holds a question, which what follows it answers.
func (a *admonition) asks() bool {
	if a.title != "" && wording.LooksAsked(a.title) || a.folded && a.name != "exercise" && a.name != "problem" {
		return false
	}
	l, ok := wording.ReadLabel(a.title)
	return wording.Is(a.name, wording.BoxAsks) || foldBoxes[a.name] && ok && l.Word != "" && wording.Is(strings.Fields(l.Word)[0], wording.AnyQuestion)
}

// foldAdmonitions puts toggles, or a heading and its text, in the place of the boxes among the children of a node, as
// far as limit.
func foldAdmonitions(doc *Document, parent ast.Node, limit, depth int) []*Toggle {
	var all []*Toggle
	closings := doc.containers()
	var around []int // where the boxes end that asked and hold the next one
	for n := parent.FirstChild(); n != nil; {
		for len(around) > 0 && doc.MD.Offset(n) >= around[len(around)-1] {
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

// takeOut removes the blocks of a box, from n as far as the offset to, and gives the block behind them, nil without
// one. Text that CommonMark took into the box's last paragraph is a block of its own then.
func takeOut(doc *Document, parent, n ast.Node, to int) ast.Node {
	last, next := n, n
	for next != nil && doc.MD.Offset(next) < to {
		last, next = next, next.NextSibling()
	}
	behind := next
	if end := doc.MD.End(last); end > to && last.Kind() == ast.KindParagraph {
		for i, p := range doc.Part(to, end, 0) {
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
func placeBox(doc *Document, parent, before ast.Node, a admonition) *Toggle {
	title := doc.Part(a.titleFrom, a.titleTo, 0)
	if a.asks() {
		h := ast.NewHeading(6)
		h.SetPos(a.from)
		for _, p := range title {
			for _, c := range Children(p) {
				h.AppendChild(h, c)
			}
		}
		parent.InsertBefore(parent, before, h)
		for _, b := range a.body {
			parent.InsertBefore(parent, before, b)
		}
		return nil
	}
	t := &Toggle{From: a.from, to: a.to, closed: true}
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

// readAdmonition reads the box that begins with a block; ok is false where none does that matters.
func readAdmonition(doc *Document, n ast.Node, closings map[int]int, limit int) (a admonition, ok bool) {
	src := doc.MD.Source
	switch n := n.(type) {
	case *ast.FencedCodeBlock:
		if n.Info == nil || n.Lines().Len() == 0 {
			return a, false
		}
		info := n.Info.Segment
		if !bytes.HasPrefix(info.Value(src), []byte("{")) {
			return a, false
		}
		a.from, a.to = doc.LineStart(info.Start), doc.MD.End(n)
		lines := n.Lines().Sliced(0, n.Lines().Len())
		for len(lines) > 0 && isOption(string(lines[0].Value(src))) {
			a.folded = a.folded || bytes.Contains(lines[0].Value(src), []byte("dropdown"))
			lines = lines[1:]
		}
		if !a.read(string(info.Value(src)), info.Start) {
			return a, false
		}
		kept := text.NewSegments()
		kept.AppendAll(lines)
		a.body, _ = doc.MD.Part(kept)
		return a, true
	case *ast.Paragraph:
		at := doc.MD.Offset(n)
		line := src[at:min(doc.LineEnd(at), limit)]
		switch {
		case bytes.HasPrefix(line, []byte("???")), bytes.HasPrefix(line, []byte("!!!")):
			return readIndentedBox(doc, n, at, line, limit)
		case bytes.HasPrefix(line, []byte(":::")):
			end, closed := closings[doc.LineStart(at)]
			return readContainer(doc, at, end, line, closed && end <= limit)
		}
	}
	return a, false
}

// isOption reports whether a directive's line is an option, ":class: dropdown", or blank.
func isOption(line string) bool {
	line = strings.TrimSpace(line)
	return line == "" || line[0] == ':' && strings.Count(line, ":") >= 2 && !strings.HasPrefix(line, ":::")
}

// readIndentedBox reads mkdocs' box: its text is indented by four blanks more than its mark.
func readIndentedBox(doc *Document, n ast.Node, at int, line []byte, limit int) (a admonition, ok bool) {
	a.folded, a.from = line[0] == '?', at
	mark := 3
	for mark < len(line) && line[mark] == '+' {
		mark++
	}
	if mark >= len(line) || line[mark] != ' ' || !a.read(string(line[mark:]), at+mark) {
		return a, false
	}
	src := doc.MD.Source
	indent := at - doc.LineStart(at) + 4
	a.to = min(doc.LineEnd(at)+1, len(src))
	first := 0 // where the text begins
	for next := a.to; next < limit; {
		end := min(doc.LineEnd(next)+1, len(src))
		text := bytes.TrimLeft(src[next:end], " \t")
		lead := end - next - len(text)
		if len(bytes.TrimSpace(text)) > 0 {
			if lead < indent && bytes.IndexByte(src[next:next+lead], '\t') < 0 {
				break
			}
			if first == 0 {
				first = next + lead
			}
			a.to = end
		}
		next = end
	}
	if first == 0 {
		return a, false
	}
	a.body = doc.Part(first, a.to, indent)
	return a, true
}

// readContainer reads the container whose last line ends at an offset.
func readContainer(doc *Document, at, end int, line []byte, closed bool) (a admonition, ok bool) {
	mark := len(line) - len(bytes.TrimLeft(line, ":"))
	a.from, a.to = at, end
	if !closed {
		return a, false
	}
	known := a.read(string(line[mark:]), at+mark)
	if !known && !strings.HasPrefix(a.name, "callout") {
		return a, false
	}
	src := doc.MD.Source
	from := min(doc.LineEnd(at)+1, len(src))
	to := doc.LineStart(max(from, end-1))
	for from < to && isOption(string(src[from:min(doc.LineEnd(from)+1, to)])) {
		a.folded = a.folded || bytes.Contains(src[from:doc.LineEnd(from)], []byte("dropdown"))
		from = min(doc.LineEnd(from)+1, to)
	}
	if from >= to {
		return a, false
	}
	a.body = doc.Part(from, to, 0)
	if known || len(a.body) == 0 {
		return a, known
	}
	// Of a callout the first heading is the title.
	h, ok := a.body[0].(*ast.Heading)
	if !ok || h.Lines().Len() == 0 {
		return a, false
	}
	line0 := h.Lines().At(0)
	title := string(line0.Value(src))
	if wording.PurposeOf(strings.ToLower(strings.TrimSpace(title))) != wording.Answering {
		return a, false
	}
	a.name, a.title, a.titleFrom, a.titleTo, a.body = "solution", title, line0.Start, line0.Stop, a.body[1:]
	return a, true
}

// containers pairs the lines that begin containers with those that end them: by where the first begins, where the
// last ends.
func (doc *Document) containers() map[int]int {
	if doc.boxes != nil {
		return doc.boxes
	}
	doc.boxes = map[int]int{}
	var open []int
	end := 0
	for line := range bytes.Lines(doc.MD.Source) {
		at := end
		end += len(line)
		if line = bytes.TrimSpace(line); !bytes.HasPrefix(line, []byte(":::")) {
			continue
		}
		if len(bytes.Trim(line, ":")) > 0 {
			open = append(open, at)
		} else if n := len(open); n > 0 {
			doc.boxes[open[n-1]] = end
			open = open[:n-1]
		}
	}
	return doc.boxes
}
