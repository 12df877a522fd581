package deck

import (
	"cmp"
	"slices"
	"strings"

	"github.com/examdeck/examdeck/deck/cloze"
)

// Deletion is one hidden part of a cloze question, as a memory keeps it: its number, and hashes of
// what it hides and of the words before and after.
type Deletion struct {
	Number              int
	Text, Before, After uint32
}

// unnumbered returns a text with all clozes numbered 0: two texts that differ in the numbers alone become equal.
func unnumbered(s string) string {
	return cloze.Renumber(s, func(int) int { return 0 })
}

const (
	// contextWords is how many words before and after tell where in its text a deletion stands, within contextBytes.
	contextWords = 2
	contextBytes = 400
	// hiddenBytes is how much of what is hidden is looked at, maxDeletions how many deletions: more is
	// no question of anybody's.
	hiddenBytes  = 2000
	maxDeletions = 4 * cloze.Max
)

// deletions lists the deletions of a text in order, those of several numbers once for each.
func deletions(s string) []Deletion {
	text, spans := hiddenSpans(s)
	var found []Deletion
	for _, sp := range spans {
		if len(found) >= maxDeletions {
			break
		}
		before := words(PlainText(text[max(0, sp.from-contextBytes):sp.from]))
		after := words(PlainText(text[sp.to:min(len(text), sp.to+contextBytes)]))
		d := Deletion{
			Text:   hashWords(words(PlainText(text[sp.from:min(sp.to, sp.from+hiddenBytes)]))),
			Before: hashWords(before[max(0, len(before)-contextWords):]),
			After:  hashWords(after[:min(len(after), contextWords)]),
		}
		for _, d.Number = range sp.numbers {
			found = append(found, d)
		}
	}
	return found[:min(len(found), maxDeletions)]
}

// hiddenSpan is where a deletion lies in the opened text.
type hiddenSpan struct {
	numbers  []int
	from, to int
}

// hiddenSpans returns a text as [cloze.Open] does, and where its deletions are. One that is never
// closed goes to the end: it has no card, but its number must not go to another.
func hiddenSpans(s string) (text string, spans []hiddenSpan) {
	var open []int
	var shown strings.Builder
	for p := range cloze.Parts(s) {
		switch p.Kind {
		case cloze.Opening:
			open = append(open, len(spans))
			spans = append(spans, hiddenSpan{numbers: p.Numbers, from: shown.Len()})
		case cloze.Closing:
			spans[open[len(open)-1]].to = shown.Len()
			open = open[:len(open)-1]
		case cloze.Text:
			shown.WriteString(p.Text)
		}
	}
	for _, i := range open {
		spans[i].to = shown.Len()
	}
	return shown.String(), spans
}

func words(plain string) []uint32 {
	var all []uint32
	eachWord(plain, func(hash, _ uint32) { all = append(all, hash) })
	return all
}

func hashWords(all []uint32) uint32 {
	h := uint32(fnvStart)
	for _, w := range all {
		h = mix(h*31 + w)
	}
	return h
}

// like returns how sure it is that two deletions are the same one, from 0 to 5: what they hide counts
// before where they stand.
func (d Deletion) like(e Deletion) int {
	sure := 0
	if d.Before == e.Before {
		sure++
	}
	if d.After == e.After {
		sure++
	}
	switch {
	case d.Text == e.Text:
		return sure + 3
	case sure == 1 && (d.Before == e.Before && d.Before == fnvStart || d.After == e.After && d.After == fnvStart):
		return 0 // to stand at the beginning or at the end alone says nothing
	}
	return sure
}

// keepNumbers numbers the clozes of a new text as the old deletions were: one that stays keeps its
// number, a new one gets the number after last, the highest that was ever in use, and what is gone
// takes its number along, since a learner has a card for it. It returns the text and the highest
// number in use or used.
func keepNumbers(s string, old []Deletion, last int) (string, int) {
	fresh := deletions(s)
	last = min(max(last, 0), cloze.Max)
	for _, d := range old {
		last = max(last, min(d.Number, cloze.Max))
	}
	to := matchNumbers(fresh, old)
	inUse := map[int]bool{}
	for _, n := range to {
		inUse[n] = true
	}
	next := func() int {
		if last < cloze.Max {
			last++
			return last
		}
		for n := range cloze.Max { // Anki has no more numbers: one that is free has to be used again
			if !inUse[n+1] {
				return n + 1
			}
		}
		return cloze.Max
	}
	text := cloze.Renumber(s, func(n int) int {
		if !cloze.Valid(n) { // Anki makes no card of it alone
			return n
		}
		if _, known := to[n]; !known {
			to[n] = next()
			inUse[to[n]] = true
		}
		return to[n]
	})
	return text, last
}

// matchNumbers maps numbers of a new text to those that the same deletions had: the surest pairs
// first, each number once.
func matchNumbers(fresh, old []Deletion) map[int]int {
	type pair struct{ sure, apart, fresh, old int }
	var pairs []pair
	for i, f := range fresh {
		for j, o := range old {
			if sure := f.like(o); sure > 0 && cloze.Valid(o.Number) {
				pairs = append(pairs, pair{sure, max(i-j, j-i), f.Number, o.Number})
			}
		}
		if len(pairs) > 1<<16 {
			break
		}
	}
	slices.SortStableFunc(pairs, func(a, b pair) int { return cmp.Or(b.sure-a.sure, a.apart-b.apart) })
	to, taken := map[int]int{}, map[int]bool{}
	for _, p := range pairs {
		if _, done := to[p.fresh]; !done && !taken[p.old] {
			to[p.fresh] = p.old
			taken[p.old] = true
		}
	}
	return to
}
