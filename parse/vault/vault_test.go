package vault

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"
	"time"
)

// folder is a folder of empty files.
func folder(names ...string) fstest.MapFS {
	files := fstest.MapFS{}
	for _, name := range names {
		files[name] = &fstest.MapFile{}
	}
	return files
}

// TestLookUp: media are found beside the note, from the root, by a folder's name, by the end of the path, by their name.
func TestLookUp(t *testing.T) {
	v := &Vault{
		Name: "notes",
		FS: folder("a/n.md", "a/tree.png", "img/leaf.png", "img/Root.png", "b/one.png", "c/one.png", "a/one.png", "b/deep/two.png",
			"c/deep/two.png", "a b.png", ".hidden/three.png", "node_modules/four.png", "five.txt", "a/five.txt", "pic%41.png", "B/x.png", "b/X.png",
			"q.png", "many/1/m.png", "many/2/m.png", "many/3/m.png", "many/4/m.png", "many/5/m.png", "many/6/m.png"),
		Folders: []Folder{
			{Name: "static", FS: folder("site/static/far.png", "site/static/one.png"), Path: "site/static"},
			{Name: "", FS: folder("unnamed.png", "x/y.png")},
			{Name: "gone", FS: fstest.MapFS{}, Path: "../x"},
		},
	}
	tests := []struct{ target, want string }{
		{"tree.png", "a/tree.png||"},
		{"../img/leaf.png", "img/leaf.png||"},
		{"img/leaf.png", "img/leaf.png||"},
		{"/img/leaf.png", "img/leaf.png||"},
		{`..\img\leaf.png`, "img/leaf.png||"},
		{"img/root.png", "img/Root.png|file-case|\"img/root.png\" is spelt \"img/Root.png\" on disk"},
		{"leaf.png", "img/leaf.png||"},
		{"x/../../img/leaf.png", "img/leaf.png||"},
		{"a%20b.png", "a b.png||"},
		{"pic%41.png", "pic%41.png||"},
		{"q.png?raw=true", "q.png||"},
		{"q.png#x", "q.png||"},
		{"#x", "||there is no such file"},
		{"?x", "||there is no such file"},
		{"../../notes/img/leaf.png", "img/leaf.png||"},
		{"../../static/far.png", "static: far.png||"},
		{"../../static/one.png", "static: one.png||"},
		{"../../notes/one.png", "||there is no such file: files of that name: \"a/one.png\", \"b/one.png\", \"c/one.png\""},
		{"../../STATIC/far.png", "static: far.png||"},
		{"../../other/far.png", "static: far.png||"},
		{"deep/two.png", "b/deep/two.png|ambiguous-file|\"deep/two.png\" may be \"b/deep/two.png\", \"c/deep/two.png\"; the first is taken"},
		{"elsewhere/one.png", "||there is no such file: files of that name: \"a/one.png\", \"b/one.png\", \"c/one.png\""},
		{"m.png", "many/1/m.png|ambiguous-file|\"m.png\" may be \"many/1/m.png\", \"many/2/m.png\", \"many/3/m.png\", " +
			"\"many/4/m.png\", \"many/5/m.png\" and 1 more; the first is taken"},
		{"y.png", "static?: x/y.png||"},
		{"three.png", "||there is no such file"},
		{"four.png", "||there is no such file"},
		{"six/five.txt", "||there is no such file"},
		{"five.txt", "a/five.txt||"},
		{"img", "||there is no such file"},
		{"..", "||it lies outside of the notes' folder: --media-folder names further folders to look into"},
		{"../..", "||it lies outside of the notes' folder: --media-folder names further folders to look into"},
		{"../../../secret.png", "||it lies outside of the notes' folder: --media-folder names further folders to look into"},
	}
	for _, tt := range tests {
		f, fault := v.LookUp("a/n.md", tt.target)
		got := f.Path + "|" + fault.Code + "|" + fault.Message
		switch {
		case f.Path != "" && fault.Code == "":
			got = f.Path + "||" // what it says is not meant
			if !v.Owns(f) {
				got = map[bool]string{true: "static: ", false: "static?: "}[f.tree.name == "static"] + got
			}
		case f.Path == "" && fault.Hint != "":
			got += ": " + fault.Hint
		}
		if got != tt.want {
			t.Errorf("%q: %s, want %s", tt.target, got, tt.want)
		}
	}
	if v.Owns(MediaFile{}) || (&Vault{}).Owns(MediaFile{}) {
		t.Error("no file is the vault's own")
	}
}

// TestLookUpIgnoresCase: of names that differ in case alone the one as written is taken, else the first.
func TestLookUpIgnoresCase(t *testing.T) {
	v := &Vault{FS: folder("n.md", "Tree.png", "tree.PNG")}
	for target, want := range map[string]string{"tree.PNG": "tree.PNG", "Tree.png": "Tree.png", "TREE.png": "Tree.png"} {
		if f, _ := v.LookUp("n.md", target); f.Path != want {
			t.Errorf("%q: %q, want %q", target, f.Path, want)
		}
	}
}

func TestNote(t *testing.T) {
	v := &Vault{FS: folder("a/n.md", "a/b.md", "b.md", "c/d/deep.markdown", "c/e.md", "d/e.md", "f.md.md", "x/f.md", ".git/g.md")}
	for target, want := range map[string]string{
		"": "a/n.md|", "b": "a/b.md|", "b.md": "a/b.md|", "../b": "b.md|", "B": "a/b.md|", "deep": "c/d/deep.markdown|", "d/deep": "c/d/deep.markdown|",
		"e": "c/e.md|ambiguous-file", "d/e": "d/e.md|", "f.md": "f.md.md|", "gone": "|", "g": "|", "../../b": "a/b.md|ambiguous-file", `..\b`: "b.md|",
		"..": "|", "../..": "|",
	} {
		p, fault := v.Note("a/n.md", target)
		if got := p + "|" + fault.Code; got != want {
			t.Errorf("%q: %s, want %s", target, got, want)
		}
		if p == "" && fault.Message != "there is no such note" {
			t.Errorf("%q: %q", target, fault.Message)
		}
	}
}

func TestReadSource(t *testing.T) {
	most := strings.Repeat("x", maxSource)
	tests := []struct{ text, want string }{
		{"", ""},
		{"text ü\n", ""},
		{most, ""},
		{most + "x", "too-large 0:0 the source is larger than 16 MB"},
		{"\xff\xfea", "not-utf8 0:0 the source is UTF-16 text, not UTF-8"},
		{"\xfe\xffa", "not-utf8 0:0 the source is UTF-16 text, not UTF-8"},
		{"\x00a", "binary 0:0 the source is no text: it holds a NUL byte"},
		{"a\nbc\xffd", "not-utf8 2:3 the byte 0xff is not UTF-8"},
		{"\xffa", "not-utf8 1:1 the byte 0xff is not UTF-8"},
		{"a\ufffdb", ""},
	}
	for _, tt := range tests {
		v := &Vault{FS: fstest.MapFS{"a.md": {Data: []byte(tt.text)}}}
		text, fault := ReadSource(Source{Vault: v, Path: "a.md", Name: "a.md"})
		got := ""
		if fault != nil {
			got = fmt.Sprintf("%s %d:%d %s", fault.Code, fault.Pos.Line, fault.Pos.Col, fault.Message)
		}
		if got != tt.want || got == "" && string(text.Markdown) != tt.text {
			t.Errorf("%.10q: %s, want %s", tt.text, got, tt.want)
		}
	}
	if _, fault := ReadSource(Source{Vault: &Vault{FS: fstest.MapFS{}}, Path: "a.md"}); fault == nil || fault.Code != "unreadable" {
		t.Errorf("a missing source: %v", fault)
	}
}

// TestFindFiles: what is excluded, what is a link, and what is no file.
func TestFindFiles(t *testing.T) {
	files := folder("a.md", "old/b.md", "x/old.md", ".dot/c.md", "vendor/d.md")
	files["link.md"] = &fstest.MapFile{Data: []byte("a.md"), Mode: fs.ModeSymlink}
	files["dangling.md"] = &fstest.MapFile{Data: []byte("gone.md"), Mode: fs.ModeSymlink}
	files["folder.md"] = &fstest.MapFile{Data: []byte("old"), Mode: fs.ModeSymlink}
	files["pipe.md"] = &fstest.MapFile{Mode: fs.ModeNamedPipe}
	for _, tt := range []struct {
		dir     string
		exclude []string
		want    string
	}{
		{".", nil, "a.md dangling.md link.md old/b.md x/old.md"},
		{".", []string{"old"}, "a.md dangling.md link.md x/old.md"},
		{".", []string{"x/*"}, "a.md dangling.md link.md old/b.md"},
		{"old", []string{"old"}, "old/b.md"},
		{".dot", nil, ".dot/c.md"},
		{"vendor", nil, "vendor/d.md"},
	} {
		found, err := Find(files, tt.dir, tt.exclude...)
		if got := strings.Join(found, " "); err != nil || got != tt.want {
			t.Errorf("Find(%q, %q) = %s, %v, want %s", tt.dir, tt.exclude, got, err, tt.want)
		}
	}
}

func TestMediaLinks(t *testing.T) {
	files := folder("n.md", "a/tree.png")
	files["link.png"] = &fstest.MapFile{Data: []byte("a/tree.png"), Mode: fs.ModeSymlink}
	files["folder.png"] = &fstest.MapFile{Data: []byte("a"), Mode: fs.ModeSymlink}
	files["pipe.png"] = &fstest.MapFile{Mode: fs.ModeNamedPipe}
	v := &Vault{FS: files}
	for target, want := range map[string]string{"link.png": "link.png", "folder.png": "", "pipe.png": "", "a": ""} {
		if f, _ := v.LookUp("n.md", target); f.Path != want {
			t.Errorf("%q: %q, want %q", target, f.Path, want)
		}
	}
}

// TestMediaStore: equal files are one, called after the first path; what is not used, or can't be read, is not listed.
func TestMediaStore(t *testing.T) {
	v := &Vault{FS: fstest.MapFS{
		"b/tree.png": {Data: []byte("same")}, "a/tree.png": {Data: []byte("same")}, "c/tree.png": {Data: []byte("same")}, "leaf.png": {Data: []byte("other")},
	}}
	store, used := NewMediaStore(), map[string]bool{}
	for _, p := range []string{"b/tree.png", "a/tree.png", "c/tree.png"} {
		f, _ := v.LookUp("n.md", p)
		name, reason := store.Add(f)
		if again, _ := store.Add(f); again != name || reason != "" {
			t.Errorf("%q is called %q, then %q; %s", p, name, again, reason)
		}
		used[name] = true
	}
	leaf, _ := v.LookUp("n.md", "leaf.png")
	store.Add(leaf)
	if name, reason := store.Add(MediaFile{v.own, "gone.png"}); name != "" || !strings.Contains(reason, "can't be read") {
		t.Errorf("a missing file is called %q; %s", name, reason)
	}
	used[""] = true
	var got []string
	for _, m := range store.List(used) {
		got = append(got, m.Path)
	}
	if strings.Join(got, " ") != "a/tree.png" {
		t.Errorf("the media are %q", got)
	}
	if all := store.List(map[string]bool{}); len(all) > 0 {
		t.Errorf("nothing is used, but %v is listed", all)
	}
}

// TestSumsAreChecked: what is remembered counts only as it was written, of files that had settled.
func TestSumsAreChecked(t *testing.T) {
	now := time.Date(2026, 1, 1, 12, 0, 0, 0, time.UTC)
	at := now.Add(-settles)
	info := func(size int, at time.Time) fs.FileInfo {
		files := fstest.MapFS{"a.png": {Data: make([]byte, size), ModTime: at}}
		i, _ := files.Stat("a.png")
		return i
	}
	hash := sha256.Sum256([]byte("a"))
	s := NewSums(now)
	s.learn("a.png", info(3, at), hash)
	s.learn("young.png", info(3, at.Add(time.Nanosecond)), hash)
	if len(s.used) != 1 || !s.Changed() {
		t.Errorf("learnt: %v", s.used)
	}
	full := hex.EncodeToString(hash[:])
	for _, tt := range []struct {
		known sum
		ok    bool
	}{
		{sum{3, at.UnixNano(), full}, true},
		{sum{4, at.UnixNano(), full}, false},
		{sum{3, at.UnixNano() + 1, full}, false},
		{sum{3, at.UnixNano(), full[2:]}, false},
		{sum{3, at.UnixNano(), "x" + full[1:]}, false},
		{sum{3, at.UnixNano(), full + "x"}, false},
	} {
		s := NewSums(now)
		s.known["a.png"] = tt.known
		if got, ok := s.of("a.png", info(3, at)); ok != tt.ok || ok && got != hash {
			t.Errorf("%v: %v", tt.known, ok)
		}
		if _, ok := s.of("b.png", info(3, at)); ok {
			t.Error("an unknown file is known")
		}
	}
	var none *Sums
	none.learn("a.png", info(3, at), hash)
	if _, ok := none.of("a.png", info(3, at)); ok {
		t.Error("nothing remembers")
	}
}
