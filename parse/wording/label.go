package wording

import (
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Label is what a numbered heading says: "Uppgift 2 (16p): Klasser" is word "uppgift", number "2", rest "Klasser".
type Label struct {
	Word   string // what is numbered, lower case; empty for a bare number
	Number string // in a form two spellings share: ASCII digits, Roman and Chinese numerals as digits, lower case letters
	Shown  string // the label as a card shows it, such as "Uppgift 2 (16p)"
	Tags   []string
	Rest   string // the title behind the label
	// Ornament is a formula behind the label that says nothing by itself, such as the star of a hard exercise.
	Ornament string
	// Points says that the question is worth some: "3. (10 points) Paging".
	Points bool
}

// maxWords is how many words may stand before a number for it to be a label: "Exam question 3" yes, a sentence no.
const maxWords = 3

// ReadLabel reads a heading's plain text as a label; ok is false if no number leads or ends it.
func ReadLabel(title string) (Label, bool) {
	text := strings.TrimLeftFunc(title, isLabelOrnament)
	bare := strings.TrimRightFunc(text, isLabelOrnament)
	text, behind := bare, text[len(bare):]
	var tags []string
	if strings.TrimSpace(behind) == "" {
		text, tags = CutTags(text)
		behind = ""
	}
	if l, ok := readWithinSection(text); ok {
		l.Tags = append(l.Tags, tags...)
		return l, true
	}
	for _, read := range []func(string) (Label, string, bool){readCJKLabel, readNumberWord, readWordNumber} {
		if l, rest, ok := read(text); ok {
			l.Tags = tags
			written := text[:len(text)-len(rest)]
			l.Shown, l.Rest, l.Points = showLabel(written, rest)
			if l.Rest != "" {
				l.Rest += behind // a star for the hard ones belongs to the title
			}
			if isOrnament(l.Rest) {
				l.Ornament, l.Rest = l.Rest, ""
			}
			return l, true
		}
	}
	return Label{}, false
}

// isLabelOrnament reports whether a character around a label and its title is no part of them.
func isLabelOrnament(r rune) bool {
	return unicode.IsSpace(r) || unicode.IsSymbol(r) && r != '+' && r != '$'
}

// readWithinSection reads "Chapter 6: Exercise 2", a question's label behind that of its section. The number has both.
func readWithinSection(text string) (Label, bool) {
	outer, rest, ok := readWordNumber(text)
	if !ok || outer.Word == "" || !Is(outer.Word, Section) {
		return Label{}, false
	}
	rest = strings.TrimLeft(rest, " \t.:,;-–—|/·")
	inner, ok := ReadLabel(rest)
	if !ok || !Is(inner.Word, AnyQuestion) {
		return Label{}, false
	}
	section := strings.TrimRight(text[:len(text)-len(rest)], " \t.:,;-–—|/·")
	inner.Number, inner.Shown = outer.Number+"."+inner.Number, section+", "+inner.Shown
	return inner, true
}

// readWordNumber reads "Question 3", "Q12", "Problem nr. 4", "Aufgabe IV" and bare numbers such as "3." or "2.1-3".
func readWordNumber(text string) (Label, string, bool) {
	rest := text
	var words []string
	glued := false // nothing stands between the last word and the number, as in "utf8"
	colon := false // a colon does: the letter behind it is a word
	for len(words) <= maxWords {
		trimmed := strings.TrimLeft(rest, " #№°º.:*_-–—\u00a0(")
		colon = strings.Contains(rest[:len(rest)-len(trimmed)], ":")
		glued, rest = len(trimmed) == len(rest), trimmed
		word := LeadingLetters(rest)
		if word == "" {
			break
		}
		if !colon && (isRoman(word) || isLetterNumber(word)) && Is(strings.Join(words, " "), AnyQuestion) {
			number, after := numeral(word), rest[len(word):]
			if part, behind := leadingNumber(strings.TrimPrefix(after, ".")); part != "" && after[0] == '.' { // "Exercise I.2"
				number, after = number+"."+part, behind
			}
			return Label{Word: strings.Join(words, " "), Number: number}, after, endsLabel(after)
		}
		words = append(words, strings.ToLower(word))
		rest = rest[len(word):]
	}
	number, after := leadingNumber(rest)
	if number == "" || len(words) > maxWords || !endsLabel(after) {
		return Label{}, "", false
	}
	if n := len(words); glued && n > 0 && !slices.ContainsFunc(words, mayBeGlued) {
		return Label{}, "", false
	}
	if n := len(words); n > 1 && Is(words[n-1], Number) {
		words = words[:n-1]
	}
	return Label{Word: strings.Join(words, " "), Number: number}, after, true
}

// mayBeGlued reports whether a number may follow a word without a blank: "Q12", "Aufgabe3", "問題5". Names end in
// digits, too.
func mayBeGlued(word string) bool {
	return utf8.RuneCountInString(word) == 1 || word[0] > unicode.MaxASCII || Is(word, AnyQuestion|Section|AnyStep)
}

// readNumberWord reads "3. feladat", "2nd question" and "5 klausimas": a number before one word that ends the title.
func readNumberWord(text string) (Label, string, bool) {
	number, after := leadingNumber(text)
	if number == "" {
		return Label{}, "", false
	}
	named := strings.TrimLeftFunc(after, notLetter)
	written := LeadingLetters(named)
	rest := strings.Trim(named[len(written):], " .:*_")
	points := strings.HasPrefix(rest, "(") && strings.HasSuffix(rest, ")") && strings.ContainsAny(rest, "0123456789")
	word := strings.ToLower(written)
	if Is(word, Questions) && !Is(word, Question) { // "2. Questions" is a section
		return Label{}, "", false
	}
	return Label{Word: word, Number: number}, rest, (rest == "" || points) && Is(word, AnyQuestion|Section|AnyStep)
}

// readCJKLabel reads 第3题, 第三問 and 제3문: a number inside its word.
func readCJKLabel(text string) (Label, string, bool) {
	first, size := utf8.DecodeRuneInString(text)
	if first != '第' && first != '제' {
		return Label{}, "", false
	}
	rest := strings.TrimLeft(text[size:], " ")
	number, after := leadingNumber(rest)
	if number == "" {
		number, after = chineseNumber(rest)
	}
	word := LeadingLetters(strings.TrimLeft(after, " "))
	if number == "" || word == "" {
		return Label{}, "", false
	}
	_, size = utf8.DecodeRuneInString(word)
	if Is(word, AnyQuestion|Section) {
		size = len(word)
	}
	name := word[:size]
	return Label{Word: name, Number: number}, strings.TrimLeft(after, " ")[size:], true
}

// LeadingLetters returns the word at the start of s, apostrophes and hyphens within it included.
func LeadingLetters(s string) string {
	for i, r := range s {
		if !unicode.IsLetter(r) && !unicode.IsMark(r) && !(i > 0 && (r == '\'' || r == '’' || r == '-' && i+1 < len(s) && unicode.IsLetter(rune(s[i+1])))) {
			return s[:i]
		}
	}
	return s
}

// leadingNumber returns the number at the start of s in canonical form, and what follows it: "2.1-3", "12", "4a".
func leadingNumber(s string) (number, after string) {
	end := 0
	for i, r := range s {
		_, size := utf8.DecodeRuneInString(s[i:])
		if unicode.IsDigit(r) {
			end = i + size
			continue
		}
		next, _ := utf8.DecodeRuneInString(s[i+size:])
		if i == 0 || i != end || !strings.ContainsRune(".-–", r) || !unicode.IsDigit(next) {
			break
		}
	}
	if end == 0 {
		return "", s
	}
	number, after = asciiDigits(s[:end]), s[end:]
	if rest, point := strings.CutPrefix(after, "."); point && isPartLetter(rest) { // "1.a"
		return strings.ReplaceAll(number, "–", "-") + "." + rest[:1], rest[1:]
	}
	// One lower-case letter right behind belongs to the number (4a), unless a word begins there (3rd, 2x).
	if r, size := utf8.DecodeRuneInString(after); r >= 'a' && r <= 'h' {
		if next, _ := utf8.DecodeRuneInString(after[size:]); !unicode.IsLetter(next) && !unicode.IsDigit(next) {
			return strings.ReplaceAll(number, "–", "-") + string(r), after[size:]
		}
	}
	if ordinal := LeadingLetters(after); Is(ordinal, Ordinal) {
		after = after[len(ordinal):]
	}
	return strings.ReplaceAll(number, "–", "-"), after
}

// isPartLetter reports whether a text begins with the letter of a part, and with no word.
func isPartLetter(s string) bool {
	if s == "" || s[0] < 'a' || s[0] > 'h' {
		return false
	}
	next, _ := utf8.DecodeRuneInString(s[1:])
	return !unicode.IsLetter(next) && !unicode.IsDigit(next) && next != '.' && next != '\''
}

// endsLabel reports whether a label can end before what follows: at the end, or before a blank or punctuation.
func endsLabel(after string) bool {
	r, _ := utf8.DecodeRuneInString(after)
	return after == "" || !unicode.IsLetter(r) && !unicode.IsDigit(r) && !strings.ContainsRune("%°+=<>^*$€'", r)
}

// isRoman reports whether s is a Roman numeral, as far as its letters tell.
func isRoman(s string) bool {
	return len(s) <= 6 && strings.Trim(s, "IVXL") == "" && s != ""
}

// isLetterNumber reports whether s is one capital, as in "Problem B".
func isLetterNumber(s string) bool {
	return len(s) == 1 && s[0] >= 'A' && s[0] <= 'Z'
}

// numeral writes a Roman numeral in digits, and a lone other letter in lower case.
func numeral(s string) string {
	values := map[byte]int{'I': 1, 'V': 5, 'X': 10, 'L': 50}
	if !isRoman(s) {
		return strings.ToLower(s)
	}
	sum := 0
	for i := range len(s) {
		if v := values[s[i]]; i+1 < len(s) && v < values[s[i+1]] {
			sum -= v
		} else {
			sum += v
		}
	}
	return strconv.Itoa(sum)
}

// chineseNumber reads the numerals 一 to 九十九 at the start of s.
func chineseNumber(s string) (number, after string) {
	const digits = "一二三四五六七八九"
	sum, last, end := 0, 0, 0
	for i, r := range s {
		if at := strings.IndexRune(digits, r); at >= 0 {
			last = at/len("一") + 1
		} else if r == '十' {
			sum, last = sum+max(last, 1)*10, 0
		} else {
			break
		}
		end = i + utf8.RuneLen(r)
	}
	if end == 0 {
		return "", s
	}
	return strconv.Itoa(sum + last), s[end:]
}

// CutTags takes the short words in parentheses from the end of a title, such as (R) and (TF): they are tags. Points and
// whole phrases in parentheses stay.
func CutTags(title string) (string, []string) {
	var tags []string
	for {
		trimmed := strings.TrimRightFunc(title, unicode.IsSpace)
		open := strings.LastIndexByte(trimmed, '(')
		if open <= 0 || !strings.HasSuffix(trimmed, ")") {
			return trimmed, tags
		}
		inner := trimmed[open+1 : len(trimmed)-1]
		if !isTagWord(inner) {
			return trimmed, tags
		}
		tags = append([]string{inner}, tags...)
		title = trimmed[:open]
	}
}

// isTagWord reports whether a text in parentheses is one short word.
func isTagWord(s string) bool {
	if s == "" || utf8.RuneCountInString(s) > 16 {
		return false
	}
	for _, r := range s {
		if !unicode.IsLetter(r) && r != '-' && r != '_' && r != '/' && r != '+' && r != '*' {
			return false
		}
	}
	return true
}

// showLabel returns the label for a card and the title behind it. Points in parentheses stay with the label; a label in
// capitals or small letters throughout gets one capital, so that the cards of a deck look alike.
func showLabel(shown, rest string) (label, title string, points bool) {
	rest = strings.TrimLeft(rest, " \t")
	if of := countOf(rest); of > 0 { // "3/10", "3 of 10", "24 p. 171"
		shown, rest = strings.TrimRight(shown, " ")+between(shown, rest)+rest[:of], strings.TrimLeft(rest[of:], " \t")
	}
	if worth := strings.TrimLeft(rest, ".: "); strings.HasPrefix(worth, "(") {
		rest = worth // "3. (5 points) …"
	}
	if strings.HasPrefix(rest, "(") || strings.HasPrefix(rest, "[") {
		if end := strings.IndexAny(rest, ")]"); end > 2 && end < 24 && strings.ContainsAny(rest[:end], "0123456789") {
			shown, rest, points = strings.TrimRight(shown, " ")+" "+rest[:end+1], rest[end+1:], true
		}
	}
	rest = strings.TrimLeft(rest, " \t.:;,)]-–—|/*_·：．、）")
	shown = strings.Trim(shown, " \t.:;-–—*_#()")
	if open := strings.LastIndexAny(shown, "(["); open > strings.LastIndexAny(shown, ")]") {
		shown += ")"
	}
	if isCased(shown, unicode.ToUpper) && utf8.RuneCountInString(LeadingLetters(shown)) > 3 || isCased(shown, unicode.ToLower) {
		first, size := utf8.DecodeRuneInString(shown)
		shown = string(unicode.ToUpper(first)) + strings.ToLower(shown[size:])
	}
	return shown, rest, points
}

// between is the blank between a label and what belongs to it, where the author wrote one.
func between(label, rest string) string {
	if strings.HasPrefix(rest, "/") && !strings.HasSuffix(label, " ") {
		return ""
	}
	return " "
}

// countOf returns the length of what a label's rest says about its number and nothing else: how many questions there
// are ("/10", "of 10"), or on which page it stands ("p. 171"). It returns 0 if the rest says anything else.
func countOf(rest string) int {
	behind, slash := strings.CutPrefix(rest, "/")
	if !slash {
		word := LeadingLetters(rest)
		behind = strings.TrimLeft(strings.TrimPrefix(rest[len(word):], "."), " \u00a0")
		if word == "" || utf8.RuneCountInString(word) > 4 || strings.HasPrefix(behind, "-") {
			return 0
		}
	}
	digits := strings.TrimLeftFunc(behind, unicode.IsDigit)
	if len(digits) == len(behind) {
		return 0
	}
	if next := strings.TrimLeft(digits, " "); next == "" || strings.HasPrefix(next, ":") || strings.HasPrefix(next, "(") {
		return len(rest) - len(digits)
	}
	return 0
}

// isCased reports whether a change of case leaves a text as it is.
func isCased(text string, change func(rune) rune) bool {
	return strings.IndexFunc(text, func(r rune) bool { return change(r) != r }) < 0
}

// isOrnament reports whether a title says nothing: stars that mark hard exercises, as signs or as a formula of one
// command.
func isOrnament(title string) bool {
	inner, formula := strings.CutPrefix(strings.Trim(title, " "), "$")
	inner = strings.TrimSuffix(inner, "$")
	if formula && strings.HasPrefix(inner, "\\") && LeadingLetters(inner[1:]) == inner[1:] {
		return true
	}
	return strings.TrimFunc(title, notLetter) == "" && !strings.ContainsAny(title, "?=+<>")
}
