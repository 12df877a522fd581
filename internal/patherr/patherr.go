// Package patherr says why a file could not be had, for messages that name it already.
package patherr

import (
	"errors"
	"io/fs"
)

// Reason returns the reason alone of a file error, without operation and path; another error as it is.
func Reason(err error) error {
	var pathErr *fs.PathError
	if errors.As(err, &pathErr) {
		return pathErr.Err
	}
	return err
}
