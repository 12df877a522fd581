package parse

import (
	"strconv"
	"strings"

	"github.com/examdeck/examdeck/deck/cloze"
)

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
		number, err := strconv.ParseUint(strings.TrimPrefix(name, "c"), 10, 16)
		switch {
		case found && name == "cloze":
			b.WriteString(cloze.Mark(1))
			html = text
		case found && err == nil:
			b.WriteString(cloze.Mark(int(number)))
			html = text
		default:
			b.WriteString("{{c")
			html = html[len("{{c"):]
		}
	}
}
