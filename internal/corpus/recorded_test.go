package main

import (
	"errors"
	"flag"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/examdeck/examdeck/internal/realnotes"
)

var update = flag.Bool("update", false, "record the figures that have risen; those that have fallen stay as they are recorded")

// recordFile holds what was reached: numbers alone, nothing of the notes.
const recordFile = "testdata/figures.txt"

const recordHead = `# What the parser makes of real notes (see CONTRIBUTING.md), one line a source. A test fails when a figure gets worse.
# What got better is recorded by: go test ./internal/corpus -update
# It never records what got worse. Where that is right, as when five new cards are wrong and a hundred right, write the number by hand.
`

// column is a figure that is recorded.
type column struct {
	name string
	of   func(*figures) int
	// better is the direction in which the figure improves; 0 for what the notes say, and for what also falls when
	// fewer wrong cards are made.
	better int
	// notes says that the figure depends on the notes alone.
	notes bool
}

var columns = []column{
	{"pairs", func(f *figures) int { return f.Wanted }, 0, true},
	{"right", func(f *figures) int { return f.Found }, +1, false},
	{"cards", func(f *figures) int { return f.Cards }, 0, false},
	{"wrong", func(f *figures) int { return f.False }, -1, false},
	{"choices", func(f *figures) int { return f.Choices }, 0, true},
	{"exact", func(f *figures) int { return f.Right }, +1, false},
	{"wrong-keys", func(f *figures) int { return f.WrongKeys }, -1, false},
	{"formulas", func(f *figures) int { return f.Intact }, 0, false},
	{"damaged", func(f *figures) int { return f.Formulas - f.Intact }, -1, false},
	{"pictures", func(f *figures) int { return f.Shown }, 0, false},
	{"lost", func(f *figures) int { return f.Pictures - f.Shown }, -1, false},
	{"crashes", func(f *figures) int { return f.Crashes }, -1, false},
}

// record holds the figures of each source, in the order of the columns.
type record map[string][]int

// TestFiguresDoNotFall measures the real notes beside the checkout: what was reached is not to be lost.
func TestFiguresDoNotFall(t *testing.T) {
	var dir string
	for _, c := range collections {
		dir = filepath.Dir(realnotes.Dir(t, c.name))
	}
	all, err := measureAll(dir, "")
	if err != nil {
		t.Fatal(err)
	}
	recorded := record{}
	text, err := os.ReadFile(recordFile)
	if err == nil {
		recorded, err = parseRecord(string(text))
	}
	if err != nil && !(*update && errors.Is(err, fs.ErrNotExist)) {
		t.Fatal(err)
	}
	now := recordOf(all)
	kept, falls, rises := compareRecords(recorded, now)
	for _, fall := range falls {
		t.Error(fall)
	}
	if *update {
		if err := os.WriteFile(recordFile, []byte(kept.format()), 0o644); err != nil {
			t.Fatal(err)
		}
	} else if len(rises) > 0 {
		t.Logf("better than recorded; `go test ./internal/corpus -update` records it:\n\t%s", strings.Join(rises, "\n\t"))
	}
	if len(falls) > 0 {
		t.Log("`go run ./internal/corpus -v -source NAME` lists what is missed and what is wrong")
	}
}

func recordOf(all []*report) record {
	r := record{}
	for _, rep := range all {
		for _, f := range rep.Sources {
			for _, c := range columns {
				name := rep.Collection + "/" + f.Source
				r[name] = append(r[name], c.of(f))
			}
		}
	}
	return r
}

// compareRecords returns the better of what was recorded and what is measured now, and describes what fell and what
// rose. Where the notes are others than those of which the figures were recorded, all figures are those of now.
func compareRecords(recorded, now record) (better record, falls, rises []string) {
	better = maps.Clone(now)
	for _, name := range slices.Sorted(maps.Keys(now)) {
		old, ok := recorded[name]
		if !ok {
			rises = append(rises, name+": new")
			continue
		}
		better[name] = slices.Clone(now[name])
		same := true
		for i, c := range columns {
			if c.notes && old[i] != now[name][i] {
				same = false
				rises = append(rises, fmt.Sprintf("%s: the notes have changed: %d %s, recorded %d", name, now[name][i], c.name, old[i]))
			}
		}
		for i, c := range columns {
			said := fmt.Sprintf("%s: %s %d, recorded %d", name, c.name, now[name][i], old[i])
			switch change := (now[name][i] - old[i]) * c.better; {
			case !same:
			case change < 0:
				falls = append(falls, said)
				better[name][i] = old[i]
			case change > 0:
				rises = append(rises, said)
			}
		}
	}
	for name := range recorded {
		if now[name] == nil {
			rises = append(rises, name+": gone")
		}
	}
	return better, falls, rises
}

// format writes a record as a table, each collection headed by its sum.
func (r record) format() string {
	width := 0
	sums := record{}
	for name, numbers := range r {
		width = max(width, len(name))
		collection, _, _ := strings.Cut(name, "/")
		if sums[collection] == nil {
			sums[collection] = make([]int, len(columns))
		}
		for i, n := range numbers {
			sums[collection][i] += n
		}
	}
	var b strings.Builder
	b.WriteString(recordHead)
	line := func(name string, cell func(i int) string) {
		fmt.Fprintf(&b, "%-*s", width, name)
		for i, c := range columns {
			fmt.Fprintf(&b, " %*s", max(len(c.name), 5), cell(i))
		}
		b.WriteByte('\n')
	}
	line("# source", func(i int) string { return columns[i].name })
	for _, collection := range slices.Sorted(maps.Keys(sums)) {
		line("# all of "+collection, func(i int) string { return strconv.Itoa(sums[collection][i]) })
	}
	for _, name := range slices.Sorted(maps.Keys(r)) {
		line(name, func(i int) string { return strconv.Itoa(r[name][i]) })
	}
	return b.String()
}

// parseRecord reads what format wrote. The error names the line that it can't read.
func parseRecord(text string) (record, error) {
	r := record{}
	for line := range strings.Lines(text) {
		cells := strings.Fields(line)
		if len(cells) == 0 || cells[0] == "#" {
			continue
		}
		if len(cells) != len(columns)+1 {
			return nil, fmt.Errorf("%s: %d numbers, not %d, in %q", recordFile, len(cells)-1, len(columns), line)
		}
		for _, cell := range cells[1:] {
			n, err := strconv.Atoi(cell)
			if err != nil {
				return nil, fmt.Errorf("%s: %w in %q", recordFile, err, line)
			}
			r[cells[0]] = append(r[cells[0]], n)
		}
	}
	return r, nil
}

func TestRecordRefusesFalls(t *testing.T) {
	//              pairs right cards wrong choices exact wrong-keys formulas damaged pictures lost crashes
	recorded := record{
		"a/same":    {10, 8, 9, 1, 2, 2, 0, 3, 0, 1, 0, 0},
		"a/mixed":   {10, 8, 9, 1, 2, 2, 0, 3, 0, 1, 0, 0},
		"a/changed": {10, 8, 9, 1, 2, 2, 0, 3, 0, 1, 0, 0},
	}
	now := record{
		"a/same":    {10, 8, 9, 1, 2, 2, 0, 3, 0, 1, 0, 0},
		"a/mixed":   {10, 9, 12, 3, 2, 1, 0, 3, 0, 1, 0, 0},
		"a/changed": {7, 6, 6, 0, 2, 2, 0, 3, 0, 1, 0, 0},
		"a/new":     {7, 0, 6, 6, 0, 0, 0, 0, 0, 0, 0, 1},
	}
	better, falls, rises := compareRecords(recorded, now)
	if want := []string{"a/mixed: wrong 3, recorded 1", "a/mixed: exact 1, recorded 2"}; !slices.Equal(falls, want) {
		t.Errorf("falls %q, want %q", falls, want)
	}
	if want := []string{"a/changed: the notes have changed: 7 pairs, recorded 10", "a/mixed: right 9, recorded 8", "a/new: new"}; !slices.Equal(rises, want) {
		t.Errorf("rises %q, want %q", rises, want)
	}
	if want := []int{10, 9, 12, 1, 2, 2, 0, 3, 0, 1, 0, 0}; !slices.Equal(better["a/mixed"], want) {
		t.Errorf("kept %v, want %v", better["a/mixed"], want)
	}
	again, err := parseRecord(better.format())
	if err != nil || !maps.EqualFunc(again, better, slices.Equal) {
		t.Errorf("%v: read %v, written %v", err, again, better)
	}
	if _, err := parseRecord("a/x 1 2 3\n"); err == nil || !strings.Contains(err.Error(), "a/x") {
		t.Errorf("error %v, want one that quotes the line", err)
	}
}
