package parse

import (
	"cmp"
	"slices"

	"github.com/yuin/goldmark/ast"

	"github.com/examdeck/examdeck/deck"
)

// A recogniser finds the questions of one dialect. It looks at the whole document before it decides, and claims only regions
// for which it has evidence; a claim that a surer one overlaps is dropped.
type recogniser interface {
	// dialect is the name under which its questions are listed.
	dialect() string
	// find claims regions of the document, in any order. It may rearrange nodes within the regions it claims, but only
	// when claim.take is called.
	find(doc *document) []claim
}

// recognisers is the table of dialects. Its order settles which of two equally sure claims wins.
var recognisers = []recogniser{
	markedBlocks{},
	quizFences{},
	rExams{},
	spacedLines{},
	questionAnswer{},
	listCards{},
	calloutQuestions{},
	tables{},
	toggleQuestions{},
	quizHeadings{},
	answerHeadings{},
	examHeadings{},
	numberedQuestions{},
	questionHeadings{},
	boldQuestions{},
	quizBlocks{},
	clozeTexts{},
}

// claim says that a region of the source is one question.
type claim struct {
	// sure is how good the evidence is, from 1 to 100.
	sure int
	// from and to are the region, byte offsets in the source.
	from, to int
	// take makes the draft; it is called for claims that won, once.
	take func() draft
	// number and body are set for questions that an exam paper numbers, so that paper and solutions can be joined.
	number string
	body   []ast.Node

	dialect string
	order   int
}

// draft is a question before it is rendered.
type draft struct {
	kind deck.Kind
	// label is what the source calls the question ("Question 7") and number the number in it; empty for dialects without numbers.
	label, number string
	tags          []string
	// id is an explicit id written into the source for this question; empty without one.
	id givenID
	// title is the part of the prompt that stands in the heading: inline nodes, shown as a paragraph before prompt.
	title []ast.Node
	// prompt, answer and extra are block nodes, rendered one after another.
	prompt, answer, extra []ast.Node
	// paper is the document of the prompt where that is another than the answer's; nil otherwise.
	paper *document
	// from is where the part begins that a question was split into; 0 for whole questions.
	from int
	// repeats tells that the solutions only repeat what the paper asks.
	repeats bool
	// options are those of a question of kind choice, in the source's order.
	options []option
	// highlights tells that the question's highlights are what it hides.
	highlights bool
	// ignored says why the region is no question after all; empty for questions.
	ignored string
	// boldKey tells that bold type marks the right ones of an ordinary list's items, as it does in the questions around.
	boldKey bool
	// keyless tells that options are offered, but none is marked as right.
	keyless bool
}

// option is an offered answer before it is rendered.
type option struct {
	letter string
	nodes  []ast.Node // inline or block nodes
	right  bool
	paper  *document // the document of the nodes where that is another than the answer's; nil otherwise
}

// claimsOf gives the claims of a recogniser, which is asked once: some dialects build upon the claims of others. The list is not
// to be changed.
func (doc *document) claimsOf(r recogniser) []claim {
	claims, asked := doc.claims[r.dialect()]
	if !asked {
		claims = r.find(doc)
		if doc.claims == nil {
			doc.claims = map[string][]claim{}
		}
		doc.claims[r.dialect()] = claims
	}
	return claims
}

// arbitrate picks the claims that win, in source order: the surest first, then the table's order, then the source's.
func arbitrate(doc *document) []claim {
	var all []claim
	for order, r := range recognisers {
		if !doc.settings.reads(r.dialect()) {
			continue
		}
		for _, c := range doc.claimsOf(r) {
			if c.dialect, c.order = r.dialect(), order; c.sure >= surePair || !doc.inSheet(doc.blockAt(c.from)) {
				all = append(all, c) // what stands in a key to other questions is none
			}
		}
	}
	slices.SortStableFunc(all, func(a, b claim) int {
		return cmp.Or(cmp.Compare(b.sure, a.sure), cmp.Compare(a.order, b.order), cmp.Compare(a.from, b.from))
	})
	var won []claim
	doc.lost = map[int]bool{}
	for _, c := range all {
		// won is kept in source order, so that only its neighbours there can overlap c.
		i, _ := slices.BinarySearchFunc(won, c.from, func(w claim, from int) int { return cmp.Compare(w.from, from) })
		if i > 0 && won[i-1].to > c.from || i < len(won) && won[i].from < c.to {
			doc.lost[c.from] = true
			continue
		}
		won = slices.Insert(won, i, c)
	}
	return dropStrays(doc, won)
}
