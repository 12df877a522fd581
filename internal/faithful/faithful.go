// Package faithful holds what became of notes against the notes. It knows no answers, only what is true of notes of any
// kind: the words of a question's region stand on its card, the card shows no markup, and no words from elsewhere. It
// knows nothing of how the cards are made, so that no mistake is made twice. It serves tests.
package faithful

import (
	"bytes"
	"io/fs"
	"regexp"
	"slices"
	"strings"

	"github.com/examdeck/examdeck/deck"
	"github.com/examdeck/examdeck/internal/markdown/leftout"
	"github.com/examdeck/examdeck/internal/markdown/rawmark"
	"github.com/examdeck/examdeck/parse"
)

// Finding is what is wrong with one question's card.
type Finding struct {
	Pos deck.Position
	// Lost is the longest run of words of the region that stands nowhere on the card, Foreign the longest run on the
	// card that the region does not hold. Joined is such a run that came by right: its words stand in text that is no
	// question's, such as a sheet of keys, the definition of a footnote, or a solution in a file of its own.
	Lost, Foreign, Joined string
	// Leaks are the signs of markup that show as text.
	Leaks []rawmark.Mark
}

// Counts are numbers of questions: all, and those of each kind of finding.
type Counts struct{ Questions, Lost, Leak, Foreign, Joined int }

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
	if f.Joined != "" {
		c.Joined++
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
		if _, ok := texts[e.Pos.File]; !ok {
			text, err := fs.ReadFile(vault, e.Pos.File)
			if err != nil {
				return nil, err
			}
			text = bytes.ReplaceAll(bytes.TrimPrefix(text, []byte("\ufeff")), []byte("\r\n"), []byte("\n"))
			texts[e.Pos.File] = string(text)
		}
		if e.Use == parse.Asked {
			text := texts[e.Pos.File]
			list = append(list, question(text[e.From:e.To], text[e.From:below(text, e.From, e.To)], e.Question))
		}
	}
	judge(list, result.Ledger, texts)
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

// judge tells which foreign words came by right.
func judge(list []Finding, ledger []parse.Entry, texts map[string]string) {
	if !slices.ContainsFunc(list, func(f Finding) bool { return f.Foreign != "" }) {
		return
	}
	nobodys := map[[3]string]bool{} // words in a row that no question holds
	for _, e := range ledger {
		text := texts[e.Pos.File][e.From:e.To]
		if e.Use == parse.Asked {
			text = strings.Join(definition.FindAllString(text, -1), "\n")
		}
		eachRow(leftout.All(text), func(row [3]string) { nobodys[row] = true })
	}
	for i := range list {
		f := &list[i]
		rows, strange := 0, 0
		eachRow(leftout.Shown(f.Foreign), func(row [3]string) {
			if rows++; !nobodys[row] {
				strange++
			}
		})
		if f.Foreign != "" && strange <= rows/8 {
			f.Joined, f.Foreign = f.Foreign, ""
		}
	}
}

// definition is that of a footnote. It may stand in any question's text.
var definition = regexp.MustCompile(`(?m)^\[\^[^\]\n]+\]:.*$(?:\n[ \t]+\S.*$)*`)

// eachRow calls use for each three words in a row.
func eachRow(words []leftout.Word, use func(row [3]string)) {
	for i := 2; i < len(words); i++ {
		use([3]string{words[i-2].Text, words[i-1].Text, words[i].Text})
	}
}

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
	shown := strings.Join(fields, "\n")
	card := leftout.Shown(shown)
	around := leftout.All(strings.Join(append([]string{q.Exam, q.Label}, q.Tags...), " "))
	f.Lost = longest(region, leftout.Missing(leftout.Seen(region), slices.Concat(card, around), leastLost, isQuiet))
	f.Foreign = longest(shown, leftout.Missing(card, slices.Concat(leftout.All(wide), around), leastForeign, isQuiet))
	return f
}

// longest is the text of the longest run.
func longest(text string, runs []leftout.Run) (best string) {
	for _, r := range runs {
		if r.To-r.From > len(best) {
			best = text[r.From:r.To]
		}
	}
	return best
}

// quiet are words that are left out on purpose wherever they stand: labels of answers and options, ids and schedules of
// other tools.
var quiet = map[string]bool{}

func init() {
	for _, w := range strings.Fields(`answer answers ans solution solutions correct right explanation explain antwort
		lösung réponse corrigé risposta soluzione respuesta solución resposta solução ответ решение 答 案 解 facit svar
		الإجابة الاجابة الجواب الخيار الأول الثاني الثالث الرابع odpowiedź rozwiązanie odpověď řešení correta correcta correcte true false x id sr card cards flashcards flashcard
		anki start end basic cloze extra back tags target deck note abstract summary details`) {
		quiet[w] = true
	}
}

func isQuiet(word string) bool { return quiet[word] }
