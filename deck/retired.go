package deck

import (
	"slices"
	"strings"
	"time"
)

// RetiredTag is the tag by which learners find the questions that are gone.
const RetiredTag = "examdeck::retired"

// TagRetired puts the questions that the plan retires into the set once more, with [RetiredTag] and a
// newer note, so that the learners' notes get the tag. It returns these questions, whose
// media are not in the set yet.
func (p *Plan) TagRetired(set *Set, at time.Time) []*Question {
	decks := make(map[string]*Deck, len(set.Decks))
	for _, d := range set.Decks {
		decks[strings.ToLower(d.Name)] = d
	}
	var sent []*Question
	for _, k := range p.Retired {
		if k.Question == nil {
			continue
		}
		q := *k.Question
		q.GUID, q.NoteID = k.GUID, k.NoteID
		q.Mod = time.Unix(max(at.Unix(), k.Mod.Unix()+1), 0).UTC()
		if !slices.Contains(q.Tags, RetiredTag) {
			q.Tags = append(slices.Clone(q.Tags), RetiredTag)
		}
		d := decks[strings.ToLower(k.Deck)]
		if d == nil {
			d = &Deck{Name: k.Deck}
			decks[strings.ToLower(k.Deck)] = d
			set.Decks = append(set.Decks, d)
		}
		d.Questions = append(d.Questions, &q)
		sent = append(sent, &q)
	}
	return sent
}
