package dialect

import (
	"strings"

	"github.com/examdeck/examdeck/parse/page"
	"github.com/examdeck/examdeck/parse/wording"
)

// Pairs of labels that say little by themselves, and mean question and answer where they take turns: "Front:" and
// "Back:", "Term:" and "Definition:" in all languages; "Q1." and "A1.", "Q." and "A.".

// labelled is a line that begins with such a label.
type labelled struct {
	line   page.TextLine
	label  string // the label without its colon, in lower case; for "Q1." and "A1." what stands behind the letter
	length int    // its visible characters
	asks   bool
	number bool // it is one of "Q1." and "A1."
}

// labelPairs returns the pairs of such labels in a document. They must take turns, two times or more; other lines may
// stand between only as long as they bear no label.
func labelPairs(doc *page.Document) []qaPair {
	var all []labelled
	for _, line := range doc.Lines {
		if l, ok := readLabelled(line); ok {
			all = append(all, l)
		}
	}
	var pairs []qaPair
	for i := 0; i+1 < len(all); i += 2 {
		q, a := all[i], all[i+1]
		if !q.asks || a.asks || q.number != a.number || q.number && q.label != a.label ||
			!q.number && (q.label != all[0].label || a.label != all[1].label) || offersBelow(doc, a) {
			return nil
		}
		p := qaPair{question: qaMark{line: q.line, word: "q"}, answer: a.line, asked: q.length, answered: a.length, to: doc.ContainerEnd(q.line)}
		if q.number && wording.HasDigit(q.label) {
			p.question.number = strings.Trim(q.label, ".) ")
			p.question.label = "Q" + p.question.number
		}
		if i+2 < len(all) {
			p.to = min(p.to, all[i+2].line.Start)
		}
		p.to = doc.NextBreak(a.line.From+1, p.to)
		pairs = append(pairs, p)
	}
	if len(pairs) < 2 || len(all) != 2*len(pairs) {
		return nil
	}
	return pairs
}

// labelClaims claims the pairs of labels in a document.
func labelClaims(doc *page.Document) []Claim {
	var claims []Claim
	for _, p := range labelPairs(doc) {
		from := labelledFrom(doc, &p)
		claims = append(claims, Claim{sure: surePair, From: from, To: p.to, Take: func() page.Draft { return takePair(doc, p) }})
	}
	return claims
}

// readLabelled reads the label of a line.
func readLabelled(line page.TextLine) (labelled, bool) {
	text := line.Text
	if len(text) < 2 {
		return labelled{}, false
	}
	if text[0] == 'Q' || text[0] == 'A' {
		behind := strings.TrimLeft(text[1:], "0123456789.)")
		label := text[1 : len(text)-len(behind)]
		if strings.ContainsAny(label, ".)") && strings.HasPrefix(behind, " ") {
			return labelled{line: line, label: label, length: 1 + len(label), asks: text[0] == 'Q', number: true}, true
		}
	}
	lead, rest, found := wording.CutColon(text)
	if !found || len(lead) > wording.MaxLead {
		return labelled{}, false
	}
	word := strings.ToLower(strings.TrimFunc(lead, wording.PartsWords))
	l := labelled{line: line, label: word, length: wording.Visible(text) - wording.Visible(rest)}
	l.asks = wording.Is(word, wording.Front|wording.Term)
	return l, l.asks || wording.Is(word, wording.Back|wording.Meaning)
}

// offersBelow reports whether the line below "A." begins with "B.": both are options.
func offersBelow(doc *page.Document, a labelled) bool {
	if !a.number {
		return false
	}
	below := doc.LinesBetween(a.line.To, len(doc.MD.Source))
	return len(below) > 0 && strings.HasPrefix(below[0].Text, "B"+a.label)
}

// labelledFrom lets a pair begin with the numbered heading right above it, which is its label: "### Flashcard 1".
func labelledFrom(doc *page.Document, p *qaPair) int {
	at := p.question.line.Start
	i := doc.BlockAt(at)
	if h := doc.HeadAt(i - 1); i > 0 && h != nil && h.Numbered && p.question.label == "" {
		p.question.label, p.question.number = h.Title, h.Label.Number
		return h.From
	}
	return at
}
