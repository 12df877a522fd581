package quiz

import (
	"bytes"
	"unicode"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"

	"github.com/examdeck/examdeck/internal/markdown/math"
	"github.com/examdeck/examdeck/parse/page"
	"github.com/examdeck/examdeck/parse/wording"
)

// IsTask tells whether a text begins with a box to tick.
func IsTask(text ast.Node) bool {
	return text.FirstChild() != nil && text.FirstChild().Kind() == extast.KindTaskCheckBox
}

// Most blocks offer nothing, and looking for options reads every line of them. What is here looks at the first signs of each line
// alone, and says no only where there can be none.

// All signs by which boxes are written begin with one of boxSigns.
const boxSigns = "([☐⬜◯○☑☒✅◉●"

// offersNothing tells whether no options can be among blocks: no list, no code, no line that begins with a box or with the first
// letter of an alphabet.
func offersNothing(doc *page.Document, blocks []ast.Node) bool {
	for _, n := range blocks {
		switch {
		case n.Kind() == ast.KindList, page.IsCode(n):
			return false
		case page.IsText(n) && beginsOption(doc, n):
			return false
		}
	}
	return true
}

// NamesNothing tells that no options can be among blocks that letters or boxes name: no line, item or code begins with a box or with
// the first letter of an alphabet.
func NamesNothing(doc *page.Document, blocks []ast.Node) bool {
	for _, n := range blocks {
		switch {
		case page.IsText(n) && beginsOption(doc, n):
			return false
		case page.IsCode(n) && mayBegin([]byte(firstRow(CodeRows(doc, n)))):
			return false
		case n.Kind() != ast.KindList:
			continue
		}
		for item := n.FirstChild(); item != nil; item = item.NextSibling() {
			if first := item.FirstChild(); first != nil && page.IsText(first) && (IsTask(first) || beginsOption(doc, first)) {
				return false
			}
		}
	}
	return true
}

// beginsOption tells whether some line of a paragraph may be that of the first option.
func beginsOption(doc *page.Document, n ast.Node) bool {
	if n.Lines().Len() == 0 || !n.HasChildren() {
		return true // put together from others
	}
	if n.ChildCount() == 1 && n.FirstChild().Kind() == math.Kind {
		return false
	}
	for i := range n.Lines().Len() {
		line := n.Lines().At(i)
		if i == 0 { // a marker may have been cut off
			line.Start = min(max(line.Start, doc.MD.Offset(n.FirstChild())), line.Stop)
		}
		if mayBegin(line.Value(doc.MD.Source)) {
			return true
		}
	}
	return false
}

// mayBegin tells whether a line's source may be that of the first option.
func mayBegin(line []byte) bool {
	const maxMarks = 24 // emphasis, brackets, an HTML tag
	for at := 0; at < len(line) && at < maxMarks; {
		r, size := utf8.DecodeRune(line[at:])
		switch {
		case bytes.ContainsRune([]byte(boxSigns), r):
			return true
		case r == '<': // a tag: what follows it counts
			end := bytes.IndexByte(line[at:], '>')
			if end < 0 {
				return true
			}
			line, at = line[at+end+1:], 0
			continue
		case r == '$':
			return false // of a formula or of money: it stays
		case r == '&' || r == '\\' || r == '`' || r == '!':
			return true // what it stands for is not worth finding out
		case unicode.IsLetter(r) || unicode.IsDigit(r) || wording.IsCircled(string(r)):
			_, first := wording.IsLetter(string(leadingRun(line[at:])))
			return first || wording.IsCircled(string(r))
		}
		at += size
	}
	return true
}

// leadingRun is the word at the start of a line.
func leadingRun(line []byte) []byte {
	for i, r := range string(line[:min(len(line), 16)]) {
		if !unicode.IsLetter(r) && !unicode.IsMark(r) && !unicode.IsDigit(r) {
			return line[:i]
		}
	}
	return line[:min(len(line), 16)]
}
