// Package leftout finds the words of Markdown that stand nowhere in the HTML that was made of it, and the other way
// round. It knows nothing of how the HTML was made, so that no mistake is made twice, and looks at both as a reader does.
package leftout

import (
	"html"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Word is a word of a text, in lower case, with its place in the text. Scripts that don't part words by blanks have a
// word for each letter.
type Word struct {
	Text     string
	From, To int
}

// Run is words in a row: where they stand, and how many they are without those that don't count.
type Run struct{ From, To, Words int }

// hiding is a rule for what of Markdown no reader sees: what matches it, but for its group.
type hiding struct {
	sign    string // what all that matches holds
	pattern *regexp.Regexp
}

// hidings leave words, code and TeX; no addresses, attributes or comments, no links back to the top.
var hidings = []hiding{
	{"", regexp.MustCompile(`(?s)<!--.*?-->|%%.*?%%`)},
	{"](#", regexp.MustCompile(`(?m)^[^\pL\pN\n-]*\[[^\[\]\n]*\]\(#[^()\n]*\)[^\pL\pN\n]*$`)},
	{"#", regexp.MustCompile(`(?m)^(?:<(?:div|p)\b[^<>\n]*>)?<a\s[^<>\n]*href="#[^<>\n]*>[^<>\n]*</a>[^\pL\pN\n]*(?:</(?:div|p)>)?$`)},
	{"![", regexp.MustCompile(`!\[(?:[^\[\]\n]|\\.|\[[^\[\]\n]*\]|\n[^\[\]\n])*\]\[[^\]\n]*\]`)},
	{"![", regexp.MustCompile(`!\[(?:[^\[\]\n]|\\.|\[[^\[\]\n]*\]|\n[^\[\]\n])*(\])`)}, // its address is that of a link
	{"]({", regexp.MustCompile(`\]\(\{[{%][^\n]*?[%}]\}[^()\s]*(?:\s+"[^"\n]*")?\)`)},
	{"](", regexp.MustCompile(`\]\((?:<[^<>\n]*>|(?:[^()\s]|\((?:[^()\n]|\([^()\n]*\))*\))*)(?:\s+(?:"[^"\n]*"|'[^'\n]*'))?\)`)},
	{"[[", regexp.MustCompile(`!\[\[[^\]\n]*\]\]|\[\[(?:[^\]|\n]*\||[^\]|\n]*/)?([^\]\n]*)\]\]`)},
	{"]:", regexp.MustCompile(`(?m)^[ \t>]*\*?\[[^\]\n]+\]:.*$(?:\n[ \t]+\S.*$)*`)},                                   // definitions
	{"{=", regexp.MustCompile("(?ms)^[ \t>]*`{3,}\\{=[^{}\n]*\\}.*?^[ \t>]*`{3,}[ \t]*$")},                            // for other outputs
	{"---", regexp.MustCompile("(?m)^[ \t>]*`{3,}\\{[\\w-]+\\}.*\\n[ \t>]*---[ \t]*\\n(?:.*\\n)*?[ \t>]*---[ \t]*$")}, // how a cell is run
	{"|", regexp.MustCompile(`(?m)^[ \t>]*(?:#|//|%%|--|;;)\| .*$`)},
	{"", regexp.MustCompile("(?m)^[ \t>]*(?:`{3,}|~{3,}|:{3,})[^→―↔\n]*$")}, // outlines go on behind them
	{"", regexp.MustCompile(`(?m)^[ \t>]*(?:\[![^\]\n]*\]|(?:!!!|\?\?\?)\+? ?[\w-]*)`)},
	{"((", regexp.MustCompile(`\(\([0-9a-f]{8}-[0-9a-f-]{27}\)\)`)}, // an outliner's block, whose text is shown
	{"<s", regexp.MustCompile(`(?s)<(?:style|script)\b.*?</(?:style|script)>`)},
	{"<", regexp.MustCompile(`</?[a-zA-Z][\w-]*(?:\s[^<>]*)?/?>`)},
	{"{%", regexp.MustCompile(`\{%[^{}\n]*%\}`)},
	{"{{", regexp.MustCompile(`\{\{(?:[<%]|-?\s*(?:site|page|book|layout|include|post)\.)[^{}\n]*\}\}`)},
	{"", regexp.MustCompile(`(?m)\{:?[ ]*[.#:][^{}\n]*\}|^[ \t]*:\w[\w-]*:.*$|\^[\w-]+[ \t]*$`)},
	{"::", regexp.MustCompile(`(?m)^[ \t>*-]*[\w-]+:: .*$`)}, // properties
}

// Seen returns the words of Markdown that a reader sees.
func Seen(text string) []Word {
	seen := []byte(text)
	for _, rule := range hidings {
		if !strings.Contains(text, rule.sign) {
			continue
		}
		for _, m := range rule.pattern.FindAllSubmatchIndex(seen, -1) {
			from, to := m[1], m[1]
			if len(m) > 2 && m[2] >= 0 {
				from, to = m[2], m[3]
			}
			blank(seen[m[0]:from])
			blank(seen[to:m[1]])
		}
	}
	return scan(string(seen), false)
}

// blank leaves nothing but lines.
func blank(text []byte) {
	for i, c := range text {
		if c != '\n' {
			text[i] = ' '
		}
	}
}

// All returns all words of Markdown, those that no reader sees as well. It is much cheaper than [Seen].
func All(text string) []Word { return scan(text, false) }

// Shown returns the words of HTML that a learner sees.
func Shown(fragment string) []Word { return scan(fragment, true) }

// scan returns the words of a text, of HTML those without its tags.
func scan(text string, tags bool) []Word {
	list := make([]Word, 0, len(text)/5)
	from := -1 // where a word began
	marked := false
	end := func(at int) {
		if from >= 0 {
			list, from = append(list, Word{strings.ToLower(text[from:at]), from, at}), -1
		}
		if marked {
			composeLast(list)
			marked = false
		}
	}
	for i := 0; i < len(text); {
		c := text[i]
		if c < utf8.RuneSelf {
			if c|0x20 >= 'a' && c|0x20 <= 'z' || c >= '0' && c <= '9' {
				if from < 0 {
					from = i
				}
				i++
				continue
			}
			end(i)
			switch {
			case c == '<' && tags:
				i += unseen(text[i:])
			case c == '&':
				word, length := entity(text[i:])
				if word != "" {
					list = append(list, Word{word, i, i + length})
				}
				i += length
			default:
				i++
			}
			continue
		}
		r, size := utf8.DecodeRuneInString(text[i:])
		switch alone := r >= 0x3040 && r <= 0x30ff || r >= 0x3400 && r <= 0x9fff || r >= 0xac00 && r <= 0xd7af; {
		case r == 0x3099 || r == 0x309a: // a mark that Japanese letters may be parted from
			if n := len(list); n > 0 && list[n-1].To == i {
				list[n-1].Text, list[n-1].To = list[n-1].Text+text[i:i+size], i+size
				composeLast(list)
			}
		case alone:
			end(i)
			list = append(list, Word{text[i : i+size], i, i + size})
		case !unicode.IsLetter(r) && !unicode.IsNumber(r) && !unicode.IsMark(r):
			end(i)
		case from < 0:
			from = i
		default:
			marked = marked || unicode.IsMark(r)
		}
		i += size
	}
	end(len(text))
	return list
}

// composeLast writes the last word as cards have it, letters and their marks in one.
func composeLast(list []Word) {
	if n := len(list); n > 0 {
		list[n-1].Text = norm.NFC.String(list[n-1].Text)
	}
}

// entity returns the letter that a reference such as "&eacute;" stands for, with the length of the reference. Without a
// letter the word is empty, without a reference the length one.
func entity(text string) (word string, length int) {
	const longest = 32
	end := strings.IndexByte(text[:min(len(text), longest)], ';')
	if end < 0 {
		return "", 1
	}
	meant := html.UnescapeString(text[:end+1])
	if meant == text[:end+1] {
		return "", 1
	}
	if r, _ := utf8.DecodeRuneInString(meant); unicode.IsLetter(r) || unicode.IsNumber(r) {
		return strings.ToLower(meant), end + 1
	}
	return "", end + 1
}

// unseen returns the length of a tag at the beginning of HTML, or of an element none of whose text is the note's.
func unseen(text string) int {
	for _, e := range [...]struct{ open, end string }{{"<!--", "-->"}, {`<span class="missing">`, "</span>"}, {"<style", "</style>"}, {"<script", "</script>"}} {
		if !strings.HasPrefix(text, e.open) {
			continue
		}
		if at := strings.Index(text, e.end); at > 0 {
			return at + len(e.end)
		}
	}
	if end := strings.IndexByte(text, '>'); end > 1 && text[1] != ' ' {
		return end + 1
	}
	return 1
}

// Missing returns the runs of words, each of at least so many, that are not among those had. Each word that is had pays
// for one; words that stand there three in a row are had as often as they are said, as where a key says the words of an
// option. Quiet words and the letters of options don't count in a run.
func Missing(list, had []Word, least int, quiet func(word string) bool) []Run {
	credit := make(map[string]int, len(had))
	for _, w := range had {
		credit[w.Text]++
	}
	if len(missing(list, credit, nil, least, quiet)) == 0 {
		return nil // what follows costs more, and nearly all words are had
	}
	clear(credit)
	rows := make(map[[3]string]bool, len(had))
	for i, w := range had {
		credit[w.Text]++
		if i > 1 {
			rows[[3]string{had[i-2].Text, had[i-1].Text, w.Text}] = true
		}
	}
	again := make([]bool, len(list))
	for i := 2; i < len(list); i++ {
		if rows[[3]string{list[i-2].Text, list[i-1].Text, list[i].Text}] {
			again[i-2], again[i-1], again[i] = true, true, true
		}
	}
	return missing(list, credit, again, least, quiet)
}

// missing is [Missing] for words with their credits, which it spends, and those that are had again.
func missing(list []Word, credit map[string]int, again []bool, least int, quiet func(string) bool) (runs []Run) {
	from, count := 0, 0
	end := func(i int) {
		if count >= least {
			runs = append(runs, Run{list[from].From, list[i-1].To, count})
		}
		from, count = i+1, 0
	}
	for i, w := range list {
		if left := credit[w.Text]; left > 0 || again != nil && again[i] {
			credit[w.Text] = left - 1
			end(i)
		} else if !isMarker(w.Text) && !quiet(w.Text) {
			count++
		}
	}
	end(len(list))
	return runs
}

// isMarker reports whether a word is the letter or number of an option or item, such as "b" and "1".
func isMarker(word string) bool {
	r, size := utf8.DecodeRuneInString(word)
	return size == len(word) && r <= unicode.MaxLatin1
}
