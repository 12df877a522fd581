package parse

import (
	"strings"

	"github.com/yuin/goldmark/ast"

	"github.com/examdeck/examdeck/deck"
	"github.com/examdeck/examdeck/internal/markdown/comment"
	"github.com/examdeck/examdeck/internal/markdown/tag"
	"github.com/examdeck/examdeck/parse/wording"
)

// spacedLines recognises the cards of Obsidian's spaced repetition: "prompt::answer" in a line (":::" asks both ways), or a line of
// a lone "?" between prompt and answer ("??" both ways). In such a source, text that holds ==highlights== is a cloze.
type spacedLines struct{}

func (spacedLines) dialect() string { return "spaced-repetition" }

// cardTags are the tags under which plugins look for cards.
var cardTags = wordSet("flashcards flashcard spaced-repetition karteikarten karteikarte")

// isCardTag tells whether a tag says that a note holds cards, whatever deck it names below.
func isCardTag(name string) bool {
	first, _, _ := strings.Cut(strings.ToLower(strings.TrimPrefix(name, "#")), "/")
	return wording.Is(first, wording.CardTag)
}

// spacedEvidence tells whether a source is written for spaced repetition: it has a card tag, or schedules that the plugin wrote.
func spacedEvidence(doc *document) bool {
	for _, t := range frontTags(doc.md) {
		if isCardTag(t) {
			return true
		}
	}
	found := false
	eachNode(doc.md.Root, func(n ast.Node) bool {
		switch n := n.(type) {
		case *tag.Node:
			found = found || isCardTag(n.Name)
		case *comment.Inline:
			found = found || isSchedule(n.Content)
		case *comment.Block:
			found = found || isSchedule(n.Content)
		}
		return !found
	})
	return found
}

func isSchedule(content string) bool { return strings.HasPrefix(strings.TrimSpace(content), "SR:") }

// spacedCard is a card before its end is known.
type spacedCard struct {
	from, to int
	form     spacedForm
	both     bool     // it is asked both ways
	line     textLine // the line that holds the separator, or is it
	sep      int      // where the separator is in an inline card
	head     *heading // the heading that begins the prompt; nil without
}

type spacedForm uint8

const (
	inlineCard spacedForm = iota
	blockCard
	clozeCard
)

func (spacedLines) find(r *reading) []claim {
	doc := r.document
	if !doc.settings.forces("spaced-repetition") && !spacedEvidence(doc) {
		return nil
	}
	cards := (&spacedFinder{doc: doc, lines: doc.textLines(), floor: doc.md.Front.End}).cards()
	claims := make([]claim, len(cards))
	for i, c := range cards {
		if c.form == blockCard {
			next := len(doc.md.Source)
			if i+1 < len(cards) {
				next = cards[i+1].from
			}
			c.to = blockCardEnd(doc, c, next)
		}
		claims[i] = claim{sure: sureSpaced, from: c.from, to: c.to, take: func() draft { return c.draft(doc) }}
		if c.form == clozeCard {
			claims[i].sure = sureSpacedCloze
		}
	}
	return claims
}

// blockCardEnd is where the answer below a lone "?" ends: at the next card, rule or heading. An answer that has headings itself
// ends at the next heading that is of the same kind as the prompt's.
func blockCardEnd(doc *document, c spacedCard, next int) int {
	if c.head == nil {
		return max(c.to, doc.nextBreak(c.line.to+1, next))
	}
	for _, h := range doc.heads[headsFrom(doc, c.line.to):] {
		if h.from >= next {
			break
		}
		if h.dateOnly || h.numbered && h.label.Word == c.head.label.Word && h.label.Word != "" || h.node.Level < c.head.node.Level {
			return h.from
		}
	}
	return next
}

// draft makes the draft of a card.
func (c spacedCard) draft(doc *document) draft {
	d := draft{kind: deck.Basic}
	if c.both {
		d.kind = deck.Reversed
	}
	switch c.form {
	case clozeCard:
		d.kind, d.highlights = deck.Cloze, true
		d.prompt = doc.dedented(c.from, c.to)
	case inlineCard:
		length := len("::")
		if c.both {
			length++
		}
		d.prompt = doc.part(c.line.from, c.sep, c.line.indent())
		d.answer = doc.part(trimFrom(doc.md.Source, c.sep+length, c.to), c.to, c.line.indent())
	case blockCard:
		if c.head != nil {
			c.titled(doc, &d)
		} else {
			d.prompt = c.prompt(doc)
		}
		d.answer = doc.dedented(min(c.line.to+1, c.to), c.to)
	}
	return finishDraft(doc, d)
}

// prompt gives the blocks above the separator. A bullet before them is only what the card was written with.
func (c spacedCard) prompt(doc *document) []ast.Node {
	lines := doc.linesBetween(c.from, c.line.start)
	if len(lines) == 0 || lines[0].indent() == 0 {
		return doc.part(c.from, c.line.start, 0)
	}
	first := lines[0]
	for _, l := range lines[1:] {
		if l.block != first.block && l.indent() <= first.indent() {
			return doc.part(c.from, c.line.start, 0)
		}
	}
	return doc.part(first.from, c.line.start, first.indent())
}

// titled reads a prompt that begins with a heading.
func (c spacedCard) titled(doc *document, d *draft) {
	d.prompt = doc.part(c.from, c.line.start, 0)
	if !c.head.numbered || len(d.prompt) == 0 || d.prompt[0].Kind() != ast.KindHeading {
		return
	}
	l := c.head.label
	d.label, d.number, d.tags = l.Shown, l.Number, l.Tags
	if l.Rest != "" {
		trimStart(doc, d.prompt[0], wording.Visible(doc.text(d.prompt[0]))-wording.Visible(l.Rest)-visibleTags(l.Tags))
		trimEnd(doc, d.prompt[0], visibleTags(l.Tags))
		d.title = children(d.prompt[0])
	}
	d.prompt = d.prompt[1:]
}

// dedented parses a region whose lines may all be indented as its first one is.
func (doc *document) dedented(from, to int) []ast.Node {
	src := doc.md.Source
	for from < to && len(strings.TrimSpace(string(src[from:min(to, doc.lineEnd(from))]))) == 0 {
		from = min(to, doc.lineEnd(from)+1)
	}
	indent := 0
	for from+indent < to && (src[from+indent] == ' ' || src[from+indent] == '\t') {
		indent++
	}
	return doc.part(from+indent, to, indent)
}
