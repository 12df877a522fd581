package deck

import (
	"html"
	"strings"
	"unicode"
)

// PlainText is what a person reads in an HTML fragment: tags gone, entities decoded, formulas as TeX,
// a picture as the stem of its name ([MediaStem]), runs of blanks as one. It is made for the fragments
// of a [Question], which are balanced.
func PlainText(fragment string) string {
	fragment = withoutDefinitions(fragment)
	if !strings.ContainsAny(fragment, "<&\n\t") {
		return joinBlanks(fragment)
	}
	var b strings.Builder
	b.Grow(len(fragment))
	for fragment != "" {
		text, rest, tag := nextTag(fragment)
		b.WriteString(html.UnescapeString(text))
		if src, ok := imageName(tag); ok {
			b.WriteByte(' ')
			b.WriteString(MediaStem(src))
			b.WriteByte(' ')
		} else if breaksWord(tag) {
			b.WriteByte(' ')
		}
		fragment = rest
	}
	return joinBlanks(b.String())
}

// WithDefinitions puts a formula that defines commands before those that call them, within the first paragraph, where it
// takes no line of its own. [PlainText] knows it by where it stands.
func WithDefinitions(definitions, fragment string) string {
	if rest, ok := strings.CutPrefix(fragment, "<p>"); ok {
		return "<p>" + definitions + rest
	}
	return definitions + fragment
}

// withoutDefinitions takes off the formula before a text that defines commands for those in it.
func withoutDefinitions(fragment string) string {
	text := strings.TrimPrefix(fragment, "<p>")
	if strings.HasPrefix(text, `\(\newcommand{`) {
		if _, rest, ok := strings.Cut(text, `\)`); ok {
			return rest
		}
	}
	return fragment
}

// joinBlanks makes every run of blanks one, without those at the ends.
func joinBlanks(text string) string {
	gap := true
	for i, r := range text {
		blank := unicode.IsSpace(r)
		if blank && (gap || r != ' ' || i+1 == len(text)) {
			return strings.Join(strings.Fields(text), " ")
		}
		gap = blank
	}
	return text // as it is already, as often as not
}

// nextTag splits s at its first tag or comment: the text before it, what follows it, and the tag
// itself without <>. What begins with "<" and never ends is no text.
func nextTag(s string) (text, rest, tag string) {
	text, after, _ := strings.Cut(s, "<")
	if strings.HasPrefix(after, "!--") {
		_, rest, _ = strings.Cut(after, "-->")
		return text, rest, ""
	}
	tag, rest, closed := strings.Cut(after, ">")
	if !closed {
		return text, "", ""
	}
	return text, rest, tag
}

// inlineTags are those inside a word: x<sub>2</sub> reads as x2.
var inlineTags = map[string]bool{
	"a": true, "abbr": true, "b": true, "code": true, "del": true, "em": true, "i": true, "ins": true, "kbd": true, "mark": true,
	"s": true, "small": true, "span": true, "strong": true, "sub": true, "sup": true, "u": true,
}

func breaksWord(tag string) bool {
	name := strings.TrimPrefix(tag, "/")
	if i := strings.IndexAny(name, " \n\t/"); i >= 0 {
		name = name[:i]
	}
	return name != "" && !inlineTags[strings.ToLower(name)]
}

func imageName(tag string) (string, bool) {
	if !strings.HasPrefix(tag, "img ") {
		return "", false
	}
	_, after, found := strings.Cut(tag, `src="`)
	if !found {
		return "", false
	}
	name, _, _ := strings.Cut(after, `"`)
	return html.UnescapeString(name), true
}

// withoutCode is the fragment without its code blocks.
func withoutCode(fragment string) string {
	out, _ := splitCode(fragment)
	return out
}

// codeOf is the text of the fragment's code blocks, blanks and line ends kept.
func codeOf(fragment string) string {
	_, code := splitCode(fragment)
	return code
}

func splitCode(fragment string) (rest, code string) {
	var out, in strings.Builder
	for {
		before, block, _ := strings.Cut(fragment, "<pre")
		block, after, closed := strings.Cut(block, "</pre>")
		if !closed {
			break
		}
		out.WriteString(before + " ")
		_, block, _ = strings.Cut(block, ">") // the rest of the tag
		for block != "" {
			text, rest, _ := nextTag(block)
			in.WriteString(html.UnescapeString(text))
			block = rest
		}
		in.WriteByte('\n')
		fragment = after
	}
	out.WriteString(fragment)
	return out.String(), in.String()
}
