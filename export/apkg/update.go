package apkg

import (
	"errors"
	"fmt"
	"io"

	"github.com/examdeck/examdeck/deck"
)

// Update writes the set as the package that follows old, which learners have imported: questions are known again and
// keep their identity and their learners' progress, only those that changed are sent as newer, and those that are
// gone are remembered for the day on which they come back. The plan says what importing the new package will do.
// Without an old package, which may be nil, all questions are new.
//
// It fails for an old package that is none of ours or has a memory that can't be read, for a set without questions,
// and where [Write] fails. What was written to w until then is no package, so that the old one should stay until
// Update returns.
func Update(w io.Writer, old *Package, set *deck.Set, opts Options) (*deck.Plan, error) {
	if set.Len() == 0 {
		return nil, errors.New("apkg: no question to write")
	}
	var known *deck.Baseline
	if old != nil {
		if !old.Own() {
			return nil, errors.New("apkg: the old package holds no notes of examdeck's")
		}
		var err error
		if known, err = old.Baseline(); err != nil {
			return nil, fmt.Errorf("the old package: %w", err)
		}
	}
	plan := Reconcile(set, known, opts)
	return plan, Write(w, set, opts)
}

// Reconcile is the first half of [Update], for those who look at the plan before they write, split the set
// ([deck.Set.Split]), or have several baselines ([deck.Merge]). It gives the questions the identities that they had,
// and the set what its package has to remember. The options are those with which the set is written then; known may
// be nil.
func Reconcile(set *deck.Set, known *deck.Baseline, opts Options) *deck.Plan {
	return deck.Reconcile(set, known, opts.Time, func(q *deck.Question) uint64 { return fieldHash(q, opts) })
}
