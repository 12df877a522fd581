//go:build unix

package main

import (
	"bytes"
	"encoding/hex"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
)

// TestKilledWhileWriting kills an export at moments spread over its run: what lies at the output is the old package
// or the whole new one, and the next export takes what was left behind away.
func TestKilledWhileWriting(t *testing.T) {
	dir := t.TempDir()
	binary := buildCommand(t)
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
	_, took := whole(big)
	stale, _ := whole(old)
	signals := []os.Signal{syscall.SIGKILL, syscall.SIGINT, syscall.SIGTERM}
	for i := range 12 {
		before := hidden(t, dir)
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
		if !bytes.Equal(got, stale) {
			if !isWhole(output, 20_000) {
				t.Fatalf("killed with %v after %d/14 of its time, the export left %d bytes that are neither the old package nor the new", signals[i%len(signals)], i+1, len(got))
			}
			stale, _ = whole(old)
		}
		if now := hidden(t, dir); i%len(signals) != 0 && len(now) > len(before) {
			t.Errorf("ended with %v, the export left %q", signals[i%len(signals)], now)
		}
	}
	whole(old)
	checkNothingLeft(t, dir)
}

// buildCommand returns the command as a file that can be run, and killed.
func buildCommand(t *testing.T) string {
	t.Helper()
	binary := filepath.Join(t.TempDir(), "examdeck")
	build := exec.Command("go", "build", "-o", binary, ".")
	build.Env = append(os.Environ(), "XDG_CACHE_HOME=") // see TestMain
	if out, err := build.CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	return binary
}

// TestKilledAtRandom kills or interrupts exports of a whole vault at a hundred moments, each of which would write
// every package anew: all packages are whole every time, and the next export that ends takes away what was left
// behind.
func TestKilledAtRandom(t *testing.T) {
	dir := t.TempDir()
	vault, out := filepath.Join(dir, "vault"), filepath.Join(dir, "out")
	random := rand.New(rand.NewPCG(7, 7))
	binary := buildCommand(t)
	write := func(version int) {
		for i := range 12 {
			picture := make([]byte, 100_000)
			for k := range picture {
				picture[k] = byte(random.Uint32())
			}
			name := filepath.Join(vault, fmt.Sprint("exam ", i))
			text := fmt.Sprintf("## Question 0\n\nVersion %d. ![](<exam %d.png>)\n\n", version, i)
			for q := range 100 {
				text += fmt.Sprintf("## Question %d\n\nThe answer of version %d is $x_{%d}$.\n\n", q+1, version, q)
			}
			if err := errors.Join(os.WriteFile(name+".png", picture, 0o644), os.WriteFile(name+".md", []byte(text), 0o644)); err != nil {
				t.Fatal(err)
			}
		}
	}
	if err := os.Mkdir(vault, 0o755); err != nil {
		t.Fatal(err)
	}
	export := func() *exec.Cmd { return exec.Command(binary, "export", "-q", vault, "--split", "exam", "-o", out) }
	var took time.Duration
	full := func(version int) {
		write(version)
		start := time.Now()
		if output, err := export().CombinedOutput(); err != nil {
			t.Fatalf("%v: %s", err, output)
		}
		took = time.Since(start)
		checkNothingLeft(t, out)
	}
	full(0)
	full(1)
	cut := 0
	for version := range 134 { // a hundred of them killed
		write(version + 2)
		signal, before := os.Signal(syscall.SIGKILL), hidden(t, out)
		if version%4 == 3 {
			signal = os.Interrupt // Ctrl+C takes along what is unfinished
		}
		cmd := export()
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		time.Sleep(time.Duration(random.Float64() * float64(took)))
		_ = cmd.Process.Signal(signal) // it may have ended already
		if cmd.Wait() != nil {
			cut++
		}
		checkWhole(t, out, 12)
		if now := hidden(t, out); signal == os.Interrupt && len(now) > len(before) {
			t.Errorf("interrupted, the export left %q", now)
		}
	}
	if cut < 30 {
		t.Errorf("only %d exports were killed before they ended", cut)
	}
	full(1000)
	checkWhole(t, out, 12)
}

// checkWhole reads every package in a folder, and each picture in it.
func checkWhole(t *testing.T, dir string, n int) {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(dir, "*.apkg"))
	if err != nil || len(files) != n {
		t.Fatalf("%d packages, %v; want %d", len(files), err, n)
	}
	for _, file := range files {
		pkg, err := readOwn(file)
		if err != nil {
			t.Fatalf("%s: %v", file, err)
		}
		if len(pkg.Notes) != 101 || len(pkg.Media) != 1 {
			t.Fatalf("%s: %d notes, %d pictures", file, len(pkg.Notes), len(pkg.Media))
		}
		for _, m := range pkg.Media {
			if sum, err := pkg.Sum(m); err != nil || !strings.Contains(m.Name, hex.EncodeToString(sum[:6])) {
				t.Fatalf("%s: %s has the hash %x, %v", file, m.Name, sum, err)
			}
		}
		if err := pkg.file.Close(); err != nil {
			t.Fatal(err)
		}
	}
}

// isWhole reports whether a package can be read with all that it remembers, and holds that many notes.
func isWhole(name string, notes int) bool {
	pkg, err := readPackage(name)
	if err != nil {
		return false
	}
	defer pkg.file.Close()
	_, err = pkg.Baseline()
	return err == nil && len(pkg.Notes) == notes
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
	if left := hidden(t, dir); len(left) > 0 {
		t.Errorf("left behind: %q", left)
	}
}

// hidden returns the names of the hidden files and folders in a folder.
func hidden(t *testing.T, dir string) []string {
	t.Helper()
	names, err := filepath.Glob(filepath.Join(dir, ".*"))
	if err != nil {
		t.Fatal(err)
	}
	return names
}
