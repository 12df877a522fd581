package main

import (
	"io"

	"github.com/examdeck/examdeck/export/apkg/diff"
)

type differingField struct {
	Name string `json:"name"`
	Old  string `json:"old"`
	New  string `json:"new"`
}

type differingNote struct {
	GUID        string           `json:"guid"`
	Change      string           `json:"change"`
	Effect      string           `json:"effect"`
	Deck        string           `json:"deck"`
	MovedFrom   string           `json:"moved_from,omitempty"`
	Type        string           `json:"note_type"`
	TypeWas     string           `json:"note_type_was,omitempty"`
	Title       string           `json:"title"`
	Fields      []differingField `json:"fields,omitempty"`
	TagsAdded   []string         `json:"tags_added,omitempty"`
	TagsRemoved []string         `json:"tags_removed,omitempty"`
	CardsAdded  []int            `json:"cards_added,omitempty"`
	CardsGone   []int            `json:"cards_gone,omitempty"`
}

type differingType struct {
	ID     int64    `json:"id"`
	Name   string   `json:"name"`
	Change string   `json:"change"`
	Parts  []string `json:"parts,omitempty"`
}

type differingMedia struct {
	Name    string `json:"name"`
	Change  string `json:"change"`
	OldSize int64  `json:"old_size"`
	NewSize int64  `json:"new_size"`
}

// diffJSON prints differences as docs/json.md describes them.
func diffJSON(w io.Writer, files []string, r *diff.Report) error {
	added, changed, moved, retired := r.NoteCounts()
	out := struct {
		Version       int              `json:"version"`
		Old           string           `json:"old"`
		New           string           `json:"new"`
		Counts        map[string]int   `json:"counts"`
		Import        map[string]int   `json:"import"`
		Notes         []differingNote  `json:"notes"`
		Types         []differingType  `json:"note_types"`
		Media         []differingMedia `json:"media"`
		Problems      []packageProblem `json:"problems"`
		ProblemCounts map[string]int   `json:"problem_counts"`
	}{
		Version: 1, Old: files[0], New: files[1],
		Counts: map[string]int{"new": added, "changed": changed, "unchanged": r.Unchanged, "moved": moved, "retired": retired},
		Import: map[string]int{"new": r.Import.New, "updated": r.Import.Updated, "overwritten": r.Import.Overwritten, "duplicate": r.Import.Duplicate,
			"conflicting": r.Import.Conflicting, "cards": r.Import.Cards},
		Notes: []differingNote{}, Types: []differingType{}, Media: []differingMedia{}, Problems: problemsJSON(r.Problems), ProblemCounts: r.Counts,
	}
	for _, n := range r.Notes {
		d := differingNote{GUID: n.GUID, Change: n.Change.String(), Effect: n.Effect.String(), Deck: n.Deck, MovedFrom: n.From, Type: n.Type,
			TypeWas: n.TypeFrom, Title: n.Title, TagsAdded: n.TagsAdded, TagsRemoved: n.TagsRemoved, CardsAdded: n.CardsAdded, CardsGone: n.CardsGone}
		for _, f := range n.Fields {
			d.Fields = append(d.Fields, differingField(f))
		}
		out.Notes = append(out.Notes, d)
	}
	for _, t := range r.Types {
		out.Types = append(out.Types, differingType{t.ID, t.Name, t.Change.String(), t.Parts})
	}
	for _, m := range r.Media {
		out.Media = append(out.Media, differingMedia{m.Name, m.Change.String(), m.OldSize, m.NewSize})
	}
	return printJSON(w, out)
}
