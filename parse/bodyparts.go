package parse

import (
	"slices"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/text"

	"github.com/examdeck/examdeck/parse/wording"
)

// beginsPart tells whether a block begins with the letter of a part, or is a heading that is one: "### b)", "### Part (b)".
func beginsPart(doc *document, n ast.Node) bool {
	if n.Kind() != ast.KindHeading {
		return isText(n) && wording.IsPartLead(firstLine(doc, n))
	}
	title := doc.text(n)
	word := wording.LeadingLetters(title)
	if wording.Is(strings.ToLower(word), wording.Part) {
		title = strings.TrimLeft(title[len(word):], " ")
	}
	bare := strings.ToLower(strings.Trim(title, "()[].: "))
	return wording.IsPartLead(title+" ") || len(bare) == 1 && bare[0] >= 'a' && bare[0] <= 'z'
}

// splitParts parts a body whose parts (a), (b) have an answer each, in a toggle or behind a marker: the question stays one, its
// answers in the order of the parts, each behind its letter. An answer goes on to the next part that has an answer, too.
func splitParts(doc *document, body []ast.Node) (prompt, answer []ast.Node, ok bool) {
	pieces := partPieces(doc, body)
	lettered := 0
	for _, p := range pieces {
		if p.part >= 0 && p.marker < p.end {
			lettered++
		}
	}
	if lettered < 2 {
		return nil, nil, false
	}
	for _, p := range pieces {
		prompt = append(prompt, body[p.from:p.marker]...)
		if p.marker == p.end {
			continue
		}
		if p.part >= 0 {
			if letter := partLetter(doc, body[p.part]); letter != nil {
				answer = append(answer, letter)
			}
		}
		rest, _ := cutAnswerMarker(doc, body[p.marker])
		answer = append(append(answer, rest...), openToggles(doc, body[p.marker+1:p.end])...)
	}
	return trimRules(prompt), trimRules(answer), true
}

// partPiece is a stretch of a body: a part's text, then its answer from marker on. part is the block with the letter, or -1.
type partPiece struct{ from, part, marker, end int }

// partPieces cuts a body where a part begins that has an answer of its own.
func partPieces(doc *document, body []ast.Node) []partPiece {
	var pieces []partPiece
	end := len(body)
	for marker := len(body); ; {
		// From the back: the marker of the last piece, then the letter above it, nearest to it, as far as the marker before.
		last := marker - 1
		for last >= 0 && !announcesPart(doc, body[last]) {
			last--
		}
		if last < 0 {
			if end > 0 {
				pieces = append(pieces, partPiece{0, -1, end, end})
			}
			break
		}
		from, part := last, -1
		for from > 0 && part < 0 && !announcesPart(doc, body[from-1]) {
			if from--; beginsPart(doc, body[from]) {
				part = from
			}
		}
		if part < 0 {
			marker = last
			if from == 0 {
				pieces = append(pieces, partPiece{0, -1, last, end})
				break
			}
			continue // one more marker within an answer
		}
		pieces = append(pieces, partPiece{from, part, last, end})
		marker, end = from, from
	}
	slices.Reverse(pieces)
	return pieces
}

// announcesPart tells whether a block announces an answer to what stands above it.
func announcesPart(doc *document, n ast.Node) bool {
	switch n := n.(type) {
	case *toggle:
		return n.role == wording.Answering
	case *ast.Heading:
		return wording.AnnouncesAnswer(doc.text(n))
	}
	return wording.AnswerLead(lineHead(doc, n)) > 0
}

// partLetter makes a paragraph of the letter with which a part begins.
func partLetter(doc *document, n ast.Node) ast.Node {
	if h, ok := n.(*ast.Heading); ok {
		if h.Lines().Len() == 0 {
			return nil
		}
		p, line := ast.NewParagraph(), h.Lines().At(0)
		if size := wording.PartLead(string(line.Value(doc.md.Source))); size > 0 {
			line.Stop = line.Start + size
		}
		p.AppendChild(p, ast.NewTextSegment(line.TrimRightSpace(doc.md.Source)))
		return p
	}
	from := doc.md.Offset(n)
	size := wording.PartLead(string(doc.md.Source[from:doc.lineEnd(from)]))
	if size == 0 {
		return nil
	}
	p := ast.NewParagraph()
	p.AppendChild(p, ast.NewTextSegment(text.NewSegment(from, from+size)))
	return p
}

// isStatement tells whether a toggle hides the question itself: the one behind it hides the answer, and its own summary asks
// nothing.
func isStatement(doc *document, t *toggle) bool {
	next, ok := t.NextSibling().(*toggle)
	return ok && t.role == wording.Asking && next.role == wording.Answering && !wording.LooksAsked(t.title(doc))
}

// openStatement opens the toggles that hide the question itself.
func openStatement(doc *document, body []ast.Node) []ast.Node {
	for i, n := range body {
		if t, ok := n.(*toggle); ok && isStatement(doc, t) {
			out := append(append([]ast.Node{}, body[:i]...), t.body(doc)...)
			return append(out, body[i+1:]...)
		}
	}
	return body
}
