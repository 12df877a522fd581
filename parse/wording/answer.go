package wording

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// PartsWords reports whether a character stands between words: all but letters, and the signs above and below them, do.
func PartsWords(r rune) bool {
	return !unicode.IsLetter(r) && (!unicode.In(r, unicode.Mn, unicode.Mc) || unicode.Is(unicode.Variation_Selector, r))
}

// AnnouncesAnswer reports whether a title or the words before a colon announce an answer: one answer word, alone or
// among its usual companions and numbers, "Solution to exercise 3".
func AnnouncesAnswer(title string) bool {
	if i := strings.IndexAny(title, ":："); i >= 0 {
		title = title[:i]
	}
	found := false
	words := Words(title)
	first, _ := utf8.DecodeRuneInString(title)
	for _, w := range words {
		switch {
		case Is(w, Initial) && (len(words) > 1 || !unicode.IsLetter(first) || unicode.IsLower(first) || strings.Contains(title, ")")):
			return false // the letter of a part, or of "Problem A"
		case Is(w, AnyAnswer):
			found = true
		case Is(w, Companions|AnyQuestion):
		case Is(words[0], AnyAnswer) && (Is(w, Relation) || asksInflected(w) && HasDigit(title)):
		default:
			return false
		}
	}
	return found && (len(words) <= 4 || len(words) <= 6 && Is(words[0], AnyAnswer))
}

// asksInflected reports whether a word is a form of one of those that head questions, as "задачи" is of "задача": all
// but its last letters are the same. A short word has no other form.
func asksInflected(word string) bool {
	for _, cut := range known.lists[Elision] {
		if rest, ok := strings.CutPrefix(word, cut); ok {
			return Is(rest, AnyQuestion)
		}
	}
	return known.stems[stem(word)]
}

// stem returns a word without the last letters, which its case changes; "" for short words.
func stem(word string) string {
	r := []rune(word)
	if len(r) < 5 {
		return ""
	}
	return string(r[:min(len(r)-1, 5)])
}

// MaxLead is how long, in bytes, the words before a marker's colon may be.
const MaxLead = 48

// AnswerLead returns how many characters but blanks of text are an answer's marker at its start: "Answer:", "Risposta
// 3：", "Solution.", "Ans -". A text that is nothing but an answer word is a marker as a whole. 0 means that there is
// none.
func AnswerLead(text string) int {
	for _, cut := range []func(string) (string, bool){afterBrackets, behindPoint, behindAbbreviation} {
		if rest, ok := cut(text); ok {
			return Visible(text) - Visible(rest)
		}
	}
	lead, rest, found := CutColon(text)
	if len(lead) > MaxLead || !AnnouncesAnswer(lead) {
		return 0
	}
	// Without a colon an "a" is the name of a part, an option or a set, as often as an answer's.
	if !found && (strings.ContainsAny(lead, "?!") || !hasKeyWord(Words(lead))) {
		return 0
	}
	if !found {
		return Visible(text)
	}
	return Visible(text) - Visible(cutDash(rest))
}

// behindAbbreviation returns what follows an answer's abbreviation with its dot, "Antw. Ja". In small letters some
// are words of sentences.
func behindAbbreviation(text string) (rest string, ok bool) {
	const longest = len("отв.") // in bytes
	dot := strings.IndexByte(text[:min(len(text), longest)], '.')
	if first, _ := utf8.DecodeRuneInString(text); dot < 0 || !unicode.IsUpper(first) {
		return "", false
	}
	rest = text[dot+1:]
	return rest, strings.HasPrefix(rest, " ") && strings.TrimSpace(rest) != "" && IsAnyCase(text[:dot], Abbreviation)
}

// cutDash cuts the dash off that some put right behind a colon: "Ans:- A queue".
func cutDash(rest string) string {
	after, ok := strings.CutPrefix(rest, "-")
	if r, _ := utf8.DecodeRuneInString(after); ok && (r == ' ' || unicode.IsLetter(r)) {
		return after
	}
	return rest
}

// SaysAnswer reports whether a text begins with an answer's marker that a sign ends: a lone word may be the answer
// itself.
func SaysAnswer(text string) bool {
	if _, ok := behindPoint(text); ok {
		return true
	}
	if _, ok := behindAbbreviation(text); ok {
		return true
	}
	return AnswerLead(text) > 0 && strings.ContainsAny(text, ":：】]")
}

// behindPoint returns what follows an answer's word, perhaps with a number, that a point or a dash ends: "Solution.
// …", "Ans 3 - …", "解。…". A letter such as that of "A. …" is an option's.
func behindPoint(text string) (rest string, ok bool) {
	rest = strings.TrimLeftFunc(text, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsMark(r) })
	if !IsAnyCase(text[:len(text)-len(rest)], Answer) {
		return "", false
	}
	rest = strings.TrimLeft(strings.TrimLeftFunc(strings.TrimLeft(rest, " "), unicode.IsDigit), " ")
	for _, mark := range []string{". ", "。", "．", "- ", "– ", "— ", "=> ", "-> ", "→ "} {
		if after, found := strings.CutPrefix(rest, mark); found && strings.TrimSpace(after) != "" {
			return after, true
		}
	}
	return "", false
}

// afterBrackets cuts an answer's word in brackets off the start of a text: "【答案】B", "[Answer] B".
func afterBrackets(text string) (string, bool) {
	if r, _ := utf8.DecodeRuneInString(text); !strings.ContainsRune("【[「〔", r) {
		return "", false
	}
	for _, pair := range [][2]string{{"【", "】"}, {"[", "]"}, {"「", "」"}, {"〔", "〕"}} {
		inner, ok := strings.CutPrefix(text, pair[0])
		if !ok {
			continue
		}
		word, rest, closed := strings.Cut(inner, pair[1])
		if closed && len(word) <= MaxLead && Visible(word) > 1 && AnnouncesAnswer(word) {
			return strings.TrimLeft(rest, " :："), true
		}
	}
	return "", false
}

// QuestionLead is AnswerLead for the marker of a question: "Q1:", "Question:", "Q.". The word alone is none.
func QuestionLead(text string) int {
	if rest, ok := strings.CutPrefix(text, "Q. "); ok {
		return Visible(text) - Visible(rest)
	}
	lead, rest, found := CutColon(text)
	if !found || len(lead) > MaxLead {
		return 0
	}
	words := strings.FieldsFunc(strings.ToLower(lead), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsMark(r) })
	if !Is(strings.Join(words, " "), AnyQuestion) {
		return 0
	}
	return Visible(text) - Visible(rest)
}

// PointedLead is QuestionLead for "Q4." and "Q4)".
func PointedLead(text string) int {
	rest, ok := strings.CutPrefix(text, "Q")
	if !ok {
		return 0
	}
	behind := strings.TrimLeft(strings.TrimLeft(rest, " "), "0123456789")
	if len(behind) == len(strings.TrimLeft(rest, " ")) || len(behind) < 2 || behind[0] != '.' && behind[0] != ')' || behind[1] != ' ' {
		return 0
	}
	return Visible(text) - Visible(behind[1:])
}

// CutColon cuts text at its first colon of any script.
func CutColon(text string) (lead, rest string, found bool) {
	at, size := strings.IndexByte(text, ':'), len(":")
	if wide := strings.Index(text, "："); wide >= 0 && (at < 0 || wide < at) {
		at, size = wide, len("：")
	}
	if at < 0 {
		return text, "", false
	}
	return text[:at], text[at+size:], true
}

// Visible counts the characters of text other than blanks.
func Visible(text string) int {
	n := 0
	for _, r := range text {
		if !unicode.IsSpace(r) {
			n++
		}
	}
	return n
}

// IsExplanation reports whether a line announces why an answer is right.
func IsExplanation(line string) bool {
	lead, _, found := CutColon(line)
	return found && len(lead) <= MaxLead && PurposeOf(strings.ToLower(lead)) == Explaining
}

// SheetTitle reports whether a title announces answers.
func SheetTitle(title string) bool {
	if AnnouncesAnswer(title) || IsAnyCase(title, Key) {
		return true
	}
	found := false
	words := Words(title)
	for _, w := range words {
		switch {
		case Is(w, Answer):
			found = true
		case !Is(w, Companions|Explanation|Joiners|Section|AnyQuestion|Sheet|With):
			return false
		}
	}
	return found && len(words) <= 5
}

// IsKeyLead reports whether a line announces the answer, so that the option above it is over.
func IsKeyLead(line string) bool {
	if _, ok := AfterLead(line); ok {
		return true
	}
	return AnswerLead(line) > 0
}

// HasDigit reports whether a text holds a digit.
func HasDigit(s string) bool { return strings.ContainsFunc(s, unicode.IsDigit) }
