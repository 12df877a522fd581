package page

import (
	"bytes"

	"github.com/yuin/goldmark/ast"

	"github.com/examdeck/examdeck/parse/wording"
)

// Behind a number of three digits, "100. Which …?", items need five columns. Options with bullets below that have four,
// as those of all questions before, are lines of the question's paragraph for CommonMark.

// dropBullets takes the bullets from the lines of a block that begin with one and an option's letter, if the letters of
// several go on in their order.
func dropBullets(doc *Document, block ast.Node) {
	if !hasBullets(doc, block) {
		return
	}
	var lines []*ast.Text
	for c := NextLine(block.FirstChild()); c != nil; c = NextLine(c) {
		t, ok := c.(*ast.Text)
		if !ok {
			continue
		}
		line := t.Segment.Value(doc.MD.Source)
		if !isBulleted(line) {
			continue
		}
		k, ok := wording.ReadMarker(string(line[2:]))
		_, opens := wording.IsLetter(k.Letter)
		if !ok || k.Shape == "%" || len(lines) == 0 && !opens {
			continue
		}
		if opens && len(lines) > 0 {
			return // two questions stand in it, and the key of one is not that of the other
		}
		lines = append(lines, t)
	}
	if len(lines) < 2 {
		return
	}
	for _, t := range lines {
		t.Segment = t.Segment.WithStart(t.Segment.Start + 2)
	}
}

// hasBullets reports whether lines of a block, behind the first, begin with bullets.
func hasBullets(doc *Document, block ast.Node) bool {
	lines := block.Lines()
	for i := 1; i < lines.Len(); i++ {
		segment := lines.At(i)
		if isBulleted(bytes.TrimLeft(segment.Value(doc.MD.Source), " \t")) {
			return true
		}
	}
	return false
}

func isBulleted(line []byte) bool {
	return len(line) > 3 && (line[0] == '-' || line[0] == '*' || line[0] == '+') && line[1] == ' '
}
