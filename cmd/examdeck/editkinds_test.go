package main

import (
	"fmt"
	"slices"
)

// An edit changes a vault as an author does.
type edit struct {
	name string
	do   func(v *testVault)
}

var edits = []edit{
	{"typo", func(v *testVault) {
		q := v.any()
		side := v.side(q)
		i := v.rng.IntN(len(side))
		side[i] = side[i] + "z"
	}},
	{"reword half of a side", func(v *testVault) {
		side := v.side(v.any())
		for n, i := range v.rng.Perm(len(side)) {
			if n < len(side)/2 {
				side[i] = v.word()
			}
		}
	}},
	{"rewrite the answer", func(v *testVault) {
		if q := v.any(); len(q.prompt) > 0 { // the key is the prompt
			q.answer = v.text(10 + v.rng.IntN(20))
		}
	}},
	{"rewrite the prompt", func(v *testVault) {
		if q := v.any(); len(q.prompt) > 0 { // the answer stays
			q.prompt = v.text(len(q.prompt))
		}
	}},
	{"insert", func(v *testVault) {
		x := v.anyExam()
		x.questions = slices.Insert(x.questions, v.rng.IntN(len(x.questions)+1), v.newQuestion())
	}},
	{"delete", func(v *testVault) {
		if x := v.anyExam(); len(x.questions) > 1 {
			i := v.rng.IntN(len(x.questions))
			v.bin = append(v.bin, x.questions[i])
			x.questions = slices.Delete(x.questions, i, i+1)
		}
	}},
	{"bring back", func(v *testVault) {
		if n := len(v.bin) - 1; n >= 0 {
			x := v.anyExam()
			x.questions = slices.Insert(x.questions, v.rng.IntN(len(x.questions)+1), v.bin[n])
			v.bin = v.bin[:n]
		}
	}},
	{"split in two", func(v *testVault) { // the prompt, and most of the answer, stay the old question's
		x := v.anyExam()
		i := v.rng.IntN(len(x.questions))
		old, q := x.questions[i], v.newQuestion()
		if len(old.prompt) == 0 {
			return // either half is the old question as much as the other
		}
		half := len(old.answer)*2/3 + 1 // so that it is clear which part is the old question
		q.answer = old.answer[half:]
		old.answer = old.answer[:half:half]
		if len(q.answer) > 0 {
			x.questions = slices.Insert(x.questions, i+1, q)
		}
	}},
	{"merge two", func(v *testVault) {
		x := v.anyExam()
		if len(x.questions) < 2 {
			return
		}
		i := v.rng.IntN(len(x.questions) - 1)
		a, b := x.questions[i], x.questions[i+1]
		a.prompt, a.answer = append(a.prompt, b.prompt...), append(a.answer, b.answer...)
		a.merged = append(append(a.merged, b.name), b.merged...)
		x.questions = slices.Delete(x.questions, i+1, i+2)
	}},
	{"leave a file out", func(v *testVault) {
		if len(v.files) > 1 {
			v.away = v.files[v.rng.IntN(len(v.files))]
		}
	}},
	{"reorder", func(v *testVault) {
		x := v.anyExam()
		v.rng.Shuffle(len(x.questions), func(i, j int) { x.questions[i], x.questions[j] = x.questions[j], x.questions[i] })
	}},
	{"move to another exam", func(v *testVault) {
		from, to := v.anyExam(), v.anyExam()
		if len(from.questions) < 2 {
			return
		}
		q := from.questions[0]
		from.questions = slices.Delete(from.questions, 0, 1)
		to.questions = append(to.questions, q)
	}},
	{"rename an exam", func(v *testVault) {
		v.words++
		v.anyExam().title = fmt.Sprintf("%d April %d", 1+v.rng.IntN(28), 1990+v.words%60)
	}},
	{"rename a file", func(v *testVault) { v.files[v.rng.IntN(len(v.files))].name = v.word() + ".md" }},
	{"another dialect", func(v *testVault) { x := v.anyExam(); x.toggles = !x.toggles }},
	{"a new exam", func(v *testVault) { v.addExam(v.files[v.rng.IntN(len(v.files))]) }},
	{"a new file", func(v *testVault) { v.addFile() }},
	{"a lookalike", func(v *testVault) { // a new question that shares words with an old one
		x := v.anyExam()
		old, q := x.questions[v.rng.IntN(len(x.questions))], v.newQuestion()
		if len(old.prompt) > 0 {
			q.prompt = slices.Clone(old.prompt)
			for i := range q.prompt {
				if i%2 == 0 {
					q.prompt[i] = v.word()
				}
			}
		}
		x.questions = slices.Insert(x.questions, v.rng.IntN(len(x.questions)+1), q)
	}},
}
