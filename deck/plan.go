package deck

// Change is what an export means for one question.
type Change uint8

// The changes.
const (
	// New: no learner has the question; Anki adds it.
	New Change = iota
	// Back: it was retired, or its source was not read, and the last package lacked it; learners who
	// had it keep their cards.
	Back
	// Changed: its note has other fields or tags; Anki updates it.
	Changed
	// Unchanged: Anki leaves it alone.
	Unchanged
)

var changeNames = [...]string{"new", "back", "changed", "unchanged"}

// String returns "new", "back", "changed" or "unchanged".
func (c Change) String() string { return changeNames[c] }

// Item is what a plan says of one question of the set.
type Item struct {
	Question *Question
	// Deck is the name of its deck.
	Deck   string
	Change Change
	// Was is what the baseline knows of it; nil for a new one.
	Was *Known
	// Moved reports that it was in another deck. Anki leaves its cards where they are.
	Moved bool
	// Guessed reports that it was recognised by the likeness of its words alone; Score is how alike they are, up to 1.
	Guessed bool
	Score   float64
	// Before is the question of another kind that this one replaces. A kind can't be changed in Anki,
	// so this one is new and that one is retired.
	Before *Known
	// ClozesGone is how many clozes it no longer has; their cards stay, empty.
	ClozesGone int
}

// Plan is what an export against a baseline will do.
type Plan struct {
	// Items stand in the order of the set.
	Items []Item
	// Retired are the questions that are gone with this export, Unread those whose source was not
	// read, so that nobody knows.
	Retired, Unread []Known
}

// Counts are the numbers of a plan.
type Counts struct {
	New, Back, Changed, Unchanged int
	// Moved and Guessed questions are among those above; for each KindChanged there is one new and one retired.
	Moved, Guessed, KindChanged int
	Retired, Unread             int
}

// Counts returns the numbers of the plan.
func (p *Plan) Counts() Counts {
	c := Counts{Retired: len(p.Retired), Unread: len(p.Unread)}
	for _, it := range p.Items {
		switch it.Change {
		case New:
			c.New++
		case Back:
			c.Back++
		case Changed:
			c.Changed++
		case Unchanged:
			c.Unchanged++
		}
		if it.Moved {
			c.Moved++
		}
		if it.Guessed {
			c.Guessed++
		}
		if it.Before != nil {
			c.KindChanged++
		}
	}
	return c
}
