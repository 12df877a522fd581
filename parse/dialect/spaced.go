package dialect

import (
	"bytes"
	"cmp"
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"

	"github.com/examdeck/examdeck/deck"
	"github.com/examdeck/examdeck/internal/markdown/math"
	"github.com/examdeck/examdeck/internal/markdown/wikilink"
	"github.com/examdeck/examdeck/parse/page"
	"github.com/examdeck/examdeck/parse/wording"
)

// maxSeparators is how many separators of a line are looked at: each look goes over all that stands before them.
const maxSeparators = 200

// separatorIn finds the "::" or ":::", ";;" or ";;;" that parts prompt and answer in a line: where it begins and how
// long it is. Code and formulas are not looked at. If a line holds several, one between two names (std::vector) comes
// last.
func separatorIn(doc *page.Document, line page.TextLine) (at, length int, ok bool) {
	if at, length, ok, own := ownSeparator(doc, line); own {
		return at, length, ok
	}
	src := doc.MD.Source
	looked := 0
	if text := src[line.From:line.To]; !bytes.Contains(text, []byte("::")) && !bytes.Contains(text, []byte(";;")) {
		return 0, 0, false
	}
	for _, span := range line.TextSpans() {
		for i := span[0]; i < span[1]; i++ {
			sign := src[i]
			if sign != ':' && sign != ';' {
				continue
			}
			run := 1
			for i+run < span[1] && src[i+run] == sign {
				run++
			}
			if run == 2 || run == 3 {
				if looked++; looked > maxSeparators {
					return at, length, ok
				}
				named := sign == ':' && isName(utf8.DecodeLastRune(src[:i])) && isName(utf8.DecodeRune(src[i+run:]))
				if !(ok && named) && usable(doc, line, i, run) {
					at, length, ok = i, run, true
					if !named {
						return at, length, ok
					}
				}
			}
			i += run // what stands behind them is none of them
		}
	}
	return at, length, ok
}

// isName reports whether a character belongs to names of programs. It takes what utf8.DecodeRune returns.
func isName(r rune, _ int) bool { return r == '_' || unicode.IsLetter(r) || unicode.IsDigit(r) }

// usable reports whether a separator parts a prompt from an answer. "key:: value" and "[key:: value]" are properties of
// Logseq and Dataview, "::=" is a rule of a grammar, colons within "{{c1::" are those of a cloze.
func usable(doc *page.Document, line page.TextLine, at, length int) bool {
	src := doc.MD.Source
	left := strings.TrimSpace(string(src[line.From:at]))
	rest := src[at+length : line.To]
	if left == "" || bytes.HasPrefix(rest, []byte("=")) && !bytes.HasPrefix(rest, []byte("==")) {
		return false
	}
	if quote, _ := utf8.DecodeLastRune(src[line.From:at]); strings.ContainsRune(`'"“‘`, quote) && len(rest) > 0 && strings.ContainsRune(`'"”’`, rune(rest[0])) {
		return false // a text that speaks of the sign
	}
	if open := strings.LastIndex(left, "{{c"); open >= 0 && !strings.Contains(left[open:], "}}") {
		return false
	}
	if src[at] == ';' {
		return true // nothing else is written so
	}
	if at+length < line.To && src[at+length] != ' ' || bytes.HasPrefix(src[min(len(src), line.To+1):], []byte("<!--SR:")) {
		return true
	}
	key := left
	if i := strings.LastIndexAny(left, "[("); i >= 0 && !strings.ContainsAny(left[i:], ")]") {
		key = left[i+1:]
	} else if key != strings.ToLower(key) {
		return true
	}
	return strings.ContainsAny(key, " \t?!*`$") || src[at-1] == ' '
}

// spacedLines recognises the cards of Obsidian's spaced repetition: "prompt::answer" or "prompt;;answer" in a line
// (three of them ask both ways), or a line of a lone "?" between prompt and answer ("??" both ways). In such a source, text that holds
// ==highlights== is a cloze.
type spacedLines struct{}

func (spacedLines) dialect() string { return "spaced-repetition" }

// spacedCard is a card before its end is known.
type spacedCard struct {
	from, to int
	form     spacedForm
	both     bool          // it is asked both ways
	line     page.TextLine // the line that holds the separator, or is it
	sep      int           // where the separator is in an inline card, and where it ends
	sepEnd   int
	close    int           // where the claim ends, if a line behind the answer says that it ends
	head     *page.Heading // the heading that begins the prompt, above an answer that begins with one; nil without
	title    *page.Heading // the heading that is the prompt; nil without
}

type spacedForm uint8

const (
	inlineCard spacedForm = iota
	blockCard
	clozeCard
)

func (spacedLines) find(r *Reading) []Claim {
	doc := r.Document
	floor := doc.MD.Front.End
	if !doc.SpacedRepetition() {
		var ok bool
		if floor, ok = cardsFrom(doc); !ok {
			return nil
		}
	}
	cards := (&spacedFinder{doc: doc, lines: doc.Lines, floor: floor}).cards()
	claims := make([]Claim, len(cards))
	for i, c := range cards {
		if c.form == blockCard {
			next := len(doc.MD.Source)
			if i+1 < len(cards) {
				next = cards[i+1].from
			}
			if c.close == 0 {
				c.to = blockCardEnd(doc, c, next)
			}
		}
		claims[i] = Claim{sure: sureSpaced, From: c.from, To: max(c.to, c.close), Take: func() page.Draft { return c.draft(doc) }}
		if c.form == clozeCard {
			claims[i].sure = sureSpacedCloze
		}
	}
	return claims
}

// cardsFrom returns where cards begin in a source that does not say that it holds any: below a heading that does, if a
// lone "?" or a separator stands there, or with the first of several separators that have a question before them.
func cardsFrom(doc *page.Document) (from int, ok bool) {
	for i, h := range doc.Heads {
		if !wording.HeadsCards(h.Title) || h.Numbered {
			continue
		}
		to := doc.MD.Len()
		if next := nextHeading(doc, i); next != nil {
			to = next.From
		}
		for _, line := range doc.LinesBetween(doc.LineEnd(h.From), to) {
			if _, _, parts := separatorIn(doc, line); parts || doc.IsLoneMark(line.Text) {
				return h.From, true
			}
		}
	}
	asked := 0
	for _, line := range doc.Lines {
		if at, _, parts := separatorIn(doc, line); parts && wording.LooksAsked(string(doc.MD.Source[line.From:at])) {
			if asked++; asked == 1 {
				from = line.Start
			}
		}
	}
	return from, asked >= 2
}

// blockCardEnd returns where the answer below a lone "?" ends: at the next card, rule or heading. An answer that has
// headings itself ends at the next heading that numbers a question as the prompt's does, at a date, and at a heading
// above the prompt's.
func blockCardEnd(doc *page.Document, c spacedCard, next int) int {
	if c.head == nil {
		limit := doc.NextBreak(c.line.To+1, next)
		end := scheduleFrom(doc, c.line.To, limit)
		if end == limit && (limit < next || next == len(doc.MD.Source)) {
			end = continued(doc, c.to, limit)
		}
		return max(c.to, end)
	}
	for _, h := range doc.Heads[headsFrom(doc, c.line.To):headsFrom(doc, next)] {
		if h.DateOnly || h.Numbered && h.Label.Word == c.head.Label.Word && h.Label.Word != "" || h.Node.Level < c.head.Node.Level {
			return h.From
		}
	}
	return next
}

// continued returns where an answer ends whose lines end at from, at most at limit. The plugin ends it there; what
// plainly goes on with it are lists, code, formulas and pictures. A paragraph does so only where another card follows it,
// so that it can be nothing but a part of this one.
func continued(doc *page.Document, from, limit int) int {
	for i := sort.SearchInts(doc.Starts, from); i < len(doc.Blocks) && doc.Starts[i] < limit; i++ {
		if n := doc.Blocks[i]; n.Kind() == ast.KindParagraph && saysSomething(doc, n) {
			return doc.Starts[i]
		}
	}
	return limit
}

// saysSomething reports whether a paragraph has words beside its pictures and formulas.
func saysSomething(doc *page.Document, p ast.Node) bool {
	for c := p.FirstChild(); c != nil; c = c.NextSibling() {
		switch n := c.(type) {
		case *ast.Image, *math.Node:
		case *wikilink.Node:
			if !n.Embed {
				return true
			}
		default:
			if doc.Text(c) != "" {
				return true
			}
		}
	}
	return false
}

// scheduleFrom returns where the first schedule between two offsets begins, else the second: the plugin writes it at
// the end of a card, so that nothing behind it belongs to the card.
func scheduleFrom(doc *page.Document, from, to int) int {
	if i := bytes.Index(doc.MD.Source[from:max(from, to)], []byte("<!--SR:")); i >= 0 {
		return from + i
	}
	return to
}

// draft returns the draft of a card.
func (c spacedCard) draft(doc *page.Document) page.Draft {
	d := page.Draft{Kind: deck.Basic}
	if c.both {
		d.Kind = deck.Reversed
	}
	switch c.form {
	case clozeCard:
		d.Kind, d.Prompt = deck.Cloze, doc.Dedented(c.from, c.to)
		hideByTool(doc, &d)
		if hasHighlights(doc, d.Prompt) {
			markClozes(doc, &d)
		}
	case inlineCard:
		d.Prompt = doc.Part(c.line.From, c.sep, c.line.Indent())
		d.Answer = doc.Part(trimFrom(doc.MD.Source, c.sepEnd, c.to), c.to, c.line.Indent())
	case blockCard:
		if c.head != nil || c.title != nil {
			c.titled(doc, &d)
		} else {
			d.Prompt = c.prompt(doc)
		}
		from := c.answerFrom()
		if from == c.line.To {
			from++
		}
		d.Answer = doc.Dedented(min(from, c.to), c.to)
	}
	return page.FinishDraft(doc, d)
}

// answerFrom is where the answer begins: behind the separator, as a picture may follow it in its line.
func (c spacedCard) answerFrom() int { return c.line.From + len(c.line.Text) }

// prompt returns the blocks above the separator. A bullet before them is only what the card was written with.
func (c spacedCard) prompt(doc *page.Document) []ast.Node {
	lines := doc.LinesBetween(c.from, c.line.Start)
	if len(lines) == 0 || lines[0].Indent() == 0 {
		return doc.Part(c.from, c.line.Start, 0)
	}
	first := lines[0]
	for _, l := range lines[1:] {
		if l.Block != first.Block && l.Indent() <= first.Indent() {
			return doc.Part(c.from, c.line.Start, 0)
		}
	}
	return doc.Part(first.From, c.line.Start, first.Indent())
}

// titled reads a prompt that begins with a heading.
func (c spacedCard) titled(doc *page.Document, d *page.Draft) {
	d.Prompt = doc.Part(c.from, c.line.Start, 0)
	head := cmp.Or(c.head, c.title)
	if !head.Numbered {
		if c.title != nil {
			page.CutEndTags(doc, d.Prompt[0])
			d.Title, d.Prompt = page.Children(d.Prompt[0]), nil
			d.Tags = head.Tags
		}
		return
	}
	l := head.Label
	d.Label, d.Number, d.Tags = l.Shown, l.Number, l.Tags
	page.CutEndTags(doc, d.Prompt[0])
	if l.Rest != "" {
		page.TrimStart(doc, d.Prompt[0], wording.Visible(doc.Text(d.Prompt[0]))-wording.Visible(l.Rest)-visibleTags(l.Tags))
		page.TrimEnd(doc, d.Prompt[0], visibleTags(l.Tags))
		d.Title = page.Children(d.Prompt[0])
	}
	d.Prompt = d.Prompt[1:]
}

// spacedFinder goes over the lines of a source once, as the plugin does.
type spacedFinder struct {
	doc   *page.Document
	lines []page.TextLine
	floor int // up to here the source belongs to the front matter and the cards before
	found []spacedCard

	block  ast.Node // the block that was last looked at, and whether it hides something
	hiding bool
}

// cards finds all cards, in order. The ends of those of several blocks are at least where their first run of lines
// ends.
func (f *spacedFinder) cards() []spacedCard {
	for _, line := range f.lines {
		if line.From < f.floor {
			continue
		}
		heading := line.Block.Kind() == ast.KindHeading
		if both, ok := f.doc.LoneMark(line.Text); ok && !heading {
			f.blockCard(line, both)
		} else if sep, length, ok := separatorIn(f.doc, line); ok && !(heading && f.named(line, sep, length)) {
			f.inlineCard(line, sep, length)
		} else if !heading && f.hides(line) {
			f.clozeCard(line)
		}
	}
	return f.found
}

// named reports whether a separator touches names on both sides, as in the title "What std::swap does".
func (f *spacedFinder) named(line page.TextLine, sep, length int) bool {
	src := f.doc.MD.Source
	return src[sep] == ':' && isName(utf8.DecodeLastRune(src[line.From:sep])) && isName(utf8.DecodeRune(src[sep+length:line.To]))
}

func (f *spacedFinder) add(c spacedCard) {
	f.found = append(f.found, c)
	f.floor = max(f.floor, c.to, c.close)
}

// blockCard adds the card around a lone "?".
func (f *spacedFinder) blockCard(line page.TextLine, both bool) {
	c := spacedCard{form: blockCard, both: both, line: line}
	c.from = f.runStart(line.Start)
	answer := trimFrom(f.doc.MD.Source, c.answerFrom(), len(f.doc.MD.Source))
	if answer > line.To {
		answer = f.doc.LineFrom(answer)
	}
	c.to = f.runEnd(answer)
	if at, to, ok := cardEnd(f.doc, line.To, len(f.doc.MD.Source)); ok {
		c.to, c.close = at, to
	}
	if f.answersWithHeading(line) {
		c.head = f.firstHeading(line)
		if c.head != nil {
			c.from = c.head.From
		}
	}
	if c.from >= line.Start {
		if c.title = f.headingRightAbove(line); c.title == nil {
			return // there is nothing above to ask
		}
		c.from = c.title.From
	}
	f.add(c)
}

// headingRightAbove returns the heading with nothing between it and a separator; nil without one.
func (f *spacedFinder) headingRightAbove(line page.TextLine) *page.Heading {
	i := f.doc.BlockAt(line.From)
	h := f.doc.HeadAt(i - 1)
	if h == nil || h.From < f.floor || f.doc.Starts[i] < line.Start {
		return nil
	}
	return h
}

// answersWithHeading reports whether the first thing below a separator is a heading.
func (f *spacedFinder) answersWithHeading(line page.TextLine) bool {
	i := headsFrom(f.doc, line.To)
	return i < len(f.doc.Heads) && f.doc.Heads[i].From == trimFrom(f.doc.MD.Source, line.To, len(f.doc.MD.Source))
}

// firstHeading returns the heading that begins the prompt above a separator: the last that numbers a question, else
// the last one.
func (f *spacedFinder) firstHeading(line page.TextLine) *page.Heading {
	var last *page.Heading
	for i := headsFrom(f.doc, line.Start) - 1; i >= 0 && f.doc.Heads[i].From >= f.floor; i-- {
		h := f.doc.Heads[i]
		if h.Numbered && wording.Is(h.Label.Word, wording.AnyQuestion) {
			return h
		}
		if last == nil {
			last = h
		}
	}
	return last
}

// headsFrom returns the index of the first heading at an offset or behind it.
func headsFrom(doc *page.Document, from int) int {
	return sort.Search(len(doc.Heads), func(i int) bool { return doc.Heads[i].From >= from })
}

// inlineCard adds a card within a line. Its answer goes on to the end of its block, or over the lines below where the
// line itself holds none.
func (f *spacedFinder) inlineCard(line page.TextLine, sep, length int) {
	c := spacedCard{form: inlineCard, line: line, sep: sep, sepEnd: sep + length, from: line.Start, to: line.To}
	c.both = asksBothWays(f.doc, string(f.doc.MD.Source[sep:c.sepEnd]))
	empty := len(bytes.TrimSpace(f.doc.MD.Source[c.sepEnd:line.To])) == 0
	if scheduleFrom(f.doc, sep, line.To) < line.To {
		f.add(c)
		return
	}
	for _, l := range f.doc.LinesBetween(line.To+1, len(f.doc.MD.Source)) {
		if f.parted(c.to, l.Start) {
			break
		}
		text := f.doc.MD.Source[l.From:l.To]
		parted := bytes.Contains(text, []byte("::")) || bytes.Contains(text, []byte(";;")) // another card, or a property
		if parted || f.doc.IsLoneMark(l.Text) || l.Block.Kind() == ast.KindHeading || !empty && l.Block != line.Block {
			break
		}
		c.to = l.To
	}
	f.add(c)
}

// parted reports whether a blank line or a schedule, and no code, stands between two lines.
func (f *spacedFinder) parted(from, to int) bool {
	gap := f.doc.MD.Source[min(from, to):to]
	return bytes.Contains(gap, []byte("<!--SR:")) || len(bytes.TrimSpace(gap)) == 0 && bytes.Count(gap, []byte{'\n'}) > 1
}

// clozeCard adds the lines around one that hides something, if no other card and no heading is among them.
func (f *spacedFinder) clozeCard(line page.TextLine) {
	c := spacedCard{form: clozeCard, line: line, from: f.runStart(line.To), to: f.runEnd(line.Start)}
	c.from = min(c.from, line.Start)
	for _, l := range f.doc.LinesBetween(line.To, c.to) {
		if _, _, ok := separatorIn(f.doc, l); ok || f.doc.IsLoneMark(l.Text) || l.Block.Kind() == ast.KindHeading {
			return
		}
	}
	f.add(c)
}

// hides reports whether the block of a line holds a highlight or another cloze.
func (f *spacedFinder) hides(line page.TextLine) bool {
	if line.Block != f.block {
		text, marked := markedText(f.doc, line.Block)
		_, cloze := clozeBalance(text)
		marked = marked && f.doc.Settings.Highlights != "text" || hidesBold(f.doc, line.Block) || hidesCurly(f.doc, text)
		f.block, f.hiding = line.Block, marked || cloze
	}
	return f.hiding
}

// runStart returns where the run of lines without a blank one begins that ends before an offset; blank lines right
// before the offset are skipped. What belongs to earlier cards, headings, rules and schedules end it. Code is one
// line.
func (f *spacedFinder) runStart(end int) int {
	src, start := f.doc.MD.Source, end
	for start > f.floor {
		above := max(f.floor, 1+bytes.LastIndexByte(src[:start-1], '\n'))
		line := bytes.TrimSpace(src[above:start])
		if block, ok := f.codeAt(above); ok && block >= f.floor {
			start = block
			continue
		}
		if len(line) == 0 {
			if len(bytes.TrimSpace(src[start:end])) > 0 {
				break
			}
			start = above
			continue
		}
		if f.separates(above, line) {
			break
		}
		start = above
	}
	return len(bytes.TrimRight(src[:trimFrom(src, start, end)], " \t")) // the first line as far as the margin
}

// runEnd returns where the run of lines ends that begins at an offset: at a blank line that is not within code, or at a
// schedule.
func (f *spacedFinder) runEnd(from int) int {
	at := min(from, len(f.doc.MD.Source))
	for line := range bytes.Lines(f.doc.MD.Source[at:]) {
		_, code := f.codeAt(at)
		if len(bytes.TrimSpace(line)) == 0 && !code || isScheduleLine(line) {
			break
		}
		at += len(line)
	}
	return at
}

// isScheduleLine reports whether a line begins with a schedule.
func isScheduleLine(line []byte) bool {
	return bytes.HasPrefix(bytes.TrimSpace(line), []byte("<!--SR:"))
}

// separates reports whether a line parts a card from what is above: a schedule, a heading or a rule.
func (f *spacedFinder) separates(at int, line []byte) bool {
	if isScheduleLine(line) {
		return true
	}
	block := f.blockAt(at)
	return block != nil && (block.Kind() == ast.KindHeading || block.Kind() == ast.KindThematicBreak)
}

// codeAt returns the start of the code block that holds an offset; ok is false if none does.
func (f *spacedFinder) codeAt(at int) (start int, ok bool) {
	block := f.blockAt(at)
	if block == nil || block.Kind() != ast.KindFencedCodeBlock || at >= f.doc.MD.End(block) {
		return 0, false
	}
	return f.doc.MD.Offset(block), true
}

// blockAt returns the last block that begins at an offset or before it; nil if there is none.
func (f *spacedFinder) blockAt(at int) ast.Node {
	i := sort.Search(len(f.doc.Starts), func(i int) bool { return f.doc.Starts[i] > at })
	if i == 0 {
		return nil
	}
	return f.doc.Blocks[i-1]
}
