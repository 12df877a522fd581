package parse

import (
	"fmt"
	"slices"
	"strings"

	"github.com/examdeck/examdeck/deck"
	"github.com/examdeck/examdeck/internal/markdown/leftout"
	"github.com/examdeck/examdeck/parse/dialect"
	"github.com/examdeck/examdeck/parse/wording"
)

const (
	fewestLeft = 2 // words in a row; a single one is a label or a key's
	fewestTold = 4
)

// takenAway are words that are left out of cards on purpose: what labels, keys, and the lines between a question and its
// answer are made of.
const takenAway = wording.Question | wording.Task | wording.Exam | wording.Answer | wording.Key | wording.Companion |
	wording.Relation | wording.With | wording.Right | wording.Wrong | wording.True | wording.False | wording.Reveal |
	wording.Explanation | wording.Hint | wording.Part | wording.Options | wording.And | wording.Or | wording.Joiner |
	wording.Sheet | wording.Taker | wording.Neutral | wording.Copula | wording.Number | wording.Front | wording.Back |
	wording.Tag | wording.CardTag

// formal are the dialects whose syntax has lines of its own beside the texts, such as the names of fields.
var formal = []string{"marked-blocks", "quiz-fences", "r-exams"}

// conserve holds each question's card against its region. What the card lacks is listed with the question, and told
// where a person would miss it. An export does without: it takes time, and is of use to who mends notes.
func (w *writer) conserve(claims []dialect.Claim, outcomes [][]outcome) {
	told := make(map[int]bool, len(w.diagnostics)) // lines of which a warning says more
	for _, d := range w.diagnostics {
		told[d.Pos.Line] = true
	}
	for i, c := range claims {
		for k := range outcomes[i] {
			if o := &outcomes[i][k]; o.question != nil {
				o.left = w.leftOf(o.question, o.from, partEnd(c, outcomes[i], k), told)
			}
		}
	}
}

// leftOf returns what the region of a question holds and its card lacks.
func (w *writer) leftOf(q *deck.Question, from, to int, told map[int]bool) (left []Entry) {
	region := string(w.doc.MD.Source[from:to])
	fields := []string{q.Prompt, q.Answer, q.Extra, q.Exam, q.Label, strings.Join(q.Tags, " ")}
	for _, o := range q.Choices {
		fields = append(fields, o.HTML)
	}
	shown := leftout.Shown(strings.Join(fields, "\n"))
	quiet := func(word string) bool { return wording.Is(word, takenAway) }
	if len(leftout.Missing(leftout.All(region), shown, fewestLeft, quiet)) == 0 {
		return nil // what a reader sees takes longer to tell
	}
	for _, r := range leftout.Missing(leftout.Seen(region), shown, fewestLeft, quiet) {
		if w.reading.Index.InSequence(from + r.From) {
			continue // it answers the questions above, too
		}
		text := beginning(strings.Join(strings.Fields(region[r.From:r.To]), " "), 60)
		e := w.entry(Entry{From: from + r.From, To: from + r.To, Reason: fmt.Sprintf("%q is left out of the question", text)})
		left = append(left, e)
		if r.Words >= fewestTold && !told[e.Pos.Line] && !slices.Contains(formal, q.Dialect) {
			w.diagnostics = append(w.diagnostics, deck.Diagnostic{
				Pos: e.Pos, Code: "text-left-out", Message: fmt.Sprintf("the card lacks %q, which stands in its question", text),
				Hint: "write it into the question or its answer; as a comment (<!-- … -->) if it is for neither",
			})
		}
	}
	return left
}

// beginning is the beginning of a text of more than so many letters.
func beginning(text string, most int) string {
	if runes := []rune(text); len(runes) > most {
		return strings.TrimSpace(string(runes[:most])) + "…"
	}
	return text
}
