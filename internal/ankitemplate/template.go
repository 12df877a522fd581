// Package ankitemplate parses the templates of Anki's note types, as Anki does (rslib/src/template.rs), and tells
// what is wrong with them and which fields their cards need.
//
//	t, err := ankitemplate.Parse("{{#Extra}}<hr>{{text:Extra}}{{/Extra}}")
//
// A template with an error shows Anki's complaint on every card, and makes none. What is between the marks is HTML,
// which is not looked into; comments of HTML hide the marks in them.
package ankitemplate

import (
	"strings"
)

// Template is a template in parts.
type Template []Node

// Node is a part of a template: a [Text], a [Comment], a [Field] or a [Section].
type Node interface {
	// String gives what stands in the template; of a section its opening mark.
	String() string
}

// Text is HTML that is shown as it is.
type Text string

// Comment is a comment of HTML, marks and all. It stays in what is shown.
type Comment string

// Field stands for the content of a field. Name is as Anki reads it, with no blanks around the mark; it may be empty
// where there are filters, as in "{{tts-voices:}}".
type Field struct {
	Name string
	// Filters are in the order in which they work: from right to left in the template, which has the first in front
	// of the name.
	Filters []string
}

// Section shows its nodes where a field has content, or, negated, where it has none.
type Section struct {
	Name    string
	Negated bool
	Nodes   Template
}

// String returns the text.
func (t Text) String() string { return string(t) }

// String returns the comment.
func (c Comment) String() string { return string(c) }

// String returns the mark, such as "{{type:cloze:Text}}".
func (f Field) String() string {
	var b strings.Builder
	b.WriteString("{{")
	for i := len(f.Filters) - 1; i >= 0; i-- {
		b.WriteString(f.Filters[i] + ":")
	}
	return b.String() + f.Name + "}}"
}

// String returns the opening mark, such as "{{#Extra}}".
func (s Section) String() string {
	if s.Negated {
		return "{{^" + s.Name + "}}"
	}
	return "{{#" + s.Name + "}}"
}

// All returns every node but the comments, those in sections after the section itself.
func (t Template) All() func(yield func(Node) bool) {
	return func(yield func(Node) bool) { t.each(yield) }
}

func (t Template) each(yield func(Node) bool) bool {
	for _, n := range t {
		if _, comment := n.(Comment); comment {
			continue
		}
		if !yield(n) {
			return false
		}
		if s, section := n.(Section); section && !s.Nodes.each(yield) {
			return false
		}
	}
	return true
}
