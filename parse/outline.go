package parse

import (
	"slices"
	"strings"

	"github.com/examdeck/examdeck/deck"
	"github.com/examdeck/examdeck/parse/wording"
)

// How much a heading looks like an exam's; of the sections around a question the highest rank is its exam.
const (
	rankSection  = 1 // any title
	rankNumbered = 2 // "Midterm 2", "Chapter 3", "Tentamen 2019"
	rankDate     = 3 // a date, or a title that holds one
)

// examRank tells how much the heading looks like an exam's.
func (h *heading) examRank() int {
	switch {
	case h.date != "":
		return rankDate
	case h.numbered && h.label.Word != "":
		for _, w := range strings.Fields(h.label.Word) {
			if wording.Is(w, wording.Section) {
				return rankNumbered
			}
		}
	}
	return rankSection
}

// section is where a question stands: its exam, and the titles between exam and question.
type section struct {
	exam  string // title of the exam; empty outside all sections
	below []string
	tags  []string
}

// outline gives the section of every claim. Headings inside claims are no sections; levels count only among sections, so
// that an exam may stand on its questions' level or below.
func outline(doc *document, claims []claim, lost map[int]bool) []section {
	sections := make([]section, len(claims))
	var stack []*heading
	next := 0
	for i, c := range claims {
		for ; next < len(doc.heads) && doc.heads[next].from < c.from; next++ {
			h := doc.heads[next]
			if i > 0 && h.from < claims[i-1].to || h.isAnswer() {
				continue
			}
			for len(stack) > 0 && stack[len(stack)-1].node.Level >= h.node.Level {
				stack = stack[:len(stack)-1]
			}
			if wording.HeadsContents(h.title) {
				continue
			}
			stack = append(stack, h)
		}
		stack = endAsked(doc, stack, c, lost)
		sections[i] = makeSection(stack)
	}
	return sections
}

// endAsked ends the sections of headings that would be questions themselves, had not something surer been found below them: they hold
// what stands there, and no question that has a heading of their level.
func endAsked(doc *document, stack []*heading, c claim, lost map[int]bool) []*heading {
	i, found := slices.BinarySearchFunc(doc.heads, c.from, func(h *heading, at int) int { return h.from - at })
	if !found {
		return stack
	}
	for n := len(stack); n > 0 && lost[stack[n-1].from] && stack[n-1].node.Level >= doc.heads[i].node.Level; n-- {
		stack = stack[:n-1]
	}
	return stack
}

func makeSection(stack []*heading) section {
	var s section
	best := -1
	for i, h := range stack {
		if best < 0 || h.examRank() >= stack[best].examRank() {
			best = i
		}
	}
	for i, h := range stack {
		switch {
		case i == best:
			s.exam = h.sectionTitle()
			s.tags = append(s.tags, h.tags...)
		case i > best:
			s.below = append(s.below, h.sectionTitle())
			s.tags = append(s.tags, h.tags...)
		}
	}
	return s
}

// sectionTitle is the date when the title is one, however it is spelt, else the title as written.
func (h *heading) sectionTitle() string {
	if h.dateOnly {
		return h.date
	}
	title := strings.TrimRight(h.title, ": ")
	for {
		at := strings.LastIndex(title, " #")
		if at < 0 || !isCardTag(title[at+1:]) || strings.Contains(title[at+1:], " ") {
			return title
		}
		title = strings.TrimRight(title[:at], ": ")
	}
}

// fileTitle is the exam of questions that stand in no section: the file's name without its ending; a date in its canonical form.
func fileTitle(file string) string {
	if date, alone := wording.ReadDate(file); alone {
		return date
	}
	return file
}

// deckOf names the deck of a question in section s of a source.
func deckOf(source Source, s section) string {
	if s.exam == "" {
		return source.Deck
	}
	return source.Deck + "::" + deck.Part(s.exam)
}
