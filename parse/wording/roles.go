package wording

// Role is what a word is used for. A word may have several uses, so that roles are bits, and a set of them is a Role
// again.
type Role uint64

// The roles that the files of words name, in the order of roleNames. A word is meant in lower case.
const (
	// Question words mean one question and nothing else: "frage". Questions are several, which head a section.
	Question Role = 1 << iota
	Questions
	// Task words head what is to be done: "exercise", "problem". They lead prose as often, so that they must repeat.
	Task
	// Order words are verbs with which a sentence asks without a question mark: "explain", "berechne", "求". Where
	// they end it, an ellipsis stands before them: "…açıklayınız".
	Order
	// Cards are in the titles of sections that hold questions, besides the words for question: "flashcards", "quiz".
	Cards
	// Exam words head an exam, Chapter words other groups of questions: "chapter", "week".
	Exam
	Chapter
	// Promise words are in the titles of notes that are made of questions; Notes words say that it is a text about
	// them.
	Promise
	Notes
	// Answer words head, or lead in, the answer to the question above.
	Answer
	// Initial is the letter of an answer, "A:", which is that of an option and an article as well.
	Initial
	// Abbreviation words lead in an answer with their dot: "Antw.".
	Abbreviation
	// Key words name the answers to a whole paper.
	Key
	// Companion words stand beside an answer's word: "Sample solution", "Meine Antwort".
	Companion
	// Relation words stand between an answer's word and the question that it answers: "Solution to exercise 3".
	Relation
	// With joins what a file or a sheet holds too: "exam with answers".
	With
	// Right and Wrong say of an option, or of a statement, that it is so; True and False say it of a statement only.
	Right
	Wrong
	True
	False
	// Reveal words say that a click shows something; what it is stands above.
	Reveal
	// Explanation words announce why an answer is right.
	Explanation
	// Hint words head what helps to find an answer.
	Hint
	// Contents are the titles of lists of contents.
	Contents
	// Aside words head what neither asks nor answers: "references", "license".
	Aside
	// Title words head the parts of notes that ask nothing, besides those: "introduction". TitleLead are the first
	// words of such titles.
	Title
	TitleLead
	// Step words are numbered in notes and never are questions: "step", "theorem", "figure".
	Step
	// Proof words head a proof.
	Proof
	// Part words stand before the letter of a question's part.
	Part
	// Prompt words are in the titles of the part of a question that asks: "problem description".
	Prompt
	// Material words head what goes with a question: "code", "example".
	Material
	// Options are words for what a question offers.
	Options
	// And, Or and Joiner words may stand between the letters of a key, or before one: "B and E", "letter C".
	And
	Or
	Joiner
	// Negation words turn a sentence about an option round.
	Negation
	// Because words go on a sentence behind a key's letter: "B, because …".
	Because
	// Sheet words join "answers" and "explanations" in a title, or say what they are for.
	Sheet
	// Taker words say whose answer it is, or that it was only given: "your answer", "selected". It need not be right.
	Taker
	// Neutral words are of no weight in a summary that says what its toggle is for.
	Neutral
	// Copula words join an answer's word and what it is, without a blank: "答案是B".
	Copula
	// Number words say "number" and nothing else, before one or at the head of a column.
	Number
	// Ordinal are the letters behind a number that make it an ordinal one, DateFiller other words within dates,
	// DateLead those before one.
	Ordinal
	DateFiller
	DateLead
	// Front and Back are the sides of a card. Term and Meaning head columns of tables that hold what they would show.
	Front
	Back
	Term
	Meaning
	// Tag and Comment head columns of tables that hold something else.
	Tag
	Comment
	// BoxAsks and BoxAnswers are names of boxes that documentation tools draw.
	BoxAsks
	BoxAnswers
	// CalloutAsks, CalloutAnswers and CalloutAside are words of callouts, besides those of questions, answers and
	// steps.
	CalloutAsks
	CalloutAnswers
	CalloutAside
	// CardTag are the tags under which plugins look for cards.
	CardTag
	// The words of what follows are looked for within a text: requests to choose one option; what promises questions,
	// announces an answer or an explanation in scripts that leave no blanks between words; what ends a sentence
	// behind its key, or begins a word.
	Single
	PromiseSign
	AnswerSign
	ExplanationSign
	SentenceEnd
	Elision
)

// roleNames are the names of the roles in the files of words.
var roleNames = [...]string{
	"question", "questions", "task", "order", "cards", "exam", "chapter", "promise", "notes", "answer", "initial", "abbreviation", "key",
	"companion", "relation", "with", "right", "wrong", "true", "false", "reveal", "explanation", "hint", "contents", "aside", "title",
	"title-lead", "step", "proof", "part", "prompt", "material", "options", "and", "or", "joiner", "negation", "because", "sheet",
	"taker", "neutral", "copula", "number", "ordinal", "date", "date-lead", "front", "back", "term", "meaning", "tag", "comment",
	"box-asks", "box-answers", "callout-asks", "callout-answers", "callout-aside", "card-tag",
	"single", "promise-sign", "answer-sign", "explanation-sign", "sentence-end", "elision",
}

// rolesByName are the roles by their names in the files of words.
var rolesByName = func() map[string]Role {
	roles := make(map[string]Role, len(roleNames))
	for i, name := range roleNames {
		roles[name] = 1 << i
	}
	return roles
}()

// The roles that follow from others.
const (
	// AnyQuestion words head questions.
	AnyQuestion = Question | Questions | Task
	// Section words head groups of questions.
	Section = Exam | Chapter
	// AnyCards are in the titles of sections that hold questions.
	AnyCards = Questions | Cards
	// AnyAnswer words lead in an answer, also by one letter.
	AnyAnswer = Answer | Initial
	// KeyWords say that an answer, or what is right, is named.
	KeyWords = Answer | Right
	// Companions stand beside an answer's word: what is right is an answer's usual companion.
	Companions = Companion | Right
	// TrueStatement and FalseStatement judge a statement.
	TrueStatement  = True | Right
	FalseStatement = False | Wrong
	// AnyStep words are numbered and never are questions: nor are answers, hints and proofs.
	AnyStep = Step | Proof | Hint | Answer
	// AnyAside words are in the summaries of toggles that neither ask nor answer.
	AnyAside = Hint | Contents | Aside
	// AnyTitle words head parts of notes that ask nothing.
	AnyTitle = Title | Contents | Aside
	// Joiners may stand between the letters of a key.
	Joiners = Joiner | And | Or | Options

	// joined are the roles whose words are written without blanks between in Chinese, Japanese and Korean: "正确答案",
	// "参考解答".
	joined = AnyQuestion | Cards | AnyAnswer | Companions | Wrong | Taker | Explanation | Reveal | AnyAside | Copula |
		And | Sheet
	// phrases are the roles whose words may be several: "lời giải", "table of contents".
	phrases = joined | True | False | Order
	// listed are the roles whose words are looked for within a text.
	listed = Single | PromiseSign | AnswerSign | ExplanationSign | SentenceEnd | Elision
)
