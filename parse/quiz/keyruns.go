package quiz

import (
	"bytes"
	"slices"
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"

	"github.com/examdeck/examdeck/parse/page"
	"github.com/examdeck/examdeck/parse/wording"
)

// Most papers print their key behind the questions, under a title in any words: "# ANSWER KEY – don't look", "答案",
// with the questions' own sections below it or not. What shows it is its structure: entries with the numbers of
// questions above, each beginning with a letter that its question offers.

// keyRun is a run of blocks whose entries say letters, with nothing between them that asks.
type keyRun struct {
	first, last int // Blocks[first:last]
	alone       int // where its first block with keys ends
}

// offering is a numbered question that offers lettered options and names no right one.
type offering struct {
	number   int
	from     int // where it begins in the source
	end      int // behind its last option
	row      int // index of its alphabet
	count    int // how many letters it offers
	answered bool
}

// offers reports whether a text begins with one of the letters that are offered.
func (q offering) offers(text string) bool {
	text = strings.TrimLeft(text, "([（*")
	for i := range q.count {
		for letter := range strings.SplitSeq(wording.Alphabets[q.row][i], "|") {
			if len(text) >= len(letter) && strings.EqualFold(text[:len(letter)], letter) {
				return true
			}
		}
	}
	return false
}

// runSheets returns the sheets that structure shows. numbers are where numbered lines, items and headings begin.
func runSheets(doc *page.Document, starts []NumberStart) []Sheet {
	runs := keyBlocks(doc)
	if len(runs) == 0 {
		return nil
	}
	questions := findOfferings(doc, starts, runs)
	var sheets []Sheet
	after := 0
	for _, run := range joinRuns(doc, runs, questions) {
		from := doc.Starts[run.first]
		var above []offering
		for _, q := range questions {
			if q.from >= after && q.from < from && !q.answered {
				above = append(above, q)
			}
		}
		found := readRun(doc, run, questions, above)
		if found == nil && run.alone < run.last {
			run.last = run.alone // what else looks like keys behind it, such as results with an "x", is none
			found = readRun(doc, run, questions, above)
		}
		if found != nil {
			sheets = append(sheets, found...)
			after = doc.Start(found[len(found)-1].last)
		}
	}
	return sheets
}

// keyBlocks finds the blocks whose entries begin with letters.
func keyBlocks(doc *page.Document) []keyRun {
	var runs []keyRun
	for i, n := range doc.Blocks {
		if beginsKeys(doc, i, n) {
			runs = append(runs, keyRun{i, i + 1, i + 1})
		}
	}
	return runs
}

// beginsKeys reports whether the first entry of a block is a number and its letters.
func beginsKeys(doc *page.Document, i int, n ast.Node) bool {
	switch n := n.(type) {
	case *ast.List:
		first := n.FirstChild().FirstChild()
		if first == nil || !page.IsText(first) {
			return false
		}
		text := page.FirstLine(doc, first)
		if n.IsOrdered() {
			return saysLetters(text)
		}
		mark, ok := wording.ReadNumberLine(text)
		return ok && saysLetters(cutVisible(text, mark.Cut)) || wording.ReadPairs(text) != nil
	case *ast.Paragraph:
		m := &doc.Marks[i]
		if m.Numbered {
			return saysLetters(cutVisible(m.Text, m.Number.Cut)) || wording.ReadPairs(m.Text) != nil
		}
		return wording.HasDigit(m.Text) && m.Answer == 0 && len(m.Text) < 1000 && wording.ReadPairs(m.Text) != nil
	case *ast.Blockquote:
		return slices.ContainsFunc(doc.Marks[i].Lines, func(l page.TextLine) bool { return saysEntry(l.Text) || inOrderedList(l.Block) && saysLetters(l.Text) })
	case *ast.FencedCodeBlock, *ast.CodeBlock:
		return slices.ContainsFunc(CodeRows(doc, n), saysEntry)
	case *extast.Table:
		row := n.FirstChild()
		if row = row.NextSibling(); row == nil || row.ChildCount() < 2 {
			return false
		}
		number := row.FirstChild()
		if t, ok := number.FirstChild().(*ast.Text); ok && !bytes.ContainsAny(t.Segment.Value(doc.MD.Source), "0123456789") {
			return false // as cheap as can be
		}
		_, ok := wording.WholeNumber(doc.Text(number))
		return ok && saysLetters(doc.Text(row.FirstChild().NextSibling()))
	}
	return false
}

// saysEntry reports whether a line is a number and its letters, or several.
func saysEntry(line string) bool {
	if !wording.HasDigit(line) || len(line) > maxEntry {
		return false
	}
	mark, ok := wording.ReadNumberLine(line)
	return ok && saysLetters(cutVisible(line, mark.Cut)) || wording.ReadPairs(line) != nil
}

// maxEntry is how long, in bytes, a line of a sheet may be in code or a quote.
const maxEntry = 400

// saysLetters reports whether an entry begins with letters of options and asks nothing.
func saysLetters(text string) bool {
	text, _ = trimArrow(text)
	return text != "" && wording.StartsWithKey(text) && !wording.LooksAsked(text)
}

// trimArrow cuts what leads from an entry's number to its letters, "→ A", and the signs behind the letters, "B ★". It
// returns how many visible characters stood in front.
func trimArrow(text string) (string, int) {
	rest := strings.TrimLeft(text, " →–—-=>➜➔⇒:：|")
	cut := wording.Visible(text) - wording.Visible(rest)
	letters := strings.TrimRightFunc(rest[:letterEnd(rest)], unicode.IsSpace)
	if letters == "" {
		return rest, cut
	}
	behind := strings.TrimLeft(rest[len(letters):], " ")
	if r, size := utf8.DecodeRuneInString(behind); size > 1 && unicode.Is(unicode.So, r) {
		return letters + ". " + strings.TrimLeft(behind[size:], " .:\ufe0f"), cut
	}
	return rest, cut
}

// letterEnd returns where the letters end with which a text begins: "A", "A, C", "BD".
func letterEnd(text string) int {
	for i, r := range text {
		if !unicode.IsLetter(r) && !strings.ContainsRune(" ,&/", r) {
			return min(i, 16)
		}
		if i > 12 {
			return 0
		}
	}
	return len(text)
}

// findOfferings reads which letters the numbered questions offer. What stands in runs of keys asks nothing.
func findOfferings(doc *page.Document, starts []NumberStart, runs []keyRun) []offering {
	var questions []offering
	for _, s := range starts {
		_, keyed := slices.BinarySearchFunc(runs, s.Block, func(r keyRun, block int) int { return r.first - block })
		if !keyed {
			questions = append(questions, offering{number: s.Number, from: s.From})
		}
	}
	for _, h := range doc.Heads {
		if number, ok := wording.WholeNumber(h.Label.Number); ok && h.Numbered && !h.IsAnswer() {
			questions = append(questions, offering{number: number, from: h.From})
		}
	}
	slices.SortStableFunc(questions, func(a, b offering) int { return a.from - b.from })
	for i := range questions {
		end := len(doc.MD.Source)
		if i+1 < len(questions) {
			end = questions[i+1].from
		}
		at := sort.Search(len(runs), func(k int) bool { return doc.Starts[runs[k].first] >= questions[i].from })
		if at < len(runs) {
			end = min(end, doc.Starts[runs[at].first])
		}
		questions[i].read(doc, min(end, questions[i].from+maxOffered))
	}
	return slices.DeleteFunc(questions, func(q offering) bool { return q.count < 2 })
}

// maxOffered is how many bytes of a question are read for its letters.
const maxOffered = 6000

// read finds the letters that go on in their order at the starts of a question's lines, or within a line that begins
// with the first.
func (q *offering) read(doc *page.Document, end int) {
	counts := make([]int, len(wording.Alphabets))
	at := q.from
	for at < end {
		stop := min(doc.LineEnd(at), end)
		line := strings.Trim(string(doc.MD.Source[at:stop]), " \t\r\n>*-+_`")
		at = stop + 1
		switch {
		case line == "", line[0] == '#':
			continue // a heading may be that of the sheet
		case strings.HasPrefix(line, "[x]"), wording.IsKeyLead(line):
			q.answered = q.answered || q.count > 0
			continue
		}
		for i, word := range strings.Fields(line) {
			k, ok := wording.ReadMarker(word)
			if !ok || k.Shape == "%" && i > 0 || len(word) > len(k.Letter)+8 && i > 0 {
				if i == 0 {
					break
				}
				continue
			}
			for a, alphabet := range wording.Alphabets {
				if a == wording.NumberRow || !wording.LetterAt(alphabet, counts[a], k.Letter) {
					continue
				}
				if counts[a]++; counts[a] > q.count {
					q.row, q.count, q.end = a, counts[a], stop
				}
			}
		}
	}
}

// joinRuns joins runs of keys between which nothing asks.
func joinRuns(doc *page.Document, runs []keyRun, questions []offering) []keyRun {
	var joined []keyRun
	for _, run := range runs {
		if len(joined) > 0 {
			last := &joined[len(joined)-1]
			lo := sort.Search(len(questions), func(k int) bool { return questions[k].from >= doc.Starts[last.first] })
			if lo == len(questions) || questions[lo].from > doc.Starts[run.first] {
				last.last = run.last
				continue
			}
		}
		joined = append(joined, run)
	}
	return joined
}

// runEnd returns where a run ends with what explains its last entry: below a title at the next heading or question, else
// with the lines of text below.
func runEnd(doc *page.Document, run keyRun, titled bool, questions []offering) int {
	at := sort.Search(len(questions), func(k int) bool { return questions[k].from >= doc.Starts[run.first] })
	limit := len(doc.MD.Source)
	if at < len(questions) {
		limit = questions[at].from
	}
	end := run.last
	for end < len(doc.Blocks) && doc.Starts[end] < limit && doc.HeadAt(end) == nil {
		if !titled && (!page.IsText(doc.Blocks[end]) || doc.Blocks[run.last-1].Kind() != ast.KindParagraph) {
			break
		}
		end++
	}
	return end
}

// readRun returns the sheets that a run holds, one for each section of the questions that it names; nil if it is no key
// to the questions above.
func readRun(doc *page.Document, run keyRun, questions, above []offering) []Sheet {
	if len(above) < 2 {
		return nil
	}
	head := runTitle(doc, run, above[len(above)-1])
	run.last = runEnd(doc, run, head != nil, questions)
	first := run.first
	if head != nil {
		first = head.Block + 1
	} else if line := first - 1; line >= 0 && doc.Starts[line] >= above[len(above)-1].end && page.IsText(doc.Blocks[line]) {
		first--
	}
	parts := partRun(doc, first, run, head)
	matched, strange, settled := 0, 0, 0
	for i := range parts {
		p := &parts[i]
		asked := p.asked(above)
		count := map[int]int{}
		for _, q := range asked {
			count[q.number]++
		}
		for _, q := range asked {
			e, ok := p.Entries[numberKey(q.number)]
			switch {
			case ok && saysLetters(e.text) && q.offers(e.text):
				matched++
			case ok:
				strange++
			}
		}
		for number, n := range count {
			if n > 1 {
				delete(p.Entries, numberKey(number))
			}
		}
		settled += len(p.Entries)
	}
	if matched < 2 || 3*matched < 2*len(above) || 10*strange > matched {
		return nil
	}
	return parts
}

// runTitle returns the heading that announces a run, if one stands behind the last question.
func runTitle(doc *page.Document, run keyRun, last offering) (title *page.Heading) {
	for i := doc.HeadIndexAfter(run.first) - 1; i >= 0; i-- {
		h := doc.Heads[i]
		if h.From < last.end {
			break
		}
		if title != nil && title.Node.Level <= h.Node.Level {
			break
		}
		title = h
	}
	return title
}

// partRun parts a run at the headings that repeat those of sections above it.
func partRun(doc *page.Document, first int, run keyRun, title *page.Heading) []Sheet {
	parts := []Sheet{{head: title, first: first, From: doc.Starts[first]}}
	if title != nil {
		parts[0].From = title.From
	}
	begin := doc.HeadIndexAfter(first)
	if title != nil {
		begin = slices.Index(doc.Heads, title)
	}
	outer := doc.Heads[:begin]
	for _, h := range doc.Heads[begin:] {
		if h.Block >= run.last {
			break
		}
		section := slices.IndexFunc(outer, func(o *page.Heading) bool { return repeats(h, o) })
		if section < 0 {
			continue
		}
		of := [2]int{outer[section].From, len(doc.MD.Source)}
		for _, next := range doc.Heads[section+1:] {
			if next.Node.Level <= outer[section].Node.Level {
				of[1] = next.From
				break
			}
		}
		last := &parts[len(parts)-1]
		if h == title || len(parts) == 1 && last.of == [2]int{} && h.Block < run.first {
			last.of = of
			continue
		}
		last.last = h.Block
		parts = append(parts, Sheet{head: h, first: h.Block, From: h.From, of: of})
	}
	parts[len(parts)-1].last = run.last
	end := run.last
	for i := first; i < run.last; i++ {
		if doc.Blocks[i].Kind() == ast.KindThematicBreak && noKeys(doc, i, run.last) {
			end = i // what a rule parts off explains no entry
			break
		}
	}
	for i := range parts {
		p := &parts[i]
		// The numbers of the headings are those of sections.
		from := max(p.first, run.first)
		blocks := slices.DeleteFunc(slices.Clone(doc.Blocks[from:max(from, min(p.last, end))]), isHeading)
		if p.Entries = SheetEntries(doc, blocks); p.Entries == nil {
			p.Entries = map[string]SheetEntry{}
		}
	}
	return parts
}

// noKeys reports whether no block between two begins keys.
func noKeys(doc *page.Document, from, to int) bool {
	for i := from; i < to; i++ {
		if beginsKeys(doc, i, doc.Blocks[i]) {
			return false
		}
	}
	return true
}

// repeats reports whether a heading in a key repeats that of a section: in its words, or its word and number.
func repeats(h, section *page.Heading) bool {
	if h.Key() == "" || section.Key() == "" {
		return false
	}
	if wording.Fold(h.Title) == wording.Fold(section.Title) {
		return true
	}
	return h.Numbered && section.Numbered && h.Label.Word == section.Label.Word && h.Label.Number == section.Label.Number
}

// asked returns the questions that a sheet may answer.
func (s *Sheet) asked(above []offering) []offering {
	var list []offering
	for _, q := range above {
		if s.Answers(q.from) {
			list = append(list, q)
		}
	}
	return list
}

// Answers reports whether a sheet is for the question that begins at an offset of the source: one that names a section
// is for the questions of that section only.
func (s *Sheet) Answers(at int) bool {
	return s.of == [2]int{} || at >= s.of[0] && at < s.of[1]
}

// trim cuts what leads from an entry's number to its letters.
func (e *SheetEntry) trim() {
	text, cut := trimArrow(e.text)
	e.text, e.cut = text, e.cut+cut
}

func isHeading(n ast.Node) bool { return n.Kind() == ast.KindHeading }

// Keyed reports whether a sheet of letters answers the question that bears a number at an offset of the source.
func (x *NumberIndex) Keyed(number, at int) bool {
	for i := range x.Sheets {
		s := &x.Sheets[i]
		if _, ok := s.Entries[numberKey(number)]; ok && s.From > at && s.Answers(at) {
			return s.keyed()
		}
	}
	return false
}
