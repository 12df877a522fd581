package parse

import (
	"slices"
	"strings"

	"github.com/yuin/goldmark/ast"

	"github.com/examdeck/examdeck/deck"
)

// examHeadings recognises questions whose headings are a word and a number that repeat: "#### Question 3", "## Uppgift 2 (16p)",
// "# Билет 7", "## 2.1-3". Levels tell little in real notes, so words and repetition decide first, levels only between them.
type examHeadings struct{}

func (examHeadings) dialect() string { return "exam-headings" }

// sureExamHeading is below the claims of explicit markers, above those of headings that merely look like questions.
const sureExamHeading = 60

func (examHeadings) find(doc *document) []claim {
	starts := questionStarts(doc)
	var spans []span
	for i, h := range starts {
		end := len(doc.blocks)
		if i+1 < len(starts) {
			end = starts[i+1].block
		}
		spans = append(spans, span{head: h, end: end})
	}
	siblings := answerSiblings(doc, spans)
	for i := range spans {
		spans[i].end = bodyEnd(doc, spans[i], siblings, i+1 < len(spans))
	}
	quoted := leadingQuotes(doc, spans)
	claims := make([]claim, len(spans))
	for i, s := range spans {
		claims[i] = claim{
			sure: sureExamHeading, from: s.head.from, to: doc.start(s.end),
			take:   func() draft { return takeNumbered(doc, s, quoted) },
			number: s.head.label.number, body: s.body(doc),
		}
	}
	return claims
}

// span is a question heading with its body: the blocks behind it, up to and without block end.
type span struct {
	head *heading
	end  int
}

func (s span) body(doc *document) []ast.Node { return doc.blocks[s.head.block+1 : s.end] }

// answerSiblings are the titles of headings on the questions' own level that stand within half of the questions or more,
// so that they head a part of each question and end none.
func answerSiblings(doc *document, spans []span) map[string]bool {
	count := map[string]int{}
	for _, s := range spans {
		seen := map[string]bool{}
		for _, h := range doc.heads {
			if h.block > s.head.block && h.block < s.end && h.node.Level == s.head.node.Level && h.key() != "" && !seen[h.key()] {
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
func bodyEnd(doc *document, s span, siblings map[string]bool, followed bool) int {
	for _, h := range doc.heads {
		if h.block <= s.head.block || h.block >= s.end || h.isAnswer() {
			continue
		}
		if h.dateOnly || h.node.Level <= s.head.node.Level && !siblings[h.key()] {
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
	d := draft{kind: deck.Basic, label: l.shown, number: l.number, tags: l.tags, id: explicitID([]ast.Node{s.head.node})}
	if l.rest != "" {
		trimStart(doc, s.head.node, visible(doc.text(s.head.node))-visible(l.rest)-visibleTags(l.tags))
		trimEnd(doc, s.head.node, visibleTags(l.tags))
		d.title = children(s.head.node)
	}
	d.prompt, d.answer = splitBody(doc, s.body(doc), quoted, l.rest != "")
	return d
}

// visibleTags counts the characters of tags written in parentheses.
func visibleTags(tags []string) int {
	return len([]rune(strings.Join(tags, ""))) + 2*len(tags)
}
