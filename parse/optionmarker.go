package parse

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// marker is what names an option at the start of its line: "A.", "b)", "(c)", "- D:", "①".
type marker struct {
	letter string
	shape  string // what stands around the letter, such as "(%)" or "%."; "%" for a letter alone
	length int    // visible characters of the marker
}

// readMarker reads the marker at the start of a line's plain text. A marker is only believed where the letters of the lines
// around go on in order.
func readMarker(line string) (marker, bool) {
	text := strings.TrimLeftFunc(line, unicode.IsSpace)
	open := ""
	for _, bracket := range []string{"(", "（", "["} {
		if after, ok := strings.CutPrefix(text, bracket); ok {
			open, text = bracket, strings.TrimLeft(after, " ")
		}
	}
	letter := leadingLetter(text)
	if letter == "" {
		return marker{}, false
	}
	rest := strings.TrimLeft(text[len(letter):], " ")
	spaced := len(rest) < len(text)-len(letter)
	closing, size := utf8.DecodeRuneInString(rest)
	m := marker{letter: letter, length: visible(open) + visible(letter)}
	switch {
	case open != "":
		if closing != ')' && closing != '）' && closing != ']' {
			return marker{}, false
		}
		m.shape, m.length = open+"%"+string(closing), m.length+1
		if after := rest[size:]; open == "[" && strings.HasPrefix(after, "(") {
			return marker{}, false
		}
	case rest != "" && strings.ContainsRune(")）.．:：、]。", closing):
		m.shape, m.length = "%"+string(closing), m.length+1
		// A.B and 1.5 are no markers, nor is a dot or colon far behind its letter.
		next, _ := utf8.DecodeRuneInString(rest[size:])
		if (closing == '.' || closing == ':') && (unicode.IsDigit(next) || unicode.IsLetter(next) && next < 0x250 && spaced) {
			return marker{}, false
		}
	case isCircled(letter):
		m.shape = "%"
	case (spaced || rest == "") && (letter[0] < '0' || letter[0] > '9'):
		m.shape = "%"
	default:
		return marker{}, false
	}
	return m, true
}

// leadingLetter is the letter, Roman numeral or number at the start of text that may name an option.
func leadingLetter(text string) string {
	word := ""
	for i, r := range text {
		if !unicode.IsLetter(r) && !unicode.IsMark(r) && !unicode.IsDigit(r) && !isCircled(string(r)) {
			word = text[:i]
			break
		}
		word = text[:i+utf8.RuneLen(r)]
		if isCircled(string(r)) || i > 12 {
			break
		}
	}
	if known, _ := isLetter(word); !known {
		return ""
	}
	return word
}

func isCircled(letter string) bool {
	r, _ := utf8.DecodeRuneInString(letter)
	return r >= '①' && r <= '⑳' || r >= 'Ⓐ' && r <= 'ⓩ'
}

// rightSigns and wrongSigns are the signs by which authors mark options.
const (
	rightSigns = "✓✔✅☑🗸"
	wrongSigns = "✗✘❌✖☒"
)

// verdict is what a mark on an option says about it.
type verdict int

const (
	noVerdict verdict = iota
	rightVerdict
	wrongVerdict
)

// markAtEnd reads a mark at the end of an option's text, such as "[correct]", "(right answer)", "← correct" or "✓", and its visible length.
func markAtEnd(text string) (verdict, int) {
	text = strings.TrimRightFunc(text, unicode.IsSpace)
	if v, size := signAtEnd(text); v != noVerdict {
		return v, size
	}
	if size := starsAtEnd(text); size > 0 {
		return rightVerdict, size
	}
	var open int
	switch {
	case strings.HasSuffix(text, "]"):
		open = strings.LastIndex(text, "[")
	case strings.HasSuffix(text, ")"):
		open = strings.LastIndex(text, "(")
	case strings.HasSuffix(text, "）"):
		open = strings.LastIndex(text, "（")
	default:
		for _, arrow := range []string{"←", "<--", "<-", "⬅", "<="} {
			if open = strings.LastIndex(text, arrow); open >= 0 {
				break
			}
		}
	}
	if open < 0 {
		return noVerdict, 0
	}
	return saysVerdict(text[open:]), visible(text[open:])
}

// markAtStart is markAtEnd for the start: "[correct] Paris", "✅ Paris".
func markAtStart(text string) (verdict, int) {
	text = strings.TrimLeftFunc(text, unicode.IsSpace)
	r, size := utf8.DecodeRuneInString(text)
	after := 0
	if strings.HasPrefix(text[size:], "\ufe0f") {
		after = 1
	}
	switch {
	case strings.ContainsRune(rightSigns, r) && r != utf8.RuneError:
		return rightVerdict, 1 + after
	case strings.ContainsRune(wrongSigns, r) && r != utf8.RuneError:
		return wrongVerdict, 1 + after
	}
	end := 0
	switch r {
	case '[':
		end = strings.Index(text, "]")
	case '(':
		end = strings.Index(text, ")")
	}
	if end <= 0 {
		return noVerdict, 0
	}
	return saysVerdict(text[:end+1]), visible(text[:end+1])
}

func signAtEnd(text string) (verdict, int) {
	trimmed := strings.TrimSuffix(text, "\ufe0f")
	extra := visible(text) - visible(trimmed)
	r, _ := utf8.DecodeLastRuneInString(trimmed)
	switch {
	case r == utf8.RuneError:
	case strings.ContainsRune(rightSigns, r):
		return rightVerdict, 1 + extra
	case strings.ContainsRune(wrongSigns, r):
		return wrongVerdict, 1 + extra
	}
	return noVerdict, 0
}

// saysVerdict tells whether the words say nothing but that an option is right, or wrong.
func saysVerdict(text string) verdict {
	words := wordsOf(text)
	if len(words) == 0 || len(words) > 3 {
		return noVerdict
	}
	found := noVerdict
	for _, w := range words {
		switch {
		case rightWords[w]:
			found = rightVerdict
		case wrongWords[w]:
			return wrongVerdict
		case answerWords[w] && w != "a":
			found = max(found, rightVerdict)
		case !answerQualifiers[w]:
			return noVerdict
		}
	}
	return found
}

// wordsOf are the words of a text, lower case.
func wordsOf(text string) []string {
	return splitJoined(strings.FieldsFunc(strings.ToLower(text), func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsMark(r) && r != '\''
	}))
}
