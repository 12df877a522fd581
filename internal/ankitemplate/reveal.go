package ankitemplate

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// maxHidden is how long the text may be that a hidden cloze keeps for add-ons; it grows with each cloze around it
// many times over. Anki knows no limit.
const maxHidden = 1 << 20

// reveal shows a field on the card of a cloze: on the front that cloze is hidden. A field that has no such cloze
// shows nothing.
func reveal(field string, number int, question bool) string {
	var b strings.Builder
	found := false
	for _, p := range parseClozes(field) {
		p.reveal(&b, number, question, &found)
	}
	if !found {
		return ""
	}
	return b.String()
}

func (p clozePart) reveal(b *strings.Builder, number int, question bool, found *bool) {
	if p.numbers == nil {
		b.WriteString(p.text)
		return
	}
	active := slices.Contains(p.numbers, number)
	*found = *found || active
	var inner strings.Builder
	for _, in := range p.parts {
		in.reveal(&inner, number, question, found)
	}
	class, hidden, shown := "cloze", "", inner.String()
	switch {
	case !active:
		class = "cloze-inactive"
	case question:
		hidden, shown = fmt.Sprintf(` data-cloze="%s"`, attribute(shown)), "["+p.hint+"]"
	}
	fmt.Fprintf(b, `<span class="%s"%s data-ordinal="%s">%s</span>`, class, hidden, p.ordinals(), shown)
}

func (p clozePart) ordinals() string {
	texts := make([]string, len(p.numbers))
	for i, n := range p.numbers {
		texts[i] = strconv.Itoa(n)
	}
	return strings.Join(texts, ",")
}

// revealOnly returns nothing but the texts of a cloze, or on the front their hints.
func revealOnly(field string, number int, question bool) string {
	var found []string
	var look func(parts []clozePart)
	look = func(parts []clozePart) {
		for _, p := range parts {
			if slices.Contains(p.numbers, number) {
				if question {
					found = append(found, p.hint)
				} else {
					found = append(found, p.inner())
				}
			}
			look(p.parts)
		}
	}
	look(parseClozes(field))
	return strings.Join(found, ", ")
}

// inner is the text of a cloze, with that of those in it.
func (p clozePart) inner() string {
	text := p.text
	for _, in := range p.parts {
		text += in.inner()
	}
	return text
}

// attribute escapes a text for an attribute as Anki does: whatever is no letter or digit, up to U+00FF.
func attribute(text string) string {
	if len(text) > maxHidden {
		return ""
	}
	var b strings.Builder
	for _, r := range text {
		switch {
		case r == '"':
			b.WriteString("&quot;")
		case r == '&':
			b.WriteString("&amp;")
		case r == '<':
			b.WriteString("&lt;")
		case r == '>':
			b.WriteString("&gt;")
		case r < 0x100 && !(r >= '0' && r <= '9' || r >= 'A' && r <= 'Z' || r >= 'a' && r <= 'z'):
			fmt.Fprintf(&b, "&#x%02X;", r)
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}

// mathMark finds a formula, or what looks like one.
var mathMark = regexp.MustCompile(`(?s)(\\[(\[])(.*?)(\\[\])])`)

// withoutTagsInMath takes the tags out of formulas, so that a cloze can stand in one.
func withoutTagsInMath(text string) string {
	if !strings.Contains(text, `\`) {
		return text
	}
	return mathMark.ReplaceAllStringFunc(text, func(m string) string {
		return m[:2] + withoutTags(m[2:len(m)-2]) + m[len(m)-2:]
	})
}
