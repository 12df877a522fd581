package apkg

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"
)

// readBlobs reads decks and note types of schema 15 to 18, which have tables of their own with protobuf messages in them
// (proto/anki/notetypes.proto and decks.proto). The queries name no
// order, which a damaged file could make SQLite busy with for ever.
func (p *Package) readBlobs(t *tableReader) error {
	if err := t.checkTables("notetypes", "fields", "templates", "decks"); err != nil {
		return err
	}
	types, err := readTypes(t)
	if err != nil {
		return err
	}
	for _, read := range []func(*tableReader, map[int64]*NoteType) error{readTypeFields, readTypeTemplates} {
		if err := read(t, types); err != nil {
			return err
		}
	}
	for _, nt := range types {
		p.NoteTypes = append(p.NoteTypes, *nt)
	}
	return p.readDeckRows(t)
}

func readTypes(t *tableReader) (map[int64]*NoteType, error) {
	types := map[int64]*NoteType{}
	err := t.each("SELECT id, mtime_secs, name, config FROM notetypes", typeSize, func(r row) error {
		id, idErr := r.int(0)
		mod, modErr := r.int(1)
		name, nameErr := r.text(2)
		config, configErr := r.blob(3)
		if err := errors.Join(idErr, modErr, nameErr, configErr); err != nil {
			return fmt.Errorf("table notetypes: %w", err)
		}
		nt := &NoteType{ID: id, Name: name, Mod: time.Unix(mod, 0).UTC()}
		types[id] = nt
		return eachField(config, func(f protoField) error {
			switch f.number {
			case 1:
				nt.Cloze = f.value == 1
			case 2:
				nt.SortField = int(f.value)
			case 3:
				nt.CSS = string(f.bytes)
			}
			return nil
		})
	})
	return types, err
}

// part reads what fields and templates have in common: their type, their place in it and their name. The type
// is nil for rows that Anki's export left behind of a type without notes.
func part(r row, types map[int64]*NoteType) (nt *NoteType, ord int64, name string, config []byte, err error) {
	id, idErr := r.int(0)
	ord, ordErr := r.int(1)
	name, nameErr := r.text(2)
	config, configErr := r.blob(3)
	return types[id], ord, name, config, errors.Join(idErr, ordErr, nameErr, configErr)
}

func readTypeFields(t *tableReader, types map[int64]*NoteType) error {
	err := t.each("SELECT ntid, ord, name, config FROM fields", partSize, func(r row) error {
		nt, ord, name, config, err := part(r, types)
		if err != nil || nt == nil {
			return err
		}
		field := Field{Name: name, ord: ord}
		err = eachField(config, func(f protoField) error {
			if f.number == 9 {
				field.ID = int64(f.value)
			}
			return nil
		})
		nt.Fields = append(nt.Fields, field)
		return err
	})
	if err != nil {
		return fmt.Errorf("table fields: %w", err)
	}
	for _, nt := range types {
		slices.SortFunc(nt.Fields, func(a, b Field) int { return cmp.Compare(a.ord, b.ord) })
	}
	return nil
}

func readTypeTemplates(t *tableReader, types map[int64]*NoteType) error {
	err := t.each("SELECT ntid, ord, name, config FROM templates", partSize, func(r row) error {
		nt, ord, name, config, err := part(r, types)
		if err != nil || nt == nil {
			return err
		}
		c := Template{Name: name, ord: ord}
		err = eachField(config, func(f protoField) error {
			switch f.number {
			case 1:
				c.Front = string(f.bytes)
			case 2:
				c.Back = string(f.bytes)
			case 8:
				c.ID = int64(f.value)
			}
			return nil
		})
		nt.Templates = append(nt.Templates, c)
		return err
	})
	if err != nil {
		return fmt.Errorf("table templates: %w", err)
	}
	for _, nt := range types {
		slices.SortFunc(nt.Templates, func(a, b Template) int { return cmp.Compare(a.ord, b.ord) })
	}
	return nil
}

func (p *Package) readDeckRows(t *tableReader) error {
	return t.each("SELECT id, name, kind FROM decks", deckSize, func(r row) error {
		id, idErr := r.int(0)
		name, nameErr := r.text(1)
		kind, kindErr := r.blob(2)
		if err := errors.Join(idErr, nameErr, kindErr); err != nil {
			return fmt.Errorf("table decks: %w", err)
		}
		d := Deck{ID: id, Name: strings.ReplaceAll(name, "\x1f", "::")}
		err := eachField(kind, func(f protoField) error {
			if f.number != 1 { // 1 is an ordinary deck, 2 a filtered one
				return nil
			}
			return eachField(f.bytes, func(f protoField) error {
				if f.number == 4 {
					d.Description = string(f.bytes)
				}
				return nil
			})
		})
		p.Decks = append(p.Decks, d)
		return err
	})
}
