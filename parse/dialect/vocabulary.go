package dialect

import (
	"bytes"
	"path"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"

	"github.com/examdeck/examdeck/deck"
	"github.com/examdeck/examdeck/parse/page"
	"github.com/examdeck/examdeck/parse/settings"
	"github.com/examdeck/examdeck/parse/wording"
)

// Words of a language with what they mean: in lists and lines "der Hund – the dog", and in tables.

// headsVocabulary reports whether the headings over an offset, the note's name, its folders or its tags say that it
// holds words of a language. Of a language itself they may also tell something.
func headsVocabulary(doc *page.Document, offset int) bool {
	return titledBy(doc, offset, wording.HeadsVocabulary)
}

// titledBy reports whether one of the titles that hold for an offset is as wanted: those of the headings above it, of
// the note, its folders and tags.
func titledBy(doc *page.Document, offset int, wanted func(string) bool) bool {
	level := 7
	for h := doc.HeadingAbove(offset); h != nil; h = doc.HeadingAbove(h.From) {
		if h.Node.Level < level {
			level = h.Node.Level
			if wanted(h.Title) && !wording.LooksAsked(h.Title) {
				return true
			}
		}
	}
	if wanted(doc.Name) || slices.ContainsFunc(settings.FrontTags(doc.MD), wanted) {
		return true
	}
	return slices.ContainsFunc(strings.Split(path.Dir(doc.Source.Path), "/"), wanted)
}

// wordsIn counts the words of a text that may be one of a vocabulary; 0 if it can't be: it shows no letters, or more
// digits than letters, or an address.
func wordsIn(text string) int {
	letters, digits, words, within := 0, 0, 0, false
	for _, r := range text {
		switch {
		case unicode.IsLetter(r):
			letters++
			if unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai) {
				within = letters%3 != 1 // they are written without blanks
			}
		case unicode.IsDigit(r):
			digits++
		case unicode.IsSpace(r):
			within = false
			continue
		}
		if !within {
			words++
			within = true
		}
	}
	label := letters == 1 && text[0] < utf8.RuneSelf // "A", of an option
	if letters == 0 || label || digits >= letters || strings.Contains(text, "://") {
		return 0
	}
	return words
}

// wordPairs tells of texts in two columns, or on two sides of a separator, what speaks for a vocabulary.
type wordPairs struct {
	all, plain  int // pairs, and those whose sides both are words
	left, right int // the number of words of the plain ones
	code        int // pairs that begin with code
	// pairs with an article, or a like word, before the left and before the right side; and those whose sides are
	// written in different scripts
	articled [2]int
	scripts  int
	lower    [2]int // sides that begin with no capital
}

// add takes note of one pair.
func (p *wordPairs) add(left, right string) {
	p.all++
	l, r := wordsIn(left), wordsIn(right)
	if l == 0 || r == 0 {
		return
	}
	p.plain++
	p.left += l
	p.right += r
	for i, side := range [2]string{left, right} {
		if wording.IsArticled(side) {
			p.articled[i]++
		}
		if first, _ := utf8.DecodeRuneInString(side); !unicode.IsUpper(first) {
			p.lower[i]++
		}
	}
	if isLatin(left) != isLatin(right) {
		p.scripts++
	}
}

// short reports whether nearly all sides are words, a few on the left and on the right at most as many as given.
func (p *wordPairs) short(left, right int) bool {
	return p.plain > 0 && 10*p.plain >= 8*p.all && p.left <= left*p.plain && p.right <= right*p.plain
}

// isLatin reports whether the first letter of a text is a Latin one.
func isLatin(text string) bool {
	at := strings.IndexFunc(text, unicode.IsLetter)
	if at < 0 {
		return true
	}
	for _, r := range text[at:] {
		return unicode.Is(unicode.Latin, r)
	}
	return true
}

// pairsOf reads two columns of a table; rows without one of them, as the last ones often are, don't count.
func pairsOf(doc *page.Document, table ast.Node, left, right int) wordPairs {
	var p wordPairs
	for row := table.FirstChild().NextSibling(); row != nil; row = row.NextSibling() {
		l, r := cellText(doc, row, left), cellText(doc, row, right)
		if l == "" || r == "" {
			continue
		}
		p.add(l, r)
		if first := cellOf(row, left).FirstChild(); first != nil && first.Kind() == ast.KindCodeSpan {
			p.code++
		}
	}
	return p
}

// vocabularyColumns reads the header of a table of words: it names two languages, or one beside what the other column
// holds, or a translation, or repeats two titles over columns of words. A table without such a header is one where the
// titles above it say so.
func vocabularyColumns(doc *page.Document, table ast.Node, titles []string) []columns {
	n := len(titles)
	if n < 2 || slices.ContainsFunc(page.Children(table.FirstChild()), holdsLink) {
		return nil // the languages of a page to choose from
	}
	if n == 4 && titles[0] != "" && titles[0] == titles[2] && titles[1] == titles[3] {
		var all []columns
		for i := 0; i < n; i += 2 {
			if p := pairsOf(doc, table, i, i+1); p.code == 0 && p.short(4, 4) {
				all = append(all, columns{ask: i, answer: i + 1, number: -1, words: true, first: i, last: i + 1})
			}
		}
		if len(all) == 2 {
			return all
		}
		return nil
	}
	ask, answer := wordColumns(titles)
	if ask < 0 {
		if n > 3 || (titles[0] == "") != (titles[1] == "") || !headsVocabulary(doc, doc.MD.Offset(table)) {
			return nil
		}
		ask, answer = 0, 1
		if p := pairsOf(doc, table, ask, answer); p.all < 2 || p.code > 0 || !p.short(3, 4) || titles[0] != "" && p.all < 4 {
			return nil
		}
	} else if p := pairsOf(doc, table, ask, answer); 2*p.code > p.all || !p.short(12, 15) {
		return nil
	}
	c := columns{ask: ask, answer: answer, number: -1, words: true}
	for i, title := range titles {
		switch {
		case i == ask || i == answer:
		case wording.Is(title, wording.Number):
			c.number = i
		case wording.Is(title, wording.Tag):
			c.tags = append(c.tags, i)
		default:
			c.others = append(c.others, titledColumn{i, plainTitle(doc, cellOf(table.FirstChild(), i))})
		}
	}
	return []columns{c}
}

// holdsLink reports whether a cell holds a link and nothing else before it.
func holdsLink(cell ast.Node) bool {
	first := cell.FirstChild()
	return first != nil && first.Kind() == ast.KindLink
}

// wordColumns returns the column of the words and the one of what they mean; -1 if the titles don't tell.
func wordColumns(titles []string) (ask, answer int) {
	var languages []int
	translated, meant := -1, -1
	for i, title := range titles {
		switch last := title[strings.LastIndexByte(title, ' ')+1:]; {
		case wording.NamesLanguage(title):
			languages = append(languages, i)
		case translated < 0 && wording.NamesTranslation(title):
			translated = i
		case meant < 0 && wording.Is(last, wording.Meaning):
			meant = i
		}
	}
	other := func(answer int) int {
		best := -1
		for i, title := range titles {
			if i == answer || title == "" || wording.Is(title, wording.Number|wording.Tag) {
				continue
			}
			if wording.HeadsVocabulary(title) || wording.Is(title, wording.Term) {
				return i
			}
			if best < 0 {
				best = i
			}
		}
		return best
	}
	switch {
	case len(languages) >= 2:
		return languages[0], languages[1]
	case len(languages) == 1 && translated >= 0:
		return languages[0], translated
	case translated >= 0:
		return other(translated), translated
	case len(languages) == 1 && meant >= 0:
		return languages[0], meant
	case len(languages) == 1:
		ask = other(languages[0])
		return min(ask, languages[0]), max(ask, languages[0])
	case meant >= 0 && slices.ContainsFunc(titles, wording.HeadsVocabulary):
		return other(meant), meant
	}
	return -1, -1
}

// vocabulary recognises the words of a language with what they mean, a line or an item each: "der Hund – the dog",
// with one sign between the sides all along. Lines parted by tabs, as Quizlet and Anki write them out, are those of
// such a list; others need a title that says so, articles before the words, or sides in different scripts.
type vocabulary struct{}

func (vocabulary) dialect() string { return "vocabulary" }

// entryKind is the sign between the sides of an entry.
type entryKind uint8

const (
	byTab entryKind = iota
	byColons
	byDash
	byEquals
	byArrow
	byColon
	byBold
	entryKinds
)

// entrySigns are the ways to write them, with the blanks that they need.
var entrySigns = [...]struct {
	kind entryKind
	sign string
}{
	{byTab, "\t"}, {byColons, " :: "}, {byDash, " – "}, {byDash, " — "}, {byDash, " - "}, {byDash, " -- "},
	{byEquals, " = "}, {byArrow, " → "}, {byArrow, " -> "}, {byArrow, " => "}, {byArrow, " ↔ "}, {byArrow, " <-> "},
	{byColon, ": "}, {byColon, " : "}, {byColon, "："},
}

// entry is a line that a sign parts.
type entry struct {
	line     page.TextLine
	from, to int // where the sign is; for byBold both are where the bold text ends
	tab      bool
	end      int // where what belongs to the entry ends, examples below it included
}

// maxEntry is the most bytes that the line of an entry has.
const maxEntry = 300

func (vocabulary) find(r *Reading) []Claim {
	doc := r.Document
	var claims []Claim
	for first := 0; first < len(doc.Blocks); {
		last := first + 1
		for last < len(doc.Blocks) && doc.Blocks[last].Kind() != ast.KindHeading {
			last++
		}
		claims = append(claims, entriesBetween(doc, first, last)...)
		first = last
	}
	if len(claims) < 3 && !doc.Settings.Forces("vocabulary") {
		return nil // two lines are of any shape
	}
	return claims
}

// entriesBetween claims the entries of a section, a heading and what stands below it, if it consists of little else.
func entriesBetween(doc *page.Document, first, last int) []Claim {
	var lines []page.TextLine
	var defined []ast.Node
	for i := first; i < last; i++ {
		switch n := doc.Blocks[i]; n.Kind() {
		case extast.KindDefinitionList:
			defined = append(defined, n)
		case ast.KindParagraph, ast.KindList, ast.KindBlockquote:
			lines = append(lines, doc.Marks[i].Lines...)
		}
	}
	if defined != nil && len(lines) < 2 {
		return definitionClaims(doc, defined)
	}
	long := 0
	for _, l := range lines {
		if l.To-l.From > maxEntry {
			long++
		}
	}
	if 5*long > len(lines) {
		return nil // ordinary text, and cheaply told
	}
	found, kind, rest := readEntries(doc, lines)
	if len(found) > 0 && kind == byTab && isAnkiHeader(lineText(doc, lines[0])) {
		return entryClaims(doc, found)
	}
	if len(found) == 0 || 5*rest > len(found)+rest || !isVocabulary(doc, found, kind) {
		return nil
	}
	return entryClaims(doc, found)
}

func entryClaims(doc *page.Document, found []entry) []Claim {
	var claims []Claim
	for _, e := range found {
		claims = append(claims, Claim{
			sure: sureVocabulary, From: e.line.Start, To: e.end, Take: func() page.Draft { return takeEntry(doc, e) },
		})
	}
	return claims
}

// definitionClaims claims the terms of definition lists, if they are words: neither options nor code.
func definitionClaims(doc *page.Document, lists []ast.Node) []Claim {
	var claims []Claim
	var p wordPairs
	for _, list := range lists {
		for term := list.FirstChild(); term != nil; term = term.NextSibling() {
			if term.Kind() != extast.KindDefinitionTerm || term.NextSibling() == nil {
				continue
			}
			p.add(doc.Text(term), doc.Text(term.NextSibling()))
			if first := term.FirstChild(); first != nil && first.Kind() == ast.KindCodeSpan {
				p.code++
			}
			claims = append(claims, Claim{
				sure: sureVocabulary, From: doc.LineFrom(doc.MD.Offset(term)), To: doc.EndOf(lastDescription(term)),
				Take: func() page.Draft { return takeDefinition(doc, term) },
			})
		}
	}
	if p.plain < 3 || p.code > 0 || !p.short(4, 20) {
		return nil
	}
	return claims
}

// lastDescription returns the last of the descriptions below a term.
func lastDescription(term ast.Node) ast.Node {
	last := term
	for next := term.NextSibling(); next != nil && next.Kind() == extast.KindDefinitionDescription; next = next.NextSibling() {
		last = next
	}
	return last
}

// takeDefinition returns the draft of a term and its descriptions.
func takeDefinition(doc *page.Document, term ast.Node) page.Draft {
	d := page.Draft{Kind: deck.Basic, Prompt: page.Paragraphs([]ast.Node{page.TextOf(term)})}
	for next := term.NextSibling(); next != nil && next.Kind() == extast.KindDefinitionDescription; next = next.NextSibling() {
		d.Answer = append(d.Answer, page.Paragraphs(page.Children(next))...)
	}
	return page.FinishDraft(doc, d)
}

// readEntries reads the lines of a section: those that the sign parts which most have, and how many others there are.
// Lines that are indented below an entry are its examples; such as have deeper entries below are titles.
func readEntries(doc *page.Document, lines []page.TextLine) (found []entry, kind entryKind, rest int) {
	var signs [][entryKinds][2]int
	var counts [entryKinds]int
	for i, l := range lines {
		s := signsOf(doc, l)
		for k := range s {
			if s[k][1] > 0 {
				counts[k]++
			}
		}
		signs = append(signs, s)
		if i == 15 && 2*slices.Max(counts[:]) < i {
			return nil, 0, 0 // nothing of the kind
		}
	}
	for k := range counts {
		if counts[k] > counts[kind] {
			kind = entryKind(k)
		}
	}
	for i, l := range lines {
		at := signs[i][kind]
		above := len(found) - 1
		switch {
		case at[1] > 0:
			found = append(found, entry{line: l, from: at[0], to: at[1], end: l.To, tab: kind == byTab})
		case kind == byTab && isAnkiHeader(lineText(doc, l)):
		case above >= 0 && standsBelow(l, found[above].line):
			found[above].end = l.To
		case i+1 < len(lines) && lines[i+1].Indent() > l.Indent() && signs[i+1][kind][1] > 0:
		default:
			rest++
		}
	}
	return found, kind, rest
}

// lineText returns a line as it is written.
func lineText(doc *page.Document, l page.TextLine) string { return string(doc.MD.Source[l.From:l.To]) }

// isAnkiHeader reports whether a line is one of those with which a text file of Anki begins: "#separator:tab".
func isAnkiHeader(line string) bool {
	name, value, found := strings.Cut(line, ":")
	return found && value != "" && slices.Contains(ankiHeaders, name)
}

var ankiHeaders = []string{
	"#separator", "#html", "#tags", "#columns", "#notetype", "#deck", "#guid column", "#notetype column", "#deck column", "#tags column",
}

// standsBelow reports whether a line stands in the list item that begins with another.
func standsBelow(l, first page.TextLine) bool {
	item := first.Block.Parent()
	if item == nil || item.Kind() != ast.KindListItem {
		return false
	}
	for n := l.Block.Parent(); n != nil; n = n.Parent() {
		if n == item {
			return l.Indent() > first.Indent()
		}
	}
	return false
}

// signsOf returns where the first sign of each kind is in a line, behind some text and before some.
func signsOf(doc *page.Document, l page.TextLine) (found [entryKinds][2]int) {
	src := doc.MD.Source
	if l.To-l.From > maxEntry || l.To-l.From < 3 {
		return found
	}
	for _, span := range l.TextSpans() {
		if span[0] >= l.To {
			break // behind a formula of several lines
		}
		text := string(src[span[0]:min(span[1], l.To)])
		for _, s := range entrySigns {
			at := strings.Index(text, s.sign)
			if at < 0 || found[s.kind][1] > 0 && found[s.kind][0] <= span[0]+at {
				continue
			}
			from, to := span[0]+at, span[0]+at+len(s.sign)
			if from > l.From && len(strings.TrimSpace(string(src[to:l.To]))) > 0 {
				found[s.kind] = [2]int{from, to}
			}
		}
	}
	if page.IsStrong(l.Node) && l.Node.NextSibling() != nil && !page.EndsLine(l.Node) {
		if end := doc.MD.Offset(l.Node.NextSibling()); end > l.From && end < l.To {
			behind := strings.TrimLeft(string(src[end:l.To]), " :-–—=")
			found[byBold] = [2]int{end, l.To - len(behind)}
		}
	}
	return found
}

// isVocabulary reports whether entries are words with what they mean.
func isVocabulary(doc *page.Document, found []entry, kind entryKind) bool {
	var p wordPairs
	seen := map[string]bool{}
	for _, e := range found {
		left := strings.TrimSpace(string(doc.MD.Source[e.line.From:e.from]))
		right := strings.TrimSpace(string(doc.MD.Source[e.to:e.line.To]))
		p.add(strings.Trim(left, "*_`"), strings.Trim(right, "*_`"))
		if strings.HasPrefix(left, "`") {
			p.code++
		}
		seen[left] = true
	}
	n := p.plain
	switch {
	case doc.Settings.Forces("vocabulary"):
		return p.short(12, 30)
	case 5*len(seen) < 4*len(found):
		return false // labels, "Front:" and "Back:"
	case kind == byTab || kind == byColons:
		return n >= 3 && p.code == 0 && p.short(12, 30)
	case kind == byBold || p.code > 0:
		return p.short(4, 8) && headsVocabulary(doc, found[0].line.From)
	case n >= 4 && p.code == 0 && p.short(5, 6) && 2*max(p.articled[0], p.articled[1]) >= n:
		return true
	case n >= 4 && p.code == 0 && kind != byColon && p.short(4, 6) && 5*p.scripts >= 4*n:
		return true
	}
	return p.short(6, 10) && headsVocabulary(doc, found[0].line.From) ||
		n >= 5 && p.short(4, 5) && 2*max(p.lower[0], p.lower[1]) > n && titledBy(doc, found[0].line.From, wording.NamesLanguage)
}

// takeEntry returns the draft of an entry.
func takeEntry(doc *page.Document, e entry) page.Draft {
	d := page.Draft{Kind: deck.Basic}
	indent := e.line.Indent()
	d.Prompt = doc.Part(e.line.From, e.from, indent)
	if len(d.Prompt) > 0 && strings.HasSuffix(doc.Text(d.Prompt[0]), ":") {
		page.TrimEnd(doc, d.Prompt[0], 1)
	}
	from, to := trimFrom(doc.MD.Source, e.to, e.end), e.end
	if next := bytes.IndexByte(doc.MD.Source[from:to], '\t'); e.tab && next > 0 {
		d.Extra = doc.Part(trimFrom(doc.MD.Source, from+next, to), to, indent)
		to = from + next
	}
	d.Answer = doc.Part(from, to, indent)
	return page.FinishDraft(doc, d)
}
