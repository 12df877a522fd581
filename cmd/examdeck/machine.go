package main

import (
	"errors"
	"io/fs"
	"syscall"

	"github.com/examdeck/examdeck/internal/patherr"
)

// machineError is why a file can't be looked into though nothing may be wrong with it: the disk is full, too many
// files are open, a permission is missing. Nobody should move the file away for that: it may be the one that
// remembers who is who.
type machineError struct {
	err  error
	hint string
}

// Error says what the machine failed at.
func (e *machineError) Error() string { return "it can't be looked into: " + e.err.Error() }

// Unwrap returns what the machine failed at.
func (e *machineError) Unwrap() error { return e.err }

// Hint returns the remedy.
func (e *machineError) Hint() string { return e.hint }

// Where the machine may fail, with the remedy.
const (
	atFile    = "make it readable, and leave it where it is: it may be needed to know the questions again"
	atScratch = "packages are unpacked into the folder for temporary files: make room there, or name another one with TMPDIR"
)

// ofMachine returns the error as one of the machine if the operating system said it; else it is about what the file
// holds. The hint is for what has no remedy of its own.
func ofMachine(err error, hint string) error {
	var number syscall.Errno
	var known *machineError
	if !errors.As(err, &number) || errors.As(err, &known) || number == syscall.EISDIR {
		return err
	}
	switch number {
	case syscall.EMFILE, syscall.ENFILE:
		hint = "too few files may be open at once: ulimit -n raises their number"
	case syscall.EFBIG:
		hint = "files may not be large enough: ulimit -f raises their size"
	}
	return &machineError{err, hint}
}

// isMachine reports whether the machine failed.
func isMachine(err error) bool {
	var machine *machineError
	return errors.As(err, &machine)
}

// openFault is the error of a file that can't be opened.
func openFault(err error) error {
	if errors.Is(err, fs.ErrNotExist) {
		return patherr.Reason(err)
	}
	return ofMachine(patherr.Reason(err), atFile)
}
