package parse

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// named is what a key's line names: letters that are offered, and letters like them that are not.
type named struct {
	offered []string
	unknown []string
	rest    string // the text behind the letters
}

func (n named) empty() bool { return len(n.offered)+len(n.unknown) == 0 }

// letterJoiners may stand between the letters of a key, or before one: "B and E", "option C".
var letterJoiners = wordSet(`and und y e och et i и та og en ja ve és și si a or oder option options choice choices letter alternativ
	alternative alternatives opción opciones opção opzione alternativa variante variant вариант варианты варіант svar svaret
	número no nr the die`)

// negations turn a sentence about an option round.
var negations = wordSet(`not isn't aren't never nicht kein keine inte ikke ej non ne pas no não nie не ні nem ei değil`)

// readLetters reads the letters at the start of a key's text. offered are the letters of the options.
func readLetters(text string, offered []string) named {
	n := named{rest: text}
	closed := false // the letter before has a mark behind it, such as "B)", as options have, and nothing joins it to this word
	for text = n.rest; ; {
		text = strings.TrimLeftFunc(text, func(r rune) bool {
			joins := strings.ContainsRune(",;&/+·、，；([（*'\"`", r)
			closed = closed && !joins
			return joins || unicode.IsSpace(r)
		})
		word := leadingWord(text)
		if word == "" {
			return n
		}
		after := text[len(word):]
		if closed && !letterJoiners[strings.ToLower(word)] && !closes(after) || closed && word == "A" && !closes(after) {
			return n // "B) A cat" names B
		}
		letters, known := n.match(word, offered)
		switch {
		case known:
			n.offered = append(n.offered, letters...)
		case letterJoiners[strings.ToLower(word)] && (utf8.RuneCountInString(word) > 1 || len(n.offered) > 0):
			text, closed = after, false
			continue
		case isStranger(word, offered):
			n.unknown = append(n.unknown, word)
		default:
			return n
		}
		closed = closes(after)
		text = strings.TrimLeft(after, ")）].")
		n.rest = text
		if after != text {
			n.rest = after[:1] + text // the mark behind the last letter is what parts it from a sentence
		}
	}
}

// closes tells whether a text begins with a mark that stands behind the letter of an option.
func closes(text string) bool {
	r, _ := utf8.DecodeRuneInString(text)
	return strings.ContainsRune(")）].:：", r) && text != ""
}

// match gives the offered letters that a word of a key means: one letter, or several written as one word in their order.
func (n named) match(word string, offered []string) ([]string, bool) {
	if slices.Contains(offered, word) {
		return []string{word}, true
	}
	lone := !letterJoiners[strings.ToLower(word)] || len(n.offered) == 0
	for _, letter := range offered {
		if lone && strings.EqualFold(letter, word) {
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
	return letters, len(letters) > 1
}

// isStranger tells whether a word is one letter of the kind that is offered, but not among those that are.
func isStranger(word string, offered []string) bool {
	if len(offered) == 0 || utf8.RuneCountInString(word) != 1 {
		return false
	}
	_, a := runLength(offered)
	for i := range alphabets[a] {
		if letterAt(alphabets[a], i, word) {
			return true
		}
	}
	return false
}

// leadingWord is the run of letters, or of digits, at the start of text.
func leadingWord(text string) string {
	for i, r := range text {
		if isCircled(string(r)) {
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

// readKey reads a line as the key to options with these letters. led tells that the line is known to be the answer, so that
// a letter alone is a key. texts are what the options say.
func readKey(line string, led bool, offered, texts []string) (named, bool) {
	line = strings.TrimSpace(line)
	if rest, ok := afterLead(line); ok {
		if n := readLetters(rest, offered); !n.empty() && n.endsKey(texts, offered) {
			return n, true
		}
		return named{}, false
	}
	if rest, ok := bareLead(line); ok {
		if n := readLetters(rest, offered); len(n.offered) > 0 && strings.Trim(cutEnding(n.rest), " .*)）。]") == "" {
			return n, true
		}
	}
	if led {
		if n := readLetters(line, offered); !n.empty() && n.endsKey(texts, offered) {
			return n, true
		}
	}
	if n, ok := keyAtEnd(line, led, offered); ok {
		return n, true
	}
	return keyAtStart(line, offered)
}

// afterLead cuts "Correct answer:", "Answer (2):" and their likes off a line.
func afterLead(line string) (string, bool) {
	if rest, ok := afterBrackets(line); ok {
		return rest, true
	}
	lead, rest, found := cutColon(line)
	if !found || len(lead) > maxLead {
		return "", false
	}
	words := wordsOf(lead)
	if len(words) == 0 || len(words) > 4 || !hasKeyWord(words) {
		return "", false
	}
	for _, w := range words {
		if !answerWords[w] && !answerQualifiers[w] && !rightWords[w] && !questionWords[w] && !letterJoiners[w] && len(words) > 2 {
			return "", false
		}
	}
	return rest, true
}

// bareLead cuts an answer's word without a colon off a line: "Ans. B", "Answer - B", "Correct answer B".
func bareLead(line string) (string, bool) {
	if lead, rest := joinedLead(line); lead != "" {
		return rest, true
	}
	found := false
	for {
		line = strings.TrimLeft(line, " .*_-–—=>→")
		word := leadingLetters(line)
		lower := strings.ToLower(word)
		switch {
		case word == "":
			return line, found
		case answerWords[lower] && utf8.RuneCountInString(word) > 1 || rightWords[lower] || hasKeyWord(joinedParts(word)):
			found = true
		case !answerQualifiers[lower]:
			return line, found
		}
		line = line[len(word):]
	}
}

// hasKeyWord tells whether one of the words says that an answer, or what is right, is named.
func hasKeyWord(words []string) bool {
	return slices.ContainsFunc(words, func(w string) bool { return w != "a" && (answerWords[w] || rightWords[w]) })
}

// endsKey tells whether what stands behind the letters lets them be a key: nothing, a sign, the option's own text. A bare
// "A" before a sentence is an article as often as a letter.
func (n named) endsKey(texts, offered []string) bool {
	rest := strings.TrimSpace(n.rest)
	r, _ := utf8.DecodeRuneInString(rest)
	if rest == "" || strings.ContainsRune(".,:;)）(（-–—=>→。，、：*|", r) {
		return true
	}
	if len(n.offered) == 1 {
		if at := slices.Index(offered, n.offered[0]); at < len(texts) && texts[at] != "" && strings.HasPrefix(fold(rest), fold(texts[at])) {
			return true
		}
	}
	first, _, _ := strings.Cut(rest, " ")
	return keyFollowers[strings.ToLower(strings.TrimRight(first, ","))] || n.rest != "" && !unicode.IsSpace(rune(n.rest[0]))
}

// keyFollowers are words by which a sentence goes on behind a key's letter.
var keyFollowers = wordSet(`because since as weil da denn eftersom parce car porque perché ponieważ protože потому is are ist sind är er est`)

// keyAtEnd reads a sentence that ends with its letters: "The correct answer is B.", "الإجابة هي الخيار الرابع : D". In a line that is
// known to be the answer a colon before the letters says enough.
func keyAtEnd(line string, led bool, offered []string) (named, bool) {
	const maxWordsBefore = 10
	if visible(line) > 120 {
		return named{}, false
	}
	for i, count := 0, 0; i < len(line) && count <= maxWordsBefore; {
		skip := strings.IndexFunc(line[i:], func(r rune) bool { return unicode.IsSpace(r) || r == ':' || r == '：' })
		if skip < 0 {
			break
		}
		_, size := utf8.DecodeRuneInString(line[i+skip:])
		i += skip + size
		count++
		words := wordsOf(line[:i])
		if !hasKeyWord(words) && !(led && strings.HasSuffix(strings.TrimSpace(line[:i]), ":")) || slices.ContainsFunc(words, func(w string) bool { return negations[w] }) {
			continue
		}
		n := readLetters(line[i:], offered)
		if !n.empty() && strings.Trim(cutEnding(n.rest), " .*)）。]") == "" && (len(n.offered) > 0 || strings.ContainsAny(line, ":：")) {
			return n, true
		}
	}
	return named{}, false
}

// keyAtStart reads a short sentence that begins with its letters: "B is correct", "(C) is the right answer".
func keyAtStart(line string, offered []string) (named, bool) {
	n := readLetters(line, offered)
	words := wordsOf(n.rest)
	if len(n.offered) == 0 || len(words) == 0 || len(words) > 6 || !hasKeyWord(words) {
		return named{}, false
	}
	for _, w := range words {
		if negations[w] || wrongWords[w] {
			return named{}, false
		}
	}
	return n, true
}

// fold makes two spellings of one text alike: letters and digits, lower case.
func fold(text string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r) || unicode.IsSymbol(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, text)
}
