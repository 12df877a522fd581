package deck

import "time"

// Question is one item: a prompt and its answer, in whatever dialect it was written.
//
// Prompt, Answer, Extra and the choices' texts are HTML fragments: balanced, sanitised, with math as
// \(…\) and \[…\] whose TeX has <, > and & as entities. They may be empty where nothing was written.
type Question struct {
	Kind Kind
	// Dialect names the recogniser that found the question, such as "exam-headings".
	Dialect string

	// Exam is the title of the section that groups this question and its neighbours; a date stands as YYYY-MM-DD.
	Exam string
	// Label is what the source calls the question, such as "Question 7"; empty where it has no name but its prompt.
	Label string
	// Number is the number in the label in a form that two spellings of it share, such as "7" or
	// "2.1-3"; empty without one.
	Number string

	Prompt string
	Answer string
	// Extra is the explanation, shown below the answer.
	Extra string
	// Choices are the options of a question of kind [Choice], in the source's order.
	Choices []Option

	// Tags are Anki tags: no blanks, levels parted by "::".
	Tags []string
	// Media are the names ([Media].Name) of what the question shows, in order of first use, each once.
	Media []string

	// Source is the path of the source, relative to the vault, with slashes; the card shows it unless
	// SourceHidden is set.
	Source       string
	SourceHidden bool
	// Pos is where the question begins.
	Pos Position

	// ExplicitID is an id written into the source for this question (a block id, another tool's id
	// comment); empty without.
	ExplicitID string
	// LocalID reports whether ExplicitID is one that another source may give to another question, as
	// block ids such as "summary" are.
	LocalID bool
	// Key tells the question from every other of the set; [Identify] sets it.
	Key string
	// GUID is the identity under which Anki knows the question, [A-Za-z0-9]; [Identify] sets it, and
	// [Reconcile] gives back the one that the question had.
	GUID string
	// NoteID and Mod are the id of the question's note and when that last changed, as [Reconcile] sets
	// them; where they are zero, the note is made with the package.
	NoteID int64
	Mod    time.Time
	// LastCloze is the highest number that a cloze of the question ever had; [Reconcile] sets it.
	LastCloze int
}

// ShownSource is the path that the card shows; empty where it is hidden.
func (q *Question) ShownSource() string {
	if q.SourceHidden {
		return ""
	}
	return q.Source
}
