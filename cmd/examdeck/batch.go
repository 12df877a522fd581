package main

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/examdeck/examdeck/deck"
	"github.com/examdeck/examdeck/internal/parallel"
	"github.com/examdeck/examdeck/internal/patherr"
	"github.com/examdeck/examdeck/parse"
)

// Splits are what --split can be: a package for each deck that an exam gives, or for each source.
const (
	splitExam   = "exam"
	splitSource = "source"
)

// checkFolder makes sure that OUT is a folder, or can be made one.
func checkFolder(output string) error {
	info, err := os.Stat(output)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		if _, err := os.Stat(filepath.Dir(filepath.Clean(output))); err != nil {
			return fmt.Errorf("%s: the folder it should be made in: %w", output, patherr.Reason(err))
		}
		return nil
	case err != nil:
		return fmt.Errorf("%s: %w", output, patherr.Reason(err))
	case !info.IsDir():
		return hinted("with --split, OUT is a folder", "%s: the output is a file", output)
	}
	return nil
}

// lookIntoFolder reads the packages in OUT. Those that an earlier export of the same course split off are its
// baseline; others are not to be overwritten.
func (e *export) lookIntoFolder(b *baseline, namespace string) error {
	entries, err := os.ReadDir(e.output)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return fmt.Errorf("%s: %w", e.output, patherr.Reason(err))
	}
	var names []string
	for _, entry := range entries {
		if strings.EqualFold(filepath.Ext(entry.Name()), "."+e.format) {
			names = append(names, filepath.Join(e.output, entry.Name()))
		}
	}
	known, faults := make([]*knownPackage, len(names)), make([]error, len(names))
	parallel.Each(len(names), func(i int) { known[i], faults[i] = e.lookAt(names[i], namespace) })
	for i, name := range names {
		switch {
		case isMachine(faults[i]):
			return notOverwritten(name, faults[i])
		case faults[i] != nil:
			b.foreign[fold(name)] = faults[i]
		case known[i] != nil:
			b.at[name] = known[i]
		}
	}
	return nil
}

// lookAt reads one file in OUT. An error says why it may not be overwritten.
func (e *export) lookAt(name, namespace string) (*knownPackage, error) {
	switch info, err := os.Stat(name); {
	case err != nil && !errors.Is(err, fs.ErrNotExist): // which a link that leads nowhere gives
		return nil, openFault(err)
	case err != nil || !info.Mode().IsRegular():
		return nil, errors.New("it is no ordinary file")
	case info.Size() == 0:
		return nil, nil
	}
	if e.format != "apkg" {
		return nil, checkText(name)
	}
	k, err := readKnown(name)
	if err != nil {
		return nil, err
	}
	if k.stamp.Split == "" || k.stamp.Namespace != namespace {
		return nil, errors.New("it is a package of another export")
	}
	return k, nil
}

// fold is a name as systems see it that don't keep letter case apart.
func fold(name string) string { return strings.ToLower(name) }

// splitTargets makes a target of each part of the set.
func (e *export) splitTargets(in *input, set *deck.Set, b *baseline) []*target {
	name := func(d *deck.Deck, _ *deck.Question) string { return d.Name }
	if e.split == splitSource {
		decks := map[string]string{}
		for _, s := range in.sources {
			decks[s.Path] = s.Deck
		}
		name = func(_ *deck.Deck, q *deck.Question) string {
			if d := decks[q.Source]; d != "" {
				return d
			}
			return parse.DeckName(in.root, q.Source)
		}
	}
	parts, rest := set.Split(name)
	names := make([]string, len(parts))
	for i, p := range parts {
		names[i] = p.Name
	}
	files := fileNames(names)
	targets := make([]*target, len(parts))
	for i, p := range parts {
		targets[i] = &target{file: filepath.Join(e.output, files[i]+"."+e.format), name: p.Name, set: p.Set}
	}
	bringHome(targets, set.Memory, rest, b)
	return targets
}

// bringHome lets each question of the rest, which belongs to no target, be remembered where it was found, in the
// order of all. What was found in other packages stays there.
func bringHome(targets []*target, all, rest []deck.Known, b *baseline) {
	byFile, order := map[string]*target{}, map[string]int{}
	for i, k := range all {
		order[k.GUID] = i
	}
	for _, t := range targets {
		byFile[fold(t.file)] = t
	}
	home := map[string]*target{} // by GUID
	for name, p := range b.at {
		if t := byFile[fold(name)]; t != nil {
			for _, k := range p.Known {
				home[k.GUID] = t
			}
		}
	}
	for _, k := range rest {
		if t := home[k.GUID]; t != nil {
			t.set.Memory = append(t.set.Memory, k)
		}
	}
	for _, t := range targets {
		slices.SortFunc(t.set.Memory, func(a, b deck.Known) int { return cmp.Compare(order[a.GUID], order[b.GUID]) })
	}
}

// goneFiles are the packages in OUT that this export doesn't write and that hold nothing any more: no question of
// theirs is in the notes.
func (b *baseline) goneFiles(targets []*target, plan *deck.Plan) []string {
	written, alive := map[string]bool{}, map[string]bool{}
	for _, t := range targets {
		written[fold(t.file)] = true
	}
	for _, k := range plan.Unread {
		alive[k.GUID] = true
	}
	var gone []string
	for _, name := range sortedKeys(b.at) {
		unread := slices.ContainsFunc(b.at[name].Known, func(k deck.Known) bool { return alive[k.GUID] })
		if !written[fold(name)] && !unread {
			gone = append(gone, name)
		}
	}
	return gone
}
