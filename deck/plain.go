package deck

import (
	"bytes"
	"html"
	"strings"
	"unicode"
	"unicode/utf8"
)

// PlainText is what a person reads in an HTML fragment: tags gone, entities decoded, formulas as TeX,
// a picture as the stem of its name ([MediaStem]), runs of blanks as one. It is made for the fragments
// of a [Question], which are balanced.
func PlainText(fragment string) string {
	fragment = withoutDefinitions(fragment)
	var short [512]byte // holds most prompts
	b := short[:0]
	for fragment != "" {
		text, rest, tag := nextTag(fragment)
		b = appendJoined(b, html.UnescapeString(text))
		if src, ok := imageName(tag); ok {
			b = appendBlank(appendJoined(appendBlank(b), MediaStem(src)))
		} else if breaksWord(tag) {
			b = appendBlank(b)
		}
		fragment = rest
	}
	return string(bytes.TrimSuffix(b, []byte(" ")))
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

// appendJoined appends a text in which every run of blanks is one, with those at the end of b, and none at the start.
func appendJoined(b []byte, text string) []byte {
	for i, r := range text {
		switch {
		case r < utf8.RuneSelf && r > ' ':
			b = append(b, byte(r))
		case unicode.IsSpace(r):
			b = appendBlank(b)
		case r == utf8.RuneError:
			_, size := utf8.DecodeRuneInString(text[i:])
			b = append(b, text[i:i+size]...) // what is no UTF-8 stays as it is
		default:
			b = utf8.AppendRune(b, r)
		}
	}
	return b
}

func appendBlank(b []byte) []byte {
	if len(b) == 0 || b[len(b)-1] == ' ' {
		return b
	}
	return append(b, ' ')
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
	if !strings.Contains(fragment, "<pre") {
		return fragment, ""
	}
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
