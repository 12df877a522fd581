package preview

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"io"
	"io/fs"
	"path"
	"regexp"
	"strings"
)

// File is one of the files of a page.
type File struct {
	// Name is its path from the page's folder, with slashes.
	Name string
	// Data are its bytes, unless FS and Path say where they are.
	Data []byte
	FS   fs.FS
	Path string
}

// Open opens the file for reading.
func (f File) Open() (io.ReadCloser, error) {
	if f.FS != nil {
		return f.FS.Open(f.Path)
	}
	return inMemory{bytes.NewReader(f.Data)}, nil
}

// inMemory is an open file whose bytes are in memory.
type inMemory struct{ *bytes.Reader }

// Close does nothing.
func (inMemory) Close() error { return nil }

// contentName is a name that follows the content: the last group is the beginning of its hash.
var contentName = regexp.MustCompile(`^` + Folder + `/[a-z0-9][a-z0-9-]*-([0-9a-f]{12})\.[a-z0-9]+$`)

// CanHold reports whether a page can have a file of this name with content of this hash.
func CanHold(name string, sum [sha256.Size]byte) bool {
	if !fs.ValidPath(name) {
		return false
	}
	if name == Index || strings.HasPrefix(name, path.Join(Folder, mathJaxFolder)+"/") {
		return true
	}
	parts := contentName.FindStringSubmatch(name)
	return parts != nil && parts[1] == hex.EncodeToString(sum[:6])
}
