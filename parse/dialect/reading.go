package dialect

import (
	"github.com/examdeck/examdeck/internal/markdown"
	"github.com/examdeck/examdeck/parse/page"
	"github.com/examdeck/examdeck/parse/quiz"
)

// Reading is a document on its way through the recognisers: what several of them ask for, found once and before any
// of them looks.
type Reading struct {
	*page.Document
	Index *quiz.NumberIndex
	// numbered are the headings with numbers that begin questions.
	numbered numberedHeadings
	// below counts the headings that stand right below an exam's deeper one, see belowExam.
	below int
	// claims are those of the recognisers that were asked, by dialect.
	claims map[string][]Claim
	// Issues are what the recognisers found wrong.
	Issues []markdown.Issue
}

// NewReading finds what recognisers ask for of a document.
func NewReading(doc *page.Document) *Reading {
	r := &Reading{Document: doc, Index: quiz.NewNumberIndex(doc), claims: map[string][]Claim{}}
	r.numbered = findNumbered(r.Index)
	r.below = countBelowExams(doc)
	return r
}

// claimsOf returns the claims of a recogniser, which is asked once: some dialects build upon the claims of others.
// The list is not to be changed.
func (r *Reading) claimsOf(asked recogniser) []Claim {
	claims, ok := r.claims[asked.dialect()]
	if !ok {
		claims = asked.find(r)
		r.claims[asked.dialect()] = claims
	}
	return claims
}
