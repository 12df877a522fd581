package atomicfile_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/examdeck/examdeck/internal/atomicfile"
)

// listing is what a folder holds, hidden files too.
func listing(t *testing.T, dir string) string {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, e := range entries {
		names = append(names, e.Name())
	}
	return strings.Join(names, " ")
}

func open(t *testing.T, target string) *atomicfile.Workplace {
	t.Helper()
	w, err := atomicfile.Open(target)
	if err != nil {
		t.Fatal(err)
	}
	return w
}

func create(t *testing.T, w *atomicfile.Workplace, content string) *os.File {
	t.Helper()
	f, err := w.Create("out")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := f.WriteString(content); err != nil {
		t.Fatal(err)
	}
	return f
}

func content(t *testing.T, name string) string {
	t.Helper()
	b, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

func TestPublishReplacesAndKeepsPermissions(t *testing.T) {
	target := filepath.Join(t.TempDir(), "a.txt")
	if err := os.WriteFile(target, []byte("old"), 0o640); err != nil {
		t.Fatal(err)
	}
	w := open(t, target)
	f := create(t, w, "new")
	if got := content(t, target); got != "old" {
		t.Errorf("before it is published the target says %q", got)
	}
	if err := w.Publish(f, target); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	if got := content(t, target); got != "new" {
		t.Errorf("the target says %q", got)
	}
	if info, err := os.Stat(target); err != nil || info.Mode().Perm() != 0o640 {
		t.Errorf("the target has mode %v (%v), want 0640", info.Mode(), err)
	}
	if got := listing(t, filepath.Dir(target)); got != "a.txt" {
		t.Errorf("left behind: %s", got)
	}
}

func TestCloseWithoutPublishKeepsTheOldFile(t *testing.T) {
	target := filepath.Join(t.TempDir(), "a.txt")
	if err := os.WriteFile(target, []byte("old"), 0o644); err != nil {
		t.Fatal(err)
	}
	w := open(t, target)
	f := create(t, w, "half of the n")
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	if got, list := content(t, target), listing(t, filepath.Dir(target)); got != "old" || list != "a.txt" {
		t.Errorf("the target says %q in a folder of %s", got, list)
	}
}

func TestOpenSweepsWhatIsAbandonedOnly(t *testing.T) {
	dir := t.TempDir()
	target := filepath.Join(dir, "a.txt")
	busy := open(t, target)
	stale := filepath.Join(dir, ".a.txt.123.examdeck-tmp")
	others := []string{".a.txt.b.123.examdeck-tmp", ".b.txt.123.examdeck-tmp", "a.txt.123.examdeck-tmp"}
	for _, name := range append(others, filepath.Base(stale)) {
		if err := os.Mkdir(filepath.Join(dir, name), 0o755); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.WriteFile(filepath.Join(stale, "out"), []byte("half"), 0o644); err != nil {
		t.Fatal(err)
	}
	second := open(t, target)
	if _, err := os.Stat(stale); !os.IsNotExist(err) {
		t.Errorf("the abandoned folder is still there: %v", err)
	}
	for _, name := range others {
		if _, err := os.Stat(filepath.Join(dir, name)); err != nil {
			t.Errorf("another file's folder is gone: %v", err)
		}
	}
	f := create(t, busy, "x") // fails if it was swept away
	if err := busy.Publish(f, target); err != nil {
		t.Error(err)
	}
	for _, w := range []*atomicfile.Workplace{busy, second} {
		if err := w.Close(); err != nil {
			t.Error(err)
		}
	}
}

func TestOpenInNoFolder(t *testing.T) {
	if _, err := atomicfile.Open(filepath.Join(t.TempDir(), "none", "a.txt")); !os.IsNotExist(err) {
		t.Errorf("error %v, want one that says there is no such folder", err)
	}
}

func TestLongNames(t *testing.T) {
	target := filepath.Join(t.TempDir(), strings.Repeat("ü", 120)+".txt")
	w := open(t, target)
	if err := w.Publish(create(t, w, "x"), target); err != nil {
		t.Error(err)
	}
	if err := w.Close(); err != nil {
		t.Error(err)
	}
}

func TestPublishInFollowsNoLinkOut(t *testing.T) {
	dir, outside := t.TempDir(), t.TempDir()
	root, err := os.OpenRoot(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer root.Close()
	if err := os.Symlink(outside, filepath.Join(dir, "out")); err != nil {
		t.Skip(err)
	}
	w := open(t, filepath.Join(dir, "a.txt"))
	f := create(t, w, "new")
	if err := w.PublishIn(root, f, filepath.Join("out", "a.txt")); err == nil {
		t.Error("a link out of the folder is followed")
	}
	if got := listing(t, outside); got != "" {
		t.Errorf("outside of the folder is %s", got)
	}
	if err := w.Remove(f); err != nil {
		t.Fatal(err)
	}
	if err := w.PublishIn(root, create(t, w, "new"), "a.txt"); err != nil {
		t.Error(err)
	}
	if err := w.Close(); err != nil {
		t.Error(err)
	}
	if got := content(t, filepath.Join(dir, "a.txt")); got != "new" {
		t.Errorf("the target says %q", got)
	}
}
