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
			v.away = v.anyFile()
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
	{"rename a file", func(v *testVault) { v.anyFile().name = v.word() + ".md" }},
	{"another dialect", func(v *testVault) { x := v.anyExam(); x.toggles = !x.toggles }},
	{"a new exam", func(v *testVault) { v.addExam(v.anyFile()) }},
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

// idEdits are edits of vaults whose questions have block ids.
var idEdits = append(slices.Clone(edits), []edit{
	{"a new file brings the same ids", func(v *testVault) {
		old := v.anyFile()
		v.addFile()
		f := v.files[len(v.files)-1]
		f.name = v.early()
		giveIDs(f, old)
	}},
	{"a file is renamed, and a new one has its name", func(v *testVault) {
		old := v.anyFile()
		v.addFile()
		f := v.files[len(v.files)-1]
		f.name, old.name = old.name, v.early()
		v.renamed = append(v.renamed, old)
		giveIDs(f, old)
	}},
	{"a copy of a file is edited", func(v *testVault) {
		v.files = append(v.files, v.copyFile(v.anyFile()))
	}},
	{"two files change names", func(v *testVault) {
		a, b := v.anyFile(), v.anyFile()
		a.name, b.name = b.name, a.name
		v.renamed = append(v.renamed, a, b)
	}},
	{"a new question has the id of another", func(v *testVault) {
		x := v.anyExam()
		i := v.rng.IntN(len(x.questions))
		q := v.newQuestion()
		q.id = x.questions[i].id
		x.questions = slices.Insert(x.questions, i+v.rng.IntN(2), q)
	}},
	{"an id goes to a new question", func(v *testVault) {
		x := v.anyExam()
		i := v.rng.IntN(len(x.questions))
		q := v.newQuestion()
		q.id, x.questions[i].id = x.questions[i].id, ""
		x.questions = slices.Insert(x.questions, i+v.rng.IntN(2), q)
	}},
	{"a question gets an id", func(v *testVault) { v.any().id = blockIDs[v.rng.IntN(len(blockIDs))] }},
}...)

// early is the name of a file, which sorts before all others as often as not.
func (v *testVault) early() string {
	if v.rng.IntN(2) == 0 {
		return "aa" + v.word() + ".md"
	}
	return v.word() + ".md"
}

// giveIDs gives the ids of one file's questions to those of another, in order.
func giveIDs(to, from *testFile) {
	var ids []string
	for _, x := range from.exams {
		for _, q := range x.questions {
			ids = append(ids, q.id)
		}
	}
	for _, x := range to.exams {
		for _, q := range x.questions {
			if len(ids) > 0 {
				q.id, ids = ids[0], ids[1:]
			}
		}
	}
}

// copyFile makes a copy of a file in which every question became another that has half of its words.
func (v *testVault) copyFile(old *testFile) *testFile {
	f := &testFile{name: v.early()}
	for _, x := range old.exams {
		y := &testExam{title: x.title, toggles: x.toggles}
		for _, q := range x.questions {
			c := v.newQuestion()
			c.id, c.prompt, c.answer = q.id, slices.Clone(q.prompt), slices.Clone(q.answer)
			for _, side := range [][]string{c.prompt, c.answer} {
				for i := range side {
					if i%2 == 0 {
						side[i] = v.word()
					}
				}
			}
			y.questions = append(y.questions, c)
		}
		f.exams = append(f.exams, y)
	}
	return f
}
