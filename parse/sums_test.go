package parse_test

import (
	"bytes"
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/examdeck/examdeck/parse"
	"github.com/examdeck/examdeck/parse/vault"
)

// countingFS counts the bytes that are read of pictures.
type countingFS struct {
	fstest.MapFS
	read *int
}

func (c countingFS) Open(name string) (fs.File, error) {
	f, err := c.MapFS.Open(name)
	if err != nil || !strings.HasSuffix(name, ".png") {
		return f, err
	}
	return countingFile{f, c.read}, nil
}

type countingFile struct {
	fs.File
	read *int
}

func (c countingFile) Read(p []byte) (int, error) {
	n, err := c.File.Read(p)
	*c.read += n
	return n, err
}

// TestSums: a picture is read once, as long as its size and time are the same.
func TestSums(t *testing.T) {
	now := time.Date(2026, 1, 1, 12, 0, 0, 0, time.UTC)
	old := now.Add(-time.Hour)
	files := fstest.MapFS{
		"a.md":      {Data: []byte("#### Question 1\n\n![](tree.png)\n\n#### Question 2\n\n![](young.png) ![](tree.png)\n")},
		"tree.png":  {Data: []byte("0123456789"), ModTime: old},
		"young.png": {Data: []byte("abc"), ModTime: now.Add(-time.Second)},
	}
	kept := &bytes.Buffer{}
	if err := vault.NewSums(now).Write(kept); err != nil {
		t.Fatal(err)
	}
	export := func(want int) (names []string) {
		t.Helper()
		sums, err := vault.ReadSums(bytes.NewReader(kept.Bytes()), now)
		if err != nil {
			t.Fatal(err)
		}
		read := 0
		vault := &parse.Vault{FS: countingFS{files, &read}, Sums: sums}
		result := parse.Parse([]parse.Source{{Vault: vault, Path: "a.md", Name: "a.md", Deck: "a"}}, parse.Options{Root: "a"})
		if read != want {
			t.Errorf("%d bytes were read, want %d", read, want)
		}
		if sums.Changed() {
			kept.Reset()
			if err := sums.Write(kept); err != nil {
				t.Fatal(err)
			}
		}
		for _, m := range result.Set.Media {
			names = append(names, m.Name)
		}
		return names
	}
	first := export(13)
	// What was written a moment ago may change again within the same tick of the disk's clock.
	second := export(3)
	if strings.Join(first, " ") != strings.Join(second, " ") || len(first) != 2 {
		t.Errorf("the media are %q, and were %q", second, first)
	}
	files["tree.png"] = &fstest.MapFile{Data: []byte("9876543210"), ModTime: old.Add(time.Minute)}
	if third := export(13); third[0] == first[0] {
		t.Errorf("a changed picture is still called %q", third[0])
	}
	files["tree.png"] = &fstest.MapFile{Data: []byte("987654321"), ModTime: old.Add(time.Minute)}
	export(12)
	export(3)
	files["a.md"] = &fstest.MapFile{Data: []byte("#### Question 1\n\nYes.\n\n#### Question 2\n\nNo.\n")}
	export(0)
	if strings.Contains(kept.String(), "tree.png") {
		t.Errorf("a picture that nothing shows is remembered: %s", kept)
	}
	for _, bad := range []string{"", "{", `{"format": 2}`, "[]"} {
		if _, err := vault.ReadSums(strings.NewReader(bad), now); err == nil {
			t.Errorf("%q was read as sums", bad)
		}
	}
	if s, err := vault.ReadSums(strings.NewReader(`{"format":1,"files":{"tree.png":{"size":9,"time":0,"sha256":"xyz"}}}`), now); err != nil || s == nil {
		t.Errorf("%v, %v", s, err)
	}
}
