package deck

import (
	"slices"
	"strings"
)

// Split parts a set into the sets of the questions that have equal names, in the order in which these first occur.
// name is called for every question; names that differ only in case are one, spelt like the first. Each part has the
// media that its questions show, and remembers what would belong to it: name is called for the questions of the set's
// Memory as well, of which it sees what [Known] says beside the text. The others are returned as rest: whoever writes
// the parts has to keep them.
func (s *Set) Split(name func(*Deck, *Question) string) (parts []SetPart, rest []Known) {
	at := map[string]int{}
	for _, d := range s.Decks {
		for _, q := range d.Questions {
			n := name(d, q)
			i, known := at[strings.ToLower(n)]
			if !known {
				i = len(parts)
				at[strings.ToLower(n)] = i
				parts = append(parts, SetPart{Name: n, Set: &Set{Root: s.Root, Namespace: s.Namespace, Settled: s.Settled}})
			}
			parts[i].Set.add(d.Name, q)
		}
	}
	media := make(map[string]int, len(s.Media))
	for i, m := range s.Media {
		media[m.Name] = i
	}
	for _, p := range parts {
		p.Set.addMedia(s.Media, media)
	}
	for _, k := range s.Memory {
		n := name(&Deck{Name: k.Deck}, &Question{GUID: k.GUID, Kind: k.Kind, Exam: k.Exam, Label: k.Label, Number: k.Number, Source: k.Source, ExplicitID: k.ExplicitID})
		if i, known := at[strings.ToLower(n)]; known {
			parts[i].Set.Memory = append(parts[i].Set.Memory, k)
		} else {
			rest = append(rest, k)
		}
	}
	return parts, rest
}

// SetPart is a part of a set, under the name by which it was split off.
type SetPart struct {
	Name string
	Set  *Set
}

// add adds a question at the end of the deck of that name, which is the last one unless it is new.
func (s *Set) add(name string, q *Question) {
	i := slices.IndexFunc(s.Decks, func(d *Deck) bool { return d.Name == name })
	if i < 0 {
		i = len(s.Decks)
		s.Decks = append(s.Decks, &Deck{Name: name})
	}
	s.Decks[i].Questions = append(s.Decks[i].Questions, q)
}

// addMedia adds what the questions show, in the order of all, which are given with their places by name.
func (s *Set) addMedia(all []Media, at map[string]int) {
	var used []int
	seen := map[string]bool{}
	for _, d := range s.Decks {
		for _, q := range d.Questions {
			for _, name := range q.Media {
				if i, known := at[name]; known && !seen[name] {
					seen[name] = true
					used = append(used, i)
				}
			}
		}
	}
	slices.Sort(used)
	for _, i := range used {
		s.Media = append(s.Media, all[i])
	}
}
