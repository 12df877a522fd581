package wording

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// IsPartLead reports whether a line begins with the letter of a question's part: "(a) …", "b) …", "c. …".
func IsPartLead(line string) bool { return PartLead(line) > 0 }

// PartLead returns how many bytes the letter of a part takes at the start of a line, with its marks; 0 if there is
// none.
func PartLead(line string) int {
	open := len(line) - len(strings.TrimLeft(line, "(*_"))
	rest := line[open:]
	if len(rest) < 3 || rest[0] < 'a' || rest[0] > 'z' || rest[1] != ')' && (rest[1] != '.' || rest[2] != ' ') {
		return 0
	}
	return open + 2
}

// Marker is what names an option at the start of its line: "A.", "b)", "(c)", "- D:", "①".
type Marker struct {
	Letter string
	Shape  string // what stands around the letter, such as "(%)" or "%."; "%" for a letter alone
	Length int    // visible characters of the marker
}

// ReadMarker reads the marker at the start of a line's plain text. A marker is only believed where the letters of the
// lines around go on in order.
func ReadMarker(line string) (Marker, bool) {
	text := strings.TrimLeftFunc(line, unicode.IsSpace)
	open := ""
	for _, bracket := range []string{"(", "（", "["} {
		if after, ok := strings.CutPrefix(text, bracket); ok {
			open, text = bracket, strings.TrimLeft(after, " ")
		}
	}
	letter := leadingLetter(text)
	if letter == "" {
		return Marker{}, false
	}
	rest := strings.TrimLeft(text[len(letter):], " ")
	spaced := len(rest) < len(text)-len(letter)
	closing, size := utf8.DecodeRuneInString(rest)
	m := Marker{Letter: letter, Length: Visible(open) + Visible(letter)}
	switch {
	case open != "":
		if closing != ')' && closing != '）' && closing != ']' {
			return Marker{}, false
		}
		m.Shape, m.Length = open+"%"+string(closing), m.Length+1
		if after := rest[size:]; open == "[" && strings.HasPrefix(after, "(") {
			return Marker{}, false
		}
	case rest != "" && strings.ContainsRune(")）.．:：、]。", closing):
		m.Shape, m.Length = "%"+string(closing), m.Length+1
		// 1.5 is no marker, nor is a dot or colon far behind its letter.
		next, _ := utf8.DecodeRuneInString(rest[size:])
		if (closing == '.' || closing == ':') && (unicode.IsDigit(next) || unicode.IsLetter(next) && next < 0x250 && spaced) {
			return Marker{}, false
		}
	case IsCircled(letter):
		m.Shape = "%"
	case (spaced || rest == "") && !HasDigit(letter):
		m.Shape = "%"
	default:
		return Marker{}, false
	}
	return m, true
}

// leadingLetter returns the letter, Roman numeral or number at the start of text that may name an option; "" if there
// is none.
func leadingLetter(text string) string {
	word := ""
	for i, r := range text {
		if !unicode.IsLetter(r) && !unicode.IsMark(r) && !unicode.IsDigit(r) && !IsCircled(string(r)) {
			word = text[:i]
			break
		}
		word = text[:i+utf8.RuneLen(r)]
		if IsCircled(string(r)) {
			break
		}
	}
	if known, _ := IsLetter(word); !known {
		return ""
	}
	return word
}

// IsCircled reports whether a letter begins with a circled one: "①".
func IsCircled(letter string) bool {
	r, _ := utf8.DecodeRuneInString(letter)
	return r >= '①' && r <= '⑳' || r >= 'Ⓐ' && r <= 'ⓩ'
}

// RightSigns and WrongSigns are the signs by which authors mark options.
const (
	RightSigns = "✓✔✅☑🗸"
	WrongSigns = "✗✘❌✖☒"
)

// Verdict is what a mark on an option says about it.
type Verdict int

// The verdicts.
const (
	NoVerdict Verdict = iota
	RightVerdict
	WrongVerdict
)

// VerdictAtEnd reads a mark at the end of an option's text, such as "[correct]", "(right answer)", "← correct" or
// "✓", and its visible length.
func VerdictAtEnd(text string) (Verdict, int) {
	text = strings.TrimRightFunc(text, unicode.IsSpace)
	if v, size := signAtEnd(text); v != NoVerdict {
		return v, size
	}
	if size := starsAtEnd(text); size > 0 {
		return RightVerdict, size
	}
	var open int
	switch {
	case strings.HasSuffix(text, "]"):
		open = strings.LastIndex(text, "[")
	case strings.HasSuffix(text, ")"):
		open = strings.LastIndex(text, "(")
	case strings.HasSuffix(text, "）"):
		open = strings.LastIndex(text, "（")
	case strings.IndexByte(text, '<') < 0 && strings.IndexByte(text, "←"[0]) < 0:
		return NoVerdict, 0 // most texts, and cheaply told
	default:
		for _, arrow := range []string{"←", "<--", "<-", "⬅", "<="} {
			if open = strings.LastIndex(text, arrow); open >= 0 {
				break
			}
		}
	}
	if open < 0 {
		return NoVerdict, 0
	}
	return saysVerdict(text[open:]), Visible(text[open:])
}

// VerdictAtStart is VerdictAtEnd for the start: "[correct] Paris", "✅ Paris".
func VerdictAtStart(text string) (Verdict, int) {
	text = strings.TrimLeftFunc(text, unicode.IsSpace)
	r, size := utf8.DecodeRuneInString(text)
	after := 0
	if strings.HasPrefix(text[size:], "\ufe0f") {
		after = 1
	}
	switch {
	case strings.ContainsRune(RightSigns, r):
		return RightVerdict, 1 + after
	case strings.ContainsRune(WrongSigns, r):
		return WrongVerdict, 1 + after
	}
	for _, pair := range [][2]string{{"[", "]"}, {"(", ")"}} {
		inside, open := strings.CutPrefix(text, pair[0])
		if word, _, closed := strings.Cut(inside, pair[1]); open && closed {
			return saysVerdict(word), Visible(word) + len("[]")
		}
	}
	return NoVerdict, 0
}

// signAtEnd reads a sign at the end of an option's text, and its visible length.
func signAtEnd(text string) (Verdict, int) {
	trimmed := strings.TrimSuffix(text, "\ufe0f")
	extra := 0
	if len(trimmed) < len(text) {
		extra = Visible(text) - Visible(trimmed)
	}
	r, _ := utf8.DecodeLastRuneInString(trimmed)
	switch {
	case strings.ContainsRune(RightSigns, r):
		return RightVerdict, 1 + extra
	case strings.ContainsRune(WrongSigns, r):
		return WrongVerdict, 1 + extra
	}
	return NoVerdict, 0
}

// saysVerdict returns the verdict that the words of a text say, if they say nothing else.
func saysVerdict(text string) Verdict {
	words := Words(text)
	if len(words) > 3 {
		return NoVerdict
	}
	found := NoVerdict
	for _, w := range words {
		switch {
		case Is(w, Right):
			found = RightVerdict
		case Is(w, Wrong):
			return WrongVerdict
		case Is(w, Answer):
			found = max(found, RightVerdict)
		case !Is(w, Companions):
			return NoVerdict
		}
	}
	return found
}

// Words returns the words of a text, lower case. Phrases that are known are one word.
func Words(text string) []string {
	return joinPhrases(splitJoined(strings.FieldsFunc(strings.ToLower(text), func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsMark(r) && r != '\''
	})))
}

// starsAtEnd returns the length of the stars at the end of an option by which people without a sign at hand mark it:
// "b) text *".
func starsAtEnd(text string) int {
	rest := strings.TrimRight(text, "*")
	if n := len(text) - len(rest); n <= 3 && strings.HasSuffix(rest, " ") && strings.TrimSpace(rest) != "" {
		return n
	}
	return 0
}
