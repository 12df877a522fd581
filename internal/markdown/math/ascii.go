package math

import (
	"strings"

	"github.com/yuin/goldmark/parser"

	"github.com/examdeck/examdeck/internal/markdown/issue"
)

// asciiWords are words that mean a symbol in AsciiMath and only letters in TeX.
var asciiWords = map[string]bool{
	"alpha": true, "beta": true, "gamma": true, "delta": true, "Delta": true, "epsilon": true, "lambda": true, "Lambda": true,
	"sigma": true, "Sigma": true, "omega": true, "Omega": true, "theta": true, "Theta": true, "vec": true,
}

// asciiMarks are spellings of AsciiMath that TeX spells in another way; some of them people write in TeX too.
var asciiMarks = []string{"_(", "^(", "->", "<=", ">=", "!=", "**", "+-"}

var asciiKey = parser.NewContextKey()

// noteASCII files one issue for the whole source where its formulas are not TeX but AsciiMath, which Anki shows as
// plain letters.
func noteASCII(n *Node, pc parser.Context) {
	tex := n.TeX
	if len(tex) < 4 || strings.IndexByte(tex, '\\') >= 0 {
		return
	}
	strong := strings.Contains(tex, "sqrt(") || hasASCIIWord(tex)
	if !strong {
		marks := 0
		for _, m := range asciiMarks {
			if strings.Contains(tex, m) {
				marks++
			}
		}
		if marks < 2 {
			return
		}
		if pc.Get(asciiKey) == nil {
			pc.Set(asciiKey, n.Pos())
			return
		}
	}
	at := n.Pos()
	if first, ok := pc.Get(asciiKey).(int); ok {
		at = first
	}
	issue.Once(pc, issue.Issue{Offset: at, Code: "ascii-math",
		Message: "formulas of this file look like AsciiMath, which is shown as plain letters",
		Hint:    `write TeX: \vec{x} for vec x, \le for <=, \sqrt{x} for sqrt(x)`})
}

// hasASCIIWord tells that one of asciiWords stands in the formula as a word of its own.
func hasASCIIWord(tex string) bool {
	for word := range strings.FieldsFuncSeq(tex, func(r rune) bool { return r > 'z' || !isLetter(byte(r)) }) {
		if len(word) > 2 && asciiWords[word] {
			return true
		}
	}
	return false
}
