package dialect

import (
	"path"
	"slices"
	"strings"
	"unicode"

	"github.com/yuin/goldmark/ast"

	"github.com/examdeck/examdeck/parse/page"
	"github.com/examdeck/examdeck/parse/settings"
	"github.com/examdeck/examdeck/parse/wording"
)

// Words of a language with what they mean: in lists and lines "der Hund – the dog", and in tables.

// headsVocabulary reports whether the headings over an offset, the note's name, its folders or its tags say that it
// holds words of a language. Of a language itself they may also tell something.
func headsVocabulary(doc *page.Document, offset int) bool {
	return titledBy(doc, offset, wording.HeadsVocabulary)
}

// titledBy reports whether one of the titles that hold for an offset is as wanted: those of the headings above it, of
// the note, its folders and tags.
func titledBy(doc *page.Document, offset int, wanted func(string) bool) bool {
	level := 7
	for h := doc.HeadingAbove(offset); h != nil; h = doc.HeadingAbove(h.From) {
		if h.Node.Level < level {
			level = h.Node.Level
			if wanted(h.Title) && !wording.LooksAsked(h.Title) {
				return true
			}
		}
	}
	if wanted(doc.Name) || slices.ContainsFunc(settings.FrontTags(doc.MD), wanted) {
		return true
	}
	return slices.ContainsFunc(strings.Split(path.Dir(doc.Source.Path), "/"), wanted)
}

// wordsIn counts the words of a text that may be one of a vocabulary; 0 if it can't be: it shows no letters, or more
// digits than letters, or an address.
func wordsIn(text string) int {
	letters, digits, words, within := 0, 0, 0, false
	for _, r := range text {
		switch {
		case unicode.IsLetter(r):
			letters++
			if unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai) {
				within = letters%3 != 1 // they are written without blanks
			}
		case unicode.IsDigit(r):
			digits++
		case unicode.IsSpace(r):
			within = false
			continue
		}
		if !within {
			words++
			within = true
		}
	}
	if letters == 0 || digits >= letters || strings.Contains(text, "://") {
		return 0
	}
	return words
}

// wordPairs tells of texts in two columns, or on two sides of a separator, what speaks for a vocabulary.
type wordPairs struct {
	all, plain  int // pairs, and those whose sides both are words
	left, right int // the number of words of the plain ones
	code        int // pairs that begin with code
	// pairs with an article, or a like word, before the left and before the right side; and those whose sides are
	// written in different scripts
	articled [2]int
	scripts  int
}

// add takes note of one pair.
func (p *wordPairs) add(left, right string) {
	p.all++
	l, r := wordsIn(left), wordsIn(right)
	if l == 0 || r == 0 {
		return
	}
	p.plain++
	p.left += l
	p.right += r
	for i, side := range [2]string{left, right} {
		if wording.IsArticled(side) {
			p.articled[i]++
		}
	}
	if isLatin(left) != isLatin(right) {
		p.scripts++
	}
}

// short reports whether nearly all sides are words, a few on the left and on the right at most as many as given.
func (p *wordPairs) short(left, right int) bool {
	return p.plain > 0 && 10*p.plain >= 8*p.all && p.left <= left*p.plain && p.right <= right*p.plain
}

// isLatin reports whether the first letter of a text is a Latin one.
func isLatin(text string) bool {
	at := strings.IndexFunc(text, unicode.IsLetter)
	if at < 0 {
		return true
	}
	for _, r := range text[at:] {
		return unicode.Is(unicode.Latin, r)
	}
	return true
}

// pairsOf reads two columns of a table; rows without one of them, as the last ones often are, don't count.
func pairsOf(doc *page.Document, table ast.Node, left, right int) wordPairs {
	var p wordPairs
	for row := table.FirstChild().NextSibling(); row != nil; row = row.NextSibling() {
		l, r := cellText(doc, row, left), cellText(doc, row, right)
		if l == "" || r == "" {
			continue
		}
		p.add(l, r)
		if first := cellOf(row, left).FirstChild(); first != nil && first.Kind() == ast.KindCodeSpan {
			p.code++
		}
	}
	return p
}

// vocabularyColumns reads the header of a table of words: it names two languages, or one beside what the other column
// holds, or a translation, or repeats two titles over columns of words. A table without such a header is one where the
// titles above it say so.
func vocabularyColumns(doc *page.Document, table ast.Node, titles []string) []columns {
	n := len(titles)
	if n < 2 || slices.ContainsFunc(page.Children(table.FirstChild()), holdsLink) {
		return nil // the languages of a page to choose from
	}
	if n == 4 && titles[0] != "" && titles[0] == titles[2] && titles[1] == titles[3] {
		var all []columns
		for i := 0; i < n; i += 2 {
			if p := pairsOf(doc, table, i, i+1); p.code == 0 && p.short(4, 4) {
				all = append(all, columns{ask: i, answer: i + 1, number: -1, words: true, first: i, last: i + 1})
			}
		}
		if len(all) == 2 {
			return all
		}
		return nil
	}
	ask, answer := wordColumns(titles)
	if ask < 0 {
		if n > 3 || (titles[0] == "") != (titles[1] == "") || !headsVocabulary(doc, doc.MD.Offset(table)) {
			return nil
		}
		ask, answer = 0, 1
		if p := pairsOf(doc, table, ask, answer); p.all < 2 || p.code > 0 || !p.short(3, 4) || titles[0] != "" && p.all < 4 {
			return nil
		}
	} else if p := pairsOf(doc, table, ask, answer); 2*p.code > p.all || !p.short(12, 15) {
		return nil
	}
	c := columns{ask: ask, answer: answer, number: -1, words: true}
	for i, title := range titles {
		switch {
		case i == ask || i == answer:
		case wording.Is(title, wording.Number):
			c.number = i
		case wording.Is(title, wording.Tag):
			c.tags = append(c.tags, i)
		default:
			c.extra = append(c.extra, i)
		}
	}
	return []columns{c}
}

// holdsLink reports whether a cell holds a link and nothing else before it.
func holdsLink(cell ast.Node) bool {
	first := cell.FirstChild()
	return first != nil && first.Kind() == ast.KindLink
}

// wordColumns returns the column of the words and the one of what they mean; -1 if the titles don't tell.
func wordColumns(titles []string) (ask, answer int) {
	var languages []int
	translated, meant := -1, -1
	for i, title := range titles {
		switch last := title[strings.LastIndexByte(title, ' ')+1:]; {
		case wording.NamesLanguage(title):
			languages = append(languages, i)
		case translated < 0 && wording.NamesTranslation(title):
			translated = i
		case meant < 0 && wording.Is(last, wording.Meaning):
			meant = i
		}
	}
	other := func(answer int) int {
		best := -1
		for i, title := range titles {
			if i == answer || title == "" || wording.Is(title, wording.Number|wording.Tag) {
				continue
			}
			if wording.HeadsVocabulary(title) || wording.Is(title, wording.Term) {
				return i
			}
			if best < 0 {
				best = i
			}
		}
		return best
	}
	switch {
	case len(languages) >= 2:
		return languages[0], languages[1]
	case len(languages) == 1 && translated >= 0:
		return languages[0], translated
	case translated >= 0:
		return other(translated), translated
	case len(languages) == 1 && meant >= 0:
		return languages[0], meant
	case len(languages) == 1:
		ask = other(languages[0])
		return min(ask, languages[0]), max(ask, languages[0])
	case meant >= 0 && slices.ContainsFunc(titles, wording.HeadsVocabulary):
		return other(meant), meant
	}
	return -1, -1
}
