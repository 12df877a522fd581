package mathjax

import (
	"slices"
	"strings"
	"sync"
)

// Problem is something in a formula that Anki doesn't show as it was meant.
type Problem struct {
	// Offset and End say where it is, in bytes from the start of the formula.
	Offset, End int
	// Code names the kind of problem; it begins with "math-".
	Code string
	// Message says what is wrong, in lower case, what was found in quotes.
	Message string
	// Shows is what Anki shows.
	Shows Shows
	// Hint is a remedy, where one is known.
	Hint string
}

// Shows is what Anki shows of a formula with a problem, as half a sentence.
type Shows string

// What Anki can show.
const (
	ShowsRed  Shows = "the command is shown in red"
	ShowsBox  Shows = "the formula is shown as its source in a box"
	ShowsRaw  Shows = "it is not taken for a formula and stays as it is"
	ShowsCard Shows = "no formula of the card is shown"
	ShowsLess Shows = "a part of what is written is lost"
)

// The codes of problems.
const (
	codeAlign       = "math-align"       // rows and columns
	codeArgument    = "math-argument"    // what a command needs
	codeBrace       = "math-brace"       // braces that don't come in pairs
	codeCharacter   = "math-character"   // what MathJax fails at
	codeCommand     = "math-command"     // unknown commands
	codeComment     = "math-comment"     // what a "%" takes with it
	codeEnvironment = "math-environment" // unknown environments, and those that are not closed or nested wrong
	codeFence       = "math-fence"       // \left, \right and delimiters
	codeMacro       = "math-macro"       // definitions
	codeNewline     = "math-newline"     // \\ that makes no new line
	codeRaw         = "math-raw"         // what isn't found as a formula
	codeReference   = "math-reference"   // labels, references, tags
	codeRequire     = "math-require"     // packages that Anki hasn't
	codeScript      = "math-script"      // exponents, indices, limits
	codeText        = "math-text"        // formulas in text
)

// Options say how a formula stands in a card.
type Options struct {
	// Display tells that it stands between \[ and \], not \( and \).
	Display bool
	// Macros are the author's macros. They count as known, and as what they stand for.
	Macros Macros
}

// maxFormula is the size in bytes of the largest formula that is looked into.
const maxFormula = 64 << 10

// maxProblems is how many commands are told as unknown in one formula.
const maxProblems = 100

// linter is what the parsers of a formula and its arguments share.
type linter struct {
	table     *table
	opts      Options
	tex       string
	items     stack
	stack     *stack
	parsers   []*parser
	depth     int
	allCalls  int    // macros and environments, in arguments too
	lastMacro string // the last one of them
	env       string // the environment whose begin or end is read
	own       definitions
	tags      tagState
	forms     map[string]bool // forms of tags that were defined
	loose     bool            // a package has been asked for whose commands are not in the table
	broken    bool            // a line's end that makes no new line has been told
	problems  []Problem
}

var linters = sync.Pool{New: func() any { return &linter{} }}

// stopReading is the panic with which the reading of a formula ends at an error.
type stopReading struct{}

// Lint returns what is wrong with a formula, in MathJax's eyes as Anki sets it up, ordered by place; nothing for one
// that is shown as it is meant. MathJax stops at the first error, and so does Lint, but for commands that are not
// known.
func Lint(tex string, opts Options) []Problem {
	problems := found(tex, opts.Display)
	if len(problems) == 0 {
		problems = read(tex, opts)
	}
	slices.SortStableFunc(problems, func(a, b Problem) int { return a.Offset - b.Offset })
	return problems
}

// read reads a formula as MathJax does.
func read(tex string, opts Options) (problems []Problem) {
	if len(tex) > maxFormula {
		return nil
	}
	l := linters.Get().(*linter)
	*l = linter{table: known(), opts: opts, tex: tex, items: l.items[:0], parsers: l.parsers}
	l.stack = &l.items
	defer func() {
		switch r := recover(); r.(type) {
		case nil, stopReading:
			problems = l.problems
			linters.Put(l)
		default:
			panic(r)
		}
	}()
	top := parser{linter: l, s: tex, single: -1}
	top.read(tex, source{})
	if l.own.commands != nil || l.own.environments != nil {
		l.again(&top, tex)
	}
	return l.problems
}

// again reads a formula once more, as Anki does when it shows the question above the answer: what the formula defines
// is there from the start then.
func (l *linter) again(top *parser, tex string) {
	before := len(l.problems)
	l.tags, l.loose, l.broken = tagState{}, false, false
	top.read(tex, source{})
	for _, p := range l.problems[before:] {
		if !slices.Contains(l.problems[:before], p) {
			l.problems = append(l.problems[:before], p)
			before++
		}
	}
	l.problems = l.problems[:before]
}

// report notes a problem at the current token.
func (p *parser) report(code string, shows Shows, hint, format string, args ...any) {
	start, end := p.tokenStart(), p.tokenEnd()
	if token := strings.TrimSpace(p.token()); p.tok < p.source.from && token != "" && end <= len(p.tex) {
		// The token comes from a macro: if it was one of its arguments, it stands there.
		if i := strings.Index(p.tex[start:end], token); i >= 0 {
			start += i
			end = start + len(token)
		}
	}
	for end <= len(p.tex) && end > start && p.tex[end-1] == ' ' {
		end--
	}
	p.problems = append(p.problems, Problem{
		Offset: start, End: end, Code: code, Shows: shows, Hint: hint, Message: say(format, args...),
	})
}

// fail reports an error at the current token and ends the reading.
func (p *parser) fail(code, format string, args ...any) { p.failHint(code, p.hint, format, args...) }

// failHint does so with a remedy.
func (p *parser) failHint(code, hint, format string, args ...any) {
	p.hint = hint
	p.failShowing(code, ShowsBox, format, args...)
}

// failShowing does so with what is shown.
func (p *parser) failShowing(code string, shows Shows, format string, args ...any) {
	p.report(code, shows, p.hint, format, args...)
	panic(stopReading{})
}

// failAt reports an error at an item and ends the reading.
func (p *parser) failAt(it item, code, format string, args ...any) {
	p.problems = append(p.problems, Problem{
		Offset: it.at, End: it.end, Code: code, Shows: ShowsBox, Hint: p.hint, Message: say(format, args...),
	})
	panic(stopReading{})
}

// lookUp returns what a command means, nil if nothing.
func (p *parser) lookUp(cs string) *command {
	if c := p.own.commands[cs]; c != nil {
		return c
	}
	if m, ok := p.opts.Macros[cs]; ok {
		c := &command{method: macroMethod, args: []any{m.Text}}
		if m.Args > 0 {
			c.args = append(c.args, float64(m.Args))
		}
		if m.Optional {
			c.args = append(c.args, m.Default)
		}
		return c
	}
	return p.table.commands[cs]
}

// unknown notes a command that isn't known, once in a formula.
func (p *parser) unknown(cs string) {
	message := say("unknown command %q", `\`+cs)
	if p.loose || len(p.problems) >= maxProblems || slices.ContainsFunc(p.problems, func(o Problem) bool { return o.Message == message }) {
		return
	}
	p.report(codeCommand, ShowsRed, p.remedy(cs), "unknown command %q", `\`+cs)
}

// unknownEnvironment ends the reading at an environment that isn't known.
func (p *parser) unknownEnvironment(env string) {
	if p.loose {
		panic(stopReading{})
	}
	hint := environmentRemedies[strings.TrimSuffix(env, "*")]
	if name := strings.TrimFunc(env, isSpace); name != env && p.table.environments[name] != nil {
		hint = "write {" + name + "} without a blank"
	}
	p.failHint(codeEnvironment, hint, "unknown environment %q", env)
}

// readComment passes over a comment, and notes one that may have been meant as a percent sign.
func (p *parser) readComment() {
	at := p.i - 1
	text, _, more := strings.Cut(p.s[p.i:], "\n")
	p.i += len(text)
	if at < p.source.from {
		return
	}
	lost := strings.TrimFunc(text, isSpace) != ""
	before := strings.TrimRight(p.s[:at], " ")
	percent := before != "" && isDigit(before[len(before)-1]) && (lost || !more)
	if percent || lost && !more && (!p.opts.Display || !strings.Contains(p.s, "\n")) {
		p.i = at + 1
		p.report(codeComment, ShowsLess, `write \% for the sign`, "%q begins a comment, which is not shown, nor is what stands behind it", "%")
		p.i = at + 1 + len(text)
	}
}

// lostBreak notes a line's end that makes no new line.
func (p *parser) lostBreak(name string) {
	rest := strings.TrimLeftFunc(p.s[min(p.i, len(p.s)):], isSpace)
	if p.broken || rest == "" || rest[0] == '}' {
		return
	}
	p.broken = true
	hint := `put \begin{gathered}…\end{gathered} or aligned around the lines`
	if rest[0] == '{' && strings.Contains(rest, `\\}`) {
		hint = `write \{ and \} for braces`
	}
	p.report(codeNewline, ShowsLess, hint, "%q outside of rows makes no new line", strings.TrimSpace(name))
}
