package preview

import (
	"bytes"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"unicode/utf16"

	"github.com/examdeck/examdeck/deck"
	"github.com/examdeck/examdeck/deck/cloze"
	"github.com/examdeck/examdeck/internal/notetype"
)

// chunkSize is how many cards' sides stand in one file.
const chunkSize = 100

// index is what the page knows of all cards from the beginning.
type index struct {
	Title string `json:"title"`
	// Root is the length of what the names of all decks begin with.
	Root  int      `json:"root"`
	Decks []string `json:"decks"`
	Files []string `json:"files"`
	// Cards are the deck's number, the card's among its question's, the GUID, the title, the file's number, the line,
	// the kind, the change or "", and the numbers of its notices.
	Cards     [][9]any `json:"cards"`
	Notices   []notice `json:"notices"`
	ChunkSize int      `json:"chunkSize"`
	Chunks    []string `json:"chunks"`
	Texts     string   `json:"texts"`
	Live      bool     `json:"live,omitempty"`
}

// notice is a diagnostic.
type notice struct {
	Place    string `json:"place"`
	Severity string `json:"severity"`
	Message  string `json:"message"`
	Hint     string `json:"hint,omitempty"`
	// Card tells that it is shown with a card.
	Card bool `json:"card,omitempty"`
}

// newIndex describes the cards, but for the names of the files in which their sides are.
func newIndex(set *deck.Set, cards []Card, opts Options) index {
	x := index{Title: opts.Title, Root: commonRoot(set), Decks: []string{}, Files: []string{}, Cards: [][9]any{}, Notices: []notice{}, ChunkSize: chunkSize, Live: opts.Live}
	for _, d := range set.Decks {
		x.Decks = append(x.Decks, d.Name)
	}
	changes := map[*deck.Question]deck.Change{}
	if opts.Plan != nil {
		for _, it := range opts.Plan.Items {
			changes[it.Question] = it.Change
		}
	}
	notices := noticesOf(set, opts.Diagnostics, opts.LastLine)
	for _, d := range opts.Diagnostics {
		x.Notices = append(x.Notices, notice{Place: d.Pos.String(), Severity: d.Severity.String(), Message: d.Message, Hint: d.Hint})
	}
	decks, files := map[string]int{}, map[string]int{}
	for i, name := range x.Decks {
		decks[name] = i
	}
	for _, c := range cards {
		q := c.Question
		file, known := files[q.Pos.File]
		if !known {
			file = len(x.Files)
			files[q.Pos.File] = file
			x.Files = append(x.Files, q.Pos.File)
		}
		change := ""
		if what, planned := changes[q]; planned && what != deck.Unchanged {
			change = what.String()
		}
		of := notices[q]
		if of == nil {
			of = []int{}
		}
		for _, n := range of {
			x.Notices[n].Card = true
		}
		x.Cards = append(x.Cards, [9]any{decks[c.Deck], c.Ord, q.GUID, rowTitle(c), file, q.Pos.Line, q.Kind.String(), change, of})
	}
	return x
}

// commonRoot is the length of the levels that all decks' names begin with, unless a deck is called by them alone.
func commonRoot(set *deck.Set) int {
	root := set.Root + "::"
	if slices.ContainsFunc(set.Decks, func(d *deck.Deck) bool { return !strings.HasPrefix(d.Name, root) }) {
		return 0
	}
	return len(utf16.Encode([]rune(root))) // as JavaScript counts
}

// formulaMarks are what a title of one line has no use for: what parts formulas from text, and their blanks and sizes
// of brackets.
var formulaMarks = strings.NewReplacer(`\(`, "", `\)`, "", `\[`, "", `\]`, "", `\,`, " ", `\;`, " ", `\!`, "", `\left`, "", `\right`, "")

// rowTitle is what the list calls a card: the note's title without the exam, which the deck says.
func rowTitle(c Card) string {
	q := *c.Question
	q.Exam = ""
	if c.Question.Kind == deck.Reversed && c.Ord == 1 {
		q.Prompt = q.Answer
	}
	title := notetype.Title(&q)
	if title == "" {
		title = c.Question.Exam
	}
	return strings.TrimSpace(formulaMarks.Replace(soundMark.ReplaceAllString(title, "")))
}

// searchText is what is searched of a card.
func searchText(c Card) string {
	q := c.Question
	prompt := q.Prompt
	if q.Kind == deck.Cloze {
		prompt = cloze.Open(prompt)
	}
	parts := []string{q.Exam, q.Label, deck.PlainText(prompt)}
	for _, o := range q.Choices {
		parts = append(parts, deck.PlainText(o.HTML))
	}
	parts = append(parts, deck.PlainText(q.Answer), deck.PlainText(q.Extra), c.Deck, strings.Join(q.Tags, " "), q.Pos.File)
	return strings.Join(slices.DeleteFunc(parts, func(s string) bool { return s == "" }), "\n")
}

// script writes data as a script: a statement with the value as JSON, in which nothing ends the script or a line of it.
func script(before string, value any, after string) ([]byte, error) {
	var b bytes.Buffer
	b.WriteString(before)
	encoder := json.NewEncoder(&b) // which escapes <, > and &, and the line ends of Unicode
	if err := encoder.Encode(value); err != nil {
		return nil, fmt.Errorf("writing data of the page: %w", err)
	}
	b.Truncate(b.Len() - len("\n"))
	b.WriteString(after)
	return b.Bytes(), nil
}
