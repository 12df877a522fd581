package cloze

import (
	"fmt"

	"github.com/examdeck/examdeck/deck"
	"github.com/examdeck/examdeck/deck/cloze"
)

// Fault is a mark that makes no cloze.
type Fault struct {
	Mark string // as it is written, "{{c1::"
	Nth  int    // its index among the marks of that spelling
	Why  Reason
}

// Reason says why a mark makes no cloze.
type Reason uint8

// The reasons.
const (
	NeverClosed    Reason = iota // its braces don't end
	BadNumber                    // none from 1 to cloze.Max
	SeveralNumbers               // {{c1,2::
	TooDeep                      // in cloze.MaxNesting others
)

// faultOf returns the reason why a mark with these numbers makes no cloze that every Anki reads, if there is one.
func (s *scanner) faultOf(numbers []int) (why Reason, fault bool) {
	switch {
	case len(numbers) > 1:
		return SeveralNumbers, true
	case len(numbers) == 0 || !cloze.Valid(numbers[0]):
		return BadNumber, true
	case len(s.open) == cloze.MaxNesting:
		return TooDeep, true
	}
	return 0, false
}

// Diagnostic says what is wrong with a mark and how it can be mended.
func (f Fault) Diagnostic() deck.Diagnostic {
	switch f.Why {
	case BadNumber:
		return deck.Diagnostic{Code: "cloze-number", Message: fmt.Sprintf("%q is no cloze: Anki counts from 1 to %d", f.Mark, cloze.Max),
			Hint: "give it another number"}
	case SeveralNumbers:
		return deck.Diagnostic{Code: "cloze-number", Message: fmt.Sprintf("%q is no cloze: Anki before 26.05 knows none with several numbers", f.Mark),
			Hint: "write one within the other: {{c1::{{c2::text}}}}"}
	case TooDeep:
		return deck.Diagnostic{Code: "cloze-depth", Message: fmt.Sprintf("%q is no cloze: it stands within %d others", f.Mark, cloze.MaxNesting),
			Hint: "take it out of the others"}
	}
	return deck.Diagnostic{Code: "unclosed-cloze", Message: fmt.Sprintf("cloze %q is never closed", f.Mark), Hint: "close it with }}"}
}
