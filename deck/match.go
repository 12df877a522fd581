package deck

import (
	"cmp"
	"slices"
)

// matcher finds for each question of a set which known question it is.
type matcher struct {
	fresh []fresh
	known []Known
	// isSettled is that of the set.
	isSettled func(source string) bool
	// sameRoot reports whether the baseline is of the same course, so that equal numbers mean something.
	sameRoot bool
	// oldOf and newOf are the matches, noMatch where there is none yet; score and guessed belong to a
	// fresh question's match.
	oldOf, newOf []int
	score        []float64
	guessed      []bool

	content []uint64 // of the known questions, as contentHash gives it
}

// noMatch stands in place of a question's index.
const noMatch = -1

// fresh is a question of the set.
type fresh struct {
	*Question
	deck string
	// key is the hash of its key, plain that of the key it would have if its number were not known.
	key, plain uint64
	content    uint64
}

// sameCourse reports whether set and baseline are of one course, as far as their names can tell. A
// package that was through Anki knows neither name and is taken for one of this course.
func sameCourse(set *Set, base *Baseline) bool {
	return base.Root == "" || base.Root == set.Root || base.Namespace != "" && base.Namespace == set.Namespace
}

func newMatcher(set *Set, base *Baseline) *matcher {
	m := &matcher{known: base.Known, isSettled: set.Settled, sameRoot: sameCourse(set, base)}
	// Where two known questions have equal claims, the one that learners have comes first.
	slices.SortStableFunc(m.known, func(a, b Known) int { return cmp.Compare(a.State, b.State) })
	for _, d := range set.Decks {
		for _, q := range d.Questions {
			m.fresh = append(m.fresh, fresh{Question: q, deck: d.Name})
		}
	}
	inParallel(len(m.fresh), func(i int) {
		f := &m.fresh[i]
		f.key, f.plain, f.content = KeyHash(f.Key), plainKey(f.Question), contentHash(f.Question)
	})
	m.content = make([]uint64, len(m.known))
	m.newOf = make([]int, len(m.known))
	inParallel(len(m.known), func(j int) {
		k := &m.known[j]
		m.newOf[j] = noMatch
		m.content[j] = k.Memory.Content
		if k.Question != nil {
			m.content[j] = contentHash(k.Question)
		}
		if k.Key == 0 && k.Question != nil {
			k.Key = plainKey(k.Question)
		}
	})
	m.oldOf = make([]int, len(m.fresh))
	for i := range m.oldOf {
		m.oldOf[i] = noMatch
	}
	m.score = make([]float64, len(m.fresh))
	m.guessed = make([]bool, len(m.fresh))
	return m
}

// plainKey is the hash of the key as it follows from what the fields of a note hold: a package that
// was through Anki has no other.
func plainKey(q *Question) uint64 {
	bare := Question{Prompt: q.Prompt, Exam: q.Exam, Label: q.Label, Number: q.Label}
	return KeyHash("plain " + wordsKey(&bare))
}

// run matches questions, by the surest evidence first.
func (m *matcher) run() {
	number := func(exam, number string) uint64 { return KeyHash(joinKey(exam, number)) }
	m.matchIDs()
	same := func(newToo, oldToo func(int) uint64) {
		m.pairUp(func(i int) uint64 { return join64(m.newContent(i), newToo(i)) },
			func(j int) uint64 { return join64(m.oldContent(j), oldToo(j)) })
	}
	same(func(i int) uint64 { return m.fresh[i].key }, func(j int) uint64 { return m.known[j].Key })
	same(func(i int) uint64 { return number(m.fresh[i].Exam, m.fresh[i].Number) },
		func(j int) uint64 { return number(m.known[j].Exam, m.known[j].Number) })
	same(func(i int) uint64 { return number(m.fresh[i].Exam, m.fresh[i].Label) },
		func(j int) uint64 { return number(m.known[j].Exam, m.known[j].Label) })
	contentAlone := func(int) uint64 { return 0 }
	same(contentAlone, contentAlone)
	// What stays the same in another kind is a question that changed its kind, and must not be taken for another.
	m.pairUp(func(i int) uint64 { return m.fresh[i].content }, func(j int) uint64 {
		if m.known[j].State == Retired || !m.settled(j) {
			return 0
		}
		return m.content[j]
	})
	m.bySimilarity(sameKind)
	m.byKey()
	m.bySimilarity(otherKind)
}

// newContent and oldContent are hashes of a question's content and kind.
func (m *matcher) newContent(i int) uint64 { return m.fresh[i].content ^ (uint64(m.fresh[i].Kind) + 1) }
func (m *matcher) oldContent(j int) uint64 { return m.content[j] ^ (uint64(m.known[j].Kind) + 1) }

// join64 joins two hashes into one.
func join64(a, b uint64) uint64 { return (a*fnv64Prime ^ b) * fnv64Prime }

// pairUp matches questions of equal hash, in order. A hash of 0 has no equal.
func (m *matcher) pairUp(newHash, oldHash func(int) uint64) { m.pair(newHash, oldHash, 1, false) }

// pair matches as pairUp does, with a score, which may be that of a guess.
func (m *matcher) pair(newHash, oldHash func(int) uint64, score float64, guessed bool) {
	waiting := map[uint64][]int{}
	for i := range m.fresh {
		if m.oldOf[i] != noMatch {
			continue
		}
		if h := newHash(i); h != 0 {
			waiting[h] = append(waiting[h], i)
		}
	}
	for j := range m.known {
		if m.newOf[j] != noMatch {
			continue
		}
		h := oldHash(j)
		if queue := waiting[h]; len(queue) > 0 {
			m.match(queue[0], j, score, guessed)
			waiting[h] = queue[1:]
		}
	}
}

func (m *matcher) match(i, j int, score float64, guessed bool) {
	m.oldOf[i], m.newOf[j] = j, i
	m.score[i], m.guessed[i] = score, guessed
}

// settled reports whether a known question that nothing matches is gone.
func (m *matcher) settled(j int) bool {
	return m.known[j].Source == "" || m.isSettled == nil || m.isSettled(m.known[j].Source)
}

func (m *matcher) kindDiffers(i, j int) bool { return m.fresh[i].Kind != m.known[j].Kind }

// sameKey reports whether two questions have one key. Equal keys of words are sure, equal numbers only
// as good as the numbering, and a local id is that of its source.
func (m *matcher) sameKey(i, j int) bool {
	f, k := &m.fresh[i], m.known[j].Key
	if k == f.key && f.Key == idKey(f.ExplicitID) {
		return m.sameID(i, j)
	}
	return k == f.key || k == f.plain
}

// onlyNumber reports whether a question has no words of its own but its answer's.
func onlyNumber(q *Question) bool { return q.Prompt == "" }

// byKey matches what is left by the key alone: its answer was written anew. Questions that have
// nothing but a number are known by it only where the numbering has not moved: lists get renumbered,
// papers don't.
func (m *matcher) byKey() {
	moved := map[string]bool{}
	for i, j := range m.oldOf {
		if f := m.fresh[i]; j != noMatch && m.known[j].Exam == f.Exam && !sameNumber(&m.known[j], f.Question) {
			moved[f.Exam] = true
		}
	}
	old := func(j int) uint64 {
		if k := m.known[j]; k.State != Retired && m.settled(j) {
			return k.Key + uint64(k.Kind)
		}
		return 0
	}
	key, plain := func(f fresh) uint64 { return f.key }, func(f fresh) uint64 { return f.plain }
	for _, key := range []func(fresh) uint64{key, plain} {
		m.pair(func(i int) uint64 {
			f := m.fresh[i]
			if f.ExplicitID != "" || onlyNumber(f.Question) && (moved[f.Exam] || !m.sameRoot) {
				return 0
			}
			return key(f) + uint64(f.Kind)
		}, old, 0, true)
	}
}

// sameNumber reports whether a question has the number it had; a package that was through Anki has only labels.
func sameNumber(k *Known, q *Question) bool {
	if k.Number != "" {
		return k.Number == q.Number
	}
	return k.Label == q.Label
}
