package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestReadme exports the sample of the README, and finds the deck and the tag that it speaks of.
func TestReadme(t *testing.T) {
	readme, err := os.ReadFile("../../README.md")
	if err != nil {
		t.Fatal(err)
	}
	_, rest, _ := strings.Cut(string(readme), "```markdown\n")
	sample, after, found := strings.Cut(rest, "\n```\n")
	if !found {
		t.Fatal("the README has no sample")
	}
	for _, name := range []string{"algorithms::2025-02-18", "`R`"} {
		if !strings.Contains(after, name) {
			t.Errorf("the README says nothing of %s", name)
		}
	}
	dir := t.TempDir()
	note, out := filepath.Join(dir, "algorithms.md"), filepath.Join(dir, "algorithms.csv")
	if err := os.WriteFile(note, []byte(sample), 0o644); err != nil {
		t.Fatal(err)
	}
	var stdout, stderr bytes.Buffer
	if code := run([]string{"examdeck", "export", note, "-o", out}, &stdout, &stderr); code != exitDone {
		t.Fatalf("exit code %d: %s", code, &stderr)
	}
	text, err := os.ReadFile(out)
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{`,"algorithms::2025-02-18",`, `,"R"` + "\n", `\(T(n) = 2\,T(n/2) + n\)`} {
		if !strings.Contains(string(text), want) {
			t.Errorf("the export lacks %s: %s", want, text)
		}
	}
}
