package parse

import "strings"

// blockClozes writes the clozes of outliners' blocks, "{{cloze text}}" and "{{c1 text}}", as Anki has them. Those without a number are
// one card in the outliner, so they share one here.
func blockClozes(html string) string {
	var b strings.Builder
	for {
		at := strings.Index(html, "{{c")
		if at < 0 {
			b.WriteString(html)
			return b.String()
		}
		b.WriteString(html[:at])
		html = html[at:]
		name, text, found := strings.Cut(html[len("{{"):], " ")
		digits := strings.TrimPrefix(name, "c")
		switch {
		case found && name == "cloze":
			b.WriteString("{{c1::")
			html = text
		case found && digits != "" && len(digits) <= 3 && strings.Trim(digits, "0123456789") == "":
			b.WriteString("{{" + name + "::")
			html = text
		default:
			b.WriteString("{{c")
			html = html[len("{{c"):]
		}
	}
}
