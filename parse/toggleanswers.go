package parse

import (
	"slices"

	"github.com/yuin/goldmark/ast"

	"github.com/examdeck/examdeck/deck"
	"github.com/examdeck/examdeck/parse/wording"
)

// toggleAnswer is a toggle that hides the answer to what stands above it.
type toggleAnswer struct {
	from int
	// heads are the headings that belong to the prompt, item the list's item that it begins with; nil without.
	heads []*heading
	item  ast.Node
	// above are the blocks of the prompt, but for heads; those of item are the first.
	above []ast.Node
	// toggles are the one that answers and those right behind it that say more.
	toggles []*toggle
	// behind are blocks of the same list item below the toggles.
	behind []ast.Node
}

// answerToggles claims the toggles that hide answers to what stands above them.
func answerToggles(r *reading) []claim {
	doc := r.document
	var claims []claim
	var used *toggle
	free := freeToggles(r.index)
	groups := toggleGroups(free)
	titles, numbered := headingsAsk(doc, groups), numberedElsewhere(r, groups)
	floor := 0 // the end of the last claim
	for _, g := range groups {
		t := g[0]
		a := toggleAnswer{toggles: g}
		ok := false
		if t.Parent().Kind() == ast.KindListItem {
			ok = a.aboveInItem(doc, used)
		} else {
			ok = a.aboveAtMargin(doc, floor, titles)
		}
		used = g[len(g)-1]
		if !ok || numbered(t) {
			continue
		}
		floor = doc.endOfToggle(used)
		c := claim{sure: sureToggle, from: a.from, to: floor, take: func() draft { return a.take(doc) }}
		if len(a.behind) > 0 {
			c.to = max(c.to, doc.endOf(a.behind[len(a.behind)-1]))
		}
		claims = append(claims, c)
	}
	return claims
}

// toggleGroups gathers the toggles that answer one question: one that answers or explains, and those right behind it.
func toggleGroups(free []*toggle) [][]*toggle {
	var groups [][]*toggle
	for i := 0; i < len(free); i++ {
		if free[i].role != wording.Answering && free[i].role != wording.Explaining {
			continue
		}
		g := []*toggle{free[i]}
		for i+1 < len(free) && free[i+1].role == wording.Explaining && free[i+1].PreviousSibling() == ast.Node(free[i]) {
			i++
			g = append(g, free[i])
		}
		groups = append(groups, g)
	}
	return groups
}

// headingsAsk tells whether the headings above the toggles are the questions: most of them have one toggle below.
func headingsAsk(doc *document, groups [][]*toggle) bool {
	count := map[*heading]int{}
	for _, g := range groups {
		if h := doc.headingAbove(g[0].from); h != nil {
			count[h]++
		}
	}
	single := 0
	for _, n := range count {
		if n == 1 {
			single++
		}
	}
	return single >= 2 && 2*single >= len(count)
}

// headingAbove gives the last top-level heading that begins before an offset.
func (doc *document) headingAbove(offset int) *heading {
	i, _ := slices.BinarySearchFunc(doc.heads, offset, func(h *heading, offset int) int { return h.from - offset })
	if i == 0 {
		return nil
	}
	return doc.heads[i-1]
}

// numberedElsewhere tells of a toggle whether it answers a numbered heading, whose own dialect makes a better question of it: it
// is the only one below it, or those below it answer its parts.
func numberedElsewhere(r *reading, groups [][]*toggle) func(*toggle) bool {
	type below struct{ all, parts int }
	count := map[*heading]*below{}
	for _, g := range groups {
		s, ok := r.spanAt(g[0].from)
		if !ok {
			continue
		}
		n := count[s.head]
		if n == nil {
			n = &below{}
			count[s.head] = n
		}
		n.all++
		if above := g[0].PreviousSibling(); above != nil && isText(above) && wording.IsPartLead(firstLine(r.document, above)) {
			n.parts++
		}
	}
	return func(t *toggle) bool {
		s, ok := r.spanAt(t.from)
		return ok && (count[s.head].all == 1 || 2*count[s.head].parts >= count[s.head].all)
	}
}

// aboveInItem finds the prompt of a toggle in a list's item: the item's blocks above it, or those of the item around it.
func (a *toggleAnswer) aboveInItem(doc *document, used *toggle) bool {
	t := a.toggles[0]
	var first ast.Node = t
	for first.PreviousSibling() == nil || first.Parent().Kind() != ast.KindListItem {
		if first = first.Parent(); first == nil || first.Kind() == ast.KindDocument {
			return false
		}
	}
	item := first.Parent()
	for c := first.PreviousSibling(); c != nil && c != ast.Node(used); c = c.PreviousSibling() {
		a.above = append(a.above, c)
	}
	slices.Reverse(a.above)
	if len(a.above) == 0 {
		return false
	}
	a.from = doc.lineFrom(doc.md.Offset(a.above[0]))
	if a.above[0] == item.FirstChild() {
		a.item, a.from = item, doc.lineFrom(doc.md.Offset(item))
	}
	last := ast.Node(a.toggles[len(a.toggles)-1])
	for c := last.NextSibling(); c != nil && first == ast.Node(t); c = c.NextSibling() {
		if c.Kind() == kindToggle {
			a.behind = nil
			break
		}
		a.behind = append(a.behind, c)
	}
	return true
}

// aboveAtMargin finds the prompt of a top-level toggle: the blocks above it as far as the last question, a rule or a heading,
// with the heading if that asks. titles tells that the document's headings do.
func (a *toggleAnswer) aboveAtMargin(doc *document, floor int, titles bool) bool {
	t := a.toggles[0]
	i, found := slices.BinarySearch(doc.starts, doc.md.Offset(t))
	if !found || doc.blocks[i] != ast.Node(t) {
		return false
	}
	first := i
	for first > 0 && doc.starts[first-1] >= floor && !endsPrompt(doc, doc.blocks[first-1]) {
		first--
	}
	a.above = append(a.above, doc.blocks[first:i]...)
	if first > 0 && doc.starts[first-1] >= floor {
		if h := doc.headAt(first - 1); h != nil {
			a.heading(doc, h, titles)
		}
	} else if first > 0 && doc.starts[first-1] < floor {
		a.lastItem(doc, doc.blocks[first-1], floor)
	}
	if len(a.heads) == 0 && len(a.above) == 0 {
		return false
	}
	if a.from == 0 {
		a.from = doc.starts[first]
	}
	if len(a.heads) > 0 {
		a.from = a.heads[0].from
	} else if list, ok := a.above[0].(*ast.List); ok && a.item == nil && list.IsOrdered() && list.ChildCount() == 1 {
		a.item = list.FirstChild()
		a.above = append(children(a.item), a.above[1:]...)
	}
	return true
}

// endsPrompt tells whether a block is none of a prompt, and nothing above it is.
func endsPrompt(doc *document, n ast.Node) bool {
	switch n := n.(type) {
	case *ast.Heading, *ast.ThematicBreak:
		return true
	case *toggle:
		return n.role != wording.Remark && !isStatement(doc, n)
	}
	return false
}

// heading takes the heading above into the prompt, if it asks. Otherwise it heads a section, and what stands first in that may
// be no question's either.
func (a *toggleAnswer) heading(doc *document, h *heading, titles bool) {
	if titles || len(a.above) == 0 || asksItself(h.title) {
		a.heads = append(stemHeadings(doc, h), h)
		return
	}
	for i := len(a.above) - 1; i > 0; i-- {
		if isBoldLead(doc, a.above[i]) {
			a.above = a.above[i:]
			a.from = doc.md.Offset(a.above[0])
			return
		}
	}
}

// lastItem makes the last item of a list part of the prompt, if the toggles of its other items end before it: CommonMark put
// the toggle of the last one behind the list.
func (a *toggleAnswer) lastItem(doc *document, list ast.Node, floor int) {
	if list.Kind() != ast.KindList {
		return
	}
	if item := list.LastChild(); doc.md.Offset(item) >= floor {
		a.item, a.from = item, doc.lineFrom(doc.md.Offset(item))
		a.above = append(children(item), a.above...)
	}
}

// take makes the draft.
func (a *toggleAnswer) take(doc *document) draft {
	d := draft{kind: deck.Basic}
	if a.item != nil {
		d.number = writtenNumber(doc, a.item)
		d.label = d.number
	}
	if n := len(a.heads); n > 0 {
		takeHeadings(doc, a.heads[:n-1], a.heads[n-1], &d)
	}
	d.prompt = append(d.prompt, openStatements(doc, paragraphs(a.above), &d)...)
	if len(a.heads) == 0 && len(d.prompt) > 0 && isText(d.prompt[0]) {
		cutTitleLabel(doc, d.prompt[0], &d)
	}
	d.prompt = cutQuestionMarker(doc, d.prompt)
	for i, t := range a.toggles {
		if t.role == wording.Explaining && (i > 0 || offersBoxes(doc, d.prompt)) {
			d.extra = append(d.extra, t.body(doc)...)
		} else {
			d.answer = append(d.answer, openToggles(doc, t.body(doc))...)
		}
	}
	d.answer = append(d.answer, paragraphs(a.behind)...)
	return finishDraft(doc, d)
}

// openStatements opens the toggles above an answer that hide the question, and takes the label from their summaries.
func openStatements(doc *document, above []ast.Node, d *draft) []ast.Node {
	var out []ast.Node
	for _, n := range above {
		t, ok := n.(*toggle)
		if !ok || t.role == wording.Remark {
			out = append(out, n)
			continue
		}
		if l, ok := wording.ReadLabel(t.title(doc)); ok && d.label == "" {
			d.label, d.number = l.Shown, l.Number
		}
		out = append(out, t.body(doc)...)
	}
	return out
}

// offersBoxes tells whether the blocks offer options with boxes to tick: a key that needs no words.
func offersBoxes(doc *document, blocks []ast.Node) bool {
	return slices.ContainsFunc(findOffers(doc, blocks), func(o *offer) bool { return o.form == boxForm })
}
