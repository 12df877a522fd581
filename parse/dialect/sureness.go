package dialect

// sureness is how good the evidence of a claim is. Of claims that overlap, the surest wins; so every kind of evidence
// has a place of its own in this table, which goes from the weakest to the strongest.
type sureness int

const (
	_                   sureness = iota
	sureClozeText                // within any question, deletions make it another kind of question and no question of their own
	sureAskingLine               // what stands above an answer's word, where nothing says better where it begins
	sureBold                     // bold lines are put to every use
	sureQuizBlock                // what has a title or a number knows better where a question begins
	sureQuestionHeading          // a heading that looks like a question, and no more than that
	sureLonePair                 // "Question:" without "Answer:"; what it stands above begins nowhere else
	sureNumbered                 // a number may as well count the steps of an answer; what headings claim is cut by their titles
	sureSolved                   // a bold "2.1" with an answer announced below: the numbered lines within are options or steps
	sureAnswerLine               // numbered headings look for such lines themselves
	sureSpacedCloze              // below what asks, above headings that only look so, most of which would swallow several of them
	sureToolHeading              // a heading and another tool's id below: options and labels know better
	sureExamHeading              // a word and a number that repeat
	sureAnswerHeading            // a heading that announces the answer to the one above it
	sureVocabulary               // a list of words below "Chapter 3" is no question, but an item may ask
	sureListCard                 // an item yields to a toggle or a callout in it
	sureToggle                   // it knows better than the headings around it where its question ends
	sureNumberedQuiz             // options and a key; a toggle below them holds the key
	sureQuizHeading              // the same below a heading, which knows better where the question begins
	sureTable                    // a header names both sides
	sureCallout                  // foldable and titled
	sureNestedCallout            // a callout with an answer of its own inside can be nothing else
	sureOutline                  // a mark in a bullet, in an outline that has several
	sureTaggedHeading            // "#card" in a heading
	sureTaggedItem               // "#card" in a list item, which knows better where it ends
	sureToolTag                  // "#card" at a line's end, or on a line of its own
	surePair                     // "Q:" and "A:"
	sureSpaced                   // a separator, in a file that says it holds cards
	sureToolID                   // another tool's id: it has made a card of this already
	sureRExam                    // setext headings "Question" and "Solution"
	sureFrontMatter              // "question:" in the settings of a note
	sureComponent                // values with names: nothing else in them is text
	sureFence                    // "--- question ---": nobody writes it for anything else
	sureOwnPattern               // a regular expression of the author's: who has one knows what it finds
	sureMarked                   // "START" and "END": nor these
)

// sureEnough is the weakest evidence that rests on marks that only questions have.
const sureEnough = sureTable

// String names the evidence for people who ask why a claim won.
func (s sureness) String() string { return evidence[s] }

var evidence = [...]string{
	sureClozeText:       "deletions in a text",
	sureAskingLine:      "lines that ask",
	sureBold:            "bold lines",
	sureQuizBlock:       "options with a key",
	sureQuestionHeading: "headings that ask",
	sureLonePair:        "questions' words without answers'",
	sureNumbered:        "numbers in a row",
	sureSolved:          "bold numbers with answers",
	sureAnswerLine:      "answer lines below headings",
	sureSpacedCloze:     "deletions in a file of cards",
	sureToolHeading:     "a heading with a tool's id below",
	sureExamHeading:     "numbered headings",
	sureAnswerHeading:   "answer headings",
	sureVocabulary:      "words with what they mean",
	sureListCard:        "items with answers",
	sureToggle:          "a toggle",
	sureNumberedQuiz:    "numbered options with a key",
	sureQuizHeading:     "options with a key below a heading",
	sureTable:           "a table with both sides",
	sureCallout:         "a foldable callout",
	sureNestedCallout:   "a callout with its answer inside",
	sureOutline:         "a mark in an outline of cards",
	sureTaggedHeading:   "a heading with a card tag",
	sureTaggedItem:      "an item with a card tag",
	sureToolTag:         "a card tag at a line's end",
	surePair:            "letters for question and answer",
	sureSpaced:          "a separator in a file of cards",
	sureToolID:          "another tool's id",
	sureRExam:           "headings of R/exams",
	sureFrontMatter:     "a question in the front matter",
	sureComponent:       "the values of a component",
	sureFence:           "fences of a quiz",
	sureOwnPattern:      "a pattern of the settings",
	sureMarked:          "marks at start and end",
}
