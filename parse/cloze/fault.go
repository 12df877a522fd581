package cloze

import (
	"fmt"

	"github.com/examdeck/examdeck/deck"
	"github.com/examdeck/examdeck/deck/cloze"
)

// ClozeFault is a mark that makes no cloze.
type ClozeFault struct {
	Mark string
	Nth  int
	Why  faultReason
}

// faultReason says why a mark makes no cloze.
type faultReason uint8

const (
	NeverClosed    faultReason = iota // its braces don't end
	badNumber                         // none from 1 to cloze.Max
	severalNumbers                    // {{c1,2::
	tooDeep                           // in cloze.MaxNesting others
)

// faultOf gives the reason why a mark with these numbers makes no cloze that every Anki reads, if there is one.
func (s *clozeScanner) faultOf(numbers []int) (why faultReason, fault bool) {
	switch {
	case len(numbers) > 1:
		return severalNumbers, true
	case len(numbers) == 0 || !cloze.Valid(numbers[0]):
		return badNumber, true
	case len(s.open) == cloze.MaxNesting:
		return tooDeep, true
	}
	return 0, false
}

// Diagnostic says what is wrong with a mark and how it can be mended.
func (f ClozeFault) Diagnostic() deck.Diagnostic {
	switch f.Why {
	case badNumber:
		return deck.Diagnostic{Code: "cloze-number", Message: fmt.Sprintf("%q is no cloze: Anki counts from 1 to %d", f.Mark, cloze.Max),
			Hint: "give it another number"}
	case severalNumbers:
		return deck.Diagnostic{Code: "cloze-number", Message: fmt.Sprintf("%q is no cloze: Anki before 26.05 knows none with several numbers", f.Mark),
			Hint: "write one within the other: {{c1::{{c2::text}}}}"}
	case tooDeep:
		return deck.Diagnostic{Code: "cloze-depth", Message: fmt.Sprintf("%q is no cloze: it stands within %d others", f.Mark, cloze.MaxNesting),
			Hint: "take it out of the others"}
	}
	return deck.Diagnostic{Code: "unclosed-cloze", Message: fmt.Sprintf("cloze %q is never closed", f.Mark), Hint: "close it with }}"}
}
