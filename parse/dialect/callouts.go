package dialect

import (
	"slices"

	"github.com/yuin/goldmark/ast"

	"github.com/examdeck/examdeck/deck"
	"github.com/examdeck/examdeck/internal/markdown/callout"
	"github.com/examdeck/examdeck/parse/body"
	"github.com/examdeck/examdeck/parse/page"
	"github.com/examdeck/examdeck/parse/wording"
)

// answeredBelow returns the callouts that only ask, with the blocks below them that answer: as far as the next
// callout, heading or rule. Two callouts at least, and half of those that mean question, must be so: a single one
// asks the reader to think.
func answeredBelow(doc *page.Document, all []*callout.Node) map[*callout.Node][]ast.Node {
	below := map[*callout.Node][]ast.Node{}
	says := 0
	for _, n := range all {
		if !wording.SaysQuestion(n.Word) || n.Parent() != doc.MD.Root {
			continue
		}
		says++
		if n.ChildCount() > 1 || calloutTitle(doc, n) == "" {
			continue
		}
		i, found := slices.BinarySearch(doc.Starts, doc.MD.Offset(n))
		if !found {
			continue
		}
		end := i + 1
		for end < len(doc.Blocks) && !endsBelow(doc.Blocks[end]) {
			end++
		}
		if end > i+1 {
			below[n] = doc.Blocks[i+1 : end]
		}
	}
	if len(below) < 2 || 2*len(below) < says {
		return nil
	}
	return below
}

// endsBelow reports whether a block ends what stands below a callout.
func endsBelow(n ast.Node) bool {
	return n.Kind() == ast.KindHeading || n.Kind() == ast.KindThematicBreak || n.Kind() == callout.Kind
}

// calloutQuestions recognises questions that are Obsidian callouts: the title asks, the body answers, or a callout
// within it or right behind it does ("[!success]- Answer"). A callout whose word means question is one; any other
// word needs a title to unfold, and a file that uses it so time and again.
type calloutQuestions struct{}

func (calloutQuestions) dialect() string { return "callouts" }

// calloutCard is a callout that asks, and where its answer stands: in one place at most of these, else in its own body.
type calloutCard struct {
	node   *callout.Node
	within *callout.Node // a callout in it
	behind *callout.Node // the callout right behind it
	below  []ast.Node    // blocks below it
}

func (calloutQuestions) find(r *Reading) []Claim {
	doc := r.Document
	all := findCallouts(doc)
	asking, below := askingWords(doc, all), answeredBelow(doc, all)
	var claims []Claim
	var last *callout.Node // the last callout that asks: what is within it is no question of its own
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
func findCallouts(doc *page.Document) []*callout.Node {
	var all []*callout.Node
	page.EachBlock(doc.MD.Root, func(n ast.Node) bool {
		if c, ok := n.(*callout.Node); ok {
			all = append(all, c)
		}
		return true
	})
	return all
}

// calloutTitle returns the plain text of a callout's title.
func calloutTitle(doc *page.Document, n *callout.Node) string { return doc.Text(n.FirstChild()) }

// calloutUse is how a document uses one word of callouts.
type calloutUse struct {
	titled, asked int // foldable with a title of their own; of these, that end in a question mark
	all           int
}

// calloutUses counts the callouts of each word.
func calloutUses(doc *page.Document, all []*callout.Node) map[string]*calloutUse {
	uses := map[string]*calloutUse{}
	seen := map[string]bool{}
	for _, n := range all {
		u := uses[n.Word]
		if u == nil {
			u = &calloutUse{}
			uses[n.Word] = u
		}
		u.all++
		title := calloutTitle(doc, n)
		if key := n.Word + "\x00" + title; n.Fold != 0 && title != "" && !seen[key] {
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
func askingWords(doc *page.Document, all []*callout.Node) map[string]bool {
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
func asksAsCallout(doc *page.Document, n *callout.Node, asking map[string]bool) bool {
	if page.AnswersAsCallout(doc, n) {
		return false
	}
	title := calloutTitle(doc, n)
	says := wording.SaysQuestion(n.Word) || wording.LooksAsked(title)
	empty := n.ChildCount() == 1
	if within := answerWithin(doc, n); within != nil {
		return says || wording.AnnouncesAnswer(calloutTitle(doc, within))
	}
	switch {
	case says && answerBehind(doc, n) != nil:
		return true
	case title == "":
		return false
	case wording.SaysQuestion(n.Word):
		return n.Fold != 0 || !empty
	}
	return n.Fold != 0 && asking[n.Word]
}

// answerBehind returns the callout right behind n that answers it; nil if there is none. Where n says more than its
// title, that may be its own answer, and a callout such as "[!success] Done" something else: its title must announce
// the answer, or be empty.
func answerBehind(doc *page.Document, n *callout.Node) *callout.Node {
	next, ok := n.NextSibling().(*callout.Node)
	if !ok || !page.AnswersAsCallout(doc, next) || n.ChildCount() == 1 && calloutTitle(doc, n) == "" {
		return nil
	}
	if title := calloutTitle(doc, next); n.ChildCount() > 1 && title != "" && !wording.AnnouncesAnswer(title) {
		return nil
	}
	return next
}

// answerWithin returns the first callout right within n that answers; nil if there is none.
func answerWithin(doc *page.Document, n *callout.Node) *callout.Node {
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		if inner, ok := c.(*callout.Node); ok && page.AnswersAsCallout(doc, inner) {
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
		d.Answer = append(body.OpenCallout(doc, card.within), blocks[at+1:]...)
	case card.behind != nil:
		d.Prompt, d.Answer = blocks, body.OpenCallout(doc, card.behind)
	case card.below != nil:
		d.Prompt, d.Answer = blocks, page.OpenToggles(doc, card.below)
	default:
		d.Prompt, d.Answer = body.SplitTitled(doc, blocks)
	}
	return page.FinishDraft(doc, d)
}
