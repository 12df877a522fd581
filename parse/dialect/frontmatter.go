package dialect

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"unicode"

	"github.com/examdeck/examdeck/deck"
	"github.com/examdeck/examdeck/parse/body"
	"github.com/examdeck/examdeck/parse/page"
	"github.com/examdeck/examdeck/parse/wording"
)

// frontMatter recognises notes whose front matter asks: "question: …". The options and the answer stand there as well
// ("answers:", "correct:"), or they are what follows.
type frontMatter struct{}

func (frontMatter) dialect() string { return "front-matter" }

// frontQuiz is what front matter says of a question.
type frontQuiz struct {
	question, answer, explanation string
	line                          int // that of the question
	options                       []frontOption
	keys                          []any // what names the right options, or answers by itself
}

// frontOption is an option that front matter offers.
type frontOption struct {
	text  string
	right bool
}

func (frontMatter) find(r *Reading) []Claim {
	doc := r.Document
	z, ok := readFrontQuiz(doc)
	if !ok || len(doc.Heads) > 1 {
		return nil
	}
	prompt, rest := body.Split(doc, doc.Blocks, false, true)
	if body.SaysNothing(doc.Blocks) && z.answer == "" && len(z.options) == 0 {
		return nil
	}
	d := page.Draft{Kind: deck.Basic, Prompt: doc.MD.Append(z.asked(), z.line)}
	d.Prompt, d.Answer = append(d.Prompt, prompt...), rest
	if z.answer != "" {
		d.Answer, d.Extra = doc.MD.Append(z.answer, z.line), rest
	}
	if len(z.options) > 0 {
		d.Answer, d.Extra = nil, append(d.Extra, d.Answer...)
	}
	if z.explanation != "" {
		d.Extra = append(doc.MD.Append(z.explanation, z.line), d.Extra...)
	}
	return []Claim{{sure: sureFrontMatter, From: doc.MD.Front.End, To: doc.MD.Len(), Take: func() page.Draft {
		return page.FinishDraft(doc, d)
	}}}
}

// readFrontQuiz reads the front matter of a document; ok reports whether it asks.
func readFrontQuiz(doc *page.Document) (z frontQuiz, ok bool) {
	values := doc.MD.Front.Values
	for _, name := range slices.Sorted(maps.Keys(values)) {
		text, isText := values[name].(string)
		list, isList := values[name].([]any)
		switch {
		case isText && z.question == "" && namesOnly(name, wording.Question|wording.Front):
			z.question, z.line = strings.TrimSpace(text), doc.MD.Front.Lines[name]
		case isList && z.options == nil && namesOnly(name, wording.Options|wording.Answer) && len(list) > 1:
			if z.options, ok = readFrontOptions(list); !ok {
				return z, false
			}
		case namesOnly(name, wording.KeyWords|wording.Back|wording.Options):
			z.keys = append(z.keys, values[name])
		case isText && namesOnly(name, wording.Explanation):
			z.explanation = text
		}
	}
	z.readKeys()
	return z, z.question != ""
}

// namesOnly reports whether all words of a setting's name have one of some roles: "answer", "correct_answers".
func namesOnly(name string, roles wording.Role) bool {
	words := strings.FieldsFunc(name, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsMark(r) })
	return len(words) > 0 && !slices.ContainsFunc(words, func(w string) bool { return !wording.IsAnyCase(w, roles) })
}

// readFrontOptions reads a list of options: texts, or mappings with a text and perhaps "correct: true".
func readFrontOptions(list []any) ([]frontOption, bool) {
	var options []frontOption
	for _, item := range list {
		var o frontOption
		fields, ok := item.(map[string]any)
		if !ok {
			fields = map[string]any{"": item}
		}
		for name, value := range fields {
			right, isRight := value.(bool)
			switch {
			case isRight && ok && namesOnly(strings.TrimPrefix(name, "is"), wording.Right|wording.Answer):
				o.right = right
			case ok && namesOnly(name, wording.Explanation|wording.Hint|wording.Comment):
			case o.text != "":
				return nil, false // one of two texts is none, and nothing says which
			default:
				o.text = strings.TrimSpace(fmt.Sprint(value))
			}
		}
		if o.text == "" {
			return nil, false
		}
		options = append(options, o)
	}
	return options, true
}

// readKeys marks the options that are named as right, by their texts or letters; a number may count from 0 or from 1,
// so that it names none. Without options a text is the answer.
func (z *frontQuiz) readKeys() {
	for _, key := range z.keys {
		named, isList := key.([]any)
		if !isList {
			named = []any{key}
		}
		for _, value := range named {
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

// mark marks the option that a text names.
func (z *frontQuiz) mark(text string) {
	for i := range z.options {
		o := &z.options[i]
		letter := string(rune('A' + i))
		if o.text == text || strings.EqualFold(text, letter) && !slices.ContainsFunc(z.options, func(o frontOption) bool { return o.text == text }) {
			o.right = true
		}
	}
}

// asked returns the question and its options as Markdown.
func (z *frontQuiz) asked() string {
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
