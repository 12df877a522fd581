package vault

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"io/fs"
	"sync"
	"time"
)

// Sums remembers the hashes of a folder's media from one run to the next, so that a file that has not changed since
// is not read for its hash. A file has not changed if its size and time are the same. Sums are a help that may be
// lost: they never get into a set.
type Sums struct {
	now     time.Time
	mutex   sync.Mutex
	known   map[string]sum // by path, as they were read
	used    map[string]sum // those that were asked for
	changed bool
}

// sum is what is remembered of one file: its size in bytes, its time in ns since 1970, and its hash.
type sum struct {
	Size   int64  `json:"size"`
	Time   int64  `json:"time"`
	SHA256 string `json:"sha256"`
}

// sumsFile is how sums are kept.
type sumsFile struct {
	Format int            `json:"format"`
	Files  map[string]sum `json:"files"`
}

const sumsFormat = 1

// settles is how old a file has to be for its time to tell one content from the next: some disks count in steps of
// two seconds.
const settles = 3 * time.Second

// NewSums are sums that know nothing yet. now is the time on the clock.
func NewSums(now time.Time) *Sums {
	return &Sums{now: now, known: map[string]sum{}, used: map[string]sum{}}
}

// ReadSums reads what [Sums.Write] wrote. It fails for anything else.
func ReadSums(r io.Reader, now time.Time) (*Sums, error) {
	var file sumsFile
	if err := json.NewDecoder(io.LimitReader(r, 256<<20)).Decode(&file); err != nil {
		return nil, fmt.Errorf("reading sums: %w", err)
	}
	if file.Format != sumsFormat {
		return nil, fmt.Errorf("reading sums: format %d is not known", file.Format)
	}
	s := NewSums(now)
	if file.Files != nil {
		s.known = file.Files
	}
	return s, nil
}

// Write writes the sums of the files that were asked for.
func (s *Sums) Write(w io.Writer) error {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	return json.NewEncoder(w).Encode(sumsFile{sumsFormat, s.used})
}

// Changed reports whether there is anything new to write.
func (s *Sums) Changed() bool {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	return s.changed || len(s.used) != len(s.known)
}

// of returns the hash of a file that has not changed.
func (s *Sums) of(p string, info fs.FileInfo) (hash [sha256.Size]byte, ok bool) {
	if s == nil {
		return hash, false
	}
	s.mutex.Lock()
	defer s.mutex.Unlock()
	k, known := s.known[p]
	raw, err := hex.DecodeString(k.SHA256)
	if !known || err != nil || len(raw) != len(hash) || k.Size != info.Size() || k.Time != info.ModTime().UnixNano() {
		return hash, false
	}
	s.used[p] = k
	return [sha256.Size]byte(raw), true
}

// learn remembers the hash of a file that was read through; info is from before that.
func (s *Sums) learn(p string, info fs.FileInfo, hash [sha256.Size]byte) {
	if s == nil || s.now.Sub(info.ModTime()) < settles {
		return
	}
	s.mutex.Lock()
	defer s.mutex.Unlock()
	s.used[p] = sum{info.Size(), info.ModTime().UnixNano(), hex.EncodeToString(hash[:])}
	s.changed = true
}
