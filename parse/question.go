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
	"github.com/examdeck/examdeck/parse/body"
	"github.com/examdeck/examdeck/parse/dialect"
	"github.com/examdeck/examdeck/parse/page"
	"github.com/examdeck/examdeck/parse/quiz"
	"github.com/examdeck/examdeck/parse/settings"
	"github.com/examdeck/examdeck/parse/vault"
	"github.com/examdeck/examdeck/parse/wording"
)

// writer makes the questions of one source.
type writer struct {
	media    *vault.MediaStore
	notes    *noteStore
	root     string // the deck of all
	source   vault.Source
	settings settings.Settings // the caller's; the document has them with those of the layers below
	ledgered bool              // the ledger is asked for
	traced   bool              // the claims are asked for
	lint     bool              // what only the notes' author can mend is to be told: formulas, bare numbers
	all      bool              // everything is told that is wrong
	doc      *page.Document
	reading  *dialect.Reading
	tags     []string // for all questions of the source
	variant  string   // see resolver
	macros   macros
	// paper is the blank paper that this source answers; solution is the source that answers this paper.
	paper, solution *sheet
	solutionName    string
	// keys are the answers by number in solution; nil until they are asked for.
	keys map[string]quiz.SheetEntry

	// The results: questions with the names of their decks, what is wrong, the ledger; bare reports
	// that there is no question, isDraft that none was looked for.
	made        []placed
	diagnostics []deck.Diagnostic
	entries     []Entry
	verdicts    []Verdict
	bare        bool
	isDraft     bool
	blank       []int // offsets of the questions of a paper without answers
	// doubtful are warnings of what was taken for a question and asks nothing. It may be one where others are.
	doubtful []deck.Diagnostic
	looked   []deck.Diagnostic // see Result.Near
	// rawMarkup are warnings of markup that cards show as text.
	rawMarkup []deck.Diagnostic
	decks     string      // the setting
	named     []namedDeck // by the source; nil until they are asked for
	lastExam  string      // that of the question before, and its deck
	lastDeck  string
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
	text, fault := vault.ReadSource(w.source)
	if fault != nil {
		w.diagnostics = append(w.diagnostics, *fault)
		return
	}
	md, issues := text.Parse()
	own := w.settle(md)
	page.OwnWords(md, own.Answers, own.Questions)
	w.doc = page.NewDocument(md)
	w.doc.Settings, w.tags = own, slices.Concat(settings.FrontTags(md), toolTags(w.doc), own.Tags)
	w.doc.UseCardTags()
	w.readMacros()
	w.doc.Source = w.source
	w.doc.Name = strings.TrimSuffix(path.Base(w.source.Path), path.Ext(w.source.Path))
	w.report(issues)
	if w.isDraft = isDraft(md.Front); w.isDraft {
		if w.ledgered {
			w.enter(Entry{To: len(md.Source), Reason: "a draft, as its front matter says"})
		}
		return
	}
	w.reading = dialect.NewReading(w.doc)
	ruling := dialect.Arbitrate(w.reading)
	claims := ruling.Won
	w.bare = len(claims) == 0 && w.paper == nil
	sections := outline(w.doc, ruling)
	numbers := numbersOf(claims)
	outcomes, elsewhere := make([][]outcome, len(claims)), w.answeredElsewhere(claims, numbers)
	for i, c := range claims {
		if elsewhere[i] != "" {
			outcomes[i] = []outcome{{from: c.From, why: elsewhere[i]}}
			continue
		}
		outcomes[i] = w.outcomes(c, w.draft(c, numbers[&claims[i]]), sections[i])
	}
	w.dropTemplates(outcomes)
	for _, p := range w.made {
		direct(p.question)
		w.macros.define(p.question)
	}
	w.judge(claims, outcomes)
	if w.ledgered {
		w.ledger(claims, outcomes)
	}
	if w.traced {
		w.trace(ruling)
	}
}

// settle puts the layers of settings together for the document at hand.
func (w *writer) settle(md *markdown.Document) settings.Settings {
	own := w.frontSettings(md.Front)
	if len(own.Macros) > 0 {
		w.variant = w.source.Path
	}
	s := w.settings.Over(own).Over(w.source.Vault.Settings)
	s.Breaks = cmp.Or(s.Breaks, w.source.Vault.Breaks())
	w.decks = s.Decks
	md.BreakLines = s.Breaks == "lines"
	if w.paper != nil {
		w.paper.doc.MD.BreakLines = md.BreakLines
	}
	return s
}

// judge settles what is told of what was wrong.
func (w *writer) judge(claims []dialect.Claim, outcomes [][]outcome) {
	w.reportBlank()
	w.reportNumbers()
	w.report(w.doc.Issues)
	w.report(w.reading.Issues)
	w.report(w.reading.Index.Issues)
	w.reportRawMarkup()
	if w.all || w.ledgered {
		w.conserve(claims, outcomes)
	}
	if w.all || len(w.made) > 0 {
		w.diagnostics = append(w.diagnostics, w.doubtful...)
	}
	if w.bare {
		if d, ok := w.near(); ok {
			w.looked = append(w.looked, d)
		}
	}
	if !w.all {
		w.quieten(claims, outcomes)
	}
}

// outcome is what became of a claim, or of a part of it that begins at from: a question, or why there
// is none; why may be set for a question, too.
type outcome struct {
	from     int
	question *deck.Question
	why      string
	left     []Entry // what the question's card lacks
}

// outcomes returns what becomes of a claim: a question, or one for each part of it if the source asks for that.
func (w *writer) outcomes(c dialect.Claim, d page.Draft, s section) []outcome {
	if d.Ignored != "" {
		if d.Issue != nil {
			w.report([]markdown.Issue{*d.Issue})
		}
		return []outcome{{from: c.From, why: d.Ignored}}
	}
	drafts := []page.Draft{d}
	if w.doc.Settings.Parts == "split" {
		drafts = splitDraft(cmp.Or(d.Paper, w.doc), w.doc, d)
	}
	list := make([]outcome, len(drafts))
	for i, d := range drafts {
		list[i].from = c.From
		if i > 0 && d.From > c.From && d.From < c.To {
			list[i].from = d.From
		}
		list[i].question, list[i].why = w.question(c, d, s, list[i].from)
	}
	return list
}

// question renders a draft and puts it into its deck. It returns the question, nil if there is nothing
// to ask, and what the ledger should say of it.
func (w *writer) question(c dialect.Claim, d page.Draft, s section, from int) (*deck.Question, string) {
	d, issues := quiz.Read(w.doc, d, from, func(number string) (quiz.SheetEntry, bool, bool) {
		return w.sheetEntry(number, from, c.To)
	})
	w.report(issues)
	switch {
	case d.KeyFault:
		return nil, "its key can't be right"
	case quiz.IsOnlyKey(w.doc, d):
		return nil, "it is the key to a question that stands elsewhere"
	}
	q := w.newQuestion(c, d, s, from)
	w.fill(q, d)
	if why := w.hide(q, d, c); why != "" {
		return nil, why
	}
	_, kind := cutKindTags(d.Tags)
	w.askAs(q, kind, s.kind)
	if q.Prompt == "" && q.Label == "" {
		w.warn(q, "no-prompt", "a question here asks nothing and is left out", "write the prompt before its answer")
		return nil, "it asks nothing"
	}
	if q.Answer == "" && q.Kind != deck.Choice && q.Kind != deck.Cloze {
		if d.Blank {
			w.blank = append(w.blank, from)
			return nil, "it asks, and nothing answers it"
		}
		return nil, w.leftOut(q, d)
	}
	if d.Repeats {
		message := fmt.Sprintf("the solution of %q only repeats the question", w.name(q, d.Label))
		w.warn(q, "repeated-question", message, "write the answer below it")
	}
	w.tellRawMarkup(q, from, c.To)
	w.made = append(w.made, placed{w.deckAt(c, s), q})
	if q.Prompt == "" {
		return q, "the prompt is only a number"
	}
	return q, ""
}

// draft returns the draft of a claim, completed by the paper that the source answers.
func (w *writer) draft(c dialect.Claim, number numbered) page.Draft {
	d := c.Take()
	d.Tags = append(d.Tags, page.CutCardTags(w.doc.TagsBetween(c.From, c.To))...)
	if w.paper != nil && d.Ignored == "" {
		joinPaper(w.doc, &d, w.paper, number)
	}
	if w.solution != nil && (len(d.Prompt)+len(d.Title) == 0 || d.Asked || d.Blank) {
		d.Answer = nil // on a blank paper what stands below a number is the question
	}
	for _, nodes := range [][]ast.Node{d.Title, d.Prompt, d.Answer, d.Extra} {
		if d.Id.Text == "" {
			d.Id = page.ExplicitID(nodes)
		}
	}
	return d
}

// newQuestion returns the question of a draft, still without its texts.
func (w *writer) newQuestion(c dialect.Claim, d page.Draft, s section, from int) *deck.Question {
	label := slices.Clone(s.below)
	if d.Label != "" {
		label = append(label, d.Label)
	}
	q := &deck.Question{
		Kind: d.Kind, Dialect: c.Dialect, Exam: s.exam, Label: strings.Join(label, " · "),
		Number: numberOf(s, d), Source: w.source.Path, SourceHidden: w.doc.Settings.ShowSource == "hidden",
		Pos: w.position(from), ExplicitID: d.Id.Text, LocalID: d.Id.Local,
	}
	if q.Exam == "" {
		q.Exam = fileTitle(strings.TrimSuffix(path.Base(w.source.Path), path.Ext(w.source.Path)))
	}
	own, _ := cutKindTags(d.Tags)
	q.Tags = cleanTags(w.tags, s.tags, own)
	return q
}

// warn reports what is wrong with a question.
func (w *writer) warn(q *deck.Question, code, message, hint string) {
	w.diagnostics = append(w.diagnostics, deck.Diagnostic{Pos: q.Pos, Code: code, Message: message, Hint: hint})
}

// reportBlank tells, once for a source, that its questions have no answers.
func (w *writer) reportBlank() {
	if len(w.blank) == 0 || w.solution != nil {
		return
	}
	line, col := w.doc.MD.Position(w.blank[0])
	subject := "the question here has no answer"
	if n := len(w.blank); n > 1 {
		subject = fmt.Sprintf("%d questions, from here on, have no answers", n)
	}
	w.diagnostics = append(w.diagnostics, deck.Diagnostic{
		Pos: deck.Position{File: w.source.Name, Line: line, Col: col}, Code: "blank-paper",
		Message: subject + " and can't be exported",
		Hint:    "write the answers below them, or in a file beside this one that is named for its solutions",
	})
}

// reportNumbers tells, once for a source, that questions are only numbers: their cards can't say more.
func (w *writer) reportNumbers() {
	if !w.lint {
		return
	}
	numbers := slices.DeleteFunc(slices.Clone(w.made), func(p placed) bool { return p.question.Prompt != "" })
	if len(numbers) == 0 {
		return
	}
	message := "the question here is only a number; the front of its card can show nothing else"
	if n := len(numbers); n > 1 {
		message = fmt.Sprintf("%d questions, from here on, are only numbers; the fronts of their cards can show nothing else", n)
	}
	w.warn(numbers[0].question, "number-only", message,
		"write the text of a question as a quote, in lines that begin with >, right below its heading")
}

// leftOut reports a question without an answer and returns the reason in the ledger's words.
func (w *writer) leftOut(q *deck.Question, d page.Draft) string {
	name := w.name(q, d.Label)
	report := deck.Diagnostic{
		Pos: q.Pos, Code: "empty-answer", Message: fmt.Sprintf("%q has no answer and is left out", name),
		Hint: "write the answer below it",
	}
	why := "it has no answer"
	if d.Keyless {
		report.Code = "no-key"
		report.Message = fmt.Sprintf("%q offers options, but none is marked as right; it is left out", name)
		report.Hint, why = "tick the right option, or name its letter below", "none of its options is marked as right"
	}
	if d.Label == "" && !wording.Asks(deck.PlainText(q.Prompt)) {
		w.doubtful = append(w.doubtful, report)
	} else {
		w.diagnostics = append(w.diagnostics, report)
	}
	return why
}

// fill renders the draft's parts into the question.
func (w *writer) fill(q *deck.Question, d page.Draft) {
	title := w.title(q, d.Title)
	prompt := body.Unquote(d.Prompt, title == "") // a bar along all of it says nothing
	q.Prompt = title + w.render(q, cmp.Or(d.Paper, w.doc), prompt)
	q.Answer = w.render(q, w.doc, d.Answer)
	q.Extra = w.render(q, w.doc, d.Extra)
	for _, field := range []*string{&q.Prompt, &q.Answer, &q.Extra} {
		*field = w.showBlocks(q, *field)
	}
	for _, o := range d.Options {
		html := w.render(q, cmp.Or(o.Paper, w.doc), o.Nodes)
		q.Choices = append(q.Choices, deck.Option{Letter: o.Letter, HTML: html, Right: o.Right})
	}
}

// title renders the part of a prompt that stands in a heading as a paragraph.
func (w *writer) title(q *deck.Question, nodes []ast.Node) string {
	if len(nodes) == 0 {
		return ""
	}
	p := ast.NewParagraph()
	p.SetPos(w.doc.MD.Offset(nodes[0]))
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
func numberOf(s section, d page.Draft) string {
	if d.Number == "" {
		return ""
	}
	return strings.ToLower(strings.Join(append(slices.Clone(s.below), d.Number), "/"))
}

// cleanTags returns the tags of all lists as Anki writes them, each once.
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

// render returns the HTML of nodes, "" if nothing would be seen, and adds the media in it to the question.
func (w *writer) render(q *deck.Question, doc *page.Document, nodes []ast.Node) string {
	return w.fragment(q, doc, nodes).HTML
}

// fragment renders as render does, and returns all that is known of the HTML.
func (w *writer) fragment(q *deck.Question, doc *page.Document, nodes []ast.Node) markdown.Fragment {
	if len(nodes) == 0 {
		return markdown.Fragment{}
	}
	f := doc.MD.Render(nodes, w.resolver(doc.Source))
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
func (w *writer) reportIn(doc *page.Document, issues []markdown.Issue) {
	for _, i := range issues {
		line, col := doc.MD.Position(i.Offset)
		w.diagnostics = append(w.diagnostics, deck.Diagnostic{
			Pos: deck.Position{File: doc.Source.Name, Line: line, Col: col}, Code: i.Code, Message: i.Message, Hint: i.Hint,
		})
	}
}

func (w *writer) position(offset int) deck.Position {
	line, col := w.doc.MD.Position(offset)
	return deck.Position{File: w.source.Name, Line: line, Col: col}
}
