package deck

import (
	"cmp"
	"slices"
	"strings"
)

const (
	// alikeEnough is how alike two questions must be to be taken for one: half of the words of prompt
	// or answer suffice.
	alikeEnough = 0.23
	// alikeRetired is the same for one that is retired, or whose author has given it an id of its own.
	alikeRetired = 0.5
	alikeWithID  = 0.8
	// sharedEnough is the least weight of what they share: one long word that nobody else has.
	sharedEnough = 0.8
	// surelyAlike is how alike questions are whose words are the same.
	surelyAlike = 0.995

	bonusWords  = 0.1  // for the same key of words
	bonusNumber = 0.06 // for the same exam and number
	bonusBefore = 0.06 // for the same question before: of two halves the first one stays
	bonusBehind = 0.04 // for the same question behind
	bonusSource = 0.2  // for the same source, among those that share an id
)

// candidate is a pair that may be one question.
type candidate struct {
	rank, score float64
	i, j        int
	sameKey     bool
}

// bySimilarity matches what is left by the likeness of words, the most alike first.
func (m *matcher) bySimilarity(sc scope) {
	s := m.newSimilarity(sc)
	if s == nil {
		return
	}
	var pairs []candidate
	seen := map[int]bool{}
	for n, i := range s.news {
		clear(seen)
		for _, o := range s.candidates(n) {
			j := s.olds[o]
			if seen[j] || !s.inScope(i, j) {
				continue
			}
			seen[j] = true
			if c := s.judge(n, o); c.rank > 0 {
				pairs = append(pairs, c)
			}
		}
	}
	slices.SortFunc(pairs, func(a, b candidate) int {
		return cmp.Or(cmp.Compare(b.rank, a.rank), cmp.Compare(a.i, b.i), cmp.Compare(a.j, b.j))
	})
	for _, c := range pairs {
		if m.oldOf[c.i] == noMatch && m.newOf[c.j] == noMatch {
			m.match(c.i, c.j, c.score, !c.sameKey && !m.sameID(c.i, c.j) && c.score < surelyAlike)
		}
	}
}

// similarity holds what is left to match, with the texts as sketches and an index of their rarest words.
type similarity struct {
	*matcher
	scope
	news, olds         []int // indexes of fresh and known
	newTexts, oldTexts []text
	rarity             *rarity
	// index lists word<<32 | place in olds, ascending, of each known question's rarest words; keys
	// does so by key, and by id and source.
	index []uint64
	keys  map[uint64][]int32
	// place is where a known question stands in olds.
	place map[int]int
}

// rareWords is how many words of a text find its candidates, and candidatesMost how many those are at
// most; more questions than commonWord share a word that then finds none of them. So the work grows
// with the number of questions alone.
const (
	rareWords      = 12
	commonWord     = 64
	candidatesMost = 96
	sampled        = 2000
)

// newSimilarity sketches what is left. It returns nil if one side has nothing left.
func (m *matcher) newSimilarity(sc scope) *similarity {
	s := &similarity{matcher: m, scope: sc, rarity: newRarity(), keys: map[uint64][]int32{}, place: map[int]int{}}
	ids := map[string]bool{} // of the new questions; true for those that known ones have, too
	for i, j := range m.oldOf {
		if id := m.fresh[i].ExplicitID; j == noMatch && (sc != sameID || id != "") {
			s.news = append(s.news, i)
			ids[id] = false
		}
	}
	for j, i := range m.newOf {
		if i != noMatch {
			continue
		}
		k := &m.known[j]
		wanted := k.State == Retired && sc != otherKind || k.State != Retired && m.settled(j)
		if sc == sameID {
			if _, wanted = ids[k.ExplicitID]; wanted {
				ids[k.ExplicitID] = true
			}
		}
		if wanted {
			s.place[j] = len(s.olds)
			s.olds = append(s.olds, j)
		}
	}
	if sc == sameID {
		s.news = slices.DeleteFunc(s.news, func(i int) bool { return !ids[m.fresh[i].ExplicitID] })
	}
	if min(len(s.news), len(s.olds)) == 0 {
		return nil
	}
	s.sketch()
	return s
}

// sketch sketches both sides and indexes the known one.
func (s *similarity) sketch() {
	for _, i := range s.news {
		s.newTexts = append(s.newTexts, textOf(s.fresh[i].Question))
		s.rarity.add(s.newTexts[len(s.newTexts)-1])
	}
	for _, j := range s.olds {
		k := &s.known[j]
		t := text{k.Memory.Prompt, k.Memory.Answer}
		if k.Question != nil {
			t = textOf(k.Question)
		}
		s.oldTexts = append(s.oldTexts, t)
		s.rarity.add(t)
	}
	// How common a word is shows in all questions, of which some thousands are enough.
	step := len(s.fresh)/sampled + 1
	for i := 0; i < len(s.fresh); i += step {
		if _, counted := slices.BinarySearch(s.news, i); !counted {
			s.rarity.add(textOf(s.fresh[i].Question))
		}
	}
	s.makeIndex()
}

func (s *similarity) makeIndex() {
	for o, t := range s.oldTexts {
		for _, h := range s.rarest(t) {
			s.index = append(s.index, uint64(h)<<32|uint64(o))
		}
		k := &s.known[s.olds[o]]
		for _, key := range [2]uint64{k.Key, placeOfID(k.ExplicitID, k.Source)} {
			if key != 0 && len(s.keys[key]) < commonWord {
				s.keys[key] = append(s.keys[key], int32(o))
			}
		}
	}
	slices.Sort(s.index)
	s.index = slices.Compact(s.index)
}

// rarest returns the words of a text that fewest others have: some of the prompt and some of the
// answer, since either may be written anew.
func (s *similarity) rarest(t text) []uint32 {
	var all []uint32
	for _, sk := range [2]Sketch{t.prompt, t.answer} {
		part := slices.Clone(sk)
		slices.SortFunc(part, func(a, b uint32) int {
			return cmp.Or(cmp.Compare(s.rarity.count(a), s.rarity.count(b)), cmp.Compare(a, b))
		})
		all = append(all, part[:min(len(part), rareWords)]...)
	}
	return all
}

// candidates returns places in olds of questions that may be the n-th of news.
func (s *similarity) candidates(n int) []int {
	var found []int
	f := s.fresh[s.news[n]]
	for _, key := range [3]uint64{f.key, f.plain, placeOfID(f.ExplicitID, f.Source)} {
		for _, o := range s.keys[key] {
			found = append(found, int(o))
		}
	}
	for _, j := range s.neighbours(s.news[n]) {
		if o, left := s.place[j]; left {
			found = append(found, o)
		}
	}
	hits := map[int]int{}
	for _, h := range s.rarest(s.newTexts[n]) {
		from, _ := slices.BinarySearch(s.index, uint64(h)<<32)
		to := from
		for to < len(s.index) && s.index[to]>>32 == uint64(h) && to-from <= commonWord {
			to++
		}
		if to-from > commonWord {
			continue
		}
		for _, e := range s.index[from:to] {
			hits[int(uint32(e))]++
		}
	}
	best := make([]int, 0, len(hits))
	for o := range hits {
		best = append(best, o)
	}
	slices.SortFunc(best, func(a, b int) int { return cmp.Or(cmp.Compare(hits[b], hits[a]), cmp.Compare(a, b)) })
	return append(found, best[:min(len(best), candidatesMost)]...)
}

// neighbours returns the known questions that stood beside those that the neighbours of fresh question
// i were: the one after its predecessor's, and the one before its successor's.
func (s *similarity) neighbours(i int) [2]int {
	near := [2]int{noMatch, noMatch}
	if i > 0 && s.oldOf[i-1] != noMatch {
		near[0] = s.oldOf[i-1] + 1
	}
	if i+1 < len(s.fresh) && s.oldOf[i+1] != noMatch {
		near[1] = s.oldOf[i+1] - 1
	}
	return near
}

// judge scores a pair. A rank of 0 means that they are two questions.
func (s *similarity) judge(n, o int) candidate {
	i, j := s.news[n], s.olds[o]
	c := candidate{i: i, j: j, sameKey: s.sameKey(i, j)}
	a, b := s.newTexts[n], s.oldTexts[o]
	promptAlike, promptShared, promptWeight := s.rarity.compare(a.prompt, b.prompt)
	answerAlike, answerShared, answerWeight := s.rarity.compare(a.answer, b.answer)
	whole := 0.0
	if w := promptWeight + answerWeight; w > 0 {
		whole = (promptAlike*promptWeight + answerAlike*answerWeight) / w
	}
	best := 0.0
	if promptShared+answerShared >= sharedEnough || c.sameKey {
		best = max(promptAlike, answerAlike)
	}
	// One side written anew must not hide that the other stayed.
	c.score = 0.25*whole + 0.75*best
	if best == 0 || c.score < s.needed(i, j) {
		return c
	}
	c.rank = c.score
	switch {
	case c.sameKey && !onlyNumber(s.fresh[i].Question):
		c.rank += bonusWords
	case c.sameKey:
		c.rank += bonusNumber
	}
	if s.scope == sameID && s.fresh[i].Source == s.known[j].Source {
		c.rank += bonusSource
	}
	near := s.neighbours(i)
	if near[0] == j {
		c.rank += bonusBefore
	}
	if near[1] == j {
		c.rank += bonusBehind
	}
	return c
}

// needed is how alike a pair must be.
func (s *similarity) needed(i, j int) float64 {
	id, was := s.fresh[i].ExplicitID, s.known[j].ExplicitID
	switch {
	case id != "" && was != "" && !strings.EqualFold(id, was):
		return 2 // the author says that they are two
	case id != "" && was == "":
		return alikeWithID
	case s.known[j].State == Retired || s.kindDiffers(i, j):
		return alikeRetired
	}
	return alikeEnough
}
