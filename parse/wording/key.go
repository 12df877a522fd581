package wording

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Named is what a key's line names: letters that are offered, and letters like them that are not.
type Named struct {
	Offered []string
	Unknown []string
	Rest    string // the text behind the letters
	Led     bool   // the words of an answer, with their colon, stand before the letters
	Refused bool   // the line answers, but in a way that is no key: an order, pairs, a letter that is taken back
}

func (n Named) empty() bool { return len(n.Offered)+len(n.Unknown) == 0 }

// ReadLetters reads the letters at the start of a key's text. offered are the letters of the options. Signs behind
// them, as in "B ★", say nothing.
func ReadLetters(text string, offered []string) Named {
	n := Named{Rest: text}
	closed := false // the letter before has a mark behind it, such as "B)", as options have, and nothing joins it to this word
	for text = n.Rest; ; {
		text = strings.TrimLeftFunc(text, func(r rune) bool {
			joins := strings.ContainsRune(",;&/+·、，；([（*'\"`", r)
			closed = closed && !joins
			return joins || unicode.IsSpace(r)
		})
		word := leadingWord(text)
		if word == "" {
			n.Rest = cutOrnaments(n.Rest)
			return n
		}
		after := text[len(word):]
		if closed && !closes(after) && (!IsAnyCase(word, Joiners) || word == "A") {
			return n // "B) A cat" names B
		}
		letters, known := n.match(word, offered, joinsLetters(n.Rest, text, word))
		switch {
		case known:
			n.Offered = append(n.Offered, letters...)
		case IsAnyCase(word, Joiners) && (utf8.RuneCountInString(word) > 1 || len(n.Offered) > 0):
			text, closed = after, false
			continue
		case isStranger(word, offered):
			n.Unknown = append(n.Unknown, word)
		default:
			return n
		}
		closed = closes(after)
		text = strings.TrimLeft(after, ")）].")
		n.Rest = text
		if after != text {
			n.Rest = after[:1] + text // the mark behind the last letter is what parts it from a sentence
		}
	}
}

// joinsLetters reports whether a word that is a letter, too, joins the letters around it, since only blanks part the
// three, "B e D": behind is what follows the letter before, text what begins with the word.
func joinsLetters(behind, text, word string) bool {
	if word != strings.ToLower(word) || !IsAnyCase(word, Joiners) {
		return false
	}
	before := strings.TrimSuffix(behind, text)
	next := strings.TrimLeft(text[len(word):], " ")
	after := leadingWord(next)
	return len(before) > 0 && strings.TrimLeft(before, " )）*") == "" && len(next) < len(text)-len(word) &&
		utf8.RuneCountInString(after) == 1 && leadingWord(strings.TrimLeft(next[len(after):], " )）*")) == ""
}

// cutOrnaments cuts the signs and pictures off the start of what follows a key's letters, but for those that say that it
// is wrong.
func cutOrnaments(rest string) string {
	trimmed := strings.TrimLeft(rest, " ")
	r, _ := utf8.DecodeRuneInString(trimmed)
	if !unicode.Is(unicode.So, r) || strings.ContainsRune(WrongSigns, r) {
		return rest
	}
	return strings.TrimLeftFunc(trimmed, func(r rune) bool {
		return unicode.Is(unicode.So, r) || unicode.Is(unicode.Variation_Selector, r) || r == '\u200d' || unicode.IsSpace(r)
	})
}

// closes reports whether a text begins with a mark that stands behind the letter of an option.
func closes(text string) bool {
	r, _ := utf8.DecodeRuneInString(text)
	return strings.ContainsRune(")）].:：", r) && text != ""
}

// match returns the offered letters that a word of a key means: one letter, or several written as one word in their
// order. joins says that the word rather joins the letters around it.
func (n Named) match(word string, offered []string, joins bool) ([]string, bool) {
	if joins {
		return nil, false
	}
	if slices.Contains(offered, word) {
		return []string{word}, true
	}
	for _, letter := range offered {
		if strings.EqualFold(letter, word) {
			return []string{letter}, true
		}
	}
	var letters []string
	last := -1
	for _, r := range word {
		at := slices.Index(offered, string(r))
		if at <= last {
			return nil, false
		}
		letters, last = append(letters, string(r)), at
	}
	return letters, true
}

// isStranger reports whether a word is one letter of the kind that is offered, but not among those that are.
func isStranger(word string, offered []string) bool {
	if len(offered) == 0 || utf8.RuneCountInString(word) != 1 {
		return false
	}
	_, a := RunLength(offered)
	for i := range Alphabets[a] {
		if LetterAt(Alphabets[a], i, word) {
			return true
		}
	}
	return false
}

// leadingWord returns the run of letters and digits at the start of text.
func leadingWord(text string) string {
	for i, r := range text {
		if IsCircled(string(r)) {
			if i == 0 {
				return text[:utf8.RuneLen(r)]
			}
			return text[:i]
		}
		if !unicode.IsLetter(r) && !unicode.IsMark(r) && !unicode.IsDigit(r) && (r != '\'' || i == 0) {
			return text[:i]
		}
	}
	return text
}

// ReadKey reads a line as the key to options with these letters. led says that the line is known to be the answer, so
// that a letter alone is a key. texts are what the options say.
func ReadKey(line string, led bool, offered, texts []string) (Named, bool) {
	line = strings.TrimSpace(line)
	if rest, ok := AfterLead(line); ok {
		n, ok := readAnswered(rest, offered, texts)
		n.Led = true
		return n, ok
	}
	if rest, ok := BareLead(line); ok {
		if n := ReadLetters(rest, offered); len(n.Offered) > 0 && strings.Trim(cutEnding(n.Rest), " .*)）。]") == "" {
			return n, true
		}
	}
	if led {
		if n, ok := readAnswered(line, offered, texts); ok {
			return n, true
		}
	}
	if lead, _, found := CutColon(line); found && len(lead) <= MaxLead && SaysOther(lead) {
		return Named{}, false
	}
	if n, ok := keyAtEnd(line, led, offered); ok {
		return n, true
	}
	return keyAtStart(line, offered)
}

// readAnswered reads what stands behind an answer's words.
func readAnswered(text string, offered, texts []string) (Named, bool) {
	text = cutCopula(text)
	if isOrder(text, offered) {
		return Named{Refused: true}, true
	}
	n := ReadLetters(text, offered)
	switch {
	case n.empty():
		return Named{}, false
	case n.undone():
		return Named{Refused: true}, true
	}
	through := n.readThrough(texts, offered)
	return through, len(through.Offered) > len(n.Offered) || n.endsKey(texts, offered)
}

// AfterLead cuts an answer's words and their colon off a line: "Correct answer:", "Answer (2):". Of three words and
// more all must be known.
func AfterLead(line string) (string, bool) {
	if rest, ok := afterBrackets(line); ok {
		return rest, true
	}
	lead, rest, found := CutColon(line)
	if !found || len(lead) > MaxLead {
		return "", false
	}
	words := Words(lead)
	if len(words) > 4 || !hasKeyWord(words) || SaysOther(lead) {
		return "", false
	}
	for _, w := range words {
		if !Is(w, AnyAnswer|Companions|AnyQuestion|Joiners) && len(words) > 2 {
			return "", false
		}
	}
	return rest, true
}

// BareLead cuts an answer's word without a colon off a line: "Ans. B", "Answer - B", "Correct answer B".
func BareLead(line string) (string, bool) {
	if lead, rest := joinedLead(line); lead != "" {
		return rest, true
	}
	found := false
	for {
		line = strings.TrimLeft(line, " .*_-–—=>→")
		word := LeadingLetters(line)
		lower := strings.ToLower(word)
		switch {
		case word == "":
			return line, found
		case Is(lower, KeyWords) || hasKeyWord(joinedParts(word)):
			found = true
		case !Is(lower, Companions):
			return line, found
		}
		line = line[len(word):]
	}
}

// hasKeyWord reports whether one of the words says that an answer, or what is right, is named.
func hasKeyWord(words []string) bool {
	return slices.ContainsFunc(words, func(w string) bool { return Is(w, KeyWords) })
}

// endsKey reports whether what stands behind the letters lets them be a key: nothing, a sign, the option's own text.
// A bare "A" before a sentence is an article as often as a letter.
func (n Named) endsKey(texts, offered []string) bool {
	rest := strings.TrimSpace(n.Rest)
	r, _ := utf8.DecodeRuneInString(rest)
	if rest == "" || strings.ContainsRune(".,:;)）(（-–—=>→。，、：*|", r) {
		return true
	}
	if len(n.Offered) == 1 {
		if at := slices.Index(offered, n.Offered[0]); at < len(texts) && texts[at] != "" && strings.HasPrefix(Fold(rest), Fold(texts[at])) {
			return true
		}
	}
	first, _, _ := strings.Cut(rest, " ")
	return IsAnyCase(strings.TrimRight(first, ","), Because) || !unicode.IsSpace(rune(n.Rest[0]))
}

// keyAtEnd reads a sentence that ends with its letters: "The correct answer is B.", "الإجابة هي الخيار الرابع : D".
// In a line that is known to be the answer a colon before the letters says enough.
func keyAtEnd(line string, led bool, offered []string) (Named, bool) {
	const maxWordsBefore = 10
	if Visible(line) > 120 {
		return Named{}, false
	}
	for i, count := 0, 0; count <= maxWordsBefore; {
		skip := strings.IndexFunc(line[i:], func(r rune) bool { return unicode.IsSpace(r) || r == ':' || r == '：' })
		if skip < 0 {
			break
		}
		_, size := utf8.DecodeRuneInString(line[i+skip:])
		i += skip + size
		count++
		words := Words(line[:i])
		led := led && strings.HasSuffix(strings.TrimSpace(line[:i]), ":")
		if !led && !hasKeyWord(words) || slices.ContainsFunc(words, func(w string) bool { return Is(w, Negation) }) {
			continue
		}
		n := ReadLetters(line[i:], offered)
		if !n.empty() && strings.Trim(cutEnding(n.Rest), " .*)）。]") == "" && (len(n.Offered) > 0 || strings.ContainsAny(line, ":：")) {
			return n, true
		}
	}
	return Named{}, false
}

// keyAtStart reads a short sentence that begins with its letters: "B is correct", "(C) is the right answer".
func keyAtStart(line string, offered []string) (Named, bool) {
	n := ReadLetters(line, offered)
	words := Words(n.Rest)
	if len(n.Offered) == 0 || len(words) > 6 || !hasKeyWord(words) {
		return Named{}, false
	}
	for _, w := range words {
		if Is(w, Negation|Wrong) {
			return Named{}, false
		}
	}
	return n, true
}

// Fold makes two spellings of one text alike: letters and digits, lower case.
func Fold(text string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r) || unicode.IsSymbol(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, text)
}
