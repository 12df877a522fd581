package deck

import (
	"cmp"
	"fmt"
	"strings"
)

// Format writes the set as text a person can read:
//
//	=== exams::2022-02-18
//
//	--- basic exam-headings exams.md:12:1
//	guid: 3xF…
//	exam: 2022-02-18
//	label: Question 7
//	prompt:
//		<p>…</p>
//	right B:
//		<p>…</p>
//	answer:
//		<p>…</p>
//
// A value of several lines, and every HTML fragment, stands below its name, each line behind a tab.
// Empty values are left out. Options are named "right" or "wrong", with their letter. [ParseText]
// reads it back; media are not part of it.
func Format(s *Set) string {
	var b strings.Builder
	for i, d := range s.Decks {
		if i > 0 {
			b.WriteByte('\n')
		}
		fmt.Fprintf(&b, "=== %s\n", d.Name)
		for _, q := range d.Questions {
			b.WriteByte('\n')
			formatQuestion(&b, q)
		}
	}
	return b.String()
}

// textField is a plain value of a question in the text form.
type textField struct {
	name  string
	value *string
}

// plainFields and htmlFields tie the names of the text form to a question, in the order in which they are written.
func plainFields(q *Question) []textField {
	return []textField{
		{"guid", &q.GUID}, {"key", &q.Key}, {"id", &q.ExplicitID}, {"exam", &q.Exam}, {"label", &q.Label},
		{"number", &q.Number}, {"source", &q.Source},
	}
}

func htmlFields(q *Question) []textField {
	return []textField{{"prompt", &q.Prompt}, {"answer", &q.Answer}, {"extra", &q.Extra}}
}

func formatQuestion(b *strings.Builder, q *Question) {
	fmt.Fprintf(b, "--- %s", q.Kind)
	if q.Dialect != "" || q.Pos.Line != 0 {
		fmt.Fprintf(b, " %s", cmp.Or(q.Dialect, "-"))
	}
	if q.Pos.Line != 0 {
		fmt.Fprintf(b, " %s", q.Pos)
	}
	b.WriteByte('\n')
	for _, f := range plainFields(q) {
		if *f.value != "" {
			fmt.Fprintf(b, "%s: %s\n", f.name, *f.value)
		}
	}
	if q.SourceHidden {
		b.WriteString("hidden: source\n")
	}
	if len(q.Tags) > 0 {
		fmt.Fprintf(b, "tags: %s\n", strings.Join(q.Tags, " "))
	}
	if len(q.Media) > 0 {
		fmt.Fprintf(b, "media: %s\n", strings.Join(q.Media, " "))
	}
	for i, f := range htmlFields(q) {
		if i == 1 {
			formatOptions(b, q.Choices)
		}
		if *f.value != "" {
			formatBlock(b, f.name, *f.value)
		}
	}
}

func formatOptions(b *strings.Builder, options []Option) {
	for _, o := range options {
		name := "wrong"
		if o.Right {
			name = "right"
		}
		formatBlock(b, strings.TrimSpace(name+" "+o.Letter), o.HTML)
	}
}

func formatBlock(b *strings.Builder, name, value string) {
	fmt.Fprintf(b, "%s:\n", name)
	for line := range strings.SplitSeq(strings.TrimSuffix(value, "\n"), "\n") {
		fmt.Fprintf(b, "\t%s\n", line)
	}
}
