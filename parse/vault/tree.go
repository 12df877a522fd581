package vault

import (
	"io/fs"
	"path"
	"slices"
	"strings"
	"sync"

	"golang.org/x/text/unicode/norm"

	"github.com/examdeck/examdeck/deck"
)

// tree finds files in a folder, whatever the case and the normal form of their names. A folder is listed when a path
// first leads into it; all are walked through only for a file that no path leads to.
type tree struct {
	name string
	fs   fs.FS
	sums *Sums // may be nil

	mutex   sync.Mutex
	folders map[string]*listing

	index  sync.Once
	byName map[string][]string // paths by folded base name
}

// listing is what one folder holds.
type listing struct {
	entries map[string]fs.DirEntry
	folded  map[string]string // names by their folded form, the first of equal ones
}

func newTree(name string, fsys fs.FS, sums *Sums) *tree {
	return &tree{name: name, fs: fsys, sums: sums, folders: map[string]*listing{}}
}

// FoldName returns the form of a name in which case and normal form don't count.
func FoldName(name string) string { return strings.ToLower(norm.NFC.String(name)) }

// find returns the real path of the file at a path; names are taken as they are written where there are such.
func (t *tree) find(p string) (real string, ok bool) {
	real = "."
	var entry fs.DirEntry
	for name := range strings.SplitSeq(path.Clean(p), "/") {
		l := t.list(real)
		if entry, ok = l.entries[name]; !ok {
			if entry, ok = l.entries[l.folded[FoldName(name)]]; !ok {
				return "", false
			}
		}
		real = path.Join(real, entry.Name())
	}
	return real, t.isFile(real, entry)
}

// isFile reports whether an entry is a file, or a link to one.
func (t *tree) isFile(p string, entry fs.DirEntry) bool {
	if entry.Type()&fs.ModeSymlink == 0 {
		return entry.Type().IsRegular()
	}
	info, err := fs.Stat(t.fs, p)
	return err == nil && info.Mode().IsRegular()
}

// list reads a folder, once. One that can't be read is empty: what it holds is then reported as missing.
func (t *tree) list(dir string) *listing {
	t.mutex.Lock()
	defer t.mutex.Unlock()
	if l := t.folders[dir]; l != nil {
		return l
	}
	entries, _ := fs.ReadDir(t.fs, dir)
	l := &listing{make(map[string]fs.DirEntry, len(entries)), make(map[string]string, len(entries))}
	for _, e := range entries {
		l.entries[e.Name()] = e
		if key := FoldName(e.Name()); l.folded[key] == "" {
			l.folded[key] = e.Name()
		}
	}
	t.folders[dir] = l
	return l
}

// maxLooked is how many names of a folder are looked through: the one in which a note happens to lie may be a whole
// disk.
const maxLooked = 300_000

// endingIn returns the media and notes whose paths end in a path, sorted.
func (t *tree) endingIn(end string) []string {
	t.index.Do(func() {
		t.byName = map[string][]string{}
		looked := 0
		// What can't be read is not there: the picture is then reported as missing.
		_ = fs.WalkDir(t.fs, ".", func(p string, d fs.DirEntry, err error) error {
			if err != nil {
				return fs.SkipDir
			}
			if looked++; looked > maxLooked {
				return fs.SkipAll
			}
			if d.IsDir() && p != "." && (strings.HasPrefix(d.Name(), ".") || slices.Contains(skipped, d.Name())) {
				return fs.SkipDir
			}
			if !d.IsDir() && (deck.MediaKindOf(p) != deck.NoMedia || IsMarkdown(p)) && t.isFile(p, d) {
				t.byName[FoldName(d.Name())] = append(t.byName[FoldName(d.Name())], p)
			}
			return nil
		})
	})
	var found []string
	end = FoldName(path.Clean(end))
	for _, p := range t.byName[path.Base(end)] {
		if folded := FoldName(p); folded == end || strings.HasSuffix(folded, "/"+end) {
			found = append(found, p)
		}
	}
	return found
}
