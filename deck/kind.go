package deck

import "fmt"

// Kind is the way a question is asked.
type Kind uint8

// The kinds of question.
const (
	// Basic asks the prompt and shows the answer.
	Basic Kind = iota
	// Reversed asks both ways: the prompt for the answer, and the answer for the prompt.
	Reversed
	// Typed has the learner type the answer, which is short and plain.
	Typed
	// Choice offers options, one or more of them right.
	Choice
	// Cloze hides parts of its prompt, marked {{c1::text}} or {{c1::text::hint}}, the number from 1 to 500.
	Cloze
)

// Kinds lists every kind in order.
var Kinds = []Kind{Basic, Reversed, Typed, Choice, Cloze}

var kindNames = [...]string{"basic", "reversed", "typed", "choice", "cloze"}

// String returns the kind's name, lower case.
func (k Kind) String() string {
	if int(k) < len(kindNames) {
		return kindNames[k]
	}
	return fmt.Sprintf("Kind(%d)", uint8(k))
}

// ParseKind returns the kind of a name, and false if no kind has that name.
func ParseKind(name string) (Kind, bool) {
	for _, k := range Kinds {
		if k.String() == name {
			return k, true
		}
	}
	return 0, false
}
