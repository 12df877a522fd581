package main

import (
	"cmp"
	"errors"
	"fmt"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/examdeck/examdeck/internal/patherr"
	"github.com/examdeck/examdeck/parse"
	"github.com/examdeck/examdeck/parse/vault"
)

// input is what the SOURCE arguments of a call name.
type input struct {
	sources []parse.Source
	// root is the first level of the decks' names, stem the name of the output where none is given; empty for several
	// SOURCEs.
	root, stem string
	// namespace and description are those of the vaults' configuration; empty without one.
	namespace, description string
	// vaults are those of the sources, in the order in which they were met.
	vaults []*vaultRoot

	others map[string]int // by their endings, how many files were found that can't be read

	open  []*os.Root
	sums  []*sumsOf
	watch *watch
}

// inputFlags are the flags that say what is read, and under which name.
type inputFlags struct {
	deck, output string
	exclude      []string
	mediaFolders []string
	// watch notes what is read; may be nil.
	watch *watch
}

// place is a SOURCE argument, with the vault that it is, or lies in.
type place struct {
	arg, abs string
	folder   bool
	vault    *vaultRoot
}

// close lets go of the vaults; pictures are read until then.
func (in *input) close() {
	for _, root := range in.open {
		_ = root.Close() // nothing was written
	}
}

// findInput opens the vaults of the arguments, reads their configuration and finds their sources. What is wrong with
// a configuration is told as well; the error is then errTold.
func findInput(talk *talker, args []string, flags inputFlags) (*input, error) {
	in := &input{watch: flags.watch, others: map[string]int{}}
	if err := in.find(talk, args, flags); err != nil {
		in.close()
		return nil, err
	}
	return in, nil
}

func (in *input) find(talk *talker, args []string, flags inputFlags) error {
	if len(args) == 1 {
		if name, err := ownName(args[0]); err == nil {
			in.stem = name
		}
	}
	places, err := in.places(args)
	if err == nil {
		err = in.configure(talk, flags.deck)
	}
	if err == nil {
		err = in.mediaFolders(talk, flags.mediaFolders)
	}
	if err != nil {
		return err
	}
	if in.root = cmp.Or(flags.deck, in.root, in.stem, stemOf(flags.output)); in.root == "" {
		return hinted("name one with --deck", "%s: the file has no name that could be that of the root deck", args[0])
	}
	seen := map[string]bool{}
	var faults []error
	for _, p := range places {
		sources, err := in.sourcesOf(p, len(args) > 1, flags.exclude)
		if err != nil {
			faults = append(faults, err)
		}
		for _, s := range sources {
			if !seen[s.abs] { // a file may be named twice, or lie in a folder that is named as well
				seen[s.abs] = true
				in.sources = append(in.sources, s.Source)
			}
		}
	}
	in.sayOthers(talk)
	return errors.Join(faults...)
}

// sayOthers names what the folders hold that can't be read.
func (in *input) sayOthers(talk *talker) {
	var list []string
	total := 0
	for _, ext := range sortedKeys(in.others) {
		list, total = append(list, fmt.Sprintf("%d %s", in.others[ext], ext)), total+in.others[ext]
	}
	if total > 0 {
		talk.say("not read: %s in other formats (%s)", count(total, "file", "files"), strings.Join(list, ", "))
	}
}

// places finds out what the arguments are.
func (in *input) places(args []string) ([]place, error) {
	var places []place
	var faults []error
	for _, arg := range args {
		p := place{arg: arg}
		info, err := os.Stat(arg)
		if err == nil {
			p.abs, err = filepath.Abs(arg)
		}
		if err == nil {
			p.folder = info.IsDir()
			dir := p.abs
			if !p.folder {
				dir = vaultOf(p.abs)
			}
			p.vault, err = in.vault(dir)
		}
		if err != nil {
			faults = append(faults, fmt.Errorf("%s: %w", arg, patherr.Reason(err)))
		}
		places = append(places, p)
	}
	return places, errors.Join(faults...)
}

// foundSource is a source with its absolute path.
type foundSource struct {
	parse.Source
	abs string
}

// sourcesOf returns the sources of one argument. Where it is one of several, its name is a level of the decks' names.
func (in *input) sourcesOf(p place, several bool, exclude []string) ([]foundSource, error) {
	if !p.folder {
		return in.file(p, several)
	}
	files, others, err := vault.FindAll(p.vault.FS, ".", slices.Concat(p.vault.tools.Exclude, p.vault.config.Exclude, exclude)...)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", p.arg, err)
	}
	for ext, n := range others {
		in.others[ext] += n
	}
	if len(files) == 0 {
		return nil, hinted("sources end in .md, .markdown, .qmd, .rmd, .mdx or .ipynb", "%s: there is no Markdown file in this folder", p.arg)
	}
	var sources []foundSource
	for _, file := range files {
		within := file
		if several {
			within = path.Join(filepath.Base(p.abs), file)
		}
		sources = append(sources, foundSource{
			parse.Source{Vault: p.vault.Vault, Path: file, Name: filepath.ToSlash(filepath.Join(p.arg, file)), Deck: parse.DeckName(in.root, within)},
			realPath(filepath.Join(p.abs, file)),
		})
	}
	return sources, nil
}

// file returns the source that is one file.
func (in *input) file(p place, several bool) ([]foundSource, error) {
	within, err := filepath.Rel(p.vault.dir, p.abs)
	if err != nil {
		return nil, err
	}
	level := ""
	if several {
		level = filepath.Base(p.abs)
	}
	source := parse.Source{Vault: p.vault.Vault, Path: filepath.ToSlash(within), Name: filepath.ToSlash(p.arg), Deck: parse.DeckName(in.root, level)}
	return []foundSource{{source, realPath(p.abs)}}, nil
}

// vaultOf finds the vault of a file: the nearest folder above it that says it is one, else the working folder if the
// file lies below it, else the file's own.
func vaultOf(file string) string {
	own := filepath.Dir(file)
	for dir := own; ; dir = filepath.Dir(dir) {
		for _, mark := range []string{"examdeck.yaml", ".obsidian", ".git"} {
			if _, err := os.Stat(filepath.Join(dir, mark)); err == nil {
				return dir
			}
		}
		if dir == filepath.Dir(dir) {
			break
		}
	}
	if working, err := os.Getwd(); err == nil {
		if within, err := filepath.Rel(working, file); err == nil && filepath.IsLocal(within) {
			return working
		}
	}
	return own
}

// ownName is the name that a source gives to its package and its decks: a folder's real name, a file's without its
// ending.
func ownName(arg string) (string, error) {
	abs, err := filepath.Abs(arg)
	if err != nil {
		return "", err
	}
	name := filepath.Base(abs)
	if info, err := os.Stat(abs); err == nil && !info.IsDir() {
		name = stemOf(name)
	}
	return name, nil
}

// stemOf is a file's name without its folder and ending.
func stemOf(file string) string {
	name := filepath.Base(file)
	return strings.TrimSuffix(name, filepath.Ext(name))
}

// realPath tells two names of one file: links resolved where that can be done.
func realPath(abs string) string {
	if real, err := filepath.EvalSymlinks(abs); err == nil {
		return real
	}
	return abs
}
