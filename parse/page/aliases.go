package page

import (
	"bytes"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/text"

	"github.com/examdeck/examdeck/internal/markdown"
	"github.com/examdeck/examdeck/internal/markdown/box"
	"github.com/examdeck/examdeck/parse/wording"
)

// What the words of an author's own, and those of the sides of a card, are read as. All notes know them.
const (
	questionWord = "Question"
	answerWord   = "Answer"
)

// OwnWords makes the words by which an author leads in answers and questions mean what those do: in headings, titles of
// boxes, and where a line begins with one before a number, a colon, or nothing. It changes the tree.
func OwnWords(md *markdown.Document, answers, questions []string) {
	for _, own := range []struct {
		words []string
		means string
	}{{answers, answerWord}, {questions, questionWord}} {
		for _, word := range own.words {
			EachBlock(md.Root, func(n ast.Node) bool {
				switch n.Kind() {
				case ast.KindParagraph, ast.KindTextBlock, ast.KindHeading, box.KindTitle:
					aliasLines(md, n, strings.TrimSpace(word), own.means)
					return false
				}
				return true
			})
		}
	}
}

// aliasLines makes the word with which lines of a block begin mean another.
func aliasLines(md *markdown.Document, block ast.Node, word, means string) {
	begins := true
	for c := block.FirstChild(); c != nil; c = c.NextSibling() {
		if begins && word != "" {
			if rest, ok := cutWord(md.LineText(c, headSize), word); ok && endsLead(rest, block) {
				aliasFirst(md, c, word, means)
			}
		}
		begins = EndsLine(c)
	}
}

// cutWord cuts a word off the start of a text, in whatever case it is written.
func cutWord(line, word string) (rest string, ok bool) {
	if len(line) < len(word) || !strings.EqualFold(line[:len(word)], word) {
		return "", false
	}
	rest = line[len(word):]
	next, _ := utf8.DecodeRuneInString(rest)
	return rest, rest == "" || !unicode.IsLetter(next) && !unicode.IsMark(next)
}

// endsLead reports whether what follows a word in its line lets it lead in something: nothing does, or a number or sign.
func endsLead(rest string, block ast.Node) bool {
	behind := strings.TrimLeft(rest, " 0123456789.()")
	if behind != rest && block.Kind() == ast.KindHeading && strings.ContainsAny(rest[:len(rest)-len(behind)], "0123456789") {
		return true
	}
	return behind == "" || strings.ContainsAny(behind[:1], ":-") || strings.HasPrefix(behind, "：") || strings.HasPrefix(behind, "–")
}

// aliasFirst puts an alias around a word at the start of an inline node, if one text holds all of it.
func aliasFirst(md *markdown.Document, n ast.Node, word, means string) {
	for n != nil && n.Kind() != ast.KindText {
		n = n.FirstChild()
	}
	t, ok := n.(*ast.Text)
	if !ok {
		return
	}
	value := t.Segment.Value(md.Source)
	blanks := len(value) - len(bytes.TrimLeft(value, " \t"))
	at := t.Segment.Start + blanks - t.Segment.Padding
	if at < t.Segment.Start || len(value) < blanks+len(word) || !strings.EqualFold(string(value[blanks:blanks+len(word)]), word) {
		return
	}
	alias := &markdown.Alias{Means: means}
	alias.SetPos(at)
	alias.AppendChild(alias, ast.NewTextSegment(text.NewSegment(at, at+len(word))))
	t.Parent().InsertBefore(t.Parent(), t, alias)
	t.Segment = t.Segment.WithStart(at + len(word))
}

// written returns an alias at the start of an inline node, and the word that stands there; ok is false without one.
func written(doc *Document, n ast.Node) (alias *markdown.Alias, word string, ok bool) {
	for n != nil && n.Kind() != markdown.KindAlias {
		n = n.FirstChild()
	}
	if alias, ok = n.(*markdown.Alias); !ok {
		return nil, "", false
	}
	if t, shown := alias.FirstChild().(*ast.Text); shown {
		word = string(t.Segment.Value(doc.MD.Source))
	}
	return alias, word, true
}

// Written returns how many characters of the source are the first count ones of a line that may begin with an alias.
func (l TextLine) Written(doc *Document, count int) int {
	if alias, word, ok := written(doc, l.Node); ok && count > 0 {
		count += wording.Visible(word) - wording.Visible(alias.Means)
	}
	return count
}

// shownLabel returns a label as the author wrote it, where its word is an alias.
func shownLabel(doc *Document, h ast.Node, shown string) string {
	_, word, ok := written(doc, h.FirstChild())
	if rest, found := strings.CutPrefix(shown, questionWord); ok && found {
		return word + rest
	}
	return shown
}

// pairSides makes headings for the two sides of a card, "Front" and "Back" in any language, mean question and answer
// where they take turns on one level. One pair alone may be parts of anything.
func (doc *Document) pairSides() {
	var pairs [][2]int
	var fronts [7]int // the heading of a front on each level that has no back yet, counted from 1
	for i, h := range doc.Heads {
		level := h.Node.Level
		clear(fronts[level+1:])
		title := strings.TrimFunc(h.Title, wording.PartsWords)
		switch {
		case wording.IsAnyCase(title, wording.Front):
			fronts[level] = i + 1
		case fronts[level] > 0 && wording.IsAnyCase(title, wording.Back):
			pairs = append(pairs, [2]int{fronts[level] - 1, i})
			fronts[level] = 0
		default:
			fronts[level] = 0
		}
	}
	if len(pairs) < 2 {
		return
	}
	for _, pair := range pairs {
		for side, means := range []string{questionWord, answerWord} {
			h := doc.Heads[pair[side]]
			aliasFirst(doc.MD, h.Node.FirstChild(), strings.TrimFunc(h.Title, wording.PartsWords), means)
			doc.Heads[pair[side]] = doc.newHeading(h.Node, h.Block)
		}
	}
}
