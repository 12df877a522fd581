package code

import (
	"regexp"
	"regexp/syntax"
	"strings"
	"unicode"
)

// negatedInClass finds what stands for all but some characters within a class.
var negatedInClass = regexp.MustCompile(`\[\^?\]?(?:[^\]\\]|\\.)*?\\[WDSPp]`)

// asciiSet is a set of ASCII characters.
type asciiSet [128]bool

// firstOf returns the characters with which a match of an expression may begin; nil where that can be any, or nobody
// knows. The expression is one of regexp2's, which has .NET's syntax; where Go's own parser can read it, the two
// differ in no character that is left out: only in "\s", which there has the vertical tab, so that control characters
// are always in the set; and in classes such as "[^\W\d]", which regexp2 takes for "[^\W]".
func firstOf(pattern string) *asciiSet {
	if strings.Contains(pattern, `\Q`) || strings.Contains(pattern, `\x{`) || negatedInClass.MatchString(pattern) {
		return nil // these mean something else there
	}
	re, err := syntax.Parse(pattern, syntax.Perl)
	if err != nil {
		return nil
	}
	var set asciiSet
	if empty := set.add(re); empty {
		return nil
	}
	for c := range ' ' {
		set[c] = set[c] || c != '\n' && c != '\t'
	}
	set[0x7f] = true
	return &set
}

// add adds the characters with which a match of an expression may begin, and reports whether it may match nothing.
func (set *asciiSet) add(re *syntax.Regexp) (empty bool) {
	switch re.Op {
	case syntax.OpNoMatch:
		return false
	case syntax.OpLiteral:
		set.addRune(re.Rune[0], re.Flags&syntax.FoldCase != 0)
		return false
	case syntax.OpCharClass:
		for i := 0; i+1 < len(re.Rune); i += 2 {
			for r := re.Rune[i]; r <= min(re.Rune[i+1], 0x7f); r++ {
				set[r] = true
			}
		}
		return false
	case syntax.OpAnyChar, syntax.OpAnyCharNotNL:
		for c := range set {
			set[c] = set[c] || c != '\n' || re.Op == syntax.OpAnyChar
		}
		return false
	case syntax.OpStar, syntax.OpQuest:
		set.add(re.Sub[0])
		return true
	case syntax.OpPlus, syntax.OpCapture:
		return set.add(re.Sub[0])
	case syntax.OpRepeat:
		return set.add(re.Sub[0]) || re.Min == 0
	case syntax.OpConcat:
		for _, sub := range re.Sub {
			if !set.add(sub) {
				return false
			}
		}
		return true
	case syntax.OpAlternate:
		for _, sub := range re.Sub {
			empty = set.add(sub) || empty
		}
		return empty
	}
	return true // it stands at a place and takes no character
}

func (set *asciiSet) addRune(r rune, fold bool) {
	for f := r; ; {
		if f < 0x80 {
			set[f] = true
		}
		if f = unicode.SimpleFold(f); !fold || f == r {
			return
		}
	}
}
