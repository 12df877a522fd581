package parse

import (
	"strings"

	"github.com/yuin/goldmark/ast"

	"github.com/examdeck/examdeck/internal/markdown"
	"github.com/examdeck/examdeck/parse/wording"
)

// document is one source on its way through the recognisers.
type document struct {
	md     *markdown.Document
	source Source     // where it was read from; empty where it does not matter
	name   string     // the source's file name without its ending; empty where it does not matter
	blocks []ast.Node // the top-level blocks, in order
	starts []int      // byte offset of each block
	heads  []*heading // the headings among them

	settings Settings
	toggles  []*toggle        // all of them, nested ones too, in order
	issues   []markdown.Issue // what was found wrong with the blocks
	lines    []textLine       // see textLines; nil until they are asked for
	boxes    map[int]int      // see containers
}

// heading is a top-level heading with what can be read from its title.
type heading struct {
	node  *ast.Heading
	block int    // index in document.blocks
	from  int    // byte offset
	title string // plain text without tags in parentheses
	tags  []string
	// answers tells that the title only says that the answer follows, see isAnswer.
	answers bool

	date     string // YYYY-MM-DD when the title holds a date
	dateOnly bool   // the title is a date and nothing else
	label    wording.Label
	numbered bool // label is set
}

func newDocument(md *markdown.Document) *document {
	doc := &document{md: md}
	dropTemplateTags(doc)
	doc.toggles = foldToggles(doc)
	partOptions(doc, md.Root)
	from := md.Front.End
	for n := md.Root.FirstChild(); n != nil; n = n.NextSibling() {
		// What was cut out of another block knows its place only as well as its text does.
		from = max(from, md.Offset(n))
		doc.blocks = append(doc.blocks, n)
		doc.starts = append(doc.starts, from)
		if h, ok := n.(*ast.Heading); ok {
			doc.heads = append(doc.heads, doc.newHeading(h))
		}
	}
	return doc
}

func (doc *document) newHeading(node *ast.Heading) *heading {
	i := len(doc.blocks) - 1
	h := &heading{node: node, block: i, from: doc.starts[i]}
	text := strings.TrimSpace(doc.md.Text(node))
	h.title, h.tags = wording.CutTags(text)
	h.answers = wording.AnnouncesAnswer(h.title)
	h.date, h.dateOnly = wording.ReadDate(h.title)
	if h.date == "" {
		h.label, h.numbered = wording.ReadLabel(text)
	}
	return h
}

// text is the plain text of a node, trimmed.
func (doc *document) text(n ast.Node) string { return strings.TrimSpace(doc.md.Text(n)) }

// start is where block i begins; the end of the source for the block behind the last.
func (doc *document) start(i int) int {
	if i >= len(doc.starts) {
		return len(doc.md.Source)
	}
	return doc.starts[i]
}

// isAnswer tells whether the heading only says that the answer follows: "Answer", "Solution 3", "Lösungsweg:", "Answer: D".
func (h *heading) isAnswer() bool { return h.answers }

// key is a title by which like headings of different questions are told: lower case, without its numbers.
func (h *heading) key() string {
	return strings.ToLower(strings.TrimFunc(h.title, wording.PartsWords))
}
