package page

import (
	"slices"
	"strings"

	"github.com/yuin/goldmark/ast"

	"github.com/examdeck/examdeck/internal/markdown/comment"
	"github.com/examdeck/examdeck/internal/markdown/tag"
	"github.com/examdeck/examdeck/parse/settings"
)

// evidence is what is known of a source's traces of spaced repetition.
type evidence uint8

const (
	notLooked evidence = iota
	noTrace
	trace
)

// SpacedRepetition reports whether a source is written for spaced repetition: it has a card tag, or schedules that the
// plugin wrote, or its settings ask for the dialect. It is looked for once, when somebody first asks.
func (doc *Document) SpacedRepetition() bool {
	if doc.spaced == notLooked {
		doc.spaced = noTrace
		if doc.Settings.Forces("spaced-repetition") || doc.hasSpacedTrace() {
			doc.spaced = trace
		}
	}
	return doc.spaced == trace
}

func (doc *Document) hasSpacedTrace() bool {
	for _, t := range settings.FrontTags(doc.MD) {
		if IsCardTag(t) {
			return true
		}
	}
	found := slices.ContainsFunc(doc.TagsBetween(0, len(doc.MD.Source)), IsCardTag)
	if found {
		return true
	}
	EachNode(doc.MD.Root, func(n ast.Node) bool {
		switch n := n.(type) {
		case *tag.Node:
			found = IsCardTag(n.Name)
		case *comment.Inline:
			found = isSchedule(n.Content)
		case *comment.Block:
			found = isSchedule(n.Content)
		}
		return !found
	})
	return found
}

// isSchedule reports whether a comment is a schedule, "<!--SR:!2025-01-01,3,250-->".
func isSchedule(content string) bool { return strings.HasPrefix(strings.TrimSpace(content), "SR:") }
