package parse

import (
	"strings"
)

// compact moves the texts of questions into one piece of memory of just their size. Many small ones
// take more room than they hold, and the garbage collector goes over each of them again and again.
func compact(made []placed) {
	var texts []*string
	size := 0
	add := func(text *string) {
		texts = append(texts, text)
		size += len(*text)
	}
	for _, p := range made {
		q := p.question
		for _, text := range []*string{&q.Exam, &q.Label, &q.Number, &q.Prompt, &q.Answer, &q.Extra} {
			add(text)
		}
		for i := range q.Choices {
			add(&q.Choices[i].Letter)
			add(&q.Choices[i].HTML)
		}
	}
	var b strings.Builder
	b.Grow(size)
	for _, text := range texts {
		b.WriteString(*text)
	}
	all := b.String()
	for _, text := range texts {
		*text, all = all[:len(*text)], all[len(*text):]
	}
}
