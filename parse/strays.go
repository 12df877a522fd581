package parse

import (
	"slices"

	"github.com/examdeck/examdeck/parse/wording"
)

// dropStrays takes out the claims of titles that merely look like questions where the document holds many more questions
// whose marks leave no doubt, or keeps those in a section of their own: a note with its cards in a table at the end asks its
// reader things in headings, too.
func dropStrays(doc *document, won []claim) []claim {
	marked := 0
	apart := false
	loose := map[string]int{}
	for _, c := range won {
		switch {
		case c.sure >= sureEnough:
			marked++
			if h := doc.headingAbove(c.from); h != nil && wording.HeadsCards(h.title) {
				apart = true
			}
		case c.sure <= sureQuestionHeading:
			loose[c.dialect]++
		}
	}
	return slices.DeleteFunc(won, func(c claim) bool {
		n := loose[c.dialect]
		return c.sure <= sureQuestionHeading && (4*n <= marked || apart && 2*n <= marked)
	})
}
