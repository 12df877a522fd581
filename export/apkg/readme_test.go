package apkg_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// TestReadmeLibrary runs the program of the README, and runs it again with the lines for an update: nothing has
// changed then, and what was retired comes back.
func TestReadmeLibrary(t *testing.T) {
	readme, err := os.ReadFile("../../README.md")
	if err != nil {
		t.Fatal(err)
	}
	first, update := goBlock(t, string(readme), 0), goBlock(t, string(readme), 1)
	if n := strings.Count(first, "\n"); n > 14 {
		t.Errorf("the program has %d lines", n)
	}
	again := strings.Replace(first, "\tvar pkg", update+"\tvar pkg", 1)
	again = strings.Replace(again, "(&pkg, nil,", "(&pkg, old,", 1)
	dir := t.TempDir()
	create := buildProgram(t, filepath.Join(dir, "create"), first)
	renew := buildProgram(t, filepath.Join(dir, "renew"), again)
	if err := os.Mkdir(filepath.Join(dir, "notes"), 0o755); err != nil {
		t.Fatal(err)
	}
	const one, other = "Q: What is a heap?\nA: A tree.\n\n", "Q: Who was Euler?\nA: A mathematician.\n\n"
	for _, step := range []struct{ program, note, want string }{
		{create, one + other, "{New:2 Back:0 Changed:0 Unchanged:0 "},
		{renew, one + other, "{New:0 Back:0 Changed:0 Unchanged:2 "},
		{renew, one, "{New:0 Back:0 Changed:0 Unchanged:1 "},
		{renew, one + other, "{New:0 Back:1 Changed:0 Unchanged:1 "},
	} {
		if err := os.WriteFile(filepath.Join(dir, "notes", "exams.md"), []byte(step.note), 0o644); err != nil {
			t.Fatal(err)
		}
		cmd := exec.Command(step.program)
		cmd.Dir = dir
		if out, err := cmd.CombinedOutput(); err != nil || !strings.HasPrefix(string(out), step.want) {
			t.Errorf("%s, %v; want %s", out, err, step.want)
		}
	}
}

// goBlock is a block of Go code in a text, counted from 0.
func goBlock(t *testing.T, text string, n int) string {
	t.Helper()
	blocks := strings.Split(text, "```go\n")
	if len(blocks) < n+2 {
		t.Fatalf("the README has %d blocks of Go code", len(blocks)-1)
	}
	block, _, _ := strings.Cut(blocks[n+1], "```\n")
	return block
}

// buildProgram builds a main function, with the packages that it needs, and gives the name of the program.
func buildProgram(t *testing.T, dir, code string) string {
	t.Helper()
	const head = `package main

import (
	"bytes"
	"fmt"
	"os"
	"time"

	"github.com/examdeck/examdeck/export/apkg"
	"github.com/examdeck/examdeck/parse"
)

func must(err error) {
	if err != nil {
		fmt.Println(err)
		os.Exit(1)
	}
}

`
	if err := os.Mkdir(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	file, program := filepath.Join(dir, "main.go"), filepath.Join(dir, "program")
	if err := os.WriteFile(file, []byte(head+code), 0o644); err != nil {
		t.Fatal(err)
	}
	if out, err := exec.Command("go", "build", "-o", program, file).CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	return program
}
