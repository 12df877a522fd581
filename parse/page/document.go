package page

import (
	"bytes"
	"slices"
	"sort"
	"strings"

	"github.com/yuin/goldmark/ast"

	"github.com/examdeck/examdeck/internal/markdown"
	"github.com/examdeck/examdeck/parse/settings"
	"github.com/examdeck/examdeck/parse/vault"
	"github.com/examdeck/examdeck/parse/wording"
)

// HeadIndexAfter returns the index of the first heading from a block on.
func (doc *Document) HeadIndexAfter(block int) int {
	i, _ := slices.BinarySearchFunc(doc.Heads, block, func(h *Heading, block int) int { return h.Block - block })
	return i
}

// Document is one source on its way through the recognisers.
type Document struct {
	MD     *markdown.Document
	Source vault.Source // where it was read from; empty where it does not matter
	Name   string       // the source's file name without its ending; empty where it does not matter
	Blocks []ast.Node   // the top-level blocks, in order
	Starts []int        // byte offset of each block
	Marks  []Mark       // what the first line of each block says
	Heads  []*Heading   // the headings among them

	Settings  settings.Settings
	Toggles   []*Toggle        // all of them, nested ones too, in order
	Issues    []markdown.Issue // what was found wrong with the blocks
	Lines     []TextLine       // all lines of running text, in the order of the source
	titleTags []titleTags      // in the order of the source
	spaced    evidence         // see SpacedRepetition
}

// Heading is a top-level heading with what can be read from its title.
type Heading struct {
	Node  *ast.Heading
	Block int      // index in document.blocks
	From  int      // byte offset
	Title string   // plain text without tags in parentheses
	Tags  []string // the short words in parentheses behind it
	// Hashtags are the #tags behind it, which are no part of the title.
	Hashtags []string
	// answers tells that the title only says that the answer follows, see IsAnswer.
	answers bool
	section string // see SectionTitle; every question below asks for it

	Date     string // YYYY-MM-DD when the title holds a date
	DateOnly bool   // the title is a date and nothing else
	Label    wording.Label
	Numbered bool // label is set
}

// NewDocument reads a syntax tree as its readers see it: see the package's doc. It rearranges the tree.
func NewDocument(md *markdown.Document) *Document {
	doc := &Document{MD: md}
	openHTML(doc)
	openHeadedItems(doc)
	openLiaScript(doc)
	doc.Toggles = foldToggles(doc)
	takeTitleTags(doc)
	partOptions(doc, md.Root)
	from := md.Front.End
	for n := md.Root.FirstChild(); n != nil; n = n.NextSibling() {
		// What was cut out of another block knows its place only as well as its text does.
		from = max(from, md.Offset(n))
		doc.Blocks = append(doc.Blocks, n)
		doc.Starts = append(doc.Starts, from)
		if h, ok := n.(*ast.Heading); ok {
			doc.Heads = append(doc.Heads, doc.newHeading(h, len(doc.Blocks)-1))
		}
	}
	doc.pairSides()
	doc.readMarks()
	return doc
}

func (doc *Document) newHeading(node *ast.Heading, i int) *Heading {
	h := &Heading{Node: node, Block: i, From: doc.Starts[i]}
	text := strings.TrimSpace(doc.MD.Text(node))
	h.Title, h.Tags = wording.CutTags(text)
	h.Hashtags = doc.tagsOf(node)
	h.answers = wording.AnnouncesAnswer(h.Title)
	h.Date, h.DateOnly = wording.ReadDate(h.Title)
	if h.Date == "" {
		h.Label, h.Numbered = wording.ReadLabel(text)
		h.Label.Shown = shownLabel(doc, node, h.Label.Shown)
	}
	return h
}

// Text is the plain text of a node, trimmed.
func (doc *Document) Text(n ast.Node) string { return strings.TrimSpace(doc.MD.Text(n)) }

// Start is where block i begins; the end of the source for the block behind the last.
func (doc *Document) Start(i int) int {
	if i >= len(doc.Starts) {
		return doc.MD.Len()
	}
	return doc.Starts[i]
}

// IsAnswer reports whether the heading only says that the answer follows: "Answer", "Solution 3", "Lösungsweg:",
// "Answer: D".
func (h *Heading) IsAnswer() bool { return h.answers }

// Key is a title by which like headings of different questions are told: lower case, without its numbers.
func (h *Heading) Key() string {
	return strings.ToLower(strings.TrimFunc(h.Title, wording.PartsWords))
}

// HeadAt returns the heading that is block i, or nil.
func (doc *Document) HeadAt(i int) *Heading {
	at, found := slices.BinarySearchFunc(doc.Heads, i, func(h *Heading, i int) int { return h.Block - i })
	if !found {
		return nil
	}
	return doc.Heads[at]
}

// BlockAt is the index of the block that holds an offset.
func (doc *Document) BlockAt(offset int) int {
	i, _ := slices.BinarySearch(doc.Starts, offset+1)
	return i - 1
}

// LineStart is where the line begins that holds an offset.
func (doc *Document) LineStart(offset int) int {
	return 1 + bytes.LastIndexByte(doc.MD.Source[:offset], '\n')
}

// How much a heading looks like an exam's; of the sections around a question the highest rank is its exam.
const (
	rankSection  = 1 // any title
	RankNumbered = 2 // "Midterm 2", "Chapter 3", "Tentamen 2019"
	rankDate     = 3 // a date, or a title that holds one
)

// ExamRank tells how much the heading looks like an exam's.
func (h *Heading) ExamRank() int {
	if h.Date != "" {
		return rankDate
	}
	for w := range strings.FieldsSeq(h.Label.Word) {
		if wording.Is(w, wording.Section) {
			return RankNumbered
		}
	}
	return rankSection
}

// SectionTitle is the date when the title is one, however it is spelt, else the title as written.
func (h *Heading) SectionTitle() string {
	if h.section == "" {
		if h.section = strings.TrimRight(h.Title, ": "); h.Date != "" {
			h.section = wording.DatedTitle(h.Title)
		}
	}
	return h.section
}

// NextBreak is where the first rule or heading from an offset on begins, at most limit. A heading that says "answer"
// is none.
func (doc *Document) NextBreak(from, limit int) int {
	for i := sort.SearchInts(doc.Starts, from); i < len(doc.Blocks) && doc.Starts[i] < limit; i++ {
		switch n := doc.Blocks[i]; {
		case n.Kind() == ast.KindThematicBreak:
			return doc.Starts[i]
		case n.Kind() == ast.KindHeading && wording.AnswerLead(doc.Text(n)) == 0:
			return doc.Starts[i]
		}
	}
	return limit
}

// LineFrom is where the line begins that holds an offset; the offset itself where that is far to the left.
func (doc *Document) LineFrom(offset int) int {
	const margin = 256
	window := doc.MD.Source[max(0, offset-margin):offset]
	if i := bytes.LastIndexByte(window, '\n'); i >= 0 {
		return offset - len(window) + i + 1
	}
	if len(window) < margin {
		return 0
	}
	return offset
}

// EndOf is where a block ends in the source: where the next one begins, else behind its last line.
func (doc *Document) EndOf(n ast.Node) int {
	if next := n.NextSibling(); next != nil {
		return max(doc.LineFrom(doc.MD.Offset(next)), doc.MD.Offset(n)+1)
	}
	if n.Parent() == doc.MD.Root {
		return len(doc.MD.Source)
	}
	if t, ok := n.(*Toggle); ok {
		return doc.EndOfToggle(t)
	}
	return doc.MD.End(n)
}

// HeadFrom returns the top-level heading that begins at an offset, or nil.
func (doc *Document) HeadFrom(offset int) *Heading {
	if h := doc.HeadingAbove(offset + 1); h != nil && h.From == offset {
		return h
	}
	return nil
}

// HeadingAbove returns the last top-level heading that begins before an offset.
func (doc *Document) HeadingAbove(offset int) *Heading {
	i, _ := slices.BinarySearchFunc(doc.Heads, offset, func(h *Heading, offset int) int { return h.From - offset })
	if i == 0 {
		return nil
	}
	return doc.Heads[i-1]
}
