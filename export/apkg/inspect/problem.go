package inspect

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/examdeck/examdeck/deck"
)

// MaxProblems is how many problems of one code a report lists.
const MaxProblems = 1000

// Problem is what is wrong with a package. Its position is the package; Note is the GUID of the note that has it,
// empty where it is the package's own.
type Problem struct {
	Note string
	deck.Diagnostic

	at int // the note's place
}

// Problems collects what is wrong with a package.
type Problems struct {
	file   string
	list   []Problem
	counts map[string]int
}

// NewProblems begins a collection for the package at that path.
func NewProblems(file string) Problems { return Problems{file: file, counts: map[string]int{}} }

// Whole is the place of what is wrong with the package as a whole, before that of every note.
const Whole = -1

// Add adds a problem of the note at that place in the package, whose guid is empty for [Whole], unless there are many
// of its code already. Of texts that are told, which may be as long as the package, the beginning is enough.
func (ps *Problems) Add(severity deck.Severity, code string, at int, guid, format string, args ...any) {
	if ps.counts[code]++; ps.counts[code] > MaxProblems {
		return
	}
	for i, arg := range args {
		switch arg := arg.(type) {
		case string:
			args[i] = shortened(arg)
		case error:
			args[i] = shortened(arg.Error())
		}
	}
	message := fmt.Sprintf(format, args...)
	ps.list = append(ps.list, Problem{Note: guid, at: at, Diagnostic: deck.Diagnostic{
		Pos: deck.Position{File: ps.file}, Severity: severity, Code: code, Message: message, Hint: hints[code],
	}})
}

// shortened returns the first bytes of a text that is very long.
func shortened(text string) string {
	const most = 500
	if len(text) <= most {
		return text
	}
	return strings.ToValidUTF8(text[:most], "") + "…"
}

// Sorted returns the problems by note, of one note by code and message, and their numbers by code.
func (ps *Problems) Sorted() ([]Problem, map[string]int) {
	slices.SortStableFunc(ps.list, func(a, b Problem) int {
		return cmp.Or(cmp.Compare(a.at, b.at), cmp.Compare(a.Code, b.Code), cmp.Compare(a.Message, b.Message))
	})
	return ps.list, ps.counts
}

// warn adds a warning about the package.
func (in *inspector) warn(code, format string, args ...any) {
	in.problems.Add(deck.Warning, code, Whole, "", format, args...)
}

// fault adds an error about the package: Anki refuses it, or does harm with it.
func (in *inspector) fault(code, format string, args ...any) {
	in.problems.Add(deck.Error, code, Whole, "", format, args...)
}

// warnNote adds a warning about the note at that place.
func (in *inspector) warnNote(code string, at int, format string, args ...any) {
	in.problems.Add(deck.Warning, code, at, in.pkg.Notes[at].GUID, format, args...)
}

// faultNote adds an error about the note at that place.
func (in *inspector) faultNote(code string, at int, format string, args ...any) {
	in.problems.Add(deck.Error, code, at, in.pkg.Notes[at].GUID, format, args...)
}

// hints are what may be done, by code.
var hints = map[string]string{
	"absent-media":      "put the file beside the notes and export again",
	"math-limit":        "MathJax hangs at it, or shows no formula of the card: cut it into several",
	"active-content":    "what is active in a field acts on the computer of whoever studies the card",
	"backup-name":       "give the file another name",
	"blank-front":       "fill a field that the front shows, or delete the card with Tools > Empty Cards in Anki",
	"media-not-sent":    "export again so that the note's time grows",
	"not-newer":         "raise the note's time of change: Anki takes a note only if its own is older",
	"other-type":        "give the note another guid, or its former type",
	"overwritten":       "leave the time of a note as it is unless the note changes",
	"static-media":      "give the file another name",
	"type-not-newer":    "raise the note type's time of change",
	"type-schema":       "keep fields and templates as they are; else learners have to tick \"Merge note types\" and \"Update notes: always\"",
	"default-deck":      "put the cards into a deck of their own",
	"double-guid":       "give every note a guid of its own: updates reach only one of these",
	"future-id":         "ids are the time of making in milliseconds; Anki before 2.1.61 refuses the package",
	"future-time":       "the time of change is in seconds; one in the future overwrites whatever learners change, and a later export with the right time reaches nobody",
	"hidden-cloze":      "move the cloze into a field that the front shows as a cloze, or take its mark away",
	"media-clash":       "rename one of them: on Windows and macOS they are one file",
	"media-size":        "AnkiWeb does not sync it",
	"missing-card":      "import the package into Anki, run Tools > Check Database, and export it again",
	"template":          "mend it in Anki: Tools > Manage Note Types > Cards",
	"template-media":    "let its name begin with \"_\", so that Anki keeps it",
	"unknown-filter":    "an add-on may know it; without one, Anki shows the field as it is",
	"unused-media":      "leave it out: it makes the package larger, and no import brings it",
	"web-media":         "put the file into the package, so that it shows offline",
	"unreadable-memory": "examdeck can't take the package as a baseline",
}
