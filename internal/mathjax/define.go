package mathjax

import (
	"regexp"
	"strings"
)

// definitions are what a formula, or an author's configuration, defines.
type definitions struct {
	commands     map[string]*command
	environments map[string]*command
	delimiters   map[string]bool
}

// definingMethods are those that define something.
func definingMethods() map[string]*method {
	return map[string]*method{
		"Ams.HandleDeclareOp":                 {shape: "*=v", run: runDeclareOp},
		"Mathtools.DeclarePairedDelimiter":    {shape: "=vv", run: runDeclarePaired},
		"Mathtools.DeclarePairedDelimiterX":   {shape: "=ovvv", run: runDeclarePairedX},
		"Mathtools.DeclarePairedDelimiterXPP": {shape: "=ovvvvv", run: runDeclarePairedX},
		"Newcommand.Let":                      {shape: "=l", run: runLet},
		"Newcommand.MacroDef":                 {shape: "=", run: runDef},
		"Newcommand.NewCommand":               {shape: "=oom", run: runNewCommand},
		"Newcommand.NewEnvironment":           {shape: "voomm", run: runNewEnvironment},
	}
}

// define gives a name its meaning.
func (p *parser) define(name string, c *command) {
	if p.own.commands == nil {
		p.own.commands = map[string]*command{}
	}
	p.own.commands[name] = c
}

// The methods of what is defined.
var (
	macroMethod    = &method{run: runMacro}
	templateMethod = &method{run: runTemplateMacro}
	pairedMethod   = &method{run: runPaired}
	ownEnvironment = &method{run: runOwnEnvironment}
)

// runMacro puts a macro's text in place of it: its arguments are the text, how many arguments it takes, and the
// default of the first.
func runMacro(p *parser, c *command) {
	text := c.text(0)
	if len(c.args) > 1 && c.args[1] != nil {
		text = p.substituted(text, p.macroArguments(c, 1))
	}
	p.replace(text)
	p.countCall()
}

// macroArguments reads the arguments of a macro or an environment whose own arguments say at i how many there are.
func (p *parser) macroArguments(c *command, i int) []string {
	var args []string
	if len(c.args) > i+1 && c.args[i+1] != nil {
		from, to, given := p.bracket()
		if given {
			args = append(args, p.s[from:to])
		} else {
			args = append(args, c.text(i+1))
		}
	}
	for n := c.number(i); len(args) < n; {
		args = append(args, p.argText())
	}
	return args
}

// substituted puts arguments into a macro's text.
func (p *parser) substituted(text string, args []string) string {
	for i := 0; i < len(text); i++ {
		switch {
		case text[i] == '\\':
			i++
		case text[i] == '#':
			i++
			if i < len(text) && text[i] == '#' {
				continue
			}
			if i >= len(text) || text[i] < '1' || int(text[i]-'0') > len(args) {
				p.fail(codeMacro, "the text of %q names an argument that it hasn't", p.what())
			}
		}
	}
	text = substitute(text, args, 4*maxBuffer)
	p.checkBuffer(text, "")
	return text
}

// macroName reads the name that is to be defined, in braces or not.
func (p *parser) macroName() string {
	text := trimSpaces(p.argText())
	name := strings.TrimPrefix(text, `\`)
	if !isName(name) {
		p.fail(codeMacro, "%q is no name that %q can define", text, p.what())
	}
	return name
}

// bareName reads the name behind \def and \let.
func (p *parser) bareName() string {
	if p.next() != '\\' {
		p.fail(codeMacro, "%q needs a command's name behind it", p.what())
	}
	return strings.TrimPrefix(trimSpaces(p.argText()), `\`)
}

var number = regexp.MustCompile(`^[0-9]+$`)

// argumentCount reads how many arguments are to be taken; nil if it isn't said.
func (p *parser) argumentCount() any {
	from, to, _ := p.bracket()
	if from == to {
		return nil
	}
	text := trimSpaces(p.s[from:to])
	if !number.MatchString(text) {
		p.fail(codeMacro, "%q is no number of arguments", text)
	}
	n := 0.0
	for _, r := range text {
		n = min(10*n+float64(r-'0'), 1000)
	}
	return n
}

// optional reads the default of an optional argument; nil if there is none.
func (p *parser) optional() any {
	if from, to, given := p.bracket(); given {
		return p.s[from:to]
	}
	return nil
}

func runNewCommand(p *parser, _ *command) {
	name := p.macroName()
	count, def := p.argumentCount(), p.optional()
	p.define(name, &command{method: macroMethod, args: []any{p.argText(), count, def}})
}

func runNewEnvironment(p *parser, _ *command) {
	name := trimSpaces(p.argText())
	count, def := p.argumentCount(), p.optional()
	before, after := p.argText(), p.argText()
	if p.own.environments == nil {
		p.own.environments = map[string]*command{}
	}
	p.own.environments[name] = &command{method: ownEnvironment, args: []any{true, before, after, count, def}}
}

// runOwnEnvironment reads the begin and the end of an environment that the formula defined.
func runOwnEnvironment(p *parser, c *command) {
	env := p.env
	if p.ending == env {
		p.ending = ""
		p.runApart(c.text(2))
		p.push(item{kind: ending, name: env})
		return
	}
	text := c.text(1)
	if len(c.args) > 3 && c.args[3] != nil {
		args := p.macroArguments(c, 3)
		text = p.substituted(text, args)
		p.substituted(c.text(2), nil)
	}
	start, end := p.tokenStart(), p.tokenEnd()
	p.replace(text)
	p.pushInto(p.stack, item{kind: begin, name: env, at: start, end: end})
}

// runApart reads a text in place of the current token, and then goes on.
func (p *parser) runApart(text string) {
	saved := *p
	p.s, p.i, p.tok, p.single = text, 0, 0, -1
	p.source = source{saved.tokenStart(), saved.tokenEnd(), len(text) + 1, saved.tokenEnd()}
	p.loop()
	p.s, p.i, p.tok, p.source, p.single = saved.s, saved.i, saved.tok, saved.source, -1
}

func runDef(p *parser, _ *command) {
	name := p.bareName()
	params := p.template(name)
	text := p.argText()
	if len(params) > 0 && params[0] == nil {
		params = params[:1]
	}
	p.define(name, &command{method: templateMethod, args: append([]any{text}, params...)})
}

// template reads the parameters of a \def: how many there are, and the texts before, between and behind them, nil
// where there is none.
func (p *parser) template(name string) []any {
	p.space()
	n, from := 0, p.i
	var between []any
	note := func() {
		if len(between) == n {
			between = append(between, nil)
		}
		if from != p.i {
			between[n] = p.s[from:p.i]
		}
	}
	for p.i < len(p.s) {
		switch p.next() {
		case '#':
			note()
			p.i++
			if p.i >= len(p.s) || p.s[p.i] < '1' || p.s[p.i] > '9' || int(p.s[p.i]-'0') != n+1 {
				p.fail(codeMacro, `the parameters of %q are not #1, #2 and so on`, `\`+name)
			}
			n++
			from = p.i + 1
		case '{':
			note()
			return append([]any{float64(n)}, between...)
		}
		if p.i < len(p.s) {
			p.i += len(firstRune(p.s[p.i:]))
		}
	}
	p.fail(codeMacro, "%q has no text", `\def\`+name)
	return nil
}
