package wording

import (
	"maps"
	"math/bits"
	"os"
	"slices"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// language is a file of words as it is written.
type language struct {
	name string
	rows map[string][]string // the words of a role; of months, the spellings of each
}

func languages(t *testing.T) []language {
	t.Helper()
	entries, err := files.ReadDir("words")
	if err != nil {
		t.Fatal(err)
	}
	var all []language
	for _, e := range entries {
		text, err := files.ReadFile("words/" + e.Name())
		if err != nil {
			t.Fatal(err)
		}
		l := language{strings.TrimSuffix(e.Name(), ".txt"), map[string][]string{}}
		eachWord(string(text), func(_ int, row, word string) { l.rows[row] = append(l.rows[row], word) })
		all = append(all, l)
	}
	if len(all) < 30 {
		t.Fatalf("only %d languages found", len(all))
	}
	return all
}

func TestFilesAreRead(t *testing.T) {
	for _, fault := range known.faults {
		t.Error(fault)
	}
	if n := bits.TrailingZeros64(uint64(Elision)) + 1; n != len(roleNames) {
		t.Errorf("%d roles have %d names", n, len(roleNames))
	}
	for _, l := range languages(t) {
		if n := len(l.rows[countRow]); n != 0 && n != 4 {
			t.Errorf("a language counts with %d words, want those for two, three, four and five", n)
		}
	}
	used := map[string]bool{}
	for _, l := range languages(t) {
		for row := range l.rows {
			used[row] = true
		}
	}
	for _, name := range roleNames {
		if !used[name] {
			t.Errorf("no language has a row %q", name)
		}
	}
}

// TestRowsAreWrittenOnce: a role has one row in a file, and a word stands there once.
func TestRowsAreWrittenOnce(t *testing.T) {
	for _, l := range languages(t) {
		text, _ := files.ReadFile("words/" + l.name + ".txt")
		seen := map[string]bool{}
		for line := range strings.Lines(string(text)) {
			row, _, found := strings.Cut(line, ":")
			if !found || strings.ContainsAny(row[:1], "#\t ") {
				continue
			}
			if seen[row] {
				t.Errorf("%s: two rows %q", l.name, row)
			}
			seen[row] = true
		}
		for row, words := range l.rows {
			for i, w := range words {
				if row != monthsRow && slices.Contains(words[:i], w) {
					t.Errorf("%s: %q twice in %q", l.name, w, row)
				}
			}
		}
	}
}

// TestWordsAreWrittenAsTheyAreLookedUp: a word in another form would never be found.
func TestWordsAreWrittenAsTheyAreLookedUp(t *testing.T) {
	// Texts are cut into words before these are looked up.
	const bare = AnyAnswer | Companions | Wrong | Explanation | Reveal | Hint | Aside | Copula
	// Whole titles, and what begins them, are looked up for these.
	const whole = phrases | listed | TitleLead | Proof
	for _, l := range languages(t) {
		for row, words := range l.rows {
			role := rolesByName[row]
			for _, w := range words {
				if !norm.NFC.IsNormalString(w) || strings.ToLower(w) != w || strings.Join(strings.Fields(w), " ") != w {
					t.Errorf("%s: %q in %q is not in lower case, or not normal", l.name, w, row)
				}
				if row != monthsRow && row != languageRow && row != vocabularyRow && role&whole == 0 && strings.Contains(w, " ") {
					t.Errorf("%s: %q in %q, whose words are looked up one by one", l.name, w, row)
				}
				if role&bare != 0 && strings.ContainsFunc(w, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsMark(r) && r != '\'' && r != ' ' }) {
					t.Errorf("%s: %q in %q holds what parts words", l.name, w, row)
				}
			}
		}
	}
}

// scripts are those of the languages; Chinese, Japanese and Korean write in several.
var scripts = map[string][]*unicode.RangeTable{
	"Latin": {unicode.Latin}, "Greek": {unicode.Greek}, "Cyrillic": {unicode.Cyrillic}, "Arabic": {unicode.Arabic}, "Hebrew": {unicode.Hebrew},
	"Devanagari": {unicode.Devanagari}, "Bengali": {unicode.Bengali}, "Thai": {unicode.Thai}, "Hangul": {unicode.Hangul},
	"Han": {unicode.Han, unicode.Hiragana, unicode.Katakana},
}

// scriptsOf lists the scripts of a text's letters.
func scriptsOf(text string) []string {
	found := map[string]bool{}
	for _, r := range text {
		if !unicode.IsLetter(r) || unicode.Is(unicode.Common, r) {
			continue
		}
		name := "unknown"
		for n, tables := range scripts {
			if unicode.In(r, tables...) {
				name = n
			}
		}
		found[name] = true
	}
	return slices.Sorted(maps.Keys(found))
}

// TestWordsAreOfOneScript: letters of several scripts look alike, and a word that mixes them is never found.
func TestWordsAreOfOneScript(t *testing.T) {
	for _, l := range languages(t) {
		own := scriptsOf(l.rows["question"][0])
		for row, words := range l.rows {
			for _, w := range words {
				if got := scriptsOf(w); len(got) > 0 && !slices.Equal(got, own) {
					t.Errorf("%s: %q in %q is written in %q, the language in %q", l.name, w, row, got, own)
				}
			}
		}
	}
}

// TestRolesDoNotContradict: what is right in one language is not wrong in another, since all are looked up at once.
func TestRolesDoNotContradict(t *testing.T) {
	contradictions := []struct{ one, other Role }{
		{TrueStatement, FalseStatement},
		{AnyQuestion, Answer},
		{AnyQuestion, Section},
		{AnyQuestion, Step | Proof | Hint | Explanation},
		{AnyQuestion, Options},
		{Question | Front | Term, Back | Meaning},
		{Front | Term, Answer},
		{Answer | Options, Section},
		{Hint | Contents, AnyQuestion | Answer | Explanation},
		{Contents, Section},
		{Companions | Right, Negation},
		{And, Or},
	}
	for word, roles := range known.roles {
		for _, c := range contradictions {
			if roles&c.one != 0 && roles&c.other != 0 {
				t.Errorf("%q is among %q and among %q", word, namesOf(roles&c.one), namesOf(roles&c.other))
			}
		}
		// It would be read over where a key stands: "Answer A".
		if roles&Companion != 0 && utf8.RuneCountInString(word) == 1 {
			if letter, _ := IsLetter(word); letter {
				t.Errorf("%q is a companion of answers, and the letter of an option", word)
			}
		}
	}
}

func namesOf(roles Role) []string {
	var names []string
	for i, name := range roleNames {
		if roles&(1<<i) != 0 {
			names = append(names, name)
		}
	}
	return names
}

// TestLanguagesHaveTheSameRoles: what most languages have a row for, all have.
func TestLanguagesHaveTheSameRoles(t *testing.T) {
	without := map[string][]string{
		monthsRow: {"ja", "ko", "vi", "zh"}, // months are numbers
		"and":     {"ar", "he"},             // a letter of the next word
		"title":   {"vi"},                   // always several words
	}
	all := languages(t)
	count := map[string]int{}
	for _, l := range all {
		for row := range l.rows {
			count[row]++
		}
	}
	for row, n := range count {
		if 2*n <= len(all) {
			continue
		}
		for _, l := range all {
			if l.rows[row] == nil && !slices.Contains(without[row], l.name) {
				t.Errorf("%s: no row %q, as %d of %d languages have", l.name, row, n, len(all))
			}
		}
	}
}

func TestMonthsAreTwelve(t *testing.T) {
	months := map[string]int{}
	for _, l := range languages(t) {
		row := l.rows[monthsRow]
		if row != nil && len(row) != 12 {
			t.Errorf("%s: %d months", l.name, len(row))
		}
		for i, spellings := range row {
			for _, s := range strings.Fields(spellings) {
				if months[s] != 0 && months[s] != i+1 {
					t.Errorf("%s: %q is month %d here and %d in another language", l.name, s, i+1, months[s])
				}
				months[s] = i + 1
			}
		}
	}
}

// TestLanguagesAreListed: a file begins with the language's own name, and docs/format.md lists it.
func TestLanguagesAreListed(t *testing.T) {
	doc, err := os.ReadFile("../../docs/format.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, l := range languages(t) {
		text, _ := files.ReadFile("words/" + l.name + ".txt")
		first, _, _ := strings.Cut(string(text), "\n")
		if name, ok := strings.CutPrefix(first, "# "); !ok || !strings.Contains(string(doc), name) {
			t.Errorf("docs/format.md does not list %q, the first line of %s.txt", first, l.name)
		}
	}
}

func BenchmarkReadFiles(b *testing.B) {
	for b.Loop() {
		readFiles()
	}
}
