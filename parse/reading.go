package parse

import "github.com/examdeck/examdeck/internal/markdown"

// reading is a document on its way through the recognisers: what several of them ask for, found once and before any of them looks.
type reading struct {
	*document
	index *numberIndex
	// numbered are the headings with numbers that begin questions.
	numbered numberedHeadings
	// below counts the headings that stand right below an exam's deeper one, see belowExam.
	below int
	// claims are those of the recognisers that were asked, by dialect.
	claims map[string][]claim
	// issues are what the recognisers found wrong.
	issues []markdown.Issue
}

// newReading finds what recognisers ask for of a document.
func newReading(doc *document) *reading {
	r := &reading{document: doc, index: newNumberIndex(doc), claims: map[string][]claim{}}
	r.numbered = findNumbered(r.index)
	r.below = countBelowExams(doc)
	return r
}

// claimsOf returns the claims of a recogniser, which is asked once: some dialects build upon the claims of others. The list is not
// to be changed.
func (r *reading) claimsOf(asked recogniser) []claim {
	claims, ok := r.claims[asked.dialect()]
	if !ok {
		claims = asked.find(r)
		r.claims[asked.dialect()] = claims
	}
	return claims
}
