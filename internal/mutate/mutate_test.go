package main

import (
	"bytes"
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
)

func TestMutantsOf(t *testing.T) {
	for source, want := range map[string][]string{
		"func f() { if ok { } }":                 {"ok → !(ok)"},
		"func f() { if a == b { } }":             {"a == b → a != b"},
		"func f() { if a && b { } }":             {"a && b → !(a && b)", "a && b → a || b"},
		"func f() { for a < 5 { } }":             {"a < 5 → a <= 5", "a < 5 → a < 4"},
		"func f() { for 5 < a { } }":             {"5 < a → 6 < a", "5 < a → 5 <= a"},
		"func f() { for a >= 0 { } }":            {"a >= 0 → a > 0", "a >= 0 → a >= -1"},
		"var x = a != 2":                         {"a != 2 → a == 2", "a != 2 → a != 1", "a != 2 → a != 3"},
		"func f() { switch { case a: case b: }}": {"a → !(a)", "b → !(b)"},
		"func f() { switch x { case a: } }":      nil,
		"const a, b = 3, 0x10":                   {"3 → 2", "3 → 4", "0x10 → 15", "0x10 → 17"},
		"const ( a = 1 + iota; b )":              nil,
		"const a = 16 << 20":                     nil,
		"var a = 1":                              nil,
		"const a = \"1\" + `2`":                  nil,
	} {
		found, err := mutantsOf("p", "x.go", "x.go", []byte("package p\n\n"+source+"\n"))
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, m := range found {
			got = append(got, m.before+" → "+m.after)
		}
		if !slices.Equal(got, want) {
			t.Errorf("%s: got %q, want %q", source, got, want)
		}
	}
}

func TestChoiceIsFixed(t *testing.T) {
	var all []mutant
	for i := range 50 {
		all = append(all, mutant{from: i})
	}
	if first, again := choose(all, 7), choose(all, 7); !slices.Equal(first, again) || slices.Equal(first, choose(all, 8)) || slices.Equal(first, all) {
		t.Error("a seed does not settle the choice, or all give the same")
	}
}

// tiny are the options for the module in testdata.
func tiny(count int, only string) options {
	return options{dir: "testdata/tiny", packages: []string{"./..."}, tests: "./...", count: count, atOnce: 2, only: only, grace: 2 * time.Second}
}

func TestTinyModule(t *testing.T) {
	list := filepath.Join(t.TempDir(), "survivors.txt")
	var out bytes.Buffer
	ok, err := run(t.Context(), &out, tiny(100, ""), list, false)
	if err != nil {
		t.Fatal(err)
	}
	if ok {
		t.Error("so many survivors are few enough")
	}
	// Of 11 mutants one does not compile. What nobody holds is the lower edge.
	want := "tiny.go:19:9: words >= minWords → words > minWords\ntiny.go:6:13: 1 → 0\ntiny.go:6:13: 1 → 2\n"
	survivors, err := os.ReadFile(list)
	if got := strings.Join(slices.Sorted(strings.Lines(string(survivors))), ""); err != nil || got != want {
		t.Errorf("%v: survivors are\n%s\nwant\n%s\nof\n%s", err, got, want, &out)
	}
	for _, said := range []string{"endless  tiny.go:24:6: n > 0 → n >= 0", "caught   tiny.go:5:13: 3 → 2",
		"10 mutants: 7 caught, 1 of them by the clock; 3 survive, 30.0 %", "1 more did not compile", "(bar: 12 %)"} {
		if !strings.Contains(out.String(), said) {
			t.Errorf("%q is missing in\n%s", said, &out)
		}
	}
}

func TestOnlyOneLine(t *testing.T) {
	var out bytes.Buffer
	ok, err := run(t.Context(), &out, tiny(0, "tiny.go:16"), "", false)
	if err != nil || !ok {
		t.Errorf("%v, %v: %s", ok, err, &out)
	}
	if !strings.Contains(out.String(), "2 mutants: 2 caught") || !strings.Contains(out.String(), "--- FAIL: TestFits") {
		t.Errorf("got %s", &out)
	}
	if _, err := run(t.Context(), &out, tiny(0, "tiny.go:1"), "", false); err == nil {
		t.Error("no error for a line without a condition")
	}
}

func TestSites(t *testing.T) {
	var out bytes.Buffer
	if ok, err := run(t.Context(), &out, tiny(1, ""), "", true); err != nil || !ok || strings.Count(out.String(), "\n") != 11 {
		t.Errorf("%v, %v: %s", ok, err, &out)
	}
}

// TestInterrupted: what was found before is told, and nothing is left behind.
func TestInterrupted(t *testing.T) {
	temp := t.TempDir()
	t.Setenv("TMPDIR", temp)
	ctx, cancel := context.WithCancel(t.Context())
	var out bytes.Buffer
	stop := writerFunc(func(p []byte) (int, error) { cancel(); return out.Write(p) })
	if _, err := run(ctx, stop, tiny(100, ""), "", false); !errors.Is(err, context.Canceled) || !strings.Contains(out.String(), "mutants:") {
		t.Errorf("%v: %s", err, &out)
	}
	if left, err := os.ReadDir(temp); err != nil || slices.ContainsFunc(left, func(e os.DirEntry) bool { return strings.HasPrefix(e.Name(), "mutate") }) {
		t.Errorf("%v: left %v", err, left)
	}
}

type writerFunc func(p []byte) (int, error)

func (f writerFunc) Write(p []byte) (int, error) { return f(p) }

// TestFailingTests: mutants say nothing where tests fail without them.
func TestFailingTests(t *testing.T) {
	dir := t.TempDir()
	if err := os.CopyFS(dir, os.DirFS("testdata/tiny")); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "bad_test.go"), []byte("package tiny\n\nimport \"testing\"\n\nfunc TestBad(t *testing.T) { t.Error(\"bad\") }\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	o := tiny(1, "")
	o.dir = dir
	if _, err := run(t.Context(), &bytes.Buffer{}, o, "", false); err == nil || !strings.Contains(err.Error(), "TestBad") {
		t.Errorf("error %v, want one that names the test", err)
	}
}
