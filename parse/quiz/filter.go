package quiz

import (
	"bytes"
	"slices"
	"unicode"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"

	"github.com/examdeck/examdeck/internal/markdown/math"
	"github.com/examdeck/examdeck/parse/page"
	"github.com/examdeck/examdeck/parse/wording"
)

// Most blocks offer nothing, and looking for options reads every line of them. The filter looks at the first signs of
// each line alone. It may let through what offers nothing, but never holds back what offers something: FuzzFilter
// checks that.

// offersNothing reports whether blocks surely offer no options.
func offersNothing(doc *page.Document, blocks []ast.Node) bool {
	mayBePlain := func(n ast.Node) bool { return n.Kind() == ast.KindList || page.IsCode(n) }
	return !slices.ContainsFunc(blocks, mayBePlain) && NamesNothing(doc, blocks)
}

// NamesNothing reports whether blocks surely offer no options that letters or boxes name: no line, no item and no code
// begins as the first of them does.
func NamesNothing(doc *page.Document, blocks []ast.Node) bool {
	return !slices.ContainsFunc(blocks, func(n ast.Node) bool {
		switch {
		case page.IsText(n):
			return beginsOption(doc, n)
		case page.IsCode(n):
			rows := CodeRows(doc, n)
			first := firstRow(rows)
			return first >= 0 && mayBegin([]byte(rows[first]))
		}
		return n.Kind() == ast.KindList && slices.ContainsFunc(page.Children(n), func(item ast.Node) bool {
			first := item.FirstChild()
			return first != nil && page.IsText(first) && (IsTask(first) || beginsOption(doc, first))
		})
	})
}

// IsTask reports whether a text begins with a box to tick.
func IsTask(text ast.Node) bool {
	return text.FirstChild() != nil && text.FirstChild().Kind() == extast.KindTaskCheckBox
}

// beginsOption reports whether some line of a paragraph may be that of the first option.
func beginsOption(doc *page.Document, n ast.Node) bool {
	if n.Lines().Len() == 0 || !n.HasChildren() {
		return true // put together from others: its lines are not in the source
	}
	if n.ChildCount() == 1 && n.FirstChild().Kind() == math.Kind {
		return false // whose TeX would look like all kinds of signs
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

// maxSigns is how many bytes of signs may stand before the letter of an option: emphasis and brackets.
const maxSigns = 24

// mayBegin reports whether a line's source may be that of the first option: a box or the first letter of an alphabet
// comes before any other letter.
func mayBegin(line []byte) bool {
	for at := 0; at < min(len(line), maxSigns); {
		r, size := utf8.DecodeRune(line[at:])
		switch {
		case slices.Contains(boxSigns, r):
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
		case bytes.ContainsRune([]byte("&\\`!"), r):
			return true // what it stands for is not worth finding out
		case unicode.IsLetter(r) || unicode.IsDigit(r):
			_, first := wording.IsLetter(string(leadingRun(line[at:])))
			return first
		case wording.IsCircled(string(r)):
			return true
		}
		at += size
	}
	return true
}

// leadingRun is the word at the start of a line.
func leadingRun(line []byte) []byte {
	rest := bytes.TrimLeftFunc(line, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsMark(r) || unicode.IsDigit(r) })
	return line[:len(line)-len(rest)]
}
