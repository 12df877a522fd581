package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"

	"github.com/examdeck/examdeck/internal/parallel"
)

// collection is a folder of sources.
type collection struct {
	name string
	// alone says that each file is read for itself, as if it was named; else a source is read as one vault.
	alone bool
}

var collections = []collection{{"corpus", false}, {"strangers", true}}

// measureAll measures the sources of all collections in a folder, or only those of one name. The error names what is
// wrong with the collections.
func measureAll(dir, only string) ([]*report, error) {
	var all []*report
	var jobs []func() error
	for _, c := range collections {
		expected, err := load(filepath.Join(dir, c.name))
		if err != nil {
			return nil, err
		}
		names := expected.names()
		if only != "" {
			names = slices.DeleteFunc(names, func(name string) bool { return name != only })
		}
		if len(names) == 0 {
			continue
		}
		r := &report{Collection: c.name, Sources: make([]*figures, len(names))}
		all = append(all, r)
		for i, name := range names {
			jobs = append(jobs, func() (err error) {
				r.Sources[i], err = measure(os.DirFS(filepath.Join(dir, c.name, name)), name, expected[name], c.alone)
				return err
			})
		}
	}
	if len(all) == 0 {
		return nil, fmt.Errorf("%s has no source %q", dir, only)
	}
	faults := make([]error, len(jobs))
	parallel.Each(len(jobs), func(i int) { faults[i] = jobs[i]() })
	for _, r := range all {
		r.sum()
	}
	return all, errors.Join(faults...)
}
