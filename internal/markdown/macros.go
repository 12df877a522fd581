package markdown

import (
	"maps"
	"strings"

	"github.com/yuin/goldmark/ast"

	"github.com/examdeck/examdeck/internal/markdown/math"
	"github.com/examdeck/examdeck/internal/mathjax"
	"github.com/examdeck/examdeck/internal/texgate"
)

// Macros returns the macros that a source's formulas define, those of hidden boxes of HTML as well: authors write them
// once, where the page that they see knows them in every formula.
func (d *Document) Macros() mathjax.Macros {
	if d.Root == nil || !mathjax.Defines(d.Source) {
		return nil
	}
	all := mathjax.Macros{}
	add := func(tex []byte) {
		if mathjax.Defines(tex) {
			found, _ := mathjax.Defined(string(tex))
			maps.Copy(all, found)
		}
	}
	_ = ast.Walk(d.Root, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if !entering {
			return ast.WalkContinue, nil
		}
		switch n := n.(type) {
		case *math.Node:
			add([]byte(n.TeX))
		case *ast.HTMLBlock:
			add(n.Lines().Value(d.Source))
		}
		return ast.WalkContinue, nil
	})
	return all
}

// Carried reports whether cards may carry the definition of a macro to MathJax, where it holds for every card of other
// decks too: it must be harmless, and no command of MathJax's own. Others are to be written out.
func Carried(name string, m mathjax.Macro) bool {
	tex := m.Definition(name)
	_, slip := math.Clean(tex)
	return !mathjax.Knows(name) && slip == "" && !strings.Contains(tex, "{{c") && texgate.Check(tex) == nil
}

// Definitions returns the formula that defines those of the macros that fragments call; empty where they call none, or
// MathJax would be busy with them for long.
func Definitions(macros mathjax.Macros, fragments ...string) string {
	var tex strings.Builder
	for _, name := range macros.Called(strings.Join(fragments, "\n")) {
		tex.WriteString(macros[name].Definition(name))
	}
	if tex.Len() == 0 || texgate.Check(tex.String()) != nil {
		return ""
	}
	html := appendText([]byte{delimiter, '('}, []byte(tex.String()), asCode)
	return finish(append(html, delimiter, ')'))
}
