package cloze

import (
	"strings"

	"github.com/examdeck/examdeck/deck/cloze"
)

// curlyHint parts the text of a cloze from its hint in RemNote: "{{text}}{({hint})}".
const curlyHint = "{({"

// CurlyClozes writes the clozes of tools that mark them by braces alone, "{{text}}", as Anki has them, each with the
// next number; where nothing is to be hidden, only their text stays. Braces in formulas, code and tags are none, and
// what has Anki's own mark is left as it is.
func CurlyClozes(html string, hide bool) string {
	if !strings.Contains(html, "{{") {
		return html
	}
	var b strings.Builder
	for number := 0; html != ""; {
		if n := opaque(html); n > 0 {
			b.WriteString(html[:n])
			html = html[n:]
			continue
		}
		text, hint, length := curly(html)
		_, marked := cloze.ReadMark(html)
		switch {
		case length == 0 || marked > 0:
			b.WriteByte(html[0])
			html = html[1:]
			continue
		case !hide || number >= cloze.Max:
			b.WriteString(text)
		default:
			number++
			b.WriteString(cloze.Mark(number) + text)
			if hint != "" {
				b.WriteString("::" + hint)
			}
			b.WriteString("}}")
		}
		html = html[length:]
	}
	return b.String()
}

// curly reads a cloze at the start of HTML; length is 0 without one.
func curly(html string) (text, hint string, length int) {
	if !strings.HasPrefix(html, "{{") {
		return "", "", 0
	}
	end := curlyEnd(html)
	if end < 0 || strings.TrimSpace(html[2:end]) == "" {
		return "", "", 0
	}
	text, length = html[2:end], end+2
	if rest, ok := strings.CutPrefix(html[length:], curlyHint); ok {
		if before, _, ok := strings.Cut(rest, "})}"); ok {
			return text, before, length + len(curlyHint) + len(before) + len("})}")
		}
	}
	return text, "", length
}

// curlyEnd returns where the braces close that HTML begins with; -1 where they don't within their block.
func curlyEnd(html string) int {
	for at := 2; at < len(html); {
		if strings.HasPrefix(html[at:], "}}") {
			return at
		}
		if strings.HasPrefix(html[at:], "{{") || strings.HasPrefix(html[at:], "</p>") || strings.HasPrefix(html[at:], "</li>") {
			return -1
		}
		at += max(1, opaque(html[at:]))
	}
	return -1
}

// opaque returns how long the formula, code or tag is that HTML begins with; 0 for anything else.
func opaque(html string) int {
	for open, closer := range opaques {
		if strings.HasPrefix(html, open) {
			if i := strings.Index(html, closer); i >= 0 {
				return i + len(closer)
			}
		}
	}
	if html[0] == '<' {
		return strings.IndexByte(html, '>') + 1
	}
	return 0
}

var opaques = map[string]string{`\(`: `\)`, `\[`: `\]`, "<code": "</code>", "<pre": "</pre>", "<!--": "-->"}
