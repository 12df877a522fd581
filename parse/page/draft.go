package page

import (
	"github.com/yuin/goldmark/ast"

	"github.com/examdeck/examdeck/deck"
	"github.com/examdeck/examdeck/internal/markdown"
)

// Draft is a question before it is rendered.
type Draft struct {
	Kind deck.Kind
	// Label is what the source calls the question ("Question 7") and number the number in it; empty for dialects
	// without numbers.
	Label, Number string
	Tags          []string
	// Id is an explicit id written into the source for this question; empty without one.
	Id givenID
	// Title is the part of the prompt that stands in the heading: inline nodes, shown as a paragraph before prompt.
	Title []ast.Node
	// Prompt, answer and extra are block nodes, rendered one after another.
	Prompt, Answer, Extra []ast.Node
	// Paper is the document of the prompt where that is another than the answer's; nil otherwise.
	Paper *Document
	// From is where the part begins that a question was split into; 0 for whole questions.
	From int
	// Asked tells that the prompt is what asks at the top of the question's body: a paper that has the question knows
	// better how far it goes.
	Asked bool
	// Repeats tells that the solutions only repeat what the paper asks.
	Repeats bool
	// Options are those of a question of kind choice, in the source's order.
	Options []Option
	// Highlights tells that the question's highlights are what it hides.
	Highlights bool
	// Curly tells that double braces are the clozes of its tool, {{text}}: they hide their text in a cloze, and show it
	// in other questions.
	Curly bool
	// Ignored says why the region is no question after all; empty for questions. issue is set where its author should
	// be told.
	Ignored string
	Issue   *markdown.Issue
	// Blank tells that it is a question of a paper without answers.
	Blank bool
	// BoldKey tells that bold type marks the right ones of an ordinary list's items, as it does in the questions around.
	BoldKey bool
	// Keyless tells that options are offered, but none is marked as right.
	Keyless bool
	// KeyFault tells that the key contradicts the question, which was reported: no card may be made of it.
	KeyFault bool
}

// Refused returns the draft of something marked as a question that is none, with a warning.
func Refused(at int, message, hint string) Draft {
	return Draft{Ignored: message, Issue: &markdown.Issue{Offset: at, Code: "marked-block", Message: message, Hint: hint}}
}

// Option is an offered answer before it is rendered.
type Option struct {
	Letter string
	Nodes  []ast.Node // inline or block nodes
	Right  bool
	Paper  *Document // the document of the nodes where that is another than the answer's; nil otherwise
}
