package mathjaxtest

import (
	"os"
	"path/filepath"
	"testing"
)

// Bundle returns the path of the script that browsers load, es5/tex-chtml-full.js, with the fonts beside it. Without
// MathJax it skips the test, or ends it where CI=true.
func Bundle(t testing.TB) string {
	t.Helper()
	file := filepath.Join(os.Getenv(ModulesVariable), "mathjax-full", "es5", "tex-chtml-full.js")
	if _, err := os.Stat(file); err == nil {
		return file
	}
	const remedy = "; run 'make mathjax' and set " + ModulesVariable + " to .mathjax/node_modules"
	if os.Getenv("CI") == "true" {
		t.Fatalf("the real MathJax is needed, but there is no %s%s", file, remedy)
	}
	t.Skipf("NOT CHECKED with the real MathJax: there is no %s%s", file, remedy)
	return ""
}
