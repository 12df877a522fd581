package parse

import (
	"io/fs"
	"slices"

	"github.com/examdeck/examdeck/parse/settings"
	"github.com/examdeck/examdeck/parse/vault"
)

// Source is one Markdown file to read.
type Source = vault.Source

// Vault is where sources, and everything that they show, are read from.
type Vault = vault.Vault

// Settings say how sources are read and shown where the defaults are wrong.
type Settings = settings.Settings

// Dir returns the sources of a vault: the Markdown files in fsys, but for those that a pattern excludes ([vault.Find]
// says which). They share the vault, so that notes can embed one another. Of the vault's examdeck.yaml the settings
// and the patterns to exclude count, and below them those of other tools ([settings.ReadTools]); what it says of all decks (deck, namespace, author, license) and of folders for
// media is up to the caller, who can read it with [settings.ReadConfig]. So is the vault's name, which the setting
// "links: obsidian" needs.
//
// An error is that of a folder that can't be read, or of the configuration, which is a [deck.Diagnostic]. os.DirFS
// follows links out of the folder; the FS of an os.Root does not.
func Dir(fsys fs.FS, exclude ...string) ([]Source, error) {
	config, faults := settings.ReadConfig(fsys, settings.ConfigFile)
	if len(faults) > 0 {
		return nil, faults[0]
	}
	tools := settings.ReadTools(fsys)
	files, err := vault.Find(fsys, ".", slices.Concat(tools.Exclude, config.Exclude, exclude)...)
	if err != nil {
		return nil, err
	}
	shared := &Vault{FS: fsys, Settings: config.Over(tools.Settings)}
	sources := make([]Source, len(files))
	for i, file := range files {
		sources[i] = Source{Vault: shared, Path: file}
	}
	return sources, nil
}

// DeckName names the deck of questions that stand in no exam section: root, then the folders of file and its stem.
// For a single file the root alone is that name; then file is "".
func DeckName(root, file string) string { return vault.DeckName(root, file) }
