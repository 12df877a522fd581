// Package realnotes finds the real notes that some tests read. They belong to other people, so they are no part of
// the project: they lie beside the checkout, in ../shared, on the machines of those who have them.
package realnotes

import (
	"os"
	"path/filepath"
	"testing"
)

// Dir returns the path of a folder of real notes, "corpus" for ../shared/corpus. It skips the test if the folder is
// not there.
func Dir(t testing.TB, name string) string {
	t.Helper()
	root, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	for here := root; ; root = filepath.Dir(root) {
		if _, err := os.Stat(filepath.Join(root, "go.mod")); err == nil {
			dir, err := filepath.Rel(here, filepath.Join(filepath.Dir(root), "shared", name))
			if err != nil {
				t.Fatal(err)
			}
			if _, err := os.Stat(dir); err != nil {
				t.Skipf("SKIPPED: ../shared/%s is not there: real notes, kept beside the checkout; not needed", name)
			}
			return dir
		}
		if root == filepath.Dir(root) {
			t.Fatalf("no go.mod above %s", here)
		}
	}
}
