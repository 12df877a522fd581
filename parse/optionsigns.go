package parse

import (
	"strings"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"

	"github.com/examdeck/examdeck/parse/wording"
)

// readSignedMarker reads an option's marker with a sign before it that says whether it is right: "*B.", "✅ C)", "❌ D.". The sign
// belongs to the marker.
func readSignedMarker(text string) (wording.Marker, wording.Verdict, bool) {
	if k, ok := wording.ReadMarker(text); ok {
		return k, wording.NoVerdict, true
	}
	rest := strings.TrimLeft(text, " \t")
	r, size := utf8.DecodeRuneInString(rest)
	said := wording.NoVerdict
	switch {
	case r == utf8.RuneError:
		return wording.Marker{}, wording.NoVerdict, false
	case strings.ContainsRune(wording.RightSigns, r) || r == '*':
		said = wording.RightVerdict
	case strings.ContainsRune(wording.WrongSigns, r):
		said = wording.WrongVerdict
	default:
		return wording.Marker{}, wording.NoVerdict, false
	}
	rest = strings.TrimLeft(strings.TrimLeft(rest[size:], "*"), "\ufe0f \t")
	k, ok := wording.ReadMarker(rest)
	if !ok || k.Shape == "%" {
		return wording.Marker{}, wording.NoVerdict, false
	}
	k.Length += wording.Visible(text) - wording.Visible(rest)
	return k, said, true
}

// crossedAtEnd tells whether an "x" stands far behind the text of the line that begins with an inline node, as a mark.
func crossedAtEnd(doc *document, first ast.Node) bool {
	at := doc.md.Offset(first)
	return endsCrossed(string(doc.md.Source[at:doc.lineEnd(at)]))
}

func endsCrossed(line string) bool {
	line = strings.TrimRight(line, " \t\r\n")
	rest, ok := strings.CutSuffix(strings.ToLower(line), "x")
	return ok && (strings.HasSuffix(rest, "   ") || strings.HasSuffix(rest, "\t")) && strings.TrimSpace(rest) != ""
}
