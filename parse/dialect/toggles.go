package dialect

import (
	"slices"
	"strconv"
	"strings"

	"github.com/yuin/goldmark/ast"

	"github.com/examdeck/examdeck/deck"
	"github.com/examdeck/examdeck/parse/body"
	"github.com/examdeck/examdeck/parse/page"
	"github.com/examdeck/examdeck/parse/quiz"
	"github.com/examdeck/examdeck/parse/wording"
)

// toggleAnswer is a toggle that hides the answer to what stands above it.
type toggleAnswer struct {
	from int
	// heads are the headings that belong to the prompt, item the list's item that it begins with; nil if there are
	// none.
	heads []*page.Heading
	item  ast.Node
	// above are the blocks of the prompt, but for heads; those of item are the first.
	above []ast.Node
	// toggles are the one that answers and those right behind it that say more.
	toggles []*page.Toggle
	// behind are blocks of the same list item below the toggles.
	behind []ast.Node
}

// answerToggles claims the toggles that hide answers, with what stands above them.
func answerToggles(r *Reading) []Claim {
	doc := r.Document
	var claims []Claim
	var used *page.Toggle
	free := freeToggles(r.Index)
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
		floor = doc.EndOfToggle(used)
		c := Claim{sure: sureToggle, From: a.from, To: floor, Take: func() page.Draft { return a.take(doc) }}
		if len(a.behind) > 0 {
			c.To = max(c.To, doc.EndOf(a.behind[len(a.behind)-1]))
		}
		claims = append(claims, c)
	}
	return claims
}

// toggleGroups gathers the toggles that answer one question: one that answers or explains, and those right behind it.
func toggleGroups(free []*page.Toggle) [][]*page.Toggle {
	var groups [][]*page.Toggle
	for i := 0; i < len(free); i++ {
		if free[i].Role != wording.Answering && free[i].Role != wording.Explaining {
			continue
		}
		g := []*page.Toggle{free[i]}
		for i+1 < len(free) && free[i+1].Role == wording.Explaining && free[i+1].PreviousSibling() == ast.Node(free[i]) {
			i++
			g = append(g, free[i])
		}
		groups = append(groups, g)
	}
	return groups
}

// headingsAsk reports whether the headings above the toggles are the questions: most of them have one toggle below.
func headingsAsk(doc *page.Document, groups [][]*page.Toggle) bool {
	count := map[*page.Heading]int{}
	for _, g := range groups {
		if h := doc.HeadingAbove(g[0].From); h != nil {
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

// numberedElsewhere reports of a toggle whether it answers a numbered heading, whose own dialect knows better what
// belongs to the question: it is the only one below it, or half of those below it answer its parts.
func numberedElsewhere(r *Reading, groups [][]*page.Toggle) func(*page.Toggle) bool {
	type below struct{ all, parts int }
	count := map[*page.Heading]*below{}
	for _, g := range groups {
		s, ok := r.spanAt(g[0].From)
		if !ok {
			continue
		}
		n := count[s.head]
		if n == nil {
			n = &below{}
			count[s.head] = n
		}
		n.all++
		if above := g[0].PreviousSibling(); above != nil && wording.IsPartLead(page.FirstLine(r.Document, above)) {
			n.parts++
		}
	}
	return func(t *page.Toggle) bool {
		s, ok := r.spanAt(t.From)
		return ok && (count[s.head].all == 1 || 2*count[s.head].parts >= count[s.head].all)
	}
}

// aboveInItem finds the prompt of a toggle in a list's item: the item's blocks above it, or those of the item around
// it.
func (a *toggleAnswer) aboveInItem(doc *page.Document, used *page.Toggle) bool {
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
	a.from = doc.LineFrom(doc.MD.Offset(a.above[0]))
	if a.above[0] == item.FirstChild() {
		a.item, a.from = item, doc.LineFrom(doc.MD.Offset(item))
	}
	last := ast.Node(a.toggles[len(a.toggles)-1])
	for c := last.NextSibling(); c != nil && first == ast.Node(t); c = c.NextSibling() {
		if c.Kind() == page.KindToggle {
			a.behind = nil
			break
		}
		a.behind = append(a.behind, c)
	}
	return true
}

// aboveAtMargin finds the prompt of a top-level toggle: the blocks above it as far as the last question, a rule or a
// heading, with the heading if that asks. titles says that the document's headings do.
func (a *toggleAnswer) aboveAtMargin(doc *page.Document, floor int, titles bool) bool {
	t := a.toggles[0]
	i := doc.BlockAt(doc.MD.Offset(t))
	first := i
	for first > 0 && doc.Starts[first-1] >= floor && !endsPrompt(doc, doc.Blocks[first-1]) {
		first--
	}
	a.above = append(a.above, doc.Blocks[first:i]...)
	if first > 0 && doc.Starts[first-1] >= floor {
		if h := doc.HeadAt(first - 1); h != nil {
			a.heading(doc, h, titles)
		}
	} else if first > 0 && doc.Starts[first-1] < floor {
		a.lastItem(doc, doc.Blocks[first-1], floor)
	}
	if len(a.heads) == 0 && len(a.above) == 0 {
		return false
	}
	if a.from == 0 {
		a.from = doc.Starts[first]
	}
	if len(a.heads) > 0 {
		a.from = a.heads[0].From
	} else if list, ok := a.above[0].(*ast.List); ok && a.item == nil && list.IsOrdered() && list.ChildCount() == 1 {
		a.item = list.FirstChild()
		a.above = append(page.Children(a.item), a.above[1:]...)
	}
	return true
}

// endsPrompt reports whether a block belongs to no prompt, so that nothing above it does.
func endsPrompt(doc *page.Document, n ast.Node) bool {
	switch n := n.(type) {
	case *ast.Heading, *ast.ThematicBreak:
		return true
	case *page.Toggle:
		return n.Role != wording.Remark && !body.IsStatement(doc, n)
	}
	return n.Kind() == ast.KindList && body.SaysNothing([]ast.Node{n}) // a table of contents
}

// heading takes the heading above into the prompt, if it asks. Otherwise it heads a section, whose first blocks may
// introduce it: the question begins with its last bold line, or one with a number or a question's word.
func (a *toggleAnswer) heading(doc *page.Document, h *page.Heading, titles bool) {
	if titles || len(a.above) == 0 || page.AsksItself(h.Title) {
		a.heads = append(body.StemHeadings(doc, h), h)
		return
	}
	for i := len(a.above) - 1; i > 0; i-- {
		if body.IsBoldLead(doc, a.above[i]) || opensQuestion(doc, a.above[i]) {
			a.above = a.above[i:]
			a.from = doc.MD.Offset(a.above[0])
			return
		}
	}
}

// opensQuestion reports whether a paragraph begins with a question's word or number: "Q3. …", "Question: …".
func opensQuestion(doc *page.Document, n ast.Node) bool {
	if !page.IsText(n) {
		return false
	}
	line := page.FirstLine(doc, n)
	mark, numbered := wording.ReadNumberLine(line)
	return numbered && strings.Contains(mark.Style, "q") || wording.QuestionLead(line) > 0
}

// lastItem makes the last item of a list part of the prompt, if the toggles of its other items end before it:
// CommonMark put the toggle of the last one behind the list.
func (a *toggleAnswer) lastItem(doc *page.Document, list ast.Node, floor int) {
	if list.Kind() != ast.KindList {
		return
	}
	if item := list.LastChild(); doc.MD.Offset(item) >= floor {
		a.item, a.from = item, doc.LineFrom(doc.MD.Offset(item))
		a.above = append(page.Children(item), a.above...)
	}
}

// take returns the draft.
func (a *toggleAnswer) take(doc *page.Document) page.Draft {
	d := page.Draft{Kind: deck.Basic}
	if a.item != nil {
		d.Number = writtenNumber(doc, a.item)
		d.Label = d.Number
	}
	if n := len(a.heads); n > 0 {
		body.TakeHeadings(doc, a.heads[:n-1], a.heads[n-1], &d)
	}
	d.Prompt = append(d.Prompt, openStatements(doc, page.Paragraphs(a.above), &d)...)
	if len(a.heads) == 0 && len(d.Prompt) > 0 && page.IsText(d.Prompt[0]) {
		body.CutTitleLabel(doc, d.Prompt[0], &d)
	}
	d.Prompt = body.CutQuestionMarker(doc, d.Prompt)
	for i, t := range a.toggles {
		if t.Role == wording.Explaining && (i > 0 || offersBoxes(doc, d.Prompt)) {
			d.Extra = append(d.Extra, t.Body(doc)...)
		} else {
			d.Answer = append(d.Answer, page.OpenToggles(doc, t.Body(doc))...)
		}
	}
	d.Answer = append(d.Answer, page.Paragraphs(a.behind)...)
	return page.FinishDraft(doc, d)
}

// openStatements opens the toggles above an answer that hide the question, and takes the label from their summaries.
func openStatements(doc *page.Document, above []ast.Node, d *page.Draft) []ast.Node {
	var out []ast.Node
	for _, n := range above {
		t, ok := n.(*page.Toggle)
		if !ok || t.Role == wording.Remark {
			out = append(out, n)
			continue
		}
		if l, ok := wording.ReadLabel(t.Title(doc)); ok && d.Label == "" {
			d.Label, d.Number = l.Shown, l.Number
		}
		out = append(out, t.Body(doc)...)
	}
	return out
}

// offersBoxes reports whether the blocks offer options with boxes to tick: a key that needs no words.
func offersBoxes(doc *page.Document, blocks []ast.Node) bool {
	return slices.ContainsFunc(quiz.FindOffers(doc, blocks), func(o *quiz.Offer) bool { return o.Form == quiz.BoxForm })
}

// toggleQuestions recognises questions that are details elements. A toggle whose summary says "Answer" hides the
// answer to what stands above it (see toggleanswers.go); any other summary is the prompt, and what it hides the
// answer.
type toggleQuestions struct{}

func (toggleQuestions) dialect() string { return "toggles" }

func (toggleQuestions) find(r *Reading) []Claim {
	doc := r.Document
	claims := answerToggles(r)
	asking := askingToggles(r)
	for _, t := range asking {
		from, head := doc.LineFrom(t.From), headingOfToggle(doc, t)
		switch {
		case head != nil:
			from = head.From
		case !page.BlankBetween(doc, from, t.From):
			if item := t.Parent(); item.Kind() != ast.KindListItem || item.FirstChild() != ast.Node(t) {
				from = t.From
			}
		}
		claims = append(claims, Claim{
			sure: sureToggle, From: from, To: doc.EndOfToggle(t),
			Take: func() page.Draft { return takeToggle(doc, t, head) },
		})
	}
	return claims
}

// freeToggles returns the toggles that stand at the margin or in list items, not within others or within callouts and
// quotes.
func freeToggles(x *quiz.NumberIndex) []*page.Toggle {
	var free []*page.Toggle
	for _, t := range x.Doc.Toggles {
		p := t.Parent()
		for p != nil && (p.Kind() == ast.KindListItem || p.Kind() == ast.KindList) {
			p = p.Parent()
		}
		if p != nil && p.Kind() == ast.KindDocument && !x.InSheet(x.Doc.BlockAt(t.From)) {
			free = append(free, t)
		}
	}
	return free
}

// askingToggles returns the toggles whose summaries are prompts. One that ends in a question mark is; others are
// where some of them do, or where the document is little else.
func askingToggles(r *Reading) []*page.Toggle {
	doc := r.Document
	var all, bare, asked []*page.Toggle
	for _, t := range freeToggles(r.Index) {
		switch {
		case body.IsStatement(doc, t) || t.Role != wording.Asking || t.Summary() != nil && len(page.Contents(t)) == 0 && t.Title(doc) == "":
		case t.Summary() == nil:
			if body := t.Body(doc); len(body) > 0 && bracketLead(doc, body[0]) > 0 {
				asked = append(asked, t)
			}
			bare = append(bare, t)
		default:
			all = append(all, t)
			if page.AsksItself(t.Title(doc)) {
				asked = append(asked, t)
			}
		}
	}
	mostly := len(all) >= 3 && 2*len(all) > len(doc.Blocks)-len(doc.Heads)
	if len(all) >= 2 && 5*len(asked) >= len(all) || mostly {
		all = append(all, bare...)
		slices.SortFunc(all, func(a, b *page.Toggle) int { return a.From - b.From })
		return all
	}
	return asked
}

// headingOfToggle returns the heading right above a toggle if it only numbers the question that the summary asks,
// else nil.
func headingOfToggle(doc *page.Document, t *page.Toggle) *page.Heading {
	above, ok := t.PreviousSibling().(*ast.Heading)
	if !ok || t.Parent() != doc.MD.Root {
		return nil
	}
	if next, ok := t.NextSibling().(*page.Toggle); ok && next.Role == wording.Asking {
		return nil // a section with several
	}
	h := doc.HeadAt(doc.BlockAt(doc.MD.Offset(above)))
	if h == nil || !h.Numbered || h.Label.Rest != "" || h.Label.Word != "" && !wording.Is(h.Label.Word, wording.AnyQuestion) {
		return nil
	}
	return h
}

// takeToggle returns the draft of a toggle whose summary is the prompt, below a heading that only numbers it, if any.
func takeToggle(doc *page.Document, t *page.Toggle, head *page.Heading) page.Draft {
	d := page.Draft{Kind: deck.Basic}
	switch {
	case head != nil:
		d.Label, d.Number, d.Tags = head.Label.Shown, head.Label.Number, head.Label.Tags
	case t.Parent().Kind() == ast.KindListItem && t.PreviousSibling() == nil:
		d.Number = writtenNumber(doc, t.Parent())
		d.Label = d.Number
	}
	if t.Summary() == nil {
		d.Prompt, d.Answer = splitBare(doc, t.Body(doc))
		return page.FinishDraft(doc, d)
	}
	if l, ok := wording.ReadLabel(t.Title(doc)); ok && l.Rest == "" && l.Word != "" && page.AsksItself(t.Title(doc)) {
		d.Label, d.Number, d.Tags = l.Shown, l.Number, l.Tags
		d.Prompt, d.Answer = body.Split(doc, t.Body(doc), false, false)
		return page.FinishDraft(doc, d)
	}
	d.Prompt = t.Prompt(doc)
	if len(d.Prompt) > 0 && page.IsText(d.Prompt[0]) {
		body.CutTitleLabel(doc, d.Prompt[0], &d)
	}
	prompt, answer := body.SplitTitled(doc, t.Body(doc))
	d.Prompt, d.Answer = append(d.Prompt, prompt...), answer
	return page.FinishDraft(doc, d)
}

// splitBare parts what a toggle without a summary hides: at a marker in brackets or an answer's, else behind its
// first block.
func splitBare(doc *page.Document, blocks []ast.Node) (prompt, answer []ast.Node) {
	for i := 1; i < len(blocks); i++ {
		if length := bracketLead(doc, blocks[i]); length > 0 {
			page.TrimStart(doc, blocks[0], max(bracketLead(doc, blocks[0]), wording.QuestionLead(page.FirstLine(doc, blocks[0]))))
			return blocks[:i], page.Unwrap(doc, page.CutLead(doc, blocks[i:], length))
		}
	}
	if prompt, answer = body.Split(doc, blocks, false, true); len(prompt) > 0 || len(answer) == 0 {
		return prompt, answer
	}
	return answer[:1], answer[1:]
}

// bracketLead returns how long a marker in brackets is at the start of a block: "[Question]", "[Answer]"; 0 if there
// is none.
func bracketLead(doc *page.Document, n ast.Node) int {
	inside, open := strings.CutPrefix(page.FirstLine(doc, n), "[")
	word, _, closed := strings.Cut(inside, "]")
	if open && closed && (wording.AnnouncesAnswer(word) || wording.IsAnyCase(strings.TrimSpace(word), wording.AnyQuestion)) {
		return len("[]") + wording.Visible(word)
	}
	return 0
}

// writtenNumber returns the number of an ordered list's item as it is written; "" for bullets.
func writtenNumber(doc *page.Document, item ast.Node) string {
	line := string(doc.MD.Source[doc.MD.Offset(item):])
	number, err := strconv.Atoi(line[:len(line)-len(strings.TrimLeft(line, "0123456789"))])
	if err != nil {
		return ""
	}
	return strconv.Itoa(number)
}
