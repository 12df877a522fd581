package body

import (
	"strings"
	"unicode"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/text"

	"github.com/examdeck/examdeck/parse/page"
	"github.com/examdeck/examdeck/parse/wording"
)

// beginsPart reports whether a block begins with the letter of a part, or is a heading that is one: "### b)", "###
// Part (b)".
func beginsPart(doc *page.Document, n ast.Node) bool {
	if n.Kind() != ast.KindHeading {
		return page.IsText(n) && wording.IsPartLead(page.LineHead(doc, n))
	}
	title := doc.Text(n)
	word := wording.LeadingLetters(title)
	if wording.IsAnyCase(word, wording.Part) {
		title = strings.TrimLeft(title[len(word):], " ")
	}
	bare := strings.ToLower(strings.Trim(title, "()[].: "))
	return wording.IsPartLead(title+" ") || len(bare) == 1 && unicode.IsLower(rune(bare[0]))
}

// splitParts splits a body whose parts (a), (b) have an answer each, in a toggle or behind a marker. The question
// stays one. Its answers keep the order of the parts, each behind its letter. An answer goes on to the next part that
// has an answer, too.
//
// announced says of each block whether it announces an answer.
func splitParts(doc *page.Document, body []ast.Node, announced []bool) (prompt, answer []ast.Node, ok bool) {
	n := 0
	for _, a := range announced {
		if a {
			n++
		}
	}
	if n < 2 {
		return nil, nil, false // most bodies: their blocks need not be looked at for letters
	}
	pieces := partPieces(doc, body, announced)
	if len(pieces) < 3 { // what stands above, and two parts
		return nil, nil, false
	}
	for _, p := range pieces {
		prompt = append(prompt, body[p.from:p.marker]...)
		if p.marker == p.end {
			continue
		}
		if p.part != nil {
			if letter := partLetter(doc, p.part); letter != nil {
				answer = append(answer, letter)
			}
		}
		rest, _ := CutAnswerMarker(doc, body[p.marker])
		answer = append(append(answer, rest...), page.OpenToggles(doc, body[p.marker+1:p.end])...)
	}
	return page.TrimRules(prompt), page.TrimRules(answer), true
}

// partPiece is a stretch of a body: a part's text, then its answer from marker on.
type partPiece struct {
	part              ast.Node // the block with the letter; nil above the first part
	from, marker, end int
}

// partPieces cuts a body where a part begins that has an answer of its own: at the letter nearest to its marker. A
// marker without a letter above it is one more within an answer. announced says of each block whether it announces an
// answer to what stands above it.
func partPieces(doc *page.Document, body []ast.Node, announced []bool) []partPiece {
	pieces := []partPiece{{marker: len(body), end: len(body)}}
	letter := -1
	for i, n := range body {
		last := &pieces[len(pieces)-1]
		switch {
		case !announced[i]:
			if beginsPart(doc, n) {
				letter = i
			}
		case letter >= 0:
			last.marker, last.end = min(last.marker, letter), letter
			pieces = append(pieces, partPiece{part: body[letter], from: letter, marker: i, end: len(body)})
			letter = -1
		case last.marker == len(body):
			last.marker = i
		}
	}
	return pieces
}

// announcements says of each block whether it announces an answer to what stands above it.
func announcements(doc *page.Document, body []ast.Node) []bool {
	announced := make([]bool, len(body))
	for i, n := range body {
		announced[i] = announcesPart(doc, n)
	}
	return announced
}

// announcesPart reports whether a block announces an answer to what stands above it.
func announcesPart(doc *page.Document, n ast.Node) bool {
	switch n := n.(type) {
	case *page.Toggle:
		return n.Role == wording.Answering
	case *ast.Heading:
		return wording.AnnouncesAnswer(doc.Text(n))
	}
	return beginsAnswer(page.LineHead(doc, n))
}

// partLetter returns a paragraph of the letter with which a part begins; nil if its source begins with none.
func partLetter(doc *page.Document, n ast.Node) ast.Node {
	if h, ok := n.(*ast.Heading); ok {
		p, line := ast.NewParagraph(), h.Lines().At(0)
		if size := wording.PartLead(string(line.Value(doc.MD.Source))); size > 0 {
			line.Stop = line.Start + size
		}
		p.AppendChild(p, ast.NewTextSegment(line.TrimRightSpace(doc.MD.Source)))
		return p
	}
	from := doc.MD.Offset(n)
	size := wording.PartLead(string(doc.MD.Source[from:doc.LineEnd(from)]))
	if size == 0 {
		return nil
	}
	p := ast.NewParagraph()
	p.AppendChild(p, ast.NewTextSegment(text.NewSegment(from, from+size)))
	return p
}

// IsStatement reports whether a toggle hides the question itself: the one behind it hides the answer, and its own
// summary asks nothing.
func IsStatement(doc *page.Document, t *page.Toggle) bool {
	next, ok := t.NextSibling().(*page.Toggle)
	return ok && t.Role == wording.Asking && next.Role == wording.Answering && !wording.LooksAsked(t.Title(doc))
}

// openStatement opens the toggles that hide the question itself.
func openStatement(doc *page.Document, body []ast.Node) []ast.Node {
	for i, n := range body {
		if t, ok := n.(*page.Toggle); ok && IsStatement(doc, t) {
			out := append(append([]ast.Node{}, body[:i]...), t.Body(doc)...)
			return append(out, body[i+1:]...)
		}
	}
	return body
}

// splitSections splits a body whose headings name its parts: what stands in the first, which asks, is the prompt, and
// all from the next heading of its level on the answer. Lines above are shown with the prompt.
func splitSections(doc *page.Document, body []ast.Node) (prompt, answer []ast.Node, ok bool) {
	if prompt, answer, ok := splitAskedTitle(doc, body); ok {
		return prompt, answer, true
	}
	at, level := -1, 0
	for i, n := range body {
		h, isHeading := n.(*ast.Heading)
		switch {
		case !isHeading:
		case at < 0:
			if !wording.PromptTitle(doc.Text(h)) {
				return nil, nil, false
			}
			at, level = i, h.Level
		case h.Level <= level:
			prompt = append(append(prompt, body[:at]...), body[at+1:i]...)
			return withoutSeparator(doc, page.TrimRules(prompt)), answerSections(doc, body[i:]), true
		}
	}
	return nil, nil, false
}

// splitAskedTitle splits a body that begins with a heading that asks, and holds no other: the question under its
// number.
func splitAskedTitle(doc *page.Document, body []ast.Node) (prompt, answer []ast.Node, ok bool) {
	for i, n := range body {
		h, isHeading := n.(*ast.Heading)
		if isHeading && wording.LooksAsked(doc.Text(h)) != (i == 0) || i == 0 && !isHeading {
			return nil, nil, false
		}
	}
	if len(body) < 2 {
		return nil, nil, false
	}
	prompt, answer = Split(doc, body[1:], false, true)
	return append([]ast.Node{page.ParagraphOf(body[0])}, prompt...), answer, true
}

// answerSections are the parts behind the one that asks; a heading that says nothing but that it answers is left out
// if it is the first of them.
func answerSections(doc *page.Document, body []ast.Node) []ast.Node {
	if rest, ok := CutAnswerMarker(doc, body[0]); ok {
		body = append(rest, body[1:]...)
	}
	return page.TrimRules(page.OpenToggles(doc, body))
}

// maxMark is how long, in bytes, the line of a lone sign may be; longer ones, which most are, need not be read.
const maxMark = 40

// mayPart reports whether a separator's line may part a body in block i. In notes that show no trace of spaced
// repetition it stands right below the first paragraph; elsewhere it says that somebody did not know the answer.
func mayPart(doc *page.Document, body []ast.Node, i int) bool {
	return i == 0 || i == 1 && (page.IsText(body[0]) || body[0].Kind() == ast.KindBlockquote) || doc.SpacedRepetition()
}

// cutAtSeparator splits a paragraph at a line that is a separator and nothing else, and drops that line.
func cutAtSeparator(doc *page.Document, n ast.Node) (before, rest []ast.Node, ok bool) {
	if !page.IsText(n) {
		return nil, nil, false
	}
	for c := n.FirstChild(); c != nil; c = page.NextLine(c) {
		if first, ok := c.(*ast.Text); !ok || first.Segment.Len() > maxMark || !doc.IsLoneMark(page.HeadOf(doc, c)) {
			continue
		}
		if next := page.NextLine(c); next != nil {
			rest = []ast.Node{page.SplitAt(n, next)}
		}
		page.RemoveLine(n, c, nil)
		if n.HasChildren() {
			before = []ast.Node{n}
		}
		return before, rest, true
	}
	return nil, nil, false
}

// withoutSeparator drops the separator's line from the end of a prompt that a heading ends anyway.
func withoutSeparator(doc *page.Document, prompt []ast.Node) []ast.Node {
	if len(prompt) == 0 {
		return prompt
	}
	last := prompt[len(prompt)-1]
	before, rest, ok := cutAtSeparator(doc, last)
	if !ok {
		return prompt
	}
	return append(append(prompt[:len(prompt)-1:len(prompt)-1], before...), rest...)
}
