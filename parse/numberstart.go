package parse

import (
	"bytes"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
)

// numberStart is where a number begins what may be a question: an item of an ordered list, or a line of a paragraph.
type numberStart struct {
	number int
	style  string // how the number is written; a run keeps to one style
	label  string
	block  int      // index of the top-level block it stands in
	item   ast.Node // the list item; nil for lines
	line   ast.Node // the line's first inline node; nil for items and HTML
	row    int      // the line's index in a block of HTML
	cut    int      // visible characters of the line's marker

	from, to int // its region in the source
	end      int // the top-level blocks up to this one, exclusive, belong to it
	evidence numberEvidence
	answered bool // most of its run have an answer
	bold     bool // it is a line and a list, some of whose items are in bold as a whole
	boldKey  bool // most of its run are so: bold type is the key
	boxed    bool // ticked boxes alone make a question of it
	asked    bool // it asks for ticks in so many words
	stated   bool // its line ends with its answer, as most of its run do
}

// numberEvidence is what makes a question of a number, the weakest first.
type numberEvidence int

const (
	noEvidence     numberEvidence = iota
	offerEvidence                 // options, but no key
	answerEvidence                // a toggle, words that announce an answer, a line that asks with more below it
	quizEvidence                  // options and their key
)

// listStyle is that of ordered lists, and of lines that would be items of one if they stood elsewhere.
const listStyle = "list"

// maxNumberGap is by how much a number may be larger than the one before: authors leave some out.
const maxNumberGap = 4

// numberRuns lists the runs of numbers in a document, each in one style and growing.
func numberRuns(x *numberIndex) [][]numberStart {
	open := map[string]int{}
	var runs [][]numberStart
	for _, s := range x.starts {
		if x.inSheet(s.block) {
			continue
		}
		at, ok := open[s.style]
		if ok {
			last := runs[at][len(runs[at])-1]
			if s.number > last.number && s.number <= last.number+maxNumberGap {
				runs[at] = append(runs[at], s)
				continue
			}
		}
		open[s.style] = len(runs)
		runs = append(runs, []numberStart{s})
	}
	bound(x, runs)
	return runs
}

// findNumbers lists the numbers of a document in the order of the source.
func findNumbers(doc *document) []numberStart {
	starts := []numberStart{}
	for i, n := range doc.blocks {
		switch n := n.(type) {
		case *ast.List:
			if !n.IsOrdered() {
				continue
			}
			number := n.Start
			for item := n.FirstChild(); item != nil; item = item.NextSibling() {
				number = doc.itemNumber(item, number)
				starts = append(starts, numberStart{
					number: number, style: listStyle, block: i, item: item,
					from: max(doc.starts[i], doc.lineStart(doc.md.Offset(item))),
				})
				number++
			}
		case *ast.HTMLBlock:
			if lines := htmlLines(doc, n); len(lines) > 0 {
				if s, ok := readNumberLine(lines[0].text); ok {
					s.block, s.row, s.from = i, lines[0].row, doc.starts[i]
					starts = append(starts, s.normal())
				}
			}
		case *ast.Paragraph:
			for c := n.FirstChild(); c != nil; c = nextLine(c) {
				if s, ok := readNumberLine(headOf(doc, c)); ok {
					s.block, s.line, s.from = i, c, max(doc.starts[i], doc.lineStart(doc.md.Offset(c)))
					starts = append(starts, s.normal())
				}
			}
		}
	}
	return starts
}

// normal gives a line the style of the list that it would be an item of if it stood elsewhere.
func (s numberStart) normal() numberStart {
	switch s.style {
	case ".", ")":
		s.style = listStyle
	case "q.", "q)", "q:":
		s.style = "q" // authors mix them
	}
	return s
}

// inHTML tells whether the number stands in a block of HTML.
func (s numberStart) inHTML() bool { return s.item == nil && s.line == nil }

// itemNumber is the number that the source gives to an item, which is not always the one that CommonMark counts. Where authors
// number all items alike, the count is right.
func (doc *document) itemNumber(item ast.Node, counted int) int {
	at := doc.lineStart(doc.md.Offset(item))
	line := strings.TrimLeft(string(doc.md.Source[at:min(doc.lineEnd(at), at+40)]), " \t>")
	if s, ok := readNumberLine(line); ok && s.number > counted && s.number <= counted+10*maxNumberGap {
		return s.number
	}
	return counted
}

// lineStart is where the line begins that holds an offset.
func (doc *document) lineStart(offset int) int {
	return 1 + bytes.LastIndexByte(doc.md.Source[:offset], '\n')
}

// readNumberLine reads the number at the start of a line: "1.", "(1)", "Q1.", "Question 3)".
func readNumberLine(text string) (numberStart, bool) {
	rest := strings.TrimLeft(text, "([（")
	s := numberStart{style: text[:len(text)-len(rest)]}
	word := leadingLetters(rest)
	if word != "" {
		if !questionWords[strings.ToLower(word)] && !startsNumber(word, rest) {
			return s, false
		}
		s.style += "q"
		rest = strings.TrimLeft(rest[len(word):], " .#№")
	}
	digits := rest[:len(rest)-len(strings.TrimLeftFunc(rest, unicode.IsDigit))]
	if digits == "" || utf8.RuneCountInString(digits) > 3 {
		return s, false
	}
	for _, r := range asciiDigits(digits) {
		s.number = 10*s.number + int(r-'0')
	}
	rest = rest[len(digits):]
	closing, size := utf8.DecodeRuneInString(rest)
	next, _ := utf8.DecodeRuneInString(rest[min(size, len(rest)):])
	switch {
	case rest != "" && strings.ContainsRune(".)）:：、．]", closing) && !unicode.IsDigit(next):
		s.style += string(closing)
		rest = rest[size:]
	case word == "" || rest != "" && closing != ' ':
		return s, false
	}
	s.label = strings.Trim(text[:len(text)-len(rest)], " .:)）(（：、．[]")
	if word != "" {
		s.label, rest = showLabel(s.label, rest) // the points belong to it
	}
	s.cut = visible(text) - visible(rest)
	return s, s.number > 0
}

// startsNumber tells whether a text begins with an abbreviation of "number" and one right behind it: "No. 3", "NO.12".
func startsNumber(word, text string) bool {
	if w := strings.ToLower(word); w != "no" && w != "nr" {
		return false
	}
	rest, ok := strings.CutPrefix(text[len(word):], ".")
	rest = strings.TrimLeft(rest, " ")
	return ok && rest != "" && unicode.IsDigit(rune(rest[0]))
}

// bound settles where each question ends: at the next one of its run, at a heading that is no answer's, the last one at a rule
// or the next run in its style too. Items end with their list, unless text between the items shows that the answers stand
// outside of it.
func bound(x *numberIndex, runs [][]numberStart) {
	behind := map[string]*numberStart{}
	for _, run := range slices.Backward(runs) {
		outside := false
		for i := range run {
			next := behind[run[0].style]
			if i+1 < len(run) {
				next = &run[i+1]
			}
			outside = run[i].bound(x, next, i+1 == len(run), outside) || outside
		}
		behind[run[0].style] = &run[0]
	}
}

// bound settles the end of a question before next, which is nil for the last one of the document. outside tells that blocks behind
// the list's items before belong to them; it gives whether such follow this one.
func (s *numberStart) bound(x *numberIndex, next *numberStart, last, outside bool) bool {
	doc := x.doc
	limit := len(doc.blocks)
	s.to = len(doc.md.Source)
	if next != nil {
		limit, s.to = next.block, next.from
	}
	s.end = min(limit, s.block+1)
	for s.end < limit && !x.endsNumbered(s.end, last) {
		s.end++
	}
	ends := s.item != nil && s.item.NextSibling() == nil
	if last && ends && !outside && s.item.PreviousSibling() != nil {
		s.end = s.block + 1
	}
	if s.end < limit || next == nil {
		s.to = min(s.to, doc.start(max(s.end, s.block+1)))
	}
	if s.item != nil && !ends {
		s.to = min(s.to, doc.lineStart(doc.md.Offset(s.item.NextSibling())))
	}
	return !last && s.end > s.block+1
}

// endsNumbered tells whether block i ends the numbered question above it.
func (x *numberIndex) endsNumbered(i int, last bool) bool {
	if h := x.doc.headAt(i); h != nil {
		return !h.isAnswer() || x.isSheet(h)
	}
	if x.inSheet(i) {
		return true
	}
	return last && x.doc.blocks[i].Kind() == ast.KindThematicBreak
}
