package parse

import (
	"errors"
	"io/fs"
	"path"
	"strings"

	"github.com/examdeck/examdeck/deck"
)

// settled returns what reports for the path of a source whether it was read without fault, or is there no more: only
// then a question that it held can be gone.
func settled(sources []Source, result Result) func(source string) bool {
	broken := map[string]bool{}
	for _, draft := range result.Drafts {
		broken[draft] = true // its questions may come back
	}
	for _, d := range result.Diagnostics {
		if d.Severity == deck.Error {
			broken[d.Pos.File] = true
		}
	}
	whole := map[string]bool{} // by path: whether it was read, and without fault
	for _, s := range sources {
		before, seen := whole[s.Path]
		whole[s.Path] = !broken[s.Name] && (before || !seen)
	}
	places := commonFolders(sources)
	known := map[string]bool{}
	return func(source string) bool {
		if settled, read := whole[source]; read {
			return settled
		}
		if _, looked := known[source]; !looked {
			known[source] = gone(source, places, whole)
		}
		return known[source]
	}
}

// gone reports whether a source is there no more. Its path is relative to the vault of an earlier export, which may
// have been a folder above or below this one's, so that it is looked for in both; whatever of it was read does not
// count.
func gone(source string, places map[*Vault][]string, whole map[string]bool) bool {
	if !fs.ValidPath(source) {
		return true // no path that a source of ours could have
	}
	for vault, folders := range places {
		for _, folder := range folders {
			for rest, more := source, true; more; _, rest, more = strings.Cut(rest, "/") {
				file := path.Join(folder, rest)
				if whole[file] {
					continue
				}
				if _, err := fs.Stat(vault.FS, file); !errors.Is(err, fs.ErrNotExist) {
					return false
				}
			}
		}
	}
	return true
}

// commonFolders returns for each vault the folder that holds all of its sources, and those above it.
func commonFolders(sources []Source) map[*Vault][]string {
	common := map[*Vault]string{}
	for _, s := range sources {
		if !s.Vault.Readable() {
			continue
		}
		dir := path.Dir(s.Path)
		if c, seen := common[s.Vault]; seen {
			for c != "." && c != dir && !strings.HasPrefix(dir, c+"/") {
				c = path.Dir(c)
			}
			dir = c
		}
		common[s.Vault] = dir
	}
	folders := map[*Vault][]string{}
	for vault, dir := range common {
		for ; dir != "."; dir = path.Dir(dir) {
			folders[vault] = append(folders[vault], dir)
		}
		folders[vault] = append(folders[vault], ".")
	}
	return folders
}
