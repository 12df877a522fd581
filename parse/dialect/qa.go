package dialect

import (
	"bytes"
	"cmp"
	"slices"
	"sort"
	"strings"
	"unicode"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/text"

	"github.com/examdeck/examdeck/deck"
	"github.com/examdeck/examdeck/internal/markdown/highlight"
	"github.com/examdeck/examdeck/internal/markdown/math"
	"github.com/examdeck/examdeck/parse/body"
	"github.com/examdeck/examdeck/parse/cloze"
	"github.com/examdeck/examdeck/parse/page"
	"github.com/examdeck/examdeck/parse/wording"
)

// The clozes of hashcards: "C: The [mitochondrion] is the [powerhouse] of the cell", each bracket a deletion of its
// own.

// hasBrackets reports whether text holds a pair of brackets with something between.
func hasBrackets(text string) bool {
	return slices.ContainsFunc(strings.Split(text, "[")[1:], func(behind string) bool { return strings.IndexByte(behind, ']') > 0 })
}

// hasBracketsBelow reports whether the lines that follow line i in its block hold brackets, before the next marker.
func hasBracketsBelow(lines []page.TextLine, i int) bool {
	for _, l := range lines[i+1:] {
		if lead, _, found := wording.CutColon(l.Text); l.Block != lines[i].Block || found && len(lead) == 1 {
			return false
		}
		if hasBrackets(l.Text) {
			return true
		}
	}
	return false
}

// takeBrackets returns the draft of a line "C: …" and what follows it.
func takeBrackets(doc *page.Document, p qaPair) page.Draft {
	line := p.question.line
	d := page.Draft{Kind: deck.Cloze, Highlights: true}
	d.Prompt = page.CutLead(doc, doc.Part(line.From, p.to, line.Indent()), wording.Visible("C:"))
	markBrackets(doc, d.Prompt, "[]")
	return page.FinishDraft(doc, d)
}

// markBrackets turns into highlights what stands in brackets in the text of blocks.
func markBrackets(doc *page.Document, blocks []ast.Node, pair string) {
	for _, block := range blocks {
		_ = ast.Walk(block, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
			switch n.Kind() {
			case ast.KindCodeSpan, ast.KindLink, ast.KindImage, ast.KindCodeBlock, ast.KindFencedCodeBlock:
				return ast.WalkSkipChildren, nil
			}
			if entering && n.FirstChild() != nil && n.FirstChild().Type() == ast.TypeInline {
				plainHighlights(n)
				wrapBrackets(doc, n, pair)
			}
			return ast.WalkContinue, nil
		})
	}
}

// plainHighlights turns the highlights in a block into bold text: here they hide nothing.
func plainHighlights(parent ast.Node) {
	for _, c := range page.Children(parent) {
		if c.Kind() == highlight.Kind {
			strong := ast.NewEmphasis(2)
			for _, inner := range page.Children(c) {
				c.RemoveChild(c, inner)
				strong.AppendChild(strong, inner)
			}
			parent.ReplaceChild(parent, c, strong)
		}
	}
}

// wrapBrackets turns the pairs of brackets in the text of a node into highlights, and marks those in its formulas.
// Those of links are other nodes' and are not seen here; escaped ones, and those without a partner, are text.
func wrapBrackets(doc *page.Document, parent ast.Node, pair string) {
	cutAtBrackets(doc, parent, pair)
	depth := 0
	var open ast.Node
	for c := parent.FirstChild(); c != nil; {
		next := c.NextSibling()
		if formula, ok := c.(*math.Node); ok && pair == "[]" {
			formula.TeX = cloze.MarkTeX(formula.TeX)
		}
		switch bracketOf(doc, c, pair) {
		case pair[0]:
			if depth++; depth == 1 {
				open = c
			}
		case pair[1]:
			if depth == 0 {
				break
			}
			if depth--; depth == 0 && open.NextSibling() != c {
				if pair == "{}" {
					dropInner(doc, open, c) // "{{text}}"
				}
				wrapBetween(parent, open, c)
			}
		}
		c = next
	}
}

// dropInner removes the braces right within two others.
func dropInner(doc *page.Document, open, end ast.Node) {
	first, last := open.NextSibling(), end.PreviousSibling()
	if first != last && bracketOf(doc, first, "{}") == '{' && bracketOf(doc, last, "{}") == '}' && first.NextSibling() != last {
		first.Parent().RemoveChild(first.Parent(), first)
		last.Parent().RemoveChild(last.Parent(), last)
	}
}

// wrapBetween puts a highlight in the place of two brackets and what is between them.
func wrapBetween(parent, open, end ast.Node) {
	mark := &highlight.Node{}
	parent.InsertBefore(parent, open, mark)
	for c := open.NextSibling(); c != end; {
		next := c.NextSibling()
		parent.RemoveChild(parent, c)
		mark.AppendChild(mark, c)
		c = next
	}
	if page.EndsLine(end) {
		// The break behind the bracket stands for itself.
		rest := end.(*ast.Text)
		rest.Segment.Start = rest.Segment.Stop
	} else {
		parent.RemoveChild(parent, end)
	}
	parent.RemoveChild(parent, open)
}

// bracketOf returns the bracket that a node of text is, as cutAtBrackets left it; 0 if it is none.
func bracketOf(doc *page.Document, n ast.Node, pair string) byte {
	t, ok := n.(*ast.Text)
	if !ok || t.Segment.Len() != 1 {
		return 0
	}
	if c := doc.MD.Source[t.Segment.Start]; c == pair[0] || c == pair[1] {
		return c
	}
	return 0
}

// escapedAt reports whether a character of the source is escaped by a backslash.
func escapedAt(src []byte, at int) bool {
	return (at-len(bytes.TrimRight(src[:at], `\`)))%2 == 1
}

// cutAtBrackets cuts the text in a node such that every bracket of a pair that is not escaped is a node of its own.
func cutAtBrackets(doc *page.Document, parent ast.Node, pair string) {
	for _, c := range page.Children(parent) {
		t, ok := c.(*ast.Text)
		if !ok || t.IsRaw() {
			continue
		}
		start := t.Segment.Start
		for at := start; at < t.Segment.Stop; at++ {
			if strings.IndexByte(pair, doc.MD.Source[at]) < 0 || escapedAt(doc.MD.Source, at) {
				continue
			}
			if at > start {
				parent.InsertBefore(parent, t, ast.NewTextSegment(text.NewSegment(start, at)))
			}
			if at+1 == t.Segment.Stop {
				start = at
				break
			}
			parent.InsertBefore(parent, t, ast.NewTextSegment(text.NewSegment(at, at+1)))
			start = at + 1
		}
		t.Segment = t.Segment.WithStart(start)
	}
}

// questionAnswer recognises pairs of lines that begin "Q:" and "A:", in words of many languages, bold or not,
// numbered or not: "Question 3:", "**Antwort:**". A question goes on to its answer, an answer up to the next
// question, a rule or a heading. Lines "C: … […] …" between them are clozes, as hashcards has it.
type questionAnswer struct{}

func (questionAnswer) dialect() string { return "question-answer" }

// qaMark is what a line begins with.
type qaMark struct {
	line   page.TextLine
	word   string // "q", "frage"; "c" for a cloze
	label  string // "Q1", "Question 3" where it has a number
	number string
}

// qaPair is a question with its answer; the answer's line has no block where there is none.
type qaPair struct {
	question qaMark
	answer   page.TextLine
	to       int
	// asked and answered are the lengths of the labels, where they are those of labelPairs.
	asked, answered int
}

func (questionAnswer) find(r *Reading) []Claim {
	doc := r.Document
	pairs := qaPairs(doc)
	if !enoughPairs(pairs) {
		if claims := unmarkedAnswers(r, pairs); claims != nil {
			return claims
		}
		if claims := labelClaims(doc); len(claims) > 0 || !doc.Settings.Forces("question-answer") {
			return claims
		}
	}
	answerBelow(doc, pairs)
	alone := pairsAlone(r, pairs)
	var claims []Claim
	for i, p := range pairs {
		if alone[i] {
			continue
		}
		take := func() page.Draft { return takePair(doc, p) }
		if p.question.word == "c" {
			take = func() page.Draft { return takeBrackets(doc, p) }
		}
		claims = append(claims, Claim{sure: surePair, From: p.question.line.Start, To: p.to, Take: take})
	}
	return claims
}

// unmarkedAnswers claims the lines "Question: …" in a document in which no line begins with the answer's word: what
// stands below answers, if nearly all of the questions ask or something other than a line announces their answers.
func unmarkedAnswers(r *Reading, pairs []qaPair) []Claim {
	doc := r.Document
	var claims []Claim
	for _, p := range pairs {
		line := p.question.line
		if p.question.word == "c" || p.answer.Block != nil || p.to <= line.To || !wording.Is(p.question.word, wording.AnyQuestion) {
			continue
		}
		i := doc.BlockAt(line.Start)
		p.to = min(p.to, doc.Start(r.Index.EndBefore(i, len(doc.Blocks))))
		opens := i+1 < len(doc.Blocks) && doc.Starts[i+1] < p.to && doc.Marks[i+1].Opens
		if !opens && !wording.LooksAsked(line.Text) || len(bytes.Trim(doc.MD.Source[line.To:p.to], " \t\r\n->")) == 0 {
			continue
		}
		claims = append(claims, Claim{
			sure: sureLonePair, From: line.Start, To: p.to, Take: func() page.Draft { return takeUnmarked(doc, p) },
		})
	}
	if len(claims) < 2 || 4*len(claims) < 3*len(pairs) {
		return nil
	}
	return claims
}

// takeUnmarked returns the draft of a question with what stands below it.
func takeUnmarked(doc *page.Document, p qaPair) page.Draft {
	d := page.Draft{Kind: deck.Basic, Label: p.question.label, Number: p.question.number}
	blocks := behindLead(doc, p.question.line, p.to, askLength(p.question.line.Text))
	if d.Prompt, d.Answer = body.Split(doc, blocks, false, false); len(d.Prompt) == 0 && len(d.Answer) > 0 {
		d.Prompt, d.Answer = body.CutLine(doc, d.Answer)
	}
	return page.FinishDraft(doc, d)
}

// answerBelow lets what stands below a question that is a heading answer it, if it has no answer's line, as others in
// the document do.
func answerBelow(doc *page.Document, pairs []qaPair) {
	for i := range pairs {
		p := &pairs[i]
		if p.answer.Block != nil || p.question.line.Block.Kind() != ast.KindHeading {
			continue
		}
		if below := doc.LinesBetween(p.question.line.To, p.to); len(below) > 0 {
			p.answer = below[0]
		}
	}
}

// enoughPairs reports whether the pairs are evidence that the document is written so.
func enoughPairs(pairs []qaPair) bool {
	weak, clozes := 0, 0
	for _, p := range pairs {
		switch {
		case p.question.word == "c":
			clozes++
		case p.answer.Block == nil:
		case wording.Is(p.question.word, wording.Question):
			return true
		default:
			weak++
		}
	}
	return weak >= 2 || clozes >= 2
}

// qaPairs pairs every question's line with the first answer's line below it.
func qaPairs(doc *page.Document) []qaPair {
	lines := doc.Lines
	var pairs []qaPair
	numbered := numbersPairs(doc, lines)
	for i, line := range lines {
		mark, ok := readQuestionMark(doc, lines, i)
		if !ok && numbered {
			mark, ok = readPointedMark(line)
		}
		if !ok {
			continue
		}
		p := qaPair{question: mark, to: doc.ContainerEnd(line)}
		if n := len(pairs); n > 0 {
			pairs[n-1].to = min(pairs[n-1].to, line.Start)
		}
		pairs = append(pairs, p)
	}
	for i := range pairs {
		p := &pairs[i]
		body := doc.LinesBetween(p.question.line.From+1, p.to)
		answerFrom := p.question.line.From
		for j, line := range body {
			if p.question.word == "c" || line.Block.Kind() == ast.KindHeading && wording.AnswerLead(line.Text) == 0 {
				break
			}
			if isAnswerMark(body, j) {
				p.answer, answerFrom = line, line.From
				break
			}
		}
		p.to = doc.NextBreak(answerFrom+1, p.to)
	}
	return pairs
}

// readQuestionMark reads the marker of a question, or of a cloze, at the start of line i.
func readQuestionMark(doc *page.Document, lines []page.TextLine, i int) (qaMark, bool) {
	line := lines[i]
	lead, rest, found := wording.CutColon(line.Text)
	if strings.HasPrefix(line.Text, "Q. ") {
		return qaMark{line: line, word: "q"}, true
	}
	if !found {
		return qaMark{}, false
	}
	if lead == "C" && (hasBrackets(rest) || hasBracketsBelow(lines, i)) && (i == 0 || !strings.HasPrefix(lines[i-1].Text, "B:")) {
		return qaMark{line: line, word: "c"}, true
	}
	if wording.QuestionLead(line.Text) == 0 || line.Block.Kind() == ast.KindHeading && wording.HasDigit(lead) {
		return qaMark{}, false
	}
	m := qaMark{line: line, word: strings.ToLower(strings.TrimFunc(lead, wording.PartsWords))}
	if wording.HasDigit(lead) {
		m.label = strings.TrimSpace(lead)
		m.number = strings.TrimFunc(lead, func(r rune) bool { return !unicode.IsDigit(r) })
	}
	return m, true
}

// numbersPairs reports whether a line "Q3: …" is in the document: then "Q4. …" is a question's as well. Elsewhere it
// is a quarter's.
func numbersPairs(doc *page.Document, lines []page.TextLine) bool {
	for i, line := range lines {
		if !strings.HasPrefix(line.Text, "Q") {
			continue
		}
		if mark, ok := readQuestionMark(doc, lines, i); ok && mark.number != "" {
			return true
		}
	}
	return false
}

// readPointedMark reads "Q4. …" and "Q4) …".
func readPointedMark(line page.TextLine) (qaMark, bool) {
	length := wording.PointedLead(line.Text)
	if length == 0 || line.Block.Kind() == ast.KindHeading {
		return qaMark{}, false
	}
	label := strings.TrimRight(line.Text[:strings.IndexAny(line.Text, ".)")], " ")
	return qaMark{line: line, word: "q", label: label, number: strings.TrimLeft(label, "Q ")}, true
}

// askLength is how many visible characters the marker of a question takes.
func askLength(text string) int { return max(wording.QuestionLead(text), wording.PointedLead(text)) }

// isAnswerMark reports whether line i begins with an answer's marker. "A:" with a "B:" below is the first of some
// options.
func isAnswerMark(lines []page.TextLine, i int) bool {
	text := lines[i].Text
	if !wording.SaysAnswer(text) && lines[i].Block.Kind() != ast.KindHeading {
		return false
	}
	lead, _, _ := wording.CutColon(text)
	if strings.TrimSpace(lead) != "A" {
		return true
	}
	for _, l := range lines[i+1:] {
		if second, _, found := wording.CutColon(l.Text); found {
			return strings.TrimSpace(second) != "B"
		}
	}
	return true
}

// pairsAlone reports of every pair whether it is the only one below a numbered heading: then the heading's dialect
// asks it.
func pairsAlone(r *Reading, pairs []qaPair) []bool {
	alone := make([]bool, len(pairs))
	for _, c := range r.claimsOf(examHeadings{}) {
		i := sort.Search(len(pairs), func(i int) bool { return pairs[i].question.line.Start >= c.From })
		if i < len(pairs) && pairs[i].question.line.Start < c.To && (i+1 == len(pairs) || pairs[i+1].question.line.Start >= c.To) {
			alone[i] = true
		}
	}
	return alone
}

// takePair returns the draft of a question and its answer.
func takePair(doc *page.Document, p qaPair) page.Draft {
	d := page.Draft{Kind: deck.Basic, Label: p.question.label, Number: p.question.number}
	line := p.question.line
	asked := cmp.Or(p.asked, askLength(line.Text))
	if p.answer.Block == nil {
		d.Prompt = behindLead(doc, line, p.to, asked)
		return page.FinishDraft(doc, d)
	}
	d.Prompt = behindLead(doc, line, doc.HiddenFrom(line.To, p.answer.Start), asked)
	d.Answer = behindLead(doc, p.answer, p.to, cmp.Or(p.answered, wording.AnswerLead(p.answer.Text)))
	return page.FinishDraft(doc, d)
}

// behindLead returns the blocks from a line on without the marker, count characters long, with which it begins. Where
// a list begins right behind the marker and goes on below, CommonMark sees lines of text, but the reader a list.
func behindLead(doc *page.Document, line page.TextLine, to, count int) []ast.Node {
	src, count := doc.MD.Source, line.Written(doc, count)
	rest := line.From + page.SkipVisible(src[line.From:line.To], count)
	rest = trimFrom(src, rest, line.To)
	below := doc.LinesBetween(line.To, to)
	if len(below) > 0 && isItem(src[rest:line.To]) && isItem(src[below[0].Start:below[0].To]) {
		return doc.Part(rest, to, line.Indent())
	}
	return page.CutLead(doc, doc.Part(line.From, to, line.Indent()), count)
}

// isItem reports whether a line begins like an item of a list.
func isItem(line []byte) bool {
	line = bytes.TrimLeft(line, " \t")
	behind := bytes.TrimLeft(line, "0123456789")
	mark, _, found := strings.Cut(string(behind), " ")
	if len(behind) < len(line) {
		return found && (mark == "." || mark == ")")
	}
	return found && (mark == "-" || mark == "*" || mark == "+")
}
