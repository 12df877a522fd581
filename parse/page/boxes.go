package page

import (
	"slices"
	"strings"

	"github.com/yuin/goldmark/ast"

	"github.com/examdeck/examdeck/internal/markdown/box"
	"github.com/examdeck/examdeck/parse/wording"
)

// foldNames are the names of boxes that only fold what their titles announce.
var foldNames = WordSet("details dropdown toggle collapse spoiler expand success done check faq help admonition example")

// noteNames are those of boxes that stand beside the text, unless their titles say otherwise.
var noteNames = WordSet(`note tip info warning caution danger important attention seealso error notice remark proof abstract
	callout-note callout-tip callout-warning callout-important callout-caution`)

// foldBoxes puts what each box of a document is to its readers in its place: a heading and its text for one that asks,
// a toggle for one that answers, folds or hints, and what it holds for one that only draws a frame. Others stay boxes.
func foldBoxes(doc *Document) []*Toggle {
	var all []*Toggle
	for _, n := range doc.MD.Boxes {
		parent := n.Parent()
		if parent == nil {
			continue
		}
		if n.Quoted {
			if t := foldQuoted(doc, n); t != nil {
				all = append(all, t)
			}
			continue
		}
		titleFromHeading(doc, n)
		switch title := boxTitle(doc, n); {
		case n.Name == "" || !n.HasChildren():
			parent.RemoveChild(parent, n)
		case boxAsks(n, title):
			if title != "" || !statesHeading(n) {
				parent.InsertBefore(parent, n, boxHeading(n))
			}
			unwrapBox(n)
		case boxFolds(n, title):
			all = append(all, boxToggle(doc, n, title))
		case title == "", Any(n, ast.KindHeading):
			if t := n.Title(); t != nil {
				p := ast.NewParagraph()
				for _, c := range Children(t) {
					p.AppendChild(p, c)
				}
				parent.InsertBefore(parent, n, bold(p))
			}
			unwrapBox(n)
		}
	}
	return all
}

// foldQuoted is [foldBoxes] for a callout: a toggle, which it returns, for one that answers what stands above it, and its
// text for one that only repeats the heading above it, where the next one answers. Others stay: callouts ask and answer
// each other in ways of their own, and notes are full of those that do neither.
func foldQuoted(doc *Document, n *box.Node) *Toggle {
	if within(n, box.Kind) {
		return nil
	}
	title := doc.Text(n.Title())
	if quotedAnswers(n, title) && !belowQuoted(doc, n) {
		t := boxToggle(doc, n, title)
		t.open = n.Fold == 0
		return t
	}
	if before, ok := n.PreviousSibling().(*ast.Heading); ok && isRole(n, wording.BoxAsks|wording.AnyQuestion) && (title == "" || doc.Text(before) == title) {
		if next, ok := n.NextSibling().(*ast.Heading); ok && wording.AnnouncesAnswer(doc.Text(next)) {
			unwrapBox(n)
		}
	}
	return nil
}

// belowQuoted reports whether a callout stands right above n, hints apart: it may be what n answers.
func belowQuoted(doc *Document, n *box.Node) bool {
	for before, ok := n.PreviousSibling().(*box.Node); ok; before, ok = before.PreviousSibling().(*box.Node) {
		if !before.Quoted || !isHint(before) && !wording.IsHint(doc.Text(before.Title())) {
			return before.Quoted
		}
	}
	return false
}

// within reports whether a block stands in one of a kind.
func within(n ast.Node, kind ast.NodeKind) bool {
	for p := n.Parent(); p != nil; p = p.Parent() {
		if p.Kind() == kind {
			return true
		}
	}
	return false
}

// quotedAnswers reports whether a callout answers, as its title says, or its name where it has no title.
func quotedAnswers(n *box.Node, title string) bool {
	if title == "" {
		return isRole(n, wording.AnyAnswer|wording.Proof)
	}
	return wording.AnnouncesAnswer(title)
}

// Any reports whether a block of a kind stands right in n.
func Any(n ast.Node, kind ast.NodeKind) bool {
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		if c.Kind() == kind {
			return true
		}
	}
	return false
}

// boxTitle returns the text of a box's title.
func boxTitle(doc *Document, n *box.Node) string {
	t := n.Title()
	if t == nil {
		return ""
	}
	title := doc.Text(t)
	if strings.Trim(title, "?!.…-_ ") == "" { // whoever wrote it knew none
		n.RemoveChild(n, t)
		return ""
	}
	return title
}

// statesHeading reports whether a box that asks only holds what the heading right above it asks for: no other one
// stands below that heading.
func statesHeading(n *box.Node) bool {
	if n.PreviousSibling() == nil || n.PreviousSibling().Kind() != ast.KindHeading {
		return false
	}
	for next := n.NextSibling(); next != nil && next.Kind() != ast.KindHeading; next = next.NextSibling() {
		if b, ok := next.(*box.Node); ok && isRole(b, wording.BoxAsks) {
			return false
		}
	}
	return true
}

// titleFromHeading makes the title of a box of the heading with which it begins, as Quarto does.
func titleFromHeading(doc *Document, n *box.Node) {
	h, ok := n.FirstChild().(*ast.Heading)
	if !ok || !h.HasChildren() || !strings.HasPrefix(n.Name, "callout") && n.Attrs.ID == "" && !isRole(n, wording.BoxAsks|wording.BoxAnswers) {
		return
	}
	t := &box.Title{}
	t.SetPos(doc.MD.Offset(h))
	for _, c := range Children(h) {
		t.AppendChild(t, c)
	}
	n.ReplaceChild(n, h, t)
}

// isRole reports whether one of a box's names has a role: its name, without a domain, a class, or the prefix of its id.
func isRole(n *box.Node, role wording.Role) bool {
	if wording.Is(n.Name, role) || wording.Is(n.Name[strings.IndexByte(n.Name, ':')+1:], role) {
		return true
	}
	if prefix, _, ok := strings.Cut(n.Attrs.ID, "-"); ok && wording.Is(prefix, role) {
		return true
	}
	return slices.ContainsFunc(n.Attrs.Classes, func(c string) bool { return wording.Is(strings.ToLower(c), role) })
}

// boxAsks reports whether a box holds a question, which what follows it answers.
func boxAsks(n *box.Node, title string) bool {
	if title != "" && wording.LooksAsked(title) && !answersBox(n.NextSibling()) || n.Folded && n.Name != "exercise" && n.Name != "problem" {
		return false
	}
	if isRole(n, wording.BoxAsks) {
		return true
	}
	if wording.PurposeOf(strings.ToLower(title)) == wording.Answering {
		return false
	}
	l, ok := wording.ReadLabel(title)
	return (foldNames[n.Name] || noteNames[n.Name]) && ok && l.Word != "" && wording.Is(strings.Fields(l.Word)[0], wording.AnyQuestion)
}

// answersBox reports whether a block is a box that answers.
func answersBox(n ast.Node) bool {
	b, ok := n.(*box.Node)
	return ok && isRole(b, wording.BoxAnswers)
}

// boxFolds reports whether a box is read as a toggle.
func boxFolds(n *box.Node, title string) bool {
	if isRole(n, wording.BoxAnswers|wording.BoxAsks) || foldNames[n.Name] {
		return true
	}
	switch wording.PurposeOf(strings.ToLower(title)) {
	case wording.Answering:
		return title != ""
	case wording.Remark:
		return n.Folded
	}
	return n.Folded && title != "" || isHint(n)
}

// isHint reports whether a box is called a hint.
func isHint(n *box.Node) bool {
	return !noteNames[n.Name] && wording.PurposeOf(n.Name) == wording.Remark
}

// boxHeading returns the heading above what a box asks; without a title it is empty and only parts the questions.
func boxHeading(n *box.Node) ast.Node {
	h := ast.NewHeading(6)
	h.SetPos(n.Pos())
	if t := n.Title(); t != nil {
		for _, c := range Children(t) {
			h.AppendChild(h, c)
		}
	}
	return h
}

// boxName returns the name of a box as inline nodes.
func boxName(doc *Document, n *box.Node) []ast.Node {
	var inline []ast.Node
	for _, p := range doc.Part(n.NameFrom, n.NameTo, 0) {
		inline = append(inline, Children(p)...)
	}
	return inline
}

// boxToggle puts a toggle in the place of a box and gives it. A title that only names what is answered is left out.
func boxToggle(doc *Document, n *box.Node, title string) *Toggle {
	t := &Toggle{From: n.Pos(), to: n.To, closed: true, made: true, answers: isRole(n, wording.BoxAnswers)}
	t.SetPos(n.Pos())
	s, line := &summary{made: true}, ast.NewTextBlock()
	s.SetPos(n.Pos())
	line.SetPos(n.Pos())
	s.AppendChild(s, line)
	name := n.Title()
	if name == nil || isRole(n, wording.BoxAnswers) && wording.PurposeOf(strings.ToLower(title)) != wording.Answering {
		for _, c := range boxName(doc, n) {
			line.AppendChild(line, c)
		}
	} else {
		for _, c := range Children(name) {
			line.AppendChild(line, c)
		}
	}
	t.AppendChild(t, s)
	for _, c := range Children(n) {
		if c != ast.Node(name) {
			t.AppendChild(t, c)
		}
	}
	n.Parent().ReplaceChild(n.Parent(), n, t)
	return t
}

// unwrapBox puts what a box holds in its place.
func unwrapBox(n *box.Node) {
	parent := n.Parent()
	for _, c := range Children(n) {
		if c.Kind() != box.KindTitle {
			parent.InsertBefore(parent, n, c)
		}
	}
	parent.RemoveChild(parent, n)
}
