package parse_test

import (
	"runtime"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/examdeck/examdeck/deck"
	"github.com/examdeck/examdeck/parse"
)

// wideTable returns a table whose rows hold one cell of many.
func wideTable(columns, rows int) string {
	return strings.Repeat("|a", columns) + "|\n" + strings.Repeat("|-", columns) + "|\n" + strings.Repeat("|x\n", rows) + "\n"
}

// checkBounded reads a source that asks for too much beside an ordinary one, and holds what it takes to most
// megabytes. The ordinary one must be read as ever, and a diagnostic of the code must say where the other was cut.
func checkBounded(t *testing.T, text, code string, most uint64) {
	t.Helper()
	vault := &parse.Vault{FS: fstest.MapFS{"bad.md": {Data: []byte(text)}, "good.md": {Data: []byte("### What is x?\n\nb\n\n### What is y?\n\nc\n")}}}
	sources := []parse.Source{{Vault: vault, Path: "bad.md", Name: "bad.md", Deck: "bad"}, {Vault: vault, Path: "good.md", Name: "good.md", Deck: "good"}}
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	result := parse.Parse(sources, parse.Options{Root: "a", All: true})
	runtime.ReadMemStats(&after)
	if took := (after.TotalAlloc - before.TotalAlloc) >> 20; took > most*poolless {
		t.Errorf("%d kB took %d MB, more than %d", len(text)>>10, took, most)
	}
	if !slices.ContainsFunc(result.Set.Decks, func(d *deck.Deck) bool { return d.Name == "good" && len(d.Questions) == 2 }) {
		t.Error("the other source was not read")
	}
	if !slices.ContainsFunc(result.Diagnostics, func(d deck.Diagnostic) bool { return d.Code == code && d.Pos.File == "bad.md" && d.Pos.Line > 0 }) {
		t.Errorf("there is no %q:\n%s", code, messages(result.Diagnostics))
	}
}

// TestWideTables: cells that short rows lack are not made without end, neither for one table nor for many.
func TestWideTables(t *testing.T) {
	question := "### Question 1\n\n"
	for name, text := range map[string]string{
		"1000x1000":  question + wideTable(1000, 1000),
		"3200x17000": question + wideTable(3200, 17000),
		"many":       question + strings.Repeat(wideTable(500, 300), 100),
		"small":      question + strings.Repeat(wideTable(30, 33), 1000),
		"again":      strings.Repeat("Q: a\nA: b\n\n"+wideTable(500, 300), 100),
		"marked":     strings.Repeat("START\nBasic\na\nBack: b\n\n"+wideTable(500, 300)+"END\n\n", 100),
		"headers":    question + strings.Repeat("|a\n"+strings.Repeat("|-", 1000)+"|\n", 100) + strings.Repeat("|x\n", 1000),
	} {
		t.Run(name, func(t *testing.T) { checkBounded(t, text, "too-long", 300) })
	}
}

// TestDeepSettings: settings in one another take no time and memory beyond their size.
func TestDeepSettings(t *testing.T) {
	const deep = 12000
	for name, settings := range map[string]string{
		"dotted": strings.Repeat("a.", 2*deep) + "a = 1",
		"quoted": strings.Repeat(`"a".`, deep) + "a = 1",
		"header": "x = 1\n[" + strings.Repeat("a.", 2*deep) + "a]",
		"inline": "a = " + strings.Repeat("{a=", deep) + "1" + strings.Repeat("}", deep),
		"mixed":  "a = '''x'''''\nb = \"\\\"\"\nc = " + strings.Repeat("{a.a=", deep/2) + "1" + strings.Repeat("}", deep/2),
		"lists":  "a = " + strings.Repeat("[", 2*deep) + strings.Repeat("]", 2*deep),
	} {
		t.Run(name, func(t *testing.T) {
			checkBounded(t, "+++\n"+settings+"\n+++\n\n### What is z?\n\nd\n", "front-matter", 20)
		})
	}
	for name, settings := range map[string]string{
		"yaml-lists": "a: " + strings.Repeat("[", 2*deep) + strings.Repeat("]", 2*deep),
		"yaml-maps":  "a: " + strings.Repeat("{a: ", deep) + "1" + strings.Repeat("}", deep),
	} {
		t.Run(name, func(t *testing.T) {
			checkBounded(t, "---\n"+settings+"\n---\n\n### What is z?\n\nd\n", "front-matter", 40)
		})
	}
}
