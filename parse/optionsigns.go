package parse

import (
	"strings"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
)

// readSignedMarker reads an option's marker with a sign before it that says whether it is right: "*B.", "✅ C)", "❌ D.". The sign
// belongs to the marker.
func readSignedMarker(text string) (marker, verdict, bool) {
	if k, ok := readMarker(text); ok {
		return k, noVerdict, true
	}
	rest := strings.TrimLeft(text, " \t")
	r, size := utf8.DecodeRuneInString(rest)
	said := noVerdict
	switch {
	case r == utf8.RuneError:
		return marker{}, noVerdict, false
	case strings.ContainsRune(rightSigns, r) || r == '*':
		said = rightVerdict
	case strings.ContainsRune(wrongSigns, r):
		said = wrongVerdict
	default:
		return marker{}, noVerdict, false
	}
	rest = strings.TrimLeft(strings.TrimLeft(rest[size:], "*"), "\ufe0f \t")
	k, ok := readMarker(rest)
	if !ok || k.shape == "%" {
		return marker{}, noVerdict, false
	}
	k.length += visible(text) - visible(rest)
	return k, said, true
}

// starsAtEnd gives the length of the stars at the end of an option by which people without a sign at hand mark it: "b) text *".
func starsAtEnd(text string) int {
	rest := strings.TrimRight(text, "*")
	if n := len(text) - len(rest); n <= 3 && strings.HasSuffix(rest, " ") && strings.TrimSpace(rest) != "" {
		return n
	}
	return 0
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
