// Package issue is what the reading of Markdown has to complain about: a fault and where it is.
package issue

import "github.com/yuin/goldmark/parser"

// Issue is a fault found in a source. Nothing is printed; the caller turns it into a diagnostic.
type Issue struct {
	// Offset counts bytes from the start of the parsed source.
	Offset int
	// Code is stable and made for machines, such as "unclosed-math".
	Code string
	// Message says what was found, lower case, the offending text quoted.
	Message string
	// Hint is a remedy; empty where none is known.
	Hint string
}

var key = parser.NewContextKey()

// Add files an issue with the parse that pc belongs to.
func Add(pc parser.Context, i Issue) {
	list, _ := pc.Get(key).([]Issue)
	pc.Set(key, append(list, i))
}

// Once files an issue unless the parse has one of its code already: faults of the whole file are told once.
func Once(pc parser.Context, i Issue) {
	list, _ := pc.Get(key).([]Issue)
	for _, have := range list {
		if have.Code == i.Code {
			return
		}
	}
	pc.Set(key, append(list, i))
}

// Of returns the issues filed so far, in the order in which they were found.
func Of(pc parser.Context) []Issue {
	list, _ := pc.Get(key).([]Issue)
	return list
}
