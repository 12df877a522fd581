package parse_test

import (
	"io/fs"
	"os"
	"path"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/examdeck/examdeck/parse"
	"github.com/examdeck/examdeck/parse/vault"
)

// shows parses a question whose answer is a reference, and gives the paths of the media packed and what was said.
func shows(t *testing.T, vault *parse.Vault, note, reference string) (packed, said string) {
	t.Helper()
	vault.FS.(fstest.MapFS)[note] = &fstest.MapFile{Data: []byte("## Question 1\n\n" + reference + "\n")}
	result := parse.Parse([]parse.Source{{Vault: vault, Path: note, Name: note, Deck: "d"}}, parse.Options{Root: "d"})
	var paths []string
	for _, m := range result.Set.Media {
		if _, err := fs.Stat(m.FS, m.Path); err != nil {
			t.Error(err)
		}
		data, _ := fs.ReadFile(m.FS, m.Path)
		paths = append(paths, string(data))
	}
	return strings.Join(paths, " "), messages(result.Diagnostics)
}

// files makes files that hold their own paths.
func files(in string, names ...string) fstest.MapFS {
	m := fstest.MapFS{}
	for _, name := range names {
		m[name] = &fstest.MapFile{Data: []byte(path.Join(in, name))}
	}
	return m
}

func TestMediaFolders(t *testing.T) {
	for _, test := range []struct {
		reference, want, said string
	}{
		{"![](../../../static/img/x.png)", "static:/img/x.png", ""},
		{"![](/static/img/x.png)", "static:/img/x.png", ""},
		{"![](../../../static/IMG/X.png)", "static:/img/x.png", "file-case"},
		{"![](../../static/gone.png)", "", "missing-media"},
		{"![[only.png]]", "shared:/pics/only.png", ""},
		{"![](pics/only.png)", "shared:/pics/only.png", ""},
		{"![[both.png]]", "vault:/a/both.png", ""},
		{"![](../../../course/a/own.png)", "vault:/a/own.png", ""},
		{"![](../../elsewhere/site/inner.png)", "vault:/site/inner.png", ""},
		{"![](../../site/inner.png)", "vault:/site/inner.png", ""},
		{"![[double.png]]", "shared:/1/double.png", "ambiguous-file"},
		{"![](../../../shared/../secret.png)", "", "missing-media"},
		{"![](../../secret.png)", "", "missing-media"},
		{"![](/etc/passwd.png)", "", "missing-media"},
	} {
		vault := &parse.Vault{
			Name: "course",
			FS:   files("vault:", "a/both.png", "a/own.png", "site/inner.png"),
			Folders: []vault.Folder{
				{Name: "static", FS: files("static:", "img/x.png", "both.png")},
				{Name: "shared", FS: fs.FS(files("shared:", "secret.png", "in/pics/only.png", "in/1/double.png", "in/2/double.png")), Path: "in"},
			},
		}
		// Path is a prefix in the folder's FS; what the files say leaves it out.
		for name, file := range vault.Folders[1].FS.(fstest.MapFS) {
			file.Data = []byte(path.Join("shared:", strings.TrimPrefix(name, "in/")))
		}
		got, said := shows(t, vault, "notes/exam.md", test.reference)
		if got != test.want {
			t.Errorf("%s shows %q, want %q\n%s", test.reference, got, test.want, said)
		}
		if !strings.Contains(said, test.said) || test.said == "" && said != "" {
			t.Errorf("%s: said %q, want %q", test.reference, said, test.said)
		}
	}
}

// parseLinked writes files and makes links in the folder vault among them, and parses the note exam.md there.
func parseLinked(t *testing.T, files, links map[string]string) parse.Result {
	t.Helper()
	dir := t.TempDir()
	for name, data := range files {
		if err := os.MkdirAll(path.Join(dir, path.Dir(name)), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path.Join(dir, name), []byte(data), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	for link, to := range links {
		if err := os.Symlink(to, path.Join(dir, "vault", link)); err != nil {
			t.Skipf("SKIPPED: %v", err)
		}
	}
	root, err := os.OpenRoot(path.Join(dir, "vault"))
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = root.Close() }()
	source := parse.Source{Vault: &parse.Vault{FS: root.FS()}, Path: "exam.md", Name: "exam.md", Deck: "d"}
	return parse.Parse([]parse.Source{source}, parse.Options{Root: "d"})
}

// TestMediaStayInside: links that lead out of the vault are not followed, links within it are.
func TestMediaStayInside(t *testing.T) {
	result := parseLinked(t, map[string]string{"secret.png": "secret", "vault/in.png": "in",
		"vault/exam.md": "## Question 1\n\n![](out.png) ![](link.png) ![](dir/secret.png) ![](../secret.png) ![[secret.png]]\n"},
		map[string]string{"out.png": "../secret.png", "link.png": "in.png", "dir": ".."})
	if len(result.Set.Media) != 1 || result.Set.Media[0].Path != "link.png" {
		t.Errorf("packed are %v, want only link.png", result.Set.Media)
	}
	if n := strings.Count(messages(result.Diagnostics), "missing-media"); n != 4 {
		t.Errorf("%d references are missing, want 4:\n%s", n, messages(result.Diagnostics))
	}
}
