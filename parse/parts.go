package parse

import (
	"slices"

	"github.com/yuin/goldmark/ast"

	"github.com/examdeck/examdeck/parse/wording"
)

// Parts (a), (b), (c) stay on one card with their question, unless the source asks for one each. Then each part is a question of its
// own, behind what stands before the first.

// lettered is a part of a question, or of its answer.
type lettered struct {
	letter string
	blocks []ast.Node
	from   int // offset in the source
}

// splitDraft gives a draft for each part of a question: of its answer, and of its prompt if that has the same parts. asked is the
// document of the prompt, doc that of the answer. A question without parts, or whose answer has none, is given as it is.
func splitDraft(asked, doc *document, d draft) []draft {
	letters, asks := partLetters(doc, d.answer), partLetters(asked, d.prompt)
	if letters == nil || asks != nil && !slices.Equal(asks, letters) {
		return []draft{d}
	}
	answerStem, answers := letteredParts(doc, d.answer)
	stem, prompts := d.prompt, []lettered(nil)
	if asks != nil {
		stem, prompts = letteredParts(asked, d.prompt)
	}
	drafts := make([]draft, len(answers))
	for i, a := range answers {
		part := d
		part.prompt, part.from = stem, a.from
		if len(prompts) > 0 {
			part.prompt = append(slices.Clone(stem), prompts[i].blocks...)
			if asked == doc {
				part.from = prompts[i].from
			}
		}
		part.answer = append(slices.Clone(answerStem), a.blocks...)
		if d.label != "" {
			part.label += " "
		}
		part.label += "(" + a.letter + ")"
		part.number += a.letter
		if d.id.text != "" {
			part.id.text += "/" + a.letter
		}
		drafts[i] = part
	}
	return drafts
}

// partLetters gives the letters a, b, c … at the start of the paragraphs, lines and items of blocks; nil where they don't go on in
// order from the first.
func partLetters(doc *document, blocks []ast.Node) []string {
	var letters []string
	for _, n := range blocks {
		for _, line := range partStarts(doc, n) {
			letters = append(letters, line.marker.Letter)
		}
	}
	if n, alphabet := wording.RunLength(letters); n < 2 || n < len(letters) || alphabet == wording.NumberRow {
		return nil
	}
	return letters
}

// letteredParts parts blocks at the letters that partLetters finds, which are cut; stem is what stands before.
func letteredParts(doc *document, blocks []ast.Node) (stem []ast.Node, parts []lettered) {
	for _, n := range blocks {
		starts := partStarts(doc, n)
		if len(starts) == 0 || starts[0].first != n && starts[0].first.PreviousSibling() != nil {
			if len(parts) == 0 {
				stem = append(stem, n)
			} else {
				last := &parts[len(parts)-1]
				last.blocks = append(last.blocks, n)
			}
		}
		for _, s := range slices.Backward(starts) {
			s.blocks = s.take(doc, n)
		}
		for _, s := range starts {
			parts = append(parts, lettered{s.marker.Letter, s.blocks, s.from})
		}
	}
	return stem, parts
}

// partStart is where a part begins: the first inline node of a line, or a list's item.
type partStart struct {
	marker wording.Marker
	first  ast.Node
	from   int
	blocks []ast.Node
}

// partStarts lists the parts that begin within a block.
func partStarts(doc *document, block ast.Node) []*partStart {
	var starts []*partStart
	add := func(first ast.Node, line string) {
		if m, ok := wording.ReadMarker(line); ok && m.Shape != "%" && (m.Shape[0] != '%' || m.Shape == "%)" || m.Shape == "%.") {
			starts = append(starts, &partStart{marker: m, first: first, from: doc.md.Offset(first)})
		}
	}
	switch {
	case isText(block):
		for c := block.FirstChild(); c != nil; c = nextLine(c) {
			add(c, lineText(doc, c))
		}
	case block.Kind() == ast.KindList:
		for item := block.FirstChild(); item != nil; item = item.NextSibling() {
			if first := item.FirstChild(); first != nil {
				add(item, firstLine(doc, first))
			}
		}
		if len(starts) < block.ChildCount() {
			return nil // an item without a letter belongs to no part
		}
	}
	return starts
}

// take takes the part out of the block in which it begins, without its letter.
func (s *partStart) take(doc *document, block ast.Node) []ast.Node {
	if s.first.Kind() == ast.KindListItem {
		blocks := paragraphs(children(s.first))
		trimStart(doc, blocks[0], s.marker.Length)
		return blocks
	}
	if before := s.first.PreviousSibling(); before != nil {
		unbreak(before)
	}
	tail := splitAt(block, s.first)
	trimStart(doc, tail, s.marker.Length)
	return []ast.Node{tail}
}
