package parse

import (
	"slices"
	"strings"

	"github.com/yuin/goldmark/ast"

	"github.com/examdeck/examdeck/deck"
	"github.com/examdeck/examdeck/parse/wording"
)

// examHeadings recognises questions whose headings are a word and a number that repeat: "#### Question 3", "## Uppgift 2 (16p)",
// "# Билет 7", "## 2.1-3". Levels tell little in real notes, so words and repetition decide first, levels only between them.
type examHeadings struct{}

func (examHeadings) dialect() string { return "exam-headings" }

func (examHeadings) find(r *reading) []claim {
	doc := r.document
	spans := r.numbered.spans
	quoted := leadingQuotes(doc, spans)
	claims := make([]claim, len(spans))
	byHead := map[*heading]span{}
	for _, s := range spans {
		byHead[s.head] = s
	}
	for i, s := range spans {
		claims[i] = claim{
			sure: sureExamHeading, from: s.head.from, to: doc.start(s.end),
			take:   func() draft { return takeNumbered(doc, s, quoted) },
			number: s.head.label.Number, body: s.body(doc),
		}
	}
	for i, s := range spans {
		if solution, ok := r.numbered.solved[s.head]; ok {
			claims[i].take = func() draft { return takeSolved(doc, s, byHead[solution]) }
		} else if r.numbered.solves[s.head] {
			claims[i].take = func() draft { return draft{ignored: "it answers a question above"} }
		}
	}
	if c, ok := numberedFile(doc); ok {
		claims = append(claims, c)
	}
	return claims
}

// numberedFile claims a document without headings that is one question of its own: its file has the number, and the quote at
// its top asks.
func numberedFile(doc *document) (claim, bool) {
	l, ok := wording.ReadLabel(doc.name)
	if !ok || l.Rest != "" || len(doc.heads) > 0 || len(doc.blocks) < 2 || doc.blocks[0].Kind() != ast.KindBlockquote {
		return claim{}, false
	}
	take := func() draft {
		d := draft{kind: deck.Basic, label: l.Shown, number: l.Number, tags: l.Tags}
		d.prompt, d.answer = splitBody(doc, doc.blocks, true, false)
		return finishDraft(doc, d)
	}
	return claim{
		sure: sureExamHeading, from: doc.starts[0], to: len(doc.md.Source), take: take, number: l.Number, body: doc.blocks,
	}, true
}

// numberedHeadings are the headings of a document that begin questions by their numbers.
type numberedHeadings struct {
	spans []span // in source order
	// solved are the headings that ask, with the one of the same number in a section of solutions that answers each; solves are those
	// answering headings, sections the headings of the sections.
	solved           map[*heading]*heading
	solves, sections map[*heading]bool
}

// findNumbered finds the numbered headings that begin questions, with their bodies.
func findNumbered(x *numberIndex) numberedHeadings {
	doc := x.doc
	starts := questionStarts(x)
	spans := make([]span, len(starts))
	for i, h := range starts {
		end := len(doc.blocks)
		if i+1 < len(starts) {
			end = starts[i+1].block
		}
		spans[i] = span{head: h, end: end}
	}
	found := numberedHeadings{spans: spans, solves: map[*heading]bool{}}
	found.solved, found.sections = solutionSections(x, starts)
	for _, s := range found.solved {
		found.solves[s] = true
	}
	siblings := answerSiblings(doc, spans)
	for i := range spans {
		spans[i].end = bodyEnd(x, spans[i], siblings, found.sections, i+1 < len(spans))
	}
	return found
}

// spanAt gives the numbered heading's span that holds an offset of the source.
func (r *reading) spanAt(offset int) (span, bool) {
	spans := r.numbered.spans
	i, found := slices.BinarySearchFunc(spans, offset, func(s span, at int) int { return s.head.from - at })
	if !found {
		i--
	}
	if i < 0 || offset >= r.start(spans[i].end) {
		return span{}, false
	}
	return spans[i], true
}

// span is a question heading with its body: the blocks behind it, up to and without block end.
type span struct {
	head *heading
	end  int
}

func (s span) body(doc *document) []ast.Node { return doc.blocks[s.head.block+1 : s.end] }

// answerSiblings are the titles of headings that stand within half of the questions or more, so that they head a part of each
// question and end none, also where one of them has the questions' own level.
func answerSiblings(doc *document, spans []span) map[string]bool {
	count := map[string]int{}
	for _, s := range spans {
		seen := map[string]bool{}
		for _, h := range doc.heads[doc.headIndexAfter(s.head.block+1):] {
			if h.block >= s.end {
				break
			}
			if h.node.Level >= s.head.node.Level && h.key() != "" && !seen[h.key()] {
				seen[h.key()] = true
				count[h.key()]++
			}
		}
	}
	siblings := map[string]bool{}
	for key, n := range count {
		if n >= 2 && 2*n >= len(spans) {
			siblings[key] = true
		}
	}
	return siblings
}

// bodyEnd finds the block at which a question's body ends: at a heading that opens a section, or at those that stand right
// before the next question, whatever their level.
func bodyEnd(x *numberIndex, s span, siblings map[string]bool, sections map[*heading]bool, followed bool) int {
	doc := x.doc
	var part *heading // the last heading of a part
	for _, h := range doc.heads[doc.headIndexAfter(s.head.block+1):] {
		if h.block >= s.end {
			break
		}
		if h.isAnswer() {
			if x.isSheet(h) || sections[h] {
				return h.block
			}
			continue
		}
		if siblings[h.key()] || part != nil && goesOnWith(part, h) {
			part = h
			continue
		}
		if h.dateOnly || h.node.Level <= s.head.node.Level {
			return h.block
		}
	}
	// A heading right above the next question's, with nothing between, is that question's section, if it looks like an exam.
	end := s.end
	for followed && end-1 > s.head.block {
		h := doc.headAt(end - 1)
		if h == nil || h.examRank() < rankNumbered {
			break
		}
		end--
	}
	return end
}

// goesOnWith tells whether next has the number that follows on h's, both without a word, as parts of one question have.
func goesOnWith(h *heading, next *heading) bool {
	return h.numbered && next.numbered && h.label.Word == "" && next.label.Word == "" && h.node.Level == next.node.Level &&
		wording.Follows(h.label.Number, next.label.Number) && next.label.Number != "1"
}

// headAt gives the heading that is block i, or nil.
func (doc *document) headAt(i int) *heading {
	at, found := slices.BinarySearchFunc(doc.heads, i, func(h *heading, i int) int { return h.block - i })
	if !found {
		return nil
	}
	return doc.heads[at]
}

// leadingQuotes tells whether the questions of the document stand in quotes below their headings, as most of them do.
func leadingQuotes(doc *document, spans []span) bool {
	n := 0
	for _, s := range spans {
		if body := s.body(doc); len(body) > 1 && body[0].Kind() == ast.KindBlockquote {
			n++
		}
	}
	return 2*n >= len(spans)
}

// takeNumbered makes the draft of a numbered heading and its body.
func takeNumbered(doc *document, s span, quoted bool) draft {
	l := s.head.label
	d := draft{kind: deck.Basic, label: l.Shown, number: l.Number, tags: l.Tags, id: explicitID([]ast.Node{s.head.node})}
	if wording.IsKeyLead(l.Rest) { // "### Question 3 — Answer: B"
		trimStart(doc, s.head.node, wording.Visible(doc.text(s.head.node))-wording.Visible(l.Rest)-visibleTags(l.Tags)+wording.AnswerLead(l.Rest))
		d.answer = append([]ast.Node{paragraphOf(s.head.node)}, s.body(doc)...)
		return finishDraft(doc, d)
	}
	if title := l.Rest + l.Ornament; title != "" {
		trimStart(doc, s.head.node, wording.Visible(doc.text(s.head.node))-wording.Visible(title)-visibleTags(l.Tags))
		trimEnd(doc, s.head.node, visibleTags(l.Tags))
		d.title = children(s.head.node)
	}
	d.prompt, d.answer = splitBody(doc, s.body(doc), quoted, l.Rest != "")
	if l.Rest == "" && (len(d.prompt) == 0 || !strings.Contains(l.Ornament, "$")) {
		d.title = nil // a mere sign, or nothing that it could stand before
	}
	return finishDraft(doc, d)
}

// visibleTags counts the characters of tags written in parentheses.
func visibleTags(tags []string) int {
	return len([]rune(strings.Join(tags, ""))) + 2*len(tags)
}
