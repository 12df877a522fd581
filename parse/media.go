package parse

import (
	"cmp"
	"crypto/sha256"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"
	"sync"

	"github.com/examdeck/examdeck/deck"
)

// mediaTypes are the endings of the files that may travel in a package: what Anki's players and web view show.
var mediaTypes = wordSet(`.png .jpg .jpeg .gif .webp .avif .svg .bmp .ico
	.mp3 .ogg .oga .opus .wav .m4a .flac .aac .mp4 .m4v .webm .ogv .mov .mkv`)

// mediaStore collects the media of all sources, each file hashed once.
type mediaStore struct {
	sync.Mutex
	found map[mediaFile]*lookedUp
}

type mediaFile struct {
	vault *Vault
	path  string
}

// lookedUp is a file that was hashed, or why it could not be.
type lookedUp struct {
	once   sync.Once
	media  deck.Media
	reason string
}

func newMediaStore() *mediaStore {
	return &mediaStore{found: map[mediaFile]*lookedUp{}}
}

// list gives the media that questions show, sorted by name. Of equal files it is always the same one.
func (s *mediaStore) list(used map[string]bool) []deck.Media {
	byName := map[string]deck.Media{}
	for _, f := range s.found {
		m := f.media
		if other, ok := byName[m.Name]; used[m.Name] && f.reason == "" && (!ok || m.Path < other.Path) {
			byName[m.Name] = m
		}
	}
	return slices.SortedFunc(maps.Values(byName), func(a, b deck.Media) int { return cmp.Compare(a.Name, b.Name) })
}

// resolver finds the media of one source. It implements markdown.Resolver.
type resolver struct {
	store  *mediaStore
	source Source
}

// Media gives the name under which the file that target means travels, or the reason why it can't be had. The target is
// looked for beside the source, then from the vault's root, then by its base name alone if only one file has it, as Obsidian does.
func (r resolver) Media(target string) (name, reason string, ok bool) {
	target = strings.TrimSpace(strings.ReplaceAll(target, "\\", "/"))
	if !mediaTypes[strings.ToLower(path.Ext(target))] {
		return "", "it is no picture, sound or video", false
	}
	reason = "there is no such file"
	for _, p := range []string{path.Join(path.Dir(r.source.Path), target), path.Clean(strings.TrimLeft(target, "/"))} {
		if !fs.ValidPath(p) {
			reason = "it lies outside of the notes' folder"
			continue
		}
		if info, err := fs.Stat(r.source.Vault.FS, p); err == nil && info.Mode().IsRegular() {
			return r.store.add(r.source.Vault, p)
		}
	}
	if p := r.source.Vault.only(path.Base(target)); p != "" {
		return r.store.add(r.source.Vault, p)
	}
	return "", reason, false
}

// maxLooked is how many names of a vault are looked through for media: the folder in which a note happens to lie may be a
// whole disk.
const maxLooked = 300_000

// only gives the only file of the vault with that base name; empty where none or several have it.
func (v *Vault) only(base string) string {
	v.index.Do(func() {
		v.byName = map[string][]string{}
		looked := 0
		// What can't be read is not there: the picture is then reported as missing.
		_ = fs.WalkDir(v.FS, ".", func(p string, d fs.DirEntry, err error) error {
			if err != nil {
				return fs.SkipDir
			}
			if looked++; looked > maxLooked {
				return fs.SkipAll
			}
			if d.IsDir() && p != "." && (strings.HasPrefix(d.Name(), ".") || slices.Contains(skipped, d.Name())) {
				return fs.SkipDir
			}
			if d.Type().IsRegular() && mediaTypes[strings.ToLower(path.Ext(p))] {
				v.byName[strings.ToLower(d.Name())] = append(v.byName[strings.ToLower(d.Name())], p)
			}
			return nil
		})
	})
	if paths := v.byName[strings.ToLower(base)]; len(paths) == 1 {
		return paths[0]
	}
	return ""
}

// add hashes a file, unless that was done, and gives the name under which it travels.
func (s *mediaStore) add(vault *Vault, p string) (name, reason string, ok bool) {
	key := mediaFile{vault, p}
	s.Lock()
	seen := s.found[key]
	if seen == nil {
		seen = &lookedUp{}
		s.found[key] = seen
	}
	s.Unlock()
	seen.once.Do(func() {
		var err error
		if seen.media, err = hashMedia(vault.FS, p); err != nil {
			seen.reason = fmt.Sprintf("it can't be read: %v", plainError(err))
		}
	})
	return seen.media.Name, seen.reason, seen.reason == ""
}

// hashMedia reads a file through once.
func hashMedia(vault fs.FS, p string) (deck.Media, error) {
	file, err := vault.Open(p)
	if err != nil {
		return deck.Media{}, err
	}
	hash := sha256.New()
	size, err := io.Copy(hash, file)
	if closed := file.Close(); err == nil {
		err = closed
	}
	m := deck.Media{FS: vault, Path: p, Size: size}
	hash.Sum(m.SHA256[:0])
	m.Name = deck.MediaName(p, m.SHA256)
	return m, err
}
