package parse

import (
	"cmp"
	"fmt"
	"path"
	"slices"
	"strings"

	"github.com/yuin/goldmark/ast"

	"github.com/examdeck/examdeck/deck"
	"github.com/examdeck/examdeck/parse/markdown"
)

// writer makes the questions of one source.
type writer struct {
	media    *mediaStore
	source   Source
	settings Settings // the caller's; the document has them with those of the front matter
	doc      *document
	tags     []string // for all questions of the source
	// paper is the blank paper that this source answers; solution is the source that answers this paper.
	paper, solution *sheet
	solutionName    string

	// What it gives: questions with the names of their decks, the media they show, what is wrong, the ledger, and whether no
	// question was found.
	made        []placed
	used        map[string]bool
	diagnostics []deck.Diagnostic
	entries     []Entry
	bare        bool
}

// placed is a question with the name of its deck.
type placed struct {
	deck     string
	question *deck.Question
}

// parse reads the source.
func (w *writer) parse() {
	defer func() {
		// A bug must cost one source, not the export of a thousand others.
		if r := recover(); r != nil {
			w.diagnostics = append(w.diagnostics, deck.Diagnostic{
				Pos: deck.Position{File: w.source.Name}, Severity: deck.Error, Code: "internal",
				Message: fmt.Sprintf("internal error: %v", r), Hint: "please report this with the source",
			})
		}
	}()
	text, fault := readSource(w.source)
	if fault != nil {
		w.diagnostics = append(w.diagnostics, *fault)
		return
	}
	md, issues := markdown.Parse(text)
	w.doc, w.tags = newDocument(md), frontTags(md)
	w.doc.settings = w.readSettings(md.Front)
	w.report(issues)
	claims := arbitrate(w.doc)
	w.bare = len(claims) == 0
	sections := outline(w.doc, claims)
	numbers := numbersOf(claims)
	made, why := make([]*deck.Question, len(claims)), w.answeredElsewhere(claims, numbers)
	for i, c := range claims {
		if why[i] == "" {
			made[i], why[i] = w.question(c, sections[i], numbers[&claims[i]])
		}
	}
	w.ledger(claims, made, why)
}

// question renders the draft of a claim and puts it into its deck. It gives the question, nil where there is none to be
// asked, and what the ledger should say of it.
func (w *writer) question(c claim, s section, number numbered) (*deck.Question, string) {
	d := c.take()
	if w.paper != nil {
		joinPaper(w.doc, &d, w.paper, number)
	}
	if w.solution != nil && len(d.prompt)+len(d.title) == 0 {
		d.answer = nil // on a blank paper what stands below a number is the question
	}
	for _, nodes := range [][]ast.Node{d.title, d.prompt, d.answer, d.extra} {
		if d.id == "" {
			d.id = explicitID(nodes)
		}
	}
	q := &deck.Question{
		Kind: d.kind, Dialect: c.dialect, Exam: s.exam, Label: strings.Join(append(s.below, d.label), " · "),
		Number: numberOf(s, d), Source: w.source.Path, Pos: w.position(c.from), ExplicitID: d.id,
	}
	if q.Exam == "" {
		q.Exam = fileTitle(strings.TrimSuffix(path.Base(w.source.Path), path.Ext(w.source.Path)))
	}
	q.Tags = cleanTags(w.tags, s.tags, d.tags)
	w.fill(q, d)
	if q.Answer == "" && q.Kind != deck.Choice && q.Kind != deck.Cloze {
		w.diagnostics = append(w.diagnostics, deck.Diagnostic{
			Pos: q.Pos, Code: "empty-answer", Message: fmt.Sprintf("%q has no answer and is left out", w.name(q)),
			Hint: "write the answer below it",
		})
		return nil, "it has no answer"
	}
	w.made = append(w.made, placed{deckOf(w.source, s), q})
	if q.Prompt == "" {
		return q, "the prompt is only a number"
	}
	return q, ""
}

// fill renders the draft's parts into the question.
func (w *writer) fill(q *deck.Question, d draft) {
	title := strings.TrimSpace(w.render(q, w.doc, d.title))
	if title != "" {
		title = "<p>" + title + "</p>\n"
	}
	q.Prompt = title + w.render(q, cmp.Or(d.paper, w.doc), d.prompt)
	q.Answer = w.render(q, w.doc, d.answer)
	q.Extra = w.render(q, w.doc, d.extra)
	for _, o := range d.options {
		q.Choices = append(q.Choices, deck.Option{Letter: o.letter, HTML: w.render(q, w.doc, o.nodes), Right: o.right})
	}
}

// name is how a message calls a question: its label, else its prompt's first words.
func (w *writer) name(q *deck.Question) string {
	if q.Label != "" {
		return q.Label
	}
	words := []rune(deck.PlainText(q.Prompt))
	if len(words) > 60 {
		return string(words[:60]) + "…"
	}
	return string(words)
}

// numberOf is the number that identifies a question within its exam: sections between the two belong to it.
func numberOf(s section, d draft) string {
	if d.number == "" {
		return ""
	}
	return strings.ToLower(strings.Join(append(s.below, d.number), "/"))
}

// cleanTags makes Anki's tags of all lists, each once.
func cleanTags(lists ...[]string) []string {
	var tags []string
	seen := map[string]bool{}
	for _, list := range lists {
		for _, t := range list {
			if t = deck.Tag(t); t != "" && !seen[strings.ToLower(t)] {
				seen[strings.ToLower(t)] = true
				tags = append(tags, t)
			}
		}
	}
	return tags
}

// render gives the HTML of nodes, empty where nothing would be seen, and notes the media it shows.
func (w *writer) render(q *deck.Question, doc *document, nodes []ast.Node) string {
	if len(nodes) == 0 {
		return ""
	}
	f := doc.md.Render(nodes, resolver{w.media, w.source})
	if doc == w.doc {
		w.report(f.Issues) // a paper's own are reported with the paper
	}
	if f.Empty {
		return ""
	}
	for _, name := range f.Media {
		if !slices.Contains(q.Media, name) {
			q.Media = append(q.Media, name)
		}
		w.used[name] = true
	}
	return f.HTML
}

func (w *writer) report(issues []markdown.Issue) {
	for _, i := range issues {
		w.diagnostics = append(w.diagnostics, deck.Diagnostic{
			Pos: w.position(i.Offset), Code: i.Code, Message: i.Message, Hint: i.Hint,
		})
	}
}

func (w *writer) position(offset int) deck.Position {
	line, col := w.doc.md.Position(offset)
	return deck.Position{File: w.source.Name, Line: line, Col: col}
}
