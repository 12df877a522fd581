package main

import (
	"io"

	"github.com/examdeck/examdeck/deck"
	"github.com/examdeck/examdeck/export/apkg/inspect"
)

type inspectedDeck struct {
	ID    int64  `json:"id"`
	Name  string `json:"name"`
	Notes int    `json:"notes"`
	Cards int    `json:"cards"`
}

type inspectedType struct {
	ID        int64    `json:"id"`
	Name      string   `json:"name"`
	Kind      string   `json:"kind"`
	Script    bool     `json:"script"`
	Fields    []string `json:"fields"`
	Templates []string `json:"templates"`
	Notes     int      `json:"notes"`
	Cards     int      `json:"cards"`
}

type inspectedTag struct {
	Name  string `json:"name"`
	Notes int    `json:"notes"`
}

type inspectedFile struct {
	Name string `json:"name"`
	Size int64  `json:"size"`
}

type inspectedMedia struct {
	Files    int            `json:"files"`
	Bytes    int64          `json:"bytes"`
	Pictures int            `json:"pictures"`
	Played   int            `json:"played"`
	Other    int            `json:"other"`
	Largest  *inspectedFile `json:"largest"`
}

type inspectedMemory struct {
	Root      string          `json:"root"`
	Namespace string          `json:"namespace"`
	Split     string          `json:"split,omitempty"`
	Retired   []knownQuestion `json:"retired"`
	NotRead   []knownQuestion `json:"not_read"`
}

// packageProblem is a problem of a package in JSON.
type packageProblem struct {
	File     string `json:"file"`
	Note     string `json:"note,omitempty"`
	Severity string `json:"severity"`
	Code     string `json:"code"`
	Message  string `json:"message"`
	Hint     string `json:"hint,omitempty"`
}

func problemsJSON(ps []inspect.Problem) []packageProblem {
	list := []packageProblem{}
	for _, p := range ps {
		list = append(list, packageProblem{p.Pos.File, p.Note, p.Severity.String(), p.Code, p.Message, p.Hint})
	}
	return list
}

// inspectJSON prints a report as docs/json.md describes it.
func inspectJSON(w io.Writer, file string, r *inspect.Report) error {
	out := struct {
		Version       int              `json:"version"`
		File          string           `json:"file"`
		Container     string           `json:"container"`
		Schema        int              `json:"schema"`
		Notes         int              `json:"notes"`
		Cards         map[string]int   `json:"cards"`
		Decks         []inspectedDeck  `json:"decks"`
		Types         []inspectedType  `json:"note_types"`
		Tags          []inspectedTag   `json:"tags"`
		Media         inspectedMedia   `json:"media"`
		Memory        *inspectedMemory `json:"memory"`
		Problems      []packageProblem `json:"problems"`
		ProblemCounts map[string]int   `json:"problem_counts"`
	}{
		Version: 1, File: file, Container: r.Container.String(), Schema: r.Schema, Notes: r.Notes,
		Cards: map[string]int{"all": r.Cards.All, "new": r.Cards.New, "learning": r.Cards.Learning, "review": r.Cards.Review,
			"suspended": r.Cards.Suspended, "buried": r.Cards.Buried, "flagged": r.Cards.Flagged},
		Decks: []inspectedDeck{}, Types: []inspectedType{}, Tags: []inspectedTag{},
		Media:  inspectedMedia{Files: r.Media.Files, Bytes: r.Media.Bytes, Pictures: r.Media.Pictures, Played: r.Media.Played, Other: r.Media.Other},
		Memory: memoryJSON(r.Memory), Problems: problemsJSON(r.Problems), ProblemCounts: r.Counts,
	}
	if r.Media.Files > 0 {
		out.Media.Largest = &inspectedFile{r.Media.Largest.Name, r.Media.Largest.Size}
	}
	for _, d := range r.Decks {
		out.Decks = append(out.Decks, inspectedDeck{d.ID, d.Name, d.Notes, d.Cards})
	}
	for _, t := range r.Types {
		kind := "normal"
		if t.Cloze {
			kind = "cloze"
		}
		out.Types = append(out.Types, inspectedType{t.ID, t.Name, kind, t.Script, append([]string{}, t.Fields...), append([]string{}, t.Templates...), t.Notes, t.Cards})
	}
	for _, t := range r.Tags {
		out.Tags = append(out.Tags, inspectedTag{t.Name, t.Notes})
	}
	return printJSON(w, out)
}

func memoryJSON(m *inspect.Memory) *inspectedMemory {
	if m == nil {
		return nil
	}
	known := func(list []deck.Known) []knownQuestion {
		questions := []knownQuestion{}
		for i := range list {
			questions = append(questions, knownJSON(&list[i]))
		}
		return questions
	}
	return &inspectedMemory{m.Root, m.Namespace, m.Split, known(m.Retired), known(m.Unread)}
}
