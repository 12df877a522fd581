package faithful

import (
	"html"
	"regexp"
	"strings"
	"unicode"
)

// words returns the words of text, in lower case; in languages that don't part them by blanks, the letters.
func words(text string) []string {
	text = strings.ToLower(text)
	list := make([]string, 0, len(text)/5)
	from := -1
	for i, r := range text {
		alone := r >= 0x3040 && r <= 0x30ff || r >= 0x3400 && r <= 0x9fff || r >= 0xac00 && r <= 0xd7af
		inWord := unicode.IsLetter(r) || unicode.IsNumber(r) || unicode.IsMark(r)
		if from >= 0 && (alone || !inWord) {
			list, from = append(list, text[from:i]), -1
		}
		if alone {
			list = append(list, string(r))
		} else if inWord && from < 0 {
			from = i
		}
	}
	if from >= 0 {
		list = append(list, text[from:])
	}
	return list
}

// seen is a rule for how a reader sees Markdown: what matches is seen as what stands for it.
type seen struct {
	sign    string // what all that matches holds
	pattern *regexp.Regexp
	as      string
}

// reader sees words, code and TeX; no addresses, attributes or comments.
var reader = []seen{
	{"", regexp.MustCompile(`(?s)<!--.*?-->|%%.*?%%`), " "},
	{"![", regexp.MustCompile(`!\[[^\]\n]*\]\((?:[^()\n]|\([^()\n]*\))*\)`), " "},
	{"](", regexp.MustCompile(`\[([^\[\]\n]*)\]\((?:[^()\s]|\([^()\n]*\))*(?:\s+"[^"\n]*")?\)`), "$1"},
	{"![", regexp.MustCompile(`!\[\[[^\]\n]*\]\]|!\[[^\]\n]*\](?:\[[^\]\n]*\])?`), " "},
	{"[[", regexp.MustCompile(`\[\[(?:[^\]|\n]*\|)?([^\]\n]*)\]\]`), "$1"},
	{"]:", regexp.MustCompile(`(?m)^[ \t>]*\[[^\]\n]+\]:.*$`), " "},              // definitions
	{"", regexp.MustCompile("(?m)^[ \t>]*(?:`{3,}|~{3,}|:{3,})[^→―↔\n]*$"), " "}, // outlines go on behind them
	{"<s", regexp.MustCompile(`(?s)<(?:style|script)\b.*?</(?:style|script)>`), " "},
	{"<", regexp.MustCompile(`</?[a-zA-Z][\w-]*(?:\s[^<>]*)?/?>`), " "},
	{"", regexp.MustCompile(`(?m)\{:?[ ]*[.#:][^{}\n]*\}|^[ \t]*:\w[\w-]*:.*$|\^[\w-]+[ \t]*$`), " "},
	{"::", regexp.MustCompile(`(?m)^[ \t>*-]*[\w-]+:: .*$`), " "}, // properties
}

// sourceText is a region of a source as a reader sees it.
func sourceText(text string) string {
	for _, rule := range reader {
		if !strings.Contains(text, rule.sign) {
			continue
		}
		text = rule.pattern.ReplaceAllString(text, rule.as)
	}
	return html.UnescapeString(text)
}

var (
	unseen   = regexp.MustCompile(`(?s)<!--.*?-->|<span class="missing">.*?</span>|<(?:style|script)\b.*?</(?:style|script)>`)
	blockTag = regexp.MustCompile(`(?i)<(?:br|/?(?:p|div|li|tr|t[dh]|h\d|pre|ul|ol|table|blockquote|details|summary|hr|section))\b[^>]*>`)
	anyTag   = regexp.MustCompile(`</?[a-zA-Z][^>]*>`)
)

// cardText is HTML as a learner sees it.
func cardText(fragment string) string {
	fragment = blockTag.ReplaceAllString(unseen.ReplaceAllString(fragment, ""), "\n")
	return html.UnescapeString(anyTag.ReplaceAllString(fragment, ""))
}

// quiet are words that are left out on purpose wherever they stand: labels of answers and options, ids and schedules of
// other tools. In a run they do not count.
var quiet = map[string]bool{}

func init() {
	for _, w := range strings.Fields(`answer answers ans solution solutions correct right explanation explain antwort
		lösung réponse corrigé risposta soluzione respuesta solución resposta solução ответ решение 答 案 解 facit svar
		odpowiedź rozwiązanie odpověď řešení correta correcta correcte true false x id sr card cards flashcards flashcard
		anki start end basic cloze extra back tags target deck note abstract summary details`) {
		quiet[w] = true
	}
}

// longestRun returns the longest run of words, of at least so many, that are not among those had. Each word that is had
// pays for one. Words that stand there three in a row are had as often as they are said, as where a key says the words of
// an option.
func longestRun(list, had []string, least int) string {
	credit, rows := make(map[string]int, len(had)), make(map[[3]string]bool, len(had))
	for i, w := range had {
		credit[w]++
		if i > 1 {
			rows[[3]string(had[i-2:i+1])] = true
		}
	}
	again := make([]bool, len(list))
	for i := 2; i < len(list); i++ {
		if rows[[3]string(list[i-2:i+1])] {
			again[i-2], again[i-1], again[i] = true, true, true
		}
	}
	best, from, loud, most := "", 0, 0, least-1
	for i, w := range list {
		if credit[w] > 0 || again[i] {
			credit[w]--
			from, loud = i+1, 0
			continue
		}
		if !quiet[w] && !isMark(w) {
			loud++
		}
		if loud > most {
			best, most = strings.Join(list[from:i+1], " "), loud
		}
	}
	return best
}

// isMark reports whether a word is the letter or number of an option or item, such as "b" and "12".
func isMark(w string) bool {
	letters := []rune(w)
	return len(letters) == 1 && letters[0] < unicode.MaxLatin1
}
