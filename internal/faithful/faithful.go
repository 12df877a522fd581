// Package faithful holds what became of notes against the notes. It knows no answers, only what is true of notes of any
// kind: the words of a question's region stand on its card, the card shows no markup, and no words from elsewhere. It
// knows nothing of how the cards are made, so that no mistake is made twice. It serves tests.
package faithful

import (
	"bytes"
	"io/fs"
	"strings"

	"github.com/examdeck/examdeck/deck"
	"github.com/examdeck/examdeck/internal/markdown/rawmark"
	"github.com/examdeck/examdeck/parse"
)

// Finding is what is wrong with one question's card.
type Finding struct {
	Pos deck.Position
	// Lost is the longest run of words of the region that stands nowhere on the card, Foreign the longest run on the
	// card that the region does not hold.
	Lost, Foreign string
	// Leaks are the signs of markup that show as text.
	Leaks []rawmark.Mark
}

// Counts are numbers of questions: all, and those of each kind of finding.
type Counts struct{ Questions, Lost, Leak, Foreign int }

// Add adds one more question's finding.
func (c *Counts) Add(f Finding) {
	c.Questions++
	if f.Lost != "" {
		c.Lost++
	}
	if len(f.Leaks) > 0 {
		c.Leak++
	}
	if f.Foreign != "" {
		c.Foreign++
	}
}

const (
	leastLost    = 4 // words; fewer are labels and keys, which are left out on purpose
	leastForeign = 8
)

// Check parses all sources of a vault and returns a finding for each question, in order.
func Check(vault fs.FS) ([]Finding, error) {
	sources, err := parse.Dir(vault)
	if err != nil {
		return nil, err
	}
	result := parse.Parse(sources, parse.Options{Root: "vault", Ledger: true})
	texts := map[string]string{}
	var list []Finding
	for _, e := range result.Ledger {
		if e.Use != parse.Asked {
			continue
		}
		if _, ok := texts[e.Pos.File]; !ok {
			text, err := fs.ReadFile(vault, e.Pos.File)
			if err != nil {
				return nil, err
			}
			text = bytes.ReplaceAll(bytes.TrimPrefix(text, []byte("\ufeff")), []byte("\r\n"), []byte("\n"))
			texts[e.Pos.File] = string(text)
		}
		text := texts[e.Pos.File]
		list = append(list, question(text[e.From:e.To], text[e.From:below(text, e.From, e.To)], e.Question))
	}
	return list, nil
}

// below returns where what stands below a region ends: the lines that are indented more than its first one. A card may
// show them, though they are other cards as well.
func below(text string, from, to int) int {
	indent := indentation(text[from:])
	for to < len(text) {
		line, _, _ := strings.Cut(text[to:], "\n")
		if strings.TrimSpace(line) != "" && indentation(line) <= indent {
			break
		}
		to = min(len(text), to+len(line)+1)
	}
	return to
}

func indentation(line string) int { return len(line) - len(strings.TrimLeft(line, " \t")) }

// Question holds a question against the region of its source.
func Question(region string, q *deck.Question) Finding { return question(region, region, q) }

// question holds a question against the region of its source, all of which is on its card, and the wider one from which
// the card may show more.
func question(region, wide string, q *deck.Question) Finding {
	fields := []string{q.Prompt, q.Answer, q.Extra}
	for _, o := range q.Choices {
		fields = append(fields, o.HTML)
	}
	f := Finding{Pos: q.Pos}
	seen := map[string]bool{}
	for _, field := range fields {
		for _, m := range rawmark.Find(field, q.Kind == deck.Cloze) {
			if !seen[m.Kind] && m.Within(region) >= 0 {
				seen[m.Kind] = true
				f.Leaks = append(f.Leaks, m)
			}
		}
	}
	card := words(cardText(strings.Join(fields, "\n")))
	source := words(sourceText(region))
	around := words(strings.Join(append([]string{q.Exam, q.Label}, q.Tags...), " "))
	f.Lost = longestRun(source, append(card[:len(card):len(card)], around...), leastLost)
	if wide != region {
		source = words(sourceText(wide))
	}
	f.Foreign = longestRun(card, append(source, around...), leastForeign)
	return f
}
