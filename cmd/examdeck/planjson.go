package main

import (
	"fmt"

	"github.com/examdeck/examdeck/deck"
)

// plannedQuestion is a question of the set in JSON.
type plannedQuestion struct {
	File   string         `json:"file"`
	Line   int            `json:"line"`
	Col    int            `json:"col"`
	GUID   string         `json:"guid"`
	Kind   string         `json:"kind"`
	Deck   string         `json:"deck"`
	Exam   string         `json:"exam,omitempty"`
	Label  string         `json:"label,omitempty"`
	Change string         `json:"change"`
	From   string         `json:"moved_from,omitempty"`
	Guess  *plannedGuess  `json:"guessed,omitempty"`
	Before *knownQuestion `json:"before,omitempty"`
	Gone   int            `json:"clozes_gone,omitempty"`
}

// plannedFile is a file that the export writes, in JSON.
type plannedFile struct {
	File      string `json:"file"`
	State     string `json:"state"`
	Questions int    `json:"questions"`
}

type plannedGuess struct {
	Score float64       `json:"score"`
	Was   knownQuestion `json:"was"`
}

// knownQuestion is a question of the baseline in JSON.
type knownQuestion struct {
	GUID   string `json:"guid"`
	Kind   string `json:"kind"`
	Deck   string `json:"deck"`
	Exam   string `json:"exam,omitempty"`
	Label  string `json:"label,omitempty"`
	Source string `json:"source,omitempty"`
	Prompt string `json:"prompt,omitempty"`
	Answer string `json:"answer,omitempty"`
}

func knownJSON(k *deck.Known) knownQuestion {
	out := knownQuestion{GUID: k.GUID, Kind: k.Kind.String(), Deck: k.Deck, Exam: k.Exam, Label: k.Label, Source: k.Source}
	if k.Question != nil {
		out.Prompt, out.Answer = deck.PlainText(k.Question.Prompt), deck.PlainText(k.Question.Answer)
	}
	return out
}

// planJSON prints the plan as docs/json.md describes it. It comes last, since it says whether the output was written.
func (e *export) planJSON(plan *deck.Plan, b *baseline, targets []*target, gone []string, diagnostics []deck.Diagnostic) error {
	c := plan.Counts()
	list := struct {
		Version     int                `json:"version"`
		Output      string             `json:"output"`
		Written     bool               `json:"written"`
		Files       []plannedFile      `json:"files"`
		Gone        []string           `json:"gone"`
		Baselines   []string           `json:"baselines"`
		Counts      map[string]int     `json:"counts"`
		Questions   []plannedQuestion  `json:"questions"`
		Retired     []knownQuestion    `json:"retired"`
		NotRead     []knownQuestion    `json:"not_read"`
		Search      map[string]string  `json:"search"`
		Diagnostics []listedDiagnostic `json:"diagnostics"`
	}{
		Version: 1, Output: e.output, Written: !e.dryRun && anyOf(targets, "written"), Gone: append([]string{}, gone...), Baselines: append([]string{}, b.names...), Questions: []plannedQuestion{},
		Retired: []knownQuestion{}, NotRead: []knownQuestion{}, Diagnostics: diagnosticsJSON(diagnostics),
		Counts: map[string]int{"new": c.New, "back": c.Back, "changed": c.Changed, "unchanged": c.Unchanged, "moved": c.Moved,
			"guessed": c.Guessed, "kind_changed": c.KindChanged, "retired": c.Retired, "not_read": c.Unread},
	}
	for _, t := range targets {
		list.Files = append(list.Files, plannedFile{t.file, t.state, t.set.Len()})
	}
	var moved []string
	for _, it := range plan.Items {
		list.Questions = append(list.Questions, itemJSON(it))
		if it.Moved {
			moved = append(moved, it.Was.GUID)
		}
	}
	for i := range plan.Retired {
		list.Retired = append(list.Retired, knownJSON(&plan.Retired[i]))
	}
	for i := range plan.Unread {
		list.NotRead = append(list.NotRead, knownJSON(&plan.Unread[i]))
	}
	list.Search = map[string]string{"moved": search(moved, false), "retired": search(guidsOf(plan.Retired), false)}
	if err := printJSON(e.stdout, list); err != nil {
		return fmt.Errorf("writing the plan: %w", err)
	}
	return nil
}

func itemJSON(it deck.Item) plannedQuestion {
	q := it.Question
	p := plannedQuestion{File: q.Pos.File, Line: q.Pos.Line, Col: q.Pos.Col, GUID: q.GUID, Kind: q.Kind.String(), Deck: it.Deck, Exam: q.Exam,
		Label: q.Label, Change: it.Change.String(), Gone: it.ClozesGone}
	if it.Moved {
		p.From = it.Was.Deck
	}
	if it.Guessed {
		p.Guess = &plannedGuess{Score: float64(int(it.Score*100+0.5)) / 100, Was: knownJSON(it.Was)}
	}
	if it.Before != nil {
		was := knownJSON(it.Before)
		p.Before = &was
	}
	return p
}
