package parse

import (
	"bytes"
	"sort"
	"strings"
	"unicode"

	"github.com/yuin/goldmark/ast"

	"github.com/examdeck/examdeck/deck"
	"github.com/examdeck/examdeck/parse/wording"
)

// questionAnswer recognises pairs of lines that begin "Q:" and "A:", in words of many languages, bold or not, numbered or not:
// "Question 3:", "**Antwort:**". A question goes on to its answer, an answer up to the next question, a rule or a heading.
// Lines "C: … […] …" between them are clozes, as hashcards has it.
type questionAnswer struct{}

func (questionAnswer) dialect() string { return "question-answer" }

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

func (questionAnswer) find(r *reading) []claim {
	doc := r.document
	pairs := qaPairs(doc)
	if !enoughPairs(pairs) && !doc.settings.forces("question-answer") {
		return nil
	}
	answerBelow(doc, pairs)
	alone := pairsAlone(r, pairs)
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

// answerBelow gives the questions that are headings and have no answer's line what stands below them, where others have one.
func answerBelow(doc *document, pairs []qaPair) {
	for i := range pairs {
		p := &pairs[i]
		if p.answer.block != nil || p.question.word == "c" || p.question.line.block.Kind() != ast.KindHeading {
			continue
		}
		if below := doc.linesBetween(p.question.line.to, p.to); len(below) > 0 && below[0].block.Kind() != ast.KindHeading {
			p.answer = below[0]
		}
	}
}

// enoughPairs tells whether the pairs are evidence that the document is written so.
func enoughPairs(pairs []qaPair) bool {
	weak, clozes := 0, 0
	for _, p := range pairs {
		switch {
		case p.question.word == "c":
			clozes++
		case p.answer.block == nil:
		case wording.Is(p.question.word, wording.Question):
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
	numbered := numbersPairs(doc, lines)
	for i, line := range lines {
		mark, ok := readQuestionMark(doc, lines, i)
		if !ok && numbered {
			mark, ok = readPointedMark(line)
		}
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
			if p.question.word == "c" || line.block.Kind() == ast.KindHeading && wording.AnswerLead(line.text) == 0 {
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

// nextBreak is where the first rule or heading from an offset on begins, at most limit. A heading that says "answer" is none.
func (doc *document) nextBreak(from, limit int) int {
	for i := sort.SearchInts(doc.starts, from); i < len(doc.blocks) && doc.starts[i] < limit; i++ {
		switch n := doc.blocks[i]; {
		case n.Kind() == ast.KindThematicBreak:
			return doc.starts[i]
		case n.Kind() == ast.KindHeading && wording.AnswerLead(doc.text(n)) == 0:
			return doc.starts[i]
		}
	}
	return limit
}

// readQuestionMark reads the marker of a question, or of a cloze, at the start of line i.
func readQuestionMark(doc *document, lines []textLine, i int) (qaMark, bool) {
	line := lines[i]
	lead, rest, found := wording.CutColon(line.text)
	if strings.HasPrefix(line.text, "Q. ") {
		return qaMark{line: line, word: "q"}, true
	}
	if !found {
		return qaMark{}, false
	}
	if lead == "C" && (hasBrackets(rest) || hasBracketsBelow(lines, i)) && (i == 0 || !strings.HasPrefix(lines[i-1].text, "B:")) {
		return qaMark{line: line, word: "c"}, true
	}
	if wording.QuestionLead(line.text) == 0 || line.block.Kind() == ast.KindHeading && wording.HasDigit(lead) {
		return qaMark{}, false
	}
	m := qaMark{line: line, word: strings.ToLower(strings.TrimFunc(lead, wording.PartsWords))}
	if wording.HasDigit(lead) {
		m.label = strings.TrimSpace(lead)
		m.number = strings.TrimFunc(lead, func(r rune) bool { return !unicode.IsDigit(r) })
	}
	return m, true
}

// numbersPairs tells whether a line "Q3: …" is in the document: then "Q4. …" is a question's as well.
func numbersPairs(doc *document, lines []textLine) bool {
	for i, line := range lines {
		if !strings.HasPrefix(line.text, "Q") {
			continue
		}
		if mark, ok := readQuestionMark(doc, lines, i); ok && mark.word == "q" && mark.number != "" {
			return true
		}
	}
	return false
}

// readPointedMark reads "Q4. …" and "Q4) …".
func readPointedMark(line textLine) (qaMark, bool) {
	length := wording.PointedLead(line.text)
	if length == 0 || line.block.Kind() == ast.KindHeading {
		return qaMark{}, false
	}
	label := strings.TrimRight(line.text[:strings.IndexAny(line.text, ".)")], " ")
	return qaMark{line: line, word: "q", label: label, number: strings.TrimLeft(label, "Q ")}, true
}

// askLength is how many visible characters the marker of a question takes.
func askLength(text string) int { return max(wording.QuestionLead(text), wording.PointedLead(text)) }

// isAnswerMark tells whether line i begins with an answer's marker. "A:" with a "B:" below is the first of some options.
func isAnswerMark(lines []textLine, i int) bool {
	text := lines[i].text
	if wording.AnswerLead(text) == 0 || !wording.SaysAnswer(text) && lines[i].block.Kind() != ast.KindHeading {
		return false
	}
	lead, _, _ := wording.CutColon(text)
	if strings.TrimSpace(lead) != "A" {
		return true
	}
	for _, l := range lines[i+1:] {
		if second, _, found := wording.CutColon(l.text); found {
			return strings.TrimSpace(second) != "B"
		}
	}
	return true
}

// pairsAlone tells of every pair whether it is the only one below a numbered heading: then the heading's dialect asks it.
func pairsAlone(r *reading, pairs []qaPair) []bool {
	alone := make([]bool, len(pairs))
	for _, c := range r.claimsOf(examHeadings{}) {
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
		d.prompt = behindLead(doc, line, p.to, askLength(line.text))
		return finishDraft(doc, d)
	}
	d.prompt = behindLead(doc, line, doc.hiddenFrom(line.to, p.answer.start), askLength(line.text))
	d.answer = behindLead(doc, p.answer, p.to, wording.AnswerLead(p.answer.text))
	return finishDraft(doc, d)
}

// hiddenFrom is where the toggle begins, behind an offset, in which a line stands: its summary is no prompt. Without one it is the
// line's own start.
func (doc *document) hiddenFrom(from, line int) int {
	i := sort.Search(len(doc.toggles), func(i int) bool { return doc.toggles[i].from >= from })
	for ; i < len(doc.toggles) && doc.toggles[i].from < line; i++ {
		if t := doc.toggles[i]; line < t.to && t.role != wording.Asking {
			return t.from
		}
	}
	return line
}

// behindLead gives the blocks from a line on without the marker, count characters long, with which it begins. Where a list begins
// right behind the marker and goes on below, CommonMark sees lines of text, the reader a list.
func behindLead(doc *document, line textLine, to, count int) []ast.Node {
	src := doc.md.Source
	rest := line.from + skipVisible(src[line.from:line.to], count)
	rest = trimFrom(src, rest, line.to)
	if below := doc.linesBetween(line.to, to); len(below) > 0 && below[0].block == line.block || len(below) > 0 && below[0].indent() > 0 {
		_, colon, found := wording.CutColon(string(src[line.from:rest]))
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
