package main

import (
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"
)

// figures are what was measured of one source, or of all.
type figures struct {
	Source string `json:"source"`
	// Wanted pairs, those Found, all cards made, and those that are nobody's pair.
	Wanted int `json:"wanted"`
	Found  int `json:"found"`
	Cards  int `json:"cards"`
	False  int `json:"false"`
	// ByKey counts the pairs found whose answer is no more than the letters of the right options.
	ByKey int `json:"byKey"`
	// Choices are the wanted pairs with options, Right those of which exactly the right ones are marked. WrongKeys
	// are cards that mark others.
	Choices   int `json:"choices"`
	Right     int `json:"right"`
	WrongKeys int `json:"wrongKeys"`
	// Formulas stand in the regions that became questions; Intact ones are on a card as they were written.
	Formulas int `json:"formulas"`
	Intact   int `json:"intact"`
	// Expected formulas were counted in all files, Spans on all cards.
	Expected int `json:"expectedFormulas"`
	Spans    int `json:"formulasOnCards"`
	// Pictures stand in the regions that became questions and are in the vault; Shown ones are among the media.
	Pictures int `json:"pictures"`
	Shown    int `json:"shown"`
	// Crashes are sources that made the parser panic.
	Crashes int     `json:"crashes"`
	Seconds float64 `json:"seconds"`
	// Dialects and Diagnostics count questions by dialect and diagnostics by code.
	Dialects    map[string]int `json:"dialects"`
	Diagnostics map[string]int `json:"diagnostics"`

	findings []string
}

func newFigures(source string) *figures {
	return &figures{Source: source, Dialects: map[string]int{}, Diagnostics: map[string]int{}}
}

func (f *figures) add(g *figures) {
	f.Wanted += g.Wanted
	f.Found += g.Found
	f.Cards += g.Cards
	f.False += g.False
	f.ByKey += g.ByKey
	f.Choices += g.Choices
	f.Right += g.Right
	f.WrongKeys += g.WrongKeys
	f.Formulas += g.Formulas
	f.Intact += g.Intact
	f.Expected += g.Expected
	f.Spans += g.Spans
	f.Pictures += g.Pictures
	f.Shown += g.Shown
	f.Crashes += g.Crashes
	f.Seconds += g.Seconds
	for name, n := range g.Dialects {
		f.Dialects[name] += n
	}
	for code, n := range g.Diagnostics {
		f.Diagnostics[code] += n
	}
}

func (f *figures) recall() float64    { return percent(f.Found, f.Wanted) }
func (f *figures) precision() float64 { return percent(f.Found, f.Found+f.False) }

// percent is 100 where nothing was asked for.
func percent(part, whole int) float64 {
	if whole == 0 {
		return 100
	}
	return 100 * float64(part) / float64(whole)
}

// find notes a miss, a false positive or the like.
func (f *figures) find(format string, args ...any) {
	f.findings = append(f.findings, fmt.Sprintf(format, args...))
}

func (f *figures) printFindings(w io.Writer) {
	if len(f.findings) > 0 {
		fmt.Fprintf(w, "== %s\n%s\n\n", f.Source, strings.Join(f.findings, "\n"))
	}
}

// tally lists counts, the largest first.
func tally(counts map[string]int) string {
	names := slices.Sorted(maps.Keys(counts))
	slices.SortStableFunc(names, func(a, b string) int { return counts[b] - counts[a] })
	for i, name := range names {
		names[i] = fmt.Sprintf("%s %d", name, counts[name])
	}
	return strings.Join(names, ", ")
}
