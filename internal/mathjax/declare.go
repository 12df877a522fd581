package mathjax

import "strings"

// runTemplateMacro reads a macro that says what stands between its arguments, as \def can.
func runTemplateMacro(p *parser, c *command) {
	text := c.text(0)
	between := func(i int) string { return c.text(i + 2) }
	if n := c.number(1); n > 0 {
		p.space()
		if before := between(0); before != "" && !p.matches(before) {
			p.fail(codeMacro, "what stands behind %q is not what its definition says", p.what())
		}
		var args []string
		for i := range n {
			args = append(args, p.upToText(between(i+1)))
		}
		text = p.substituted(text, args)
	} else if len(c.args) > 2 && between(0) != "" {
		p.space() // the text before a macro's text is not looked at
	}
	p.replace(text)
	p.countCall()
}

// matches passes over a text, if it comes next.
func (p *parser) matches(text string) bool {
	rest := p.s[min(p.i, len(p.s)):]
	if !strings.HasPrefix(rest, text) || endsInWord(text) && len(rest) > len(text) && isLetter(rest[len(text)]) {
		return false
	}
	p.i += len(text)
	return true
}

// upToText reads an argument that ends where a text begins; any argument if the text is empty.
func (p *parser) upToText(text string) string {
	if text == "" {
		return p.argText()
	}
	from := p.i
	braced := false // all of the argument, up to now, is one group
	for p.i < len(p.s) {
		if p.s[p.i] == '{' {
			braced = p.i == from
			p.arg()
			continue
		}
		end := p.i
		if p.matches(text) {
			if braced {
				return p.s[from+1 : end-1]
			}
			return p.s[from:end]
		}
		braced = false
		if p.s[p.i] == '\\' {
			p.i = nameEnd(p.s, p.i+1)
		} else {
			p.i++
		}
	}
	p.fail(codeMacro, "%q lacks the %q behind its argument", p.what(), text)
	return ""
}

func runLet(p *parser, _ *command) {
	name := p.bareName()
	if p.next() == '=' {
		p.i++
	}
	switch p.next() {
	case '\\':
		other := p.bareName()
		if p.isDelimiter(`\` + other) {
			p.defineDelimiter(name)
			return
		}
		if c := p.lookUp(other); c != nil {
			p.define(name, c)
		}
		return
	case 0:
		return
	}
	char := firstRune(p.s[p.i:])
	p.i += len(char)
	if p.isDelimiter(char) {
		p.defineDelimiter(name)
		return
	}
	p.define(name, &command{method: macroMethod, args: []any{char}})
}

// defineDelimiter makes a name a delimiter.
func (p *parser) defineDelimiter(name string) {
	if p.own.delimiters == nil {
		p.own.delimiters = map[string]bool{}
	}
	p.own.delimiters[`\`+name] = true
	p.define(name, &command{})
}

func runDeclareOp(p *parser, _ *command) {
	star := ""
	if p.star() {
		star = "*"
	}
	name := strings.TrimPrefix(trimSpaces(p.argText()), `\`)
	p.define(name, &command{method: macroMethod, args: []any{`\operatorname` + star + `{` + p.argText() + `}`}})
}

func runDeclarePaired(p *parser, _ *command) {
	name := p.macroName()
	before, after := p.argText(), p.argText()
	p.define(name, &command{method: pairedMethod, args: []any{before, after, "#1", 1.0, "", ""}})
}

// runDeclarePairedX reads \DeclarePairedDelimiterX and …XPP, which has a text before and one behind it too.
func runDeclarePairedX(p *parser, _ *command) {
	name, more := p.macroName(), strings.HasPrefix(p.name, `\DeclarePairedDelimiterXPP`) || strings.HasSuffix(p.name, "XPP")
	count := p.argumentCount()
	if count == nil {
		count = 1.0
	}
	before, after := "", ""
	if more {
		before = p.argText()
	}
	opener, closer := p.argText(), p.argText()
	if more {
		after = p.argText()
	}
	p.define(name, &command{method: pairedMethod, args: []any{opener, closer, p.argText(), count, before, after}})
}

// runPaired reads a command that \DeclarePairedDelimiter and its like have defined.
func runPaired(p *parser, c *command) {
	l, r, size := "", "", ""
	if p.star() {
		l, r, size = `\left`, `\right`, `\middle`
	} else if size = p.bracketText(); size != "" {
		l, r = size+"l", size+"r"
	}
	var args []string
	for len(args) < c.number(3) {
		args = append(args, p.argText())
	}
	body := strings.ReplaceAll(p.substituted(c.text(2), args), `\delimsize`, size)
	text := ""
	for _, piece := range []string{p.substituted(c.text(4), args), l, c.text(0), body, r, c.text(1), p.substituted(c.text(5), args)} {
		text = join(text, piece)
	}
	p.replace(text)
	p.countCall()
}
