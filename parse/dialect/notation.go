package dialect

import (
	"bytes"
	"cmp"
	"strings"

	"github.com/yuin/goldmark/ast"

	"github.com/examdeck/examdeck/internal/markdown/highlight"
	"github.com/examdeck/examdeck/parse/page"
	"github.com/examdeck/examdeck/parse/settings"
)

// What authors may write in another way: the settings of a vault's own tool, or their own, say how.

// ownSeparator finds what the settings say parts prompt and answer in a line, in its plain text; own is false where
// they say nothing but the default.
func ownSeparator(doc *page.Document, line page.TextLine) (at, length int, ok, own bool) {
	s := doc.Settings
	if s.Separator == "" && s.SeparatorReversed == "" {
		return 0, 0, false, false
	}
	marks := []string{cmp.Or(s.Separator, "::"), cmp.Or(s.SeparatorReversed, ":::")}
	if len(marks[0]) < len(marks[1]) {
		marks[0], marks[1] = marks[1], marks[0]
	}
	src := doc.MD.Source
	for _, span := range line.TextSpans() {
		for _, mark := range marks {
			i := bytes.Index(src[span[0]:span[1]], []byte(mark))
			if i >= 0 && (!ok || span[0]+i < at) && len(bytes.TrimSpace(src[line.From:span[0]+i])) > 0 {
				at, length, ok = span[0]+i, len(mark), true
			}
		}
		if ok {
			break
		}
	}
	return at, length, ok, true
}

// asksBothWays reports whether a separator is that of cards that are asked both ways.
func asksBothWays(doc *page.Document, separator string) bool {
	return separator == cmp.Or(doc.Settings.SeparatorReversed, ":::") ||
		doc.Settings.SeparatorReversed == "" && len(separator) == len(":::") && strings.Trim(separator, separator[:1]) == ""
}

// cardEnd returns where the line begins with which the settings let an answer end, and where it ends itself; ok is false
// where they say nothing, or there is none up to a limit.
func cardEnd(doc *page.Document, from, limit int) (at, to int, ok bool) {
	mark := doc.Settings.CardEnd
	if mark == "" {
		return 0, 0, false
	}
	at = from
	for line := range bytes.Lines(doc.MD.Source[from:max(from, limit)]) {
		if string(bytes.TrimSpace(line)) == mark {
			return at, at + len(line), true
		}
		at += len(line)
	}
	return 0, 0, false
}

// hidesCurly reports whether text in double braces is hidden in a file of spaced repetition, and stands in a block.
func hidesCurly(doc *page.Document, text string) bool {
	at := strings.Index(text, "{{")
	return doc.Settings.Curly == "cloze" && at >= 0 && strings.Contains(text[at:], "}}")
}

// hidesBold reports the same for bold text.
func hidesBold(doc *page.Document, block ast.Node) bool {
	if doc.Settings.Bold != "cloze" {
		return false
	}
	found := false
	page.EachNode(block, func(n ast.Node) bool {
		found = found || isBold(n)
		return !found
	})
	return found
}

func isBold(n ast.Node) bool {
	e, ok := n.(*ast.Emphasis)
	return ok && e.Level == 2
}

// hideByTool marks what the draft of a cloze hides in a file of spaced repetition: highlights, bold text and what stands
// in double braces, as the settings say. Where several of them hide, all are written as braces.
func hideByTool(doc *page.Document, d *page.Draft) {
	s := doc.Settings
	d.Highlights, d.Curly = s.Highlights != "text", s.Curly == "cloze"
	several := d.Curly || s.Bold == "cloze"
	var marked []ast.Node
	for _, b := range d.Prompt {
		page.EachNode(b, func(n ast.Node) bool {
			if s.Bold == "cloze" && isBold(n) || d.Highlights && several && n.Kind() == highlight.Kind {
				marked = append(marked, n)
			}
			return true
		})
	}
	for _, n := range marked {
		parent := n.Parent()
		parent.InsertBefore(parent, n, ast.NewString([]byte("{{")))
		for _, c := range page.Children(n) {
			parent.InsertBefore(parent, n, c)
		}
		parent.ReplaceChild(parent, n, ast.NewString([]byte("}}")))
		d.Curly = true
	}
}

// markers are the words with which marked blocks begin and end.
func markers(doc *page.Document) (begin, end, beginInline, endInline string) {
	m := doc.Settings.Markers
	if m == nil {
		m = settings.DefaultMarkers
	}
	return m[0], m[1], m[2], m[3]
}
