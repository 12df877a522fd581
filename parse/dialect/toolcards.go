package dialect

import (
	"bytes"
	"regexp"
	"sort"
	"strings"

	"github.com/yuin/goldmark/ast"

	"github.com/examdeck/examdeck/deck"
	"github.com/examdeck/examdeck/internal/markdown/box"
	"github.com/examdeck/examdeck/parse/page"
	"github.com/examdeck/examdeck/parse/wording"
)

// toolCards recognises the cards that another tool has made, or would make, of a note: what stands above an id that it
// wrote, "<!--ID: 1623634582052-->" or "^1713874333968", and what a tag at a line's end or on a line of its own parts,
// "What is a limit? #card". Where such a tool's card ends, it ends here.
type toolCards struct{}

func (toolCards) dialect() string { return "tool-cards" }

// toolCard is a card with where its parts stand in the source.
type toolCard struct {
	sure         sureness
	from, to     int
	parted       int // where the prompt ends
	answer       int // where the answer begins; that of a cloze is empty
	kind         deck.Kind
	tags         []string
	head         *page.Heading // that asks; nil without
	first, marks int           // visible characters of the labels that begin prompt and answer
	column       bool          // it is a table of one column
	indent       int           // of the line in which the prompt stands, for cards within a line
}

func (toolCards) find(r *Reading) []Claim {
	lines := rawLines(r.Document)
	if lines == nil {
		return nil
	}
	f := &toolFinder{doc: r.Document, lines: lines, blockMarks: blockMarks(r.Document)}
	f.look()
	claims := make([]Claim, len(f.cards))
	for i, c := range f.cards {
		claims[i] = Claim{sure: c.sure, From: c.from, To: c.to, Take: func() page.Draft { return c.draft(r.Document) }}
	}
	return claims
}

// toolFinder goes over the lines of a source once.
type toolFinder struct {
	doc   *page.Document
	lines []rawLine
	floor int // the first line that belongs to no card yet
	cards []toolCard
	// traced tells that the source holds an id or the name of a deck; inline that an id closes "prompt :: answer".
	traced, inline bool
	blockMarks     map[string]string // see blockMarks
}

func (f *toolFinder) look() {
	for _, l := range f.lines {
		f.traced = f.traced || l.id >= 0 || l.kind == rawDeck
	}
	for i := 0; i < len(f.lines); i++ {
		switch l := f.lines[i]; {
		case l.kind == rawDeck || l.kind == rawTime:
			f.floor = i + 1
		case l.tag >= 0 && (!l.weak || f.traced):
			if last := f.tagged(i); last >= i {
				f.floor, i = last+1, last
			}
		case l.id >= 0:
			f.closed(i)
			f.floor = i + 1
		}
	}
	if f.inline {
		f.inlineRest()
	}
}

func (f *toolFinder) text(i int) string {
	return strings.TrimSpace(string(f.doc.MD.Source[f.lines[i].from:f.lines[i].to]))
}

// runAbove is the first line of the run that ends with line i.
func (f *toolFinder) runAbove(i int) int {
	for i > f.floor && f.lines[i-1].joined() {
		i--
	}
	return i
}

// skipBlank returns the first line from i on that is not blank.
func (f *toolFinder) skipBlank(i int) int {
	for i < len(f.lines) && f.lines[i].kind == rawBlank {
		i++
	}
	return i
}

// tagged adds the card that the tag in line i marks, and returns the last line of it; a number below i if there is none.
func (f *toolFinder) tagged(i int) int {
	l, src := f.lines[i], f.doc.MD.Source
	alone := len(bytes.Trim(src[l.from:l.tag], " \t")) == 0
	first := i
	if l.kind != rawHead {
		first = f.runAbove(i)
	}
	c := toolCard{sure: sureToolTag, kind: deck.Basic, parted: l.tag}
	if alone && first == i {
		if i == f.floor || f.lines[i-1].kind != rawHead {
			return -1 // it is about the file
		}
		first = i - 1
	}
	if l.id < 0 && f.inItem(i) {
		return -1 // what is nested below answers
	}
	if n := len(f.cards); n > 0 && first == i && f.cards[n-1].to > f.lines[first].from {
		f.cards[n-1].to = f.lines[first].from
	}
	c.from = f.lines[first].from
	if f.lines[first].kind == rawHead {
		c.head = f.doc.HeadingAbove(c.from + 1)
	}
	c.kind, c.tags = tagsAt(string(src[l.tag:l.tagEnd]))
	last := i
	c.answer = l.tagEnd
	switch behind := len(bytes.TrimSpace(src[l.tagEnd:l.end()])) > 0; {
	case behind: // the answer stands behind the tag
	case l.id < 0:
		if last = f.answerEnd(i+1, c); last < 0 {
			return -1
		}
	case f.hides(first, i): // "The {cell} is small. #card ^1713874333968"
		c.kind, c.answer = deck.Cloze, l.to
	default:
		return -1
	}
	c.to = f.lines[last].to
	if c.head != nil && first == i && f.lines[last].id < 0 && !f.endsAtTag(last) {
		return -1 // headings that ask go on to the next
	}
	if f.lines[last].id >= 0 {
		c.sure = sureToolID
	}
	f.cards = append(f.cards, c)
	return last
}

// endsAtTag reports whether what stands below line i is another tagged card.
func (f *toolFinder) endsAtTag(i int) bool {
	next := f.skipBlank(i + 1)
	return next < len(f.lines) && (f.lines[next].tag >= 0 || next+1 < len(f.lines) && f.lines[next].joined() && f.lines[next+1].tag >= 0)
}

// inItem reports whether line i stands in an item of a list, below which something may be nested, or is a block of an
// outliner, with its properties below it.
func (f *toolFinder) inItem(i int) bool {
	src := f.doc.MD.Source
	line := func(i int) []byte { return bytes.TrimLeft(src[f.lines[i].from:f.lines[i].to], "> ") }
	if i+1 < len(f.lines) {
		below := line(i + 1)
		if outlinerProperty.Match(below) || isItem(line(i)) && (f.indented(i+1) || isItem(below)) {
			return true
		}
	}
	first := i
	for ; first > 0 && f.indented(first) && !isItem(line(first)) && f.lines[first-1].kind != rawBlank; first-- {
	}
	return f.indented(i) && isItem(line(first))
}

// outlinerProperty is a property of an outliner's block: "card-repeats:: 1".
var outlinerProperty = regexp.MustCompile(`^[ \t]*[a-z][a-z-]*:: `)

// indented reports whether a line is deeper than the margin.
func (f *toolFinder) indented(i int) bool {
	l := f.lines[i]
	return l.to > l.from && (f.doc.MD.Source[l.from] == ' ' || f.doc.MD.Source[l.from] == '\t') && l.kind != rawBlank
}

// tagsAt reads the tags that mark a card: how it asks, and those of its author.
func tagsAt(text string) (deck.Kind, []string) {
	kind, names := deck.Basic, []string{}
	for i, name := range strings.Fields(text) {
		name = strings.TrimPrefix(name, "#")
		if i > 0 {
			names = append(names, name)
			continue
		}
		name = strings.ToLower(strings.ReplaceAll(name, "/", "-"))
		if _, end, found := strings.Cut(name, "-"); found && strings.HasPrefix(end, "reverse") {
			kind = deck.Reversed
		}
	}
	return kind, names
}

// answerEnd returns the last line of the answer that begins at line i or behind blank ones; -1 if nothing answers.
// The answer ends at a blank line, but goes on with what can be no text of its own (a list, a picture, code, a
// formula), and to the id that closes the card, if no other card stands between.
func (f *toolFinder) answerEnd(i int, c toolCard) int {
	first := f.skipBlank(i)
	if first == len(f.lines) || f.ends(first, c, first) {
		return -1
	}
	last := f.runBelow(first, c)
	for f.lines[last].id < 0 {
		next := f.skipBlank(last + 1)
		if next >= len(f.lines) || f.ends(next, c, first) {
			break
		}
		if f.lines[next].kind == rawID {
			return next
		}
		end := f.runBelow(next, c)
		if c.head == nil && !f.goesOn(next) && !f.closes(next, c) {
			break
		}
		last = end
	}
	return last
}

// runBelow returns the last line of the run that begins with line i; an id is its last line.
func (f *toolFinder) runBelow(i int, c toolCard) int {
	first := i
	for ; f.lines[i].id < 0 && i+1 < len(f.lines); i++ {
		next := f.lines[i+1]
		if next.kind == rawBlank || next.kind != rawID && f.ends(i+1, c, first) {
			break
		}
	}
	return i
}

// ends reports whether line i, of an answer that begins at line first, belongs to it no more.
func (f *toolFinder) ends(i int, c toolCard, first int) bool {
	l := f.lines[i]
	switch l.kind {
	case rawDeck, rawTime:
		return true
	case rawRule:
		return i == 0 || f.lines[i-1].kind == rawBlank
	case rawHead:
		// Below a run of text a heading is part of the answer, as it is to the tools, which look for blank lines only.
		if l.tag >= 0 || c.head != nil && l.level <= c.head.Node.Level {
			return true
		}
		return c.head == nil && f.lines[i-1].from == f.lines[i-1].to
	case rawText:
		if _, mark := f.blockMarks[f.text(i)]; mark {
			return true
		}
		if l.tag >= 0 && (!l.weak || f.traced) {
			return i > first || len(bytes.Trim(f.doc.MD.Source[l.from:l.tag], " \t")) == 0
		}
		return i+1 < len(f.lines) && f.lines[i+1].tag == f.lines[i+1].from && f.lines[i+1].tag >= 0 && i > first && f.lines[i-1].kind == rawBlank
	}
	return false
}

var rawAppended = regexp.MustCompile(`^([-*+] |[0-9]+[.)] |\||!\[|\$\$|>|<img)`)

// goesOn reports whether the run that begins with line i can only belong to the text above.
func (f *toolFinder) goesOn(i int) bool {
	return f.lines[i].kind == rawCode || f.indented(i) || rawAppended.MatchString(f.text(i)) && !f.separated(i, f.runBelow(i, toolCard{}))
}

// closes reports whether an id stands below the text that begins with line i, before anything that may be a card.
func (f *toolFinder) closes(i int, c toolCard) bool {
	for j := i; j < len(f.lines); j++ {
		switch {
		case f.lines[j].id >= 0:
			return !f.separated(i, j) && !f.hides(i, j)
		case f.ends(j, c, i):
			return false
		}
	}
	return false
}

// separated reports whether a line between two holds a separator of prompt and answer.
func (f *toolFinder) separated(first, last int) bool {
	_, _, ok := f.separator(first, last)
	return ok
}

// separator returns the last line of text between two raw lines that holds a separator, and where it is.
func (f *toolFinder) separator(first, last int) (line page.TextLine, at [2]int, ok bool) {
	all := f.doc.LinesBetween(f.lines[first].from, f.lines[last].to)
	for i := len(all) - 1; i >= 0; i-- {
		if sep, length, found := separatorIn(f.doc, all[i]); found {
			return all[i], [2]int{sep, sep + length}, true
		}
	}
	return line, at, false
}

// closed adds the card that the id in line i closes.
func (f *toolFinder) closed(i int) {
	last := i
	if f.lines[i].kind == rawID {
		for last--; last >= f.floor && f.lines[last].kind == rawBlank; last-- {
		}
	}
	if last < f.floor || f.lines[last].kind == rawRule || i+1 < len(f.lines) && f.closesMarked(i, last) {
		return
	}
	first := f.runAbove(last)
	end := f.lines[i].to
	for _, shape := range []func(first, last, end int) bool{f.pair, f.inlineCard, f.parted, f.cloze, f.column, f.below} {
		if shape(first, last, end) {
			return
		}
	}
}

// closesMarked reports whether the id in line i is that of a note between marks.
func (f *toolFinder) closesMarked(i, last int) bool {
	next := f.skipBlank(i + 1)
	for _, end := range f.blockMarks {
		if next < len(f.lines) && f.text(next) == end || f.text(last) == end {
			return true
		}
	}
	return false
}

func (f *toolFinder) add(c toolCard) bool {
	c.sure = sureToolID
	f.cards = append(f.cards, c)
	return true
}

// pair adds a card whose question and answer begin with their words, "Q:" and "A:".
func (f *toolFinder) pair(_, last, end int) bool {
	lines := f.doc.LinesBetween(f.lines[f.floor].from, f.lines[last].to)
	answer := -1
	for i := len(lines) - 1; i >= 0 && answer < 0; i-- {
		if lines[i].Block.Kind() == ast.KindHeading {
			return false
		}
		if isAnswerMark(lines, i) {
			answer = i
		}
	}
	for i := answer - 1; i >= 0; i-- {
		if length := wording.QuestionLead(lines[i].Text); length > 0 {
			q, a := lines[i], lines[answer]
			return f.add(toolCard{from: q.Start, parted: a.Start, answer: a.Start, to: end, first: length, marks: wording.AnswerLead(a.Text)})
		}
	}
	return false
}

// inlineCard adds a card within a line, "prompt :: answer"; the answer may go on below.
func (f *toolFinder) inlineCard(first, last, end int) bool {
	line, at, ok := f.separator(first, last)
	if !ok {
		return false
	}
	f.inline = true
	return f.add(f.inlineAt(line, at, end))
}

// inlineAt returns the card of a line with a separator between the offsets at.
func (f *toolFinder) inlineAt(line page.TextLine, at [2]int, end int) toolCard {
	c := toolCard{from: line.Start, parted: at[0], answer: at[1], to: end, indent: line.Indent()}
	if at[1]-at[0] == len(":::") {
		c.kind = deck.Reversed
	}
	return c
}

// inlineRest adds the lines with a separator that no id closes yet, where ids close others.
func (f *toolFinder) inlineRest() {
	sort.Slice(f.cards, func(i, j int) bool { return f.cards[i].from < f.cards[j].from })
	known := f.cards
	for _, line := range f.doc.Lines {
		i := sort.Search(len(known), func(i int) bool { return known[i].to > line.From })
		if i < len(known) && known[i].from <= line.From || line.Block.Kind() == ast.KindHeading || page.IsDeckLine([]byte(line.Text)) {
			continue
		}
		if sep, length, ok := separatorIn(f.doc, line); ok {
			c := f.inlineAt(line, [2]int{sep, sep + length}, line.To)
			c.sure = sureToolTag
			f.cards = append(f.cards, c)
		}
	}
}

// parted adds a card whose prompt and answer are parted by a line of their own: a rule, "?", "%".
func (f *toolFinder) parted(first, last, end int) bool {
	for i := last; i > first; i-- {
		if text := f.text(i); i < last && (text == "?" || text == "??" || text == "%") {
			c := toolCard{from: f.lines[first].from, parted: f.lines[i].from, answer: f.lines[i].to, to: end}
			if text == "??" {
				c.kind = deck.Reversed
			}
			return f.add(c)
		}
	}
	rule := first - 1
	if rule <= f.floor || f.lines[rule].kind != rawRule || !f.lines[rule-1].joined() {
		return false
	}
	return f.add(toolCard{from: f.lines[f.runAbove(rule-1)].from, parted: f.lines[rule].from, answer: f.lines[rule].to, to: end})
}

// cloze adds a card that hides parts of itself.
func (f *toolFinder) cloze(first, last, end int) bool {
	if !f.hides(first, last) {
		// The deletions may stand above a blank line, where the id closes all that is below a heading.
		above := first
		for above > f.floor && (f.lines[above-1].joined() || f.lines[above-1].kind == rawBlank) {
			above--
		}
		if above = f.skipBlank(above); above >= first || !f.hides(above, first-1) {
			return false
		}
		first = above
	}
	return f.add(toolCard{from: f.lines[first].from, parted: end, answer: end, to: end, kind: deck.Cloze})
}

var (
	rawHidden = regexp.MustCompile(`\{\{c[0-9]|==[^=\s](?:[^=]*[^=\s])?==`)
	rawBraces = regexp.MustCompile(`\{[^{}]+\}`)
	rawOther  = regexp.MustCompile("\\$\\$[^$]*\\$\\$|\\$[^$\\n]*\\$|\\\\\\(.*?\\\\\\)|`[^`\\n]*`|\\\\[{}]|\\{[#.=%][^{}]*\\}|\\]\\([^)\\n]*\\)(?:\\{[^}]*\\})?")
)

// hides reports whether the lines between two hold a deletion, outside of code and formulas.
func (f *toolFinder) hides(first, last int) bool {
	text := f.doc.MD.Source[f.lines[first].from:f.lines[last].to]
	if rawHidden.Match(text) {
		return true
	}
	return bytes.IndexByte(text, '{') >= 0 && rawBraces.Match(rawOther.ReplaceAll(text, nil))
}

// column adds a card that is a table of one column: its head asks, its rows answer.
func (f *toolFinder) column(first, last, end int) bool {
	if last-first < 2 || !strings.HasPrefix(f.text(first), "|") || strings.Count(f.text(first), "|") != 2 || strings.Trim(f.text(first+1), "|-: ") != "" {
		return false
	}
	return f.add(toolCard{from: f.lines[first].from, parted: f.lines[first].to, answer: f.lines[first+1].to, to: end, column: true})
}

// below adds a card that a heading asks, or the first line of its run.
func (f *toolFinder) below(first, last, end int) bool {
	for i := first - 1; i >= f.floor && f.lines[i].kind != rawRule; i-- {
		if f.lines[i].kind == rawHead {
			h := f.doc.HeadingAbove(f.lines[i].from + 1)
			if h == nil || h.DateOnly || wording.HeadsCards(h.Title) {
				break
			}
			c := toolCard{sure: sureToolHeading, from: f.lines[i].from, parted: f.lines[i].to, answer: f.lines[i].to, to: end, head: h}
			f.cards = append(f.cards, c)
			return true
		}
	}
	if last > first && wording.LooksAsked(strings.Trim(f.text(first), "*_ ")) {
		return f.add(toolCard{from: f.lines[first].from, parted: f.lines[first].to, answer: f.lines[first+1].from, to: end})
	}
	return false
}

// draft returns the draft of a card.
func (c toolCard) draft(doc *page.Document) page.Draft {
	d := page.Draft{Kind: c.kind, Tags: c.tags}
	switch {
	case c.column:
		d.Prompt, d.Answer = c.cell(doc, c.from, c.parted), c.rows(doc)
		return page.FinishDraft(doc, d)
	case c.indent > 0 || c.kind != deck.Cloze && c.answer < c.to && c.answer > c.parted && !bytes.Contains(doc.MD.Source[c.parted:c.answer], []byte("\n")) && c.head == nil:
		d.Prompt = doc.Part(c.from+c.indent, c.parted, c.indent)
	default:
		d.Prompt = doc.Dedented(c.from, c.parted)
	}
	d.Prompt = page.CutLead(doc, withoutHeading(d.Prompt, c.head != nil), c.first)
	if c.answer < c.to {
		d.Answer = doc.Dedented(c.answer, c.to)
		if c.marks > 0 {
			d.Answer = page.CutLead(doc, d.Answer, c.marks)
		}
	}
	if c.kind == deck.Cloze || hasBraceCloze(doc, d.Prompt) {
		d.Kind = deck.Cloze
		d.Prompt = withoutCardTitle(doc, d.Prompt)
		markClozes(doc, &d)
	}
	return page.FinishDraft(doc, d)
}

// withoutHeading makes a paragraph of the heading with which a prompt begins.
func withoutHeading(prompt []ast.Node, headed bool) []ast.Node {
	if !headed || len(prompt) == 0 || prompt[0].Kind() != ast.KindHeading {
		return prompt
	}
	p := ast.NewParagraph()
	for _, c := range page.Children(prompt[0]) {
		prompt[0].RemoveChild(prompt[0], c)
		p.AppendChild(p, c)
	}
	p.SetLines(prompt[0].Lines())
	return append([]ast.Node{p}, prompt[1:]...)
}

// withoutCardTitle opens a callout whose title only says that it is a card: "> [!info] card".
func withoutCardTitle(doc *page.Document, prompt []ast.Node) []ast.Node {
	if len(prompt) == 0 || prompt[0].Kind() != box.Kind {
		return prompt
	}
	title := prompt[0].FirstChild()
	if title == nil || !page.IsItemTag(doc.Text(title)) {
		return prompt
	}
	return append(page.Children(prompt[0])[1:], prompt[1:]...)
}

// cell returns the blocks of a row of a table with one column.
func (c toolCard) cell(doc *page.Document, from, to int) []ast.Node {
	src := doc.MD.Source
	for from < to && (src[from] == '|' || src[from] == ' ' || src[from] == '\t') {
		from++
	}
	for to > from && (src[to-1] == '|' || src[to-1] == ' ' || src[to-1] == '\t') {
		to--
	}
	return doc.Part(from, to, 0)
}

// rows returns the blocks of all rows of a table with one column.
func (c toolCard) rows(doc *page.Document) []ast.Node {
	var blocks []ast.Node
	for at := trimFrom(doc.MD.Source, c.answer, c.to); at < c.to; {
		end := min(c.to, doc.LineEnd(at))
		blocks = append(blocks, c.cell(doc, at, end)...)
		at = end + 1
	}
	return blocks
}
