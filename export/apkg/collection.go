package apkg

import (
	"database/sql/driver"
	"errors"
	"fmt"
	"strings"
	"time"
)

// readCollection reads the tables of the database in the scratch file or, without one, of that content.
func (p *Package) readCollection(scratch Scratch, content []byte) error {
	var db *database
	var err error
	if scratch == nil {
		db, err = openContent(content)
	} else {
		db, err = open(address(scratch.Name()) + readOnly)
	}
	if err != nil {
		return err
	}
	return errors.Join(p.readTables(db), db.conn.Close())
}

// tableReader reads the tables of a database that may be hostile: a damaged tree of pages can have one page many
// times over, so no more rows and bytes are taken than the file could hold.
type tableReader struct {
	db *database
	// left is how many bytes there may still come, room how many may be kept.
	left int64
	room *room
}

func (p *Package) readTables(db *database) error {
	t := &tableReader{db: db, room: &p.room}
	if err := t.measure(); err != nil {
		return err
	}
	if err := t.checkTables("col", "notes", "cards"); err != nil {
		return err
	}
	schema, err := t.schema()
	if err != nil {
		return err
	}
	switch p.Schema = int(schema); {
	case schema == 11 || schema == 14:
		err = p.readJSON(t)
	case schema >= 15 && schema <= 18:
		err = p.readBlobs(t)
	default:
		err = fmt.Errorf("schema %d is not one that Anki imports", schema)
	}
	if err != nil {
		return err
	}
	if err := p.checkTypes(); err != nil {
		return err
	}
	if err := p.readNotes(t); err != nil {
		return err
	}
	return p.readCards(t)
}

// checkTypes makes sure that every note type is there once, and none is larger than any that a person makes.
func (p *Package) checkTypes() error {
	seen := make(map[int64]bool, len(p.NoteTypes))
	for _, nt := range p.NoteTypes {
		if seen[nt.ID] {
			return fmt.Errorf("note type %d occurs twice", nt.ID)
		}
		seen[nt.ID] = true
		if len(nt.Fields) > maxParts || len(nt.Templates) > maxParts {
			return fmt.Errorf("note type %.80q: %w", nt.Name, errTooBig)
		}
	}
	return nil
}

// measure finds out how many bytes the database has.
func (t *tableReader) measure() error {
	err := t.db.exec("PRAGMA trusted_schema=OFF; PRAGMA cell_size_check=ON;")
	if err != nil {
		return err
	}
	for _, pragma := range []string{"PRAGMA page_count", "PRAGMA page_size"} {
		err := t.db.query(pragma, func(v []driver.Value) error {
			n, _ := v[0].(int64)
			t.left = max(t.left, 1) * n
			return nil
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// checkTables makes sure that the names are plain tables: a view, a virtual table or a computed column could keep SQLite
// busy for ever.
func (t *tableReader) checkTables(names ...string) error {
	for _, name := range names {
		plain := false
		quoted := "'" + name + "'"
		err := t.db.query("SELECT count(*) FROM sqlite_master WHERE type='table' AND name="+quoted+" AND rootpage>0",
			func(v []driver.Value) error { plain = v[0] == int64(1); return nil })
		if err != nil {
			return err
		}
		if !plain {
			return fmt.Errorf("no table %q: not a collection of Anki's", name)
		}
		err = t.db.query("SELECT count(*) FROM pragma_table_xinfo("+quoted+") WHERE hidden<>0", func(v []driver.Value) error {
			if v[0] != int64(0) {
				return fmt.Errorf("table %q has computed columns", name)
			}
			return nil
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// each reads a table, row by row, and takes room for the row's texts, and for a value of that size made of it.
func (t *tableReader) each(query string, size int, do func(row) error) error {
	rows := 0
	return t.db.query(query, func(values []driver.Value) error {
		bytes := 0
		for _, v := range values {
			switch v := v.(type) {
			case string:
				bytes += len(v)
			case []byte:
				bytes += len(v)
			}
		}
		t.left -= int64(bytes)
		if rows++; rows > maxRows || t.left < 0 || t.room.take(bytes+size) != nil {
			return fmt.Errorf("the rows: %w", errTooBig)
		}
		return do(row{values})
	})
}

// schema is the version of the tables, in the one row of col.
func (t *tableReader) schema() (int64, error) {
	schema := int64(0)
	err := t.each("SELECT ver FROM col WHERE id=1", 0, func(r row) (err error) {
		schema, err = r.int(0)
		return err
	})
	return schema, err
}

// row is one row of a table, whose values may be of any type.
type row struct{ values []driver.Value }

func (r row) int(i int) (int64, error) {
	if n, ok := r.values[i].(int64); ok {
		return n, nil
	}
	return 0, fmt.Errorf("%.40q stands where a number should", fmt.Sprint(r.values[i]))
}

func (r row) text(i int) (string, error) {
	if s, ok := r.values[i].(string); ok {
		return s, nil
	}
	return "", fmt.Errorf("%.40q stands where text should", fmt.Sprint(r.values[i]))
}

func (r row) blob(i int) ([]byte, error) {
	if b, ok := r.values[i].([]byte); ok {
		return b, nil
	}
	return nil, fmt.Errorf("%.40q stands where a blob should", fmt.Sprint(r.values[i]))
}

func (p *Package) readNotes(t *tableReader) error {
	fieldCount := make(map[int64]int, len(p.NoteTypes))
	for _, nt := range p.NoteTypes {
		fieldCount[nt.ID] = len(nt.Fields)
	}
	tagCount := 0
	return t.each("SELECT id, mid, mod, guid, tags, flds FROM notes", noteSize, func(r row) error {
		id, idErr := r.int(0)
		kind, typeErr := r.int(1)
		mod, modErr := r.int(2)
		guid, guidErr := r.text(3)
		tags, tagsErr := r.text(4)
		fields, fieldsErr := r.text(5)
		if err := errors.Join(idErr, typeErr, modErr, guidErr, tagsErr, fieldsErr); err != nil {
			return fmt.Errorf("table notes: %w", err)
		}
		// Anki refuses such a package as well.
		if n, known := fieldCount[kind]; !known || n != strings.Count(fields, fieldSeparator)+1 {
			return fmt.Errorf("note %d (guid %.80q) has not the fields of its type %d", id, guid, kind)
		}
		blanks := strings.Count(tags, " ") + strings.Count(tags, "\u3000")
		if tagCount += blanks; tagCount > maxTags || t.room.take(textSize*(blanks+fieldCount[kind])) != nil {
			return fmt.Errorf("the fields and tags: %w", errTooBig)
		}
		p.Notes = append(p.Notes, Note{ID: id, GUID: guid, Type: kind, Mod: time.Unix(mod, 0).UTC(), Tags: splitTags(tags),
			Fields: strings.Split(fields, fieldSeparator)})
		return nil
	})
}

// splitTags parts the tags of a note as Anki does, at blanks and ideographic blanks (rslib/src/tags/mod.rs).
func splitTags(tags string) []string {
	return strings.FieldsFunc(tags, func(r rune) bool { return r == ' ' || r == '\u3000' })
}

func (p *Package) readCards(t *tableReader) error {
	const columns = "id, nid, did, ord, mod, type, queue, due, ivl, reps, lapses, flags"
	return t.each("SELECT "+columns+" FROM cards", cardSize, func(r row) error {
		var n [12]int64
		for i := range n {
			var err error
			if n[i], err = r.int(i); err != nil {
				return fmt.Errorf("table cards: %w", err)
			}
		}
		p.Cards = append(p.Cards, Card{ID: n[0], Note: n[1], Deck: n[2], Ord: int(n[3]), Mod: time.Unix(n[4], 0).UTC(), Type: int(n[5]),
			Queue: int(n[6]), Due: n[7], Interval: n[8], Reps: n[9], Lapses: n[10], Flags: int(n[11])})
		return nil
	})
}
