package apkg_test

import (
	"archive/zip"
	"bytes"
	"crypto/sha256"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"golang.org/x/tools/txtar"

	"github.com/examdeck/examdeck/deck"
	"github.com/examdeck/examdeck/export/apkg"
	"github.com/examdeck/examdeck/internal/goldentest"
)

var update = flag.Bool("update", false, "rewrite the goldens")

// made is the time of all packages in the tests.
var made = time.Date(2026, 11, 20, 12, 0, 0, 0, time.UTC)

// goldens returns the cases in testdata; none at all is a failure.
func goldens(t testing.TB) []string {
	t.Helper()
	files, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatalf("no goldens in testdata: %v", err)
	}
	return files
}

// setOf reads the set of a golden, with its media.
func setOf(t testing.TB, archive *txtar.Archive) *deck.Set {
	t.Helper()
	set := &deck.Set{}
	files := fstest.MapFS{}
	var media []deck.Media
	for _, f := range archive.Files {
		switch name, isMedia := strings.CutPrefix(f.Name, "media/"); {
		case f.Name == "set":
			var err error
			if set, err = deck.ParseText(string(f.Data)); err != nil {
				t.Fatal(err)
			}
		case isMedia:
			files[name] = &fstest.MapFile{Data: f.Data}
			media = append(media, deck.Media{Name: name, FS: files, Path: name, Size: int64(len(f.Data)), SHA256: sha256.Sum256(f.Data)})
		}
	}
	set.Media = media
	return set
}

// scratch returns a file for SQLite.
func scratch(t testing.TB) apkg.Scratch {
	t.Helper()
	f, err := os.CreateTemp(t.TempDir(), "scratch %3f ?#")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { f.Close() })
	return f
}

// write returns the bytes of a package.
func write(t testing.TB, set *deck.Set) []byte {
	t.Helper()
	return writeWith(t, set, apkg.Options{Time: made, Description: "<p>Made from notes.</p>"})
}

// writeWith writes a package in memory, and makes sure that the same comes by way of a scratch file.
func writeWith(t testing.TB, set *deck.Set, opts apkg.Options) []byte {
	t.Helper()
	var out, other bytes.Buffer
	if err := apkg.Write(&out, set, opts); err != nil {
		t.Fatal(err)
	}
	opts.Scratch = scratch(t)
	if err := apkg.Write(&other, set, opts); err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(out.Bytes(), other.Bytes()) {
		t.Error("a package made in memory is another than one made in a scratch file")
	}
	return out.Bytes()
}

// read reads the bytes of a package.
func read(t testing.TB, data []byte) *apkg.Package {
	t.Helper()
	p, err := readBoth(t, data)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// readBoth reads a package in memory, and makes sure that the same comes by way of a scratch file, be it an error.
func readBoth(t testing.TB, data []byte) (*apkg.Package, error) {
	t.Helper()
	p, err := apkg.Read(bytes.NewReader(data), int64(len(data)), nil)
	other, otherErr := apkg.Read(bytes.NewReader(data), int64(len(data)), scratch(t))
	if fmt.Sprint(err) != fmt.Sprint(otherErr) {
		t.Errorf("read in memory: %v; in a scratch file: %v", err, otherErr)
	}
	if err == nil && (p.Schema != other.Schema || !reflect.DeepEqual(p.Decks, other.Decks) || !reflect.DeepEqual(p.NoteTypes, other.NoteTypes) ||
		!reflect.DeepEqual(p.Notes, other.Notes) || !reflect.DeepEqual(p.Cards, other.Cards) || !reflect.DeepEqual(p.Media, other.Media)) {
		t.Error("a package read in memory is another than one read in a scratch file")
	}
	return p, err
}

func TestGoldens(t *testing.T) {
	for _, file := range goldens(t) {
		t.Run(filepath.Base(file), func(t *testing.T) {
			archive, err := txtar.ParseFile(file)
			if err != nil {
				t.Fatal(err)
			}
			data := write(t, setOf(t, archive))
			got := dump(t, data)
			last := &archive.Files[len(archive.Files)-1]
			if last.Name != "dump" {
				t.Fatalf("the last file is %q, not the dump", last.Name)
			}
			if *update {
				last.Data = []byte(got)
				if err := os.WriteFile(file, txtar.Format(archive), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			goldentest.Compare(t, file+": dump", got, string(last.Data))
		})
	}
}

// dump describes a package for a person.
func dump(t testing.TB, data []byte) string {
	t.Helper()
	var b strings.Builder
	archive, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range archive.File {
		fmt.Fprintf(&b, "member %s, %s, %s\n", f.Name, map[uint16]string{zip.Store: "stored", zip.Deflate: "deflate"}[f.Method],
			f.Modified.UTC().Format(time.DateTime))
	}
	p := read(t, data)
	fmt.Fprintf(&b, "\n%v, schema %d\n", p.Kind, p.Schema)
	for _, m := range p.Media {
		sum, err := p.Sum(m)
		if err != nil {
			t.Fatal(err)
		}
		fmt.Fprintf(&b, "media %s = %s, %d bytes, sha256 %x…\n", m.Member, m.Name, m.Size, sum[:4])
	}
	names := map[int64]string{}
	for _, d := range p.Decks {
		names[d.ID] = d.Name
		fmt.Fprintf(&b, "deck %s %q\n", d.Name, d.Description)
	}
	for _, n := range p.Notes {
		nt, _ := p.Type(n.Type)
		fmt.Fprintf(&b, "\nnote %s, %s, changed %s, id %+d ms, tags %q\n", n.GUID, nt.Name, n.Mod.Format(time.DateTime), n.ID-made.UnixMilli(), n.Tags)
		for i, f := range nt.Fields {
			if n.Fields[i] != "" {
				fmt.Fprintf(&b, "  %s: %s\n", f.Name, strings.ReplaceAll(n.Fields[i], "\n", "\n\t"))
			}
		}
		for _, c := range p.Cards {
			if c.Note == n.ID {
				fmt.Fprintf(&b, "  card %d in %s, due %d, type %d, queue %d\n", c.Ord, names[c.Deck], c.Due, c.Type, c.Queue)
			}
		}
	}
	return b.String()
}
