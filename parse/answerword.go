package parse

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// notLetterOnly is true for everything but letters.
func notLetterOnly(r rune) bool { return !unicode.IsLetter(r) }

// answerLead tells whether a title or the words before a colon announce an answer: one answer word, alone or among its
// usual companions and numbers, "Solution to exercise 3".
func answerLead(title string) bool {
	if i := strings.IndexAny(title, ":："); i >= 0 {
		title = title[:i]
	}
	found := false
	words := wordsOf(title)
	for i, w := range words {
		switch {
		case w == "a" && (len(words) > 1 || title[:1] != "A" || strings.Contains(title, ")")):
			return false // the letter of a part, or of "Problem A"
		case answerWords[w]:
			found = true
		case answerQualifiers[w] || questionWords[w]:
		case i > 0 && len(words[0]) > 1 && answerWords[words[0]] && (relationWords[w] || asksInflected(w) && hasDigit(title)):
		default:
			return false
		}
	}
	return found && (len(words) <= 4 || len(words) <= 6 && answerWords[words[0]])
}

// relationWords stand between an answer's word and the question that it answers.
var relationWords = wordSet(`to of for in zu zum zur von für der dem till av på til voor van de del d l dell della dell' d' do da dos das du des
	al alla para per pour к для на до ke k az`)

// asksInflected tells whether a word is a form of one of those that head questions, as "задачи" is of "задача": all but its last letters
// are the same. A short word has no other form.
func asksInflected(word string) bool {
	for _, cut := range []string{"l'", "d'", "dell'", "all'"} {
		if rest, ok := strings.CutPrefix(word, cut); ok {
			return questionWords[rest]
		}
	}
	return questionStems[stem(word)]
}

// questionStems are the stems of the question words that have some.
var questionStems = func() map[string]bool {
	stems := map[string]bool{}
	for w := range questionWords {
		if s := stem(w); s != "" {
			stems[s] = true
		}
	}
	return stems
}()

// stem is a word without the last letters, which its case changes; empty for short words.
func stem(word string) string {
	r := []rune(word)
	if len(r) < 5 {
		return ""
	}
	return string(r[:min(len(r)-1, 5)])
}

// maxLead is how long, in bytes, the words before a marker's colon may be.
const maxLead = 48

// leadLength tells how many characters but blanks of text are an answer's marker at its start: "Answer:", "Risposta 3：", "Solution.",
// "Ans -". A text that is nothing but an answer word is a marker as a whole. 0 means that there is none.
func leadLength(text string) int {
	if rest, ok := afterBrackets(text); ok {
		return visible(text) - visible(rest)
	}
	if rest, ok := behindPoint(text); ok {
		return visible(text) - visible(rest)
	}
	if size := shortLead(text); size > 0 {
		return size
	}
	lead, rest, found := cutColon(text)
	if len(lead) > maxLead || !answerLead(lead) {
		return 0
	}
	// Without a colon an "a" is the name of a part, an option or a set, as often as an answer's.
	if !found && (strings.ContainsAny(lead, "?!") || !hasKeyWord(wordsOf(lead))) {
		return 0
	}
	if !found {
		return visible(text)
	}
	return visible(text) - visible(cutDash(rest))
}

// shortLeads are the abbreviations that lead in an answer with their dot.
var shortLeads = []string{"Ans.", "ANS.", "ans.", "Sol.", "Soln.", "Antw.", "Resp.", "Rép.", "Risp.", "Odp.", "Отв."}

// shortLead is how many characters such an abbreviation takes at the start of a text with more behind it; 0 without one.
func shortLead(text string) int {
	const longest = len("Отв.")
	if strings.IndexByte(text[:min(len(text), longest)], '.') < 0 {
		return 0
	}
	for _, short := range shortLeads {
		if rest, ok := strings.CutPrefix(text, short); ok && strings.HasPrefix(rest, " ") && strings.TrimSpace(rest) != "" {
			return visible(short)
		}
	}
	return 0
}

// cutDash cuts the dash off that some put right behind a colon: "Ans:- A queue".
func cutDash(rest string) string {
	after, ok := strings.CutPrefix(rest, "-")
	if r, _ := utf8.DecodeRuneInString(after); ok && (r == ' ' || unicode.IsLetter(r)) {
		return after
	}
	return rest
}

// saysAnswer tells whether a text begins with an answer's marker that a sign ends: a lone word may be the answer itself.
func saysAnswer(text string) bool {
	if _, ok := behindPoint(text); ok || shortLead(text) > 0 {
		return true
	}
	return leadLength(text) > 0 && strings.ContainsAny(text, ":：】]")
}

// behindPoint gives what follows an answer's word that a point or a dash ends, "Solution. …", "Ans - …", "解。…". One letter is none.
func behindPoint(text string) (rest string, ok bool) {
	end := strings.IndexFunc(text, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsMark(r) })
	if end <= 0 || !answerWords[strings.ToLower(text[:end])] || visible(text[:end]) < 2 && text[0] < 0x80 {
		return "", false
	}
	rest = strings.TrimLeft(text[end:], " ")
	digits := strings.TrimLeftFunc(rest, unicode.IsDigit)
	if number := rest[:len(rest)-len(digits)]; number != "" {
		rest = strings.TrimLeft(digits, " ")
	}
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
		if closed && len(word) <= maxLead && visible(word) > 1 && answerLead(word) {
			return strings.TrimLeft(rest, " :："), true
		}
	}
	return "", false
}

// questionLead is leadLength for the marker of a question: "Q1:", "Question:", "Q.". The word alone is none.
func questionLead(text string) int {
	if rest, ok := strings.CutPrefix(text, "Q. "); ok {
		return visible(text) - visible(rest)
	}
	lead, rest, found := cutColon(text)
	if !found || len(lead) > maxLead {
		return 0
	}
	words := strings.FieldsFunc(strings.ToLower(lead), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsMark(r) })
	if len(words) != 1 || !questionWords[words[0]] {
		return 0
	}
	return visible(text) - visible(rest)
}

// pointedLead is questionLead for "Q4." and "Q4)".
func pointedLead(text string) int {
	rest, ok := strings.CutPrefix(text, "Q")
	if !ok {
		return 0
	}
	behind := strings.TrimLeft(strings.TrimLeft(rest, " "), "0123456789")
	if len(behind) == len(strings.TrimLeft(rest, " ")) || len(behind) < 2 || behind[0] != '.' && behind[0] != ')' || behind[1] != ' ' {
		return 0
	}
	return visible(text) - visible(behind[1:])
}

// cutColon cuts text at its first colon of any script.
func cutColon(text string) (lead, rest string, found bool) {
	at, size := strings.IndexByte(text, ':'), len(":")
	if wide := strings.Index(text, "："); wide >= 0 && (at < 0 || wide < at) {
		at, size = wide, len("：")
	}
	if at < 0 {
		return text, "", false
	}
	return text[:at], text[at+size:], true
}

// visible counts the characters of text that are no blanks.
func visible(text string) int {
	n := 0
	for _, r := range text {
		if !unicode.IsSpace(r) {
			n++
		}
	}
	return n
}
