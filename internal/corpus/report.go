package main

import (
	"encoding/json"
	"fmt"
	"io"
	"os"
	"strings"
)

// report is what was measured of all sources.
type report struct {
	Sources []*figures `json:"sources"`
	Total   *figures   `json:"total"`
	// Below are the bars that were missed.
	Below []string `json:"below"`
}

// add sums the sources up and holds them against the bars.
func (r *report) add() {
	r.Total = newFigures("total")
	for _, f := range r.Sources {
		r.Total.add(f)
		r.Below = append(r.Below, f.belowEach()...)
	}
	r.Below = append(r.Below, r.Total.belowTotal()...)
}

const row = "%-20s %6s %6s %5s %7s %7s %15s %11s %13s %9s %7s  %s\n"

func (r *report) print(w io.Writer) {
	fmt.Fprintf(w, row, "source", "wanted", "found", "false", "recall", "precis.", "right options", "formulas", "on cards/all",
		"pictures", "s", "dialects")
	for _, f := range r.Sources {
		f.print(w)
	}
	if len(r.Sources) > 1 {
		fmt.Fprintln(w, strings.Repeat("-", 120))
		r.Total.print(w)
	}
	slow := r.Sources[0]
	for _, f := range r.Sources {
		if f.Seconds > slow.Seconds {
			slow = f
		}
	}
	fmt.Fprintf(w, "\nslowest: %s, %.2f s; crashes: %d; answers that are only the key, shown by marking the options: %d\n",
		slow.Source, slow.Seconds, r.Total.Crashes, r.Total.ByKey)
	fmt.Fprintf(w, "diagnostics: %s\n", tally(r.Total.Diagnostics))
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
		fmt.Sprintf("%.1f%%", f.recall()), fmt.Sprintf("%.1f%%", f.precision()), options, share(f.Intact, f.Formulas),
		share(f.Spans, f.Expected), share(f.Shown, f.Pictures), fmt.Sprintf("%.2f", f.Seconds), tally(f.Dialects))
}

// write writes the figures as JSON.
func (r *report) write(file string) error {
	content, err := json.MarshalIndent(r, "", "  ")
	if err != nil {
		return err
	}
	return os.WriteFile(file, append(content, '\n'), 0o644)
}
