package quiz

import (
	"regexp"

	"github.com/yuin/goldmark/ast"

	"github.com/examdeck/examdeck/parse/page"
	"github.com/examdeck/examdeck/parse/wording"
)

// Question banks that were made from web pages show the right options by HTML: "- B. <font color='red'>…</font>".

// colourTag matches the tags that set an option off as bold type does.
var colourTag = regexp.MustCompile(`(?i)^<(?:font\s[^>]*\bcolor|span\s[^>]*\bcolor\s*:|mark\b|u>)`)

// isColourTag reports whether an inline node is a tag that sets off what stands behind it.
func isColourTag(doc *page.Document, n ast.Node) bool {
	return n.Kind() == ast.KindRawHTML && colourTag.Match(tagOf(doc, n))
}

// tagOf is the source of an inline tag.
func tagOf(doc *page.Document, n ast.Node) []byte {
	raw, ok := n.(*ast.RawHTML)
	if !ok {
		return nil
	}
	return raw.Segments.Value(doc.MD.Source)
}

// isColoured reports whether all of a line's option stands within tags that set it off.
func isColoured(doc *page.Document, first ast.Node, k wording.Marker) bool {
	if !holdsTag(first) {
		return false // most lines, and cheaply told
	}
	open, inside, outside := 0, 0, 0
	for c := first; c != nil; c = c.NextSibling() {
		switch {
		case isColourTag(doc, c):
			open++
		case c.Kind() == ast.KindRawHTML:
			if tag := tagOf(doc, c); open > 0 && len(tag) > 1 && tag[1] == '/' {
				open--
			}
		case open > 0:
			inside += wording.Visible(doc.MD.Text(c))
		default:
			outside += wording.Visible(doc.MD.Text(c))
		}
		if page.EndsLine(c) {
			break
		}
	}
	return inside > 0 && outside <= k.Length
}

// holdsTag reports whether a line holds an inline tag.
func holdsTag(first ast.Node) bool {
	for c := first; c != nil; c = c.NextSibling() {
		if c.Kind() == ast.KindRawHTML {
			return true
		}
		if page.EndsLine(c) {
			break
		}
	}
	return false
}

// uncolour removes the tags that set an option off from its text.
func uncolour(doc *page.Document, text ast.Node) {
	open := 0
	for _, c := range page.Children(text) {
		switch tag := tagOf(doc, c); {
		case isColourTag(doc, c):
			open++
			text.RemoveChild(text, c)
		case open > 0 && len(tag) > 1 && tag[1] == '/':
			open--
			text.RemoveChild(text, c)
		}
	}
}
