// Package ankitest asks the real Anki what it makes of packages and text files, for tests.
//
// [Python] finds a Python that has Anki's library; without one a test is skipped, with the reason, or fails where
// CI=true. [Import] imports files into a collection and reports what Anki says: counts, problems, every note as a
// learner has it and both sides of every card. [Export] has Anki write a package of its own. A [Collection] lives on
// between calls, so that a second import shows what an update does.
package ankitest

import (
	"bytes"
	_ "embed"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"sync"
	"testing"
)

// PythonVariable is the environment variable that may name a Python with the module anki.
const PythonVariable = "EXAMDECK_ANKI_PYTHON"

//go:embed anki.py
var script string

// findPython looks for a Python once for all tests: its path, or why there is none.
var findPython = sync.OnceValues(func() (path, reason string) { return pythonWith("anki.collection") })

// findGenanki looks for one that has the library genanki as well.
var findGenanki = sync.OnceValues(func() (path, reason string) { return pythonWith("anki.collection, genanki") })

// pythonWith returns the path of a Python that has the modules, or why there is none.
func pythonWith(modules string) (path, reason string) {
	name := os.Getenv(PythonVariable)
	if name == "" {
		name = "python3"
	}
	path, err := exec.LookPath(name)
	if err != nil {
		return "", err.Error()
	}
	if out, err := exec.Command(path, "-c", "import "+modules).CombinedOutput(); err != nil {
		return "", path + " can't import " + modules + ": " + string(lastLine(out))
	}
	return path, ""
}

func lastLine(out []byte) []byte {
	out = bytes.TrimSpace(out)
	return out[bytes.LastIndexByte(out, '\n')+1:]
}

// Python returns the path of a Python with the module anki. Without one it skips the test, or ends it where CI=true.
func Python(t testing.TB) string {
	t.Helper()
	path, reason := findPython()
	return needed(t, path, reason, "pip install anki")
}

// Genanki runs statements of Python that make packages with the library genanki
// (https://github.com/kerrickstaley/genanki), and gives the folder in which they run. Where there is no genanki it
// skips the test, or ends it where CI=true.
func Genanki(t testing.TB, statements string) (dir string) {
	t.Helper()
	path, reason := findGenanki()
	cmd := exec.Command(needed(t, path, reason, "pip install anki genanki"), "-c", "import genanki\n"+statements)
	cmd.Dir = t.TempDir()
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("genanki: %v\n%s", err, out)
	}
	return cmd.Dir
}

// needed returns the path of a Python, or ends the test where there is none.
func needed(t testing.TB, path, reason, install string) string {
	t.Helper()
	if path != "" {
		return path
	}
	remedy := "; set " + PythonVariable + " to a Python where '" + install + "' has been run"
	if os.Getenv("CI") == "true" {
		t.Fatalf("the real Anki is needed, but %s%s", reason, remedy)
	}
	t.Skipf("NOT CHECKED against the real Anki: %s%s", reason, remedy)
	return ""
}

// Collection is a learner's collection in a folder of the test.
type Collection struct {
	t   testing.TB
	dir string
}

// New makes an empty collection.
func New(t testing.TB) *Collection {
	t.Helper()
	Python(t)
	return &Collection{t: t, dir: t.TempDir()}
}

// Import imports packages (.apkg) and text files (.csv, .tsv, .txt) into an empty collection, in this order.
func Import(t testing.TB, files ...string) *Result {
	t.Helper()
	return New(t).Import(files...)
}

// Import imports packages and text files, in this order, and looks at the collection. Without files it only looks.
// Anki's Check Database comes last.
func (c *Collection) Import(files ...string) *Result {
	c.t.Helper()
	result := &Result{}
	c.run(result, append([]string{"import"}, absolute(c.t, files)...)...)
	return result
}

// Merge does so with the options by which a learner gets rid of conflicts: note types are merged, and notes always
// updated.
func (c *Collection) Merge(files ...string) *Result {
	c.t.Helper()
	result := &Result{}
	c.run(result, append([]string{"merge"}, absolute(c.t, files)...)...)
	return result
}

// Change runs statements of Python on the collection, which is called col, as a learner's doing: editing, reviewing,
// renaming.
func (c *Collection) Change(statements string) {
	c.t.Helper()
	c.run(nil, "change", statements)
}

// Formats are the containers that [Collection.Export] can write.
var Formats = []string{"legacy", "latest"}

// Export has Anki write all of the collection as a package, in one of the [Formats].
func (c *Collection) Export(file, format string) {
	c.t.Helper()
	c.run(nil, append([]string{"export", format}, absolute(c.t, []string{file})...)...)
}

func absolute(t testing.TB, files []string) []string {
	t.Helper()
	var paths []string
	for _, f := range files {
		path, err := filepath.Abs(f)
		if err != nil {
			t.Fatal(err)
		}
		paths = append(paths, path)
	}
	return paths
}

// run runs the script, whose answer is JSON.
func (c *Collection) run(answer any, args ...string) {
	c.t.Helper()
	cmd := exec.Command(Python(c.t), append([]string{"-c", script, filepath.Join(c.dir, "collection.anki2")}, args...)...)
	var stdout, stderr bytes.Buffer
	cmd.Stdout, cmd.Stderr = &stdout, &stderr
	if err := cmd.Run(); err != nil {
		c.t.Fatalf("anki %s: %v\n%s", args[0], err, &stderr)
	}
	if answer == nil {
		return
	}
	if err := json.Unmarshal(stdout.Bytes(), answer); err != nil {
		c.t.Fatalf("anki %s: %v in %.500q", args[0], err, &stdout)
	}
}
