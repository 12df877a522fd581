package mathjax

import "strings"

// runBeginEnd reads \begin and \end.
func runBeginEnd(p *parser, _ *command) {
	env := p.argText()
	if strings.Contains(env, `\`) {
		p.fail(codeEnvironment, "%q is no name of an environment", env)
	}
	c := p.own.environments[env]
	if c == nil {
		c = p.table.environments[env]
	}
	if c != nil && p.name == `\end` {
		if !c.isSet(0) {
			p.push(item{kind: ending, name: env})
			return
		}
		p.ending = env
	}
	p.countCall()
	if c == nil {
		p.unknownEnvironment(env)
	}
	outer := p.name
	p.name = `\begin{` + env + `}`
	p.env = env
	c.method.read(p, c)
	p.name = outer
}

// begin puts the begin of an environment on the stack.
func (p *parser) begin() { p.push(item{kind: begin, name: p.env}) }

// tableOf puts the begin of an environment and its table on the stack.
func (p *parser) tableOf(env string, a arrayState) {
	p.push(item{kind: begin, name: env})
	p.push(item{kind: array, name: env, array: a})
}

// onlyOne ends the reading at a second environment of equations in one formula.
func (p *parser) onlyOne(env string) {
	if p.eqn {
		p.failHint(codeEnvironment, "take aligned, gathered or multlined for the second one, or make two formulas of it",
			"a second environment of equations, %q, in one formula", env)
	}
	p.eqn = true
}

// runArray reads \begin{array}'s like: the columns first, where they are not known.
func runArray(p *parser, c *command) {
	env := p.env
	if !c.isSet(3) {
		p.arg()
	}
	p.tableOf(env, arrayState{})
}

// runAlignedArray reads \begin{array}.
func runAlignedArray(p *parser, _ *command) {
	env := p.env
	p.bracket()
	p.arg()
	p.tableOf(env, arrayState{})
}

// runStarMatrix reads \begin{pmatrix*} and its like.
func runStarMatrix(p *parser, c *command) {
	env := p.env
	if !c.isSet(3) {
		_, to, given := p.bracket()
		if given && p.s[to-1] == '[' {
			p.arg() // with "[]" the columns are asked for again
		}
	}
	p.tableOf(env, arrayState{})
}

// runEqnArray reads \begin{align} and its like.
func runEqnArray(p *parser, c *command) {
	p.equations(p.env, c.isSet(2))
}

func (p *parser) equations(env string, taggable bool) {
	p.push(item{kind: begin, name: env})
	if taggable {
		p.onlyOne(env)
	}
	p.tags.begin(env, taggable)
	p.push(item{kind: array, name: env, array: arrayState{sort: alignment}})
}

// runAmsEqnArray reads \begin{aligned} and its like.
func runAmsEqnArray(p *parser, c *command) {
	env := p.env
	p.bracket()
	p.equations(env, c.isSet(2))
}

// runAlignAt reads \begin{alignat} and its like.
func runAlignAt(p *parser, c *command) {
	env := p.env
	if !c.isSet(2) {
		p.bracket()
	}
	p.columnCount()
	p.equations(env, c.isSet(2))
}

// columnCount reads a number of columns.
func (p *parser) columnCount() int {
	text := p.argText()
	n := 0
	for _, r := range text {
		if r < '0' || r > '9' {
			p.fail(codeArgument, "%q needs a number of columns, and %q is none", p.name, text)
		}
		n = min(10*n+int(r-'0'), 1000)
	}
	return n
}

// runXalignAt reads \begin{xalignat} and its like.
func runXalignAt(p *parser, c *command) {
	env := p.env
	n := p.columnCount()
	p.flalign(env, c.isSet(1), arrayState{sort: flush, limit: 2 * n})
}

// runFlalign reads \begin{flalign} and its like.
func runFlalign(p *parser, c *command) { p.flalign(p.env, c.isSet(1), arrayState{sort: flush}) }

func (p *parser) flalign(env string, numbered bool, a arrayState) {
	p.push(item{kind: begin, name: env})
	p.onlyOne(env)
	p.tags.begin(env, numbered)
	p.push(item{kind: array, name: env, array: a})
}

// runMultline reads \begin{multline}.
func runMultline(p *parser, _ *command) {
	env := p.env
	p.begin()
	p.onlyOne(env)
	p.tags.begin("multline", true)
	p.push(item{kind: array, name: env, array: arrayState{sort: multline}})
}

// runMultlined reads \begin{multlined}.
func runMultlined(p *parser, _ *command) {
	env := p.env
	p.bracket()
	p.bracket()
	p.push(item{kind: begin, name: env})
	p.tags.begin("multline", true)
	p.push(item{kind: array, name: env, array: arrayState{sort: innerMulti}})
}

// runEquation reads \begin{equation}.
func runEquation(p *parser, _ *command) {
	env := p.env
	p.begin()
	p.onlyOne(env)
	p.tags.begin("equation", true)
	p.push(item{kind: equation, name: env})
}

// runTextCases reads \begin{cases*} and its like, whose second column is text.
func runTextCases(p *parser, _ *command) { p.tableOf(p.env, arrayState{text: p.env}) }

// runCD reads \begin{CD}.
func runCD(p *parser, _ *command) { p.tableOf(p.env, arrayState{}) }

// runSpreadLines reads \begin{spreadlines} and its end.
func runSpreadLines(p *parser, _ *command) {
	env := p.env
	if p.ending == env {
		p.ending = ""
		if len(*p.stack) > 1 && p.stack.top().kind != start {
			done := p.stack.pop()
			p.pushRow(done.row)
		}
		return
	}
	p.dimension()
	p.push(item{kind: begin, name: env})
}

// runNumCases reads \begin{numcases} and its end.
func runNumCases(p *parser, _ *command) {
	env := p.env
	if p.ending == env {
		p.ending = ""
		if top := p.stack.top(); top.kind == array && top.n+top.array.cells+top.array.rows == 0 {
			p.failHint(codeAlign, "what stands to the left of the brace comes first, in braces", "%q has no rows", env)
		}
		p.push(item{kind: ending, name: env})
		return
	}
	from, to := p.arg()
	left := p.s[from:to]
	p.push(item{kind: begin, name: env})
	p.onlyOne(env)
	p.tags.begin(env, true)
	if left != "" {
		p.inner(from, to)
	}
	p.push(item{kind: array, name: env, array: arrayState{sort: alignment, counted: true}})
}

// runEmpheq reads \begin{empheq} and its end.
func runEmpheq(p *parser, _ *command) {
	if p.ending == p.env {
		p.ending = ""
		inner := p.empheq
		p.empheq = ""
		p.push(item{kind: ending, name: inner})
		p.push(item{kind: ending, name: "empheq"})
		return
	}
	if p.eqn {
		p.onlyOne(p.env)
	}
	p.empheqOptions(p.bracketText())
	env, n, _ := strings.Cut(p.argText(), "=")
	switch strings.TrimSuffix(env, "*") {
	case "equation", "align", "gather", "flalign", "alignat", "multline":
	default:
		p.unknownEnvironment(env)
	}
	p.push(item{kind: begin, name: "empheq"})
	p.empheq = env
	if n, _, _ = strings.Cut(n, "="); n != "" {
		n = "{" + n + "}"
	}
	p.replace(`\begin{` + env + `}` + n)
}

// empheqOptions reads the options of empheq: left and right, of which each is math.
func (p *parser) empheqOptions(text string) {
	for _, option := range splitOptions(text) {
		key, value, _ := strings.Cut(option, "=")
		switch key = strings.TrimSpace(key); key {
		case "left", "right":
			p.made(strings.TrimSpace(value))
		case "":
		default:
			p.fail(codeArgument, "empheq has no option %q", key)
		}
	}
}

// splitOptions splits a text at its commas outside of braces.
func splitOptions(text string) []string {
	var parts []string
	depth, from := 0, 0
	for i := range len(text) {
		switch text[i] {
		case '{':
			depth++
		case '}':
			depth--
		case ',':
			if depth == 0 {
				parts = append(parts, text[from:i])
				from = i + 1
			}
		}
	}
	return append(parts, text[from:])
}
