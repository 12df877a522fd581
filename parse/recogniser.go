package parse

import (
	"cmp"
	"slices"

	"github.com/yuin/goldmark/ast"

	"github.com/examdeck/examdeck/deck"
	"github.com/examdeck/examdeck/internal/markdown"
)

// A recogniser finds the questions of one dialect. It looks at the whole document before it decides, and claims only regions
// for which it has evidence; a claim that a surer one overlaps is dropped.
type recogniser interface {
	// dialect is the name under which its questions are listed.
	dialect() string
	// find claims regions of the document, in any order. It may rearrange nodes within the regions it claims, but only
	// when claim.take is called.
	find(r *reading) []claim
}

// recognisers is the table of dialects. Which of two claims on a region wins is settled by the table in sureness.go.
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
	sure sureness
	// from and to are the region, byte offsets in the source.
	from, to int
	// take makes the draft; it is called for claims that won, once.
	take func() draft
	// number and body are set for questions that an exam paper numbers, so that paper and solutions can be joined.
	number string
	body   []ast.Node

	dialect string
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
	// ignored says why the region is no question after all; empty for questions. issue is set where its author should be told.
	ignored string
	issue   *markdown.Issue
	// boldKey tells that bold type marks the right ones of an ordinary list's items, as it does in the questions around.
	boldKey bool
	// keyless tells that options are offered, but none is marked as right.
	keyless bool
}

// refused returns the draft of something marked as a question that is none, with a warning.
func refused(at int, message, hint string) draft {
	return draft{ignored: message, issue: &markdown.Issue{Offset: at, Code: "marked-block", Message: message, Hint: hint}}
}

// option is an offered answer before it is rendered.
type option struct {
	letter string
	nodes  []ast.Node // inline or block nodes
	right  bool
	paper  *document // the document of the nodes where that is another than the answer's; nil otherwise
}

// arbitrate picks the claims that win, in source order: the surest first.
// lost holds where claims begin that surer ones overlap.
func arbitrate(r *reading) (won []claim, lost map[int]bool) {
	var all []claim
	for _, dialect := range recognisers {
		if !r.settings.reads(dialect.dialect()) {
			continue
		}
		for _, c := range r.claimsOf(dialect) {
			if c.dialect = dialect.dialect(); c.sure >= surePair || !r.index.inSheet(r.blockAt(c.from)) {
				all = append(all, c) // what stands in a key to other questions is none
			}
		}
	}
	slices.SortStableFunc(all, func(a, b claim) int {
		return cmp.Or(cmp.Compare(b.sure, a.sure), cmp.Compare(a.from, b.from))
	})
	lost = map[int]bool{}
	for _, c := range all {
		// won is kept in source order, so that only its neighbours there can overlap c.
		i, _ := slices.BinarySearchFunc(won, c.from, func(w claim, from int) int { return cmp.Compare(w.from, from) })
		if i > 0 && won[i-1].to > c.from || i < len(won) && won[i].from < c.to {
			lost[c.from] = true
			continue
		}
		won = slices.Insert(won, i, c)
	}
	return dropStrays(r.document, won), lost
}
