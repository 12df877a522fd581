package deck

import (
	"crypto/sha256"
	"errors"
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"
)

func TestMediaName(t *testing.T) {
	var sum [32]byte
	sum[0] = 0xab
	for file, want := range map[string]string{
		"img/Pasted image 2024.PNG":       "pasted-image-2024-ab0000000000.png",
		"Übersicht 1.jpg":                 "bersicht-1-ab0000000000.jpg",
		"图.svg":                           "media-ab0000000000.svg",
		"a -- z 0 9.webp":                 "a-z-0-9-ab0000000000.webp",
		"`{/:`{.jp2":                      "media-ab0000000000.jp2",
		"a":                               "a-ab0000000000.",
		strings.Repeat("x", 300) + ".png": strings.Repeat("x", 60) + "-ab0000000000.png",
	} {
		got := MediaName(file, sum)
		if got != want {
			t.Errorf("MediaName(%q) = %q, want %q", file, got, want)
		}
		if stem := MediaStem(got); got != stem+"-ab0000000000"+got[strings.LastIndexByte(got, '.'):] {
			t.Errorf("MediaStem(%q) = %q", got, stem)
		}
	}
}

// TestMediaStem: names that [MediaName] did not make lose their ending alone.
func TestMediaStem(t *testing.T) {
	for name, want := range map[string]string{
		"a-0123456789ab.png": "a", "tree-left.png": "tree-left", "tree-0123456789a.png": "tree-0123456789a", "-0123456789ab.png": "-0123456789ab",
		"tree.png": "tree", "tree": "tree", "": "",
	} {
		if got := MediaStem(name); got != want {
			t.Errorf("MediaStem(%q) = %q, want %q", name, got, want)
		}
	}
}

func TestMediaPicture(t *testing.T) {
	for name, want := range map[string]bool{"a.png": true, "a.JPG": true, "a.mp3": false, "a.tiff": false, "a.md": false, "a": false} {
		if got := (Media{Name: name}).Picture(); got != want {
			t.Errorf("%s: %v", name, got)
		}
	}
}

// TestMediaCopy: only the bytes that were hashed are copied without an error.
func TestMediaCopy(t *testing.T) {
	files := fstest.MapFS{}
	for name, content := range map[string]string{"same": "picture", "other": "pictura", "shorter": "pic", "longer": "pictures"} {
		files[name] = &fstest.MapFile{Data: []byte(content)}
	}
	for path, want := range map[string]error{
		"same": nil, "other": ErrMediaChanged, "shorter": ErrMediaChanged, "longer": ErrMediaChanged, "missing": fs.ErrNotExist,
	} {
		var b strings.Builder
		err := Media{FS: files, Path: path, Size: 7, SHA256: sha256.Sum256([]byte("picture"))}.Copy(&b)
		if !errors.Is(err, want) || want == nil && b.String() != "picture" {
			t.Errorf("%s: %q, %v; want the error %v", path, b.String(), err, want)
		}
	}
	if err := (Media{Path: "same", Size: 7}).Copy(&strings.Builder{}); err == nil {
		t.Error("a media without a file system was copied")
	}
	full := errors.New("the disk is full")
	if err := (Media{FS: files, Path: "same", Size: 7, SHA256: sha256.Sum256([]byte("picture"))}).Copy(failing{full}); !errors.Is(err, full) || errors.Is(err, ErrMediaChanged) {
		t.Errorf("a writer that fails: %v", err)
	}
}

type failing struct{ err error }

func (f failing) Write([]byte) (int, error) { return 0, f.err }
