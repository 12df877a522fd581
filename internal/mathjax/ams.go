package mathjax

import (
	"regexp"
	"strings"
)

// amsMethods are those of the packages ams and mathtools that do more than read arguments.
func amsMethods() map[string]*method {
	return map[string]*method{
		"Ams.CFrac":                    {shape: "omm", run: runCFrac},
		"Ams.Genfrac":                  {shape: "mm", run: runGenfrac},
		"Ams.HandleOperatorName":       {shape: "*m", run: runOperatorName},
		"Ams.HandleTag":                {shape: "*t", run: runTag},
		"Ams.MultiIntegral":            {run: runMultiIntegral},
		"Ams.SideSet":                  {shape: "mmm", run: runSideSet},
		"Ams.xArrow":                   {shape: "om", run: runXArrow},
		"Mathtools.Aboxed":             {shape: "m", run: runAboxed},
		"Mathtools.ArrowBetweenLines":  {shape: "*o", run: runArrowBetween},
		"Mathtools.HandleShove":        {shape: "om", run: runShove},
		"Mathtools.Prescript":          {shape: "mmm", run: runPrescript},
		"Mathtools.Relation":           {run: runRelation},
		"Mathtools.SetOptions":         {shape: "v", run: runSetOptions},
		"Mathtools.ShortVDotsWithin":   {shape: "*m", run: runShortVDots},
		"Mathtools.UnderOverBracket":   {shape: "oom", run: runBracketed},
		"Mathtools.XMathStrut":         {shape: "ov", run: runXStrut},
		"Newcommand.MacroWithTemplate": {run: runTemplateMacro},
	}
}

func runCFrac(p *parser, _ *command) {
	side := trimSpaces(p.bracketText())
	for range 2 {
		from, to := p.arg()
		if to < p.i { // with its braces, which a comment may hide
			from, to = from-1, to+1
		}
		p.inner(from, to)
	}
	if side != "" && side != "l" && side != "r" {
		p.fail(codeArgument, "%q is none of the sides l and r of %q", side, p.name)
	}
	p.pushNode(node{})
}

func runGenfrac(p *parser, c *command) {
	given := func(i int) bool { return i < len(c.args) && c.args[i] != nil }
	for i := range 2 {
		if !given(i) {
			p.delimiterArg()
		}
	}
	if !given(2) {
		p.arg()
	}
	style := ""
	if len(c.args) == 0 {
		style = trimSpaces(p.argText())
	}
	core := p.argMath().atomFlags()
	p.argMath()
	if style != "" && (style[0] < '0' || style[0] > '3' || len(style) > 1 && isDigit(style[1])) {
		p.failHint(codeArgument, "the styles are 0 to 3", "%q is no style for %q", style, p.name)
	}
	p.pushNode(node{flags: core & opCore})
}

func runOperatorName(p *parser, _ *command) {
	starred := p.star()
	p.argMath()
	n := node{flags: noLimits}
	if starred {
		n = node{flags: limits}
	} else if p.next() == '\\' {
		before := p.i
		p.i++
		if p.controlSequence() != "limits" {
			p.i = before
		}
	}
	p.pushNode(n)
}

func runMultiIntegral(p *parser, c *command) {
	text := c.text(0)
	if p.next() == '\\' {
		before := p.i
		from, to := p.arg()
		if p.s[from:to] == `\limits` {
			text = `\!\!\mathop{\,\,` + text + `}`
		}
		p.i = before
	}
	p.replace(text + " ")
}

func runSideSet(p *parser, _ *command) {
	p.readShape("mmm")
	p.pushNode(node{flags: limits})
}

func runXArrow(p *parser, _ *command) {
	from, to, _ := p.bracket()
	p.argMath()
	n := node{underover, hasHigh | scriptsOK}
	if to > from {
		p.inner(from, to)
		n.flags |= hasLow
	}
	p.pushNode(n)
}

// runBracketed reads \overbracket and \underbracket.
func runBracketed(p *parser, _ *command) {
	p.readShape("oom")
	p.pushNode(node{flags: limits | scriptsOK})
}

// alignmentTop returns the table that a command needs around it.
func (p *parser) alignmentTop() *item {
	top := p.stack.top()
	if top.kind != array || top.array.sort != alignment {
		p.fail(codeAlign, "%q outside of align and its like", p.name)
	}
	return top
}

func runAboxed(p *parser, _ *command) {
	top := p.alignmentTop()
	if top.array.cells%2 == 1 {
		top.array.cells++
	}
	text := p.argText()
	left, right, _ := strings.Cut(text, "&")
	if right, _, _ = strings.Cut(right, "&"); !balanced(left) || !balanced(right) {
		p.fail(codeAlign, `%q in braces within %q`, "&", p.name)
	}
	const template = `\rlap{\boxed{#1{}#2}}\kern.267em\phantom{#1}&\phantom{{}#2}\kern.267em`
	p.replace(substitute(template, []string{left, strings.TrimLeft(right, " ")}, maxBuffer))
}

// balanced reports whether all braces of a text are closed in it.
func balanced(text string) bool { return groupEnd(text+"}", 0) == len(text)+1 }

func runArrowBetween(p *parser, _ *command) {
	top := p.alignmentTop()
	if top.n > 0 || top.array.cells > 0 {
		p.fail(codeAlign, "%q is not in a row by itself", p.name)
	}
	p.star()
	p.bracket()
	top.array.rows++
}

func runShove(p *parser, _ *command) {
	top := p.stack.top()
	switch {
	case top.kind != array || top.array.sort != multline && top.array.sort != innerMulti:
		p.fail(codeAlign, "%q outside of multline", p.name)
	case top.n > 0:
		p.fail(codeAlign, "%q is not at the start of a row", p.name)
	}
	p.bracket()
	p.pushRow(p.argMath())
}

func runPrescript(p *parser, _ *command) {
	some := false
	var base row
	for i := range 3 {
		from, to := p.arg()
		if strings.TrimFunc(p.s[from:to], isSpace) == "" {
			base = row{n: 1}
			continue
		}
		some = some || i < 2
		base = p.inner(from, to)
	}
	if !some {
		p.pushRow(base)
		return
	}
	p.pushNode(node{kind: subsup})
}

func runRelation(p *parser, c *command) {
	text := strings.ReplaceAll(c.text(0), ":", `\MTThinColon`)
	p.replace(`\mathrel{` + strings.ReplaceAll(text, "-", `\mathrel{-}`) + `}`)
}

// mathtoolsOptions are what \mathtoolsset can set.
var mathtoolsOptions = map[string]bool{
	"multlinegap": true, "multlined-pos": true, "firstline-afterskip": true, "lastline-preskip": true, "smallmatrix-align": true,
	"shortvdotsadjustabove": true, "shortvdotsadjustbelow": true, "centercolon": true, "centercolon-offset": true,
	"thincolon-dx": true, "thincolon-dw": true, "use-unicode": true, "prescript-sub-format": true, "prescript-sup-format": true,
	"prescript-arg-format": true, "pairedDelimiters": true,
}

func runSetOptions(p *parser, _ *command) {
	for _, option := range splitOptions(p.argText()) {
		key, _, valued := strings.Cut(option, "=")
		if key = strings.TrimSpace(key); (key != "" || valued) && !mathtoolsOptions[key] {
			p.fail(codeArgument, "%q has no option %q", p.name, key)
		}
	}
}

func runVDots(p *parser, _ *command) {
	if p.stack.top().kind != array {
		p.fail(codeAlign, "%q outside of a table", p.name)
	}
	p.made("{}" + p.argText() + "{}")
	p.pushNode(node{})
}

func runFlushSpace(p *parser, _ *command) {
	top := p.alignmentTop()
	if p.name == `\MTFlushSpaceBelow` {
		top.row = row{}
		top.array.rows++
		top.array.cells = 0
	}
}

func runShortVDots(p *parser, _ *command) {
	p.star()
	p.alignmentTop()
	p.argMath()
	top := p.stack.top()
	top.row = row{}
	top.array.rows++
	top.array.cells = 0
}

var signedNumber = regexp.MustCompile(`^[-+]?(?:\d+(?:\.\d*)?|\.\d+)$`)

func runXStrut(p *parser, _ *command) {
	depth := p.bracketText()
	height := p.argText()
	for _, text := range []string{height, depth} {
		if text = strings.TrimFunc(text, isSpace); text != "" && !signedNumber.MatchString(text) || text == "" && height == "" {
			p.fail(codeArgument, "%q needs a number, and %q is none", p.name, text)
		}
	}
	p.pushNode(node{})
}
