package apkg_test

import (
	"archive/zip"
	"bytes"
	"compress/flate"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"testing"

	"github.com/klauspost/compress/zstd"
	"golang.org/x/tools/txtar"

	"github.com/examdeck/examdeck/export/apkg"
)

// schema18 makes a small collection as present releases of Anki have it: two levels of a deck, a type with two
// fields, one note with one card. The blobs are protobuf messages.
const schema18 = `
CREATE TABLE col (id integer PRIMARY KEY, crt, mod, scm, ver integer, dty, usn, ls, conf text, models text, decks text, dconf text, tags text);
INSERT INTO col VALUES (1, 0, 0, 0, 18, 0, 0, 0, '', '', '', '', '');
CREATE TABLE notes (id integer PRIMARY KEY, guid text, mid integer, mod integer, usn integer, tags text, flds text, sfld integer,
  csum integer, flags integer, data text);
INSERT INTO notes VALUES (20, 'abc', 5, 1700000000, 0, ' x y ', 'front' || char(31) || 'back', 'front', 0, 0, '');
CREATE TABLE cards (id integer PRIMARY KEY, nid integer, did integer, ord integer, mod integer, usn integer, type integer, queue integer,
  due integer, ivl integer, factor integer, reps integer, lapses integer, left integer, odue integer, odid integer, flags integer, data text);
INSERT INTO cards VALUES (30, 20, 8, 0, 1700000000, 0, 2, -1, 9, 21, 2500, 7, 2, 0, 0, 0, 3, '');
CREATE TABLE notetypes (id integer NOT NULL PRIMARY KEY, name text NOT NULL COLLATE unicase, mtime_secs integer, usn integer, config blob);
CREATE UNIQUE INDEX idx_notetypes_name ON notetypes (name);
INSERT INTO notetypes VALUES (5, 'Plain', 1600000000, 0, x'');
UPDATE notetypes SET config = x'080110011A052E63617264';
CREATE TABLE fields (ntid integer, ord integer, name text COLLATE unicase, config blob, PRIMARY KEY (ntid, ord)) WITHOUT ROWID;
CREATE UNIQUE INDEX idx_fields_name_ntid ON fields (name, ntid);
INSERT INTO fields VALUES (5, 1, 'Back', x''), (5, 0, 'Zront', x'4807'), (4, 0, 'left behind', x'');
CREATE TABLE templates (ntid integer, ord integer, name text COLLATE unicase, mtime_secs integer, usn integer, config blob,
  PRIMARY KEY (ntid, ord)) WITHOUT ROWID;
INSERT INTO templates VALUES (5, 0, 'Card 1', 0, 0, x'0A01611201624009');
CREATE TABLE decks (id integer PRIMARY KEY, name text COLLATE unicase, mtime_secs integer, usn integer, common blob, kind blob);
INSERT INTO decks VALUES (8, 'A' || char(31) || 'B', 0, 0, x'', x'0A0408012200'), (7, 'A', 0, 0, x'', x'0A0422026869'), (9, 'F', 0, 0, x'', x'1200');
`

// database returns the bytes of a SQLite file.
func database(t testing.TB, statements string) []byte {
	t.Helper()
	name := filepath.Join(t.TempDir(), "db")
	if err := apkg.Execute(name, statements); err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// zipOf zips members, given as name and content by turns.
func zipOf(t testing.TB, members ...string) []byte {
	t.Helper()
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	for i := 0; i < len(members); i += 2 {
		m, err := w.CreateHeader(&zip.FileHeader{Name: members[i]})
		if err != nil {
			t.Fatal(err)
		}
		if _, err := io.WriteString(m, members[i+1]); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func frame(t testing.TB, data []byte) string {
	t.Helper()
	e, err := zstd.NewWriter(nil)
	if err != nil {
		t.Fatal(err)
	}
	return string(e.EncodeAll(data, nil))
}

// latest makes a package of the latest container around a database, with one medium "a.png" that holds "picture".
func latest(t testing.TB, db []byte) []byte {
	list := "\x0a\x09" + "\x0a\x05a.png" + "\x10\x07"
	return zipOf(t, "meta", "\x08\x03", "collection.anki21b", frame(t, db), "media", frame(t, []byte(list)), "0", frame(t, []byte("picture")))
}

func TestReadLatest(t *testing.T) {
	db := database(t, schema18)
	db[18], db[19] = 2, 2 // as a database looks that had a log beside it
	p := read(t, latest(t, db))
	if p.Kind != apkg.Latest || p.Schema != 18 {
		t.Errorf("%v, schema %d", p.Kind, p.Schema)
	}
	if len(p.Decks) != 3 || p.Decks[0].Name != "A" || p.Decks[0].Description != "hi" || p.Decks[1].Name != "A::B" || p.Decks[1].ID != 8 {
		t.Errorf("decks %+v", p.Decks)
	}
	nt, ok := p.Type(5)
	if !ok || nt.Name != "Plain" || !nt.Cloze || nt.SortField != 1 || nt.CSS != ".card" || nt.Mod.Unix() != 1_600_000_000 {
		t.Errorf("type %+v", nt)
	}
	if len(nt.Fields) != 2 || nt.Fields[0].Name != "Zront" || nt.Fields[0].ID != 7 || nt.Fields[1].Name != "Back" {
		t.Errorf("fields %+v", nt.Fields)
	}
	if c := nt.Templates[0]; c.Name != "Card 1" || c.Front != "a" || c.Back != "b" || c.ID != 9 {
		t.Errorf("template %+v", c)
	}
	if n := p.Notes[0]; n.GUID != "abc" || strings.Join(n.Tags, ",") != "x,y" || strings.Join(n.Fields, ",") != "front,back" {
		t.Errorf("note %+v", n)
	}
	if c := p.Cards[0]; c.Note != 20 || c.Deck != 8 || c.Type != 2 || c.Queue != -1 || c.Due != 9 || c.Interval != 21 || c.Reps != 7 ||
		c.Lapses != 2 || c.Flags != 3 {
		t.Errorf("card %+v", c)
	}
	if len(p.Media) != 1 || p.Media[0].Name != "a.png" || p.Media[0].Size != 7 {
		t.Fatalf("media %+v", p.Media)
	}
	r, err := p.Open(p.Media[0])
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	if data, err := io.ReadAll(r); err != nil || string(data) != "picture" {
		t.Errorf("media hold %q, %v", data, err)
	}
	if set, err := p.Set(); err != nil || set.Len() != 0 {
		t.Errorf("a foreign type gave %d questions, %v", set.Len(), err)
	}
}

// TestReadSchema11InLatest reads a package as a writer may make it that only wants better compression.
func TestReadSchema11InLatest(t *testing.T) {
	archive, err := txtar.ParseFile("testdata/kinds.txtar")
	if err != nil {
		t.Fatal(err)
	}
	file := scratch(t)
	if err := apkg.Write(io.Discard, setOf(t, archive), apkg.Options{Time: made, Scratch: file}); err != nil {
		t.Fatal(err)
	}
	db, err := os.ReadFile(file.Name())
	if err != nil {
		t.Fatal(err)
	}
	p := read(t, latest(t, db))
	if set, err := p.Set(); err != nil || set.Len() != 5 || p.Schema != 11 {
		t.Errorf("schema %d with %d questions, %v", p.Schema, set.Len(), err)
	}
}

func TestReadRefuses(t *testing.T) {
	good := string(database(t, schema18))
	changed := func(statements string) []byte { return latest(t, database(t, schema18+statements)) }
	tests := []struct {
		name string
		data []byte
		want string
	}{
		{"empty", nil, "not a zip"},
		{"text", []byte("# Exams\n"), "not a zip"},
		{"no collection", zipOf(t, "media", "{}"), "unpacking collection.anki2: no such member: not an Anki package"},
		{"meta without collection", zipOf(t, "meta", "\x08\x03"), "unpacking collection.anki21b: no such member"},
		{"newer version", zipOf(t, "meta", "\x08\x04"), "package version 4 is not known"},
		{"empty meta", zipOf(t, "meta", ""), "package version 0 is not known"},
		{"broken meta", zipOf(t, "meta", "\x0a\xff"), "reading meta: a protobuf message is damaged"},
		{"huge meta", zipOf(t, "meta", strings.Repeat("\x08\x03", 1000)), "reading meta: larger than"},
		{"empty database", zipOf(t, "collection.anki2", ""), "no SQLite database in 0 bytes"},
		{"no database", zipOf(t, "collection.anki2", strings.Repeat("no database ", 100)), "reading collection.anki2: file is not a database"},
		{"not zstd", zipOf(t, "meta", "\x08\x03", "collection.anki21b", good), "unpacking collection.anki21b"},
		{"other tables", zipOf(t, "collection.anki2", string(database(t, "CREATE TABLE a (b)"))), `no table "col": not a collection`},
		{"a view", changed("ALTER TABLE notes RENAME TO n; CREATE VIEW notes AS SELECT * FROM n;"), `no table "notes"`},
		{"a computed column", changed("ALTER TABLE cards ADD COLUMN x AS (ord + 1);"), `table "cards" has computed columns`},
		{"old schema", changed("UPDATE col SET ver = 10"), "schema 10 is not one that Anki imports"},
		{"new schema", changed("UPDATE col SET ver = 19"), "schema 19 is not one that Anki imports"},
		{"no row", changed("DELETE FROM col"), "schema 0 is not one that Anki imports"},
		{"a missing field", changed("UPDATE notes SET flds = 'one'"), `note 20 (guid "abc") has not the fields of its type 5`},
		{"no type", changed("UPDATE notes SET mid = 6"), `note 20 (guid "abc") has not the fields of its type 6`},
		{"null", changed("UPDATE notes SET tags = NULL"), "table notes: \"<nil>\" stands where text should"},
		{"a blob", changed("UPDATE cards SET due = x'00'"), "table cards: "},
		{"broken type", changed("UPDATE notetypes SET config = x'0AFF'"), "a protobuf message is damaged"},
		{"no name", changed("UPDATE templates SET name = x'31'"), `table templates: "[49]" stands where text should`},
		{"list is no JSON", zipOf(t, "collection.anki21", good, "media", "{"), "reading the list of media"},
		{"list of words", zipOf(t, "collection.anki21", good, "media", `{"a":"b"}`), `"a" is no number of a member`},
		{"a path", zipOf(t, "collection.anki21", good, "media", `{"0":"../b.png"}`), `"../b.png" is no name for media`},
		{"a type twice", changed(`UPDATE col SET ver = 11, models = '{"1":{"id":5},"2":{"id":5}}', decks = '{}'`), "note type 5 occurs twice"},
		{"a huge type", changed(`UPDATE col SET ver = 11, decks = '{}', models = '{"5":{"id":5,"flds":[{}` + strings.Repeat(",{}", 1000) + `]}}'`),
			"larger than any package of Anki's"},
		{"no JSON", changed("UPDATE col SET ver = 11, models = '[]', decks = '{}'"), "table col: note types: "},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			p, err := readBoth(t, test.data)
			if err == nil || p != nil || !strings.HasPrefix(err.Error(), "apkg: ") || !strings.Contains(err.Error(), test.want) {
				t.Errorf("error %v, want %s", err, test.want)
			}
		})
	}
}

// bomb is a deflate stream of n bytes, all of them zero, made of copies of one block.
func bomb(t testing.TB, n int64) []byte {
	t.Helper()
	const block = 1 << 20
	var one bytes.Buffer
	w, err := flate.NewWriter(&one, flate.BestCompression)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := w.Write(make([]byte, block)); err != nil {
		t.Fatal(err)
	}
	if err := w.Flush(); err != nil {
		t.Fatal(err)
	}
	stream := bytes.Repeat(one.Bytes(), int(n/block))
	return append(stream, 1, 0, 0, 0xff, 0xff) // the last block, stored and empty
}

// rawZip zips one member that is compressed already, with the size it claims to have, and some that are stored.
func rawZip(t testing.TB, name string, method uint16, data []byte, claimed uint64, members ...string) []byte {
	t.Helper()
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	for i := 0; i < len(members); i += 2 {
		m, err := w.CreateHeader(&zip.FileHeader{Name: members[i]})
		if err != nil {
			t.Fatal(err)
		}
		if _, err := io.WriteString(m, members[i+1]); err != nil {
			t.Fatal(err)
		}
	}
	m, err := w.CreateRaw(&zip.FileHeader{Name: name, Method: method, CompressedSize64: uint64(len(data)), UncompressedSize64: claimed})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := m.Write(data); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// TestReadBombs: packages that would unpack to far more than they are get refused, and take little memory and disk
// until then.
func TestReadBombs(t *testing.T) {
	const huge = 2 << 30
	good := string(database(t, schema18))
	packedWith := func(statements string) []byte {
		return packedZip(t, "collection.anki21", string(database(t, schema18+statements)))
	}
	sameMembers := "{" + strings.Repeat(`"1":{},`, 400_000) + `"1":{}}`
	zeros := bomb(t, huge)
	tests := []struct {
		name, want string
		data       []byte
	}{
		{"collection", "unpacking collection.anki2: larger than", rawZip(t, "collection.anki2", zip.Deflate, zeros, huge)},
		{"collection that claims to be small", "unpacking collection.anki2: ", rawZip(t, "collection.anki2", zip.Deflate, zeros, 4096)},
		{"collection in zstd", "unpacking collection.anki21b: ", zipOf(t, "meta", "\x08\x03", "collection.anki21b", strings.Repeat(frame(t, make([]byte, 1<<20)), 4096))},
		{"list of media", "reading the list of media: ", rawZip(t, "media", zip.Deflate, zeros, huge, "collection.anki21", good)},
		{"meta", "reading meta: larger than", rawZip(t, "meta", zip.Deflate, zeros, huge, "collection.anki21", good)},
		{"memory", "larger than", rawZip(t, "examdeck.json", zip.Deflate, zeros, huge, "collection.anki21", good)},
		{"entries of media", "reading the list of media: larger than", zipOf(t, "meta", "\x08\x03", "collection.anki21b", frame(t, []byte(good)), "media",
			frame(t, bytes.Repeat([]byte("\x0a\x03\x0a\x01a"), 6_400_000)))},
		{"short entries of media", "reading the list of media: larger than", zipOf(t, "meta", "\x08\x03", "collection.anki21b", frame(t, []byte(good)), "media",
			frame(t, bytes.Repeat([]byte("\x0a\x03\x0a\x01a"), 100_000)))},
		{"names of media", "reading the list of media: larger than", packedZip(t, "collection.anki21", good, "media", jsonObject(200_000, `"a"`))},
		{"tags", "the fields and tags: larger than", packedWith("UPDATE notes SET tags = '" + strings.Repeat("t ", 2_000_000) + "'")},
		{"note types", "note types: larger than", packedWith("UPDATE col SET ver = 11, decks = '{}', models = '" + sameMembers + "'")},
		{"decks", "decks: larger than", packedWith("UPDATE col SET ver = 11, models = '{}', decks = '" + sameMembers + "'")},
		{"clozes remembered", "reading examdeck.json: larger than", packedZip(t, "collection.anki21", good, "examdeck.json", `{"format":1,"questions":[`+
			strings.Repeat("\n"+`{"guid":"a","state":"retired","kind":"cloze","clozes":[[]`+strings.Repeat(",[]", 100_000)+"]},", 8))},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			var before, after runtime.MemStats
			file := scratch(t)
			runtime.ReadMemStats(&before)
			p, err := apkg.Read(bytes.NewReader(test.data), int64(len(test.data)), file)
			if err == nil {
				_, err = p.Baseline()
			}
			runtime.ReadMemStats(&after)
			if err == nil || !strings.Contains(err.Error(), test.want) {
				t.Errorf("error %v, want %s", err, test.want)
			}
			if took := after.TotalAlloc - before.TotalAlloc; took > 80<<20 {
				t.Errorf("%d MB of memory were asked for", took>>20)
			}
			room := 8<<20 + 101*int64(len(test.data))
			if info, err := os.Stat(file.Name()); err != nil || info.Size() > room {
				t.Errorf("%d MB on disk, %v", info.Size()>>20, err)
			}
			runtime.ReadMemStats(&before)
			p, err = apkg.Read(bytes.NewReader(test.data), int64(len(test.data)), nil)
			if err == nil {
				_, err = p.Baseline()
			}
			runtime.ReadMemStats(&after)
			if took := int64(after.TotalAlloc - before.TotalAlloc); err == nil || !strings.Contains(err.Error(), test.want) || took > 80<<20+6*room {
				// A buffer that doubles may be twice as large as what is in it, and asks for twice its size on the way.
				t.Errorf("in memory, of which %d MB were asked for: error %v, want %s", took>>20, err, test.want)
			}
		})
	}
}

// packedZip zips members, given as name and content by turns, and compresses them.
func packedZip(t testing.TB, members ...string) []byte {
	t.Helper()
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	for i := 0; i < len(members); i += 2 {
		m, err := w.Create(members[i])
		if err != nil {
			t.Fatal(err)
		}
		if _, err := io.WriteString(m, members[i+1]); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// jsonObject is a JSON object of n members with numbers for names, each of that value.
func jsonObject(n int, value string) string {
	var b strings.Builder
	for i := range n {
		b.WriteString(`,"` + strconv.Itoa(i) + `":` + value)
	}
	return "{" + strings.TrimPrefix(b.String(), ",") + "}"
}

// TestReadMissingMedia lists media without a member, but does not open them.
func TestReadMissingMedia(t *testing.T) {
	p := read(t, zipOf(t, "collection.anki21", string(database(t, schema18)), "media", `{"7":"a.png"}`))
	if len(p.Media) != 1 || p.Media[0].Size != -1 {
		t.Errorf("media %+v", p.Media)
	}
	if _, err := p.Sum(p.Media[0]); err == nil || !strings.Contains(err.Error(), `media "a.png": no member "7"`) {
		t.Errorf("error %v", err)
	}
}

// FuzzRead reads damaged packages, and damaged databases in good packages.
func FuzzRead(f *testing.F) {
	for _, file := range goldens(f) {
		archive, err := txtar.ParseFile(file)
		if err != nil {
			f.Fatal(err)
		}
		db := scratch(f)
		var out bytes.Buffer
		if err := apkg.Write(&out, setOf(f, archive), apkg.Options{Time: made, Scratch: db}); err != nil {
			f.Fatal(err)
		}
		data, err := os.ReadFile(db.Name())
		if err != nil {
			f.Fatal(err)
		}
		f.Add(out.Bytes(), false)
		f.Add(data, true)
	}
	f.Add(database(f, schema18), true)
	f.Add(withMemory(f, write(f, kinds(f)), `{"format": 1, "questions": [
{"guid": "a", "state": "retired", "kind": "cloze", "prompt": "AAAAAQ", "clozes": [[1, 2, 3, 4]], "mod": 99999999999999}
]}`), false)
	f.Add(latest(f, database(f, schema18)), false)
	file := scratch(f) // one for all, since making and removing files takes longer than reading
	f.Fuzz(func(t *testing.T, data []byte, isDatabase bool) {
		if isDatabase {
			data = zipOf(t, "collection.anki2", string(data), "media", `{"0":"a.png"}`, "0", "picture")
		}
		for _, file := range []apkg.Scratch{nil, file} { // of a damaged database, SQLite may say otherwise in memory
			checkRead(t, data, file)
		}
	})
}

// checkRead holds what comes of reading a package to what is promised of any.
func checkRead(t *testing.T, data []byte, file apkg.Scratch) {
	t.Helper()
	p, err := apkg.Read(bytes.NewReader(data), int64(len(data)), file)
	if err != nil {
		if p != nil || !strings.HasPrefix(err.Error(), "apkg: ") {
			t.Errorf("package %v with error %v", p, err)
		}
		return
	}
	if b, err := p.Baseline(); err == nil && len(b.Known) > len(p.Notes)+1<<19 {
		t.Errorf("%d known questions of %d notes", len(b.Known), len(p.Notes))
	}
	for _, m := range p.Media {
		_, _ = p.Sum(m) // Damaged media give an error, and no panic.
	}
	if set, err := p.Set(); err == nil && set.Len() > len(p.Notes) {
		t.Errorf("%d questions of %d notes", set.Len(), len(p.Notes))
	}
}
