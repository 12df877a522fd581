package main

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
)

// A vault whose questions are known by a name that no note shows, so that a test can tell who is who after any edit.

type testVault struct {
	rng   *rand.Rand
	files []*testFile
	next  int // the next name of a question
	words int // the next word that nobody has used
	// bin holds questions that were deleted and may come back; away is a file that the next export does not read.
	bin  []*testQuestion
	away *testFile
	ids  bool // some questions have block ids
	// renamed are files whose name another file has now. They are read: nobody could know otherwise that the other is
	// not the old one.
	renamed []*testFile
}

type testFile struct {
	name  string
	exams []*testExam
}

type testExam struct {
	title     string
	toggles   bool // the answers stand in toggles
	questions []*testQuestion
}

type testQuestion struct {
	name           string
	prompt, answer []string
	// id is a block id; empty without one. Questions of other files may have it, too.
	id string
	// merged are the names of questions that were merged into this one, which may have any of their identities.
	merged []string
}

// common are the words of which most of a text is made.
var common = strings.Fields(`the of and to in is that for it as with be on which by this are from or an at not have was can
	algorithm graph tree node edge time complexity input output proof bound sum sequence value function constant always never
	shortest longest path weight heap queue stack sort search insert delete merge split key list array index pointer`)

func newTestVault(seed uint64, ids bool) *testVault {
	v := &testVault{rng: rand.New(rand.NewPCG(seed, 7)), ids: ids}
	for range 1 + v.rng.IntN(3) {
		v.addFile()
	}
	return v
}

func (v *testVault) addFile() {
	f := &testFile{name: v.word() + ".md"}
	for range 1 + v.rng.IntN(3) {
		v.addExam(f)
	}
	v.files = append(v.files, f)
}

func (v *testVault) addExam(f *testFile) {
	x := &testExam{title: fmt.Sprintf("%d March %d", 1+v.rng.IntN(28), 1990+v.words%60)}
	v.words++
	for range 2 + v.rng.IntN(8) {
		x.questions = append(x.questions, v.newQuestion())
	}
	f.exams = append(f.exams, x)
}

func (v *testVault) newQuestion() *testQuestion {
	v.next++
	q := &testQuestion{name: fmt.Sprint("q", v.next)}
	if v.rng.IntN(3) > 0 {
		q.prompt = v.text(6 + v.rng.IntN(10))
	}
	q.answer = v.text(8 + v.rng.IntN(40))
	if v.ids && v.rng.IntN(2) == 0 {
		q.id = blockIDs[v.rng.IntN(len(blockIDs))]
	}
	return q
}

var blockIDs = strings.Fields("summary solution exercise-1 exercise-2 exercise-3 a1 a2 a3 key-idea definition proof remark")

// word is a word that no other question has.
func (v *testVault) word() string {
	v.words++
	n, s := v.words*7919+v.rng.IntN(7), []byte{}
	for n > 0 {
		s = append(s, "bdfglmnprstv"[n%12], "aeiou"[n/12%5])
		n /= 60
	}
	return string(s) + "x"
}

// text is one of n words, every fourth of them rare.
func (v *testVault) text(n int) []string {
	var all []string
	for range n {
		w := common[v.rng.IntN(len(common))]
		if v.rng.IntN(4) == 0 {
			w = v.word()
		}
		all = append(all, w)
	}
	return all
}

// markdown returns the vault's files. Names of questions are not in it; order gives them as the parser will meet them.
func (v *testVault) markdown() (files map[string]string, order map[string][]string) {
	files, order = map[string]string{}, map[string][]string{}
	for _, f := range v.files {
		if v.isAway(f) {
			continue
		}
		var b strings.Builder
		for _, x := range f.exams {
			if len(x.questions) > 0 {
				fmt.Fprintf(&b, "### %s\n\n", x.title)
			}
			for i, q := range x.questions {
				fmt.Fprintf(&b, "#### Question %d\n\n", i+1)
				if len(q.prompt) > 0 {
					fmt.Fprintf(&b, "> %s?\n\n", strings.Join(q.prompt, " "))
				}
				answer := strings.Join(q.answer, " ") + "."
				if q.id != "" {
					answer += " ^" + q.id
				}
				if x.toggles {
					answer = "<details><summary>Answer</summary>\n\n" + answer + "\n\n</details>"
				}
				b.WriteString(answer + "\n\n")
				order[f.name] = append(order[f.name], q.name)
			}
		}
		files[f.name] = b.String()
	}
	return files, order
}

func (v *testVault) isAway(f *testFile) bool { return f == v.away && !slices.Contains(v.renamed, f) }

func (v *testVault) anyFile() *testFile { return v.files[v.rng.IntN(len(v.files))] }

func (v *testVault) anyExam() *testExam {
	f := v.anyFile()
	return f.exams[v.rng.IntN(len(f.exams))]
}

func (v *testVault) any() *testQuestion {
	x := v.anyExam()
	return x.questions[v.rng.IntN(len(x.questions))]
}

// side returns the prompt or the answer.
func (v *testVault) side(q *testQuestion) []string {
	if len(q.prompt) > 0 && v.rng.IntN(2) == 0 {
		return q.prompt
	}
	return q.answer
}

// names are those of all questions that are in the vault, with the names of those that were merged into each.
func (v *testVault) names() map[string][]string {
	names := map[string][]string{}
	for _, f := range v.files {
		for _, x := range f.exams {
			for _, q := range x.questions {
				names[q.name] = append([]string{q.name}, q.merged...)
			}
		}
	}
	return names
}

// texts are copies of the questions' texts by name; kept ones stand for questions that are not in this export.
func (v *testVault) texts(kept map[string]testQuestion) map[string]testQuestion {
	texts := map[string]testQuestion{}
	maps.Copy(texts, kept)
	for _, f := range v.files {
		if v.isAway(f) {
			continue
		}
		for _, x := range f.exams {
			for _, q := range x.questions {
				texts[q.name] = testQuestion{name: q.name, prompt: slices.Clone(q.prompt), answer: slices.Clone(q.answer)}
			}
		}
	}
	return texts
}

// recognisable reports whether edits have left a question's prompt, or half of the words of its prompt or answer:
// then it must keep its identity.
func recognisable(was, is testQuestion) bool {
	half := func(was, is []string) bool {
		left := 0
		for _, w := range was {
			if i := slices.Index(is, w); i >= 0 {
				left++
				is = slices.Delete(slices.Clone(is), i, i+1)
			}
		}
		return len(was) > 0 && 2*left >= len(was)
	}
	return half(was.prompt, is.prompt) || half(was.answer, is.answer)
}
