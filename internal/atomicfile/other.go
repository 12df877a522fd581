//go:build !unix

package atomicfile

import "os"

// tryLock never locks: without locks that end with their process, nothing is ever taken for abandoned.
func tryLock(string) (lock *os.File, locked bool) { return nil, false }

func syncDir(string) error { return nil }
