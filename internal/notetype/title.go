package notetype

import (
	"strings"

	"github.com/examdeck/examdeck/internal/ankifield"
	"github.com/examdeck/examdeck/internal/texgate"
)

// TitleHTML makes HTML of the plain text of a title, in which formulas stand between dollars. They are typeset; dollars
// of prices and of variables are text, and so is what begins as a formula of MathJax' own.
func TitleHTML(text string) string {
	if !strings.ContainsAny(text, `$\`) {
		return ankifield.Escape(text)
	}
	var b strings.Builder
	for text != "" {
		before, rest, _ := strings.Cut(text, "$")
		b.WriteString(literal(before))
		if len(before) == len(text) {
			break
		}
		if tex, after, closed := strings.Cut(rest, "$"); closed && isFormula(tex, after) {
			b.WriteString(`\(` + ankifield.Escape(tex) + `\)`)
			text = after
			continue
		}
		b.WriteString("$")
		text = rest
	}
	return b.String()
}

// TitleText returns the plain text of which [TitleHTML] made HTML.
func TitleText(field string) string {
	field = strings.NewReplacer(`\(`, "$", `\)`, "$", "<span>", "", "</span>", "").Replace(field)
	return ankifield.Unescape(field)
}

// literal makes HTML of text that holds no formula.
func literal(text string) string { return delimiters.Replace(ankifield.Escape(text)) }

var delimiters = strings.NewReplacer(`\(`, `\<span>(</span>`, `\)`, `\<span>)</span>`, `\[`, `\<span>[</span>`, `\]`, `\<span>]</span>`)

// isFormula reports whether what stands between dollars is TeX: a letter alone, or what only TeX has.
func isFormula(tex, after string) bool {
	if tex == "" || strings.TrimSpace(tex) != tex || len(after) > 0 && after[0] >= '0' && after[0] <= '9' {
		return false
	}
	if len(tex) > 1 && !strings.ContainsAny(tex, `\^_{}=<>+-`) || strings.ContainsAny(tex, " ") && !strings.ContainsAny(tex, `\^_{}=`) {
		return false
	}
	return !strings.Contains(tex, `\(`) && !strings.Contains(tex, `\)`) && !strings.Contains(tex, `\[`) && !strings.Contains(tex, `\]`) &&
		!strings.HasSuffix(tex, `\`) && texgate.Check(tex) == nil
}
