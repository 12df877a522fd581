//go:build unix

package atomicfile

import (
	"errors"
	"os"
	"syscall"
)

// tryLock locks a folder until the file it gives is closed, or the process ends. It gives no file where the system or
// the disk has no such locks.
func tryLock(dir string) (lock *os.File, locked bool) {
	f, err := os.Open(dir)
	if err != nil {
		return nil, false
	}
	switch err := syscall.Flock(int(f.Fd()), syscall.LOCK_EX|syscall.LOCK_NB); {
	case err == nil:
		return f, true
	case errors.Is(err, syscall.EWOULDBLOCK):
		return f, false
	}
	_ = f.Close()
	return nil, false
}

// syncDir brings a rename to the disk. Some disks can't do that for folders; the file's own bytes are safe by then.
func syncDir(dir string) error {
	d, err := os.Open(dir)
	if err != nil {
		return nil
	}
	_ = d.Sync()
	return d.Close()
}
