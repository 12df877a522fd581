package parse

import (
	"maps"
	"slices"
	"strings"

	"github.com/examdeck/examdeck/parse/wording"
)

// group is the headings that number the same word.
type group struct {
	word  string
	heads []*heading
	score int
}

// How well a group's word speaks for questions; below scoreRepeats a group heads none.
const (
	scoreNone    = 0
	scoreRepeats = 1 // some word, or none, that repeats with growing numbers
	scoreKnown   = 2 // a word that means question
)

// questionStarts are the headings that begin a question, in source order.
func questionStarts(x *numberIndex) []*heading {
	doc := x.doc
	groups := numberedGroups(doc)
	demoteSections(doc, groups)
	var starts []*heading
	var open *heading
	for _, h := range doc.heads {
		if x.inSheet(h.block) {
			open = nil
			continue
		}
		g := groups[groupWord(h)]
		if g == nil || g.score == scoreNone || !h.numbered {
			if open != nil && (h.dateOnly || h.node.Level < open.node.Level && !h.isAnswer()) {
				open = nil
			}
			continue
		}
		if open != nil && isPart(h, open, g.score, groups[groupWord(open)].score) {
			continue
		}
		open = h
		starts = append(starts, h)
	}
	return starts
}

// word is what the heading numbers; the part of a sentence for a heading without number, which no group has.
func groupWord(h *heading) string {
	if !h.numbered {
		return "\x00"
	}
	return h.label.Word
}

// isPart tells whether a numbered heading below an open question is a part of it, not a question of its own: "Part 2", "3.1"
// below "3", a word that speaks less for questions.
func isPart(h, open *heading, score, openScore int) bool {
	if h.node.Level <= open.node.Level {
		return false
	}
	if h.label.Word == open.label.Word {
		return strings.HasPrefix(h.label.Number, open.label.Number+".")
	}
	return score <= openScore
}

// numberedGroups weighs every word that is numbered in the document.
func numberedGroups(doc *document) map[string]*group {
	groups := map[string]*group{}
	for _, h := range doc.heads {
		if !h.numbered {
			continue
		}
		g := groups[h.label.Word]
		if g == nil {
			g = &group{word: h.label.Word}
			groups[g.word] = g
		}
		g.heads = append(g.heads, h)
	}
	for _, g := range groups {
		if g.score = g.weigh(); g.score == scoreNone && doc.settings.forces("exam-headings") {
			g.score = scoreRepeats
		}
	}
	return groups
}

func (g *group) weigh() int {
	words := strings.Fields(g.word)
	for i, w := range words {
		switch {
		case i == len(words)-1 && wording.Is(w, wording.AnyQuestion):
			return scoreKnown
		case wording.Is(w, wording.AnyStep), wording.Is(w, wording.Section) && i == len(words)-1:
			return scoreNone
		}
	}
	if len(words) > 0 && wording.Is(words[0], wording.AnyQuestion) {
		return scoreKnown
	}
	worth := 0
	for _, h := range g.heads {
		if h.label.Points {
			worth++
		}
	}
	if worth >= 2 && 2*worth >= len(g.heads) {
		return scoreKnown
	}
	if !g.repeats() {
		return scoreNone
	}
	return scoreRepeats
}

// repeats tells whether a word that says nothing by itself is numbered like questions are: at least two titles that are
// nothing but the label, on one level, most numbers growing by small steps.
func (g *group) repeats() bool {
	levels := map[int]int{}
	bare, growing, most := 0, 0, 0
	for i, h := range g.heads {
		levels[h.node.Level]++
		most = max(most, levels[h.node.Level])
		if h.label.Rest == "" {
			bare++
		}
		if i > 0 && wording.Follows(g.heads[i-1].label.Number, h.label.Number) {
			growing++
		}
	}
	return most >= 2 && 2*bare > len(g.heads) && 2*growing >= len(g.heads)-1
}

// demoteSections finds the groups that hold questions instead of being some: most of their headings have another
// group's deeper heading right below them, with no text between.
func demoteSections(doc *document, groups map[string]*group) {
	for _, word := range slices.Sorted(maps.Keys(groups)) {
		g := groups[word]
		if g.score == scoreNone {
			continue
		}
		holds := 0
		for _, h := range g.heads {
			next := doc.headAt(h.block + 1)
			if next == nil || next.node.Level <= h.node.Level || !next.numbered || next.label.Word == g.word {
				continue
			}
			if inner := groups[next.label.Word]; inner.score >= g.score {
				holds++
			}
		}
		if 2*holds > len(g.heads) {
			g.score = scoreNone
		}
	}
}
