package markdown

import (
	"strconv"
	"strings"

	"github.com/examdeck/examdeck/deck/cloze"
	"github.com/examdeck/examdeck/internal/markdown/math"
	"github.com/examdeck/examdeck/internal/mathjax"
	"github.com/examdeck/examdeck/internal/texgate"
)

// formula writes a formula between the delimiters that Anki's MathJax knows.
func (r *renderer) formula(n *math.Node) {
	if r.world != nil && mathjax.Defines([]byte(n.TeX)) {
		if _, nothingElse := mathjax.Defined(n.TeX); nothingElse {
			r.definitions(n)
			return
		}
	}
	r.seen = true
	written := n.TeX
	if r.world != nil {
		var err error
		if written, err = r.world.Formula(n.TeX); err != nil {
			r.issue(n, "macro", err.Error(), "mend the macro where it is defined, or the formula")
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

// definitions writes a formula that shows nothing: it defines macros, unless they may only be written out.
func (r *renderer) definitions(n *math.Node) {
	if tex, _ := math.Clean(n.TeX); !r.apart && texgate.Check(tex) == nil { // a passage has its own written out
		r.buf = append(appendText(append(r.buf, delimiter, '('), []byte(tex), asCode), delimiter, ')')
	}
}

// refuse shows a formula as text, as it stands in the source but for the author's macros. MathJax knows no dollars,
// and does not look into code; but clozes are none in code.
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

// along returns the offset in the source of a byte of a text that begins at an offset there: the source has what
// begins the lines of quotes and lists as well.
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

// withoutClozes writes blanks for the marks of clozes in a formula, and for their hints, which MathJax never sees.
// Its length stays. This is the author's formula, in which braces of TeX pair up and a cloze ends behind them; the
// fields that Anki reads are made such later.
func withoutClozes(tex string) string {
	if !strings.Contains(tex, "{{c") {
		return tex
	}
	type openCloze struct {
		from, text, hint int // where its mark, its text and its hint begin
		braces           int
	}
	var open []openCloze
	out := []byte(tex)
	blank := func(from, to int) { copy(out[from:to], strings.Repeat(" ", to-from)) }
	for i := 0; i < len(tex); i++ {
		numbers, mark := cloze.ReadMark(tex[i:])
		if len(numbers) > 0 {
			open = append(open, openCloze{from: i, text: i + mark, hint: -1})
			i += mark - 1
			continue
		}
		if tex[i] == '\\' {
			i++
			continue
		}
		if len(open) == 0 {
			continue
		}
		switch c := &open[len(open)-1]; {
		case tex[i] == '{':
			c.braces++
		case c.braces > 0 && tex[i] == '}':
			c.braces--
		case c.braces == 0 && c.hint < 0 && strings.HasPrefix(tex[i:], "::"):
			c.hint = i
		case c.braces == 0 && strings.HasPrefix(tex[i:], "}}"):
			if c.hint >= 0 {
				blank(c.hint, i)
			}
			blank(c.from, c.text)
			blank(i, i+2)
			open = open[:len(open)-1]
			i++
		}
	}
	return string(out)
}
