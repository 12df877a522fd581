package quiz

import (
	"fmt"
	"slices"
	"sort"
	"strings"

	"github.com/yuin/goldmark/ast"

	"github.com/examdeck/examdeck/internal/markdown"
	"github.com/examdeck/examdeck/parse/page"
	"github.com/examdeck/examdeck/parse/wording"
)

// A key to all questions above may name no numbers, "Answers: B, C, D" below the last of three: as many letters as
// questions without a key of their own are one for each. Where the two differ it is the key to none of them, least of
// all to the one that it happens to follow.

// sequence is such a key.
type sequence struct {
	from, to int         // its letters in the source
	letters  []string    // nil if they don't fit the questions
	named    int         // how many letters there are
	runs     []optionRun // the options of the questions, in order
}

// optionRun is a run of options, as the letters show that begin its lines.
type optionRun struct {
	from     int
	rows     []int // the alphabets that its letters may be of
	count    int
	bold     int
	answered bool
}

// entry returns what the sequence says of the question that stands in a stretch of the source.
func (s *sequence) entry(from, to int) (SheetEntry, bool) {
	at := sort.Search(len(s.runs), func(i int) bool { return s.runs[i].from >= from })
	if at == len(s.runs) || s.runs[at].from >= to {
		return SheetEntry{}, false
	}
	e := SheetEntry{stretch: [2]int{s.from, s.to}}
	if s.letters != nil {
		e.text = s.letters[at]
	}
	return e, true
}

// addSequences adds the sequences of a document to its sheets.
func (x *NumberIndex) addSequences() {
	doc, sheets := x.Doc, x.Sheets
	var found []Sheet
	after := 0
	for i := 0; i < len(doc.Lines); i++ {
		s, used := sequenceAt(doc, i)
		if used == 0 {
			continue
		}
		if at := sort.Search(len(sheets), func(k int) bool { return sheets[k].From > s.From }); at > 0 {
			if doc.Start(sheets[at-1].last) > s.From {
				continue // it stands in another sheet
			}
			after = max(after, doc.Start(sheets[at-1].last))
		}
		if !s.sequence.settle(doc, after) {
			continue
		}
		if found = append(found, s); s.sequence.letters == nil {
			x.Issues = append(x.Issues, s.sequence.mismatch())
		}
		after, i = s.sequence.to, i+used-1
	}
	if len(found) > 0 {
		x.Sheets = append(sheets, found...)
		slices.SortStableFunc(x.Sheets, func(a, b Sheet) int { return a.From - b.From })
	}
}

// mismatch tells that a sequence can't be read: it doesn't fit the questions.
func (s *sequence) mismatch() markdown.Issue {
	return markdown.Issue{
		Offset: s.from, Code: "key-count",
		Message: fmt.Sprintf("the key here names %d answers that don't fit the %d questions above it without one", s.named, len(s.runs)),
		Hint:    "write one letter for each question, or the numbers of the questions before the letters",
	}
}

// sequenceAt reads a sequence that begins with line i, and returns how many lines it takes; 0 if none does. A title may
// stand above the letters, "## Answers", and the letters in lines of their own.
func sequenceAt(doc *page.Document, i int) (s Sheet, used int) {
	line := doc.Lines[i]
	letters := wording.SequenceBehindLead(line.Text)
	used = 1
	if letters == nil && i+1 < len(doc.Lines) && isSequenceLine(doc.Lines[i+1]) && announcesSequence(line.Text) {
		for i+used < len(doc.Lines) && isSequenceLine(doc.Lines[i+used]) {
			letters = append(letters, wording.ReadSequence(doc.Lines[i+used].Text, 1)...)
			used++
		}
	}
	if len(letters) < 2 {
		return s, 0
	}
	last := doc.Lines[i+used-1]
	s = Sheet{From: line.From, sequence: &sequence{from: line.From, to: last.To, letters: letters, named: len(letters)}}
	s.first, s.last = doc.BlockAt(line.From), doc.BlockAt(last.From)+1
	if own := doc.Lines[i].From; len(doc.LinesBetween(doc.Starts[s.first], own)) > 0 {
		s.first++ // it stands in a block with other text
		s.last = max(s.last, s.first)
	}
	s.head = doc.HeadAt(doc.BlockAt(line.From))
	return s, used
}

// isSequenceLine reports whether a line is nothing but letters of options.
func isSequenceLine(l page.TextLine) bool {
	return wording.ReadSequence(l.Text, 1) != nil && !inOrderedList(l.Block)
}

// announcesSequence reports whether a line is a title that announces answers, and no option.
func announcesSequence(line string) bool {
	title := strings.TrimRight(line, " :：")
	return wording.Visible(title) > 1 && !wording.StartsWithKey(title) && wording.SheetTitle(title)
}

// settle finds the questions between an offset of the source and the sequence, and reports whether it is for them and
// not for the last alone.
func (s *sequence) settle(doc *page.Document, after int) bool {
	runs, answered := optionRuns(doc, after, s.from), 0
	s.runs = slices.DeleteFunc(runs, func(r optionRun) bool {
		if r.answered {
			answered++
		}
		return r.answered
	})
	switch {
	case len(s.runs) < 2 || len(runs) > 0 && runs[len(runs)-1].answered:
		return false
	case len(s.letters) != len(s.runs):
		s.letters = nil
		return answered == 0
	}
	for i, letter := range s.letters {
		if !s.runs[i].offers(letter) {
			s.letters = nil
			break
		}
	}
	return true
}

// offers reports whether a letter, or each of several, is among those of a run.
func (r optionRun) offers(letters string) bool {
	return slices.ContainsFunc(r.rows, func(row int) bool {
		offered := wording.Alphabets[row][:min(r.count, len(wording.Alphabets[row]))]
		named := func(letter string) bool {
			return slices.ContainsFunc(offered, func(known string) bool {
				return slices.ContainsFunc(strings.Split(known, "|"), func(l string) bool { return strings.EqualFold(l, letter) })
			})
		}
		return named(letters) || !slices.ContainsFunc(strings.Split(letters, ""), func(l string) bool { return !named(l) })
	})
}

// optionRuns finds the runs of options in a stretch of the source by the letters at the starts of its lines.
func optionRuns(doc *page.Document, from, to int) []optionRun {
	var runs []optionRun
	for at := from; at < to; {
		stop := min(doc.LineEnd(at), to)
		raw := strings.TrimLeft(string(doc.MD.Source[at:stop]), " \t>-+")
		line := strings.Trim(raw, " \t\r\n>*-+_`")
		start := at
		at = stop + 1
		if line == "" || line[0] == '#' {
			continue
		}
		if len(runs) > 0 && answersRun(raw, line) {
			runs[len(runs)-1].answered = true
			continue
		}
		k, ok := wording.ReadMarker(line)
		if !ok {
			continue
		}
		if n := len(runs); n == 0 || !runs[n-1].goOn(k.Letter) {
			r := optionRun{from: start, count: 1}
			for a, alphabet := range wording.Alphabets {
				if a != wording.NumberRow && wording.LetterAt(alphabet, 0, k.Letter) {
					r.rows = append(r.rows, a)
				}
			}
			if r.rows == nil || k.Shape == "%" && !wording.IsCircled(k.Letter) {
				continue
			}
			runs = append(runs, r)
		}
		last := &runs[len(runs)-1]
		last.inline(line)
		if strings.HasPrefix(raw, "**") {
			last.bold++
		}
	}
	runs = slices.DeleteFunc(runs, func(r optionRun) bool { return r.count < 2 })
	for i := range runs {
		runs[i].answered = runs[i].answered || runs[i].bold > 0 && runs[i].bold < runs[i].count
	}
	return runs
}

// answersRun reports whether a line answers the options above it, or marks one of them.
func answersRun(raw, line string) bool {
	switch {
	case strings.HasPrefix(line, "[x]"), strings.HasPrefix(line, "[X]"), strings.HasPrefix(line, "[!"), strings.HasPrefix(line, "<details"):
		return true
	case strings.ContainsAny(raw, wording.RightSigns):
		return true
	}
	return wording.IsKeyLead(line)
}

// goOn adds the letter of an option if it is the next one.
func (r *optionRun) goOn(letter string) bool {
	rows := slices.DeleteFunc(slices.Clone(r.rows), func(row int) bool { return !wording.LetterAt(wording.Alphabets[row], r.count, letter) })
	if len(rows) == 0 {
		return false
	}
	r.rows, r.count = rows, r.count+1
	return true
}

// inline adds the options that stand behind the first in one line: "A) Iron B) Wood".
func (r *optionRun) inline(line string) {
	for i, word := range strings.Fields(line) {
		if k, ok := wording.ReadMarker(word); ok && i > 0 && k.Shape != "%" && len(word) <= len(k.Letter)+8 {
			r.goOn(k.Letter)
		}
	}
}

// InSequence reports whether an offset lies in letters that answer many questions.
func (x *NumberIndex) InSequence(at int) bool {
	return slices.ContainsFunc(x.Sheets, func(s Sheet) bool {
		return s.sequence != nil && at >= s.sequence.from && at < s.sequence.to
	})
}

// holds reports whether a line of text is the sequence that the entry comes from, or a part of it.
func (e SheetEntry) holds(l KeyLine, doc *page.Document) bool {
	if l.Node == nil || l.in != doc || e.stretch == [2]int{} {
		return false
	}
	at := doc.MD.Offset(l.Node)
	return at >= e.stretch[0] && at < e.stretch[1]
}

// inOrderedList reports whether a text stands in a list that numbers its items.
func inOrderedList(text ast.Node) bool {
	item := text.Parent()
	if item == nil || item.Kind() != ast.KindListItem {
		return false
	}
	list, ok := item.Parent().(*ast.List)
	return ok && list.IsOrdered()
}
