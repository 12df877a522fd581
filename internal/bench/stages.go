package main

import (
	"bytes"
	"database/sql/driver"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"github.com/alecthomas/chroma/v2"
	"github.com/alecthomas/chroma/v2/formatters/html"
	"github.com/alecthomas/chroma/v2/lexers"
	"github.com/alecthomas/chroma/v2/styles"
	"github.com/klauspost/compress/flate"
	"github.com/mattn/go-sqlite3"
	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/extension"
)

// stages are the parts of the floor. Each gets the folder of sources and the package made of it.
var stages = []struct {
	name string
	run  func(dir, pkg string) error
}{
	{"goldmark", stageGoldmark},
	{"chroma", stageChroma},
	{"sqlite", stageSQLite},
	{"deflate", stageDeflate},
}

func runStage(name string, args []string) error {
	for _, s := range stages {
		if s.name == name && len(args) == 2 {
			beginCounting()
			if err := s.run(args[0], args[1]); err != nil {
				return err
			}
			return printCounted()
		}
	}
	return fmt.Errorf("no stage %q of %q", name, args)
}

func eachSource(dir string, do func(text []byte) error) error {
	names, err := filepath.Glob(filepath.Join(dir, "*.md"))
	if err != nil {
		return err
	}
	for _, name := range names {
		text, err := os.ReadFile(name)
		if err == nil {
			err = do(text)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

func stageGoldmark(dir, _ string) error {
	md := goldmark.New(goldmark.WithExtensions(extension.GFM, extension.Footnote, extension.DefinitionList))
	var out bytes.Buffer
	return eachSource(dir, func(text []byte) error {
		out.Reset()
		return md.Convert(text, &out)
	})
}

func stageChroma(dir, _ string) error {
	lexer := chroma.Coalesce(lexers.Get("go"))
	formatter := html.New(html.WithClasses(true))
	style := styles.Fallback
	return eachSource(dir, func(text []byte) error {
		rest := string(text)
		for {
			_, after, found := strings.Cut(rest, "```go\n")
			if !found {
				return nil
			}
			code, next, _ := strings.Cut(after, "```\n")
			tokens, err := lexer.Tokenise(nil, code)
			if err != nil {
				return err
			}
			if err := formatter.Format(io.Discard, style, tokens); err != nil {
				return err
			}
			rest = next
		}
	})
}

// stageSQLite inserts the rows of the package's collection into a new file, one prepared statement a table, indexes
// last. Reading them before is not counted.
func stageSQLite(_, pkg string) error {
	collection, err := unpack(pkg)
	if err != nil {
		return err
	}
	defer os.Remove(collection)
	notes, err := readRows(collection, "select * from notes order by id")
	if err != nil {
		return err
	}
	cards, err := readRows(collection, "select * from cards order by id")
	if err != nil {
		return err
	}
	beginCounting()
	copied := collection + ".copy"
	defer os.Remove(copied)
	conn, err := (&sqlite3.SQLiteDriver{}).Open(copied)
	if err != nil {
		return err
	}
	if err := execAll(conn, "pragma page_size=8192", "pragma journal_mode=off", "pragma synchronous=off", "begin",
		"create table notes (id integer primary key, guid text, mid integer, mod integer, usn integer, tags text, flds text, sfld integer, csum integer, flags integer, data text)",
		"create table cards (id integer primary key, nid integer, did integer, ord integer, mod integer, usn integer, type integer, queue integer, due integer, ivl integer, factor integer, reps integer, lapses integer, left integer, odue integer, odid integer, flags integer, data text)",
	); err != nil {
		return err
	}
	for table, rows := range map[string][][]driver.Value{"notes": notes, "cards": cards} {
		if err := insertRows(conn, table, rows); err != nil {
			return err
		}
	}
	if err := execAll(conn, "create index n1 on notes (usn)", "create index n2 on notes (csum)", "create index c1 on cards (usn)",
		"create index c2 on cards (nid)", "create index c3 on cards (did, queue, due)", "commit"); err != nil {
		return err
	}
	return conn.Close()
}

func stageDeflate(_, pkg string) error {
	collection, err := unpack(pkg)
	if err != nil {
		return err
	}
	defer os.Remove(collection)
	file, err := os.Open(collection)
	if err != nil {
		return err
	}
	defer file.Close()
	beginCounting()
	w, err := flate.NewWriter(io.Discard, 5)
	if err != nil {
		return err
	}
	if _, err := io.Copy(w, file); err != nil {
		return err
	}
	return w.Close()
}
