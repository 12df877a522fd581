package diff

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Span is a piece of two texts: in both, in the old one alone (Removed) or in the new one alone (Added).
type Span struct {
	Removed, Added bool
	Text           string
}

// Words compares two texts word by word; tags, commands of TeX and signs count as words. Texts that have little in
// common, or are very long, are replaced as a whole between their common ends.
func Words(old, new string) []Span {
	a, b := words(old), words(new)
	start := 0
	for start < len(a) && start < len(b) && a[start] == b[start] {
		start++
	}
	end := 0
	for end < len(a)-start && end < len(b)-start && a[len(a)-1-end] == b[len(b)-1-end] {
		end++
	}
	spans := []Span{{Text: strings.Join(a[:start], "")}}
	spans = append(spans, script(a[start:len(a)-end], b[start:len(b)-end])...)
	spans = append(spans, Span{Text: strings.Join(a[len(a)-end:], "")})
	return tidy(spans)
}

// words parts a text.
func words(text string) []string {
	var out []string
	for text != "" {
		n := wordLength(text)
		out = append(out, text[:n])
		text = text[n:]
	}
	return out
}

// wordLength is the length of the word at the beginning of a text.
func wordLength(text string) int {
	const longestTag = 400
	if text[0] == '<' {
		if n := strings.IndexByte(text[:min(len(text), longestTag)], '>'); n > 0 {
			return n + 1
		}
	}
	first, n := utf8.DecodeRuneInString(text)
	kind := kindOf(first)
	if first == '\\' {
		kind = inWord
	}
	if kind == sign {
		return n
	}
	for n < len(text) {
		r, size := utf8.DecodeRuneInString(text[n:])
		if kindOf(r) != kind {
			break
		}
		n += size
	}
	return n
}

// The kinds of characters.
const (
	sign = iota
	inWord
	blank
)

func kindOf(r rune) int {
	switch {
	case unicode.IsSpace(r):
		return blank
	case unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana):
		return sign // there are no blanks between words
	case unicode.IsLetter(r), unicode.IsDigit(r), unicode.IsMark(r):
		return inWord
	}
	return sign
}

// maxEdits is how many words may differ for a text to be compared word by word: more than that nobody reads. Of long
// texts fewer may differ, so that their number times that of all words is at most maxSteps, but never less than
// leastEdits.
const (
	maxEdits   = 400
	leastEdits = 8
	maxSteps   = 1 << 19
)

// script finds the shortest way from a to b (E. W. Myers, "An O(ND) Difference Algorithm and Its Variations", 1986).
func script(a, b []string) []Span {
	all := []Span{{Removed: true, Text: strings.Join(a, "")}, {Added: true, Text: strings.Join(b, "")}}
	if len(a) == 0 || len(b) == 0 {
		return all
	}
	// reach[k] is how far in a one gets on the diagonal k with so many edits; trace keeps it for each number of them.
	limit := min(len(a)+len(b), maxEdits, max(leastEdits, maxSteps/(len(a)+len(b))))
	reach := make([]int, 2*limit+3)
	mid := limit + 1
	var trace [][]int
	for d := 0; d <= limit; d++ {
		for k := -d; k <= d; k += 2 {
			x := reach[mid+k-1] + 1
			if k == -d || k != d && reach[mid+k-1] < reach[mid+k+1] {
				x = reach[mid+k+1]
			}
			for x < len(a) && x-k < len(b) && x-k >= 0 && a[x] == b[x-k] {
				x++
			}
			reach[mid+k] = x
			if x >= len(a) && k == len(a)-len(b) {
				return back(a, b, trace)
			}
		}
		trace = append(trace, append([]int(nil), reach[mid-d:mid+d+1]...))
	}
	return all
}

// back follows the trace from the end to the beginning.
func back(a, b []string, trace [][]int) []Span {
	var spans []Span
	x, y := len(a), len(b)
	for d := len(trace); d > 0; d-- {
		last, mid := trace[d-1], d-1 // of d-1 edits: diagonals from -(d-1) to d-1
		k := x - y
		down := k == -d || k != d && last[mid+k-1] < last[mid+k+1]
		before, edit := k-1, Span{Removed: true}
		if down {
			before, edit = k+1, Span{Added: true}
		}
		fromX := last[mid+before]
		fromY := fromX - before
		for x > fromX && y > fromY && (down || x > fromX+1) && (!down || y > fromY+1) {
			x, y = x-1, y-1
			spans = append(spans, Span{Text: a[x]})
		}
		if edit.Text = b[max(y-1, 0)]; edit.Removed {
			edit.Text = a[max(x-1, 0)]
		}
		spans = append(spans, edit)
		x, y = fromX, fromY
	}
	for x > 0 {
		x--
		spans = append(spans, Span{Text: a[x]})
	}
	slices.Reverse(spans)
	return spans
}

// tidy joins spans of one kind, and makes one change of two that only blanks part.
func tidy(spans []Span) []Span {
	var out []Span
	var same, removed, added strings.Builder
	flush := func() {
		for _, s := range []Span{{Text: same.String()}, {Removed: true, Text: removed.String()}, {Added: true, Text: added.String()}} {
			if s.Text != "" {
				out = append(out, s)
			}
		}
		same.Reset()
		removed.Reset()
		added.Reset()
	}
	for i, s := range spans {
		switch {
		case s.Removed:
			removed.WriteString(s.Text)
		case s.Added:
			added.WriteString(s.Text)
		case removed.Len() == 0 && added.Len() == 0:
			same.WriteString(s.Text)
		case removed.Len() > 0 && added.Len() > 0 && strings.TrimSpace(s.Text) == "" && i+1 < len(spans) && changes(spans[i+1]):
			removed.WriteString(s.Text)
			added.WriteString(s.Text)
		default:
			flush()
			same.WriteString(s.Text)
		}
	}
	flush()
	return out
}

func changes(s Span) bool { return s.Text != "" && (s.Removed || s.Added) }
