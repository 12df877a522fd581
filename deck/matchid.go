package deck

import "slices"

// scope says which pairs are looked at.
type scope uint8

const (
	sameID    scope = iota // of one id and kind
	sameKind               // of one kind
	otherKind              // of different kinds
)

// matchIDs matches questions by their explicit ids. An id is sure where one question has it and had
// it, and it is not only that of another source. Where several questions have it, their contents
// decide, and then the source in which each has it.
func (m *matcher) matchIDs() {
	if !slices.ContainsFunc(m.known, func(k Known) bool { return k.ExplicitID != "" }) {
		return
	}
	newID := func(i int) uint64 { return hashOfID(m.fresh[i].ExplicitID) }
	oldID := func(j int) uint64 { return hashOfID(m.known[j].ExplicitID) }
	newPlace := func(i int) uint64 { return placeOfID(m.fresh[i].ExplicitID, m.fresh[i].Source) }
	oldPlace := func(j int) uint64 { return placeOfID(m.known[j].ExplicitID, m.known[j].Source) }
	for _, id := range [2]struct{ fresh, known func(int) uint64 }{{newPlace, oldPlace}, {newID, oldID}} {
		m.pairUp(func(i int) uint64 { return withHash(m.newContent(i), id.fresh(i)) },
			func(j int) uint64 { return withHash(m.oldContent(j), id.known(j)) })
	}
	m.withoutID()
	m.soleHolders(newID, oldID, m.sureID)
	m.bySimilarity(sameID)
	m.soleHolders(newPlace, oldPlace, m.sureID)
	m.soleHolders(newID, oldID, m.sureID)
}

// tellingWords is how many hashes the sketches of a question must have for its content alone to tell
// who it is: as many as five words make.
const tellingWords = 9

// withoutID matches questions that are as they were, but for their id: it was taken from them, and
// perhaps given to others.
func (m *matcher) withoutID() {
	others := map[uint64]bool{}
	for _, k := range m.known {
		others[hashOfID(k.ExplicitID)], others[placeOfID(k.ExplicitID, k.Source)] = true, true
	}
	m.soleHolders(m.newContent, m.oldContent, func(i, j int) bool {
		f, k := m.fresh[i].Question, &m.known[j]
		id := hashOfID(f.ExplicitID)
		if f.LocalID {
			id = placeOfID(f.ExplicitID, f.Source)
		}
		if k.ExplicitID == "" || k.State == Retired || !m.settled(j) || id != 0 && others[id] {
			return false
		}
		t := textOf(f)
		return len(t.prompt)+len(t.answer) >= tellingWords
	})
}

// soleHolders matches the two questions left that alone have a hash, if that is sure. Retired ones
// count where there are no others.
func (m *matcher) soleHolders(newHash, oldHash func(int) uint64, sure func(i, j int) bool) {
	type holders struct{ fresh, known, retired []int }
	all := map[uint64]*holders{}
	for i, j := range m.oldOf {
		if j == noMatch {
			h := newHash(i) + uint64(m.fresh[i].Kind)
			if all[h] == nil {
				all[h] = &holders{}
			}
			all[h].fresh = append(all[h].fresh, i)
		}
	}
	for j, i := range m.newOf {
		h := all[oldHash(j)+uint64(m.known[j].Kind)]
		switch {
		case i != noMatch || h == nil:
		case m.known[j].State == Retired:
			h.retired = append(h.retired, j)
		default:
			h.known = append(h.known, j)
		}
	}
	for _, h := range all {
		if len(h.known) == 0 {
			h.known = h.retired
		}
		if len(h.fresh) == 1 && len(h.known) == 1 && sure(h.fresh[0], h.known[0]) {
			m.match(h.fresh[0], h.known[0], 1, false)
		}
	}
}

// sameID reports whether two questions share an id that means one question: any of one source, and
// those that hold everywhere.
func (m *matcher) sameID(i, j int) bool {
	f, k := &m.fresh[i], &m.known[j]
	return f.ExplicitID != "" && f.ExplicitID == k.ExplicitID && (!f.LocalID || f.Source == k.Source)
}

// sureID reports whether the id of two questions is enough to take them for one, whatever their words.
// A name that a retired question had may be given to another, and a card copied from a source that was
// not read may be there still.
func (m *matcher) sureID(i, j int) bool {
	f, k := &m.fresh[i], &m.known[j]
	retired := k.State == Retired
	return m.sameID(i, j) && (!f.LocalID || !retired) && (f.Source == k.Source || retired || m.settled(j))
}

// inScope reports whether a pair is looked at.
func (s *similarity) inScope(i, j int) bool {
	if s.kindDiffers(i, j) != (s.scope == otherKind) {
		return false
	}
	f, k := &s.fresh[i], &s.known[j]
	return s.scope != sameID || f.ExplicitID == k.ExplicitID && (s.sameID(i, j) || k.State == Retired || s.settled(j))
}

// hashOfID and placeOfID are hashes of an id, and of an id in its source; 0 without an id.
func hashOfID(id string) uint64 {
	if id == "" {
		return 0
	}
	return KeyHash(joinKey(id))
}

func placeOfID(id, source string) uint64 {
	if id == "" {
		return 0
	}
	return KeyHash(joinKey(id, source))
}

// withHash joins two hashes of which the second may be 0, for none.
func withHash(a, b uint64) uint64 {
	if b == 0 {
		return 0
	}
	return join64(a, b)
}
