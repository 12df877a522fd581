package markdown

import (
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"
)

// FuzzRender: whatever bytes a source is made of, its HTML is balanced and holds no control characters.
func FuzzRender(f *testing.F) {
	names, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(names) == 0 {
		f.Fatalf("no seeds: %v", err)
	}
	f.Add([]byte("\u0338"), true) // a stroke that would be joined with the end of its paragraph's tag
	for _, name := range names {
		archive, err := txtar.ParseFile(name)
		if err != nil {
			f.Fatal(err)
		}
		for _, file := range archive.Files {
			f.Add(input(file.Name, file.Data), false)
			f.Add(input(file.Name, file.Data), true)
		}
	}
	f.Fuzz(func(t *testing.T, source []byte, breakLines bool) {
		if len(source) > 1<<16 {
			return
		}
		d, _ := Parse(source)
		d.BreakLines = breakLines
		blocks := children(d.Root)
		checkHTML(t, d.Render(blocks, folder{}).HTML)
		for _, b := range blocks {
			checkHTML(t, d.Render(children(b), folder{}).HTML)
		}
	})
}

// void are the elements that have no end.
var void = []string{"area", "br", "col", "embed", "hr", "img", "input", "source", "track", "wbr"}

// checkHTML fails where the elements of HTML are not closed in the order in which they were opened, or where it holds a
// control character.
func checkHTML(t *testing.T, html string) {
	t.Helper()
	if at := strings.IndexFunc(html, func(r rune) bool { return r < ' ' && r != '\n' && r != '\t' || r == 0x7f }); at >= 0 {
		t.Errorf("a control character at %d of %q", at, html)
	}
	var open []string
	rest := html
	for {
		_, tag, ok := strings.Cut(rest, "<")
		if !ok {
			break
		}
		if tag, rest, ok = strings.Cut(tag, ">"); !ok {
			t.Errorf("a tag without end: %q", html)
			return
		}
		name, isEnd := strings.CutPrefix(tag, "/")
		if end := strings.IndexAny(name, " \n\t/"); end >= 0 {
			name = name[:end]
		}
		switch {
		case slices.Contains(void, name), strings.HasPrefix(name, "!--"):
		case !isEnd:
			open = append(open, name)
		case len(open) == 0 || open[len(open)-1] != name:
			t.Errorf("</%s> closes %q in %q", name, open, html)
			return
		default:
			open = open[:len(open)-1]
		}
	}
	if len(open) > 0 {
		t.Errorf("%q are not closed in %q", open, html)
	}
}
