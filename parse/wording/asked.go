package wording

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// questionMarks end a question: full-width, Arabic, double, Greek. They are looked for only in texts that hold the bytes with
// which they begin, as nearly all lines are asked for theirs.
var questionMarks = []string{"？", "؟", "⁇", "\u037e"}

// lastQuestionMark returns what stands behind the last question mark of a text.
func lastQuestionMark(text string) (after string, found bool) {
	end := strings.LastIndexByte(text, '?') + 1
	for _, mark := range questionMarks {
		if strings.IndexByte(text, mark[0]) >= 0 {
			if at := strings.LastIndex(text, mark); at >= end {
				end = at + len(mark)
			}
		}
	}
	if end == 0 {
		end = greekQuestionMark(text)
	}
	return text[end:], end > 0
}

// greekQuestionMark returns where the last semicolon behind a Greek letter ends, or behind a word in a text that is
// Greek: there it asks. It returns 0 without one.
func greekQuestionMark(text string) int {
	at := strings.LastIndexByte(text, ';')
	if at < 0 || !decorates(text[at+1:]) || !strings.ContainsFunc(text[:at], func(r rune) bool { return unicode.Is(unicode.Greek, r) }) {
		return 0
	}
	greek, letters := 0, 0
	for _, r := range text[:at] {
		if unicode.IsLetter(r) {
			letters++
			if unicode.Is(unicode.Greek, r) {
				greek++
			}
		}
	}
	if 2*greek < letters {
		return 0
	}
	return at + 1
}

// LooksAsked reports whether a title asks by itself: it ends in a question mark, whatever decorates the end behind it,
// such as a sign for how hard it is, points and sources in brackets, tags, or the formula's and the quotation's end.
func LooksAsked(title string) bool {
	after, found := lastQuestionMark(title)
	return found && decorates(after)
}

// maxRemark is how long, in bytes, a remark in brackets behind a question mark may be.
const maxRemark = 40

// decorates reports whether what follows a question mark says nothing of its own.
func decorates(text string) bool {
	for {
		text = strings.TrimLeftFunc(text, isDecoration)
		if text == "" {
			return true
		}
		end := 0
		switch r, _ := utf8.DecodeRuneInString(text); r {
		case '(', '[', '（', '【', '{':
			if end = bracketEnd(text); end == 0 || end > maxRemark {
				return false
			}
		case '#', '^':
			if end = strings.IndexFunc(text, unicode.IsSpace); end < 0 {
				end = len(text)
			}
			if end == 1 {
				return false
			}
		default:
			return false
		}
		text = text[end:]
	}
}

// isDecoration reports whether a character is no part of a text: a blank, a picture, a mark of emphasis, or what closes
// a quotation, a bracket or a sentence. Digits with a frame around them count as pictures: the frame is a character of
// its own.
func isDecoration(r rune) bool {
	switch {
	case unicode.IsSpace(r), unicode.Is(unicode.So, r), unicode.Is(unicode.Sk, r), unicode.Is(unicode.Cf, r), unicode.Is(unicode.Mn, r):
		return true
	case r == '\u20e3':
		return true
	}
	return strings.ContainsRune("*_~`\"'”’»›」』)）]】}:.…!！|★☆", r)
}

// bracketEnd returns the length of the bracket, with the brackets in it, that begins a text; 0 where it is not closed.
func bracketEnd(text string) int {
	depth := 0
	for i, r := range text {
		switch r {
		case '(', '[', '（', '【', '{':
			depth++
		case ')', ']', '）', '】', '}':
			if depth--; depth == 0 {
				return i + utf8.RuneLen(r)
			}
		}
	}
	return 0
}

// AsksInTitle reports whether a heading asks: by its question mark, also before a last word that says how hard it is
// ("… ? - easy"), or by the marker before it, "Q. Explain …".
func AsksInTitle(title string) bool {
	if LooksAsked(title) || QuestionLead(title) > 0 {
		return true
	}
	before, last, found := cutLastDash(title)
	return found && !strings.ContainsAny(last, " \t") && len(last) <= maxRemark && LooksAsked(before)
}

// cutLastDash cuts a title at its last dash between blanks.
func cutLastDash(title string) (before, last string, found bool) {
	for _, dash := range []string{" - ", " – ", " — "} {
		if at := strings.LastIndex(title, dash); at >= 0 {
			return title[:at], title[at+len(dash):], true
		}
	}
	return title, "", false
}

// Orders reports whether a text, or one of its sentences, asks by its verb: "Explain …", "Let n be odd. Show that …",
// "… を求めよ。".
func Orders(text string) bool {
	from := 0
	for i, r := range text {
		if endsSentence(r) {
			if sentence := text[from:i]; ordersAtStart(sentence) || ordersAtEnd(sentence) {
				return true
			}
			from = i + utf8.RuneLen(r)
		}
	}
	return ordersAtStart(text[from:]) || ordersAtEnd(text[from:])
}

// endsSentence reports whether a verb that asks may stand at either side of a character.
func endsSentence(r rune) bool {
	switch r {
	case '.', '!', ':', ';', '।', '。', '！', '：', '；', '，', '、':
		return true
	}
	return false
}

// ordersAtStart reports whether a sentence begins with a verb that asks, of one word or two.
func ordersAtStart(sentence string) bool {
	sentence = strings.TrimLeftFunc(sentence, notLetter)
	first := LeadingLetters(sentence)
	if rest := sentence[len(first):]; utf8.RuneCountInString(first) == 1 && strings.HasPrefix(rest, ")") {
		return ordersAtStart(rest) // "a) Compute …"
	}
	if first == "" {
		return false
	}
	if beginsJoined(first) {
		return isPrefixOf(first, Order)
	}
	if IsAnyCase(first, Order) {
		return strings.TrimSpace(sentence[len(first):]) != ""
	}
	second := LeadingLetters(strings.TrimLeft(sentence[len(first):], " "))
	return second != "" && IsAnyCase(first+" "+second, Order)
}

// isPrefixOf reports whether a text without blanks begins with a word of a role.
func isPrefixOf(text string, role Role) bool {
	const most = 4 // characters in such a word
	n := 0
	for i, r := range text {
		if n++; n > most {
			break
		}
		if Is(text[:i+utf8.RuneLen(r)], role) {
			return true
		}
	}
	return false
}

// ordersAtEnd reports whether a sentence ends with a verb that asks, as in languages whose verbs stand last. The files
// of words write such a verb behind an ellipsis.
func ordersAtEnd(sentence string) bool {
	sentence = strings.TrimRightFunc(sentence, isNoText)
	last := sentence[strings.LastIndexFunc(sentence, unicode.IsSpace)+1:]
	if !beginsJoined(last) {
		return len(last) < len(sentence) && Is("…"+last, Order)
	}
	const most = 9 // characters in such a verb
	for n, at := 0, len(last); n < most && at > 0; n++ {
		_, size := utf8.DecodeLastRuneInString(last[:at])
		if at -= size; Is("…"+last[at:], Order) {
			return true
		}
	}
	return false
}

// isNoText reports whether a character is neither letter nor digit, nor a vowel's sign.
func isNoText(r rune) bool { return notLetter(r) && !unicode.IsMark(r) }

// Asks reports whether a text asks in any way: by its mark, by a verb, or by a blank to be filled.
func Asks(text string) bool {
	return LooksAsked(text) || Orders(text) || strings.Contains(text, "__") || strings.Contains(text, "( )") || strings.Contains(text, "（") && emptyBracket(text)
}

// emptyBracket reports whether a text holds full-width brackets with nothing but blanks in them.
func emptyBracket(text string) bool {
	_, behind, _ := strings.Cut(text, "（")
	for ; behind != ""; _, behind, _ = strings.Cut(behind, "（") {
		if strings.HasPrefix(strings.TrimLeft(behind, " \u00a0\u3000"), "）") {
			return true
		}
	}
	return false
}

// AsksForTicks reports whether a text asks, leaves a blank to fill, or says so much that it is no title.
func AsksForTicks(text string) bool {
	return LooksAsked(text) || strings.Contains(text, "__") || strings.Contains(text, "( )") || strings.HasSuffix(text, "…") ||
		strings.HasSuffix(text, "...") || strings.Contains(text, "? ") || len(strings.Fields(text)) > 12 || Visible(text) > 60 ||
		(strings.HasSuffix(text, ":") || strings.HasSuffix(text, ".")) && len(strings.Fields(text)) > 3
}

// SaysQuestion reports whether a callout's word means question.
func SaysQuestion(word string) bool {
	for _, w := range strings.FieldsFunc(word, PartsWords) {
		if Is(w, CalloutAsks|AnyQuestion) {
			return true
		}
	}
	return false
}

// AsksForOne reports whether a prompt clearly asks for a single option.
func AsksForOne(prompt string) bool {
	return slices.ContainsFunc(known.lists[Single], func(words string) bool {
		before, after, found := strings.Cut(prompt, words)
		next, _, _ := strings.Cut(strings.TrimLeft(after, " "), " ")
		return found && (before == "" || !isWordEnd(before)) && !Is(next, Or)
	})
}

// isWordEnd reports whether a text ends within a word of Latin letters.
func isWordEnd(s string) bool {
	c := s[len(s)-1]
	return c >= 'a' && c <= 'z'
}

// IsJudgement reports whether a text is the word, or the sign, that a statement is true or false.
func IsJudgement(text string) bool {
	word := strings.ToLower(strings.Trim(text, " \t()（）[]【】.*。\ufe0f"))
	return Is(word, TrueStatement|FalseStatement)
}
