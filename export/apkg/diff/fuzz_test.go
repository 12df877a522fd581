package diff_test

import (
	"archive/zip"
	"bytes"
	"io"
	"testing"
	"time"

	"github.com/examdeck/examdeck/export/apkg"
	"github.com/examdeck/examdeck/export/apkg/diff"
	"github.com/examdeck/examdeck/export/apkg/inspect"
)

// collection takes the database out of a package.
func collection(t testing.TB, data []byte) []byte {
	t.Helper()
	archive, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	f, err := archive.Open("collection.anki2")
	if err != nil {
		t.Fatal(err)
	}
	db, err := io.ReadAll(f)
	if err != nil {
		t.Fatal(err)
	}
	return db
}

// packed puts a database into a package.
func packed(t testing.TB, db []byte) []byte {
	t.Helper()
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	for name, content := range map[string][]byte{"collection.anki2": db, "media": []byte(`{"0":"a.png","1":"A.png"}`), "0": []byte("picture")} {
		m, err := w.Create(name)
		if err == nil {
			_, err = m.Write(content)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// FuzzCompare inspects damaged packages, and compares them with a good one.
func FuzzCompare(f *testing.F) {
	good := base().Bytes(f, 1)
	f.Add(collection(f, good), true)
	for container := 1; container <= 3; container++ {
		f.Add(base().Bytes(f, container), false)
	}
	for _, c := range changes {
		raw := base()
		c.change(&raw)
		f.Add(collection(f, raw.Bytes(f, 1)), true)
	}
	before := read(f, good)
	f.Fuzz(func(t *testing.T, data []byte, isDatabase bool) {
		if isDatabase {
			data = packed(t, data)
		}
		p, err := apkg.Read(bytes.NewReader(data), int64(len(data)), nil)
		if err != nil {
			return
		}
		report := inspect.Inspect(p, inspect.Options{File: "x.apkg", Time: time.Unix(mod, 0)})
		if report.Notes != len(p.Notes) || report.Cards.All != len(p.Cards) {
			t.Errorf("%d notes and %d cards of %d and %d", report.Notes, report.Cards.All, len(p.Notes), len(p.Cards))
		}
		inspect.Find(p, "is")
		for _, r := range []*diff.Report{diff.Compare(before, p, diff.Options{}), diff.Compare(p, before, diff.Options{})} {
			for _, n := range r.Notes {
				for _, field := range n.Fields {
					diff.Words(field.Old, field.New)
				}
			}
		}
		i := diff.Compare(before, p, diff.Options{}).Import
		if i.New+i.Updated+i.Duplicate+i.Conflicting != len(p.Notes) {
			t.Errorf("%+v of %d notes", i, len(p.Notes))
		}
		same := diff.Compare(p, p, diff.Options{})
		for _, n := range same.Notes {
			if n.Change != diff.Changed { // the second of two notes with one guid
				t.Errorf("a package differs from itself: %+v", n)
			}
		}
	})
}
