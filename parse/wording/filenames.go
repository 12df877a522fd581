package wording

import (
	"strings"
	"sync"
)

// InFileName is [Is] for a word of a file's name, in which many write no accents: "cozumler", "losungen".
func InFileName(word string, role Role) bool {
	return Is(word, role) || unaccented()[word]&role != 0
}

// IsLanguage reports whether a word is the code of a language of which words are known, such as "en".
func IsLanguage(word string) bool {
	_, err := files.Open("words/" + word + ".txt")
	return len(word) == 2 && err == nil
}

// unaccented are the roles of the words that have accents, by the words without them.
var unaccented = sync.OnceValue(func() map[string]Role {
	bare := map[string]Role{}
	for word, role := range known.roles {
		if plain := withoutAccents(word); plain != word {
			bare[plain] |= role & (Answer | Key | AnyQuestion | Section | With)
		}
	}
	return bare
})

// accents are the letters with signs of Latin scripts, each before what it is without them.
var accents = strings.NewReplacer(
	"á", "a", "à", "a", "â", "a", "ä", "a", "ã", "a", "å", "a", "ă", "a", "ą", "a", "ả", "a", "ạ", "a", "ấ", "a", "ầ", "a", "ậ", "a", "ắ", "a",
	"ç", "c", "ć", "c", "č", "c", "ď", "d", "đ", "d", "é", "e", "è", "e", "ê", "e", "ë", "e", "ę", "e", "ě", "e", "ė", "e", "ế", "e", "ề", "e", "ệ", "e",
	"ğ", "g", "í", "i", "ì", "i", "î", "i", "ï", "i", "ı", "i", "ị", "i", "ł", "l", "ľ", "l", "ñ", "n", "ń", "n", "ň", "n",
	"ó", "o", "ò", "o", "ô", "o", "ö", "o", "õ", "o", "ő", "o", "ø", "o", "ố", "o", "ồ", "o", "ộ", "o", "ớ", "o", "ờ", "o", "ợ", "o",
	"ř", "r", "ś", "s", "š", "s", "ş", "s", "ș", "s", "ť", "t", "ț", "t", "ú", "u", "ù", "u", "û", "u", "ü", "u", "ű", "u", "ů", "u", "ū", "u",
	"ý", "y", "ź", "z", "ż", "z", "ž", "z",
)

// withoutAccents returns a word of Latin letters without the signs on them.
func withoutAccents(word string) string { return accents.Replace(word) }
