package main

import (
	"cmp"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"
)

// report is what was measured of one collection.
type report struct {
	Collection string     `json:"collection"`
	Sources    []*figures `json:"sources"`
	Total      *figures   `json:"total"`
}

// sum adds the sources up.
func (r *report) sum() {
	r.Total = newFigures("total")
	for _, f := range r.Sources {
		r.Total.add(f)
	}
}

const row = "%-20s %6s %6s %5s %7s %7s %15s %5s %11s %13s %9s %7s  %s\n"

func (r *report) print(w io.Writer) {
	fmt.Fprintf(w, row, r.Collection, "wanted", "found", "false", "recall", "precis.", "right options", "keys", "formulas", "on cards/all",
		"pictures", "s", "dialects")
	for _, f := range r.Sources {
		f.print(w)
	}
	if len(r.Sources) > 1 {
		fmt.Fprintln(w, strings.Repeat("-", 120))
		r.Total.print(w)
	}
	slow := slices.MaxFunc(r.Sources, func(a, b *figures) int { return cmp.Compare(a.Seconds, b.Seconds) })
	fmt.Fprintf(w, "\nslowest: %s, %.2f s; crashes: %d; wrong keys: %d; answers that are only the key, shown by marking the options: %d\n",
		slow.Source, slow.Seconds, r.Total.Crashes, r.Total.WrongKeys, r.Total.ByKey)
	fmt.Fprintf(w, "diagnostics: %s\n\n", tally(r.Total.Diagnostics))
}

func (f *figures) print(w io.Writer) {
	share := func(part, whole int) string {
		if whole == 0 {
			return "-"
		}
		return fmt.Sprintf("%d/%d", part, whole)
	}
	options := share(f.Right, f.Choices)
	if f.Choices > 0 {
		options = fmt.Sprintf("%s %.1f%%", options, percent(f.Right, f.Choices))
	}
	fmt.Fprintf(w, row, f.Source, fmt.Sprint(f.Wanted), fmt.Sprint(f.Found), fmt.Sprint(f.False),
		fmt.Sprintf("%.1f%%", f.recall()), fmt.Sprintf("%.1f%%", f.precision()), options, fmt.Sprint(f.WrongKeys), share(f.Intact, f.Formulas),
		share(f.Spans, f.Expected), share(f.Shown, f.Pictures), fmt.Sprintf("%.2f", f.Seconds), tally(f.Dialects))
}

// writeJSON writes the figures of all collections.
func writeJSON(file string, all []*report) error {
	content, err := json.MarshalIndent(all, "", "  ")
	if err != nil {
		return err
	}
	return os.WriteFile(file, append(content, '\n'), 0o644)
}
