package parse

import (
	"slices"
	"strings"

	"github.com/examdeck/examdeck/deck"
	"github.com/examdeck/examdeck/internal/markdown/math"
	"github.com/examdeck/examdeck/parse/dialect"
	"github.com/examdeck/examdeck/parse/page"
	"github.com/examdeck/examdeck/parse/vault"
	"github.com/examdeck/examdeck/parse/wording"
)

// section is where a question stands: its exam, and the titles between exam and question.
type section struct {
	exam  string // title of the exam; empty outside all sections
	below []string
	tags  []string
	kind  deck.Kind // how its tags ask
}

// outline returns the section of every claim that won. Headings inside claims are no sections. Levels count
// only among sections, so that an exam may have its questions' level, or a deeper one.
func outline(doc *page.Document, ruling dialect.Ruling) []section {
	claims := ruling.Won
	overlapped := map[int]bool{} // where claims begin that surer ones overlap
	for _, c := range ruling.Lost {
		if c.To != nil {
			overlapped[c.From] = true
		}
	}
	sections := make([]section, len(claims))
	var stack []*page.Heading
	next := 0
	for i, c := range claims {
		for ; next < len(doc.Heads) && doc.Heads[next].From < c.From; next++ {
			h := doc.Heads[next]
			if i > 0 && h.From < claims[i-1].To || h.IsAnswer() {
				continue
			}
			for len(stack) > 0 && stack[len(stack)-1].Node.Level >= h.Node.Level {
				stack = stack[:len(stack)-1]
			}
			if wording.HeadsContents(h.Title) {
				continue
			}
			stack = append(stack, h)
		}
		stack = endAsked(doc, stack, c, overlapped)
		stack = endNeighbours(doc, stack, c)
		sections[i] = makeSection(stack)
	}
	return sections
}

// endAsked ends the sections of headings that ask, but lost their region to surer questions below
// them: such a heading heads these, and no question whose own heading is of its level or above. overlapped
// has the offsets of such headings.
func endAsked(doc *page.Document, stack []*page.Heading, c dialect.Claim, overlapped map[int]bool) []*page.Heading {
	i, found := slices.BinarySearchFunc(doc.Heads, c.From, func(h *page.Heading, at int) int { return h.From - at })
	if !found {
		return stack
	}
	for n := len(stack); n > 0 && overlapped[stack[n-1].From] && stack[n-1].Node.Level >= doc.Heads[i].Node.Level; n-- {
		stack = stack[:n-1]
	}
	return stack
}

// endNeighbours ends the sections of headings that are the neighbours of a claim's own heading, not its sections: those
// on its level or deeper that have text of their own, or number the same word. Headings of exams may stand on any level.
func endNeighbours(doc *page.Document, stack []*page.Heading, c dialect.Claim) []*page.Heading {
	i, found := slices.BinarySearchFunc(doc.Heads, c.From, func(h *page.Heading, at int) int { return h.From - at })
	if !found {
		return stack
	}
	own := doc.Heads[i]
	for n := len(stack); n > 0; n-- {
		h := stack[n-1]
		word := strings.ToLower(wording.LeadingLetters(h.Title))
		if h.Node.Level < own.Node.Level || h.ExamRank() >= page.RankNumbered || wording.Is(word, wording.Section) {
			break
		}
		alike := h.Numbered && own.Numbered && h.Label.Word == own.Label.Word
		if !alike && h.Node.Level == own.Node.Level && doc.HeadAt(h.Block+1) != nil {
			break // a title that heads what follows it
		}
		stack = stack[:n-1]
	}
	return stack
}

// makeSection returns the section that the headings around a question make, the outermost first. The exam is the
// one that looks most like an exam; of those that do so equally, the innermost.
func makeSection(stack []*page.Heading) section {
	var s section
	if len(stack) == 0 {
		return s
	}
	best := 0
	for i, h := range stack {
		if h.ExamRank() >= stack[best].ExamRank() {
			best = i
		}
	}
	s.exam = stack[best].SectionTitle()
	for i, h := range stack {
		if i > best {
			s.below = append(s.below, h.SectionTitle())
		}
		if i >= best {
			s.tags = append(s.tags, h.Tags...)
		}
		s.tags = append(s.tags, h.Hashtags...)
	}
	s.tags, s.kind = cutKindTags(page.CutCardTags(s.tags))
	return s
}

// fileTitle is the exam of questions that stand in no section: the file's name without its ending; a
// date in its canonical form.
func fileTitle(file string) string {
	return wording.DatedTitle(vault.Title(file))
}

// deckOf names the deck of a question in section s. Most have that of the question before.
func (w *writer) deckOf(s section) string {
	if w.lastDeck == "" || s.exam != w.lastExam {
		w.lastExam, w.lastDeck = s.exam, deckOf(w.root, w.source, s, w.decks)
	}
	return w.lastDeck
}

// deckOf names the deck of a question in section s of a source: its exam's, or that of the file, the folder or the whole
// where the settings say so.
func deckOf(root string, source vault.Source, s section, by string) string {
	switch by {
	case "file":
		return source.Deck
	case "folder":
		return parentDeck(source.Deck)
	case "one":
		return root
	}
	if s.exam == "" {
		return source.Deck
	}
	return deck.Name(source.Deck, withoutDollars(s.exam))
}

// withoutDollars takes the dollars off the formulas in a title: names of decks are text, which nobody typesets.
func withoutDollars(title string) string {
	if !strings.Contains(title, "$") {
		return title
	}
	var b strings.Builder
	scanner, from := math.NewScanner([]byte(title)), 0
	for at := strings.IndexByte(title, '$'); at < len(title); at++ {
		if title[at] != '$' {
			continue
		}
		if span, ok := scanner.Find(at); ok {
			b.WriteString(title[from:at] + title[span.Open:span.Close])
			from, at = span.End, span.End-1
		}
	}
	return b.String() + title[from:]
}

// parentDeck names the deck in which a file's deck stands; a deck that stands in none is its own.
func parentDeck(name string) string {
	if at := strings.LastIndex(name, "::"); at >= 0 {
		return name[:at]
	}
	return name
}
