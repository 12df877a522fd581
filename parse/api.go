package parse

import (
	"io/fs"

	"github.com/examdeck/examdeck/parse/settings"
	"github.com/examdeck/examdeck/parse/vault"
)

// Source is one Markdown file to read.
type Source = vault.Source

// Vault is where sources, and everything that they show, are read from.
type Vault = vault.Vault

// Settings say how sources are read and shown where the defaults are wrong.
type Settings = settings.Settings

// Dir returns the sources in the root of fsys and below it, in the decks of a vault named root: "root::folder::file". They share one vault, so
// that notes can embed one another. An error is that of a folder that can't be read.
func Dir(fsys fs.FS, root string) ([]Source, error) {
	files, err := vault.Find(fsys, ".")
	if err != nil {
		return nil, err
	}
	shared := &Vault{FS: fsys}
	sources := make([]Source, len(files))
	for i, file := range files {
		sources[i] = Source{Vault: shared, Path: file, Name: file, Deck: vault.DeckName(root, file)}
	}
	return sources, nil
}

// Find lists the Markdown files in the folder dir of fsys and below it, sorted by path; see [vault.Find].
func Find(fsys fs.FS, dir string, exclude ...string) ([]string, error) {
	return vault.Find(fsys, dir, exclude...)
}

// DeckName names the deck of questions that stand in no exam section: root, then the folders of file and its stem. For a single file the
// root alone is that name; then file is "".
func DeckName(root, file string) string { return vault.DeckName(root, file) }

// IsMarkdown reports by its ending whether a file is taken for a source.
func IsMarkdown(file string) bool { return vault.IsMarkdown(file) }
