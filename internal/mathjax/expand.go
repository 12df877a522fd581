package mathjax

import (
	"strings"
	"unicode/utf8"
)

const (
	// maxCalls is how many macros are written out in one formula: ten times what MathJax itself allows.
	maxCalls = 10_000
	// maxGrowth is by how many bytes macros may make a formula longer.
	maxGrowth = 16 << 10
)

// Expand writes out the macros in a formula, as MathJax does when it meets them: not in \text, but in the math
// within; not where \newcommand, \def or \let gives the name another meaning. A macro that is the argument of a
// command gets braces where it needs them: \frac\R2 becomes \frac{\mathbb{R}}2. A formula without macros comes back
// as it is. Where a macro lacks an argument, or goes on without end, the error is a [*MacroError] and the formula
// comes back as it is.
func (m Macros) Expand(tex string) (string, error) {
	if len(m) == 0 || strings.IndexByte(tex, '\\') < 0 {
		return tex, nil
	}
	e := &expander{macros: m, in: tex, limit: len(tex) + maxGrowth, frames: []frame{{}}}
	for e.in != "" {
		if err := e.step(); err != nil {
			return tex, err
		}
	}
	if e.calls == 0 {
		return tex, nil
	}
	return e.out.String(), nil
}

// expander is what is left to read of a formula and what has been written.
type expander struct {
	macros Macros
	hidden map[string]bool // macros that the formula defines anew
	in     string
	out    strings.Builder
	inWord bool // the output ends in a command's name of letters
	frames []frame
	calls  int
	limit  int
}

// frame is a group, or the like, that is open.
type frame struct {
	shape  string // what the last command still reads
	closer byte   // what closes it: } ] $, or ) for \)
	text   bool   // its content is text
}

func (e *expander) top() *frame { return &e.frames[len(e.frames)-1] }

// push opens a frame.
func (e *expander) push(closer byte, text bool) {
	e.frames = append(e.frames, frame{closer: closer, text: text})
}

// pop closes frames up to the innermost one with a closer.
func (e *expander) pop(closer byte) {
	for len(e.frames) > 1 {
		last := e.top().closer
		e.frames = e.frames[:len(e.frames)-1]
		if last == closer {
			return
		}
	}
}

// copy moves n bytes from the input to the output, a blank before them where they would lengthen a command's name.
func (e *expander) copy(n int) {
	if e.inWord && isLetter(e.in[0]) {
		e.out.WriteByte(' ')
	}
	e.out.WriteString(e.in[:n])
	e.in = e.in[n:]
	e.inWord = false
}

// pending is what the last command reads next, 0 for nothing.
func (e *expander) pending() byte {
	f := e.top()
	for f.shape != "" {
		switch want := f.shape[0]; {
		case (want == 'o' || want == 'O') && e.in[0] != '[', want == '*' && e.in[0] != '*', want == 'D' && e.in[0] != '{':
			f.shape = f.shape[1:]
		default:
			return want
		}
	}
	return 0
}

// taken notes that what the last command was to read next has come.
func (e *expander) taken() {
	if f := e.top(); f.shape != "" {
		f.shape = f.shape[1:]
	}
}

// step reads one token.
func (e *expander) step() error {
	r, size := utf8.DecodeRuneInString(e.in)
	switch {
	case e.top().text:
		e.text(size)
	case isSpace(r):
		e.copy(size)
	case r == '%':
		if end := strings.IndexByte(e.in, '\n'); end >= 0 {
			e.copy(end + 1)
		} else {
			e.copy(len(e.in))
		}
	case r == '\\':
		return e.command()
	case r == '{':
		e.open()
	case r == '}':
		e.pop('}')
		e.copy(1)
	case byte(r) == e.top().closer && size == 1:
		e.pop(byte(r))
		e.copy(1)
	default:
		e.character(r, size)
	}
	return nil
}

// text reads a token of text, in which only math is looked into.
func (e *expander) text(size int) {
	switch e.in[0] {
	case '}':
		e.pop('}')
	case '{':
		e.push('}', true)
	case '$':
		e.push('$', false)
	case '\\':
		if strings.HasPrefix(e.in, `\(`) {
			e.push(')', false)
		}
		_, next := utf8.DecodeRuneInString(e.in[1:])
		size += next
	}
	e.copy(size)
}

// open reads an opening brace.
func (e *expander) open() {
	want := e.pending()
	e.taken()
	switch want {
	case 'v', '=':
		end := groupEnd(e.in, 1)
		if end < 0 {
			end = len(e.in)
		}
		if want == '=' {
			e.hide(strings.TrimSuffix(e.in[1:end], "}"))
		}
		e.copy(end)
		return
	}
	e.push('}', want == 't')
	e.copy(1)
}

// character reads a character of no meaning to us, but what the last command wants of it.
func (e *expander) character(r rune, size int) {
	switch want := e.pending(); {
	case want == 'o', want == 'O':
		e.taken()
		e.push(']', false)
	case want == 'l' && r == '=': // the sign in \let\x=y
	default:
		e.taken()
	}
	e.copy(size)
}

// hide notes that a formula defines a command itself.
func (e *expander) hide(name string) {
	if e.hidden == nil {
		e.hidden = map[string]bool{}
	}
	e.hidden[strings.TrimPrefix(strings.TrimSpace(name), `\`)] = true
}

// command reads a command.
func (e *expander) command() error {
	end := nameEnd(e.in, 1)
	name := e.in[1:end]
	want := e.pending()
	switch {
	case name == ")" && e.top().closer == ')':
		e.pop(')')
	case want == '=':
		e.hide(name)
		e.taken()
	case want == 'l', want == 'v', want == 't':
		e.taken()
	case want == 'm', want == 'd', want == 'b', want == 0:
		isDelimiter := (want == 'd' || want == 'b') && known().delimiters[`\`+name] // which MathJax takes as it is
		if m, ok := e.macros[name]; ok && !e.hidden[name] && !isDelimiter {
			return e.call(m, name, end, want == 'm')
		}
		if want != 0 {
			e.taken()
			break
		}
		e.top().shape = shape(name)
		if name == "verb" && end < len(e.in) {
			end = verbEnd(e.in, end)
		}
	}
	token := e.in[:end]
	e.copy(end)
	e.inWord = endsInWord(token)
	return nil
}

// verbEnd returns the offset behind what \verb shows as it stands.
func verbEnd(tex string, at int) int {
	if tex[at] == '*' {
		at++
	}
	at = skipSpace(tex, at)
	r, size := utf8.DecodeRuneInString(tex[at:])
	if i := strings.IndexRune(tex[at+size:], r); i >= 0 && size > 0 {
		return at + 2*size + i
	}
	return len(tex)
}

// call puts a macro's text in place of the macro and its arguments.
func (e *expander) call(m Macro, name string, end int, argument bool) error {
	if e.calls++; e.calls > maxCalls {
		return &MacroError{`\` + name, "goes on without end"}
	}
	text, end, ok := m.call(e.in, end, e.limit)
	switch {
	case !ok:
		return &MacroError{`\` + name, "lacks an argument"}
	case e.out.Len()+len(text)+len(e.in)-end > e.limit:
		return &MacroError{`\` + name, "makes the formula too long"}
	}
	if argument && !isToken(text) {
		text = "{" + text + "}"
	}
	e.in = join(text, e.in[end:])
	return nil
}

// isToken reports whether a text is one argument without braces of its own.
func isToken(text string) bool {
	switch {
	case text == "":
		return false
	case text[0] == '\\':
		return nameEnd(text, 1) == len(text)
	case text[0] == '{':
		return groupEnd(text, 1) == len(text)
	}
	return len([]rune(text)) == 1 && !strings.ContainsAny(text, " }%")
}
