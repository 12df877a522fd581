package main

import (
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/examdeck/examdeck/deck"
)

// note is a question as its card shows it.
type note struct {
	question    *deck.Question
	front, back text
}

// newNote lays a question out: the exam, the label, the prompt and the options are in front; the right options with
// their letters, the answer and the explanation are on the back.
func newNote(q *deck.Question, names map[string]string) note {
	front := []string{q.Exam, q.Label, q.Prompt}
	var back []string
	for _, o := range q.Choices {
		front = append(front, o.HTML)
		if o.Right {
			back = append(back, o.Letter+" "+o.HTML)
		}
	}
	back = append(back, q.Answer, q.Extra)
	return note{question: q, front: newText(names, front...), back: newText(names, back...)}
}

// asks reports whether the front shows the prompt of a pair.
func (n note) asks(p pair) bool {
	for _, f := range p.Prompts {
		// The fingerprint of a source's own cloze holds its mark.
		if n.front.contains(f) || n.question.Kind == deck.Cloze && f != "" && strings.Contains(n.front.marked, f) {
			return true
		}
	}
	return false
}

// answers reports whether the back shows the answer of a pair. The fingerprint "cloze" stands for a note with deletions.
func (n note) answers(p pair) bool {
	if len(p.Answers) == 0 {
		return len(p.Right) > 0 && n.marks(p.Right)
	}
	for _, all := range p.Answers {
		shown := 0
		for _, f := range all {
			if n.back.contains(f) || f == "cloze" && n.question.Kind == deck.Cloze || n.isKey(p, f) {
				shown++
			}
		}
		if shown == len(all) {
			return true
		}
	}
	return false
}

// hasKey reports whether any option is marked as right.
func (n note) hasKey() bool {
	return slices.ContainsFunc(n.question.Choices, func(o deck.Option) bool { return o.Right })
}

// marks reports whether these options are right, and no others.
func (n note) marks(right []string) bool {
	marked := 0
	used := make([]bool, len(right))
	for _, o := range n.question.Choices {
		if !o.Right {
			continue
		}
		marked++
		t := newText(nil, o.HTML)
		for i, f := range right {
			if !used[i] && t.is(f) {
				used[i] = true
				marked--
				break
			}
		}
	}
	for _, u := range used {
		if !u {
			return false
		}
	}
	return marked == 0
}

// maxKey is the length in letters up to which an answer may be no more than "Correct answer: B, E".
const maxKey = 24

// isKey reports whether a fingerprint is no more than the letters of the right options, which the card shows by
// marking them.
func (n note) isKey(p pair, fingerprint string) bool {
	if len(p.Right) == 0 || utf8.RuneCountInString(fingerprint) > maxKey || !n.marks(p.Right) {
		return false
	}
	var key strings.Builder
	for _, o := range n.question.Choices {
		if o.Right {
			key.WriteString(letters(o.Letter))
		}
	}
	return key.Len() > 0 && strings.HasSuffix(fingerprint, key.String())
}
