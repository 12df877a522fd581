package realnotes_test

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"github.com/examdeck/examdeck/internal/realnotes"
)

func TestDir(t *testing.T) {
	parent := t.TempDir()
	module := filepath.Join(parent, "checkout")
	below := filepath.Join(module, "parse", "markdown")
	for _, dir := range []string{below, filepath.Join(parent, "shared", "corpus")} {
		if err := os.MkdirAll(dir, 0o755); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.WriteFile(filepath.Join(module, "go.mod"), nil, 0o644); err != nil {
		t.Fatal(err)
	}
	t.Chdir(below)
	if got, want := realnotes.Dir(t, "corpus"), filepath.FromSlash("../../../shared/corpus"); got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	skipped := &skips{TB: t}
	realnotes.Dir(skipped, "missing")
	if skipped.reason == "" {
		t.Error("a test without its notes is not skipped")
	}
}

// skips is a test that notes why it would be skipped, and goes on.
type skips struct {
	testing.TB
	reason string
}

func (s *skips) Skipf(format string, args ...any) { s.reason = fmt.Sprintf(format, args...) }
