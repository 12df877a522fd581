package page

import (
	"slices"
	"strings"

	"github.com/yuin/goldmark/ast"

	"github.com/examdeck/examdeck/deck"
	"github.com/examdeck/examdeck/internal/markdown/tag"
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

// IsItemTag reports whether a tag marks one bullet or heading as a card, whatever deck or kind it names behind that:
// "card", "flashcard/physics", "card-reverse". In the plural tags mark a whole file for another dialect.
func IsItemTag(name string) bool {
	name = strings.ToLower(name)
	first, _, _ := strings.Cut(name, "/")
	_, asks := KindTags[name]
	return first == "card" || first == "flashcard" || asks && strings.HasPrefix(name, "card-")
}

// saysNothing reports whether a tag only tells plugins where cards are, and nothing about them.
func saysNothing(name string) bool {
	_, asks := KindTags[strings.ToLower(name)]
	return !asks && (IsCardTag(name) || IsItemTag(name))
}

// CutCardTags drops the tags that only tell plugins where cards are.
func CutCardTags(names []string) []string { return slices.DeleteFunc(names, saysNothing) }

// UseCardTags makes "card" of the tags by which the settings mark cards, so that they mean the same everywhere.
func (doc *Document) UseCardTags() {
	if len(doc.Settings.CardTags) == 0 {
		return
	}
	EachNode(doc.MD.Root, func(n ast.Node) bool {
		if t, ok := n.(*tag.Node); ok {
			t.Name = doc.cardTagFor(t.Name)
		}
		return true
	})
	for _, h := range doc.Heads {
		for i, name := range h.Hashtags {
			h.Hashtags[i] = doc.cardTagFor(name)
		}
	}
	for _, t := range doc.titleTags {
		for i, name := range t.names {
			t.names[i] = doc.cardTagFor(name)
		}
	}
}

// cardTagFor returns the tag that everybody uses for one of the settings, "card-reverse" for "vocabulary-reverse"; any
// other as it is.
func (doc *Document) cardTagFor(name string) string {
	for _, own := range doc.Settings.CardTags {
		own = strings.TrimPrefix(own, "#")
		if len(name) >= len(own) && own != "" && strings.EqualFold(name[:len(own)], own) {
			if rest := strings.ToLower(name[len(own):]); rest == "" || rest[0] == '/' || rest == "-reverse" {
				return "card" + rest
			}
		}
	}
	return name
}
