package texgate

// sort says what the gate has to know of a command.
type sort uint8

const (
	checked  sort = iota // its arguments become attributes, styles or addresses
	opening              // begins what stands in another
	closing              // ends it
	styling              // reaches to the end of its group
	doubling             // is read or measured twice
	proving              // is a line of a proof tree
	defining             // gives a name a meaning
	joining              // puts texts together, by which a command's name may come about
	quoting              // shows what stands behind it as it is
)

// command is what the gate knows of a command.
type command struct {
	sort sort
	// args are the checks of the arguments, in order; a command without any is never let through.
	args []argument
	// reason says what is wrong where an argument does not pass.
	reason string
	// plain tells that it does no harm with any argument: browsers take colors for colors alone.
	plain bool
}

// argument is one argument: in brackets, and then optional, or in braces.
type argument struct {
	bracket bool
	passes  func(text string) bool
}

func in(passes func(string) bool) argument     { return argument{false, passes} }
func option(passes func(string) bool) argument { return argument{true, passes} }

const (
	badColor = "has a color that is none"
	badStyle = "has a style that could reach beyond the formula"
)

// commands are those that the gate has an eye on; all others of MathJax's do no harm, whatever stands behind them.
var commands = build()

func build() map[string]command {
	m := map[string]command{
		"href":    {args: []argument{in(isLink)}, reason: "leads neither to the web nor to a mailbox"},
		"style":   {reason: "sets styles, which can fetch something or cover the card"},
		"class":   {reason: "gives a part of the card another look or another role"},
		"cssId":   {reason: "gives a part of the card an id"},
		"bbox":    {args: []argument{option(isBox)}, reason: badStyle},
		"require": {args: []argument{in(isPackage)}, reason: "loads what is not there"},

		"fcolorbox":   {args: []argument{in(isColor), in(isColor)}, reason: badStyle},
		"colorbox":    {args: []argument{in(isColor)}, reason: badColor, plain: true},
		"color":       {args: []argument{option(isWord), in(isColor)}, reason: badColor, plain: true},
		"textcolor":   {args: []argument{option(isWord), in(isColor)}, reason: badColor, plain: true},
		"cellcolor":   {args: []argument{option(isWord), in(isColor)}, reason: badColor, plain: true},
		"rowcolor":    {args: []argument{option(isWord), in(isColor)}, reason: badColor, plain: true},
		"columncolor": {args: []argument{option(isWord), in(isColor)}, reason: badColor, plain: true},
		"definecolor": {args: []argument{in(isColor), in(isWord), in(isColor)}, reason: badColor, plain: true},

		"mmlToken":     {args: []argument{in(isToken), option(isTokenAttributes)}, reason: "sets attributes that are more than the looks of a sign"},
		"enclose":      {args: []argument{in(isNotation), option(isAttributes)}, reason: "sets attributes that are no notation"},
		"unicode":      {args: []argument{option(isFont), option(isFont)}, reason: "names a font that is none"},
		"mathtoolsset": {args: []argument{in(isPlain)}, reason: "has commands among its settings"},
	}
	for sort, names := range map[sort][]string{
		opening: {"begin", "left"},
		closing: {"end", "right"},
		styling: {"displaystyle", "textstyle", "scriptstyle", "scriptscriptstyle", "tiny", "Tiny", "scriptsize", "small", "normalsize", "large",
			"Large", "LARGE", "huge", "Huge", "over", "atop", "choose", "brace", "brack", "above", "overwithdelims", "atopwithdelims", "abovewithdelims"},
		doubling: {"Aboxed", "adjustlimits", "overset", "underset", "overunderset", "stackrel", "centerOver", "centernot", "overbracket", "underbracket", "pmb",
			"xleftarrow", "xrightarrow", "xLeftarrow", "xRightarrow", "xleftrightarrow", "xLeftrightarrow", "xhookleftarrow", "xhookrightarrow",
			"xmapsto", "xlongequal", "xtofrom", "xtwoheadleftarrow", "xtwoheadrightarrow", "xleftharpoondown", "xleftharpoonup",
			"xrightharpoondown", "xrightharpoonup", "xleftrightharpoons", "xrightleftharpoons", "xLeftrightharpoons", "xRightleftharpoons"},
		proving: {"UIC", "BIC", "TIC", "UnaryInf", "UnaryInfC", "BinaryInf", "BinaryInfC", "TrinaryInf", "TrinaryInfC", "QuaternaryInf",
			"QuaternaryInfC", "QuinaryInf", "QuinaryInfC"},
		defining: {"def", "let", "newcommand", "renewcommand", "newenvironment", "renewenvironment", "DeclareMathOperator", "Newextarrow"},
		joining: {"ce", "pu", "newtagform", "renewtagform", "delimsize", "DeclarePairedDelimiter", "DeclarePairedDelimiterX",
			"DeclarePairedDelimiterXPP", "DeclarePairedDelimiters", "DeclarePairedDelimitersX", "DeclarePairedDelimitersXPP"},
		quoting: {"verb"},
	} {
		for _, name := range names {
			m[name] = command{sort: sort}
		}
	}
	return m
}
