package parse

import (
	"github.com/examdeck/examdeck/deck"
	"github.com/examdeck/examdeck/parse/wording"
)

// solutionSections finds the headings such as "# Solutions" below which the numbers of the questions above come again: those answer
// these. It gives the answering headings by the ones that ask, and the sections.
func solutionSections(x *numberIndex, starts []*heading) (solution map[*heading]*heading, sections map[*heading]bool) {
	solution, sections = map[*heading]*heading{}, map[*heading]bool{}
	doc := x.doc
	from := 0 // the starts from here on may be those that the next section answers
	behind := 0
	for i, h := range doc.heads {
		for behind < len(starts) && starts[behind].block < h.block {
			behind++
		}
		if behind == len(starts) {
			break
		}
		if starts[behind].node.Level <= h.node.Level || !h.isAnswer() || x.isSheet(h) {
			continue
		}
		end := len(doc.blocks)
		for _, next := range doc.heads[i+1:] {
			if next.node.Level <= h.node.Level {
				end = next.block
				break
			}
		}
		asked, all := map[string]*heading{}, 0
		pairs := map[*heading]*heading{}
		last := from
		for j := from; j < len(starts) && starts[j].block < end; j++ {
			s := starts[j]
			key := s.label.Word + " " + s.label.Number
			if s.block < h.block {
				asked[key] = s
				continue
			}
			all, last = all+1, j+1
			if q := asked[key]; q != nil {
				pairs[q] = s
			}
		}
		if len(pairs) < 2 || 2*len(pairs) < all {
			from = behind
			continue
		}
		sections[h], from = true, last
		for q, s := range pairs {
			solution[q] = s
		}
	}
	return solution, sections
}

// takeSolved makes the draft of a question whose answer stands below the same number in a section of solutions.
func takeSolved(doc *document, s, solution span) draft {
	l := s.head.label
	d := draft{kind: deck.Basic, label: l.Shown, number: l.Number, tags: l.Tags}
	if l.Rest != "" {
		trimStart(doc, s.head.node, wording.Visible(doc.text(s.head.node))-wording.Visible(l.Rest+l.Ornament)-visibleTags(l.Tags))
		trimEnd(doc, s.head.node, visibleTags(l.Tags))
		d.title = children(s.head.node)
	}
	d.prompt = unquote(trimEnds(doc, s.body(doc)), true)
	_, d.answer = splitBody(doc, solution.body(doc), false, true)
	return finishDraft(doc, d)
}
