package page

import (
	"bytes"
	"cmp"
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
// plugin wrote, or separators that nothing else is written with, or its settings ask for the dialect. It is looked for once, when somebody first asks.
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
		if doc.IsCardTag(t) {
			return true
		}
	}
	found := slices.ContainsFunc(doc.TagsBetween(0, len(doc.MD.Source)), doc.IsCardTag)
	if found {
		return true
	}
	EachNode(doc.MD.Root, func(n ast.Node) bool {
		switch n := n.(type) {
		case *tag.Node:
			found = doc.IsCardTag(n.Name)
		case *comment.Inline:
			found = isSchedule(n.Content)
		case *comment.Block:
			found = isSchedule(n.Content)
		}
		return !found
	})
	return found || doc.hasSemicolons()
}

// LoneMark reports whether a line is nothing but the sign between prompt and answer, "?" or what the settings say, and
// whether the card is asked both ways: "??".
func (doc *Document) LoneMark(line string) (both, ok bool) {
	if line == cmp.Or(doc.Settings.LineSeparatorReversed, "??") {
		return true, true
	}
	return false, line == cmp.Or(doc.Settings.LineSeparator, "?")
}

// IsLoneMark reports whether a line is nothing but the sign between prompt and answer.
func (doc *Document) IsLoneMark(line string) bool {
	_, ok := doc.LoneMark(line)
	return ok
}

// hasSemicolons reports whether two lines and more are written for spaced repetition, and of them one or more with the
// separator ";;", which parts the texts of a line in nothing else: "capital of Peru;;Lima". Other cards there may have
// a lone "?".
func (doc *Document) hasSemicolons() bool {
	if !bytes.Contains(doc.MD.Source, []byte(";;")) {
		return false
	}
	parted, marks := 0, 0
	for _, l := range doc.Lines {
		if doc.IsLoneMark(l.Text) {
			marks++
		} else if l.partedBySemicolons(doc.MD.Source) {
			parted++
		}
	}
	return parted > 0 && parted+marks >= 2
}

// partedBySemicolons reports whether ";;" or ";;;" stands between two texts of a line.
func (l TextLine) partedBySemicolons(src []byte) bool {
	for _, span := range l.TextSpans() {
		before, behind, found := bytes.Cut(src[span[0]:span[1]], []byte(";;"))
		if l.Node.Kind() == ast.KindLink && len(bytes.TrimSpace(before)) == 0 {
			return false // of RemNote, the name of a property
		}
		if found && (span[0] > l.From || len(bytes.TrimSpace(before)) > 0) {
			behind = bytes.TrimPrefix(behind, []byte(";"))
			quoted := bytes.ContainsAny(before[max(0, len(before)-1):], `'"`) // a text about separators
			return !quoted && !bytes.HasPrefix(behind, []byte(";")) && (span[1] < l.To || len(bytes.TrimSpace(behind)) > 0)
		}
	}
	return false
}

// IsCardTag reports whether a tag says that a note holds cards: one that everybody uses, or one of the settings.
func (doc *Document) IsCardTag(name string) bool {
	if len(doc.Settings.CardTags) > 0 && IsItemTag(name) {
		return true // see UseCardTags
	}
	return IsCardTag(name) || slices.ContainsFunc(doc.Settings.FileTags, func(own string) bool {
		own = strings.Trim(own, "#/")
		rest, ok := strings.CutPrefix(strings.ToLower(strings.TrimPrefix(name, "#")), strings.ToLower(own))
		return ok && own != "" && (rest == "" || rest[0] == '/')
	})
}

// isSchedule reports whether a comment is a schedule, "<!--SR:!2025-01-01,3,250-->".
func isSchedule(content string) bool { return strings.HasPrefix(strings.TrimSpace(content), "SR:") }
