//go:build unix

package main

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
)

// TestKilledWhileWriting kills an export at moments spread over its run: what lies at the output is the old package or the whole new
// one, and the next export takes what was left behind away.
func TestKilledWhileWriting(t *testing.T) {
	dir := t.TempDir()
	binary := filepath.Join(dir, "examdeck")
	if out, err := exec.Command("go", "build", "-o", binary, ".").CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	t.Setenv("SOURCE_DATE_EPOCH", "1700000000")
	old, big := filepath.Join(dir, "old.md"), filepath.Join(dir, "big.md")
	writeNotes(t, old, 3)
	writeNotes(t, big, 20_000)
	output := filepath.Join(dir, "out.apkg")
	export := func(source string) *exec.Cmd {
		return exec.Command(binary, "export", "-q", source, "--deck", "d", "-o", output)
	}
	whole := func(source string) ([]byte, time.Duration) {
		start := time.Now()
		if out, err := export(source).CombinedOutput(); err != nil {
			t.Fatalf("%v: %s", err, out)
		}
		data, err := os.ReadFile(output)
		if err != nil {
			t.Fatal(err)
		}
		return data, time.Since(start)
	}
	after, took := whole(big)
	before, _ := whole(old)
	signals := []os.Signal{syscall.SIGKILL, syscall.SIGINT, syscall.SIGTERM}
	for i := range 12 {
		cmd := export(big)
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		time.Sleep(took * time.Duration(i+1) / 14)
		_ = cmd.Process.Signal(signals[i%len(signals)]) // it may have ended already
		_ = cmd.Wait()
		got, err := os.ReadFile(output)
		if err != nil {
			t.Fatal(err)
		}
		if bytes.Equal(got, after) {
			whole(old)
		} else if !bytes.Equal(got, before) {
			t.Fatalf("killed with %v after %d/14 of its time, the export left %d bytes that are neither the old package nor the new", signals[i%len(signals)], i+1, len(got))
		}
		if i%len(signals) != 0 {
			checkNothingLeft(t, dir)
		}
	}
	whole(old)
	checkNothingLeft(t, dir)
}

func writeNotes(t *testing.T, name string, n int) {
	t.Helper()
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, "## Question %d\n\nThe answer to question %d is $x_{%d}$.\n\n", i+1, i+1, i)
	}
	if err := os.WriteFile(name, []byte(b.String()), 0o644); err != nil {
		t.Fatal(err)
	}
}

func checkNothingLeft(t *testing.T, dir string) {
	t.Helper()
	left, err := filepath.Glob(filepath.Join(dir, ".*"))
	if err != nil || len(left) > 0 {
		t.Errorf("left behind: %q, %v", left, err)
	}
}
