package parse

import (
	"bytes"
	"strings"

	"github.com/yuin/goldmark/ast"
)

// boxTags are the names of GitBook's tags that only draw a box or a tab around what is between them.
var boxTags = wordSet("hint endhint tabs endtabs tab endtab code endcode stepper endstepper step endstep columns endcolumns column endcolumn")

// dropTemplateTags removes the lines "{% hint style="info" %}" and their likes from the top-level paragraphs: they are nothing to read.
func dropTemplateTags(doc *document) {
	if !bytes.Contains(doc.md.Source, []byte("{% ")) {
		return
	}
	for _, n := range children(doc.md.Root) {
		if n.Kind() != ast.KindParagraph {
			continue
		}
		for begin := n.FirstChild(); begin != nil; {
			next := nextLine(begin)
			if isBoxTag(lineText(doc, begin)) {
				removeLine(n, begin, next)
			}
			begin = next
		}
		if !n.HasChildren() && n.PreviousSibling() != nil {
			doc.md.Root.RemoveChild(doc.md.Root, n)
		}
	}
}

// isBoxTag tells whether a line is the tag of a box.
func isBoxTag(line string) bool {
	inner, ok := strings.CutPrefix(strings.TrimSpace(line), "{%")
	if !ok || !strings.HasSuffix(inner, "%}") {
		return false
	}
	words := strings.Fields(strings.TrimSuffix(inner, "%}"))
	return len(words) > 0 && boxTags[words[0]]
}
