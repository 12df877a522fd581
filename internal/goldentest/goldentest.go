// Package goldentest compares what a test got with a golden, and shows a diff where they differ.
package goldentest

import (
	"testing"

	"github.com/rogpeppe/go-internal/diff"
)

// Compare fails the test unless got is want. It shows the lines that differ, under the name of the golden.
func Compare(t testing.TB, name, got, want string) {
	t.Helper()
	if got != want {
		t.Errorf("%s differs; -update rewrites goldens\n%s", name, diff.Diff("want", []byte(want), "got", []byte(got)))
	}
}
