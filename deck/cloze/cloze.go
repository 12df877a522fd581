// Package cloze reads clozes, the hidden parts of a text that Anki writes {{c1::text}} or {{c1::text::hint}}.
//
// It follows Anki 26.09.3 (rslib/src/cloze.rs) and is the only reader of such marks in the project:
//
//   - A mark is "{{c", digits and commas, "::". Upper case and blanks make it plain text, and so does a number above 65535.
//   - "}}" closes the innermost cloze, also within a formula; outside of clozes it is text.
//   - A hint goes from the first "::" behind a mark to the next mark. What follows a cloze within a hint is shown.
//   - Number 0 is a cloze without a card, a number above [Max] one without a card of its own.
//   - {{c1,2::text}} is hidden on two cards. Anki before 26.05 shows such a mark as text.
//
// The package imports the standard library only.
package cloze

import (
	"iter"
	"slices"
	"strconv"
	"strings"
)

const (
	// Max is the highest number of a cloze that has a card of its own.
	Max = 500
	// MaxNesting is how many clozes Anki reads within one another. It drops the mark that opens a
	// deeper one, but not the "}}" that was to close it.
	MaxNesting = 10
)

// Kind says what a part of a text is.
type Kind uint8

// The kinds of parts.
const (
	Text    Kind = iota // shown as it is, within and outside of clozes
	Opening             // the mark that begins a cloze
	Closing             // "}}"
	Hint                // "::" and the hint behind it
	Dropped             // a mark that opens a cloze deeper than MaxNesting
)

// Part is a piece of a text.
type Part struct {
	Kind Kind
	Text string
	// Numbers are those of an opening mark, ascending, each once.
	Numbers []int
}

// Valid reports whether clozes of this number have a card of their own.
func Valid(number int) bool { return number >= 1 && number <= Max }

// ReadMark reads the mark at the beginning of a text: the numbers in it, ascending, each once, and its
// length. Without numbers it only looks like a mark, such as {{c70000::, and is text to Anki; the
// length is 0 if the text begins with nothing of the kind.
func ReadMark(s string) (numbers []int, length int) {
	rest, ok := strings.CutPrefix(s, "{{c")
	if !ok {
		return nil, 0
	}
	end := 0
	for end < len(rest) && (rest[end] >= '0' && rest[end] <= '9' || rest[end] == ',') {
		end++
	}
	if end == 0 || !strings.HasPrefix(rest[end:], "::") {
		return nil, 0
	}
	for digits := range strings.SplitSeq(rest[:end], ",") {
		if n, err := strconv.ParseUint(digits, 10, 16); err == nil {
			numbers = append(numbers, int(n))
		}
	}
	slices.Sort(numbers)
	return slices.Compact(numbers), len("{{c") + end + len("::")
}

// noHint stands in place of the offset of a hint.
const noHint = -1

// Parts cuts a text at its marks. The texts of the parts, joined, are the whole.
func Parts(s string) iter.Seq[Part] {
	return func(yield func(Part) bool) {
		depth, start, hint := 0, 0, noHint
		for at := 0; at < len(s); {
			if c := s[at]; c != '{' && c != '}' && c != ':' {
				at++
				continue
			}
			var mark Part
			switch numbers, length := ReadMark(s[at:]); {
			case len(numbers) > 0 && depth < MaxNesting:
				mark = Part{Kind: Opening, Text: s[at : at+length], Numbers: numbers}
				depth++
			case len(numbers) > 0:
				mark = Part{Kind: Dropped, Text: s[at : at+length]}
			case depth > 0 && strings.HasPrefix(s[at:], "}}"):
				mark = Part{Kind: Closing, Text: s[at : at+2]}
				depth--
			case depth > 0 && hint == noHint && strings.HasPrefix(s[at:], "::"):
				hint = at
				at += 2
				continue
			default:
				at++
				continue
			}
			if !between(s, start, hint, at, yield) || !yield(mark) {
				return
			}
			at += len(mark.Text)
			start, hint = at, noHint
		}
		between(s, start, hint, len(s), yield)
	}
}

// between yields what stands between two marks: text, and a hint if there is one. It reports
// whether more is asked for.
func between(s string, start, hint, end int, yield func(Part) bool) bool {
	if hint == noHint {
		hint = end
	}
	return (start == hint || yield(Part{Text: s[start:hint]})) &&
		(hint == end || yield(Part{Kind: Hint, Text: s[hint:end]}))
}

// Numbers returns the numbers of the clozes in a text, ascending, each once. Those that have no card are
// left out: number 0, and whatever stands in a cloze that is never closed. Of all numbers above [Max]
// Anki makes one card, number Max.
func Numbers(s string) []int {
	var numbers []int
	depth, whole := 0, 0
	for p := range Parts(s) {
		switch p.Kind {
		case Opening:
			depth++
			numbers = append(numbers, p.Numbers...)
		case Closing:
			if depth--; depth == 0 {
				whole = len(numbers)
			}
		}
	}
	numbers = numbers[:whole]
	slices.Sort(numbers)
	numbers = slices.Compact(numbers)
	if len(numbers) > 0 && numbers[0] == 0 {
		return numbers[1:]
	}
	return numbers
}

// Open returns a text with nothing hidden: the marks and the hints are gone. The text of a cloze that is
// never closed stays, which Anki shows on no card.
func Open(s string) string {
	if !strings.Contains(s, "{{c") {
		return s
	}
	var b strings.Builder
	for p := range Parts(s) {
		if p.Kind == Text {
			b.WriteString(p.Text)
		}
	}
	return b.String()
}

// Renumber returns a text with to(n) in place of each number n.
func Renumber(s string, to func(n int) int) string {
	if !strings.Contains(s, "{{c") {
		return s
	}
	var b strings.Builder
	for p := range Parts(s) {
		if p.Kind == Opening {
			b.WriteString(renumbered(p.Numbers, to))
		} else {
			b.WriteString(p.Text)
		}
	}
	return b.String()
}

// renumbered writes a mark with to(n) for each number n.
func renumbered(numbers []int, to func(n int) int) string {
	fresh := make([]int, len(numbers))
	for i, n := range numbers {
		fresh[i] = to(n)
	}
	slices.Sort(fresh)
	return Mark(slices.Compact(fresh)...)
}

// Mark writes the mark that begins a cloze of these numbers.
func Mark(numbers ...int) string {
	mark := "{{c"
	for i, n := range numbers {
		if i > 0 {
			mark += ","
		}
		mark += strconv.Itoa(n)
	}
	return mark + "::"
}
