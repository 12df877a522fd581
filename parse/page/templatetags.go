package page

import (
	"bytes"
	"strings"

	"github.com/yuin/goldmark/ast"
)

// boxTags are the names of GitBook's tags that only draw a box or a tab around what is between them.
var boxTags = WordSet("hint endhint tabs endtabs tab endtab code endcode stepper endstepper step endstep columns endcolumns column endcolumn")

// dropTemplateTags removes the lines "{% hint style="info" %}" and their likes from the top-level paragraphs: they
// are nothing to read.
func dropTemplateTags(doc *Document) {
	if !bytes.Contains(doc.MD.Source, []byte("{% ")) {
		return
	}
	for _, n := range Children(doc.MD.Root) {
		if n.Kind() != ast.KindParagraph {
			continue
		}
		for begin := n.FirstChild(); begin != nil; {
			next := NextLine(begin)
			if isBoxTag(LineText(doc, begin)) {
				RemoveLine(n, begin, next)
			}
			begin = next
		}
		if !n.HasChildren() && n.PreviousSibling() != nil {
			doc.MD.Root.RemoveChild(doc.MD.Root, n)
		}
	}
}

// isBoxTag reports whether a line is the tag of a box.
func isBoxTag(line string) bool {
	inner, ok := strings.CutPrefix(strings.TrimSpace(line), "{%")
	if !ok || !strings.HasSuffix(inner, "%}") {
		return false
	}
	words := strings.Fields(strings.TrimSuffix(inner, "%}"))
	return len(words) > 0 && boxTags[words[0]]
}
