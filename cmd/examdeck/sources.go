package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"

	"github.com/examdeck/examdeck/parse"
)

// input is what the SOURCE arguments of a call name.
type input struct {
	sources []parse.Source
	// root is the first level of the decks' names, stem the name of the output where none is given; empty for several SOURCEs.
	root, stem string

	vaults map[string]*parse.Vault // by absolute path
	open   []*os.Root
}

// close lets go of the vaults; pictures are read until then.
func (in *input) close() {
	for _, root := range in.open {
		_ = root.Close() // nothing was written
	}
}

// findInput finds the sources that the arguments name. root is the name of the root deck, or empty for the default: the name
// of the one source, or that of the output.
func findInput(args []string, root, output string) (*input, error) {
	in := &input{root: root, vaults: map[string]*parse.Vault{}}
	if len(args) == 1 {
		if name, err := ownName(args[0]); err == nil {
			in.stem = name
		}
	}
	if in.root == "" {
		in.root = in.stem
	}
	if in.root == "" {
		in.root = stemOf(output)
	}
	seen := map[string]bool{}
	var faults []error
	for _, arg := range args {
		sources, err := in.find(arg, len(args) > 1)
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
	if err := errors.Join(faults...); err != nil {
		in.close()
		return nil, err
	}
	return in, nil
}

// foundSource is a source with its absolute path.
type foundSource struct {
	parse.Source
	abs string
}

// find gives the sources of one argument. Where it is one of several, its name is a level of the decks' names.
func (in *input) find(arg string, several bool) ([]foundSource, error) {
	info, err := os.Stat(arg)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", arg, plain(err))
	}
	abs, err := filepath.Abs(arg)
	if err != nil {
		return nil, err
	}
	if !info.IsDir() {
		return in.file(arg, abs, several)
	}
	vault, err := in.vault(abs)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", arg, plain(err))
	}
	files, err := parse.Find(vault.FS, ".")
	if err != nil {
		return nil, fmt.Errorf("%s: %w", arg, err)
	}
	if len(files) == 0 {
		return nil, hinted("sources end in .md or .markdown", "%s: there is no Markdown file in this folder", arg)
	}
	var sources []foundSource
	for _, file := range files {
		within := file
		if several {
			within = path.Join(filepath.Base(abs), file)
		}
		sources = append(sources, foundSource{
			parse.Source{Vault: vault, Path: file, Name: filepath.ToSlash(filepath.Join(arg, file)), Deck: parse.DeckName(in.root, within)},
			realPath(filepath.Join(abs, file)),
		})
	}
	return sources, nil
}

// file gives the source that is one file.
func (in *input) file(arg, abs string, several bool) ([]foundSource, error) {
	dir := vaultOf(abs)
	vault, err := in.vault(dir)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", arg, plain(err))
	}
	within, err := filepath.Rel(dir, abs)
	if err != nil {
		return nil, err
	}
	level := ""
	if several {
		level = filepath.Base(abs)
	}
	source := parse.Source{Vault: vault, Path: filepath.ToSlash(within), Name: filepath.ToSlash(arg), Deck: parse.DeckName(in.root, level)}
	return []foundSource{{source, realPath(abs)}}, nil
}

// vault opens a folder as a vault, once. Links that lead out of it are not followed.
func (in *input) vault(dir string) (*parse.Vault, error) {
	if v := in.vaults[dir]; v != nil {
		return v, nil
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		return nil, err
	}
	in.open = append(in.open, root)
	in.vaults[dir] = &parse.Vault{FS: root.FS()}
	return in.vaults[dir], nil
}

// vaultOf finds the vault of a file: the nearest folder above it that says it is one, else the working folder if the file lies below
// it, else the file's own.
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

// ownName is the name that a source gives to its package and its decks: a folder's real name, a file's without its ending.
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

// plain is the reason alone of a file error, without operation and path.
func plain(err error) error {
	var pathErr *fs.PathError
	if errors.As(err, &pathErr) {
		return pathErr.Err
	}
	return err
}
