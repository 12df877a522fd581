package dialect

import (
	"bytes"
	"maps"
	"slices"

	"github.com/examdeck/examdeck/deck"
	"github.com/examdeck/examdeck/parse/page"
	"github.com/examdeck/examdeck/parse/settings"
)

// ownPatterns finds cards by the regular expressions of the settings, as Obsidian_to_Anki does: the first group is the
// prompt, the second the answer. The name of the note type says how it asks. What lies in code is no card.
type ownPatterns struct{}

func (ownPatterns) dialect() string { return "patterns" }

// A regular expression may look at all of a source again for each match.
const (
	maxPatternSource = 1 << 20
	maxMatches       = 10_000
)

func (ownPatterns) find(r *Reading) []Claim {
	var claims []Claim
	src := r.MD.Source
	front := r.MD.Front.End
	if len(src) > maxPatternSource || len(r.Blocks) == 0 {
		return nil
	}
	for _, name := range slices.Sorted(maps.Keys(r.Settings.Patterns)) {
		re, err := settings.Regexp(r.Settings.Patterns[name])
		if err != nil {
			continue // the settings have told
		}
		for _, m := range re.FindAllSubmatchIndex(src[front:], maxMatches) {
			for i := range m {
				if m[i] >= 0 {
					m[i] += front
				}
			}
			if c, ok := patternClaim(r.Document, name, m); ok {
				claims = append(claims, c)
			}
		}
	}
	return claims
}

// patternClaim claims what a regular expression found: m has the offsets of the match and of its groups.
func patternClaim(doc *page.Document, name string, m []int) (Claim, bool) {
	src := doc.MD.Source
	from, to := trimFrom(src, m[0], m[1]), m[1]
	if m[2] < 0 || len(bytes.TrimSpace(src[m[2]:m[3]])) == 0 || page.IsCode(doc.Blocks[max(0, doc.BlockAt(from))]) {
		return Claim{}, false
	}
	kind := kindNamed(name)
	answer := [2]int{m[3], m[3]}
	if len(m) > 4 && m[4] >= 0 && kind != deck.Cloze {
		answer = [2]int{m[4], withoutID(src, m[4], m[5])}
	}
	prompt := [2]int{m[2], withoutID(src, m[2], m[3])}
	return Claim{sure: sureOwnPattern, From: from, To: to, Take: func() page.Draft {
		d := page.Draft{Kind: kind, Prompt: doc.Dedented(prompt[0], prompt[1]), Answer: doc.Dedented(answer[0], answer[1])}
		d.Id = page.ExplicitID(doc.Dedented(m[0], min(len(src), doc.LineEnd(min(len(src), m[1]+1)))))
		if kind == deck.Cloze {
			markClozes(doc, &d)
		}
		return page.FinishDraft(doc, d)
	}}, true
}

// withoutID returns where a text ends without the id that the tool wrote behind it: an author's expression looks behind
// itself for it, which Go's can't.
func withoutID(src []byte, from, to int) int {
	if i := bytes.Index(src[from:to], []byte("<!--ID:")); i >= 0 {
		return from + i
	}
	return to
}
