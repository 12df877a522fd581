package dialect

import (
	"maps"
	"slices"

	"github.com/yuin/goldmark/ast"

	"github.com/examdeck/examdeck/deck"
	"github.com/examdeck/examdeck/internal/markdown/box"
	"github.com/examdeck/examdeck/parse/body"
	"github.com/examdeck/examdeck/parse/page"
	"github.com/examdeck/examdeck/parse/wording"
)

// answeredBelow returns the callouts that only ask, with the blocks below them that answer: as far as the next
// callout, heading or rule. Where these don't say that they answer, two callouts at least, and half of those that mean
// question, must be so and have no text of their own: a single one asks the reader to think.
func answeredBelow(doc *page.Document, all []*box.Node) map[*box.Node][]ast.Node {
	below, announced := map[*box.Node][]ast.Node{}, map[*box.Node][]ast.Node{}
	says := 0
	for _, n := range all {
		if !wording.SaysQuestion(n.Name) || n.Parent() != doc.MD.Root {
			continue
		}
		says++
		i, found := slices.BinarySearch(doc.Starts, doc.MD.Offset(n))
		if !found {
			continue
		}
		end := i + 1
		for end < len(doc.Blocks) && !endsBelow(doc.Blocks[end]) {
			end++
		}
		blocks, bare := doc.Blocks[i+1:end], n.ChildCount() == 1
		switch {
		case len(blocks) == 0 || bare && calloutTitle(doc, n) == "":
		case n.Fold != '-' && announcesAnswer(doc, blocks[0]):
			announced[n] = blocks
		case bare:
			below[n] = blocks
		}
	}
	if len(below) < 2 || 2*len(below) < says {
		return announced
	}
	maps.Copy(below, announced)
	return below
}

// announcesAnswer reports whether a block says that it answers what stands above it.
func announcesAnswer(doc *page.Document, n ast.Node) bool {
	if t, ok := n.(*page.Toggle); ok {
		return t.Role == wording.Answering
	}
	return page.IsText(n) && wording.AnswerLead(page.LineHead(doc, n)) > 0
}

// endsBelow reports whether a block ends what stands below a callout.
func endsBelow(n ast.Node) bool {
	return n.Kind() == ast.KindHeading || n.Kind() == ast.KindThematicBreak || n.Kind() == box.Kind
}

// calloutQuestions recognises questions that are Obsidian callouts: the title asks, the body answers, or a callout
// within it or right behind it does ("[!success]- Answer"). A callout whose word means question is one; any other
// word needs a title to unfold, and a file that uses it so time and again.
type calloutQuestions struct{}

func (calloutQuestions) dialect() string { return "callouts" }

// calloutCard is a callout that asks, and where its answer stands: in one place at most of these, else in its own body.
type calloutCard struct {
	node   *box.Node
	within *box.Node  // a callout in it
	behind *box.Node  // the callout right behind it
	below  []ast.Node // blocks below it
}

func (calloutQuestions) find(r *Reading) []Claim {
	doc := r.Document
	all := findCallouts(doc)
	asking, below := askingWords(doc, all), answeredBelow(doc, all)
	var claims []Claim
	var last *box.Node // the last callout that asks: what is within it is no question of its own
	for _, n := range all {
		if page.Holds(last, n) || below[n] == nil && !asksAsCallout(doc, n, asking) {
			continue
		}
		last = n
		card := calloutCard{node: n, within: answerWithin(doc, n)}
		c := Claim{sure: sureCallout, From: doc.LineFrom(doc.MD.Offset(n)), To: doc.EndOf(n)}
		if card.within != nil {
			c.sure = sureNestedCallout
		} else if card.behind = answerBehind(doc, n); card.behind != nil {
			c.To = doc.EndOf(card.behind)
		} else if card.below = below[n]; card.below != nil {
			c.To = doc.EndOf(card.below[len(card.below)-1])
		}
		c.Take = func() page.Draft { return takeCallout(doc, card) }
		claims = append(claims, c)
	}
	return claims
}

// findCallouts lists the callouts of a document, those within others too, in order.
func findCallouts(doc *page.Document) []*box.Node {
	var all []*box.Node
	page.EachBlock(doc.MD.Root, func(n ast.Node) bool {
		if c, ok := n.(*box.Node); ok && c.Quoted {
			all = append(all, c)
		}
		return true
	})
	return all
}

// calloutTitle returns the plain text of a callout's title.
func calloutTitle(doc *page.Document, n *box.Node) string { return doc.Text(n.FirstChild()) }

// calloutUse is how a document uses one word of callouts.
type calloutUse struct {
	titled, asked int // foldable with a title of their own; of these, that end in a question mark
	all           int
}

// calloutUses counts the callouts of each word.
func calloutUses(doc *page.Document, all []*box.Node) map[string]*calloutUse {
	uses := map[string]*calloutUse{}
	seen := map[string]bool{}
	for _, n := range all {
		u := uses[n.Name]
		if u == nil {
			u = &calloutUse{}
			uses[n.Name] = u
		}
		u.all++
		title := calloutTitle(doc, n)
		if key := n.Name + "\x00" + title; n.Fold != 0 && title != "" && !seen[key] {
			seen[key] = true
			u.titled++
			if wording.LooksAsked(title) {
				u.asked++
			}
		}
	}
	return uses
}

// askingWords returns the words whose foldable callouts ask in this document, though the words do not say so: the
// document has three or more that have a title of their own, and some of the titles end in a question mark, or it is
// little else. A word that is used otherwise most of the time, without a title or open, does not ask. Of tips, hints
// and proofs, which explain as a rule, nearly all titles must ask.
func askingWords(doc *page.Document, all []*box.Node) map[string]bool {
	uses := calloutUses(doc, all)
	var pool calloutUse
	asking := map[string]bool{}
	forced := doc.Settings.Forces("callouts")
	for word, u := range uses {
		switch {
		case forced:
			asking[word] = !wording.Is(word, wording.CalloutAnswers|wording.AnyAnswer)
		case wording.Is(word, wording.CalloutAnswers|wording.AnyAnswer) || 2*u.titled < u.all:
		case wording.Is(word, wording.CalloutAside|wording.AnyStep):
			asking[word] = u.titled >= 3 && 4*u.asked >= 3*u.titled
		default:
			asking[word] = true
			pool.titled += u.titled
			if wording.SaysQuestion(word) {
				pool.asked += u.titled
			} else {
				pool.asked += u.asked
			}
		}
	}
	top := 0
	for _, n := range all {
		if n.Parent() == doc.MD.Root {
			top++
		}
	}
	mostly := 2*top > len(doc.Blocks)-len(doc.Heads)
	if forced || pool.titled >= 3 && (4*pool.asked >= pool.titled || mostly && pool.titled >= 5) {
		return asking
	}
	for word := range asking {
		if !wording.Is(word, wording.CalloutAside|wording.AnyStep) {
			delete(asking, word)
		}
	}
	return asking
}

// asksAsCallout reports whether a callout is a question.
func asksAsCallout(doc *page.Document, n *box.Node, asking map[string]bool) bool {
	if answersAsCallout(doc, n) {
		return false
	}
	title := calloutTitle(doc, n)
	says := wording.SaysQuestion(n.Name) || wording.LooksAsked(title)
	empty := n.ChildCount() == 1
	if within := answerWithin(doc, n); within != nil {
		return says || wording.AnnouncesAnswer(calloutTitle(doc, within))
	}
	switch {
	case says && answerBehind(doc, n) != nil:
		return true
	case title == "":
		return false
	case wording.SaysQuestion(n.Name):
		return n.Fold != 0 || !empty
	}
	return n.Fold != 0 && asking[n.Name]
}

// answerBehind returns the callout right behind n that answers it; nil if there is none. Where n says more than its
// title, that may be its own answer, and a callout such as "[!success] Done" something else: its title must announce
// the answer, or be empty.
func answerBehind(doc *page.Document, n *box.Node) *box.Node {
	next, ok := n.NextSibling().(*box.Node)
	if !ok || !next.Quoted || !answersAsCallout(doc, next) || n.ChildCount() == 1 && calloutTitle(doc, n) == "" {
		return nil
	}
	if title := calloutTitle(doc, next); n.ChildCount() > 1 && title != "" && !wording.AnnouncesAnswer(title) {
		return nil
	}
	return next
}

// answersAsCallout reports whether a callout holds an answer: by its word, or by a title that says so.
func answersAsCallout(doc *page.Document, n *box.Node) bool {
	title := calloutTitle(doc, n)
	if wording.AnnouncesAnswer(title) {
		return true
	}
	return wording.Is(n.Name, wording.CalloutAnswers|wording.AnyAnswer) && !wording.LooksAsked(title) || title == "" && wording.Is(n.Name, wording.Proof)
}

// answerWithin returns the first callout right within n that answers; nil if there is none.
func answerWithin(doc *page.Document, n *box.Node) *box.Node {
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		if inner, ok := c.(*box.Node); ok && inner.Quoted && answersAsCallout(doc, inner) {
			return inner
		}
	}
	return nil
}

// takeCallout returns the draft of a callout that asks.
func takeCallout(doc *page.Document, card calloutCard) page.Draft {
	n := card.node
	title, blocks := n.FirstChild(), page.Children(n)[1:]
	d := page.Draft{Kind: deck.Basic, Id: page.ExplicitID([]ast.Node{title})}
	body.CutTitleLabel(doc, title, &d)
	d.Title = page.Children(title)
	switch {
	case card.within != nil:
		at := slices.Index(blocks, ast.Node(card.within))
		d.Prompt = blocks[:at]
		d.Answer = append(answerOfCallout(doc, card.within), blocks[at+1:]...)
	case card.behind != nil:
		d.Prompt, d.Answer = blocks, answerOfCallout(doc, card.behind)
	case card.below != nil:
		if rest, ok := body.CutAnswerMarker(doc, card.below[0]); ok {
			card.below = append(rest, card.below[1:]...)
		}
		d.Prompt, d.Answer = blocks, page.OpenToggles(doc, card.below)
	default:
		d.Prompt, d.Answer = body.SplitTitled(doc, blocks)
	}
	return page.FinishDraft(doc, d)
}

// answerOfCallout returns the blocks of a callout that answers. Its title is part of the answer if it says more than
// that.
func answerOfCallout(doc *page.Document, n *box.Node) []ast.Node {
	title, body := n.FirstChild(), page.Children(n)[1:]
	text := doc.Text(title)
	p := ast.NewParagraph()
	for _, c := range page.Children(title) {
		title.RemoveChild(title, c)
		p.AppendChild(p, c)
	}
	page.TrimStart(doc, p, wording.AnswerLead(text))
	if p.FirstChild() == nil {
		return body
	}
	return append([]ast.Node{p}, body...)
}
