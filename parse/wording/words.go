// Package wording knows the words that people use around questions, in many languages: those for questions, answers,
// hints, exams, months and so on. It takes texts and gives verdicts, such as that a title announces an answer, and
// knows nothing of documents.
//
// The words are data: one file for each language below words/, with a row for each use of words ([Role]). All
// languages are looked up at once, since notes mix them. Words are evidence, never a condition: any word that repeats
// with a number can head questions. They settle what repetition alone can't: one question in a section, chapters with
// numbers, an answer's own heading.
package wording

import (
	"embed"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"
)

//go:embed words/*.txt
var files embed.FS

// lexicon holds the words of all languages.
type lexicon struct {
	roles  map[string]Role
	months map[string]int             // from 1
	lists  map[Role][]string          // those of listed roles
	opens  map[string]bool            // words with which a phrase begins
	counts []string                   // words for two, three, four and five, and so on in the next language
	stems  map[string]bool            // of the words of AnyQuestion that have some
	sets   map[string]map[string]bool // of rows that are no roles, see vocabularyRows
	faults []string                   // what the files hold that can't be read; a test wants none
}

// known are the words of all languages.
var known = readFiles()

// Is reports whether a word, in lower case, has one of some roles.
func Is(word string, role Role) bool { return known.roles[word]&role != 0 }

// IsAnyCase reports whether a word has a role, in whatever case it is written.
func IsAnyCase(word string, role Role) bool {
	var lower [32]byte // no word of ASCII is longer, and none need be copied to be looked up
	if len(word) > len(lower) {
		return Is(strings.ToLower(word), role)
	}
	for i := range len(word) {
		c := word[i]
		if c >= utf8.RuneSelf {
			return Is(strings.ToLower(word), role)
		}
		if c >= 'A' && c <= 'Z' {
			c += 'a' - 'A'
		}
		lower[i] = c
	}
	return known.roles[string(lower[:len(word)])]&role != 0
}

// contains reports whether a text holds a word of a listed role.
func contains(text string, role Role) bool {
	return slices.ContainsFunc(known.lists[role], func(word string) bool { return strings.Contains(text, word) })
}

// readFiles reads the words of all languages.
func readFiles() *lexicon {
	const enough = 4096 // words, so that the map need not grow
	l := &lexicon{
		roles: make(map[string]Role, enough), months: make(map[string]int, enough/4),
		lists: map[Role][]string{}, stems: map[string]bool{}, opens: map[string]bool{}, sets: map[string]map[string]bool{},
	}
	for _, row := range vocabularyRows {
		l.sets[row] = map[string]bool{}
	}
	entries, err := files.ReadDir("words")
	if err != nil {
		l.faults = append(l.faults, err.Error())
	}
	for _, e := range entries {
		text, err := files.ReadFile("words/" + e.Name())
		if err != nil {
			l.faults = append(l.faults, err.Error())
		}
		l.read(e.Name(), string(text))
	}
	return l
}

// monthsRow is the name of the row with the spellings of January, those of February and so on.
const monthsRow = "months"

// countRow is the name of the row with the words for two, three, four and five.
const countRow = "count"

// read reads the words of one language.
func (l *lexicon) read(file, text string) {
	month := 0
	eachWord(text, func(line int, row, word string) {
		if row == monthsRow {
			month++
			for spelling := range strings.FieldsSeq(word) {
				l.months[spelling] = month
			}
			return
		}
		if row == countRow {
			l.counts = append(l.counts, word)
			return
		}
		if set := l.sets[row]; set != nil {
			set[word] = true
			return
		}
		role := rolesByName[row]
		if role == 0 || word == "" {
			l.faults = append(l.faults, fmt.Sprintf("%s:%d: no role is called %q, or a word is empty", file, line, row))
			return
		}
		l.add(word, role)
	})
}

// eachWord calls a function for each word of a language's file: rows "role: word, word", which lines that begin with
// a blank go on. Lines that begin with # are comments.
func eachWord(text string, found func(line int, row, word string)) {
	row, number := "", 0
	for line := range strings.Lines(text) {
		number++
		line = strings.TrimRight(line, " \r\n")
		if line == "" || line[0] == '#' {
			continue
		}
		if line[0] != '\t' && line[0] != ' ' {
			row, line, _ = strings.Cut(line, ":")
		}
		for word := range strings.SplitSeq(strings.TrimSuffix(line, ","), ",") {
			found(number, row, strings.TrimSpace(word))
		}
	}
}

// add notes that a word has a role.
func (l *lexicon) add(word string, role Role) {
	if role&listed != 0 {
		l.lists[role] = append(l.lists[role], word)
		return
	}
	l.roles[word] |= role
	if role&AnyQuestion != 0 {
		if s := stem(word); s != "" {
			l.stems[s] = true
		}
	}
	if role&phrases == 0 {
		return
	}
	if first, _, several := strings.Cut(word, " "); several {
		l.opens[first] = true
	}
}
