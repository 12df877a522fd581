package preview

import (
	"bytes"
	"io"
	"io/fs"
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
