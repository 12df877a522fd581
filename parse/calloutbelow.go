package parse

import (
	"slices"

	"github.com/yuin/goldmark/ast"

	"github.com/examdeck/examdeck/internal/markdown/callout"
	"github.com/examdeck/examdeck/parse/wording"
)

// answeredBelow finds the callouts that only ask, with the blocks below them that answer: as far as the next callout, heading or
// rule. A document is written so if most of its callouts that mean question are, and two at least.
func answeredBelow(doc *document, all []*callout.Node) map[*callout.Node][]ast.Node {
	below := map[*callout.Node][]ast.Node{}
	says := 0
	for _, n := range all {
		if !wording.SaysQuestion(n.Word) || n.Parent() != doc.md.Root {
			continue
		}
		says++
		if n.ChildCount() > 1 || calloutTitle(doc, n) == "" || answerBehind(doc, n) != nil {
			continue
		}
		i, found := slices.BinarySearch(doc.starts, doc.md.Offset(n))
		if !found {
			continue
		}
		end := i + 1
		for end < len(doc.blocks) && !endsBelow(doc.blocks[end]) {
			end++
		}
		if end > i+1 {
			below[n] = doc.blocks[i+1 : end]
		}
	}
	if len(below) < 2 || 2*len(below) < says {
		return nil
	}
	return below
}

// endsBelow tells whether a block ends what stands below a callout.
func endsBelow(n ast.Node) bool {
	return n.Kind() == ast.KindHeading || n.Kind() == ast.KindThematicBreak || n.Kind() == callout.Kind
}
