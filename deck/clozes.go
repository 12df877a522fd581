package deck

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
)

// maxCloze is the highest number of a cloze for which Anki makes a card.
const maxCloze = 500

// Deletion is one hidden part of a cloze question, as a memory keeps it: its number, and hashes of what it hides and of the
// words before and after.
type Deletion struct {
	Number              int
	Text, Before, After uint32
}

// clozePart is a piece of a text: plain, the mark that opens a deletion, or what closes one.
type clozePart struct {
	text   string
	opens  bool // opens the deletion of that number
	number int
	closes bool // ends a deletion
	hint   bool // within the hint of a deletion
}

// clozeParts cuts a text at its cloze marks. Joined, the texts are the whole.
func clozeParts(s string) []clozePart {
	var parts []clozePart
	var hints []bool // for each open deletion, whether its hint has begun
	start := 0
	cut := func(end int) {
		if end > start {
			parts = append(parts, clozePart{text: s[start:end], hint: len(hints) > 0 && hints[len(hints)-1]})
		}
		start = end
	}
	for i := 0; i < len(s); {
		n, width := clozeOpening(s[i:])
		switch {
		case width > 0:
			cut(i)
			parts = append(parts, clozePart{text: s[i : i+width], opens: true, number: n})
			hints = append(hints, false)
			i += width
			start = i
		case len(hints) > 0 && strings.HasPrefix(s[i:], "}}"):
			cut(i)
			parts = append(parts, clozePart{text: "}}", closes: true})
			hints = hints[:len(hints)-1]
			i += 2
			start = i
		case len(hints) > 0 && !hints[len(hints)-1] && strings.HasPrefix(s[i:], "::"):
			cut(i)
			hints[len(hints)-1] = true
			i += 2
		default:
			i++
		}
	}
	cut(len(s))
	return parts
}

// clozeOpening reads "{{c12::" at the beginning of s: its number and length, or a length of 0.
func clozeOpening(s string) (number, width int) {
	if !strings.HasPrefix(s, "{{c") {
		return 0, 0
	}
	end := strings.Index(s[:min(len(s), 11)], "::")
	if end < 4 {
		return 0, 0
	}
	for _, c := range []byte(s[3:end]) {
		if c < '0' || c > '9' {
			return 0, 0
		}
		number = number*10 + int(c-'0')
	}
	return number, end + 2
}

// openClozes gives a text with its clozes shown: the marks and the hints are gone.
func openClozes(s string) string {
	if !strings.Contains(s, "{{c") {
		return s
	}
	var b strings.Builder
	for _, p := range clozeParts(s) {
		if !p.opens && !p.closes && !p.hint {
			b.WriteString(p.text)
		}
	}
	return b.String()
}

// unnumbered gives a text with all clozes numbered 0, so that two texts can be compared that differ in the numbers alone.
func unnumbered(s string) string {
	return renumber(s, func(int) int { return 0 })
}

// renumber gives a text with the number n of each cloze replaced by to(n).
func renumber(s string, to func(n int) int) string {
	if !strings.Contains(s, "{{c") {
		return s
	}
	var b strings.Builder
	for _, p := range clozeParts(s) {
		if p.opens {
			b.WriteString("{{c" + strconv.Itoa(to(p.number)) + "::")
		} else {
			b.WriteString(p.text)
		}
	}
	return b.String()
}

const (
	// contextWords is how many words before and after tell where in its text a deletion stands, within contextBytes.
	contextWords = 2
	contextBytes = 400
	// hiddenBytes is how much of what is hidden is looked at, maxDeletions how many deletions: more is no question of anybody's.
	hiddenBytes  = 2000
	maxDeletions = 4 * maxCloze
)

// deletions lists the deletions of a text in order.
func deletions(s string) []Deletion {
	var found []Deletion
	type span struct{ number, from, to int }
	var spans []span
	var open []int
	var shown strings.Builder
	for _, p := range clozeParts(s) {
		switch {
		case p.opens:
			open = append(open, len(spans))
			spans = append(spans, span{number: p.number, from: shown.Len(), to: -1})
		case p.closes:
			spans[open[len(open)-1]].to = shown.Len()
			open = open[:len(open)-1]
		case !p.hint:
			shown.WriteString(p.text)
		}
	}
	text := shown.String()
	for _, sp := range spans[:min(len(spans), maxDeletions)] {
		if sp.to < 0 { // never closed, but Anki counts its number
			sp.to = len(text)
		}
		before := words(PlainText(text[max(0, sp.from-contextBytes):sp.from]))
		after := words(PlainText(text[sp.to:min(len(text), sp.to+contextBytes)]))
		found = append(found, Deletion{
			Number: sp.number,
			Text:   hashWords(words(PlainText(text[sp.from:min(sp.to, sp.from+hiddenBytes)]))),
			Before: hashWords(before[max(0, len(before)-contextWords):]),
			After:  hashWords(after[:min(len(after), contextWords)]),
		})
	}
	return found
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

// like tells how sure it is that two deletions are the same one, from 0 to 5: what it hides counts before where it stands.
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

// keepNumbers numbers the clozes of a new text as the old deletions were: one that stays keeps its number, a new one gets the
// number after last, the highest that was ever in use, and what is gone takes its number along, since a learner has a card
// for it. It gives the text and the highest number in use or used.
func keepNumbers(s string, old []Deletion, last int) (string, int) {
	fresh := deletions(s)
	last = min(max(last, 0), maxCloze)
	for _, d := range old {
		last = max(last, min(d.Number, maxCloze))
	}
	to := matchNumbers(fresh, old)
	inUse := map[int]bool{}
	for _, n := range to {
		inUse[n] = true
	}
	next := func() int {
		if last < maxCloze {
			last++
			return last
		}
		for n := 1; n <= maxCloze; n++ { // Anki has no more numbers: one that is free has to be used again
			if !inUse[n] {
				return n
			}
		}
		return maxCloze
	}
	text := renumber(s, func(n int) int {
		if n == 0 || n > maxCloze { // Anki makes no card of these
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

// matchNumbers finds for the numbers of a new text those that the same deletions had, surest first, each once.
func matchNumbers(fresh, old []Deletion) map[int]int {
	type pair struct{ sure, apart, fresh, old int }
	var pairs []pair
	for i, f := range fresh {
		for j, o := range old {
			if sure := f.like(o); sure > 0 && o.Number > 0 && o.Number <= maxCloze {
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
