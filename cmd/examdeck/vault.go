package main

import (
	"errors"
	"fmt"
	"html"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/examdeck/examdeck/deck"
	"github.com/examdeck/examdeck/internal/patherr"
	"github.com/examdeck/examdeck/parse"
	"github.com/examdeck/examdeck/parse/settings"
	"github.com/examdeck/examdeck/parse/vault"
)

// vaultRoot is an open vault with its configuration.
type vaultRoot struct {
	*parse.Vault
	// dir is the vault's absolute path, file how its configuration is called to a person.
	dir, file string
	config    settings.Config
	tools     settings.Tools
	faults    []deck.Diagnostic
}

// vault opens a folder as a vault, once, and reads its configuration. Links that lead out of it are not followed.
func (in *input) vault(dir string) (*vaultRoot, error) {
	for _, v := range in.vaults {
		if v.dir == dir {
			return v, nil
		}
	}
	root, err := in.openRoot(dir)
	if err != nil {
		return nil, err
	}
	v := &vaultRoot{Vault: &parse.Vault{Name: filepath.Base(dir), FS: in.fileSystem(root), Sums: in.openSums(dir)}, dir: dir, file: shown(filepath.Join(dir, settings.ConfigFile))}
	v.config, v.faults = settings.ReadConfig(v.FS, v.file)
	v.tools = settings.ReadTools(v.FS)
	for i := range v.tools.Warnings {
		v.tools.Warnings[i].Pos.File = shown(filepath.Join(dir, filepath.FromSlash(v.tools.Warnings[i].Pos.File)))
	}
	v.Settings = v.config.Over(v.tools.Settings)
	in.vaults = append(in.vaults, v)
	return v, nil
}

// mediaFolders opens the folders that the vaults' configuration and the flags name. Those of a configuration that lie
// outside of their vault are told: a stranger may have written it.
func (in *input) mediaFolders(talk *talker, flags []string) error {
	var faults []error
	for _, v := range in.vaults {
		for _, name := range v.config.MediaFolders {
			outside, err := in.configuredFolder(v, name)
			if err != nil {
				faults = append(faults, fmt.Errorf("%s:%d: media-folders: %q: %w", v.file, v.config.Lines["media-folders"], name, err))
			} else if outside != "" {
				talk.say("%s: media are looked for in %s as well, outside of the vault", v.file, outside)
			}
		}
	}
	for _, name := range flags {
		root, err := in.openRoot(name)
		if err != nil {
			faults = append(faults, fmt.Errorf("--media-folder %s: %w", name, patherr.Reason(err)))
			continue
		}
		abs, err := filepath.Abs(name)
		if err != nil {
			return err
		}
		for _, v := range in.vaults {
			v.Folders = append(v.Folders, vault.Folder{Name: filepath.Base(abs), FS: in.fileSystem(root), Sums: in.openSums(abs)})
		}
	}
	return errors.Join(faults...)
}

// configuredFolder adds a folder that the configuration of a vault names, by its path from there. It gives the path
// of one that lies outside of the vault.
func (in *input) configuredFolder(v *vaultRoot, name string) (outside string, err error) {
	if filepath.IsAbs(name) || strings.HasPrefix(name, "~") || strings.HasPrefix(name, "/") {
		return "", hinted("name it with --media-folder", "it has to be a path from the vault's root")
	}
	abs := filepath.Join(v.dir, filepath.FromSlash(name))
	within, err := filepath.Rel(v.dir, abs)
	if err != nil {
		return "", err
	}
	if filepath.IsLocal(within) {
		if info, err := fs.Stat(v.FS, filepath.ToSlash(within)); err != nil {
			return "", patherr.Reason(err)
		} else if !info.IsDir() {
			return "", errors.New("it is no folder")
		}
		v.Folders = append(v.Folders, vault.Folder{Name: filepath.Base(abs), FS: v.FS, Path: filepath.ToSlash(within), Sums: in.openSums(abs)})
		return "", nil
	}
	if holdsHome(abs) {
		return "", hinted("name it with --media-folder", "it is the home folder, or one above it")
	}
	root, err := in.openRoot(abs)
	if err != nil {
		return "", patherr.Reason(err)
	}
	v.Folders = append(v.Folders, vault.Folder{Name: filepath.Base(abs), FS: in.fileSystem(root), Sums: in.openSums(abs)})
	return shown(abs), nil
}

// holdsHome reports whether a folder is the user's home, or holds it.
func holdsHome(dir string) bool {
	if dir == filepath.Dir(dir) {
		return true
	}
	home, err := os.UserHomeDir()
	if err != nil {
		return false
	}
	within, err := filepath.Rel(realPath(dir), realPath(home))
	return err == nil && filepath.IsLocal(within)
}

// openRoot opens a folder that links on disk do not lead out of.
func (in *input) openRoot(dir string) (*os.Root, error) {
	root, err := os.OpenRoot(dir)
	if err == nil {
		in.open = append(in.open, root)
	}
	return root, err
}

// fileSystem returns what is in an open folder. Where changes are watched, whatever is read of it is noted.
func (in *input) fileSystem(root *os.Root) fs.FS {
	if in.watch == nil {
		return root.FS()
	}
	return in.watch.over(root)
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

// configure takes from the vaults' configuration what is for the whole export, in which they have to agree, and tells
// what is wrong with it. A flag goes before the name of the root deck.
func (in *input) configure(talk *talker, deckFlag string) error {
	var faults []deck.Diagnostic
	for _, v := range in.vaults {
		faults = append(faults, v.faults...)
		talk.diagnostics(v.tools.Warnings)
	}
	if len(faults) > 0 {
		talk.diagnostics(faults)
		return errTold
	}
	for _, key := range []struct {
		name string
		of   func(settings.Config) string
		to   *string
	}{
		{"deck", func(c settings.Config) string { return c.Deck }, &in.root},
		{"namespace", func(c settings.Config) string { return c.Namespace }, &in.namespace},
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
func describe(c settings.Config) string {
	var parts []string
	if c.Author != "" {
		parts = append(parts, "<p>By "+html.EscapeString(c.Author)+"</p>")
	}
	if c.License != "" {
		parts = append(parts, fmt.Sprintf("<p>License: %s</p>", html.EscapeString(c.License)))
	}
	return strings.Join(parts, "")
}
