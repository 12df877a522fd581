// Package atomicfile puts files in their place as a whole or not at all.
//
// [Open] makes a workplace: a hidden folder beside the file that is to be written. Files made in there come to their
// place by a rename, so that whoever looks sees the old file or the new one. The workplace goes with
// [Workplace.Close]. What a killed process left behind is removed by the next [Open] for the same file, and [Abandon]
// is for a process that has to end at once.
package atomicfile

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
)

// suffix marks the folders that may be removed when nobody works in them.
const suffix = ".examdeck-tmp"

// attempts is how often a workplace is made anew that another process took for an abandoned one, before it was locked.
const attempts = 10

// working holds the workplaces of this process. Whoever changes something on disk that [Abandon] undoes holds the lock.
var working = struct {
	sync.Mutex
	places map[*Workplace]bool
}{places: map[*Workplace]bool{}}

// Workplace is a hidden folder in which files are written before they are put in their place. Its methods may be called
// by several goroutines.
type Workplace struct {
	dir  string
	lock *os.File
}

// Open makes the workplace for a file: a folder called ".NAME.*.examdeck-tmp" beside it, locked for as long as the
// process lives. It removes those of the same name that nobody holds a lock on.
func Open(target string) (*Workplace, error) {
	working.Lock()
	defer working.Unlock()
	parent, name := filepath.Split(target)
	if parent == "" {
		parent = "."
	}
	prefix := "." + shortened(name) + "."
	sweep(parent, prefix)
	for range attempts {
		w, err := create(parent, prefix)
		if err != nil {
			return nil, err
		}
		if w != nil {
			working.places[w] = true
			return w, nil
		}
	}
	return nil, fmt.Errorf("no temporary folder could be made in %q", parent)
}

// shortened keeps the folder's name within what file systems allow, whatever the file is called.
func shortened(name string) string {
	const limit = 100
	if len(name) <= limit {
		return name
	}
	return strings.ToValidUTF8(name[:limit], "")
}

// create makes and locks a folder. It gives nil where another process has swept it away before the lock was had: the
// lock counts only if the folder is still there, since whoever removes one holds its lock.
func create(parent, prefix string) (*Workplace, error) {
	dir, err := os.MkdirTemp(parent, prefix+"*"+suffix)
	if err != nil {
		return nil, err
	}
	lock, locked := tryLock(dir)
	if lock == nil { // no locks on this system or disk: nobody can sweep either
		return &Workplace{dir: dir}, nil
	}
	held, heldErr := lock.Stat()
	there, thereErr := os.Stat(dir)
	if !locked || heldErr != nil || thereErr != nil || !os.SameFile(held, there) {
		return nil, lock.Close()
	}
	return &Workplace{dir: dir, lock: lock}, nil
}

// sweep removes what killed processes left. It does what it can: a folder that can't be removed harms nobody.
func sweep(parent, prefix string) {
	entries, err := os.ReadDir(parent)
	if err != nil {
		return
	}
	for _, e := range entries {
		if !e.IsDir() || !strings.HasPrefix(e.Name(), prefix) || !strings.HasSuffix(e.Name(), suffix) {
			continue
		}
		// The random part has no dot; with one, the folder is that of a file whose name goes on.
		if strings.Contains(strings.TrimSuffix(e.Name()[len(prefix):], suffix), ".") {
			continue
		}
		dir := filepath.Join(parent, e.Name())
		lock, locked := tryLock(dir)
		if locked {
			_ = os.RemoveAll(dir)
		}
		if lock != nil {
			_ = lock.Close()
		}
	}
}

// Create makes an empty file in the workplace, open for reading and writing. The caller closes it.
func (w *Workplace) Create(name string) (*os.File, error) {
	working.Lock()
	defer working.Unlock()
	return os.OpenFile(filepath.Join(w.dir, name), os.O_RDWR|os.O_CREATE|os.O_EXCL, 0o666)
}

// Remove removes a file that [Workplace.Create] made and that is no longer needed.
func (w *Workplace) Remove(f *os.File) error { return os.Remove(f.Name()) }

// Publish closes a file that [Workplace.Create] made, once its bytes are on the disk, and renames it to the target,
// whose permissions it takes over where there is one already. On an error the target is what it was.
func (w *Workplace) Publish(f *os.File, target string) error {
	old, _ := os.Stat(target)
	return finish(f, old, func() error {
		if err := os.Rename(f.Name(), target); err != nil {
			return err
		}
		return syncDir(filepath.Dir(target))
	})
}

// PublishIn does so for a target in an open folder, that in which the workplace lies, and follows no link out of it.
func (w *Workplace) PublishIn(root *os.Root, f *os.File, target string) error {
	old, _ := root.Lstat(target)
	return finish(f, old, func() error {
		if err := root.Rename(filepath.Join(filepath.Base(w.dir), filepath.Base(f.Name())), target); err != nil {
			return err
		}
		return syncDir(filepath.Join(root.Name(), filepath.Dir(target)))
	})
}

// finish closes a file once its bytes are on the disk, and renames it. It gets the permissions of the old one, which
// may be nil.
func finish(f *os.File, old os.FileInfo, rename func() error) error {
	if old != nil {
		if err := f.Chmod(old.Mode().Perm()); err != nil {
			return errors.Join(err, f.Close())
		}
	}
	if err := f.Sync(); err != nil {
		return errors.Join(err, f.Close())
	}
	if err := f.Close(); err != nil {
		return err
	}
	working.Lock()
	defer working.Unlock()
	return rename()
}

// Close removes the workplace and all that is in it.
func (w *Workplace) Close() error {
	working.Lock()
	defer working.Unlock()
	delete(working.places, w)
	return w.remove()
}

func (w *Workplace) remove() error {
	err := os.RemoveAll(w.dir)
	if w.lock != nil {
		err = errors.Join(err, w.lock.Close())
	}
	return err
}

// Abandon removes every workplace of the process, which has to end then: all that would make, publish or close one waits
// forever.
func Abandon() {
	working.Lock()
	for w := range working.places {
		_ = w.remove()
	}
}
