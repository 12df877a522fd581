package mathjax

import (
	"regexp"
	"strings"
	"unicode/utf8"
)

// baseMethods are those of TeX itself that do more than read arguments.
func baseMethods() map[string]*method {
	return map[string]*method{
		"Base.BeginEnd":      {shape: "v", run: runBeginEnd},
		"Base.BuildRel":      {run: runBuildRel},
		"Base.Cr":            {run: runCr},
		"Base.CrLaTeX":       {run: runNewRow},
		"Base.Dots":          {run: pushKind(dots)},
		"Base.HBox":          {shape: "t", run: runHBox},
		"Base.HFill":         {run: runHFill},
		"Base.HLine":         {run: runHLine},
		"Base.HandleLabel":   {shape: "v", run: runLabel},
		"Base.HandleRef":     {shape: "v", run: runRef},
		"Base.LeftRight":     {shape: "d", run: runLeftRight},
		"Base.Limits":        {run: runLimits},
		"Base.Macro":         {shape: "#", run: runMacro},
		"Base.Matrix":        {run: runMatrix},
		"Base.MmlToken":      {shape: "vov", run: runToken},
		"Base.MoveLeftRight": {shape: "D", run: runMove},
		"Base.MoveRoot":      {shape: "v", run: runMoveRoot},
		"Base.NamedFn":       {run: runNamedFn},
		"Base.NamedOp":       {run: runNamedOp},
		"Base.Nonscript":     {run: pushKind(skipping)},
		"Base.Not":           {run: pushKind(not)},
		"Base.Over":          {run: runOver},
		"Base.Overset":       {shape: "mm", run: runOverset},
		"Base.Overunderset":  {shape: "mmm", run: runOverset},
		"Base.RaiseLower":    {shape: "D", run: runMove},
		"Base.Root":          {run: runRoot},
		"Base.Sqrt":          {shape: "om", run: runSqrt},
		"Base.TeXAtom":       {shape: "m", run: runAtom},
		"Base.UnderOver":     {shape: "m", run: runUnderOver},
		"Base.Underset":      {shape: "mm", run: runUnderset},
		"Braket.Bar":         {run: func(p *parser, _ *command) { p.readBar(`\|`) }},
		"Braket.Braket":      {shape: "m", run: runBraket},
	}
}

func pushKind(kind itemKind) func(*parser, *command) {
	return func(p *parser, _ *command) { p.push(item{kind: kind, name: p.name}) }
}

func runBuildRel(p *parser, _ *command) {
	p.inner(p.upTo(`\over`))
	p.argMath()
	p.pushNode(node{})
}

// runHBox reads \text and its like. One that is empty makes no node, but where it is set in a size of its own.
func runHBox(p *parser, c *command) {
	sized := len(c.args) > 0 && c.args[0] != nil
	if full := p.readText(); full || sized {
		p.pushNode(node{})
	}
}

func runLeftRight(p *parser, _ *command) {
	kind := left
	switch p.name {
	case `\middle`:
		kind = middle
	case `\right`:
		kind = right
	}
	start, end := p.tokenStart(), p.tokenEnd()
	p.delimiter(false)
	p.pushInto(p.stack, item{kind: kind, name: p.name, at: start, end: end})
}

func runMove(p *parser, _ *command) {
	p.dimension()
	p.push(item{kind: position, name: p.name})
}

var integer = regexp.MustCompile(`-?[0-9]+`)

func runMoveRoot(p *parser, c *command) {
	which := 0
	if c.text(0) == "upRoot" {
		which = 1
	}
	switch {
	case !p.root:
		p.fail(codeScript, "%q outside of the degree of a root", p.name)
	case p.moved[which]:
		p.fail(codeScript, "%q twice at one root", p.name)
	}
	if text := p.argText(); !integer.MatchString(text) {
		p.fail(codeArgument, "%q needs an integer, and %q is none", p.name, text)
	}
	p.moved[which] = true
}

func runNamedFn(p *parser, _ *command) {
	n := node{flags: opSelf}
	p.push(item{kind: fn, row: row{1, n, n}, name: p.name})
}

func runNamedOp(p *parser, _ *command) { p.pushNode(node{flags: opCore | limits}) }

func runOver(p *parser, c *command) {
	name := p.name
	if !c.isSet(0) && !c.isSet(1) && strings.HasSuffix(name, "withdelims") {
		p.delimiter(false)
		p.delimiter(false)
	}
	if strings.HasPrefix(name, `\above`) {
		p.dimension()
	}
	p.push(item{kind: over, name: name})
}

// runOverset reads \overset and \overunderset.
func runOverset(p *parser, _ *command) {
	p.argMath()
	made := node{kind: overOnly, flags: hasHigh}
	if p.name == `\overunderset` {
		p.argMath()
		made = node{kind: underover, flags: hasLow | hasHigh}
	}
	made.flags |= p.argMath().atomFlags()
	p.pushNode(made)
}

// atomFlags are the flags that a base hands on.
func (r row) atomFlags() nodeFlags { return r.boxed().flags & (opCore | opSelf) }

func runUnderset(p *parser, _ *command) {
	p.argMath()
	p.pushNode(node{underover, hasLow | p.argMath().atomFlags()})
}

// runUnderOver reads \overline, \underbrace and their like.
func runUnderOver(p *parser, c *command) {
	core := p.argMath().atomFlags()
	switch {
	case c.isSet(1):
		p.pushNode(node{flags: limits | scriptsOK | core&opCore})
	case strings.HasPrefix(p.name, `\o`):
		p.pushNode(node{underover, hasHigh | scriptsOK | core})
	default:
		p.pushNode(node{underover, hasLow | scriptsOK | core})
	}
}

func runRoot(p *parser, _ *command) {
	from, to := p.upTo(`\of`)
	p.argMath()
	p.degree(from, to)
	p.pushNode(node{})
}

// degree reads the degree of a root.
func (p *parser) degree(from, to int) {
	root := p.root
	p.root = true
	p.inner(from, to)
	p.root = root
}

func runSqrt(p *parser, _ *command) {
	from, to, _ := p.bracket()
	argFrom, argTo := p.arg()
	if p.s[argFrom:argTo] == `\frac` {
		p.arg()
		p.arg()
		argTo = p.i
	}
	p.inner(argFrom, argTo)
	if to > from {
		p.degree(from, to)
	}
	p.pushNode(node{})
}

var romanWord = regexp.MustCompile(`^\s*\\rm\s+([a-zA-Z0-9 ]+)$`)

// runAtom reads \mathop, \mathbin and their like.
func runAtom(p *parser, c *command) {
	from, to := p.arg()
	if c.number(0) != 1 {
		p.pushNode(p.inner(from, to).atom())
		return
	}
	if !strings.Contains(p.s[from:to], `\rm`) || !romanWord.MatchString(p.s[from:to]) {
		p.inner(from, to)
	}
	n := node{flags: limits}
	p.push(item{kind: fn, row: row{1, n, n}, name: p.name})
}

var attribute = regexp.MustCompile(`(?i)^([a-z]+)\s*=\s*('[^']*'|"[^"]*"|[^ ,]*)\s*,?\s*`)

// runToken reads \mmlToken.
func runToken(p *parser, _ *command) {
	kind := p.argText()
	attributes := strings.TrimLeftFunc(p.bracketText(), isSpace)
	p.arg()
	switch kind {
	case "mi", "mn", "mo", "mtext", "ms", "mspace", "mglyph":
	default:
		p.fail(codeArgument, "%q is no element that %q can make", kind, p.name)
	}
	for attributes != "" {
		n := len(attribute.FindString(attributes))
		if n == 0 {
			p.fail(codeArgument, "%q is no attribute of %q", attributes, p.name)
		}
		attributes = attributes[n:]
	}
	p.pushNode(node{})
}

func runBraket(p *parser, _ *command) {
	it := item{kind: braket, name: p.name, flag: true}
	switch p.next() {
	case 0:
		p.fail(codeArgument, "%q lacks an argument", p.name)
	case '{':
		p.i++
		it.flag = false
	}
	p.push(it)
}

// readBar reads a "|", which has a meaning of its own in \braket.
func (p *parser) readBar(name string) {
	if p.stack.top().kind == braket && name == "|" && p.next() == '|' {
		p.i++
	}
	p.pushNode(node{})
}

// readArrow reads a "@", which begins an arrow of a CD environment.
func (p *parser) readArrow() {
	if p.i >= len(p.s) || !strings.ContainsRune("><VA.|=", rune(p.s[p.i])) {
		p.pushNode(node{})
		return
	}
	c := p.s[p.i : p.i+1]
	p.i++
	if top := p.stack.top(); top.kind != array || top.n > 0 {
		p.push(item{kind: cell, name: "@"})
	}
	top := p.stack.top()
	for odd := (top.array.cells + 1 + top.array.rows) % 2; odd > 0; odd-- {
		p.push(item{kind: cell, name: "@"})
	}
	if strings.Contains("><VA", c) {
		outer := p.name
		p.name = "@" + c
		for range 2 {
			if from, to := p.upTo(c); to > from {
				p.inner(from, to)
			}
		}
		p.name = outer
	}
	p.pushNode(node{})
	p.push(item{kind: cell, name: "@"})
}

// firstRune is the first character of a text.
func firstRune(s string) string {
	_, size := utf8.DecodeRuneInString(s)
	return s[:size]
}
