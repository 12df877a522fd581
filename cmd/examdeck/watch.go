package main

import (
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"sync"
	"time"
)

// watch remembers what was read of folders, so that it can be told when any of it is something else: sources,
// configuration, pictures, notes that others embed, and the folders in which was looked for them.
type watch struct {
	mutex sync.Mutex
	// seen are what was read, by name on disk.
	seen map[string]stamp
}

// stamp is what changes of a file when it is written to; zero where there is none.
type stamp struct {
	size    int64
	changed time.Time
}

func newWatch() *watch { return &watch{seen: map[string]stamp{}} }

// over returns the files below a folder, and remembers what is read of them.
func (w *watch) over(root *os.Root) fs.FS { return watchedFS{w, root.FS(), root.Name()} }

// note remembers a file as it is now, unless it was read before: it may have changed since.
func (w *watch) note(name string) {
	now := stampOf(name)
	w.mutex.Lock()
	defer w.mutex.Unlock()
	if _, known := w.seen[name]; !known {
		w.seen[name] = now
	}
}

// now returns what was read as it is now.
func (w *watch) now() map[string]stamp {
	w.mutex.Lock()
	defer w.mutex.Unlock()
	stamps := make(map[string]stamp, len(w.seen))
	for name := range w.seen {
		stamps[name] = stampOf(name)
	}
	return stamps
}

// changed reports whether anything is no longer as it was read.
func (w *watch) changed() bool {
	now := w.now()
	w.mutex.Lock()
	defer w.mutex.Unlock()
	return !maps.Equal(w.seen, now)
}

func stampOf(name string) stamp {
	info, err := os.Stat(name)
	if err != nil {
		return stamp{}
	}
	return stamp{info.Size(), info.ModTime()}
}

// watchedFS is a folder of which is remembered what is read.
type watchedFS struct {
	watch *watch
	fs    fs.FS
	dir   string
}

func (f watchedFS) note(name string) { f.watch.note(filepath.Join(f.dir, filepath.FromSlash(name))) }

// Open opens a file or a folder.
func (f watchedFS) Open(name string) (fs.File, error) {
	f.note(name)
	return f.fs.Open(name)
}

// Stat describes a file or a folder.
func (f watchedFS) Stat(name string) (fs.FileInfo, error) {
	f.note(name)
	return fs.Stat(f.fs, name)
}

// ReadDir lists a folder.
func (f watchedFS) ReadDir(name string) ([]fs.DirEntry, error) {
	f.note(name)
	return fs.ReadDir(f.fs, name)
}
