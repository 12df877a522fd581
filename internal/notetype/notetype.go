// Package notetype holds the note types of the packages that examdeck writes: their names and ids, their fields and
// how a question fills them, their templates and style. Whoever shows a card the way Anki does takes them from here
// as well.
package notetype

import (
	"embed"
	"strconv"
	"strings"

	"github.com/examdeck/examdeck/deck"
)

// Everything in this file that is a number or a name is FROZEN. A learner's collection knows a note type by its id, its
// fields and templates by theirs and by their order: one changed id, one field more or less, and every note that is
// already there counts as conflicting and is never updated again (rslib/src/import_export/package/apkg/import/notes.rs).
// What may change is what templates and style look like; then [Changed] has to grow.

// Changed is when a release last changed a template or the style, in seconds: Anki takes the newer type.
const Changed = 1795737600

// TemplateIDs is what the id of a type's first template has more than its own; those of its fields follow its own.
const TemplateIDs = 50

// The ids of the note types, in the order of the kinds.
const (
	basicID    = 1724000000100
	reversedID = 1724000000200
	typedID    = 1724000000300
	choiceID   = 1724000000400
	clozeID    = 1724000000500
)

// The names of the fields.
const (
	FieldID      = "ID"
	FieldTitle   = "Title"
	FieldPrompt  = "Prompt"
	FieldChoices = "Choices"
	FieldAnswer  = "Answer"
	FieldExtra   = "Extra"
	FieldExam    = "Exam"
	FieldLabel   = "Label"
	FieldSource  = "Source"
	FieldSpare   = "Spare"
)

// SortField is the place of the field that the Browser shows and sorts by: the title.
const SortField = 1

// fieldNames are the fields of every type but the one for choices. Anki can search fields but not GUIDs, so the first
// one holds the GUID; the last one is there so that a later release need not add a field.
var fieldNames = []string{FieldID, FieldTitle, FieldPrompt, FieldAnswer, FieldExtra, FieldExam, FieldLabel, FieldSource, FieldSpare}

// choiceFieldNames are the fields of the type for choices.
var choiceFieldNames = []string{FieldID, FieldTitle, FieldPrompt, FieldChoices, FieldAnswer, FieldExtra, FieldExam, FieldLabel,
	FieldSource, FieldSpare}

// Type is one of our own types.
type Type struct {
	ID   int64
	Kind deck.Kind
	Name string
	// Fields are the names of its fields, in their order.
	Fields    []string
	Templates []Template
}

// Template makes one card of a note; that of clozes one for each number.
type Template struct {
	Name        string
	Front, Back string
	// Needs are the fields of which any one makes the front show something: what Anki computes as "req".
	Needs []string
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

// Style is the style sheet of all types.
//
//go:embed templates/style.css
var Style string

// asked are the fields of which any one makes a front with the head and the prompt show something.
var asked = []string{FieldPrompt, FieldExam, FieldLabel}

// All are our types in the order of [deck.Kinds]. Nobody may change them.
var All = []Type{
	{basicID, deck.Basic, "examdeck Basic", fieldNames, []Template{
		{"Card 1", page("head", "prompt", "view"), page("front", "line", "answer", "foot", "view"), asked},
	}},
	{reversedID, deck.Reversed, "examdeck Reversed", fieldNames, []Template{
		{"Card 1", page("head", "prompt", "view"), page("front", "line", "answer", "foot", "view"), asked},
		{"Card 2", page("reverse-front", "view"), page("front", "line", "reverse-back", "foot", "view"), []string{FieldAnswer}},
	}},
	// A typed answer is compared where it was asked for, so these backs repeat the front without asking. The answer
	// itself is for where Anki compares nothing, as in its preview; the style hides it else.
	{typedID, deck.Typed, "examdeck Typed", fieldNames, []Template{
		{"Card 1", page("head", "prompt", "type", "view"), page("head", "prompt", "line", "type", "answer", "foot", "view"),
			append([]string{FieldAnswer}, asked...)},
	}},
	// Options can be chosen on the front, so this back has its own, on which the right ones are marked. Their card
	// goes by the ID, for Anki's {{CardID}} is an error before 25.02.
	{choiceID, deck.Choice, "examdeck Choice", choiceFieldNames, []Template{
		{"Card 1", page("head", "prompt", "choices", "choose", "view"),
			page("head", "prompt", "line", "choices-marked", "answer", "foot", "choose", "view"),
			append([]string{FieldID, FieldChoices}, asked...)},
	}},
	{clozeID, deck.Cloze, "examdeck Cloze", fieldNames, []Template{
		{"Cloze", page("head", "cloze", "view"), page("head", "cloze", "cloze-answer", "foot", "view"), []string{FieldPrompt, FieldExam}},
	}},
}

// Of returns the note type for a kind of question, and false where there is none.
func Of(kind deck.Kind) (Type, bool) {
	for _, t := range All {
		if t.Kind == kind {
			return t, true
		}
	}
	return Type{}, false
}

// IndexOf is the place of a field in the type, which must have it.
func (t Type) IndexOf(field string) int {
	for i, f := range t.Fields {
		if f == field {
			return i
		}
	}
	panic("examdeck: internal error: no field " + strconv.Quote(field) + " in " + strconv.Quote(t.Name))
}
