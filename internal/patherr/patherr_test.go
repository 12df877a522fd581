package patherr_test

import (
	"errors"
	"fmt"
	"io/fs"
	"testing"

	"github.com/examdeck/examdeck/internal/patherr"
)

func TestReason(t *testing.T) {
	err := fmt.Errorf("reading: %w", &fs.PathError{Op: "open", Path: "a.md", Err: fs.ErrNotExist})
	if got := patherr.Reason(err); got != fs.ErrNotExist {
		t.Errorf("%v", got)
	}
	other := errors.New("other")
	if got := patherr.Reason(other); got != other {
		t.Errorf("%v", got)
	}
}
