package mathjax

import (
	"regexp"
	"strconv"
	"strings"
)

// packageMethods are those of the small packages that do more than read arguments.
func packageMethods() map[string]*method {
	return map[string]*method{
		"Action.Toggle":        {run: runToggle},
		"Bbox.BBox":            {shape: "om", run: runBBox},
		"Cancel.CancelTo":      {shape: "omm", run: runCancelTo},
		"Color.Color":          {shape: "ov", run: runColor},
		"Color.ColorBox":       {shape: "vt"},
		"Color.DefineColor":    {shape: "vvv", run: runDefineColor},
		"Color.FColorBox":      {shape: "vvt"},
		"Color.TextColor":      {shape: "ovm", run: runTextColor},
		"Require.Require":      {shape: "v", run: runRequire},
		"Unicode.Unicode":      {shape: "oov", run: runUnicode},
		"Verb.Verb":            {run: runVerb},
		"colortbl.TableColor":  {shape: "ov", run: runTableColor},
		"centernot.CenterOver": {shape: "mm", run: runCenterOver},
		"mhchem.Machine":       {shape: "m", run: runChemistry},
		"Extpfeil.NewExtArrow": {shape: "=vv", run: runNewArrow},
	}
}

func runToggle(p *parser, _ *command) {
	for {
		from, to := p.arg()
		if p.s[from:to] == `\endtoggle` {
			break
		}
		p.inner(from, to)
	}
	p.pushNode(node{})
}

func runCenterOver(p *parser, _ *command) {
	base := p.argMath()
	p.argMath()
	if base.n == 0 {
		p.fail(codeArgument, "%q has nothing to strike through", p.name)
	}
	p.pushNode(node{})
}

func runCancelTo(p *parser, _ *command) {
	p.readShape("omm")
	p.pushNode(node{kind: sup, flags: hasHigh})
}

var (
	boxPadding = regexp.MustCompile(`^(\.\d+|\d+(\.\d*)?)(pt|em|ex|mu|px|in|cm|mm)$`)
	boxColor   = regexp.MustCompile(`(?i)^([a-z0-9]+|#[0-9a-f]{6}|#[0-9a-f]{3})$`)
	boxStyle   = regexp.MustCompile(`(?i)^[-a-z]+:`)
)

func runBBox(p *parser, _ *command) {
	options := p.bracketText()
	made := p.argMath()
	var padding, color, style int
	for part := range strings.SplitSeq(options, ",") {
		part = strings.TrimFunc(part, isSpace)
		switch {
		case boxPadding.MatchString(part):
			padding++
		case boxColor.MatchString(part):
			color++
		case boxStyle.MatchString(part):
			style++
		case part != "":
			p.fail(codeArgument, "%q is no color, length or style for %q", part, p.name)
		}
	}
	switch {
	case padding > 1, color > 1, style > 1:
		p.fail(codeArgument, "%q names the same thing twice for %q", options, p.name)
	case options == "":
		p.pushRow(made)
		return
	}
	p.pushNode(made.atom())
}

func runColor(p *parser, _ *command) {
	p.color(p.bracketText(), p.argText())
	p.push(item{kind: style, name: p.name})
}

func runTextColor(p *parser, _ *command) {
	p.color(p.bracketText(), p.argText())
	p.pushNode(p.argMath().atom())
}

func runDefineColor(p *parser, _ *command) {
	p.arg()
	model := p.argText()
	p.color(model, p.argText())
}

var commaBlanks = regexp.MustCompile(`\s*,\s*`)

// color checks a color in a model.
func (p *parser) color(model, value string) {
	parts := commaBlanks.Split(strings.TrimFunc(value, isSpace), -1)
	count, highest := 3, 1.0
	switch model {
	case "", "named":
		return
	case "rgb":
	case "RGB":
		highest = 255
	case "gray":
		count = 1
	default:
		p.failHint(codeArgument, "the models are named, rgb, RGB and gray", "%q knows no color model %q", p.name, model)
	}
	ok := len(parts) == count
	for _, part := range parts {
		n, err := strconv.ParseFloat(part, 64)
		ok = ok && err == nil && n >= 0 && n <= highest && strings.Trim(part, "0123456789.") == "" &&
			(model != "RGB" || strings.IndexByte(part, '.') < 0)
	}
	if !ok {
		p.fail(codeArgument, "%q is no color of the model %q", value, model)
	}
}

var (
	heightDepth = regexp.MustCompile(`^(\d+(\.\d*)?|\.\d+),(\d+(\.\d*)?|\.\d+)$`)
	codePoint   = regexp.MustCompile(`^(x[0-9A-Fa-f]+|[0-9]+)$`)
)

func runUnicode(p *parser, _ *command) {
	if heightDepth.MatchString(strings.ReplaceAll(p.bracketText(), " ", "")) {
		p.bracket()
	}
	text := trimSpaces(p.argText())
	if after, ok := strings.CutPrefix(text, "0x"); ok {
		text = "x" + after
	}
	if !codePoint.MatchString(text) {
		p.fail(codeArgument, "%q needs a number, and %q is none", p.name, text)
	}
	p.pushNode(node{})
}

func runVerb(p *parser, _ *command) {
	p.space()
	if p.i >= len(p.s) {
		p.fail(codeArgument, "%q lacks an argument", p.name)
	}
	sign := firstRune(p.s[p.i:])
	p.i += len(sign)
	end := strings.Index(p.s[p.i:], sign)
	if end < 0 {
		p.fail(codeArgument, "%q lacks its second %q", p.name, sign)
	}
	p.i += end + len(sign)
	p.pushNode(node{})
}

// shipped are the packages that are in Anki's MathJax and not switched on; forbidden are those that can't be.
var (
	shipped = map[string]bool{"physics": true, "colorv2": true, "textmacros": true, "autoload": true, "require": true,
		"action": true, "ams": true, "amscd": true, "bbox": true, "boldsymbol": true, "braket": true, "bussproofs": true, "cancel": true,
		"cases": true, "centernot": true, "color": true, "colortbl": true, "empheq": true, "enclose": true, "extpfeil": true,
		"gensymb": true, "html": true, "mathtools": true, "mhchem": true, "newcommand": true, "noerrors": true, "noundefined": true,
		"upgreek": true, "unicode": true, "verb": true, "configmacros": true, "tagformat": true, "textcomp": true}
	forbidden = map[string]bool{"base": true, "all-packages": true, "autoload": true, "configmacros": true, "tagformat": true,
		"setoptions": true}
	packageName = regexp.MustCompile(`^[_a-zA-Z0-9]+$`)
)

// runRequire reads \require.
func runRequire(p *parser, _ *command) {
	name := p.argText()
	switch {
	case !packageName.MatchString(name):
		p.fail(codeRequire, "%q is no name of a package", name)
	case forbidden[name]:
		p.fail(codeRequire, "the package %q can't be asked for", name)
	case !shipped[name]:
		p.hint = `leave out \require: what Anki has is there without it`
		p.failShowing(codeRequire, ShowsCard, "Anki has no package %q", name)
	case name == "physics" || name == "colorv2" || name == "textmacros":
		p.loose = true
	}
}

var (
	oneName     = regexp.MustCompile(`(?i)^\\([a-z]+|.)$`)
	twoNumbers  = regexp.MustCompile(`^(\d+),(\d+)$`)
	arrowNumber = regexp.MustCompile(`(?i)^(\d+|0x[0-9A-F]+)$`)
)

// runNewArrow reads \Newextarrow.
func runNewArrow(p *parser, _ *command) {
	name, space, char := p.argText(), p.argText(), p.argText()
	switch {
	case !oneName.MatchString(name):
		p.fail(codeMacro, "%q is no name for %q", name, p.what())
	case !twoNumbers.MatchString(space), !arrowNumber.MatchString(char):
		p.fail(codeArgument, "%q and %q are not what %q needs", space, char, p.what())
	}
	p.define(name[1:], &command{method: p.table.commands["xmapsto"].method})
}
