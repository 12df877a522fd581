package vault

import (
	"cmp"
	"crypto/sha256"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"slices"
	"sync"

	"golang.org/x/text/unicode/norm"

	"github.com/examdeck/examdeck/deck"
	"github.com/examdeck/examdeck/internal/patherr"
)

// MediaStore collects the media of all sources, each file hashed once.
type MediaStore struct {
	sync.Mutex
	found map[MediaFile]*lookedUp
}

// MediaFile is where a file of media lies, as [Vault.LookUp] finds it.
type MediaFile struct {
	tree *tree // the vault's own, or that of one of its folders
	// Path is that from the root of the folder in which it was found.
	Path string
}

// lookedUp is a file that was hashed, or why it could not be.
type lookedUp struct {
	once   sync.Once
	media  deck.Media
	reason string
}

// NewMediaStore returns an empty store.
func NewMediaStore() *MediaStore {
	return &MediaStore{found: map[MediaFile]*lookedUp{}}
}

// List returns the media that questions show, sorted by name. Of equal files it is always the same one.
func (s *MediaStore) List(used map[string]bool) []deck.Media {
	byName := map[string]deck.Media{}
	for _, f := range s.found {
		m := f.media
		if other, ok := byName[m.Name]; used[m.Name] && f.reason == "" && (!ok || m.Path < other.Path) {
			byName[m.Name] = m
		}
	}
	return slices.SortedFunc(maps.Values(byName), func(a, b deck.Media) int { return cmp.Compare(a.Name, b.Name) })
}

// Add hashes a file, unless that was done, and returns the name under which it travels, or the reason why it can't.
func (s *MediaStore) Add(f MediaFile) (name, reason string) {
	s.Lock()
	seen := s.found[f]
	if seen == nil {
		seen = &lookedUp{}
		s.found[f] = seen
	}
	s.Unlock()
	seen.once.Do(func() {
		var err error
		if seen.media, err = hashMedia(f.tree, f.Path); err != nil {
			seen.media.Name, seen.reason = "", fmt.Sprintf("it can't be read: %v", patherr.Reason(err))
		}
	})
	return seen.media.Name, seen.reason
}

// hashMedia returns the media that a file is, which is read through once unless its hash is known.
func hashMedia(t *tree, p string) (deck.Media, error) {
	file, err := t.fs.Open(p)
	if err != nil {
		return deck.Media{}, err
	}
	m, err := hashFile(t, p, file)
	if closed := file.Close(); err == nil {
		err = closed
	}
	m.Name = deck.MediaName(norm.NFC.String(p), m.SHA256) // one name for a file, whatever system copied it
	return m, err
}

func hashFile(t *tree, p string, file fs.File) (deck.Media, error) {
	m := deck.Media{FS: t.fs, Path: p}
	info, err := file.Stat()
	if err != nil {
		return m, err
	}
	if hash, known := t.sums.of(p, info); known {
		m.Size, m.SHA256 = info.Size(), hash
		return m, nil
	}
	hash := sha256.New()
	if m.Size, err = io.Copy(hash, file); err != nil {
		return m, err
	}
	hash.Sum(m.SHA256[:0])
	if m.Size == info.Size() {
		t.sums.learn(p, info, m.SHA256)
	}
	return m, nil
}
