package preview

import (
	"sort"

	"github.com/examdeck/examdeck/deck"
)

// span is where the text of a question stands.
type span struct {
	first, last int
	question    *deck.Question
}

// noticesOf assigns to each question the diagnostics that speak of its text, by their numbers: those between its
// first and its last line, unless another question begins between. Questions that begin on one line share them; one
// that is told once for a source belongs to all that it speaks of.
func noticesOf(set *deck.Set, diagnostics []deck.Diagnostic, lastLine func(*deck.Question) int) map[*deck.Question][]int {
	if len(diagnostics) == 0 {
		return nil
	}
	spans := map[string][]span{}
	for _, d := range set.Decks {
		for _, q := range d.Questions {
			last := q.Pos.Line
			if lastLine != nil {
				last = max(last, lastLine(q))
			}
			spans[q.Pos.File] = append(spans[q.Pos.File], span{q.Pos.Line, last, q})
		}
	}
	for _, s := range spans {
		sort.SliceStable(s, func(i, j int) bool { return s[i].first < s[j].first })
	}
	found := map[*deck.Question][]int{}
	for i, d := range diagnostics {
		if d.Pos.Line == 0 {
			continue
		}
		of := spans[d.Pos.File]
		if d.Code == "number-only" {
			for _, s := range of {
				if s.question.Prompt == "" {
					found[s.question] = append(found[s.question], i)
				}
			}
			continue
		}
		nearest := sort.Search(len(of), func(i int) bool { return of[i].first > d.Pos.Line }) - 1
		for at := nearest; at >= 0 && of[at].first == of[nearest].first; at-- {
			if d.Pos.Line <= of[at].last {
				found[of[at].question] = append(found[of[at].question], i)
			}
		}
	}
	return found
}
