package main

import "fmt"

// The bars, in percent.
const (
	barTotal    = 99.0  // recall and precision of all sources together
	barSource   = 97.0  // recall and precision of each source
	barOptions  = 99.0  // choices of which exactly the right options are marked
	barPictures = 100.0 // pictures that are there and on a card
	barFormulas = 99.8  // formulas of questions that are on a card to the byte; -v lists the others
)

// belowEach lists the bars for a single source that it misses.
func (f *figures) belowEach() []string {
	return f.below(bar{"recall", f.recall(), barSource}, bar{"precision", f.precision(), barSource})
}

// belowTotal lists the bars for the sum that it misses.
func (f *figures) belowTotal() []string {
	missed := f.below(bar{"recall", f.recall(), barTotal}, bar{"precision", f.precision(), barTotal},
		bar{"right options", percent(f.Right, f.Choices), barOptions}, bar{"pictures", percent(f.Shown, f.Pictures), barPictures}, bar{"formulas", percent(f.Intact, f.Formulas), barFormulas})
	if f.Crashes > 0 {
		missed = append(missed, fmt.Sprintf("%s: %d crashes", f.Source, f.Crashes))
	}
	return missed
}

type bar struct {
	name      string
	got, want float64
}

func (f *figures) below(bars ...bar) []string {
	var missed []string
	for _, b := range bars {
		if b.got < b.want {
			missed = append(missed, fmt.Sprintf("%s: %s %.2f %%, not %.0f %%", f.Source, b.name, b.got, b.want))
		}
	}
	return missed
}
