package apkg

import (
	"encoding/json"
	"fmt"
	"strings"
	"time"
)

// readJSON reads decks and note types of schema 11 and 14, which are JSON in the one row of col.
func (p *Package) readJSON(t *tableReader) error {
	return t.each("SELECT models, decks FROM col WHERE id=1", func(r row) error {
		for i, read := range []func([]byte) error{p.readModels, p.readDecks} {
			text, err := r.text(i)
			if err != nil {
				return fmt.Errorf("table col: %w", err)
			}
			if len(text) > maxList {
				return fmt.Errorf("table col: %w", errTooBig)
			}
			if err := read([]byte(text)); err != nil {
				return fmt.Errorf("table col: %w", err)
			}
		}
		return nil
	})
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

func (p *Package) readModels(data []byte) error {
	var models map[string]struct {
		ID    number `json:"id"`
		Name  string `json:"name"`
		Type  int    `json:"type"`
		Mod   int64  `json:"mod"`
		SortF int    `json:"sortf"`
		CSS   string `json:"css"`
		Flds  []struct {
			Name string `json:"name"`
			ID   number `json:"id"`
		} `json:"flds"`
		Tmpls []struct {
			Name string `json:"name"`
			QFmt string `json:"qfmt"`
			AFmt string `json:"afmt"`
			ID   number `json:"id"`
		} `json:"tmpls"`
	}
	if err := json.Unmarshal(data, &models); err != nil {
		return fmt.Errorf("note types: %w", err)
	}
	for _, m := range models {
		t := NoteType{ID: int64(m.ID), Name: m.Name, Cloze: m.Type == 1, SortField: m.SortF, Mod: time.Unix(m.Mod, 0).UTC(), CSS: m.CSS}
		for _, f := range m.Flds {
			t.Fields = append(t.Fields, Field{ID: int64(f.ID), Name: f.Name})
		}
		for _, c := range m.Tmpls {
			t.Templates = append(t.Templates, Template{ID: int64(c.ID), Name: c.Name, Front: c.QFmt, Back: c.AFmt})
		}
		p.NoteTypes = append(p.NoteTypes, t)
	}
	return nil
}

func (p *Package) readDecks(data []byte) error {
	var decks map[string]struct {
		ID   number `json:"id"`
		Name string `json:"name"`
		Desc string `json:"desc"`
	}
	if err := json.Unmarshal(data, &decks); err != nil {
		return fmt.Errorf("decks: %w", err)
	}
	for _, d := range decks {
		p.Decks = append(p.Decks, Deck{ID: int64(d.ID), Name: d.Name, Description: d.Desc})
	}
	return nil
}
