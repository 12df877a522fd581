package main

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"slices"

	"github.com/examdeck/examdeck/deck"
	"github.com/examdeck/examdeck/export/apkg"
	"github.com/examdeck/examdeck/parse"
)

// openPackage is a package that is being read; its media can be read until it is closed.
type openPackage struct {
	*apkg.Package
	file *os.File
}

// readPackage opens a package and reads all but its media.
func readPackage(name string) (*openPackage, error) {
	file, err := os.Open(name)
	if err != nil {
		return nil, plain(err)
	}
	pkg, err := readFrom(file)
	if err != nil {
		return nil, errors.Join(err, file.Close())
	}
	return &openPackage{pkg, file}, nil
}

// readOwn does so for a package that holds notes of ours.
func readOwn(name string) (*openPackage, error) {
	pkg, err := readPackage(name)
	if err == nil && !pkg.Own() {
		return nil, errors.Join(errors.New("it holds no notes of examdeck's"), pkg.file.Close())
	}
	return pkg, err
}

func readFrom(file *os.File) (*apkg.Package, error) {
	info, err := file.Stat()
	if err != nil {
		return nil, err
	}
	scratch, err := os.CreateTemp("", "examdeck-")
	if err != nil {
		return nil, err
	}
	defer os.Remove(scratch.Name())
	defer scratch.Close()
	pkg, err := apkg.Read(file, info.Size(), scratch)
	var pathErr *fs.PathError
	if errors.As(err, &pathErr) && pathErr.Path == scratch.Name() {
		return nil, fmt.Errorf("it can't be looked into: %w", pathErr)
	}
	if err != nil {
		return nil, fmt.Errorf("it is no package that can be read (%w)", err)
	}
	return pkg, nil
}

// baseline is what the export is compared with.
type baseline struct {
	names    []string
	packages []*openPackage
	*deck.Baseline
}

// close lets go of the packages. They were only read.
func (b *baseline) close() {
	for _, p := range b.packages {
		_ = p.file.Close()
	}
	b.packages = nil
}

// awaitBaseline begins to read what lies at the output and the baseline, and gives the function that waits for it: reading is work
// for one processor, and the sources can be read meanwhile.
func (e *export) awaitBaseline(exists bool) func() (*baseline, error) {
	type found struct {
		*baseline
		err error
	}
	done := make(chan found, 1)
	go func() {
		b, err := e.findBaseline(exists)
		done <- found{b, err}
	}()
	return func() (*baseline, error) {
		f := <-done
		return f.baseline, f.err
	}
}

// findBaseline reads the packages that the export is compared with: those that were named, else the one that lies at the output.
// Without any the baseline is empty.
func (e *export) findBaseline(exists bool) (*baseline, error) {
	b := &baseline{Baseline: &deck.Baseline{}}
	var old *openPackage
	if exists {
		var err error
		if old, err = openOwn(e.output); err != nil {
			return nil, err
		}
	}
	switch {
	case len(e.baselines) > 0:
		for _, name := range e.baselines {
			pkg, err := readOwn(name)
			if err != nil {
				b.close()
				return nil, hinted("a baseline is a package that examdeck wrote, or that Anki made of its notes", "%s: this baseline is of no use: %w", name, err)
			}
			b.names, b.packages = append(b.names, name), append(b.packages, pkg)
		}
	case old != nil && !e.noBaseline:
		b.names, b.packages = []string{e.output}, []*openPackage{old}
		old = nil
	}
	if old != nil {
		_ = old.file.Close() // it was only read
	}
	var known []*deck.Baseline
	for i, pkg := range b.packages {
		k, err := pkg.Baseline()
		if err != nil {
			b.close()
			return nil, hinted("--no-baseline starts anew, and learners may get questions twice; an older package can be named with --baseline",
				"%s: what it remembers can't be read: %w", b.names[i], err)
		}
		known = append(known, k)
	}
	if len(known) > 0 {
		b.Baseline = deck.Merge(known...)
	}
	return b, nil
}

// reconcile gives the questions the identities that they had, and says what the export will do.
func (e *export) reconcile(in *input, result parse.Result, b *baseline) (*deck.Plan, error) {
	plan := deck.Reconcile(result.Set, b.Baseline, deck.Options{
		Time: e.time, Fields: apkg.FieldHash(e.packageOptions(nil)), Settled: in.settled(result),
	})
	if e.retired != "" {
		if err := e.tagRetired(result.Set, plan, b); err != nil {
			return nil, err
		}
	}
	if faults := result.Set.Validate(); e.retired == "" && len(faults) > 0 {
		return nil, fmt.Errorf("internal error: %w", faults[0])
	}
	return plan, nil
}

// tagRetired puts the questions that are retired into the set once more, with their pictures.
func (e *export) tagRetired(set *deck.Set, plan *deck.Plan, b *baseline) error {
	have := map[string]bool{}
	for _, m := range set.Media {
		have[m.Name] = true
	}
	for _, q := range plan.TagRetired(set, e.time) {
		for i, pkg := range b.packages {
			media, err := pkg.MediaOf(q)
			if err != nil {
				return fmt.Errorf("%s: %w", b.names[i], err)
			}
			for _, m := range media {
				if !have[m.Name] {
					have[m.Name] = true
					set.Media = append(set.Media, m)
				}
			}
		}
	}
	slices.SortFunc(set.Media, func(a, b deck.Media) int { return cmp.Compare(a.Name, b.Name) })
	return nil
}
