package dialect

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"unicode"

	"github.com/examdeck/examdeck/parse/wording"
)

// quizValues is a question that stands in values with names, as in front matter or in the attributes of a component.
type quizValues struct {
	question, answer, explanation string
	name                          string // that of the question's value
	options                       []valueOption
	keys                          []any // what names the right options, or answers by itself
}

// valueOption is an option among values.
type valueOption struct {
	text, id, why string
	right         bool
}

// readQuizValues reads the values of a question; ok reports whether they ask, or offer options of which some are right.
// first is the number of the first option, for keys that are numbers; -1 where nothing tells it.
func readQuizValues(values map[string]any, first int) (z quizValues, ok bool) {
	for _, name := range slices.Sorted(maps.Keys(values)) {
		text, isText := values[name].(string)
		list, isList := values[name].([]any)
		switch {
		case isText && z.question == "" && namesOnly(name, wording.Question|wording.Front):
			z.question, z.name = strings.TrimSpace(text), name
		case isList && z.options == nil && namesOnly(name, wording.Options|wording.Answer) && len(list) > 1:
			if z.options, ok = readValueOptions(list); !ok {
				return z, false
			}
		case namesOnly(name, wording.KeyWords|wording.Back|wording.Options):
			z.keys = append(z.keys, values[name])
		case namesIndex(name):
			z.keys, first = append(z.keys, values[name]), 0
		case isText && namesOnly(name, wording.Explanation):
			z.explanation = text
		}
	}
	z.readKeys(first)
	return z, z.question != "" || z.right() > 0
}

// nameWords are the words of a value's name: "answer", "correct_answers", "isCorrect".
func nameWords(name string) []string {
	var b strings.Builder
	lower := false
	for _, r := range name {
		if lower && unicode.IsUpper(r) {
			b.WriteByte(' ')
		}
		lower = unicode.IsLower(r)
		b.WriteRune(r)
	}
	words := strings.FieldsFunc(strings.ToLower(b.String()), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsMark(r) })
	if len(words) > 1 && words[0] == "is" {
		words = words[1:]
	}
	return words
}

// namesOnly reports whether all words of a value's name have one of some roles.
func namesOnly(name string, roles wording.Role) bool {
	words := nameWords(name)
	return len(words) > 0 && !slices.ContainsFunc(words, func(w string) bool { return !wording.Is(w, roles) })
}

// namesIndex reports whether a value counts options from 0, as programs do: "correctIndex".
func namesIndex(name string) bool {
	words := nameWords(name)
	last := len(words) - 1
	return last > 0 && (words[last] == "index" || words[last] == "idx" || words[last] == "indices") &&
		!slices.ContainsFunc(words[:last], func(w string) bool { return !wording.Is(w, wording.KeyWords|wording.Options) })
}

// readValueOptions reads a list of options: texts, or objects with a text and perhaps "correct: true".
func readValueOptions(list []any) ([]valueOption, bool) {
	var options []valueOption
	for _, item := range list {
		fields, ok := item.(map[string]any)
		if !ok {
			fields = map[string]any{"": item}
		}
		o, ok := readValueOption(fields)
		if !ok {
			return nil, false
		}
		options = append(options, o)
	}
	return options, true
}

// readValueOption reads an option; ok is false where it has no text, or several and nothing says which is meant.
func readValueOption(fields map[string]any) (o valueOption, ok bool) {
	for name, value := range fields {
		right, isRight := value.(bool)
		switch {
		case isRight && name != "":
			if namesOnly(name, wording.Right|wording.Answer) {
				o.right = right
			}
		case name == "id" || name == "key":
			o.id = strings.TrimSpace(fmt.Sprint(value))
		case name != "" && namesOnly(name, wording.Explanation|wording.Hint|wording.Comment):
			o.why = strings.TrimSpace(fmt.Sprint(value))
		case o.text != "":
			return o, false
		default:
			o.text = strings.TrimSpace(fmt.Sprint(value))
		}
	}
	return o, o.text != ""
}

// readKeys marks the options that are named as right, by their texts, ids, letters or numbers. Without options a text is
// the answer.
func (z *quizValues) readKeys(first int) {
	for _, key := range z.keys {
		named, isList := key.([]any)
		if !isList {
			named = []any{key}
		}
		for _, value := range named {
			if n, ok := value.(int); ok {
				z.markNumber(n, first)
				continue
			}
			text, ok := value.(string)
			if text = strings.TrimSpace(text); !ok || text == "" {
				continue
			}
			if len(z.options) == 0 {
				z.answer = strings.TrimSpace(z.answer + "\n\n" + text)
			}
			z.mark(text)
		}
	}
}

// markNumber marks the option of a number: the one of that id, or, where something tells from where it counts, of that
// place. Where the number is what an option says, too, it names none, unless it is too large for a place.
func (z *quizValues) markNumber(n, first int) {
	text := fmt.Sprint(n)
	switch at := n - first; {
	case slices.ContainsFunc(z.options, func(o valueOption) bool { return o.id == text }):
		z.mark(text)
	case slices.ContainsFunc(z.options, func(o valueOption) bool { return o.text == text }):
		if n > len(z.options) {
			z.mark(text)
		}
	case first >= 0 && at >= 0 && at < len(z.options):
		z.options[at].right = true
	}
}

// mark marks the option that a text names.
func (z *quizValues) mark(text string) {
	named := func(o valueOption) bool { return o.text == text || o.id == text }
	letter := !slices.ContainsFunc(z.options, named)
	for i := range z.options {
		if o := &z.options[i]; named(*o) || letter && strings.EqualFold(text, string(rune('A'+i))) {
			o.right = true
		}
	}
}

// right counts the options that are right.
func (z *quizValues) right() int {
	n := 0
	for _, o := range z.options {
		if o.right {
			n++
		}
	}
	return n
}

// asked returns the question and its options as Markdown.
func (z *quizValues) asked() string {
	var b strings.Builder
	b.WriteString(z.question + "\n\n")
	for _, o := range z.options {
		box := "- [ ] "
		if o.right {
			box = "- [x] "
		}
		b.WriteString(box + strings.ReplaceAll(o.text, "\n", "\n  ") + "\n")
	}
	return b.String()
}

// explained returns what explains the answer as Markdown: all of the question, and why each option is right or wrong.
func (z *quizValues) explained() string {
	var b strings.Builder
	if z.explanation != "" {
		b.WriteString(z.explanation + "\n\n")
	}
	for _, o := range z.options {
		if o.why != "" {
			b.WriteString("- " + strings.ReplaceAll(o.text+" – "+o.why, "\n", "\n  ") + "\n")
		}
	}
	return b.String()
}
