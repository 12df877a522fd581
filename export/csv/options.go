package csv

import (
	"fmt"
	"strings"

	"github.com/examdeck/examdeck/deck"
	"github.com/examdeck/examdeck/internal/ankifield"
)

// optionList is a list of the options, or of the right ones alone, which keep their letters.
func optionList(options []deck.Option, right bool) string {
	style := listStyle(options)
	tag := "ul"
	var b strings.Builder
	if style != 0 {
		tag = "ol"
		fmt.Fprintf(&b, "<ol type=%q>\n", string(style))
	} else {
		b.WriteString("<ul>\n")
	}
	for _, o := range options {
		switch {
		case right && !o.Right:
		case style != 0:
			fmt.Fprintf(&b, "<li value=\"%d\">%s</li>\n", o.Letter[0]-style+1, strings.TrimSpace(o.HTML))
		default:
			fmt.Fprintf(&b, "<li>%s</li>\n", withLetter(o.Letter, strings.TrimSpace(o.HTML)))
		}
	}
	b.WriteString("</" + tag + ">")
	return b.String()
}

// listStyle is the first letter of an HTML list that can count as the options are lettered: 'A', 'a' or '1'; 0 where
// their letters are missing or of another kind.
func listStyle(options []deck.Option) byte {
	for _, style := range []byte("Aa1") {
		last := style + 25
		if style == '1' {
			last = '9'
		}
		fits := len(options) > 0
		for _, o := range options {
			fits = fits && len(o.Letter) == 1 && o.Letter[0] >= style && o.Letter[0] <= last
		}
		if fits {
			return style
		}
	}
	return 0
}

// withLetter puts an option's letter before its text, inside of the paragraph that begins it.
func withLetter(letter, fragment string) string {
	if letter == "" {
		return fragment
	}
	letter = ankifield.Escape(letter) + ") "
	if rest, ok := strings.CutPrefix(fragment, "<p>"); ok {
		return "<p>" + letter + rest
	}
	return letter + fragment
}
