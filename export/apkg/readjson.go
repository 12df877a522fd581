package apkg

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"
	"time"
)

// readJSON reads decks and note types of schema 11 and 14, which are JSON in the one row of col.
func (p *Package) readJSON(t *tableReader) error {
	return t.each("SELECT models, decks FROM col WHERE id=1", 0, func(r row) error {
		for i, read := range []func(string) error{p.readModels, p.readDecks} {
			text, err := r.text(i)
			if err != nil {
				return fmt.Errorf("table col: %w", err)
			}
			if len(text) > maxList {
				return fmt.Errorf("table col: %w", errTooBig)
			}
			if err := read(text); err != nil {
				return fmt.Errorf("table col: %w", err)
			}
		}
		return nil
	})
}

// eachMember decodes the members of a JSON object one by one, so that a hostile one takes no more memory than do
// allows. null counts for an empty object, and of members with one name do is to keep the last.
func eachMember(r io.Reader, do func(name string, decode func(v any) error) error) error {
	d := json.NewDecoder(r)
	start, err := d.Token()
	if err != nil || start == nil {
		return err
	}
	if start != json.Delim('{') {
		return errors.New("no JSON object")
	}
	for d.More() {
		name, err := d.Token()
		if err != nil {
			return err
		}
		if err := do(name.(string), d.Decode); err != nil {
			return err
		}
	}
	if _, err := d.Token(); err != nil {
		return err
	}
	if _, err := d.Token(); !errors.Is(err, io.EOF) {
		return errors.New("something follows the JSON object")
	}
	return nil
}

// parts are the fields or templates of a note type, of which there may not be too many.
type parts[T any] []T

// UnmarshalJSON reads a list.
func (ps *parts[T]) UnmarshalJSON(data []byte) error {
	d := json.NewDecoder(bytes.NewReader(data))
	if start, err := d.Token(); err != nil || start == nil {
		return err
	} else if start != json.Delim('[') {
		return errors.New("no list")
	}
	for *ps = nil; d.More(); {
		var part T
		if err := d.Decode(&part); err != nil {
			return err
		}
		if *ps = append(*ps, part); len(*ps) > maxParts {
			return errTooBig
		}
	}
	return nil
}

// number is an id in JSON: a number, or its digits as a string.
type number int64

// UnmarshalJSON reads both forms.
func (n *number) UnmarshalJSON(data []byte) error {
	text := strings.Trim(string(data), `"`)
	if text == "null" {
		return nil
	}
	var v int64
	if err := json.Unmarshal([]byte(text), &v); err != nil {
		return err
	}
	*n = number(v)
	return nil
}

// place returns the place of a member in a list of that many, which it extends if the name is new.
func place(places map[string]int, name string, length int) (at int, fresh bool) {
	at, known := places[name]
	if !known {
		at = length
		places[name] = at
	}
	return at, !known
}

func (p *Package) readModels(text string) error {
	places := map[string]int{}
	err := eachMember(strings.NewReader(text), func(name string, decode func(any) error) error {
		var m struct {
			ID    number `json:"id"`
			Name  string `json:"name"`
			Type  int    `json:"type"`
			Mod   int64  `json:"mod"`
			SortF int    `json:"sortf"`
			CSS   string `json:"css"`
			Flds  parts[struct {
				Name string `json:"name"`
				ID   number `json:"id"`
			}] `json:"flds"`
			Tmpls parts[struct {
				Name string `json:"name"`
				QFmt string `json:"qfmt"`
				AFmt string `json:"afmt"`
				ID   number `json:"id"`
			}] `json:"tmpls"`
		}
		if err := decode(&m); err != nil {
			return err
		}
		if err := p.room.take(typeSize + partSize*(len(m.Flds)+len(m.Tmpls))); err != nil {
			return err
		}
		t := NoteType{ID: int64(m.ID), Name: m.Name, Cloze: m.Type == 1, SortField: m.SortF, Mod: time.Unix(m.Mod, 0).UTC(), CSS: m.CSS}
		for _, f := range m.Flds {
			t.Fields = append(t.Fields, Field{ID: int64(f.ID), Name: f.Name})
		}
		for _, c := range m.Tmpls {
			t.Templates = append(t.Templates, Template{ID: int64(c.ID), Name: c.Name, Front: c.QFmt, Back: c.AFmt})
		}
		if at, fresh := place(places, name, len(p.NoteTypes)); fresh {
			p.NoteTypes = append(p.NoteTypes, t)
		} else {
			p.NoteTypes[at] = t
		}
		return nil
	})
	if err != nil {
		return fmt.Errorf("note types: %w", err)
	}
	return nil
}

func (p *Package) readDecks(text string) error {
	places := map[string]int{}
	err := eachMember(strings.NewReader(text), func(name string, decode func(any) error) error {
		var d struct {
			ID   number `json:"id"`
			Name string `json:"name"`
			Desc string `json:"desc"`
		}
		if err := errors.Join(decode(&d), p.room.take(deckSize)); err != nil {
			return err
		}
		made := Deck{ID: int64(d.ID), Name: d.Name, Description: d.Desc}
		if at, fresh := place(places, name, len(p.Decks)); fresh {
			p.Decks = append(p.Decks, made)
		} else {
			p.Decks[at] = made
		}
		return nil
	})
	if err != nil {
		return fmt.Errorf("decks: %w", err)
	}
	return nil
}
