package parse

import (
	"slices"
	"strings"

	"github.com/yuin/goldmark/ast"

	"github.com/examdeck/examdeck/internal/markdown/highlight"
	"github.com/examdeck/examdeck/parse/wording"
)

// minBareRun is how many options a run must have whose letters stand alone, without dot or bracket: a line that begins with
// "a " is an option only because b and c follow.
const minBareRun = 3

// maxBetween is how many blocks, such as code and pictures, may belong to one option behind its first line.
const maxBetween = 3

// letterOffers finds the runs of letters among the lines and items of blocks.
func letterOffers(doc *document, blocks []ast.Node, marks []mark) []*offer {
	var offers []*offer
	for i := 0; i < len(marks); i++ {
		if _, first := wording.IsLetter(marks[i].marker.Letter); !first || marks[i].marker.Letter == "1" {
			continue
		}
		o := letterRun(blocks, marks[i:])
		if o == nil {
			continue
		}
		o.extend(doc)
		offers = append(offers, o)
		for i+1 < len(marks) && marks[i+1].block < o.last {
			i++
		}
	}
	return offers
}

// letterRun follows the letters from the first mark on; nil where they make no run.
func letterRun(blocks []ast.Node, marks []mark) *offer {
	var best []mark
	for a := range wording.Alphabets {
		if a == wording.NumberRow || !wording.LetterAt(wording.Alphabets[a], 0, marks[0].marker.Letter) {
			continue
		}
		if run := follow(blocks, marks, wording.Alphabets[a]); len(run) > len(best) {
			best = run
		}
	}
	least := 2
	if best != nil && best[0].marker.Shape == "%" && !wording.IsCircled(best[0].marker.Letter) {
		least = minBareRun
	}
	if len(best) < least {
		return nil
	}
	last := best[len(best)-1]
	o := &offer{blocks: blocks, first: best[0].block, last: last.block + 1, form: letterForm, marks: best}
	if last.item != nil {
		for item := last.item.NextSibling(); item != nil; item = item.NextSibling() {
			o.behind = append(o.behind, item)
		}
	}
	return o
}

// follow gives the marks that go on in an alphabet's order. Lines and blocks between two letters belong to the first of
// them; within a list every item must be one.
func follow(blocks []ast.Node, marks []mark, alphabet []string) []mark {
	run := []mark{marks[0]}
	if m := marks[0]; m.item != nil && m.item.PreviousSibling() != nil {
		return nil
	}
	for _, m := range marks[1:] {
		prev := &run[len(run)-1]
		if !joins(blocks, prev.block, m.block) {
			break
		}
		if wording.LetterAt(alphabet, len(run), m.marker.Letter) && sameShape(run[0].marker, m.marker) {
			for b := prev.block + 1; b < m.block; b++ {
				prev.extra = append(prev.extra, b)
			}
			run = append(run, m)
			continue
		}
		if m.item != nil || wording.IsKeyLead(m.text) || m.marker.Letter == run[0].marker.Letter && m.marker.Shape == run[0].marker.Shape {
			break // the first letter again begins others
		}
		if m.block == prev.block {
			prev.whole += "\n" + m.text
		}
	}
	return run
}

// joins tells whether block b may go on with the options that block a holds.
func joins(blocks []ast.Node, a, b int) bool {
	if b-a > maxBetween {
		return false
	}
	for _, n := range blocks[a:b] {
		switch n.Kind() {
		case ast.KindHeading, ast.KindThematicBreak, kindToggle:
			return false
		}
	}
	return true
}

// sameShape tells whether two markers are of one make; authors mix dots, colons and brackets, but no letters alone with them.
func sameShape(a, b wording.Marker) bool {
	if a.Shape == b.Shape {
		return true
	}
	return a.Shape != "%" && b.Shape != "%" && strings.HasPrefix(a.Shape, "%") == strings.HasPrefix(b.Shape, "%")
}

// extend gives the last option the blocks that belong to it: what follows a letter that stands alone, and code where the
// options before have some.
func (o *offer) extend(doc *document) {
	last := &o.marks[len(o.marks)-1]
	coded := len(o.marks) > 1
	for _, m := range o.marks[:len(o.marks)-1] {
		coded = coded && len(m.extra) > 0
	}
	for o.last < len(o.blocks) {
		code := isCode(o.blocks[o.last])
		if !(coded && code && len(last.extra) == 0) && !(last.whole == "" && len(last.extra) == 0 && (code || isText(o.blocks[o.last]) && !wording.IsKeyLead(firstLine(doc, o.blocks[o.last])))) {
			return
		}
		last.extra = append(last.extra, o.last)
		o.last++
	}
}

func isCode(n ast.Node) bool {
	return n.Kind() == ast.KindFencedCodeBlock || n.Kind() == ast.KindCodeBlock
}

// isStrong tells whether an inline node is bold or highlighted.
func isStrong(n ast.Node) bool {
	e, ok := n.(*ast.Emphasis)
	return ok && e.Level == 2 || n.Kind() == highlight.Kind
}

// marked tells which options carry a mark that says they are right; nil where none or all do.
func (o *offer) marked() []bool {
	return o.some(func(m mark) bool {
		if m.sign != wording.NoVerdict || m.box == tickedBox {
			return m.sign == wording.RightVerdict || m.box == tickedBox
		}
		v, _ := wording.VerdictAtEnd(m.text)
		if v == wording.NoVerdict {
			v, _ = wording.VerdictAtEnd(m.whole)
		}
		if v == wording.NoVerdict {
			v, _ = wording.VerdictAtStart(m.text)
		}
		return v == wording.RightVerdict
	})
}

// bolded tells which options are bold, as marked does.
func (o *offer) bolded() []bool { return o.some(func(m mark) bool { return m.bold }) }

// ticked tells which boxes are ticked; nil where none is.
func (o *offer) ticked() []bool {
	right := make([]bool, len(o.marks))
	for i, m := range o.marks {
		right[i] = m.box == tickedBox
	}
	if !slices.Contains(right, true) {
		return nil
	}
	return right
}

// some applies a test to every option; nil where it holds for none or for all.
func (o *offer) some(test func(mark) bool) []bool {
	right := make([]bool, len(o.marks))
	for i, m := range o.marks {
		right[i] = test(m)
	}
	if !slices.Contains(right, true) || !slices.Contains(right, false) {
		return nil
	}
	return right
}
