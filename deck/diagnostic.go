package deck

import (
	"cmp"
	"slices"
)

// Severity is what a diagnostic means for the export.
type Severity uint8

// The severities.
const (
	// Warning: one question, picture or formula is spoilt; it is exported as well as it can be, or skipped.
	Warning Severity = iota
	// Error: a source, or the output as a whole, would be wrong.
	Error
)

// String returns "warning" or "error".
func (s Severity) String() string {
	if s == Error {
		return "error"
	}
	return "warning"
}

// Diagnostic is an error or a warning about a source. It is a value, returned and never printed by the library.
type Diagnostic struct {
	Pos      Position
	Severity Severity
	// Code is stable and made for machines, such as "empty-answer"; docs/diagnostics.md lists them.
	Code string
	// Message says what was found, lower case, the offending text quoted.
	Message string
	// Hint is a remedy; empty where none is known.
	Hint string
}

// Error returns "file:line:col: message", or the message alone if it is about no file, so that a diagnostic can serve
// as an error.
func (d Diagnostic) Error() string {
	if d.Pos.File == "" {
		return d.Message
	}
	return d.Pos.String() + ": " + d.Message
}

// SortDiagnostics orders diagnostics by position, those of one place by code and message.
func SortDiagnostics(ds []Diagnostic) {
	slices.SortStableFunc(ds, func(a, b Diagnostic) int {
		if c := a.Pos.Compare(b.Pos); c != 0 {
			return c
		}
		return cmp.Or(cmp.Compare(a.Code, b.Code), cmp.Compare(a.Message, b.Message))
	})
}
