package apkg

import (
	"embed"
	"strconv"
	"strings"

	"github.com/examdeck/examdeck/deck"
)

// Everything in this file that is a number or a name is FROZEN. A learner's collection knows a note type by its id, its
// fields and templates by theirs and by their order: one changed id, one field more or less, and every note that is
// already there counts as conflicting and is never updated again (rslib/src/import_export/package/apkg/import/notes.rs).
// What may change is what templates and style look like; then typesChanged has to grow.

// typesChanged is when a release last changed a template or the style, in seconds: Anki takes the newer type.
const typesChanged = 1795478400

// The ids of the note types, in the order of the kinds. A type's fields have the ids that follow, its templates those
// from its id + templateIDs on.
const (
	basicID    = 1724000000100
	reversedID = 1724000000200
	typedID    = 1724000000300
	choiceID   = 1724000000400
	clozeID    = 1724000000500

	templateIDs = 50
)

// The names of the fields.
const (
	fieldID      = "ID"
	fieldTitle   = "Title"
	fieldPrompt  = "Prompt"
	fieldChoices = "Choices"
	fieldAnswer  = "Answer"
	fieldExtra   = "Extra"
	fieldExam    = "Exam"
	fieldLabel   = "Label"
	fieldSource  = "Source"
	fieldSpare   = "Spare"
)

// sortField is the field that the Browser shows and sorts by: the title.
const sortField = 1

// fieldNames are the fields of every type but the one for choices. Anki can search fields but not GUIDs, so the first one
// holds the GUID; the last one is there so that a later release need not add a field.
var fieldNames = []string{fieldID, fieldTitle, fieldPrompt, fieldAnswer, fieldExtra, fieldExam, fieldLabel, fieldSource, fieldSpare}

// choiceFieldNames are the fields of the type for choices.
var choiceFieldNames = []string{fieldID, fieldTitle, fieldPrompt, fieldChoices, fieldAnswer, fieldExtra, fieldExam, fieldLabel,
	fieldSource, fieldSpare}

// noteType is one of our own types.
type noteType struct {
	id        int64
	kind      deck.Kind
	name      string
	fields    []string
	templates []template
}

// template makes one card of a note.
type template struct {
	name        string
	front, back string
	// needs are the fields of which any one makes the front show something: what Anki computes as "req".
	needs []string
}

//go:embed templates/*.html
var templateFiles embed.FS

// page puts the named parts of a template together, which are files of HTML.
func page(parts ...string) string {
	var b strings.Builder
	for _, part := range parts {
		text, err := templateFiles.ReadFile("templates/" + part + ".html")
		if err != nil {
			panic("examdeck: internal error: " + err.Error())
		}
		b.Write(text)
	}
	return strings.TrimSuffix(b.String(), "\n")
}

//go:embed templates/style.css
var style string

// asked are the fields of which any one makes a front with the head and the prompt show something.
var asked = []string{fieldPrompt, fieldExam, fieldLabel, fieldSource}

// noteTypes are our types in the order of [deck.Kinds].
var noteTypes = []noteType{
	{basicID, deck.Basic, "examdeck Basic", fieldNames, []template{
		{"Card 1", page("head", "prompt"), page("front", "line", "answer", "foot"), asked},
	}},
	{reversedID, deck.Reversed, "examdeck Reversed", fieldNames, []template{
		{"Card 1", page("head", "prompt"), page("front", "line", "answer", "foot"), asked},
		{"Card 2", page("reverse-front"), page("front", "line", "reverse-back", "foot"), []string{fieldAnswer}},
	}},
	// A typed answer is compared where it was asked for, so these backs repeat the front without asking. The answer itself
	// is for where Anki compares nothing, as in its preview; the style hides it else.
	{typedID, deck.Typed, "examdeck Typed", fieldNames, []template{
		{"Card 1", page("head", "prompt", "type"), page("head", "prompt", "line", "type", "answer", "foot"),
			append([]string{fieldAnswer}, asked...)},
	}},
	// Options can be chosen on the front, so this back has its own, on which the right ones are marked. Their card goes by
	// the ID, for Anki's {{CardID}} is an error before 25.02.
	{choiceID, deck.Choice, "examdeck Choice", choiceFieldNames, []template{
		{"Card 1", page("head", "prompt", "choices", "choose"),
			page("head", "prompt", "line", "choices-marked", "answer", "foot", "choose"),
			append([]string{fieldID, fieldChoices}, asked...)},
	}},
	{clozeID, deck.Cloze, "examdeck Cloze", fieldNames, []template{
		{"Cloze", page("head", "cloze"), page("head", "cloze", "cloze-answer", "foot"), []string{fieldPrompt, fieldExam}},
	}},
}

// typeOfKind gives the note type for a kind of question, and false where there is none.
func typeOfKind(kind deck.Kind) (noteType, bool) {
	for _, t := range noteTypes {
		if t.kind == kind {
			return t, true
		}
	}
	return noteType{}, false
}

// indexOf is the place of a field in the type.
func (t noteType) indexOf(field string) int {
	for i, f := range t.fields {
		if f == field {
			return i
		}
	}
	panic("examdeck: internal error: no field " + strconv.Quote(field) + " in " + strconv.Quote(t.name))
}
