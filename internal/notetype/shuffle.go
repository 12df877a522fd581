package notetype

import (
	"strings"
	"unicode"

	"github.com/examdeck/examdeck/deck"
)

// mayShuffle reports whether the options of a question may be shown in another order than the source's: not where its
// texts speak of an option by its letter or its place. Where that is not clear the order stays.
func mayShuffle(q *deck.Question) bool {
	letters := map[string]bool{}
	for _, o := range q.Choices {
		letter := strings.TrimFunc(o.Letter, func(r rune) bool { return !inWord(r) }) // "(i)", "b."
		letters[strings.ToUpper(letter)] = letter != ""
	}
	texts := []string{q.Answer, q.Extra}
	for _, o := range q.Choices {
		texts = append(texts, o.HTML)
	}
	for _, t := range texts {
		if speaksOfOrder(deck.PlainText(t), letters) {
			return false
		}
	}
	return true
}

// speaksOfOrder reports whether a text names one of the letters, which are in upper case, or the place of an option.
func speaksOfOrder(text string, letters map[string]bool) bool {
	for text != "" {
		start := strings.IndexFunc(text, inWord)
		if start < 0 {
			return false
		}
		text = text[start:]
		end := strings.IndexFunc(text, func(r rune) bool { return !inWord(r) })
		if end < 0 {
			end = len(text)
		}
		word := text[:end]
		text = text[end:]
		isWord := oneLetterWords[word] && !strings.HasPrefix(text, ")")
		if letters[strings.ToUpper(word)] && !isWord || placeWords[strings.ToLower(word)] {
			return true
		}
	}
	return false
}

// inWord reports whether a character belongs to a word.
func inWord(r rune) bool { return unicode.IsLetter(r) || unicode.IsMark(r) || unicode.IsDigit(r) }

// oneLetterWords are words of some language, and so no letters unless they are marked as such. Upper case stands for
// a letter even where it may begin a sentence.
var oneLetterWords = wordSet("a e i o u y à è é ó á в и к о с у я")

// placeWords are words that tell where an option stands, as in "all of the above" or "die oben genannten".
var placeWords = wordSet(`above below foregoing preceding former latter previous
	oben obige obigen oberen unten vorstehenden vorherigen vorigen genannten genannte
	dessus dessous précédentes précédents
	anterior anteriores arriba abajo acima abaixo precedente precedenti sopra sotto
	bovenstaande onderstaande vorige ovanstående ovan nedan ovenstående ovenfor nedenfor
	powyższe powyższych poniższe выше ниже вышеперечисленное перечисленного`)

// wordSet makes a set of words parted by blanks.
func wordSet(words string) map[string]bool {
	set := map[string]bool{}
	for _, w := range strings.Fields(words) {
		set[w] = true
	}
	return set
}
