package main

import (
	"bufio"
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/examdeck/examdeck/export/apkg/inspect"
)

// printNotes prints notes that were found, for a person or as JSON.
func printNotes(out *bufio.Writer, file string, notes []inspect.Note, text string, json bool) error {
	var err error
	switch {
	case json:
		err = notesJSON(out, file, notes)
	case len(notes) == 0:
		return hinted("a guid is written as it is, a text may be any part of a field or tag",
			"%s: no note has the guid %q, or holds this text", file, text)
	}
	for i := range notes {
		if !json {
			printNote(out, &notes[i])
		}
	}
	if err == nil {
		err = out.Flush()
	}
	if err != nil {
		return fmt.Errorf("writing the notes: %w", err)
	}
	return nil
}

func printNote(w io.Writer, n *inspect.Note) {
	printf(w, "note %q: %s, changed %s\n", n.GUID, n.TypeName, day(n.Mod))
	if len(n.Tags) > 0 {
		printf(w, "   tags: %s\n", strings.Join(n.Tags, " "))
	}
	for i, field := range n.Fields {
		if field != "" {
			first, rest, _ := strings.Cut(field, "\n")
			printf(w, "   %s: %s\n", n.FieldNames[i], first)
			for line := range strings.Lines(rest) {
				printf(w, "      %s\n", strings.TrimSuffix(line, "\n"))
			}
		}
	}
	for _, c := range n.Cards {
		printf(w, "   card %s: %s, in %s\n", c.Name, cardState(c), c.DeckName)
	}
	for _, m := range n.Media {
		if m.Size < 0 {
			printf(w, "   media %s: missing\n", m.Name)
		} else {
			printf(w, "   media %s: %s\n", m.Name, size(m.Size))
		}
	}
}

// day returns the date of a time, or its number where it makes no sense.
func day(t time.Time) string {
	if t.Year() < 0 || t.Year() > 9999 {
		return fmt.Sprint(t.Unix())
	}
	return t.Format(time.DateOnly)
}

// cardState says how far a card has been learnt.
func cardState(c inspect.Card) string {
	state := []string{[]string{"new", "learning", "review", "relearning"}[c.Type&3]}
	if c.Reps > 0 {
		state = append(state, count(int(c.Reps), "review", "reviews"))
	}
	switch {
	case c.Queue == -1:
		state = append(state, "suspended")
	case c.Queue < -1:
		state = append(state, "buried")
	}
	if flag := c.Flags & 7; flag != 0 {
		state = append(state, fmt.Sprintf("flag %d", flag))
	}
	return strings.Join(state, ", ")
}

type foundField struct {
	Name  string `json:"name"`
	Value string `json:"value"`
}

type foundCard struct {
	ID        int64  `json:"id"`
	Name      string `json:"name"`
	Ord       int    `json:"ord"`
	Deck      string `json:"deck"`
	State     string `json:"state"`
	Suspended bool   `json:"suspended"`
	Buried    bool   `json:"buried"`
	Flag      int    `json:"flag"`
	Reps      int64  `json:"reps"`
	Lapses    int64  `json:"lapses"`
}

type foundNote struct {
	ID     int64           `json:"id"`
	GUID   string          `json:"guid"`
	Type   string          `json:"note_type"`
	Mod    int64           `json:"mod"`
	Tags   []string        `json:"tags"`
	Fields []foundField    `json:"fields"`
	Cards  []foundCard     `json:"cards"`
	Media  []inspectedFile `json:"media"`
}

// notesJSON prints notes as docs/json.md describes them.
func notesJSON(w io.Writer, file string, notes []inspect.Note) error {
	list := []foundNote{}
	for _, n := range notes {
		f := foundNote{ID: n.ID, GUID: n.GUID, Type: n.TypeName, Mod: n.Mod.Unix(), Tags: append([]string{}, n.Tags...), Fields: []foundField{},
			Cards: []foundCard{}, Media: []inspectedFile{}}
		for i, value := range n.Fields {
			f.Fields = append(f.Fields, foundField{n.FieldNames[i], value})
		}
		for _, c := range n.Cards {
			f.Cards = append(f.Cards, foundCard{c.ID, c.Name, c.Ord, c.DeckName, []string{"new", "learning", "review", "relearning"}[c.Type&3],
				c.Queue == -1, c.Queue < -1, c.Flags & 7, c.Reps, c.Lapses})
		}
		for _, m := range n.Media {
			f.Media = append(f.Media, inspectedFile{m.Name, m.Size})
		}
		list = append(list, f)
	}
	return printJSON(w, struct {
		Version int         `json:"version"`
		File    string      `json:"file"`
		Notes   []foundNote `json:"notes"`
	}{1, file, list})
}
