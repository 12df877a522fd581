package page

import (
	"strings"

	"github.com/examdeck/examdeck/deck"
	"github.com/examdeck/examdeck/parse/wording"
)

// KindTags are the tags that say how questions are asked.
var KindTags = map[string]deck.Kind{
	"typed": deck.Typed, "card-typed": deck.Typed, "card/typed": deck.Typed,
	"reversed": deck.Reversed, "card-reverse": deck.Reversed, "card/reverse": deck.Reversed, "bidirectional": deck.Reversed,
}

// IsCardTag reports whether a tag says that a note holds cards, whatever deck it names below.
func IsCardTag(name string) bool {
	first, _, _ := strings.Cut(strings.ToLower(strings.TrimPrefix(name, "#")), "/")
	return wording.Is(first, wording.CardTag)
}
