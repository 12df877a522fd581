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
	// dialect returns the name under which its questions are listed.
	dialect() string
	// find claims regions of the document, in any order. It may rearrange nodes within the regions it claims, but only
	// when claim.take is called.
	find(r *Reading) []Claim
}

// recognisers is the table of dialects. Which of two claims on a region wins is settled by the table in sureness.go.
var recognisers = []recogniser{
	markedBlocks{},
	ownPatterns{},
	toolCards{},
	quizFences{},
	frontMatter{},
	components{},
	rExams{},
	spacedLines{},
	questionAnswer{},
	outlineCards{},
	listCards{},
	calloutQuestions{},
	tables{},
	vocabulary{},
	toggleQuestions{},
	quizHeadings{},
	answerHeadings{},
	examHeadings{},
	numberedQuestions{},
	questionHeadings{},
	boldQuestions{},
	askingLines{},
	quizBlocks{},
	clozeTexts{},
}

// Claim says that a region of the source is one question.
type Claim struct {
	sure sureness
	// From and To are the region, byte offsets in the source.
	From, To int
	// Take makes the draft. It is called once, and for claims that won only.
	Take func() page.Draft
	// Number and Body are set for questions that an exam paper numbers, so that paper and solutions can be joined.
	Number string
	Body   []ast.Node

	Dialect string
}

// Evidence returns what the claim rests on, in words and as its place among all kinds of evidence: the weakest is 1.
func (c Claim) Evidence() (name string, rank int) { return c.sure.String(), int(c.sure) }

func (c Claim) overlaps(other Claim) bool { return c.From < other.To && other.From < c.To }

// Ruling is what became of the claims of a document.
type Ruling struct {
	Won  []Claim // in source order, no two overlap
	Lost []Loss  // in no order
}

// Loss is a claim that did not win: either a surer one overlaps it, or Why says what speaks against it.
type Loss struct {
	Claim
	To  *Claim
	Why string
}

// Arbitrate asks the recognisers for their claims and settles which of them win: the surest first.
func Arbitrate(r *Reading) Ruling {
	var ruling Ruling
	var all []Claim
	for _, dialect := range recognisers {
		if !r.Settings.Reads(dialect.dialect()) {
			continue
		}
		for _, c := range r.claimsOf(dialect) {
			c.Dialect = dialect.dialect()
			if c.sure < surePair && r.Index.InSheet(r.BlockAt(c.From)) {
				ruling.Lost = append(ruling.Lost, Loss{Claim: c, Why: "it stands in a key to other questions"})
				continue
			}
			all = append(all, c)
		}
	}
	slices.SortStableFunc(all, func(a, b Claim) int {
		return cmp.Or(cmp.Compare(b.sure, a.sure), cmp.Compare(a.From, b.From))
	})
	for _, c := range all {
		// Won is kept in source order, so that only its neighbours there can overlap c.
		won := ruling.Won
		i, _ := slices.BinarySearchFunc(won, c.From, func(w Claim, from int) int { return cmp.Compare(w.From, from) })
		near := slices.IndexFunc(won[max(i-1, 0):min(i+1, len(won))], c.overlaps)
		if near >= 0 {
			winner := won[max(i-1, 0)+near]
			ruling.Lost = append(ruling.Lost, Loss{Claim: c, To: &winner})
			continue
		}
		ruling.Won = slices.Insert(won, i, c)
	}
	ruling.dropStrays(r.Document)
	return ruling
}

// dropStrays takes out the claims of titles that merely look like questions where the document holds many more
// questions whose marks leave no doubt, or keeps those in a section of their own: a note with its cards in a table at
// the end asks its reader things in headings, too. Where the sure ones are headings above a lone question mark, a heading
// that asks is one of them whose mark was forgotten.
func (r *Ruling) dropStrays(doc *page.Document) {
	marked, headed := 0, 0
	apart := false
	loose := map[string]int{}
	for _, c := range r.Won {
		switch {
		case c.sure >= sureEnough:
			marked++
			if c.sure == sureSpaced && doc.HeadFrom(c.From) != nil {
				headed++
			}
			if h := doc.HeadingAbove(c.From); h != nil && wording.HeadsCards(h.Title) {
				apart = true
			}
		case c.sure <= sureQuestionHeading:
			loose[c.Dialect]++
		}
	}
	r.Won = slices.DeleteFunc(r.Won, func(c Claim) bool {
		n := loose[c.Dialect]
		stray := c.sure <= sureQuestionHeading && (4*n <= marked || apart && 2*n <= marked)
		if h := doc.HeadFrom(c.From); stray && 2*headed > marked && h != nil && wording.LooksAsked(h.Title) {
			return false
		}
		if stray {
			r.Lost = append(r.Lost, Loss{Claim: c, Why: "the questions with surer marks are many more"})
		}
		return stray
	})
}
