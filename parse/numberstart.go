package parse

import (
	"bytes"
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
	from   int      // where it begins in the source
}

// listStyle is that of ordered lists, and of lines that would be items of one if they stood elsewhere.
const listStyle = "list"

// maxNumberGap is by how much a number may be larger than the one before: authors leave some out.
const maxNumberGap = 4

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
				number = itemNumber(doc, item, number)
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
func itemNumber(doc *document, item ast.Node, counted int) int {
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
