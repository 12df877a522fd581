// Package mathjaxtest asks the real MathJax, set up as Anki does it, what it makes of formulas, for tests.
//
// [Ask] and [Table] start Node with the module mathjax-full; without them a test is skipped, with the reason, or
// fails where CI=true.
package mathjaxtest

import (
	"bytes"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"testing"
)

// ModulesVariable is the environment variable that names the folder node_modules with mathjax-full in it.
const ModulesVariable = "EXAMDECK_MATHJAX"

// Formula is what MathJax is asked about.
type Formula struct {
	// TeX stands between \( and \), or \[ and \].
	TeX     string `json:"tex"`
	Display bool   `json:"display"`
	// Macros are MathJax's option of that name; nil for none.
	Macros map[string]any `json:"macros,omitempty"`
	// MML asks for the tree that MathJax makes.
	MML bool `json:"mml,omitempty"`
	// HTML asks for what a browser gets.
	HTML bool `json:"html,omitempty"`
}

// Verdicts that MathJax can give.
const (
	Fine  = "fine"  // typeset
	Red   = "red"   // typeset, but commands that it doesn't know are shown in red
	Error = "error" // shown as a box with the TeX in it
	Raw   = "raw"   // not seen as a formula, or with another end
	Load  = "load"  // a file is asked for that isn't there
)

// Verdict is what MathJax makes of a formula.
type Verdict struct {
	Verdict string   `json:"verdict"`
	Message string   `json:"message"` // of an error
	Red     []string `json:"red"`     // the commands shown in red
	Lines   int      `json:"lines"`   // ends of lines that make no new line
	MML     string   `json:"mml"`     // the tree, in a form for comparing
	HTML    string   `json:"html"`    // what a browser gets
}

// find looks once for Node and MathJax: the folder of the modules, or why there is none.
var find = sync.OnceValues(func() (modules, reason string) {
	if modules = os.Getenv(ModulesVariable); modules == "" {
		return "", ModulesVariable + " is not set"
	}
	if _, err := exec.LookPath("node"); err != nil {
		return "", err.Error()
	}
	if _, err := os.Stat(filepath.Join(modules, "mathjax-full", "package.json")); err != nil {
		return "", err.Error()
	}
	return modules, ""
})

// Ask returns MathJax's verdict on each formula. Without MathJax it skips the test, or ends it where CI=true.
func Ask(t testing.TB, formulas []Formula) []Verdict {
	t.Helper()
	var in bytes.Buffer
	enc := json.NewEncoder(&in)
	for _, f := range formulas {
		f.TeX = strings.ToValidUTF8(f.TeX, "\uFFFD")
		if err := enc.Encode(f); err != nil {
			t.Fatal(err)
		}
	}
	out := run(t, "verdict.js", &in)
	dec := json.NewDecoder(bytes.NewReader(out))
	verdicts := make([]Verdict, len(formulas))
	for i := range verdicts {
		if err := dec.Decode(&verdicts[i]); err != nil {
			t.Fatalf("verdict %d of %d: %v", i+1, len(formulas), err)
		}
	}
	return verdicts
}

// Table returns what the real MathJax knows, as internal/mathjaxtest/table.js prints it. Without MathJax it does as
// [Ask].
func Table(t testing.TB) string {
	t.Helper()
	return string(run(t, "table.js", &bytes.Buffer{}))
}

// run runs a script beside this file in Node and gives what it prints.
func run(t testing.TB, script string, in *bytes.Buffer) []byte {
	t.Helper()
	modules, reason := find()
	if modules == "" {
		const remedy = "; run 'make mathjax' and set " + ModulesVariable + " to .mathjax/node_modules"
		if os.Getenv("CI") == "true" {
			t.Fatalf("the real MathJax is needed, but %s%s", reason, remedy)
		}
		t.Skipf("NOT CHECKED against the real MathJax: %s%s", reason, remedy)
	}
	_, here, _, _ := runtime.Caller(0)
	cmd := exec.Command("node", filepath.Join(filepath.Dir(here), script))
	cmd.Env = append(os.Environ(), "NODE_PATH="+modules)
	cmd.Stdin = in
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("%s: %v\n%s", script, err, stderr.Bytes())
	}
	return out
}
