package wording

import (
	"fmt"
	"strconv"
	"strings"
	"time"
	"unicode"
)

// findDate finds the first date in text and returns it as YYYY-MM-DD, with what stands before and behind it.
// Understood are the usual spellings: 18 Feb 2022, Feb 18th, 2022, 18. Februar 2022, 18 de febrero de 2022,
// 2022-02-18, 18/02/2022, 18.2.22, 20220218, 2022年2月18日, with month names of some thirty languages. Of two small
// numbers the first is the day, unless only the second can be one.
func findDate(text string) (date, before, behind string, ok bool) {
	if countDigits(text) < fewestDigits {
		return "", "", "", false
	}
	tokens := dateTokens(text)
	for i := range tokens {
		for _, read := range []func([]dateToken) (time.Time, int){readNumeric, readNamed, readCompact} {
			if t, n := read(tokens[i:]); n > 0 {
				return t.Format(time.DateOnly), text[:tokens[i].start], text[tokens[i+n-1].end:], true
			}
		}
	}
	return "", "", "", false
}

// fewestDigits are those of "8 May 22".
const fewestDigits = 3

func countDigits(text string) int {
	n := 0
	for _, r := range text {
		if unicode.IsDigit(r) {
			n++
		}
	}
	return n
}

// dateToken is a number or a word, with the signs that stand between it and the next.
type dateToken struct {
	start, end int
	number     int // -1 for a word
	digits     int
	word       string // lower case
	sep        string // what follows, up to the next token
}

func dateTokens(text string) []dateToken {
	var tokens []dateToken
	class := func(r rune) int {
		switch {
		case unicode.IsDigit(r):
			return 1
		case r == '年' || r == '月' || r == '日':
			return 0
		case unicode.IsLetter(r) || unicode.IsMark(r):
			return 2
		}
		return 0
	}
	last, from := 0, 0
	flush := func(end int) {
		if last != 0 {
			tokens = append(tokens, newDateToken(text, from, end, last == 1))
		}
	}
	for i, r := range text {
		if c := class(r); c != last {
			flush(i)
			last, from = c, i
		}
	}
	flush(len(text))
	for i := range tokens {
		end := len(text)
		if i+1 < len(tokens) {
			end = tokens[i+1].start
		}
		tokens[i].sep = strings.TrimSpace(text[tokens[i].end:end])
	}
	return tokens
}

func newDateToken(text string, from, end int, isNumber bool) dateToken {
	t := dateToken{start: from, end: end, number: -1, word: strings.ToLower(text[from:end])}
	if isNumber {
		digits := asciiDigits(text[from:end])
		if n, err := strconv.Atoi(digits); err == nil {
			t.number, t.digits = n, len(digits)
		}
	}
	return t
}

// asciiDigits writes the decimal digits of any script as 0-9 and leaves the rest.
func asciiDigits(s string) string {
	return strings.Map(func(r rune) rune {
		if !unicode.IsDigit(r) {
			return r
		}
		// The digits of a script follow one another from its zero (Unicode, general category Nd), those of some
		// styles one set another.
		zero := r
		for unicode.IsDigit(zero - 1) {
			zero--
		}
		return '0' + (r-zero)%10
	}, s)
}

// readNumeric reads three numbers between equal or CJK separators.
func readNumeric(t []dateToken) (time.Time, int) {
	if len(t) < 3 {
		return time.Time{}, 0
	}
	cjk := t[0].sep == "年" && t[1].sep == "月"
	if !cjk && (t[0].sep != t[1].sep || !strings.Contains(".-/–", t[0].sep) || t[0].sep == "") {
		return time.Time{}, 0
	}
	switch {
	case t[0].digits == 4:
		return makeDate(t[0].number, t[1].number, t[2].number, 3)
	case t[2].digits == 4 || t[2].digits == 2 && t[0].sep != "-":
		day, month := t[0].number, t[1].number
		if month > 12 {
			day, month = month, day
		}
		return makeDate(fullYear(t[2]), month, day, 3)
	}
	return time.Time{}, 0
}

// readNamed reads day, month's name and year in any of the usual orders.
func readNamed(t []dateToken) (time.Time, int) {
	var day, month, year, n int
	for n < len(t) && (day == 0 || month == 0 || year == 0) {
		switch tok := t[n]; {
		case tok.digits == 4 && year == 0:
			year = tok.number
		case tok.number > 0 && day == 0:
			day = tok.number
		case tok.digits == 2 && year == 0 && month != 0:
			year = fullYear(tok)
		case month == 0 && known.months[tok.word] != 0:
			month = known.months[tok.word]
		case n == 0 || !Is(tok.word, DateFiller|Ordinal):
			return time.Time{}, 0
		}
		n++
	}
	return makeDate(year, month, day, n)
}

// readCompact reads a number of eight digits: 20220218.
func readCompact(t []dateToken) (time.Time, int) {
	if n := t[0].number; t[0].digits == 8 {
		return makeDate(n/10000, n/100%100, n%100, 1)
	}
	return time.Time{}, 0
}

func fullYear(t dateToken) int {
	if t.digits == 2 {
		return 2000 + t.number
	}
	return t.number
}

// makeDate returns the day and n, or 0 if the calendar has no such day.
func makeDate(year, month, day, n int) (time.Time, int) {
	t, err := time.Parse(time.DateOnly, fmt.Sprintf("%04d-%02d-%02d", year, month, day))
	if err != nil || year < 1900 || year > 2999 {
		return time.Time{}, 0
	}
	return t, n
}

// ReadDate reads a heading's title: the date in it, and whether it is a date and nothing else that matters. A
// weekday, an ordinal's end and punctuation may stand around it.
func ReadDate(title string) (date string, alone bool) {
	date, before, behind, ok := findDate(title)
	rest := strings.ToLower(strings.TrimFunc(behind, notLetter))
	if !ok || len(strings.Fields(before)) > 1 || rest != "" && !Is(rest, DateFiller|Ordinal) {
		return date, false
	}
	word := strings.TrimFunc(before, notLetter)
	return date, word == "" || strings.HasSuffix(strings.TrimSpace(before), ",") || IsAnyCase(word, DateLead)
}

// DatedTitle returns a title that holds a date with the date first, in its canonical form, so that titles sort by time:
// "Exam, 3 June 2024" is "2024-06-03 Exam". Of a title that is a date and nothing else that matters it returns the date.
func DatedTitle(title string) string {
	date, before, behind, ok := findDate(title)
	if !ok {
		return title
	}
	if _, alone := ReadDate(title); alone && !IsAnyCase(strings.TrimFunc(before, notLetter), Section) {
		return date
	}
	words := strings.Fields(strings.TrimRight(before, " ,.:;-–—([|/·"))
	for len(words) > 0 && IsAnyCase(words[len(words)-1], DateLead|DateFiller) {
		words = words[:len(words)-1]
	}
	behind = strings.TrimLeft(behind, " ,.:;-–—)]|/·")
	if strings.Contains(title, "(") && strings.Count(behind, "(") < strings.Count(behind, ")") {
		behind = strings.Replace(behind, ")", "", 1)
	}
	words = append(words, strings.Fields(behind)...)
	return strings.TrimRight(strings.Join(append([]string{date}, words...), " "), " ,.:;-–—")
}

func notLetter(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }
