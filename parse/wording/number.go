package wording

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Follows reports whether number b comes after a, or begins anew.
func Follows(a, b string) bool {
	x, y := numberParts(a), numberParts(b)
	return slices.Compare(x, y) < 0 || y[len(y)-1] == 1
}

// GoesOn reports whether number b is the next one behind a in a paper: one more at some level, the levels below
// beginning anew, or a first number.
func GoesOn(a, b string) bool {
	x, y := numberParts(a), numberParts(b)
	for i, n := range y {
		switch {
		case i == len(x) || n == x[i]+1:
			return !slices.ContainsFunc(y[i+1:], func(n int) bool { return n > 1 }) && (i < len(x) || n == 1)
		case n != x[i]:
			return y[len(y)-1] == 1
		}
	}
	return false
}

// numberParts returns the whole numbers in a label's number; letters count from 1.
func numberParts(number string) []int {
	var parts []int
	in := false
	for _, r := range number {
		switch {
		case r >= '0' && r <= '9':
			if !in {
				parts = append(parts, 0)
			}
			parts[len(parts)-1] = min(parts[len(parts)-1]*10+int(r-'0'), 1<<30)
			in = true
		case r >= 'a' && r <= 'z':
			parts = append(parts, int(r-'a')+1)
			in = false
		default:
			in = false
		}
	}
	if parts == nil {
		return []int{0}
	}
	return parts
}

// NumberMark is a number at the start of a line that may begin a question.
type NumberMark struct {
	Number int
	Style  string // how the number is written: what stands around it, and "q" for a word before it
	Label  string
	Cut    int // visible characters that the mark takes
}

// ReadNumberLine reads the number at the start of a line: "1.", "(1)", "Q1.", "Question 3)".
func ReadNumberLine(text string) (NumberMark, bool) {
	rest := strings.TrimLeft(text, "([（")
	s := NumberMark{Style: text[:len(text)-len(rest)]}
	if strings.HasPrefix(rest, "第") || strings.HasPrefix(rest, "제") {
		return readCountedLine(text)
	}
	if strings.HasPrefix(rest, "#") {
		s.Style, rest = s.Style+"#", rest[1:]
	}
	word := LeadingLetters(rest)
	if word != "" {
		if !IsAnyCase(word, AnyQuestion) && !startsNumber(word, rest) {
			return s, false
		}
		s.Style += "q"
		rest = strings.TrimLeft(rest[len(word):], " .#№")
	}
	digits := rest[:len(rest)-len(strings.TrimLeftFunc(rest, unicode.IsDigit))]
	if digits == "" || utf8.RuneCountInString(digits) > 3 {
		return s, false
	}
	for _, r := range asciiDigits(digits) {
		s.Number = 10*s.Number + int(r-'0')
	}
	rest = rest[len(digits):]
	closing, size := utf8.DecodeRuneInString(rest)
	next, _ := utf8.DecodeRuneInString(rest[min(size, len(rest)):])
	switch {
	case rest != "" && strings.ContainsRune(".)）:：、．]", closing) && !unicode.IsDigit(next):
		s.Style += string(closing)
		rest = rest[size:]
	case dashed(rest) > 0:
		s.Style += "-"
		rest = rest[dashed(rest):]
	case s.Style == "#" && word == "" && closing == ' ':
	case word == "" || rest != "" && closing != ' ':
		return s, false
	}
	s.Label = strings.Trim(text[:len(text)-len(rest)], " .:)）(（：、．[]-–—")
	if word != "" {
		s.Label, rest, _ = showLabel(s.Label, rest) // the points belong to it
	}
	s.Cut = Visible(text) - Visible(rest)
	return s, s.Number > 0
}

// readCountedLine reads the number at the start of a line where a word for question counts it: "第3题", "第 3 問".
func readCountedLine(text string) (NumberMark, bool) {
	l, ok := ReadLabel(text)
	number, whole := WholeNumber(l.Number)
	if !ok || !whole || !Is(l.Word, AnyQuestion) {
		return NumberMark{}, false
	}
	return NumberMark{Number: number, Style: "q第", Label: l.Shown, Cut: Visible(text) - Visible(l.Rest)}, number > 0
}

// dashed returns the length of a dash between blanks at the start of what follows a number, "3 - What is …"; 0 where
// none is, or a number follows: "3 - 4 eggs".
func dashed(rest string) int {
	for _, dash := range []string{" - ", " – ", " — "} {
		if after, ok := strings.CutPrefix(rest, dash); ok && after != "" && !unicode.IsDigit(rune(after[0])) {
			return len(dash)
		}
	}
	return 0
}

// startsNumber reports whether a text begins with an abbreviation of "number" and one right behind it: "No. 3",
// "NO.12".
func startsNumber(word, text string) bool {
	if w := strings.ToLower(word); w != "no" && w != "nr" {
		return false
	}
	rest, ok := strings.CutPrefix(text[len(word):], ".")
	rest = strings.TrimLeft(rest, " ")
	return ok && rest != "" && unicode.IsDigit(rune(rest[0]))
}

// TitleLabel reads the label at the start of a title that goes on behind it: "Question 3: What …", "12. What …". The
// length is that of the label and what parts it from the rest, in visible characters.
func TitleLabel(title string) (shown, number string, length int) {
	number, after := leadingNumber(title)
	if number != "" {
		rest := strings.TrimLeft(strings.TrimLeft(after, " *"), ".)．、:]")
		next, _ := utf8.DecodeRuneInString(rest)
		if len(rest) == len(strings.TrimLeft(after, " *")) || strings.TrimSpace(rest) == "" || unicode.IsDigit(next) { // "3.5 times"
			return "", "", 0
		}
		return number, number, Visible(title) - Visible(rest)
	}
	l, ok := ReadLabel(title)
	if !ok || l.Word == "" || l.Rest == "" || len(l.Tags) > 0 || !Is(strings.Fields(l.Word)[0], AnyQuestion) {
		return "", "", 0
	}
	return l.Shown, l.Number, Visible(title) - Visible(l.Rest)
}

// BareNumber reports whether a title is a number and nothing else: "2.1.", "3)", "4a", or, as books number exercises of
// several kinds, "3E1". A longer one is a date or a year's range.
func BareNumber(title string) bool {
	const longest = len("12.34.56")
	title = strings.TrimRight(title, ".):）： ")
	number, after := leadingNumber(title)
	if kind, size := utf8.DecodeRuneInString(after); unicode.IsUpper(kind) && len(after) > size {
		after = strings.TrimLeft(after[size:], "0123456789")
	}
	return number != "" && len(title) <= longest && after == ""
}

// WholeNumber reads a cell that holds a number, such as "3", "Q3" or "3.".
func WholeNumber(text string) (int, bool) {
	text = strings.TrimSpace(text)
	if s, ok := ReadNumberLine(text); ok && s.Cut == Visible(text) {
		return s.Number, true
	}
	s, ok := ReadNumberLine(text + ".")
	return s.Number, ok && s.Cut == Visible(text)+1
}
