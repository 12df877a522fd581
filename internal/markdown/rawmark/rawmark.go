// Package rawmark finds markup that shows as text in rendered HTML: a "**" that made nothing bold, a formula's "$$", the
// brackets of a link. It knows nothing of how the HTML was made, and looks at what a learner sees: text outside of code
// and formulas.
package rawmark

import (
	"html"
	"regexp"
	"strings"
	"sync"
)

// Mark is markup that shows as text.
type Mark struct {
	// Kind is what the markup would have made, such as "bold text".
	Kind string
	// Text is the markup as it shows, with a little of what follows.
	Text string
}

// kind is a kind of markup. Its pattern's first group, or all of it without one, is the markup.
type kind struct {
	name    string
	pattern string
}

// kinds are what a reader takes for markup, and for nothing else. What text may hold by right is not among them: prices
// (from $5 to $6), powers (2**3), keyword arguments (**kwargs), comparisons (x==y), items of items (a[[1]], a[b[0]]),
// tests of a shell ([[ -f x ]]), character classes ([^a-z]), placeholders ({{ name }}), types (List<String>).
var kinds = []kind{
	{"a formula", `(?:^|[^$\w])(\$\$)(?:[^$]|$)`},
	{"a formula", `(?:^|[^$\w])(\$(?:\\[a-zA-Z]|[a-zA-Z0-9][_^])[^$]*\$)(?:[^$\w]|$)`},
	{"a formula", `\\(?:begin|end|frac|sqrt|text|mathbb|mathrm|mathbf|mathcal|operatorname)\{`},
	{"bold text", `(?:^|[\s\p{P}\p{Han}\p{Hiragana}\p{Katakana}])(\*\*[^\s*/](?:[^*]*[^\s*])?\*\*)(?:[^*]|$)`},
	{"a link", `(?:^|[^\w\])])(!?\[\[[\pL#^][^\[\]]*\]\])`},
	{"a link", `!?\[[^\[\]]*\]\((?:https?:|\.{0,2}/|#|<|[\w%-]+/|[\w%/-]+\.\w{2,5}\))[^()]*\)?`},
	{"highlighted text", `(?:^|[\s\p{P}\p{Han}])(==[^\s=][^=]*[^\s=]==)(?:[^=\w]|$)`},
	{"a footnote", `(?:^|[^\[(\s])(\[\^\d{1,3}\])(?:[^*+?{]|$)`},
	{"a container", `^\s*(:{3,})(?:\s*\{?[\w.-]+|$)`},
	{"a fence", "^\\s*(`{3,}|~{3,})"},
	{"attributes", `\{:?\s*[.#][a-zA-Z][\w-]*(?:\s+[.#\w][^{}]*)?\}`},
	{"a callout", `^\s*(?:>\s*)?(\[![a-zA-Z]+\])`},
	{"an admonition", `^\s*((?:!!!|\?\?\?)\+? ?[a-z]+)(?:\s+"|\s*$)`},
	{"a comment", `%%[^\s%][^%]*%%|%% [^%]* %%|<!--`},
	{"a cloze", `\{\{c\d+::`},
	{"a template's tag", `\{\{[<%] ?/?\s*[a-z]|\{% ?-? ?[a-z]+`},
	{"a tag of flashcards", `(?:^|\s)(#(?:flash)?cards?)\s*$`},
	{"an HTML tag", `(?i)</?(?:a|b|br|blockquote|center|code|details|div|em|font|h[1-6]|hr|i|img|kbd|li|ol|p|pre|span|strong|sub|summary|sup|table|tbody|td|th|thead|tr|u|ul)(?:\s+[a-z-]+=["'][^<>]*)?\s*/?>`},
}

var patterns = sync.OnceValue(func() []*regexp.Regexp {
	list := make([]*regexp.Regexp, len(kinds))
	for i, k := range kinds {
		list[i] = regexp.MustCompile(k.pattern)
	}
	return list
})

// Find returns the first mark of each kind that shows as text in HTML. Where hides is set, the clozes are a cloze's.
func Find(fragment string, hides bool) []Mark {
	if !suspicious(fragment) {
		return nil
	}
	var found []Mark
	seen := map[string]bool{}
	for line := range strings.SplitSeq(shown(fragment), "\n") {
		if !strings.ContainsAny(line, "$*[=:`~{%#<>!?\\") {
			continue
		}
		for i, p := range patterns() {
			k := kinds[i]
			if seen[k.name] || hides && k.name == "a cloze" {
				continue
			}
			if m := p.FindStringSubmatchIndex(line); m != nil {
				at := m[0]
				if len(m) > 2 && m[2] >= 0 {
					at = m[2]
				}
				seen[k.name] = true
				found = append(found, Mark{Kind: k.name, Text: line[at:m[1]]})
			}
		}
	}
	return found
}

// Within returns where the mark stands in the Markdown that the HTML was made of, or -1: what its author has escaped,
// wrote as an entity or brought from elsewhere shows as he meant it, or can't be shown to him.
func (m Mark) Within(source string) int {
	begin, _, _ := strings.Cut(m.Text, hidden)
	if runes := []rune(begin); len(runes) > mostAlike {
		begin = string(runes[:mostAlike])
	}
	if at := unescaped(source, begin); at >= 0 {
		return at
	}
	// The text behind the sign may be written otherwise than it shows.
	sign := begin[:len(begin)-len(strings.TrimLeft(begin, "$*[=:!`~{%"))]
	if len(sign) < 2 || strings.Contains(source, `\`+sign[:1]) {
		return -1
	}
	return unescaped(source, sign)
}

// mostAlike is how many letters of a mark are looked for in its source.
const mostAlike = 8

// unescaped returns where text first stands in a source without a backslash before it, or -1.
func unescaped(source, text string) int {
	for from := 0; text != ""; {
		at := strings.Index(source[from:], text)
		if at < 0 {
			break
		}
		if at += from; at == 0 || source[at-1] != '\\' {
			return at
		}
		from = at + 1
	}
	return -1
}

// follow says for the first byte of a kind of markup which bytes may follow; "" is any.
var follow = func() (table [256]string) {
	for first, next := range map[byte]string{
		'$': "", '*': "*", '[': "[^!", ']': "(", '=': "=", ':': ":", '`': "`", '~': "~", '{': ":.#{% ", '!': "!", '?': "?",
		'%': "%", '#': "cf", '\\': "befstmo",
	} {
		table[first] = next + "\x00"
	}
	return table
}()

// suspicious reports whether there may be markup in HTML. It is cheap: nearly all text has none.
func suspicious(fragment string) bool {
	for i := 0; i < len(fragment); i++ {
		c := fragment[i]
		if c == ' ' || c|0x20 >= 'a' && c|0x20 <= 'z' {
			continue
		}
		if c == '<' || c == '\\' {
			if end := textless(fragment[i:]); end > 0 {
				i += end - 1
				continue
			}
		}
		if c == '&' && strings.HasPrefix(fragment[i:], "&lt;") {
			return true
		}
		if next := follow[c]; next != "" && (next == "\x00" || i+1 < len(fragment) && strings.IndexByte(next, fragment[i+1]) >= 0) {
			return true
		}
	}
	return false
}

// textless returns the length of the tag, code or formula that begins a fragment; 0 if text does.
func textless(fragment string) int {
	end := ""
	switch {
	case fragment[0] == '<':
		switch end = ">"; {
		case strings.HasPrefix(fragment, "<code"):
			end = "</code>"
		case strings.HasPrefix(fragment, "<pre"):
			end = "</pre>"
		}
	case strings.HasPrefix(fragment, `\(`):
		end = `\)`
	case strings.HasPrefix(fragment, `\[`):
		end = `\]`
	default:
		return 0
	}
	at := strings.Index(fragment, end)
	if at < 0 {
		return 0
	}
	return at + len(end)
}

// hidden is what stands for code, formulas and pictures: a word of its own that is no markup.
const hidden = "\ufffc"

// shown returns the text of HTML, a line for each block or line break, with a sign for code and formulas.
func shown(fragment string) string {
	var b strings.Builder
	for fragment != "" {
		text, rest, isTag := strings.Cut(fragment, "<")
		b.WriteString(html.UnescapeString(withoutFormulas(text)))
		if !isTag {
			break
		}
		tag, after, _ := strings.Cut(rest, ">")
		fragment = after
		switch name := tagName(tag); name {
		case "code", "pre", "style", "script", "kbd", "samp":
			if tag[0] != '/' {
				if _, behind, ok := strings.Cut(after, "</"+name+">"); ok {
					fragment = behind
				}
			}
			b.WriteString(hidden)
		case "strong", "b", "em", "i", "mark":
			if strings.HasPrefix(after, "#") {
				b.WriteString(hidden) // a tag that is spoken of
			}
		case "img":
			b.WriteString(hidden)
		case "br", "p", "div", "li", "ul", "ol", "tr", "td", "th", "table", "blockquote", "details", "summary", "hr", "section",
			"h1", "h2", "h3", "h4", "h5", "h6", "dd", "dt", "dl":
			b.WriteByte('\n')
		}
	}
	return b.String()
}

// tagName is the name in a tag, in lower case.
func tagName(tag string) string {
	tag = strings.TrimPrefix(tag, "/")
	if end := strings.IndexAny(tag, " \t\n/"); end >= 0 {
		tag = tag[:end]
	}
	return strings.ToLower(tag)
}

// withoutFormulas puts a sign in place of the formulas of text. The renderer writes no tag within one.
func withoutFormulas(text string) string {
	for _, pair := range [][2]string{{`\(`, `\)`}, {`\[`, `\]`}} {
		if !strings.Contains(text, pair[0]) {
			continue
		}
		var b strings.Builder
		for {
			before, rest, ok := strings.Cut(text, pair[0])
			_, after, closed := strings.Cut(rest, pair[1])
			if !ok || !closed {
				break
			}
			b.WriteString(before + hidden)
			text = after
		}
		b.WriteString(text)
		text = b.String()
	}
	return text
}
