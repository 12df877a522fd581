package parse

import (
	"fmt"
	"strings"

	"github.com/examdeck/examdeck/deck"
)

// maxTyped is how many characters an answer may have that is to be typed.
const maxTyped = 80

// kindTags are the tags that say how questions are asked.
var kindTags = map[string]deck.Kind{
	"typed": deck.Typed, "card-typed": deck.Typed, "card/typed": deck.Typed,
	"reversed": deck.Reversed, "card-reverse": deck.Reversed, "card/reverse": deck.Reversed, "bidirectional": deck.Reversed,
}

// cutKindTags takes the tags that say how a question is asked off its tags.
func cutKindTags(tags []string) (rest []string, kind deck.Kind) {
	for _, t := range tags {
		if k, ok := kindTags[strings.ToLower(strings.TrimPrefix(t, "#"))]; ok {
			kind = k
			continue
		}
		rest = append(rest, t)
	}
	return rest, kind
}

// askAs sets the kind of a basic question as its own tags, or its source, have it. An answer that nobody could type is shown.
func (w *writer) askAs(q *deck.Question, own deck.Kind) {
	kind := own
	if kind == deck.Basic {
		kind, _ = deck.ParseKind(w.doc.settings.Kind)
	}
	switch {
	case q.Kind == deck.Typed:
		kind = deck.Typed
	case q.Kind != deck.Basic || q.Answer == "" || kind == deck.Basic:
		return
	}
	if kind == deck.Reversed && q.Prompt == "" {
		return
	}
	if kind != deck.Typed || typeable(q.Answer) {
		q.Kind = kind
		return
	}
	asked := own == deck.Typed || q.Kind == deck.Typed
	q.Kind = deck.Basic
	if !asked {
		return // of a whole source, those that can be typed are meant
	}
	w.diagnostics = append(w.diagnostics, deck.Diagnostic{
		Pos: q.Pos, Code: "not-typed", Message: fmt.Sprintf("the answer of %q is not one to type: it is shown", w.name(q, "")),
		Hint: "an answer to type is a few plain words",
	})
}

// typeable tells whether a learner could type an answer: one line of plain words.
func typeable(html string) bool {
	html = strings.TrimSpace(html)
	return len([]rune(deck.PlainText(html))) <= maxTyped && !strings.ContainsAny(html, "\n\\") && strings.Count(html, "<p>") <= 1 &&
		!strings.Contains(html, "<img") && !strings.Contains(html, "[sound:") && !strings.Contains(html, "<pre")
}
