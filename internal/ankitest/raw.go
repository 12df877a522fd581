package ankitest

import (
	"archive/zip"
	"bytes"
	"crypto/sha1"
	"database/sql"
	"encoding/binary"
	"encoding/json"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/klauspost/compress/zstd"
	_ "github.com/mattn/go-sqlite3" // the driver
)

// Raw is a package that [Raw.Bytes] writes as it stands, whatever is wrong with it: schema 11 in any of the containers.
type Raw struct {
	Types []RawType
	// Decks gives the names by id.
	Decks map[int64]string
	Notes []RawNote
	Cards []RawCard
	Media []RawMedia
}

// RawType is a note type. Its fields and templates have the ids that follow its own.
type RawType struct {
	ID     int64
	Name   string
	Cloze  bool
	Mod    int64 // seconds
	CSS    string
	Sort   int
	Fields []string
	// Templates hold name, front and back.
	Templates [][3]string
}

// RawNote is a note.
type RawNote struct {
	ID     int64
	GUID   string
	Type   int64
	Mod    int64 // seconds
	Tags   string
	Fields []string
}

// RawCard is a card.
type RawCard struct {
	ID, Note, Deck, Ord, Type, Queue, Due, Interval, Reps, Flags int64
}

// RawMedia is media; its bytes are left out where it is Lost.
type RawMedia struct {
	Name, Content string
	Lost          bool
}

// Bytes returns the package in a container: 1, 2 or 3.
func (r Raw) Bytes(t testing.TB, container int) []byte {
	t.Helper()
	db := r.database(t)
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	add := func(name string, data []byte) {
		m, err := w.Create(name)
		if err == nil {
			_, err = m.Write(data)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	pack := func(data []byte) []byte { return data }
	if container == 3 {
		pack = func(data []byte) []byte { return compressed(t, data) }
		add("meta", []byte("\x08\x03"))
	}
	add([]string{"collection.anki2", "collection.anki21", "collection.anki21b"}[container-1], pack(db))
	names, entries := map[string]string{}, []byte{}
	for i, m := range r.Media {
		names[strconv.Itoa(i)] = m.Name
		sum := sha1.Sum([]byte(m.Content))
		entry := protoBytes(protoBytes(nil, 1, []byte(m.Name)), 3, sum[:])
		entry = binary.AppendUvarint(append(entry, 2<<3), uint64(len(m.Content)))
		entries = protoBytes(entries, 1, entry)
		if !m.Lost {
			add(strconv.Itoa(i), pack([]byte(m.Content)))
		}
	}
	if container == 3 {
		add("media", pack(entries))
	} else {
		list, err := json.Marshal(names)
		if err != nil {
			t.Fatal(err)
		}
		add("media", list)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// Write writes the package to a file of the test.
func (r Raw) Write(t testing.TB, container int) (file string) {
	t.Helper()
	file = filepath.Join(t.TempDir(), "raw.apkg")
	if err := os.WriteFile(file, r.Bytes(t, container), 0o644); err != nil {
		t.Fatal(err)
	}
	return file
}

func protoBytes(message []byte, number uint64, value []byte) []byte {
	message = binary.AppendUvarint(message, number<<3|2)
	message = binary.AppendUvarint(message, uint64(len(value)))
	return append(message, value...)
}

func compressed(t testing.TB, data []byte) []byte {
	t.Helper()
	var out bytes.Buffer
	w, err := zstd.NewWriter(&out)
	if err == nil {
		_, err = io.Copy(w, bytes.NewReader(data))
	}
	if err == nil {
		err = w.Close()
	}
	if err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// rawTables are the tables of schema 11 (rslib/src/storage/schema11.sql).
const rawTables = `
CREATE TABLE col (id integer PRIMARY KEY, crt integer, mod integer, scm integer, ver integer, dty integer, usn integer, ls integer,
  conf text, models text, decks text, dconf text, tags text);
CREATE TABLE notes (id integer PRIMARY KEY, guid text, mid integer, mod integer, usn integer, tags text, flds text, sfld integer,
  csum integer, flags integer, data text);
CREATE TABLE cards (id integer PRIMARY KEY, nid integer, did integer, ord integer, mod integer, usn integer, type integer,
  queue integer, due integer, ivl integer, factor integer, reps integer, lapses integer, left integer, odue integer, odid integer,
  flags integer, data text);
CREATE TABLE revlog (id integer PRIMARY KEY, cid integer, usn integer, ease integer, ivl integer, lastIvl integer, factor integer,
  time integer, type integer);
CREATE TABLE graves (usn integer, oid integer, type integer);`

func (r Raw) database(t testing.TB) []byte {
	t.Helper()
	file := filepath.Join(t.TempDir(), "raw.db")
	db, err := sql.Open("sqlite3", file+"?_sync=0&_journal=OFF")
	if err != nil {
		t.Fatal(err)
	}
	run := func(statement string, values ...any) {
		if _, err := db.Exec(statement, values...); err != nil {
			t.Fatal(err)
		}
	}
	run(rawTables)
	run("INSERT INTO col VALUES (1, 1600000000, 1600000000000, 1600000000000, 11, 0, 0, 0, '{}', ?, ?, ?, '{}')", r.models(t), r.decks(t),
		`{"1":{"id":1,"mod":0,"name":"Default","usn":0,"maxTaken":60,"autoplay":true,"timer":0,"new":{},"rev":{},"lapse":{}}}`)
	for _, n := range r.Notes {
		run("INSERT INTO notes VALUES (?, ?, ?, ?, -1, ?, ?, '', 0, 0, '')", n.ID, n.GUID, n.Type, n.Mod, n.Tags, strings.Join(n.Fields, "\x1f"))
	}
	for _, c := range r.Cards {
		run("INSERT INTO cards VALUES (?, ?, ?, ?, 1600000000, -1, ?, ?, ?, ?, 0, ?, 0, 0, 0, 0, ?, '')",
			c.ID, c.Note, c.Deck, c.Ord, c.Type, c.Queue, c.Due, c.Interval, c.Reps, c.Flags)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// object is an object of JSON.
type object = map[string]any

func (r Raw) models(t testing.TB) string {
	all := object{}
	for _, nt := range r.Types {
		kind := 0
		if nt.Cloze {
			kind = 1
		}
		fields, templates := []object{}, []object{}
		for i, name := range nt.Fields {
			fields = append(fields, object{"name": name, "ord": i, "sticky": false, "rtl": false, "font": "Arial", "size": 20, "id": nt.ID + 1 + int64(i)})
		}
		for i, tm := range nt.Templates {
			templates = append(templates, object{"name": tm[0], "ord": i, "qfmt": tm[1], "afmt": tm[2], "did": nil, "id": nt.ID + 50 + int64(i)})
		}
		all[strconv.FormatInt(nt.ID, 10)] = object{"id": nt.ID, "name": nt.Name, "type": kind, "mod": nt.Mod, "usn": -1, "sortf": nt.Sort, "did": nil,
			"css": nt.CSS, "flds": fields, "tmpls": templates}
	}
	return toJSON(t, all)
}

func (r Raw) decks(t testing.TB) string {
	all := object{}
	for id, name := range r.Decks {
		today := []int{0, 0}
		all[strconv.FormatInt(id, 10)] = object{"id": id, "name": name, "mod": 0, "usn": -1, "collapsed": false, "dyn": 0, "conf": 1, "desc": "",
			"lrnToday": today, "revToday": today, "newToday": today, "timeToday": today}
	}
	return toJSON(t, all)
}

func toJSON(t testing.TB, v any) string {
	t.Helper()
	text, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}
