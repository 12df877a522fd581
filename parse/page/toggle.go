package page

import (
	"slices"
	"strings"

	"github.com/yuin/goldmark/ast"

	"github.com/examdeck/examdeck/parse/wording"
)

// KindToggle and kindSummary are the kinds of toggle and summary.
var (
	KindToggle  = ast.NewNodeKind("Toggle")
	kindSummary = ast.NewNodeKind("Summary")
)

// Toggle is a details element with all that stands between its tags, wherever CommonMark put them. [foldToggles]
// makes toggles of a document's tags before any recogniser looks at it, so that what a toggle hides is one block to
// them. A toggle that no recogniser opens is rendered as it was written: its tags are among its children.
type Toggle struct {
	ast.BaseBlock
	// From and to are the element in the source, tags included.
	From, to int
	// closed tells that its end was written.
	closed bool
	made   bool // of a box: no tags of it stand in the source
	open   bool // it does not fold
	// answers tells that the box is one for answers, whatever its title.
	answers bool
	Role    wording.Purpose
}

// Tags implements markdown.Element.
func (t *Toggle) Tags() (open, closing string) {
	switch {
	case !t.made:
		return "", ""
	case t.open:
		return "<details open>", "</details>\n"
	}
	return "<details>", "</details>\n"
}

// Kind implements ast.Node.
func (t *Toggle) Kind() ast.NodeKind { return KindToggle }

// Dump implements ast.Node.
func (t *Toggle) Dump(source []byte, level int) { ast.DumpHelper(t, source, level, nil, nil) }

// summary is the summary of a toggle with its tags.
type summary struct {
	ast.BaseBlock
	made bool // no tags of it stand in the source
}

// Tags implements markdown.Element.
func (s *summary) Tags() (open, closing string) {
	if !s.made {
		return "", ""
	}
	return "<summary>", "</summary>\n"
}

// Kind implements ast.Node.
func (s *summary) Kind() ast.NodeKind { return kindSummary }

// Dump implements ast.Node.
func (s *summary) Dump(source []byte, level int) { ast.DumpHelper(s, source, level, nil, nil) }

// Summary returns the toggle's summary, nil without one.
func (t *Toggle) Summary() *summary {
	for c := t.FirstChild(); c != nil; c = c.NextSibling() {
		if s, ok := c.(*summary); ok {
			return s
		}
	}
	return nil
}

// Title is the plain text of the summary.
func (t *Toggle) Title(doc *Document) string {
	if s := t.Summary(); s != nil {
		return doc.Text(s)
	}
	return ""
}

// Prompt returns the blocks of the summary, without tags that only wrap them.
func (t *Toggle) Prompt(doc *Document) []ast.Node {
	s := t.Summary()
	if s == nil {
		return nil
	}
	return Unwrap(doc, Paragraphs(Contents(s)))
}

// Body returns the blocks behind the summary, without tags that only wrap them.
func (t *Toggle) Body(doc *Document) []ast.Node {
	return proseOf(doc, Unwrap(doc, Paragraphs(Contents(t))))
}

// Contents lists what a toggle or summary holds but its own tags and summary.
func Contents(n ast.Node) []ast.Node {
	var list []ast.Node
	for _, c := range Children(n) {
		if _, tag := c.(*toggleTag); !tag && c.Kind() != kindSummary {
			list = append(list, c)
		}
	}
	return list
}

// Paragraphs makes paragraphs of the blocks that are bare text.
func Paragraphs(blocks []ast.Node) []ast.Node {
	for i, n := range blocks {
		if n.Kind() == ast.KindTextBlock {
			blocks[i] = ParagraphOf(n)
		}
	}
	return blocks
}

// OpenToggles puts what the toggles among an answer's blocks hold in their place, an explanation below its summary.
// Hints stay folded, and so does what only goes with an answer; a toggle that is all of the answer is opened.
func OpenToggles(doc *Document, blocks []ast.Node) []ast.Node {
	var open []ast.Node
	for _, n := range blocks {
		t, ok := n.(*Toggle)
		if !ok || t.Role == wording.Asking && len(blocks) > 1 && t.tagged() {
			open = append(open, n)
		} else {
			open = append(open, OpenToggle(doc, t)...)
		}
	}
	return open
}

// tagged reports whether a toggle was written with tags, which fold it on the card, too.
func (t *Toggle) tagged() bool {
	_, tag := t.FirstChild().(*toggleTag)
	return tag
}

// OpenToggle returns what a toggle holds, below its summary unless that only says that it answers. A hint stays folded.
func OpenToggle(doc *Document, t *Toggle) []ast.Node {
	var open []ast.Node
	switch t.Role {
	case wording.Remark:
		return []ast.Node{t}
	case wording.Answering:
	default:
		for _, p := range t.Prompt(doc) {
			open = append(open, bold(p))
		}
	}
	return append(open, t.Body(doc)...)
}

// bold wraps the text of a paragraph; other blocks stay.
func bold(n ast.Node) ast.Node {
	if n.Kind() != ast.KindParagraph {
		return n
	}
	strong := ast.NewEmphasis(2)
	for _, c := range Children(n) {
		n.RemoveChild(n, c)
		strong.AppendChild(strong, c)
	}
	n.AppendChild(n, strong)
	return n
}

// roles settles what each toggle of a document is for: by its summary's words, or because most toggles say the same.
func roles(doc *Document, all []*Toggle) {
	same := map[string]int{}
	for _, t := range all {
		same[strings.ToLower(t.Title(doc))]++
	}
	answering := 0
	for _, t := range all {
		title := strings.ToLower(t.Title(doc))
		t.Role = wording.PurposeOf(title)
		if t.answers {
			t.Role = wording.Answering
		}
		if t.Role == wording.Asking && isShortTitle(title) && same[title] >= 3 && 10*same[title] >= 9*len(all) {
			t.Role = wording.Answering
		}
		if t.Role == wording.Answering {
			answering++
		}
	}
	if 10*answering < 9*len(all) {
		return
	}
	// Nearly all toggles answer: a short summary among them that has another word, or a misspelt one, does too.
	for _, t := range all {
		if t.Role == wording.Asking && isShortTitle(t.Title(doc)) {
			t.Role = wording.Answering
		}
	}
}

// isShortTitle reports whether a summary is a word or two that ask nothing.
func isShortTitle(title string) bool {
	return title != "" && len(strings.Fields(title)) <= 4 && !strings.ContainsAny(title, "?？؟")
}

// EndOfToggle is where a toggle ends: with its line, unless something else stands there, too.
func (doc *Document) EndOfToggle(t *Toggle) int {
	end := doc.LineEnd(t.to)
	switch {
	case !t.closed:
		end = doc.LineFrom(t.to) // that of the next toggle, perhaps behind a list's mark
	case !BlankBetween(doc, t.to, end):
		end = t.to
	}
	return max(end, t.From+1)
}

// BlankBetween reports whether there is nothing but blanks between two offsets.
func BlankBetween(doc *Document, from, to int) bool {
	return strings.TrimSpace(string(doc.MD.Source[from:max(from, to)])) == ""
}

// AsksItself reports whether a title asks: by its question mark, or because it is a question's label.
func AsksItself(title string) bool {
	if wording.LooksAsked(title) {
		return true
	}
	l, ok := wording.ReadLabel(title)
	return ok && l.Word != "" && wording.Is(strings.Fields(l.Word)[0], wording.AnyQuestion)
}

// unfoldSections puts what a toggle hides in its place if it is no question but a section that hides several, and
// gives the other toggles.
func unfoldSections(doc *Document, all []*Toggle) []*Toggle {
	return slices.DeleteFunc(all, func(t *Toggle) bool {
		if t.Role == wording.Answering || AsksItself(t.Title(doc)) || countQuestions(doc, Contents(t)) < 2 {
			return false
		}
		parent := t.Parent()
		if h := sectionHeading(doc, t); h != nil {
			parent.InsertBefore(parent, t, h)
		}
		for _, c := range Contents(t) {
			parent.InsertBefore(parent, t, c)
		}
		parent.RemoveChild(parent, t)
		return true
	})
}

// countQuestions counts the blocks that are questions, or the answers of some: toggles, headings, lines that say so.
func countQuestions(doc *Document, blocks []ast.Node) int {
	n := 0
	for _, b := range blocks {
		switch b := b.(type) {
		case *Toggle:
			if b.Role == wording.Asking || b.Role == wording.Answering {
				n++
			}
		case *ast.Heading:
			if AsksItself(doc.Text(b)) {
				n++
			}
		case *ast.List:
			for item := b.FirstChild(); item != nil; item = item.NextSibling() {
				n += min(1, countQuestions(doc, Children(item)))
			}
		default:
			if wording.QuestionLead(FirstLine(doc, b)) > 0 {
				n++
			}
		}
	}
	return n
}

// sectionHeading makes a heading of a section's summary, one level below the heading above; nil where the text behind
// the toggle would stand below it, too.
func sectionHeading(doc *Document, t *Toggle) ast.Node {
	next := t.NextSibling()
	for next != nil && (next.Kind() == ast.KindThematicBreak || next.Kind() == ast.KindHTMLBlock) {
		next = next.NextSibling()
	}
	if next != nil && next.Kind() != ast.KindHeading && next.Kind() != KindToggle || t.Parent() != doc.MD.Root {
		return nil
	}
	text := t.Prompt(doc)
	if len(text) == 0 || !IsText(text[0]) {
		return nil
	}
	const far = 1000 // blocks; a section this far from its heading has none
	level := 1
	for n, i := t.PreviousSibling(), 0; n != nil && i < far; n, i = n.PreviousSibling(), i+1 {
		if above, ok := n.(*ast.Heading); ok {
			level = above.Level
			if _, synthetic := above.AttributeString(sectionAttribute); !synthetic {
				level = min(6, level+1)
			}
			break
		}
	}
	h := ast.NewHeading(level)
	h.SetPos(t.From)
	h.SetAttributeString(sectionAttribute, true)
	for _, c := range Children(text[0]) {
		h.AppendChild(h, c)
	}
	return h
}

// sectionAttribute marks the headings that sectionHeading makes.
const sectionAttribute = "section"
