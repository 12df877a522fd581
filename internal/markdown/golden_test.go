package markdown

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"path"
	"path/filepath"
	"sort"
	"strings"
	"testing"

	"github.com/yuin/goldmark/ast"
	"golang.org/x/tools/txtar"

	"github.com/examdeck/examdeck/internal/goldentest"
	"github.com/examdeck/examdeck/internal/mathjax"
)

var update = flag.Bool("update", false, "rewrite what the goldens expect; read the diff")

// folder is a Resolver for tests: every file is there but those with "missing" in their names.
type folder struct{}

func (folder) Media(target string) (name string, fault Issue) {
	target = Unescape(target)
	if strings.Contains(target, "missing") {
		return "", Issue{Message: "no such file"}
	}
	name = strings.Map(func(r rune) rune {
		if r == '.' || r >= '0' && r <= '9' || r >= 'a' && r <= 'z' {
			return r
		}
		return '-'
	}, strings.ToLower(path.Base(target)))
	return name, Issue{}
}

func (folder) Path() string { return "in.md" }

func (folder) Embed(target, fragment string) (*Passage, Issue) {
	return nil, Issue{Message: "no such note"}
}

func (folder) Formula(tex string) (string, error) { return tex, nil }

func (folder) Lint(string, bool) []mathjax.Problem { return nil }

func (folder) Address(string) string { return "" }

// children returns the blocks of a document.
func children(n ast.Node) (list []ast.Node) {
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		list = append(list, c)
	}
	return list
}

// input returns the bytes that a case of a golden stands for: its name may ask for what a text file can't hold.
func input(name string, data []byte) []byte {
	if strings.Contains(name, "crlf") {
		data = bytes.ReplaceAll(data, []byte("\n"), []byte("\r\n"))
	}
	if strings.Contains(name, "bom") {
		data = append([]byte("\xef\xbb\xbf"), data...)
	}
	return data
}

// result renders a source as the goldens show it: HTML, and one line for each issue and for the media.
func result(src []byte) (html, rest string) {
	d, issues := Parse(src)
	f := d.Render(children(d.Root), folder{})
	issues = append(issues, f.Issues...)
	sort.SliceStable(issues, func(i, j int) bool { return issues[i].Offset < issues[j].Offset })
	var b strings.Builder
	keys := make([]string, 0, len(d.Front.Values))
	for k := range d.Front.Values {
		keys = append(keys, k)
	}
	sort.Strings(keys)
	for _, k := range keys {
		fmt.Fprintf(&b, "front matter, line %d: %s = %v\n", d.Front.Lines[k], k, d.Front.Values[k])
	}
	for _, i := range issues {
		line, col := d.Position(i.Offset)
		fmt.Fprintf(&b, "%d:%d: %s: %s\n", line, col, i.Code, i.Message)
		if i.Hint != "" {
			fmt.Fprintf(&b, "  hint: %s\n", i.Hint)
		}
	}
	if len(f.Media) > 0 {
		fmt.Fprintf(&b, "media: %s\n", strings.Join(f.Media, " "))
	}
	if f.Empty {
		b.WriteString("empty\n")
	}
	return f.HTML + "\n", b.String()
}

// goldens returns the archives of testdata. None at all is a mistake.
func goldens(t testing.TB) map[string]*txtar.Archive {
	t.Helper()
	files, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatalf("no goldens found in testdata: %v", err)
	}
	all := map[string]*txtar.Archive{}
	for _, file := range files {
		a, err := txtar.ParseFile(file)
		if err != nil {
			t.Fatal(err)
		}
		all[file] = a
	}
	return all
}

// TestGolden renders every NAME.md of testdata and compares with NAME.html, and with NAME.notes for issues, front
// matter and media.
func TestGolden(t *testing.T) {
	for file, archive := range goldens(t) {
		want := map[string]string{}
		for _, f := range archive.Files {
			want[f.Name] = string(f.Data)
		}
		fresh := &txtar.Archive{Comment: archive.Comment}
		for _, f := range archive.Files {
			name, ok := strings.CutSuffix(f.Name, ".md")
			if !ok {
				continue
			}
			fresh.Files = append(fresh.Files, f)
			t.Run(filepath.Base(file)+"/"+name, func(t *testing.T) {
				html, notes := result(input(name, f.Data))
				fresh.Files = append(fresh.Files, txtar.File{Name: name + ".html", Data: []byte(html)})
				if notes != "" {
					fresh.Files = append(fresh.Files, txtar.File{Name: name + ".notes", Data: []byte(notes)})
				}
				if *update {
					return
				}
				goldentest.Compare(t, file+": "+name+".html", html, want[name+".html"])
				goldentest.Compare(t, file+": "+name+".notes", notes, want[name+".notes"])
			})
		}
		if *update {
			if err := os.WriteFile(file, txtar.Format(fresh), 0o666); err != nil {
				t.Fatal(err)
			}
		}
	}
}
