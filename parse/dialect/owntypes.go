package dialect

import (
	"fmt"
	"slices"
	"strings"

	"github.com/examdeck/examdeck/deck"
	"github.com/examdeck/examdeck/internal/markdown"
	"github.com/examdeck/examdeck/parse/page"
	"github.com/examdeck/examdeck/parse/wording"
)

// Note types that their users made up. Their names say little; the notes' shape says what they ask: a deletion makes
// a cloze, a second field answers the first.

// ownType is a note type of somebody's own.
type ownType struct {
	name string
	at   int // where it is named first
	kind deck.Kind
	// fields are the names of its fields besides those that are known, as they are written, in the order of the first
	// note.
	fields []string
}

// ownNoteTypes are the types of a document's notes that no other document knows, by name.
type ownNoteTypes map[string]*ownType

// maxTypeName is how many words the name of a type has at most: what is longer is the text of a note without one.
const maxTypeName = 6

// ownTypes finds the types of notes whose names say nothing. A field's name leads a line in most notes of the type.
func ownTypes(doc *page.Document, blocks []noteBlock) ownNoteTypes {
	types, notes, leads := ownNoteTypes{}, map[string]int{}, map[string]map[string]int{}
	for _, b := range blocks {
		if len(b.inner) < 2 {
			continue
		}
		name := b.inner[0].Text
		if _, known := noteTypeOf(name); known || wording.LooksAsked(name) || len(strings.Fields(name)) > maxTypeName {
			continue
		}
		if types[name] == nil {
			types[name], leads[name] = &ownType{name: name, at: b.inner[0].From, kind: kindNamed(name)}, map[string]int{}
		}
		notes[name]++
		t, seen := types[name], map[string]bool{}
		for _, line := range b.inner[1:] {
			lead := fieldLead(sourceLine(doc, line))
			if lead == "" || seen[lead] {
				continue
			}
			seen[lead] = true
			if leads[name][lead]++; leads[name][lead] == 1 {
				t.fields = append(t.fields, lead)
			}
		}
		if notes[name] == 1 && fieldLead(sourceLine(doc, b.inner[1])) == "" {
			t.fields = nil // one note tells labels of its text from fields only if it begins with one
			leads[name] = map[string]int{}
		}
	}
	for name, t := range types {
		t.fields = slices.DeleteFunc(t.fields, func(lead string) bool { return 3*leads[name][lead] < 2*notes[name] })
	}
	return types
}

// fieldLead returns the name before the colon with which a line begins, if it may be a field's: one or two words.
func fieldLead(line string) string {
	lead, _, found := wording.CutColon(line)
	if lead = strings.TrimSpace(lead); !found || lead == "" || len(strings.Fields(lead)) > 2 || strings.ContainsAny(lead, "*_`$[](){}<>\\|=") {
		return ""
	}
	return lead
}

// field reads the name of one of the type's own fields at the start of a line, as fieldName does. The first is asked
// for the others; where these are several, their names say which is which and stay.
func (t *ownType) field(line string) (fieldRole, int) {
	lead := fieldLead(line)
	i := slices.Index(t.fields, lead)
	if lead == "" || i < 0 {
		return 0, -1
	}
	_, rest, _ := wording.CutColon(line)
	switch {
	case i == 0:
		return promptField, len(line) - len(rest)
	case len(t.fields) == 2:
		return answerField, len(line) - len(rest)
	}
	return answerField, len(line) - len(strings.TrimLeft(line, " \t"))
}

// kindOf returns how a note of the type asks; ok is false if nothing in it answers.
func (t *ownType) kindOf(doc *page.Document, fields []noteField) (kind deck.Kind, ok bool) {
	answered := false
	for _, f := range fields {
		answered = answered || f.role == answerField
		if f.role == promptField && strings.Contains(string(doc.MD.Source[f.from:f.to]), "{{c") {
			return deck.Cloze, true
		}
	}
	if answered && t.kind != deck.Cloze {
		return t.kind, true
	}
	return deck.Cloze, t.kind == deck.Cloze || hidesByMarks(string(doc.MD.Source[fields[0].from:fields[0].to]))
}

// hidesByMarks reports whether a text holds a deletion in braces or between two signs.
func hidesByMarks(text string) bool {
	for _, pair := range [][2]string{{"==", "=="}, {"{", "}"}} {
		if _, rest, found := strings.Cut(text, pair[0]); found && strings.Contains(rest, pair[1]) {
			return true
		}
	}
	return false
}

// kindNamed returns the kind that a word in a type's name says, else basic.
func kindNamed(name string) deck.Kind {
	kind := deck.Basic
	for _, w := range strings.FieldsFunc(strings.ToLower(name), wording.PartsWords) {
		switch {
		case w == "cloze" || noteTypes[w] == deck.Cloze:
			return deck.Cloze
		case w == "reversed" || w == "reverse" || w == "bidirectional":
			kind = deck.Reversed
		}
	}
	return kind
}

// issues tells of each type how its notes are read.
func (types ownNoteTypes) issues() []markdown.Issue {
	var issues []markdown.Issue
	for _, t := range types {
		read := map[deck.Kind]string{deck.Cloze: "Cloze", deck.Reversed: "Basic (and reversed card)"}[t.kind]
		if read == "" {
			read = "Basic, or Cloze where they hide something"
		}
		issues = append(issues, markdown.Issue{Offset: t.at, Code: "note-type",
			Message: fmt.Sprintf("notes of type %q are read as %s", t.name, read)})
	}
	slices.SortFunc(issues, func(a, b markdown.Issue) int { return a.Offset - b.Offset })
	return issues
}
