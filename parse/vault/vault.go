package vault

import (
	"cmp"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strconv"
	"strings"
	"sync"

	"golang.org/x/text/unicode/norm"

	"github.com/examdeck/examdeck/internal/markdown"
	"github.com/examdeck/examdeck/parse/settings"
)

// Vault is the folder that holds sources and what they show. Nothing outside of it and of its Folders is read. The
// sources of one folder share one Vault, by whose address it is told from others.
type Vault struct {
	// Name is the folder's base name. A path that climbs out of the vault and comes back by this name leads into it.
	Name string
	FS   fs.FS
	// Settings are for all sources of the vault; see [ReadConfig].
	Settings settings.Settings
	// Folders are further places in which media are looked for, in this order, once the vault has none that fits.
	Folders []Folder
	// Sums remembers the hashes of the vault's media; it may be nil.
	Sums *Sums

	once    sync.Once
	own     *tree
	folders []*tree
	look    sync.Once
	breaks  string

	blocksOnce sync.Once
	blocks     map[string]string // see Block
}

// Folder is a folder of media outside of a vault, such as the "static" of a web site.
type Folder struct {
	// Name is the folder's base name. Where a path has it as a part, as "../../static/img/tree.png" has "static",
	// what follows is looked for within the folder.
	Name string
	FS   fs.FS
	// Path is where the folder lies in FS; empty for its root.
	Path string
	// Sums remembers the hashes of the folder's media; it may be nil.
	Sums *Sums
}

// Readable reports whether there is a vault, and something to read it from.
func (v *Vault) Readable() bool { return v != nil && v.FS != nil }

// open makes the trees of a vault.
func (v *Vault) open() {
	v.once.Do(func() {
		v.own = newTree(v.Name, v.FS, v.Sums)
		for _, f := range v.Folders {
			if f.FS == nil {
				continue
			}
			if sub, err := fs.Sub(f.FS, path.Clean(f.Path)); err == nil {
				v.folders = append(v.folders, newTree(f.Name, sub, f.Sums))
			}
		}
	})
}

// Owns reports whether media lie in the vault itself, not in one of its folders.
func (v *Vault) Owns(f MediaFile) bool { return f.tree != nil && f.tree == v.own }

// LookUp finds the media that a path in a note means: beside the note, from the vault's root, by a folder's name in
// it, by the end of the path, by its base name alone. fault says why nothing was found, or has a code and is a
// warning.
func (v *Vault) LookUp(note, target string) (f MediaFile, fault markdown.Issue) {
	v.open()
	target = strings.TrimPrefix(strings.ReplaceAll(target, "\\", "/"), "file://")
	fault.Message = "there is no such file"
	for _, p := range spellings(target) {
		for _, from := range []string{path.Join(path.Dir(note), p), strings.TrimLeft(path.Clean(p), "/")} {
			if !fs.ValidPath(from) {
				fault.Message = outsideOfVault
			} else if real, ok := v.own.find(from); ok {
				return MediaFile{v.own, real}, spelling(real, from)
			}
		}
	}
	for _, p := range spellings(target) {
		rest := withoutClimbs(p)
		if !fs.ValidPath(rest) || rest == "." {
			continue
		}
		if f, as, ok := v.named(rest); ok {
			return f, spelling(f.Path, as)
		}
		for _, end := range slices.Compact([]string{rest, path.Base(rest)}) {
			if f, fault, ok := v.byEnd(note, end, end == rest); ok {
				return f, fault
			} else if fault.Hint != "" {
				fault.Message = "there is no such file"
				return MediaFile{}, fault
			}
		}
	}
	if fault.Message == outsideOfVault {
		fault.Hint = "--media-folder names further folders to look into"
	}
	return MediaFile{}, fault
}

const outsideOfVault = "it lies outside of the notes' folder"

// Note finds the note that a link in another note means, as Obsidian does: beside that note, from the vault's root,
// by the end of its path. The ending may be missing, and case doesn't count. An empty target is the note itself.
// fault is as for LookUp.
func (v *Vault) Note(from, target string) (p string, fault markdown.Issue) {
	if target == "" {
		return from, markdown.Issue{}
	}
	v.open()
	target = strings.ReplaceAll(target, "\\", "/")
	names := []string{target + ".md", target + ".markdown"}
	if IsMarkdown(target) {
		names = append([]string{target}, names...)
	}
	for _, name := range names {
		for _, p := range []string{path.Join(path.Dir(from), name), strings.TrimLeft(path.Clean(name), "/")} {
			if fs.ValidPath(p) {
				if real, ok := v.own.find(p); ok {
					return real, markdown.Issue{}
				}
			}
		}
	}
	for _, name := range names {
		end := withoutClimbs(name)
		if !fs.ValidPath(end) {
			continue
		}
		if found := nearest(v.own.endingIn(end), path.Dir(from)); len(found) > 1 {
			return found[0], severalFit(target, found)
		} else if len(found) == 1 {
			return found[0], markdown.Issue{}
		}
	}
	return "", markdown.Issue{Message: "there is no such note"}
}

// named looks for a path that names one of the folders, or the vault itself, and returns the part of the path that
// lies within.
func (v *Vault) named(p string) (f MediaFile, within string, ok bool) {
	for name, rest, more := strings.Cut(p, "/"); more; name, rest, more = strings.Cut(rest, "/") {
		for _, t := range append(slices.Clone(v.folders), v.own) {
			if t.name == "" || FoldName(t.name) != FoldName(name) {
				continue
			}
			if real, ok := t.find(rest); ok {
				return MediaFile{t, real}, rest, true
			}
		}
	}
	return MediaFile{}, "", false
}

// byEnd looks for the files whose paths end so. Of several in the vault it takes the one that Obsidian takes, with a
// warning, if they fit all that was written of the path; else it names them in a hint.
func (v *Vault) byEnd(note, end string, whole bool) (f MediaFile, fault markdown.Issue, ok bool) {
	for i, t := range append([]*tree{v.own}, v.folders...) {
		found := t.endingIn(end)
		if i == 0 {
			found = nearest(found, path.Dir(note))
		}
		switch {
		case len(found) == 0:
			continue
		case len(found) == 1:
			return MediaFile{t, found[0]}, spelling(found[0], end), true
		case whole:
			return MediaFile{t, found[0]}, severalFit(end, found), true
		}
		fault.Hint = "files of that name: " + list(found)
		return MediaFile{}, fault, false
	}
	return MediaFile{}, fault, false
}

// severalFit is the warning that an end of a path fits several files, of which the first is taken.
func severalFit(end string, found []string) markdown.Issue {
	return markdown.Issue{Code: "ambiguous-file", Message: fmt.Sprintf("%q may be %s; the first is taken", end, list(found)),
		Hint: "write more of the path"}
}

// list names files, but not hundreds.
func list(files []string) string {
	const most = 5
	var b strings.Builder
	for i, f := range files[:min(len(files), most)] {
		if i > 0 {
			b.WriteString(", ")
		}
		b.WriteString(strconv.Quote(f))
	}
	if n := len(files) - most; n > 0 {
		fmt.Fprintf(&b, " and %d more", n)
	}
	return b.String()
}

// spelling is the warning that a file's name is spelt otherwise than written, where other systems would not find it;
// none else.
func spelling(real, written string) markdown.Issue {
	real, written = norm.NFC.String(real), norm.NFC.String(path.Clean(written))
	if real == written || strings.HasSuffix(real, "/"+written) {
		return markdown.Issue{}
	}
	return markdown.Issue{Code: "file-case", Message: fmt.Sprintf("%q is spelt %q on disk", written, real[len(real)-min(len(real), len(written)):]),
		Hint: "write it as it is spelt: other systems would not find it"}
}

// spellings are the paths that an address may mean: with its percent signs resolved, as it stands, and without what
// follows "?" or "#".
func spellings(target string) []string {
	all := []string{markdown.Unescape(target), target}
	if i := strings.IndexAny(target, "?#"); i > 0 {
		all = append(all, markdown.Unescape(target[:i]))
	}
	return slices.Compact(all)
}

// withoutClimbs returns a path without the steps upwards and the root that it begins with.
func withoutClimbs(p string) string {
	p = path.Clean(p)
	for {
		rest := strings.TrimPrefix(strings.TrimLeft(p, "/"), "../")
		if rest == p {
			return p
		}
		p = rest
	}
}

// nearest sorts files that a link may mean as Obsidian does (getLinkpathDest of its app.js): those below the folder
// first, then the shorter path, then by name.
func nearest(files []string, dir string) []string {
	below := func(f string) int {
		if dir == "." || strings.HasPrefix(FoldName(f), FoldName(dir)+"/") {
			return 0
		}
		return 1
	}
	return slices.SortedFunc(slices.Values(files), func(a, b string) int {
		return cmp.Or(below(a)-below(b), len(a)-len(b), strings.Compare(a, b))
	})
}
