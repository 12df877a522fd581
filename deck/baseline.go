package deck

import (
	"cmp"
	"slices"
	"time"
)

// State is what became of a question that a baseline remembers.
type State uint8

// The states of a known question.
const (
	// Live: the package of the last export held it.
	Live State = iota
	// Unread: its source was not read in the last export, so nobody knows; the package did not hold it.
	Unread
	// Retired: its source was read and no longer had it.
	Retired
)

// Baseline is what packages of earlier exports remember of who is who; [Reconcile] compares a new set with it.
type Baseline struct {
	// Root and Namespace are those of the last export; empty where the package no longer knows them.
	Root, Namespace string
	// Known are the questions, those of a package in the order in which it was written. Each GUID stands once.
	Known []Known
	// Held are the GUIDs of other notes, which no question may get.
	Held []string
}

// Known is a question as a baseline remembers it: with its text where the package still holds the
// note, else with hashes of it.
type Known struct {
	// GUID and NoteID are its identity, Mod is when its note last changed, to the second.
	GUID   string
	NoteID int64
	Mod    time.Time
	Kind   Kind
	State  State
	// Deck, Exam, Label, Number, Source and ExplicitID are those of the question at the last export.
	Deck, Exam, Label, Number, Source, ExplicitID string
	// Key is the [KeyHash] of its key; 0 where the baseline doesn't know the key.
	Key uint64
	// Fields is the hash of the note's fields and tags, as [Reconcile] is given one for new notes; 0 where it is not
	// known.
	Fields uint64
	// LastCloze is the highest number that a cloze of it ever had.
	LastCloze int
	// Question is the text; nil where the baseline has only Memory.
	Question *Question
	// Memory is what is left of the text of a question that is in no package any more.
	Memory Memory
}

// Memory is what is kept of a text that is gone, enough to know it again when it comes back: hashes, no words.
type Memory struct {
	// Content is the hash of all that is asked and answered.
	Content uint64
	// Prompt and Answer stand for the words of either.
	Prompt, Answer Sketch
	// Clozes are the deletions of a cloze question.
	Clozes []Deletion
}

// memory returns what is kept of the known question's text.
func (k *Known) memory() Memory {
	if k.Question == nil {
		return k.Memory
	}
	return remember(k.Question)
}

// remember returns the memory of a question.
func remember(q *Question) Memory {
	t := textOf(q)
	m := Memory{Content: contentHash(q), Prompt: t.prompt, Answer: t.answer}
	if q.Kind == Cloze {
		m.Clozes = deletions(q.Prompt)
	}
	return m
}

// forget returns the known question with memory in place of its text.
func (k Known) forget(s State) Known {
	k.Memory = k.memory()
	k.Question = nil
	k.State = s
	return k
}

// Merge joins baselines into one, such as the packages that learners of different years have. A
// question in more than one is taken from where its note is newest. It is live if it is live in any of
// them, and no number of a cloze is forgotten.
func Merge(baselines ...*Baseline) *Baseline {
	merged := &Baseline{}
	at := map[string]int{}
	for _, b := range baselines {
		merged.Root = cmp.Or(merged.Root, b.Root)
		merged.Namespace = cmp.Or(merged.Namespace, b.Namespace)
		merged.Held = append(merged.Held, b.Held...)
		for _, k := range b.Known {
			i, seen := at[k.GUID]
			if !seen {
				at[k.GUID] = len(merged.Known)
				merged.Known = append(merged.Known, k)
				continue
			}
			merged.Known[i] = newer(merged.Known[i], k)
		}
	}
	slices.Sort(merged.Held)
	merged.Held = slices.Compact(merged.Held)
	return merged
}

// newer joins what two baselines know of one question: a live one counts before one that is gone, then
// the newer note.
func newer(a, b Known) Known {
	last := max(a.LastCloze, b.LastCloze)
	if b.State < a.State || b.State == a.State && b.Mod.After(a.Mod) {
		a, b = b, a
	}
	if b.Mod.After(a.Mod) { // the learners of b have the newer note, which the next one has to surpass
		a.Mod, a.Fields = b.Mod, b.Fields
	}
	if a.Key == 0 {
		a.Key, a.Number, a.ExplicitID = b.Key, b.Number, b.ExplicitID
	}
	a.LastCloze = last
	return a
}
