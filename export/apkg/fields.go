package apkg

import (
	"html"
	"strings"
	"unicode/utf8"

	"github.com/examdeck/examdeck/deck"
)

// fieldSeparator parts the fields of a note in the database.
const fieldSeparator = "\x1f"

// titleLength is how many characters of the prompt a title shows.
const titleLength = 80

// fieldValues gives the fields of a question's note, in the type's order, and the title as plain text. Shuffle asks for
// options in a new order each day, where the question allows it.
func fieldValues(t noteType, q *deck.Question, shuffle bool) (fields []string, title string) {
	title = cleanText(titleOf(q))
	fields = make([]string, len(t.fields))
	for i, name := range t.fields {
		switch name {
		case fieldID:
			fields[i] = q.GUID
		case fieldTitle:
			fields[i] = escape(title)
		case fieldPrompt:
			fields[i] = q.Prompt
		case fieldChoices:
			fields[i] = choicesHTML(q.Choices, shuffle && mayShuffle(q))
		case fieldAnswer:
			fields[i] = q.Answer
		case fieldExtra:
			fields[i] = q.Extra
		case fieldExam:
			fields[i] = escape(q.Exam)
		case fieldLabel:
			fields[i] = escape(q.Label)
		case fieldSource:
			fields[i] = escape(q.Source)
		}
		fields[i] = cleanText(fields[i])
	}
	return fields, title
}

// titleOf is what a person recognises a question by: exam and label, and the beginning of the prompt.
func titleOf(q *deck.Question) string {
	parts := make([]string, 0, 3)
	for _, s := range []string{q.Exam, q.Label} {
		if s != "" {
			parts = append(parts, s)
		}
	}
	prompt := q.Prompt
	if q.Kind == deck.Cloze {
		prompt = openClozes(prompt)
	}
	if text := shorten(deck.PlainText(prompt), titleLength); text != "" {
		parts = append(parts, text)
	}
	return strings.Join(parts, " · ")
}

// shorten cuts a text after at most n characters, at the end of a word where one ends in the last third.
func shorten(s string, n int) string {
	if utf8.RuneCountInString(s) <= n {
		return s
	}
	runes := []rune(s)[:n]
	cut := string(runes)
	if i := strings.LastIndexByte(cut, ' '); i > len(cut)*2/3 {
		cut = cut[:i]
	}
	return strings.TrimRight(cut, " ,;:–-") + "…"
}

// escapes make HTML of text, and break up what Anki acts on in a field: sounds, typed answers, LaTeX, clozes. A comment within
// such a mark is not seen and outlives the editor, which a numeric entity does not.
var escapes = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;",
	"[sound:", "[<!-- -->sound:", "[anki:", "[<!-- -->anki:", "[[type:", "[<!-- -->[type:",
	"[latex]", "[<!-- -->latex]", "[$]", "[<!-- -->$]", "[$$]", "[<!-- -->$$]", "{{c", "{<!-- -->{c")

// escape makes HTML of plain text, in which nothing is a mark of Anki's.
func escape(text string) string {
	if !strings.ContainsAny(text, "<>&[{") {
		return text
	}
	return escapes.Replace(text)
}

// unescape gives the plain text of which [escape] made HTML.
func unescape(field string) string {
	return html.UnescapeString(strings.ReplaceAll(field, "<!-- -->", ""))
}

// cleanText drops what would spoil a field: control characters but newline and tab, which Anki deletes (and 0x1F would part the
// field in two), and bytes that are no UTF-8, which make Anki refuse the package.
func cleanText(s string) string {
	clean := true
	for i := 0; i < len(s); i++ {
		if c := s[i]; c < ' ' && c != '\n' && c != '\t' || c >= 0x7f {
			clean = false
			break
		}
	}
	if clean {
		return s
	}
	s = strings.ToValidUTF8(s, "\uFFFD")
	return strings.Map(func(r rune) rune {
		if r < ' ' && r != '\n' && r != '\t' || r == 0x7f {
			return -1
		}
		return r
	}, s)
}
