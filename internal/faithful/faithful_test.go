package faithful

import (
	"flag"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"github.com/examdeck/examdeck/internal/realnotes"
)

var (
	update = flag.Bool("update", false, "record the counts that have fallen")
	show   = flag.String("show", "", "log the findings of the collection or golden with this name")
)

const (
	countsFile = "testdata/counts.txt"
	countsHead = `# How many questions of real notes lose words, show markup or hold words from elsewhere: questions, lost, leak, foreign.
# Below them, the goldens in which one does. No count may rise by more than the questions do, and a thousandth of them; a
# golden that is not listed has none. What fell is recorded by: go test ./internal/faithful -update
# Where a rise is right, as where a golden is about markup that shows, write the number by hand.
# What is counted is told by: go test ./internal/faithful -v -show NAME
`
)

// goldens begins the names of goldens. What they hold from elsewhere is not counted: many are about embeds and keys.
const goldens = "golden/"

// TestCountsDoNotRise holds real notes, and those of the goldens, against their cards.
func TestCountsDoNotRise(t *testing.T) {
	recorded := readCounts(t)
	now := map[string]Counts{}
	for name, vault := range goldenVaults(t) {
		c := count(t, goldens+name, vault)
		if c.Foreign = 0; c.Lost+c.Leak > 0 {
			now[goldens+name] = c
		}
	}
	for _, name := range []string{"corpus", "strangers", "wild", "seed"} {
		t.Run(name, func(t *testing.T) { now[name] = countCollection(t, name) })
	}
	if *update && len(recorded) == 0 {
		recorded = maps.Clone(now)
	}
	for name, c := range now {
		t.Logf("%s: %+v", name, c)
		for _, fault := range rises(recorded[name], c) {
			t.Errorf("%s: %s (see -show)", name, fault)
		}
	}
	if *update {
		record(t, recorded, now)
	}
}

// rises says which counts are more than were recorded, more of the questions too. One card in a thousand may be worse
// where others are better; as the record only falls, such do not add up.
func rises(old, now Counts) (faults []string) {
	for _, c := range []struct {
		name     string
		old, now int
	}{{"lost", old.Lost, now.Lost}, {"leak", old.Leak, now.Leak}, {"foreign", old.Foreign, now.Foreign}} {
		allowed := c.old
		if now.Questions > old.Questions && old.Questions > 0 {
			allowed = (c.old*now.Questions + old.Questions - 1) / old.Questions
		}
		if c.now > allowed+now.Questions/1000 {
			faults = append(faults, fmt.Sprintf("%d of %d questions are %s, recorded %d of %d", c.now, now.Questions, c.name, c.old, old.Questions))
		}
	}
	return faults
}

// countCollection counts what is wrong in the vaults of a collection: its folders, or itself without any.
func countCollection(t *testing.T, name string) (sum Counts) {
	dir := realnotes.Dir(t, name)
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	folders := slices.DeleteFunc(entries, func(e fs.DirEntry) bool { return !e.IsDir() })
	if len(folders) == 0 {
		return count(t, name, os.DirFS(dir))
	}
	for _, e := range folders {
		c := count(t, name+"/"+e.Name(), os.DirFS(filepath.Join(dir, e.Name())))
		sum.Questions, sum.Lost, sum.Leak = sum.Questions+c.Questions, sum.Lost+c.Lost, sum.Leak+c.Leak
		sum.Foreign, sum.Joined = sum.Foreign+c.Foreign, sum.Joined+c.Joined
	}
	return sum
}

// count counts what is wrong in a vault.
func count(t *testing.T, name string, vault fs.FS) (c Counts) {
	t.Helper()
	found, err := Check(vault)
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	for _, f := range found {
		c.Add(f)
		if *show == "" || !strings.HasPrefix(name, *show) {
			continue
		}
		for _, said := range []struct{ kind, text string }{{"lost", f.Lost}, {"foreign", f.Foreign}, {"joined", f.Joined}} {
			if said.text != "" {
				t.Logf("%s/%s: %s: %.160s", name, f.Pos, said.kind, strings.Join(strings.Fields(said.text), " "))
			}
		}
		for _, m := range f.Leaks {
			t.Logf("%s/%s: leak: %s: %.100s", name, f.Pos, m.Kind, m.Text)
		}
	}
	return c
}

// goldenVaults returns the vaults of the parser's goldens by their names.
func goldenVaults(t testing.TB) map[string]fs.FS {
	names, err := filepath.Glob("../../parse/testdata/*.txtar")
	if err != nil || len(names) < 20 {
		t.Fatalf("only %d goldens: %v", len(names), err)
	}
	vaults := map[string]fs.FS{}
	for _, name := range names {
		archive, err := txtar.ParseFile(name)
		if err != nil {
			t.Fatal(err)
		}
		archive.Files = slices.DeleteFunc(archive.Files, func(f txtar.File) bool {
			return slices.Contains([]string{"want", "err", "claims"}, f.Name)
		})
		vault, err := txtar.FS(archive)
		if err != nil {
			t.Fatal(err)
		}
		vaults[strings.TrimSuffix(filepath.Base(name), ".txtar")] = vault
	}
	return vaults
}

// readCounts reads what is recorded.
func readCounts(t *testing.T) map[string]Counts {
	recorded := map[string]Counts{}
	text, err := os.ReadFile(countsFile)
	if err != nil && !*update {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(text)) {
		if strings.HasPrefix(line, "#") || strings.TrimSpace(line) == "" {
			continue
		}
		var name string
		var c Counts
		if _, err := fmt.Sscan(line, &name, &c.Questions, &c.Lost, &c.Leak, &c.Foreign); err != nil {
			t.Fatalf("%s: %q: %v", countsFile, line, err)
		}
		recorded[name] = c
	}
	return recorded
}

// record writes what has fallen. What goldens are not among those recorded has risen.
func record(t *testing.T, recorded, now map[string]Counts) {
	var lines []string
	for name, old := range recorded {
		c, ok := now[name]
		if !ok && strings.HasPrefix(name, goldens) {
			continue // nothing is wrong any more
		}
		if c.Questions == 0 || c.Lost > old.Lost || c.Leak > old.Leak || c.Foreign > old.Foreign {
			c = old
		}
		lines = append(lines, fmt.Sprintf("%s %d %d %d %d\n", name, c.Questions, c.Lost, c.Leak, c.Foreign))
	}
	slices.SortFunc(lines, func(a, b string) int {
		if x, y := strings.HasPrefix(a, goldens), strings.HasPrefix(b, goldens); x != y {
			return map[bool]int{true: 1, false: -1}[x]
		}
		return strings.Compare(a, b)
	})
	if err := os.WriteFile(countsFile, []byte(countsHead+strings.Join(lines, "")), 0o644); err != nil {
		t.Fatal(err)
	}
}
