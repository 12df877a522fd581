package markdown

import (
	"regexp"
	"strconv"
	"strings"

	"github.com/examdeck/examdeck/internal/texgate"
	"github.com/examdeck/examdeck/parse/markdown/math"
)

// formula writes a formula between the delimiters that Anki's MathJax knows.
func (r *renderer) formula(n *math.Node) {
	r.seen = true
	written := n.TeX
	if r.world != nil {
		var err error
		if written, err = r.world.Formula(n.TeX); err != nil {
			r.issue(n, "macro", err.Error(), "mend the macro in the configuration, or the formula")
		}
	}
	tex, slip := math.Clean(written)
	if slip == "" && r.world != nil {
		r.lint(n)
	}
	if slip != "" {
		r.issue(n, "math-slip", "formula holds a delimiter of its own: "+strconv.Quote(slip), "write a plain bracket")
	}
	if fault := texgate.Check(tex); fault != nil {
		r.refuse(n, tex, fault)
		return
	}
	open, closing := byte('('), byte(')')
	if n.Display {
		open, closing = '[', ']'
	}
	r.buf = append(r.buf, delimiter, open)
	// A backslash before a bracket is part of "\\" here and begins no delimiter: Clean saw to that.
	r.buf = appendText(r.buf, []byte(tex), asCode)
	r.buf = append(r.buf, delimiter, closing)
}

// refuse shows a formula as text, as it stands in the source but for the author's macros. MathJax knows no dollars, and does not look into
// code; but clozes are none in code.
func (r *renderer) refuse(n *math.Node, tex string, fault *texgate.Fault) {
	message := "formula is shown as text: " + strconv.Quote(fault.Found) + " " + fault.Reason
	if fault.Active {
		r.issue(n, "active-content", message, "leave the command out")
	} else {
		r.issue(n, "math-limit", message, "cut the formula into several")
	}
	dollars := "$"
	if n.Display {
		dollars = "$$"
	}
	before, behind := "<code>"+dollars, dollars+"</code>"
	if strings.Contains(tex, "{{c") {
		before, behind = dollars, dollars
	}
	r.buf = append(r.buf, before...)
	r.buf = appendText(r.buf, []byte(tex), asCode)
	r.buf = append(r.buf, behind...)
}

// lint reports what MathJax will not show of a formula.
func (r *renderer) lint(n *math.Node) {
	for _, p := range r.world.Lint(withoutClozes(n.TeX), n.Display) {
		at := strings.Index(n.Raw, n.TeX) // 0 or less where the two are not of one form
		r.issues = append(r.issues, Issue{
			Offset: along(r.doc.Source, r.doc.Offset(n), n.Raw, max(at, 0)+p.Offset), Code: p.Code, Message: p.Message + ": " + string(p.Shows), Hint: p.Hint,
		})
	}
}

// along gives the offset in the source of a byte of a text that begins at an offset there: the source has what begins the lines of quotes
// and lists as well.
func along(source []byte, start int, text string, at int) int {
	from := start
	for i := 0; i < min(at, len(text)); start++ {
		if start >= len(source) {
			return from
		}
		if source[start] == text[i] {
			i++
		}
	}
	for start < len(source) && at < len(text) && source[start] != text[at] {
		start++
	}
	return min(start, len(source))
}

// clozeMark begins a cloze.
var clozeMark = regexp.MustCompile(`\{\{c[0-9]+::`)

// withoutClozes writes blanks for the marks of clozes in a formula, and for their hints, which MathJax never sees. Its length stays.
func withoutClozes(tex string) string {
	if !strings.Contains(tex, "{{c") {
		return tex
	}
	out := []byte(tex)
	blank := func(from, to int) {
		for i := from; i < to; i++ {
			out[i] = ' '
		}
	}
	for _, m := range clozeMark.FindAllStringIndex(tex, -1) {
		depth, hint := 0, -1
		for i := m[1]; i < len(tex); i++ {
			switch rest := tex[i:]; {
			case rest[0] == '\\':
				i++
			case depth == 0 && strings.HasPrefix(rest, "::") && hint < 0:
				hint = i
			case depth == 0 && strings.HasPrefix(rest, "}}"):
				if hint >= 0 {
					blank(hint, i)
				}
				blank(m[0], m[1])
				blank(i, i+2)
				i = len(tex)
			case rest[0] == '{':
				depth++
			case rest[0] == '}':
				depth--
			}
		}
	}
	return string(out)
}
