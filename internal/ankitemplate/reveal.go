package ankitemplate

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// maxNested is how deep clozes may stand in one another; the mark that opens a deeper one is passed over, while the one that closes it
// counts (rslib/src/cloze.rs).
const maxNested = 10

// maxHidden is how long the text may be that a hidden cloze keeps for add-ons; it grows with each cloze around it many times over. Anki
// knows no limit.
const maxHidden = 1 << 20

// clozePart is a text, or a cloze where it has numbers.
type clozePart struct {
	text    string
	numbers []int
	parts   []clozePart
	hint    string
}

// parseClozes takes a field to pieces. What is never closed is lost.
func parseClozes(field string) []clozePart {
	open := []clozePart{{}} // the clozes around the place; the first is the field itself
	text := func(s string) {
		if s == "" {
			return
		}
		in := &open[len(open)-1]
		if len(open) > 1 {
			head, hint, hinted := strings.Cut(s, "::")
			if s = head; hinted {
				in.hint = hint
			}
		}
		in.parts = append(in.parts, clozePart{text: s})
	}
	from := 0
	for at := 0; at < len(field); {
		numbers, length := openingMark(field[at:])
		closing := strings.HasPrefix(field[at:], "}}")
		if length == 0 && !closing {
			at++
			continue
		}
		text(field[from:at])
		last := len(open) - 1
		switch {
		case length > 0 && last < maxNested:
			open = append(open, clozePart{numbers: numbers, hint: "..."})
		case closing && last > 0:
			open[last-1].parts = append(open[last-1].parts, open[last])
			open = open[:last]
		case closing:
			open[0].parts = append(open[0].parts, clozePart{text: "}}"})
		}
		at += max(length, len("}}"))
		from = at
	}
	text(field[from:])
	return open[0].parts
}

// openingMark reads "{{c1::" or "{{c1,2::", and gives how long it is; 0 where there is none.
func openingMark(s string) (numbers []int, length int) {
	rest, ok := strings.CutPrefix(s, "{{c")
	if !ok {
		return nil, 0
	}
	end := strings.IndexFunc(rest, func(r rune) bool { return (r < '0' || r > '9') && r != ',' })
	if end < 0 || !strings.HasPrefix(rest[end:], "::") {
		return nil, 0
	}
	for digits := range strings.SplitSeq(rest[:end], ",") {
		if n, err := strconv.ParseUint(digits, 10, 16); err == nil {
			numbers = append(numbers, int(n))
		}
	}
	if numbers == nil {
		return nil, 0
	}
	slices.Sort(numbers)
	return slices.Compact(numbers), len("{{c") + end + len("::")
}

// reveal shows a field on the card of a cloze: on the front that cloze is hidden. A field that has no such cloze shows nothing.
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

// revealOnly gives nothing but the texts of a cloze, or on the front their hints.
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
		return m[:2] + tags.ReplaceAllString(m[2:len(m)-2], "") + m[len(m)-2:]
	})
}
