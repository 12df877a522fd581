package dialect

import (
	"cmp"
	"slices"

	"github.com/yuin/goldmark/ast"

	"github.com/examdeck/examdeck/parse/page"
	"github.com/examdeck/examdeck/parse/wording"
)

// A recogniser finds the questions of one dialect. It looks at the whole document before it decides, and claims only
// regions for which it has evidence; a claim that a surer one overlaps is dropped.
type recogniser interface {
	// dialect is the name under which its questions are listed.
	dialect() string
	// find claims regions of the document, in any order. It may rearrange nodes within the regions it claims, but only
	// when claim.take is called.
	find(r *Reading) []Claim
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

// Claim says that a region of the source is one question.
type Claim struct {
	sure sureness
	// From and to are the region, byte offsets in the source.
	From, To int
	// Take makes the draft; it is called for claims that won, once.
	Take func() page.Draft
	// Number and body are set for questions that an exam paper numbers, so that paper and solutions can be joined.
	Number string
	Body   []ast.Node

	Dialect string
}

// Arbitrate picks the claims that win, in source order: the surest first.
// lost holds where claims begin that surer ones overlap.
func Arbitrate(r *Reading) (won []Claim, lost map[int]bool) {
	var all []Claim
	for _, dialect := range recognisers {
		if !r.Settings.Reads(dialect.dialect()) {
			continue
		}
		for _, c := range r.claimsOf(dialect) {
			if c.Dialect = dialect.dialect(); c.sure >= surePair || !r.Index.InSheet(r.BlockAt(c.From)) {
				all = append(all, c) // what stands in a key to other questions is none
			}
		}
	}
	slices.SortStableFunc(all, func(a, b Claim) int {
		return cmp.Or(cmp.Compare(b.sure, a.sure), cmp.Compare(a.From, b.From))
	})
	lost = map[int]bool{}
	for _, c := range all {
		// won is kept in source order, so that only its neighbours there can overlap c.
		i, _ := slices.BinarySearchFunc(won, c.From, func(w Claim, from int) int { return cmp.Compare(w.From, from) })
		if i > 0 && won[i-1].To > c.From || i < len(won) && won[i].From < c.To {
			lost[c.From] = true
			continue
		}
		won = slices.Insert(won, i, c)
	}
	return dropStrays(r.Document, won), lost
}

// dropStrays takes out the claims of titles that merely look like questions where the document holds many more
// questions whose marks leave no doubt, or keeps those in a section of their own: a note with its cards in a table at
// the end asks its reader things in headings, too.
func dropStrays(doc *page.Document, won []Claim) []Claim {
	marked := 0
	apart := false
	loose := map[string]int{}
	for _, c := range won {
		switch {
		case c.sure >= sureEnough:
			marked++
			if h := doc.HeadingAbove(c.From); h != nil && wording.HeadsCards(h.Title) {
				apart = true
			}
		case c.sure <= sureQuestionHeading:
			loose[c.Dialect]++
		}
	}
	return slices.DeleteFunc(won, func(c Claim) bool {
		n := loose[c.Dialect]
		return c.sure <= sureQuestionHeading && (4*n <= marked || apart && 2*n <= marked)
	})
}
