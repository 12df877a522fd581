package parse

import (
	"cmp"
	"fmt"
	"path"
	"slices"
	"strings"

	"github.com/yuin/goldmark/ast"

	"github.com/examdeck/examdeck/deck"
	"github.com/examdeck/examdeck/internal/markdown"
)

// writer makes the questions of one source.
type writer struct {
	media    *mediaStore
	notes    *noteStore
	source   Source
	settings Settings // the caller's; the document has them with those of the layers below
	ledgered bool     // the ledger is asked for
	lint     bool     // formulas are to be looked into
	doc      *document
	reading  *reading
	tags     []string // for all questions of the source
	variant  string   // see resolver
	// paper is the blank paper that this source answers; solution is the source that answers this paper.
	paper, solution *sheet
	solutionName    string
	// keys are the answers by number in solution; nil until they are asked for.
	keys map[string]sheetEntry

	// What it gives: questions with the names of their decks, what is wrong, the ledger, and whether no
	// question was found, or looked for.
	made        []placed
	diagnostics []deck.Diagnostic
	entries     []Entry
	bare        bool
	isDraft     bool
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
	own := w.frontSettings(md.Front)
	if len(own.Macros) > 0 {
		w.variant = w.source.Path
	}
	w.doc.settings = w.settings.Over(own).Over(w.source.Vault.Settings)
	w.tags = append(w.tags, w.doc.settings.Tags...)
	w.doc.source = w.source
	w.doc.name = strings.TrimSuffix(path.Base(w.source.Path), path.Ext(w.source.Path))
	w.report(issues)
	if w.isDraft = isDraft(md.Front); w.isDraft {
		if w.ledgered {
			w.enter(Entry{To: len(md.Source), Reason: "a draft, as its front matter says"})
		}
		return
	}
	w.reading = newReading(w.doc)
	claims, lost := arbitrate(w.reading)
	w.bare = len(claims) == 0 && w.paper == nil
	sections := outline(w.doc, claims, lost)
	numbers := numbersOf(claims)
	outcomes, elsewhere := make([][]outcome, len(claims)), w.answeredElsewhere(claims, numbers)
	for i, c := range claims {
		if elsewhere[i] != "" {
			outcomes[i] = []outcome{{from: c.from, why: elsewhere[i]}}
			continue
		}
		outcomes[i] = w.outcomes(c, w.draft(c, numbers[&claims[i]]), sections[i])
	}
	w.dropTemplates(outcomes)
	w.report(w.doc.issues)
	w.report(w.reading.issues)
	if w.ledgered {
		w.ledger(claims, outcomes)
	}
}

// outcome is what became of a claim, or of a part of it that begins at from: a question, or why there is none; why may be set
// for a question, too.
type outcome struct {
	from     int
	question *deck.Question
	why      string
}

// outcomes makes the question of a claim, or one of each part of it where that is asked for.
func (w *writer) outcomes(c claim, d draft, s section) []outcome {
	if d.ignored != "" {
		if d.issue != nil {
			w.report([]markdown.Issue{*d.issue})
		}
		return []outcome{{from: c.from, why: d.ignored}}
	}
	drafts := []draft{d}
	if w.doc.settings.Parts == "split" {
		drafts = splitDraft(cmp.Or(d.paper, w.doc), w.doc, d)
	}
	list := make([]outcome, len(drafts))
	for i, d := range drafts {
		list[i].from = c.from
		if i > 0 && d.from > c.from && d.from < c.to {
			list[i].from = d.from
		}
		list[i].question, list[i].why = w.question(c, d, s, list[i].from)
	}
	return list
}

// question renders a draft and puts it into its deck. It gives the question, nil where there is none to be asked, and what the
// ledger should say of it.
func (w *writer) question(c claim, d draft, s section, from int) (*deck.Question, string) {
	d, issues := readQuiz(w.doc, d, from, func(number string) (sheetEntry, bool, bool) { return w.sheetEntry(number, from) })
	w.report(issues)
	q := w.newQuestion(c, d, s, from)
	w.fill(q, d)
	if why := w.hide(q, d, c); why != "" {
		return nil, why
	}
	_, kind := cutKindTags(d.tags)
	w.askAs(q, kind)
	if q.Prompt == "" && q.Label == "" {
		w.warn(q, "no-prompt", "a question here asks nothing and is left out", "write the prompt before its answer")
		return nil, "it asks nothing"
	}
	if q.Answer == "" && q.Kind != deck.Choice && q.Kind != deck.Cloze {
		return nil, w.leftOut(q, d)
	}
	if d.repeats {
		w.warn(q, "repeated-question", fmt.Sprintf("the solution of %q only repeats the question", w.name(q, d.label)), "write the answer below it")
	}
	w.made = append(w.made, placed{deckOf(w.source, s), q})
	if q.Prompt == "" {
		return q, "the prompt is only a number"
	}
	return q, ""
}

// draft gives the draft of a claim, completed by the paper that it answers.
func (w *writer) draft(c claim, number numbered) draft {
	d := c.take()
	if w.paper != nil && d.ignored == "" {
		joinPaper(w.doc, &d, w.paper, number)
	}
	if w.solution != nil && len(d.prompt)+len(d.title) == 0 {
		d.answer = nil // on a blank paper what stands below a number is the question
	}
	for _, nodes := range [][]ast.Node{d.title, d.prompt, d.answer, d.extra} {
		if d.id.text == "" {
			d.id = explicitID(nodes)
		}
	}
	return d
}

// newQuestion gives the question of a draft without its texts.
func (w *writer) newQuestion(c claim, d draft, s section, from int) *deck.Question {
	label := slices.Clone(s.below)
	if d.label != "" {
		label = append(label, d.label)
	}
	q := &deck.Question{
		Kind: d.kind, Dialect: c.dialect, Exam: s.exam, Label: strings.Join(label, " · "),
		Number: numberOf(s, d), Source: w.source.Path, SourceHidden: w.doc.settings.Source == "hidden", Pos: w.position(from), ExplicitID: d.id.text, LocalID: d.id.local,
	}
	if q.Exam == "" {
		q.Exam = fileTitle(strings.TrimSuffix(path.Base(w.source.Path), path.Ext(w.source.Path)))
	}
	own, _ := cutKindTags(d.tags)
	q.Tags = cleanTags(w.tags, s.tags, own)
	return q
}

// warn reports what is wrong with a question.
func (w *writer) warn(q *deck.Question, code, message, hint string) {
	w.diagnostics = append(w.diagnostics, deck.Diagnostic{Pos: q.Pos, Code: code, Message: message, Hint: hint})
}

// leftOut reports a question without an answer and gives the reason in the ledger's words.
func (w *writer) leftOut(q *deck.Question, d draft) string {
	name := w.name(q, d.label)
	report := deck.Diagnostic{
		Pos: q.Pos, Code: "empty-answer", Message: fmt.Sprintf("%q has no answer and is left out", name),
		Hint: "write the answer below it",
	}
	why := "it has no answer"
	if d.keyless {
		report.Code, report.Message = "no-key", fmt.Sprintf("%q offers options, but none is marked as right; it is left out", name)
		report.Hint, why = "tick the right option, or name its letter below", "none of its options is marked as right"
	}
	w.diagnostics = append(w.diagnostics, report)
	return why
}

// fill renders the draft's parts into the question.
func (w *writer) fill(q *deck.Question, d draft) {
	title := w.title(q, d.title)
	q.Prompt = title + w.render(q, cmp.Or(d.paper, w.doc), d.prompt)
	q.Answer = w.render(q, w.doc, d.answer)
	q.Extra = w.render(q, w.doc, d.extra)
	for _, o := range d.options {
		q.Choices = append(q.Choices, deck.Option{Letter: o.letter, HTML: w.render(q, cmp.Or(o.paper, w.doc), o.nodes), Right: o.right})
	}
}

// title renders the part of a prompt that stands in a heading as a paragraph.
func (w *writer) title(q *deck.Question, nodes []ast.Node) string {
	if len(nodes) == 0 {
		return ""
	}
	p := ast.NewParagraph()
	p.SetPos(w.doc.md.Offset(nodes[0]))
	for _, n := range nodes {
		p.AppendChild(p, n)
	}
	html := w.render(q, w.doc, []ast.Node{p})
	if html != "" {
		html += "\n"
	}
	return html
}

// name is how a message calls a question: its label, else its prompt's first words.
func (w *writer) name(q *deck.Question, label string) string {
	if label != "" || q.Prompt == "" {
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
	return strings.ToLower(strings.Join(append(slices.Clone(s.below), d.number), "/"))
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
	return w.fragment(q, doc, nodes).HTML
}

// fragment is render with all that is known of the HTML.
func (w *writer) fragment(q *deck.Question, doc *document, nodes []ast.Node) markdown.Fragment {
	if len(nodes) == 0 {
		return markdown.Fragment{}
	}
	f := doc.md.Render(nodes, w.resolver(doc.source))
	w.reportIn(doc, f.Issues)
	if f.Empty {
		return markdown.Fragment{}
	}
	for _, name := range f.Media {
		if !slices.Contains(q.Media, name) {
			q.Media = append(q.Media, name)
		}
	}
	return f
}

func (w *writer) report(issues []markdown.Issue) { w.reportIn(w.doc, issues) }

// reportIn reports issues of a document that may be the paper.
func (w *writer) reportIn(doc *document, issues []markdown.Issue) {
	for _, i := range issues {
		line, col := doc.md.Position(i.Offset)
		w.diagnostics = append(w.diagnostics, deck.Diagnostic{
			Pos: deck.Position{File: doc.source.Name, Line: line, Col: col}, Code: i.Code, Message: i.Message, Hint: i.Hint,
		})
	}
}

func (w *writer) position(offset int) deck.Position {
	line, col := w.doc.md.Position(offset)
	return deck.Position{File: w.source.Name, Line: line, Col: col}
}
