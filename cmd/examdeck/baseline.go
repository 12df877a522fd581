package main

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"slices"
	"strings"

	"github.com/examdeck/examdeck/deck"
	"github.com/examdeck/examdeck/export/apkg"
	"github.com/examdeck/examdeck/internal/markdown/sanitize"
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
		return nil, openFault(err)
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
		return nil, ofMachine(err, atFile)
	}
	scratch, err := os.CreateTemp("", "examdeck-")
	if err != nil {
		return nil, ofMachine(err, atScratch)
	}
	defer os.Remove(scratch.Name())
	defer scratch.Close()
	pkg, err := apkg.Read(file, info.Size(), scratch)
	hint := atScratch
	var pathErr *fs.PathError
	if errors.As(err, &pathErr) && pathErr.Path == file.Name() {
		hint = atFile
	}
	if err = ofMachine(err, hint); err != nil && !isMachine(err) {
		err = fmt.Errorf("it is no package that can be read (%w)", err)
	}
	return pkg, err
}

// knownPackage is what a package remembers.
type knownPackage struct {
	*deck.Baseline
	stamp apkg.Stamp
}

// readKnown reads what a package of ours remembers.
func readKnown(name string) (*knownPackage, error) {
	pkg, err := readOwn(name)
	if err != nil {
		return nil, err
	}
	defer pkg.file.Close() // it was only read
	allowMemory(pkg.Package)
	k := &knownPackage{}
	if k.Baseline, err = pkg.Baseline(); err == nil {
		k.stamp, err = pkg.Stamp()
	}
	if err = ofMachine(err, atFile); err != nil && !isMachine(err) {
		err = &memoryError{err}
	}
	if err != nil {
		return nil, err
	}
	return k, nil
}

// memoryError is a fault in what a package remembers, not in the package.
type memoryError struct{ error }

// baseline is what the export is compared with.
type baseline struct {
	// names are the packages that are compared with.
	names []string
	*deck.Baseline
	// at are the packages of ours that lie where this export writes, by name; of the foreign files there it is said
	// why they may not be overwritten.
	at      map[string]*knownPackage
	foreign map[string]error
	// opened are packages out of which media are still to be read.
	opened []*openPackage
}

// close lets go of the packages. They were only read.
func (b *baseline) close() {
	for _, p := range b.opened {
		_ = p.file.Close()
	}
	b.opened = nil
}

// awaitBaseline begins to read what lies at the output and the baseline, and gives the function that waits for it:
// reading is work for one processor, and the sources can be read meanwhile.
func (e *export) awaitBaseline(in *input) func() (*baseline, error) {
	type found struct {
		*baseline
		err error
	}
	done := make(chan found, 1)
	go func() {
		b, err := e.findBaseline(in)
		done <- found{b, err}
	}()
	return func() (*baseline, error) {
		f := <-done
		return f.baseline, f.err
	}
}

// findBaseline reads the packages that the export is compared with: those that were named, else what lies at the output.
// Without any the baseline is empty.
func (e *export) findBaseline(in *input) (*baseline, error) {
	b := &baseline{Baseline: &deck.Baseline{}, at: map[string]*knownPackage{}, foreign: map[string]error{}}
	var err error
	if e.split != "" {
		err = e.lookIntoFolder(b, cmp.Or(in.namespace, in.root))
	} else {
		err = e.lookAtOutput(b)
	}
	if err != nil {
		return nil, err
	}
	var known []*deck.Baseline
	for _, name := range e.baselines {
		k, err := readKnown(name)
		if err != nil {
			return nil, uselessBaseline(name, err)
		}
		b.names, known = append(b.names, name), append(known, k.Baseline)
	}
	if len(e.baselines) == 0 && !e.noBaseline {
		b.names = sortedKeys(b.at)
		for _, name := range b.names {
			known = append(known, b.at[name].Baseline)
		}
	}
	if len(known) > 0 {
		b.Baseline = deck.Merge(known...)
	}
	return b, nil
}

// lookAtOutput looks into the file that lies at the output.
func (e *export) lookAtOutput(b *baseline) error {
	if !e.exists {
		return nil
	}
	if formatOf(e.output) != ".apkg" {
		if err := checkText(e.output); err != nil {
			return notOverwritten(e.output, err)
		}
		return nil
	}
	k, err := readKnown(e.output)
	var memory *memoryError
	if errors.As(err, &memory) {
		if e.noBaseline || len(e.baselines) > 0 {
			return nil
		}
		return hinted("--no-baseline starts anew, and learners may get questions twice; an older package can be named with --baseline",
			"%s: what it remembers can't be read: %w", e.output, err)
	}
	if err != nil {
		return notOverwritten(e.output, err)
	}
	b.at[e.output] = k
	return nil
}

// uselessBaseline is the error for a baseline that can't be read.
func uselessBaseline(name string, err error) error {
	if isMachine(err) {
		return fmt.Errorf("%s: this baseline is of no use: %w", name, err)
	}
	return hinted("a baseline is a package that examdeck wrote, or that Anki made of its notes", "%s: this baseline is of no use: %w", name, err)
}

// notOverwritten is the error for a file at the output that examdeck did not write, or of which that can't be told.
func notOverwritten(name string, err error) error {
	if isMachine(err) {
		return fmt.Errorf("%s: %w; nothing is written", name, err)
	}
	return hinted("move it away, or choose another name with -o", "%s: this file is not overwritten: %w", name, err)
}

// reconcile gives the questions the identities that they had, and says what the export will do.
func (e *export) reconcile(result parse.Result, b *baseline) (*deck.Plan, error) {
	plan := apkg.Reconcile(result.Set, b.Baseline, e.packageOptions())
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

// tagRetired puts the questions that are retired into the set once more, with their pictures. What they bring comes
// out of a package that anybody may have changed, and is made as harmless as what notes bring.
func (e *export) tagRetired(set *deck.Set, plan *deck.Plan, b *baseline) error {
	sent := plan.TagRetired(set, e.time)
	if len(sent) == 0 {
		return nil
	}
	for _, name := range b.names {
		pkg, err := readOwn(name)
		if err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
		b.opened = append(b.opened, pkg)
	}
	have := map[string]bool{}
	for _, m := range set.Media {
		have[m.Name] = true
	}
	held := func(name string) bool {
		return have[name] || slices.ContainsFunc(b.opened, func(p *openPackage) bool { _, ok := p.Held(name); return ok })
	}
	cleaned := 0
	for _, q := range sent {
		if cleanRetired(q, held) {
			cleaned++
		}
		for i, pkg := range b.opened {
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
	if cleaned > 0 {
		e.talk.say("%s: warning: of %s, tags or sounds were left out that no note of yours could bring", strings.Join(b.names, ", "),
			count(cleaned, "retired question", "retired questions"))
	}
	slices.SortFunc(set.Media, func(a, b deck.Media) int { return cmp.Compare(a.Name, b.Name) })
	return nil
}

// cleanRetired makes the texts of a question out of a package harmless, and reports whether that changed one.
func cleanRetired(q *deck.Question, held func(name string) bool) (changed bool) {
	q.Choices = slices.Clone(q.Choices)
	texts := []*string{&q.Prompt, &q.Answer, &q.Extra}
	for i := range q.Choices {
		texts = append(texts, &q.Choices[i].HTML)
	}
	for _, text := range texts {
		clean := sanitize.Foreign(*text, held)
		changed = changed || clean != *text
		*text = clean
	}
	return changed
}
