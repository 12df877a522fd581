package main

import (
	"fmt"
	"html"
	"os"
	"path/filepath"
	"strings"

	"github.com/examdeck/examdeck/deck"
	"github.com/examdeck/examdeck/parse"
)

// vault is an open vault with its configuration.
type vault struct {
	*parse.Vault
	// dir is the vault's absolute path, file how its configuration is called to a person.
	dir, file string
	config    parse.Config
	faults    []deck.Diagnostic
}

// vault opens a folder as a vault, once, and reads its configuration. Links that lead out of it are not followed.
func (in *input) vault(dir string) (*vault, error) {
	for _, v := range in.vaults {
		if v.dir == dir {
			return v, nil
		}
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		return nil, err
	}
	in.open = append(in.open, root)
	v := &vault{Vault: &parse.Vault{FS: root.FS()}, dir: dir, file: shown(filepath.Join(dir, parse.ConfigFile))}
	v.config, v.faults = parse.ReadConfig(v.FS, v.file)
	v.Settings = v.config.Settings
	in.vaults = append(in.vaults, v)
	return v, nil
}

// shown is how a path is called to a person: from the working folder where it lies in it, else from the root.
func shown(abs string) string {
	if working, err := os.Getwd(); err == nil {
		if within, err := filepath.Rel(working, abs); err == nil && filepath.IsLocal(within) {
			abs = within
		}
	}
	return filepath.ToSlash(abs)
}

// configure takes from the vaults' configuration what is for the whole export, in which they have to agree, and tells what is wrong
// with it. A flag goes before the name of the root deck.
func (in *input) configure(talk *talker, deckFlag string) error {
	var faults []deck.Diagnostic
	for _, v := range in.vaults {
		faults = append(faults, v.faults...)
	}
	if len(faults) > 0 {
		talk.diagnostics(faults)
		return errTold
	}
	for _, key := range []struct {
		name string
		of   func(parse.Config) string
		to   *string
	}{
		{"deck", func(c parse.Config) string { return c.Deck }, &in.root},
		{"namespace", func(c parse.Config) string { return c.Namespace }, &in.namespace},
		{"author and license", describe, &in.description},
	} {
		for _, v := range in.vaults {
			if key.to == &in.root && deckFlag != "" {
				break
			}
			value := key.of(v.config)
			if *key.to != "" && value != "" && value != *key.to {
				return hinted("export them one by one, each with an OUT of its own",
					"%s: this configuration has another %s than that of a SOURCE before it", v.file, key.name)
			}
			if value != "" {
				*key.to = value
			}
		}
	}
	return nil
}

// describe is the description of a deck: who made it, and under which licence.
func describe(c parse.Config) string {
	var parts []string
	if c.Author != "" {
		parts = append(parts, "<p>By "+html.EscapeString(c.Author)+"</p>")
	}
	if c.License != "" {
		parts = append(parts, fmt.Sprintf("<p>License: %s</p>", html.EscapeString(c.License)))
	}
	return strings.Join(parts, "")
}
