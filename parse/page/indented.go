package page

import (
	"strings"
	"unicode"

	"github.com/yuin/goldmark/ast"
)

// proseOf reads indented blocks of a toggle again as text if they are sentences: HTML is indented for its looks, and
// what CommonMark takes for code then is none. Code stays code.
func proseOf(doc *Document, blocks []ast.Node) []ast.Node {
	var out []ast.Node
	for _, n := range blocks {
		if n.Kind() != ast.KindCodeBlock || !isProse(doc, n) {
			out = append(out, n)
			continue
		}
		lines := n.Lines()
		out = append(out, doc.Part(lines.At(0).Start, lines.At(lines.Len()-1).Stop, 4)...)
	}
	return out
}

// isProse reports whether the lines of a block of code read as sentences: most are made of words, and none ends as
// code does.
func isProse(doc *Document, n ast.Node) bool {
	words, signs, sentences := 0, 0, 0
	for i := range n.Lines().Len() {
		line := n.Lines().At(i)
		text := strings.TrimSpace(string(line.Value(doc.MD.Source)))
		if text == "" {
			continue
		}
		if strings.ContainsAny(text[len(text)-1:], ";{}=") || strings.HasPrefix(text, "$ ") {
			return false
		}
		if strings.ContainsAny(text[len(text)-1:], ".!?:,") && unicode.IsUpper([]rune(text)[0]) {
			sentences++
		}
		for _, w := range strings.Fields(text) {
			if strings.TrimFunc(w, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }) == strings.Trim(w, ".,:;!?()\"'“”") {
				words++
			} else {
				signs++
			}
		}
	}
	return words >= 6 && words >= 3*signs && sentences > 0
}
