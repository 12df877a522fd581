package parse_test

import (
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"github.com/examdeck/examdeck/parse"
)

// TestLedger reads testdata/ledger/*.txtar: files of a vault, then "want", what became of each of their lines.
func TestLedger(t *testing.T) {
	names, err := filepath.Glob("testdata/ledger/*.txtar")
	if err != nil || len(names) == 0 {
		t.Fatalf("no goldens: %v", err)
	}
	for _, name := range names {
		t.Run(strings.TrimSuffix(filepath.Base(name), ".txtar"), func(t *testing.T) {
			archive, err := txtar.ParseFile(name)
			if err != nil {
				t.Fatal(err)
			}
			vault, err := txtar.FS(withoutResults(archive))
			if err != nil {
				t.Fatal(err)
			}
			result := parse.Parse(sourcesIn(t, vault), parse.Options{Root: "vault", Ledger: true})
			compare(t, name, archive, ledgerText(result), messages(result.Diagnostics), "")
		})
	}
}

// ledgerText has a line for each entry: its place, what became of it, and why.
func ledgerText(result parse.Result) string {
	var b strings.Builder
	for _, e := range result.Ledger {
		place := fmt.Sprintf("%v–%d", e.Pos, e.LastLine)
		about := e.Reason
		if e.Question != nil {
			about = strings.TrimSpace(fmt.Sprintf("%q %s", strings.Join(strings.Fields(e.Question.Label+" "+e.Question.Prompt), " "), e.Reason))
		}
		fmt.Fprintf(&b, "%s %s: %s\n", place, e.Use, about)
		for _, left := range e.Left {
			fmt.Fprintf(&b, "\t%v %s: %s\n", left.Pos, left.Use, left.Reason)
		}
	}
	for _, name := range result.Bare {
		fmt.Fprintf(&b, "no question in %s\n", name)
	}
	for _, name := range result.Drafts {
		fmt.Fprintf(&b, "draft: %s\n", name)
	}
	return b.String()
}
