package parse

import (
	"strings"

	"github.com/yuin/goldmark/ast"

	"github.com/examdeck/examdeck/parse/wording"
)

// kindToggle and kindSummary are the kinds of toggle and summary.
var (
	kindToggle  = ast.NewNodeKind("Toggle")
	kindSummary = ast.NewNodeKind("Summary")
)

// toggle is a details element with all that stands between its tags, wherever CommonMark put them. [foldToggles] makes
// toggles of a document's tags before any recogniser looks at it, so that what a toggle hides is one block to them. A toggle
// that no recogniser opens is rendered as it was written: its tags are among its children.
type toggle struct {
	ast.BaseBlock
	// from and to are the element in the source, tags included.
	from, to int
	// closed tells that its end was written.
	closed bool
	role   wording.Purpose
}

// Kind implements ast.Node.
func (t *toggle) Kind() ast.NodeKind { return kindToggle }

// Dump implements ast.Node.
func (t *toggle) Dump(source []byte, level int) { ast.DumpHelper(t, source, level, nil, nil) }

// summary is the summary of a toggle with its tags.
type summary struct{ ast.BaseBlock }

// Kind implements ast.Node.
func (s *summary) Kind() ast.NodeKind { return kindSummary }

// Dump implements ast.Node.
func (s *summary) Dump(source []byte, level int) { ast.DumpHelper(s, source, level, nil, nil) }

// summary gives the toggle's summary, nil without one.
func (t *toggle) summary() *summary {
	for c := t.FirstChild(); c != nil; c = c.NextSibling() {
		if s, ok := c.(*summary); ok {
			return s
		}
	}
	return nil
}

// title is the plain text of the summary.
func (t *toggle) title(doc *document) string {
	if s := t.summary(); s != nil {
		return doc.text(s)
	}
	return ""
}

// prompt gives the blocks of the summary, without tags that only wrap them.
func (t *toggle) prompt(doc *document) []ast.Node {
	s := t.summary()
	if s == nil {
		return nil
	}
	return unwrap(doc, paragraphs(contents(s)))
}

// body gives the blocks behind the summary, without tags that only wrap them.
func (t *toggle) body(doc *document) []ast.Node {
	return proseOf(doc, unwrap(doc, paragraphs(contents(t))))
}

// contents lists what a toggle or summary holds but its own tags and summary.
func contents(n ast.Node) []ast.Node {
	var list []ast.Node
	for _, c := range children(n) {
		if _, tag := c.(*toggleTag); !tag && c.Kind() != kindSummary {
			list = append(list, c)
		}
	}
	return list
}

// paragraphs makes paragraphs of the blocks that are bare text.
func paragraphs(blocks []ast.Node) []ast.Node {
	for i, n := range blocks {
		if n.Kind() == ast.KindTextBlock {
			blocks[i] = paragraphOf(n)
		}
	}
	return blocks
}

// openToggles puts what the toggles among an answer's blocks hold in their place, an explanation below its summary. Hints
// stay folded.
func openToggles(doc *document, blocks []ast.Node) []ast.Node {
	var open []ast.Node
	for _, n := range blocks {
		t, ok := n.(*toggle)
		switch {
		case !ok || t.role == wording.Remark:
			open = append(open, n)
		case t.role == wording.Answering:
			open = append(open, t.body(doc)...)
		default:
			for _, p := range t.prompt(doc) {
				open = append(open, bold(p))
			}
			open = append(open, t.body(doc)...)
		}
	}
	return open
}

// bold wraps the text of a paragraph; other blocks stay.
func bold(n ast.Node) ast.Node {
	if n.Kind() != ast.KindParagraph {
		return n
	}
	strong := ast.NewEmphasis(2)
	for _, c := range children(n) {
		n.RemoveChild(n, c)
		strong.AppendChild(strong, c)
	}
	n.AppendChild(n, strong)
	return n
}

// roles settles what each toggle of a document is for: by its summary's words, or because most toggles say the same.
func roles(doc *document, all []*toggle) {
	same := map[string]int{}
	for _, t := range all {
		same[strings.ToLower(t.title(doc))]++
	}
	answering := 0
	for _, t := range all {
		title := strings.ToLower(t.title(doc))
		t.role = wording.PurposeOf(title)
		if t.role == wording.Asking && isShortTitle(title) && same[title] >= 3 && 10*same[title] >= 9*len(all) {
			t.role = wording.Answering
		}
		if t.role == wording.Answering {
			answering++
		}
	}
	if answering < 5 || 10*answering < 9*len(all) {
		return
	}
	// Nearly all toggles answer: a short summary among them that has another word, or a misspelt one, does too.
	for _, t := range all {
		if t.role == wording.Asking && isShortTitle(t.title(doc)) {
			t.role = wording.Answering
		}
	}
}

// isShortTitle tells whether a summary is a word or two that ask nothing.
func isShortTitle(title string) bool {
	return title != "" && len(strings.Fields(title)) <= 4 && !strings.ContainsAny(title, "?？؟")
}
