package page

import (
	"bytes"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/text"

	"github.com/examdeck/examdeck/internal/markdown"
)

// openLiaScript makes text of the quizzes of LiaScript, whose lines may be indented as code is: of options, "[( )] …" or
// "[[X]] …", and of an answer that is to be typed, "[[answer]]", with hints below, "[[?]] …". Rules of stars around what
// explains them go.
func openLiaScript(doc *Document) {
	if !bytes.Contains(doc.MD.Source, []byte("[[")) && !bytes.Contains(doc.MD.Source, []byte("[(")) {
		return
	}
	for n := doc.MD.Root.FirstChild(); n != nil; {
		var made []ast.Node
		if n.Kind() == ast.KindCodeBlock || n.Kind() == ast.KindParagraph {
			lines, ok := liaLines(doc, n)
			if made = lines; ok {
				dropStars(doc, n.NextSibling())
			}
		}
		for _, b := range made {
			doc.MD.Root.InsertBefore(doc.MD.Root, n, b)
		}
		next := n.NextSibling()
		if len(made) > 0 {
			doc.MD.Root.RemoveChild(doc.MD.Root, n)
		}
		n = next
	}
}

// liaBoxes are the boxes of options.
var liaBoxes = []string{"[( )]", "[(X)]", "[(x)]", "[[ ]]", "[[X]]", "[[x]]"}

// isLiaBox reports whether a line begins with a box of LiaScript.
func isLiaBox(line []byte) bool {
	for _, box := range liaBoxes {
		if bytes.HasPrefix(line, []byte(box)) {
			return true
		}
	}
	return false
}

// liaLines reports whether a block is the lines of a quiz, or ends in them, and returns what to put in its place: nothing
// for text that is read as it stands.
func liaLines(doc *Document, n ast.Node) (made []ast.Node, ok bool) {
	lines, below := partBlank(doc, n.Lines())
	boxes, hints := 0, text.NewSegments()
	for i := range lines.Len() {
		segment := lines.At(i)
		line := bytes.TrimLeft(segment.Value(doc.MD.Source), " \t")
		if rest, hint := bytes.CutPrefix(line, []byte("[[?]]")); hint {
			hints.Append(segment.WithStart(segment.Stop - len(rest)))
		} else if isLiaBox(line) {
			boxes++
		}
	}
	switch {
	case n.Kind() == ast.KindParagraph && boxes >= 2:
		return nil, true
	case boxes >= 2 && boxes+hints.Len() == lines.Len():
		made, _ = doc.MD.Part(lines)
	case hints.Len() > 0 && hints.Len()+1 == lines.Len():
		if made = typedAnswer(doc, lines.At(0)); made != nil {
			held, _ := doc.MD.Part(hints)
			made = append(made, held...)
		}
	}
	if made == nil {
		return nil, false
	}
	explained, _ := doc.MD.Part(below)
	for i, b := range explained {
		if i == 0 && IsText(b) {
			lead(doc, b, "Explanation: ")
		}
	}
	return append(made, explained...), true
}

// partBlank parts lines at the first blank one; those below it are returned without lines of stars.
func partBlank(doc *Document, lines *text.Segments) (above, below *text.Segments) {
	above, below = text.NewSegments(), text.NewSegments()
	parted := false
	for i := range lines.Len() {
		segment := lines.At(i)
		line := bytes.TrimSpace(segment.Value(doc.MD.Source))
		parted = parted || len(line) == 0
		switch {
		case !parted:
			above.Append(segment)
		case !bytes.HasPrefix(line, []byte("***")):
			below.Append(segment)
		}
	}
	return above, below
}

// typedAnswer returns the answer that a line "[[answer]]" holds as a paragraph that is led in as one; nil for others.
func typedAnswer(doc *Document, line text.Segment) []ast.Node {
	value := bytes.TrimSpace(line.Value(doc.MD.Source))
	answer, opens := bytes.CutPrefix(value, []byte("[["))
	answer, closes := bytes.CutSuffix(answer, []byte("]]"))
	if !opens || !closes || len(answer) == 0 || bytes.ContainsAny(answer, "[]|") {
		return nil
	}
	from := line.Start + bytes.Index(doc.MD.Source[line.Start:line.Stop], answer)
	made := doc.Part(from, from+len(answer), 0)
	if len(made) != 1 || !IsText(made[0]) {
		return nil
	}
	lead(doc, made[0], answerWord+": ")
	return made
}

// lead makes a text read as if a word led it in, that is not shown.
func lead(doc *Document, block ast.Node, word string) {
	alias := &markdown.Alias{Means: word}
	alias.SetPos(doc.MD.Offset(block))
	block.InsertBefore(block, block.FirstChild(), alias)
}

// dropStars removes the two rules of stars between which the explanation of a quiz stands, so that it reads as one.
func dropStars(doc *Document, n ast.Node) {
	if n == nil || !isStars(doc, n) {
		return
	}
	for end := n.NextSibling(); end != nil && end.Kind() != ast.KindHeading; end = end.NextSibling() {
		if isStars(doc, end) {
			if IsText(n.NextSibling()) {
				lead(doc, n.NextSibling(), "Explanation: ")
			}
			n.Parent().RemoveChild(n.Parent(), end)
			n.Parent().RemoveChild(n.Parent(), n)
			return
		}
	}
}

// isStars reports whether a block is a rule of stars.
func isStars(doc *Document, n ast.Node) bool {
	return n.Kind() == ast.KindThematicBreak && n.Pos() >= 0 && bytes.HasPrefix(bytes.TrimLeft(doc.MD.Source[n.Pos():], " "), []byte("***"))
}
