package parse

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/examdeck/examdeck/deck"
	"github.com/examdeck/examdeck/parse/dialect"
)

// Claim says that a dialect took a region of a source for a question. Of claims that overlap, the surest wins.
type Claim struct {
	// Pos is where the region begins, LastLine the line on which it ends.
	Pos      deck.Position
	LastLine int
	// From and To are the region as byte offsets, counted as those of an [Entry].
	From, To int
	Dialect  string
	// Evidence names what the claim rests on, Sureness is its place among all kinds of evidence: the weakest is 1.
	// Places move from version to version.
	Evidence string
	Sureness int
}

// Verdict is a claim with what became of it.
type Verdict struct {
	Claim
	// Won reports whether the region is of this claim. The ledger then says whether it became a question.
	Won bool
	// LostTo is a surer claim that overlaps this one; nil if the claim won, or lost for the reason that Reason gives.
	LostTo *Claim
	Reason string
}

// String returns a line for people: the region, the evidence, and what became of the claim.
func (v Verdict) String() string {
	head := fmt.Sprintf("%s: %s: %s", v.Pos, v.lines(), v.ground())
	switch {
	case v.Won:
		return head + ": won"
	case v.LostTo != nil:
		return fmt.Sprintf("%s: lost to %s, %s", head, v.LostTo.ground(), v.LostTo.lines())
	}
	return head + ": lost: " + v.Reason
}

func (c Claim) lines() string {
	if c.LastLine == c.Pos.Line {
		return fmt.Sprintf("line %d", c.LastLine)
	}
	return fmt.Sprintf("lines %d-%d", c.Pos.Line, c.LastLine)
}

func (c Claim) ground() string { return fmt.Sprintf("%s, %s (%d)", c.Dialect, c.Evidence, c.Sureness) }

// trace notes what became of the claims of a source, by where they begin; of those that begin together, the surest
// comes first.
func (w *writer) trace(ruling dialect.Ruling) {
	for _, c := range ruling.Won {
		w.verdicts = append(w.verdicts, Verdict{Claim: w.claim(c), Won: true})
	}
	for _, c := range ruling.Lost {
		v := Verdict{Claim: w.claim(c.Claim), Reason: c.Why}
		if c.To != nil {
			to := w.claim(*c.To)
			v.LostTo = &to
		}
		w.verdicts = append(w.verdicts, v)
	}
	slices.SortStableFunc(w.verdicts, func(a, b Verdict) int {
		return cmp.Or(cmp.Compare(a.From, b.From), cmp.Compare(b.Sureness, a.Sureness))
	})
}

func (w *writer) claim(c dialect.Claim) Claim {
	name, rank := c.Evidence()
	return Claim{
		Pos: w.position(c.From), LastLine: w.position(max(c.From, c.To-1)).Line, From: c.From, To: c.To,
		Dialect: c.Dialect, Evidence: name, Sureness: rank,
	}
}
