package parse

import (
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"

	"golang.org/x/text/unicode/norm"

	"github.com/examdeck/examdeck/deck"
)

// Source is one Markdown file to read.
type Source struct {
	// Vault is where the source, and everything it shows, is read from.
	Vault *Vault
	// Path is where the source lies in the vault, slash-separated. It is what cards show as their source.
	Path string
	// Name is how diagnostics call the source: the path as the user wrote it.
	Name string
	// Deck is the deck of questions that stand in no exam section, such as "vault::folder::file"; an exam section adds
	// one more level. See [DeckName].
	Deck string
}

// skipped are the folders in which notes are never looked for: they hold settings, waste and other people's packages.
var skipped = []string{"node_modules", "__pycache__", "vendor"}

// Find lists the Markdown files (.md, .markdown) in the folder dir of fsys and below it, sorted by path. Folders whose name
// starts with a dot, node_modules and the like are passed over, and so is what a pattern matches; see [Excluded]. What is neither a file
// nor a link to one is no source. An error is that of the folder that can't be read.
func Find(fsys fs.FS, dir string, exclude ...string) ([]string, error) {
	var found []string
	err := fs.WalkDir(fsys, dir, func(p string, d fs.DirEntry, err error) error {
		if err != nil {
			return fmt.Errorf("reading folder %q: %w", p, err)
		}
		out := p != dir && Excluded(exclude, p)
		if d.IsDir() {
			if out || p != dir && (strings.HasPrefix(d.Name(), ".") || slices.Contains(skipped, d.Name())) {
				return fs.SkipDir
			}
			return nil
		}
		if !out && IsMarkdown(p) && isFile(fsys, p, d) {
			found = append(found, p)
		}
		return nil
	})
	return found, err
}

// isFile tells whether an entry can be read as a file: reading from a pipe might never end. A link that leads nowhere, or out of the
// vault, is taken for one, so that it is reported.
func isFile(fsys fs.FS, p string, d fs.DirEntry) bool {
	if d.Type()&fs.ModeSymlink == 0 {
		return d.Type().IsRegular()
	}
	info, err := fs.Stat(fsys, p)
	return err != nil || info.Mode().IsRegular()
}

// IsMarkdown tells by its ending whether the file is taken for a source.
func IsMarkdown(file string) bool {
	ext := strings.ToLower(path.Ext(file))
	return ext == ".md" || ext == ".markdown"
}

// DeckName names the deck of questions outside exam sections: root, then the folders of file and its stem. For a single
// file the root alone is that name; then file is "".
func DeckName(root, file string) string {
	titles := []string{root}
	if file != "" {
		file = norm.NFC.String(file)
		stem := strings.TrimSuffix(file, path.Ext(file))
		titles = append(titles, strings.Split(stem, "/")...)
	}
	return deck.Name(titles...)
}
