package deck

import (
	"cmp"
	"slices"
	"strconv"
	"time"

	"github.com/examdeck/examdeck/deck/cloze"
)

// Reconcile gives the questions of a set, which [Identify] went over, the identities they had: it finds each one's
// predecessor in the baseline, sets GUID, NoteID and Mod accordingly, numbers clozes as they were, and says what the
// export will do. A new question gets a GUID that no note of the baseline has. What the set lacks is put into its
// Memory. Without a baseline, which may be nil, every question is new.
//
// A changed question bears the time of the export. Whether one changed is told by fields, the hash of the fields and
// tags of the note that it becomes, as [Known.Fields] was; several goroutines call it at once. What knows the notes
// has a Reconcile of its own, such as apkg.
//
// Evidence counts in this order: an explicit id, a local one in its source ([Question.LocalID]) or
// where words are alike; the same content; likeness of words, where the same key counts for some more;
// the same key alone. Best matches come first, each question and each note has one match, and ties go
// by the order of the sources.
//
// The plan refers to the baseline, whose questions are put in order of their state.
func Reconcile(set *Set, base *Baseline, at time.Time, fields func(*Question) uint64) *Plan {
	if base == nil {
		base = &Baseline{}
	}
	m := newMatcher(set, base)
	if len(m.known) > 0 {
		m.run()
	}
	plan := &Plan{Items: make([]Item, 0, len(m.fresh))}
	held := make(map[string]bool, len(m.known)+len(base.Held))
	for _, k := range m.known {
		held[k.GUID] = true
	}
	for _, guid := range base.Held {
		held[guid] = true
	}
	for i, f := range m.fresh {
		it := Item{Question: f.Question, Deck: f.deck}
		if j := m.oldOf[i]; j != noMatch && !m.kindDiffers(i, j) {
			it.Was, it.Guessed, it.Score = &m.known[j], m.guessed[i], m.score[i]
			f.GUID = m.known[j].GUID
		} else {
			if j != noMatch {
				it.Before = &m.known[j]
			}
			begin(f.Question, set.Namespace, held)
		}
		held[f.GUID] = true
		plan.Items = append(plan.Items, it)
	}
	inParallel(len(plan.Items), func(i int) {
		if plan.Items[i].Was != nil {
			adopt(&plan.Items[i], at, fields)
		}
	})
	set.Memory = plan.leave(m)
	return plan
}

// begin gives a new question an identity that no note has.
func begin(q *Question, namespace string, held map[string]bool) {
	q.NoteID, q.Mod = 0, time.Time{}
	q.GUID = DeriveGUID(namespace, q.Key, q.Kind.String())
	for n := 2; held[q.GUID]; n++ {
		q.GUID = DeriveGUID(namespace, q.Key, q.Kind.String(), strconv.Itoa(n))
	}
	if q.Kind == Cloze {
		for _, d := range deletions(q.Prompt) {
			q.LastCloze = max(q.LastCloze, min(d.Number, cloze.Max))
		}
	}
}

// adopt gives a question, which has the GUID already, the rest of the identity of the one it was, and
// finds out what changed.
func adopt(it *Item, at time.Time, fields func(*Question) uint64) {
	q, k := it.Question, it.Was
	q.NoteID = k.NoteID
	it.Moved = k.Deck != "" && k.Deck != it.Deck
	if q.Kind == Cloze {
		old := k.Memory.Clozes
		if k.Question != nil {
			old = deletions(k.Question.Prompt)
		}
		q.Prompt, q.LastCloze = keepNumbers(q.Prompt, old, k.LastCloze)
		it.ClozesGone = missing(old, deletions(q.Prompt))
	}
	same := k.Fields != 0 && fields(q) == k.Fields
	switch {
	case k.Question == nil:
		it.Change = Back
	case same:
		it.Change = Unchanged
	default:
		it.Change = Changed
	}
	q.Mod = k.Mod
	if !same {
		// Clocks go back, and Anki takes only what is newer than what it has.
		q.Mod = time.Unix(max(at.Unix(), k.Mod.Unix()+1), 0).UTC()
	}
}

// missing counts the numbers that only the old deletions have.
func missing(old, now []Deletion) int {
	gone := map[int]bool{}
	for _, d := range old {
		gone[d.Number] = true
	}
	for _, d := range now {
		delete(gone, d.Number)
	}
	return len(gone)
}

// leave says what becomes of the known questions that the set no longer has, and returns what is to be remembered of
// them.
func (p *Plan) leave(m *matcher) (memory []Known) {
	for j, k := range m.known {
		if i := m.newOf[j]; i != noMatch && !m.kindDiffers(i, j) {
			continue
		}
		switch {
		case k.State == Retired:
			memory = append(memory, k.forget(Retired))
		case m.newOf[j] == noMatch && !m.settled(j):
			p.Unread = append(p.Unread, k)
			memory = append(memory, k.forget(Unread))
		default:
			p.Retired = append(p.Retired, k)
			memory = append(memory, k.forget(Retired))
		}
	}
	slices.SortStableFunc(memory, func(a, b Known) int { return cmp.Compare(a.State, b.State) })
	return memory
}
