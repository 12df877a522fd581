package texgate

import (
	"regexp"
	"slices"
	"strings"
)

// arguments checks those of a command that stands from at to end. They must stand in braces right behind it: an
// argument that is another command, or that is lacking, may be one that a macro puts there.
func (s *scan) arguments(c command, at, end int) *Fault {
	i, ok := end, len(c.args) > 0
	for _, a := range c.args {
		if !ok {
			break
		}
		text, next, found := readArgument(s.tex, i, a.bracket)
		switch {
		case found:
			ok, i = a.passes(text), next
		case !a.bracket:
			ok = false
		}
	}
	if ok {
		return nil
	}
	return &Fault{Active: true, Found: cut(s.tex[at:]), Reason: c.reason}
}

// readArgument returns the text in the braces or brackets that come next, and where they end.
func readArgument(tex string, i int, bracket bool) (text string, end int, found bool) {
	for i < len(tex) && strings.IndexByte(" \t\n\r", tex[i]) >= 0 {
		i++
	}
	open, closer := byte('{'), byte('}')
	if bracket {
		open, closer = '[', ']'
	}
	if i >= len(tex) || tex[i] != open {
		return "", i, false
	}
	depth := 0
	for j := i + 1; j < len(tex); j++ {
		switch c := tex[j]; {
		case c == '\\':
			j++
		case c == closer && depth == 0:
			return tex[i+1 : j], j + 1, true
		case c == '{':
			depth++
		case c == '}':
			depth--
		}
	}
	// MathJax, too, finds no end; what is there is checked all the same.
	return tex[i+1:], len(tex), true
}

var (
	linkForm  = regexp.MustCompile(`^[ \t\n]*(?i:https?://|mailto:)[^\x00-\x1f]*$`)
	colorForm = regexp.MustCompile(`^(?:[A-Za-z0-9#.,!% _-]*|(?i:rgb|hsl)a?\([0-9.,%/ ]*\))$`)
	wordForm  = regexp.MustCompile(`^[A-Za-z]*$`)
	partForm  = regexp.MustCompile(`^[A-Za-z0-9#.]*$`)
	styleForm = regexp.MustCompile(`^ *(?i:border(?:-(?:top|right|bottom|left))?(?:-(?:width|style|color|radius))?|padding(?:-(?:top|right|bottom|left))?|` +
		`background(?:-color)?|color) *: *[A-Za-z0-9#. %]* *$`)
	fontForm      = regexp.MustCompile(`^[A-Za-z0-9.,' _-]*$`)
	notationForm  = regexp.MustCompile(`^[a-z0-9, -]*$`)
	attributeForm = regexp.MustCompile(`^[A-Za-z0-9#.,%="' -]*$`)
	tokenForm     = regexp.MustCompile(`^ *(?:mathvariant|lspace|rspace|form|fence|separator|stretchy|symmetric|largeop|movablelimits|accent|` +
		`minsize|maxsize|mathsize|mathcolor|mathbackground|lquote|rquote|texClass|variantForm) *= *(?:"[A-Za-z0-9#.% -]*"|'[A-Za-z0-9#.% -]*'|[A-Za-z0-9#.%-]*) *,? *`)
	tokens = []string{"mi", "mn", "mo", "ms", "mtext"}
	// packages are what Anki's MathJax holds; anything else would be looked for beside it.
	packages = strings.Fields(`action ams amscd bbox boldsymbol braket bussproofs cancel cases centernot color colortbl colorv2 empheq enclose
		extpfeil gensymb html mathtools mhchem newcommand noerrors noundefined physics require textcomp textmacros unicode upgreek verb
		base all-packages autoload configmacros tagformat setoptions`)  // MathJax refuses the last of them
)

func isLink(text string) bool       { return linkForm.MatchString(text) }
func isColor(text string) bool      { return colorForm.MatchString(text) }
func isWord(text string) bool       { return wordForm.MatchString(text) }
func isFont(text string) bool       { return fontForm.MatchString(text) }
func isNotation(text string) bool   { return notationForm.MatchString(text) }
func isAttributes(text string) bool { return attributeForm.MatchString(text) }
func isToken(text string) bool      { return slices.Contains(tokens, text) }
func isPackage(text string) bool    { return slices.Contains(packages, text) }
func isPlain(text string) bool      { return !strings.ContainsAny(text, `\#%`) }

// isBox reports whether the options of \bbox are a length, a color and a style of the box alone.
func isBox(text string) bool {
	for part := range strings.SplitSeq(text, ",") {
		if partForm.MatchString(strings.TrimSpace(part)) {
			continue
		}
		for style := range strings.SplitSeq(part, ";") {
			if !styleForm.MatchString(style) && strings.TrimSpace(style) != "" {
				return false
			}
		}
	}
	return true
}

// isTokenAttributes reports whether the attributes of \mmlToken say only how a sign looks.
func isTokenAttributes(text string) bool {
	for text != "" {
		n := len(tokenForm.FindString(text))
		if n == 0 {
			return false
		}
		text = text[n:]
	}
	return true
}
