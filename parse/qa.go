package parse

import (
	"bytes"
	"sort"
	"strings"
	"unicode"

	"github.com/yuin/goldmark/ast"

	"github.com/examdeck/examdeck/deck"
)

// questionAnswer recognises pairs of lines that begin "Q:" and "A:", in words of many languages, bold or not, numbered or not:
// "Question 3:", "**Antwort:**". A question goes on to its answer, an answer up to the next question, a rule or a heading.
// Lines "C: … […] …" between them are clozes, as hashcards has it.
type questionAnswer struct{}

func (questionAnswer) dialect() string { return "question-answer" }

const (
	// sureCloze is for "C:" lines that hold deletions, surePair for questions with an answer or among such.
	surePair = 88
)

// askWords are those of the question words by which one pair alone is evidence; the others, such as "problem" and "task", lead
// prose as often, and must repeat.
var askWords = wordSet(`q question frage fråga spørgsmål spørsmål vraag pregunta pergunta questão domanda pytanie otázka вопрос питання
	въпрос питање pitanje vprašanje soru kérdés întrebare întrebarea kysymys küsimus jautājums klausimas ερώτηση سؤال السؤال שאלה
	प्रश्न câu pertanyaan 問 设问 問題 问题 题 질문 문`)

// qaMark is what a line begins with.
type qaMark struct {
	line   textLine
	word   string // "q", "frage"; "c" for a cloze
	label  string // "Q1", "Question 3" where it has a number
	number string
}

// qaPair is a question with its answer; the answer's line has no block where there is none.
type qaPair struct {
	question qaMark
	answer   textLine
	to       int
}

func (questionAnswer) find(doc *document) []claim {
	pairs := qaPairs(doc)
	if !enoughPairs(pairs) && !doc.settings.forces("question-answer") {
		return nil
	}
	alone := pairsAlone(doc, pairs)
	var claims []claim
	for i, p := range pairs {
		if alone[i] {
			continue
		}
		take := func() draft { return takePair(doc, p) }
		if p.question.word == "c" {
			take = func() draft { return takeBrackets(doc, p) }
		}
		claims = append(claims, claim{sure: surePair, from: p.question.line.start, to: p.to, take: take})
	}
	return claims
}

// enoughPairs tells whether the pairs are evidence that the document is written so.
func enoughPairs(pairs []qaPair) bool {
	weak, clozes := 0, 0
	for _, p := range pairs {
		switch {
		case p.question.word == "c":
			clozes++
		case p.answer.block == nil:
		case askWords[p.question.word]:
			return true
		default:
			weak++
		}
	}
	return weak >= 2 || clozes >= 2
}

// qaPairs pairs every question's line with the first answer's line below it.
func qaPairs(doc *document) []qaPair {
	lines := doc.textLines()
	var pairs []qaPair
	for i, line := range lines {
		mark, ok := readQuestionMark(doc, lines, i)
		if !ok {
			continue
		}
		p := qaPair{question: mark, to: doc.containerEnd(line)}
		if n := len(pairs); n > 0 {
			pairs[n-1].to = min(pairs[n-1].to, line.start)
		}
		pairs = append(pairs, p)
	}
	for i := range pairs {
		p := &pairs[i]
		body := doc.linesBetween(p.question.line.from+1, p.to)
		answerFrom := p.question.line.from
		for j, line := range body {
			if p.question.word == "c" || line.block.Kind() == ast.KindHeading && leadLength(line.text) == 0 {
				break
			}
			if isAnswerMark(body, j) {
				p.answer, answerFrom = line, line.from
				break
			}
		}
		p.to = doc.nextBreak(answerFrom+1, p.to)
	}
	return pairs
}

// containerEnd is where the list item or quote ends in which a line stands; the end of the source for a line at the margin.
func (doc *document) containerEnd(l textLine) int {
	if l.indent() == 0 {
		return len(doc.md.Source)
	}
	// Items of one list are often question and answer in turn, so the list's end counts, not the item's.
	n := l.block.Parent()
	if n.Kind() == ast.KindListItem {
		n = n.Parent()
	}
	if n == nil || n.Kind() == ast.KindDocument {
		return len(doc.md.Source)
	}
	return doc.md.End(n)
}

// nextBreak is where the first rule or heading from an offset on begins, at most limit. A heading that says "answer" is none.
func (doc *document) nextBreak(from, limit int) int {
	for i := sort.SearchInts(doc.starts, from); i < len(doc.blocks) && doc.starts[i] < limit; i++ {
		switch n := doc.blocks[i]; {
		case n.Kind() == ast.KindThematicBreak:
			return doc.starts[i]
		case n.Kind() == ast.KindHeading && leadLength(doc.text(n)) == 0:
			return doc.starts[i]
		}
	}
	return limit
}

// readQuestionMark reads the marker of a question, or of a cloze, at the start of line i.
func readQuestionMark(doc *document, lines []textLine, i int) (qaMark, bool) {
	line := lines[i]
	lead, rest, found := cutColon(line.text)
	if !found {
		return qaMark{}, false
	}
	if lead == "C" && (hasBrackets(rest) || hasBracketsBelow(lines, i)) && (i == 0 || !strings.HasPrefix(lines[i-1].text, "B:")) {
		return qaMark{line: line, word: "c"}, true
	}
	if questionLead(line.text) == 0 || line.block.Kind() == ast.KindHeading && hasDigit(lead) {
		return qaMark{}, false
	}
	m := qaMark{line: line, word: strings.ToLower(strings.TrimFunc(lead, notLetterOnly))}
	if hasDigit(lead) {
		m.label = strings.TrimSpace(lead)
		m.number = strings.TrimFunc(lead, func(r rune) bool { return !unicode.IsDigit(r) })
	}
	return m, true
}

func hasDigit(s string) bool { return strings.ContainsFunc(s, unicode.IsDigit) }

// isAnswerMark tells whether line i begins with an answer's marker. "A:" with a "B:" below is the first of some options.
func isAnswerMark(lines []textLine, i int) bool {
	text := lines[i].text
	if leadLength(text) == 0 || !strings.ContainsAny(text, ":：") && lines[i].block.Kind() != ast.KindHeading {
		return false
	}
	lead, _, _ := cutColon(text)
	if strings.TrimSpace(lead) != "A" {
		return true
	}
	for _, l := range lines[i+1:] {
		if second, _, found := cutColon(l.text); found {
			return strings.TrimSpace(second) != "B"
		}
	}
	return true
}

// pairsAlone tells of every pair whether it is the only one below a numbered heading: then the heading's dialect asks it.
func pairsAlone(doc *document, pairs []qaPair) []bool {
	alone := make([]bool, len(pairs))
	for _, c := range doc.claimsOf(examHeadings{}) {
		i := sort.Search(len(pairs), func(i int) bool { return pairs[i].question.line.start >= c.from })
		if i < len(pairs) && pairs[i].question.line.start < c.to && (i+1 == len(pairs) || pairs[i+1].question.line.start >= c.to) {
			alone[i] = true
		}
	}
	return alone
}

// takePair makes the draft of a question and its answer.
func takePair(doc *document, p qaPair) draft {
	d := draft{kind: deck.Basic, label: p.question.label, number: p.question.number}
	line := p.question.line
	if p.answer.block == nil {
		d.prompt = doc.behindLead(line, p.to, questionLead(line.text))
		return finishDraft(doc, d)
	}
	d.prompt = doc.behindLead(line, p.answer.start, questionLead(line.text))
	d.answer = doc.behindLead(p.answer, p.to, leadLength(p.answer.text))
	return finishDraft(doc, d)
}

// behindLead gives the blocks from a line on without the marker, count characters long, with which it begins. Where a list begins
// right behind the marker and goes on below, CommonMark sees lines of text, the reader a list.
func (doc *document) behindLead(line textLine, to, count int) []ast.Node {
	src := doc.md.Source
	rest := line.from + skipVisible(src[line.from:line.to], count)
	rest = trimFrom(src, rest, line.to)
	if below := doc.linesBetween(line.to, to); len(below) > 0 && below[0].block == line.block || len(below) > 0 && below[0].indent() > 0 {
		_, colon, found := cutColon(string(src[line.from:rest]))
		if found && strings.TrimSpace(colon) == "" && isItem(src[rest:line.to]) && isItem(src[below[0].start:below[0].to]) {
			return doc.part(rest, to, line.indent())
		}
	}
	return cutLead(doc, doc.part(line.from, to, line.indent()), count)
}

// isItem tells whether a line begins like an item of a list.
func isItem(line []byte) bool {
	line = bytes.TrimLeft(line, " \t")
	digits := 0
	for digits < len(line) && digits < 3 && line[digits] >= '0' && line[digits] <= '9' {
		digits++
	}
	switch rest := line[digits:]; {
	case len(rest) < 2 || rest[1] != ' ':
		return false
	case digits > 0:
		return rest[0] == '.' || rest[0] == ')'
	default:
		return bytes.IndexByte([]byte("-*+"), rest[0]) >= 0
	}
}
