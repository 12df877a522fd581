package deck

import (
	"fmt"
	"strconv"
	"strings"
)

// Identify sets the Key and the GUID of every question of the set. The namespace keeps two courses
// apart whose questions have the same words. It reports explicit ids that are used twice, unless they
// are local ([Question.LocalID]) to two sources.
//
// A key comes from, in this order: the explicit id; the prompt's own words without its code; exam and
// number, when there is no prompt. An id that questions with different prompts share is the key of
// none of them: if the first had it, a new source could take the GUID of an old one's question. Where
// a key occurs twice, the first question in the set's order keeps it plain; a later one adds the exam,
// then code and options, then an ordinal.
func Identify(namespace string, set *Set) []Diagnostic {
	set.Namespace = namespace
	var all []*Question
	for _, d := range set.Decks {
		all = append(all, d.Questions...)
	}
	inParallel(len(all), func(i int) { all[i].Key = wordsKey(all[i]) })
	id := identifier{keys: make(map[string]*Question, len(all)), alike: map[string]int{}, torn: map[string]bool{}}
	id.survey(all)
	for _, q := range all {
		q.Key = id.freeKey(q)
		id.keys[q.Key] = q
	}
	inParallel(len(all), func(i int) { all[i].GUID = DeriveGUID(namespace, all[i].Key, all[i].Kind.String()) })
	guids := make(map[string]bool, len(all))
	for _, q := range all {
		for n := 2; guids[q.GUID]; n++ {
			q.GUID = DeriveGUID(namespace, q.Key, q.Kind.String(), strconv.Itoa(n))
		}
		guids[q.GUID] = true
	}
	return id.doubts
}

type identifier struct {
	keys   map[string]*Question
	alike  map[string]int  // how many questions have an ordinal, by key without it
	torn   map[string]bool // the explicit ids of questions that ask different things
	doubts []Diagnostic
}

// survey finds the explicit ids that several questions have.
func (id *identifier) survey(all []*Question) {
	holders, scoped := map[string]*Question{}, map[string]*Question{}
	for _, q := range all {
		if q.ExplicitID == "" {
			continue
		}
		if first := holders[q.ExplicitID]; first == nil {
			holders[q.ExplicitID] = q
		} else if askedKey(first) != askedKey(q) {
			id.torn[q.ExplicitID] = true
		}
		scope := joinKey(q.ExplicitID)
		if q.LocalID {
			scope = joinKey(q.ExplicitID, q.Source)
		}
		first := scoped[scope]
		if first == nil {
			scoped[scope] = q
			continue
		}
		id.doubts = append(id.doubts, Diagnostic{
			Pos: q.Pos, Code: "double-id",
			Message: fmt.Sprintf("the id %q is used twice, first at %s", q.ExplicitID, first.Pos),
			Hint:    "give each question an id of its own; until then they are told apart by their words",
		})
	}
}

// askedKey is a key of all that a question asks, whose Key is still that of its words alone.
func askedKey(q *Question) string {
	return q.Key + joinKey("code", codeOf(q.Prompt), optionsText(q.Choices))
}

// freeKey returns the first of q's keys that no question before it has. Its Key is still that of its words alone.
func (id *identifier) freeKey(q *Question) string {
	if q.ExplicitID != "" && !id.torn[q.ExplicitID] {
		if key := idKey(q.ExplicitID); id.keys[key] == nil {
			return key
		}
	}
	key := q.Key
	for _, more := range []func() string{
		func() string { return "" },
		func() string { return joinKey("exam", q.Exam, q.Number) },
		func() string { return joinKey("code", codeOf(q.Prompt), optionsText(q.Choices)) },
	} {
		key += more()
		if id.keys[key] == nil {
			return key
		}
	}
	id.alike[key]++
	return key + joinKey("nth", strconv.Itoa(id.alike[key]+1))
}

// idKey is the key of a question that has an explicit id to itself.
func idKey(id string) string { return joinKey("id", id) }

// wordsKey is the key of a question that has no explicit id, as long as nobody else has it.
func wordsKey(q *Question) string {
	if words := PlainText(withoutCode(q.Prompt)); words != "" {
		return joinKey("words", words)
	}
	if code := codeOf(q.Prompt); code != "" {
		return joinKey("code-only", code)
	}
	number := q.Number
	if number == "" {
		number = q.Label
	}
	return joinKey("number", q.Exam, number)
}

// joinKey writes parts with their lengths, so that no two lists of parts give one key.
func joinKey(parts ...string) string {
	size := 0
	for _, p := range parts {
		size += len(p) + len("12345: ")
	}
	var b strings.Builder
	b.Grow(size)
	for _, p := range parts {
		b.WriteString(strconv.Itoa(len(p)))
		b.WriteByte(':')
		b.WriteString(p)
		b.WriteByte(' ')
	}
	return b.String()
}

func optionsText(options []Option) string {
	var b strings.Builder
	for _, o := range options {
		b.WriteString(joinKey(PlainText(o.HTML)))
	}
	return b.String()
}
