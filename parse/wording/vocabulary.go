package wording

import (
	"strings"
	"unicode"
)

// The rows of words that tell vocabulary from other lists and tables.
const (
	languageRow    = "language"    // names of languages
	vocabularyRow  = "vocabulary"  // what heads lists of words of a language: "vocabulary", "phrases", "verbs"
	translationRow = "translation" // what heads a column of words in another language
	articleRow     = "article"     // what stands before words where they are learnt: "der", "to"
)

var vocabularyRows = [...]string{languageRow, vocabularyRow, translationRow, articleRow}

// NamesLanguage reports whether a title is the name of a language, perhaps with a word or two beside it: "English",
// "Deutsch (Plural)", "tiếng Việt".
func NamesLanguage(title string) bool { return titleHas(title, 3, languageRow) }

// HeadsVocabulary reports whether a title says that words of a language stand below it: "Vokabeln Lektion 3", "Verbos
// irregulares". A title of many words tells of something.
func HeadsVocabulary(title string) bool { return titleHas(title, 5, vocabularyRow) }

// NamesTranslation reports whether a title says that what stands below it is a translation.
func NamesTranslation(title string) bool { return titleHas(title, 3, translationRow) }

// titleHas reports whether a title of a few words at most holds one of a row.
func titleHas(title string, most int, row string) bool {
	set := known.sets[row]
	title = strings.ToLower(strings.TrimSpace(title))
	if set[title] {
		return true
	}
	words := strings.FieldsFunc(title, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsMark(r) })
	if len(words) > most {
		return false
	}
	for i, w := range words {
		if set[w] || i > 0 && set[words[i-1]+" "+w] {
			return true
		}
	}
	return false
}

// IsArticled reports whether a text begins with a word that stands before others where they are learnt, in lower case:
// "der Hund", "l'eau", "to go". A sentence begins with a capital.
func IsArticled(text string) bool {
	if at := strings.IndexAny(text, "'’ "); at > 0 && at < len(text)-1 {
		word := text[:at]
		if text[at] != ' ' {
			word += "'"
		}
		return known.sets[articleRow][word]
	}
	return false
}
