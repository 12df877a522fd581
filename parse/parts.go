package parse

import (
	"slices"
	"strings"

	"github.com/yuin/goldmark/ast"

	"github.com/examdeck/examdeck/parse/page"
	"github.com/examdeck/examdeck/parse/wording"
)

// Parts (a), (b), (c) stay on one card with their question unless the source asks for a card each.
// Then each part is a question of its own, and repeats what stands before the first.

// lettered is a part of a question, or of its answer.
type lettered struct {
	letter string
	blocks []ast.Node
	from   int // offset in the source
}

// splitDraft returns a draft for each part of a question: of its answer, and of its prompt if that has
// the same parts. asked is the document of the prompt, doc that of the answer. A question whose answer
// has no parts stays as it is.
func splitDraft(asked, doc *page.Document, d page.Draft) []page.Draft {
	letters, asks := partLetters(doc, d.Answer), partLetters(asked, d.Prompt)
	if letters == nil || asks != nil && !slices.Equal(asks, letters) {
		return []page.Draft{d}
	}
	answerStem, answers := letteredParts(doc, d.Answer)
	stem, prompts := d.Prompt, []lettered(nil)
	if asks != nil {
		stem, prompts = letteredParts(asked, d.Prompt)
	}
	drafts := make([]page.Draft, len(answers))
	for i, a := range answers {
		part := d
		part.Prompt, part.From = stem, a.from
		if asks != nil {
			part.Prompt = append(slices.Clone(stem), prompts[i].blocks...)
			if asked == doc {
				part.From = prompts[i].from
			}
		}
		part.Answer = append(slices.Clone(answerStem), a.blocks...)
		if d.Label != "" {
			part.Label += " "
		}
		part.Label += "(" + a.letter + ")"
		part.Number += a.letter
		if d.Id.Text != "" {
			part.Id.Text += "/" + a.letter
		}
		drafts[i] = part
	}
	return drafts
}

// partLetters returns the letters a, b, c … at the start of the paragraphs, lines and items of blocks.
// It returns nil if there are fewer than two, or if they are not in order from the first: then they
// are no parts.
func partLetters(doc *page.Document, blocks []ast.Node) []string {
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

// letteredParts splits blocks at the letters that partLetters finds, and cuts the letters. stem is
// what stands before the first.
func letteredParts(doc *page.Document, blocks []ast.Node) (stem []ast.Node, parts []lettered) {
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
func partStarts(doc *page.Document, block ast.Node) []*partStart {
	var starts []*partStart
	add := func(first ast.Node, line string) {
		if m, ok := wording.ReadMarker(line); ok && marksPart(m) {
			starts = append(starts, &partStart{marker: m, first: first, from: doc.MD.Offset(first)})
		}
	}
	switch {
	case page.IsText(block):
		for c := block.FirstChild(); c != nil; c = page.NextLine(c) {
			add(c, page.LineText(doc, c))
		}
	case block.Kind() == ast.KindList:
		for item := block.FirstChild(); item != nil; item = item.NextSibling() {
			if first := item.FirstChild(); first != nil {
				add(item, page.FirstLine(doc, first))
			}
		}
		if len(starts) < block.ChildCount() {
			return nil // an item without a letter belongs to no part
		}
	}
	return starts
}

// marksPart reports whether a letter is written as those of parts are: in brackets of any kind, or
// before a bracket or a full stop.
func marksPart(m wording.Marker) bool {
	return m.Shape == "%)" || m.Shape == "%." || !strings.HasPrefix(m.Shape, "%")
}

// take moves the part, without its letter, out of the block in which it begins.
func (s *partStart) take(doc *page.Document, block ast.Node) []ast.Node {
	if s.first.Kind() == ast.KindListItem {
		blocks := page.Paragraphs(page.Children(s.first))
		page.TrimStart(doc, blocks[0], s.marker.Length)
		return blocks
	}
	tail := page.SplitAt(block, s.first)
	page.TrimStart(doc, tail, s.marker.Length)
	return []ast.Node{tail}
}
