package main

import (
	"fmt"
	"path"
	"strings"

	"github.com/examdeck/examdeck/deck"
	"github.com/examdeck/examdeck/parse"
)

// closest says what the note that is next to a missed pair has.
func closest(p pair, notes []note, found matching) string {
	for j, n := range notes {
		if found.pairOf[j] < 0 && n.asks(p) {
			return fmt.Sprintf("asked at %s, but its back has %q, not %q", n.question.Pos, clip(n.back.letters), p.Answers)
		}
	}
	for j, n := range notes {
		if found.pairOf[j] < 0 && n.answers(p) {
			return fmt.Sprintf("answered at %s, but its front has %q", n.question.Pos, clip(n.front.letters))
		}
	}
	for _, n := range notes {
		switch {
		case n.asks(p) && n.answers(p):
			return fmt.Sprintf("%s is taken for another pair", n.question.Pos)
		case n.asks(p):
			return fmt.Sprintf("asked within %s", n.question.Pos)
		case n.back.contains(p.Prompts[0]):
			return fmt.Sprintf("its prompt is on the back of %s", n.question.Pos)
		}
	}
	return "nothing is near it"
}

// byKey reports whether a right note shows the answer of a pair only by marking the right options.
func (n note) byKey(p pair) bool {
	if len(p.Answers) == 0 {
		return false
	}
	p.Right = nil
	return !n.answers(p)
}

func optionList(q *deck.Question) string {
	if len(q.Choices) == 0 {
		return "no options"
	}
	var list []string
	for _, o := range q.Choices {
		if o.Right {
			list = append(list, newText(nil, o.HTML).letters)
		}
	}
	return fmt.Sprintf("%q", list)
}

// clip returns the first words of a text.
func clip(s string) string {
	runes := []rune(strings.Join(strings.Fields(s), " "))
	if len(runes) > 90 {
		return string(runes[:90]) + "…"
	}
	return string(runes)
}

// fragments are all HTML fragments of a question.
func fragments(q *deck.Question) []string {
	list := []string{q.Prompt}
	for _, o := range q.Choices {
		list = append(list, o.HTML)
	}
	return append(list, q.Answer, q.Extra)
}

// within keeps the spans that stand in a region.
func within(regions []parse.Entry, spans []span) []span {
	var kept []span
	for _, s := range spans {
		for _, e := range regions {
			if e.From <= s.at && s.at < e.To {
				kept = append(kept, s)
				break
			}
		}
	}
	return kept
}

func hasBase(files map[string]bool, target string) bool {
	for file := range files {
		if path.Base(file) == strings.ToLower(path.Base(target)) {
			return true
		}
	}
	return false
}

func lineOf(source string, at int) int { return 1 + strings.Count(source[:at], "\n") }
