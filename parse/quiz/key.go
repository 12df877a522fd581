package quiz

import (
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"

	"github.com/examdeck/examdeck/parse/page"
	"github.com/examdeck/examdeck/parse/wording"
)

// remove takes a line out of its block, and the block out of its containers if nothing is left of it.
func (l KeyLine) remove() {
	if l.Node == nil {
		var kept []int
		lines := l.block.Lines()
		for i := range lines.Len() {
			if i != l.row {
				kept = append(kept, i)
			}
		}
		old := lines.Sliced(0, lines.Len())
		rest := old[:0:0]
		for _, i := range kept {
			rest = append(rest, old[i])
		}
		lines.Clear()
		lines.AppendAll(rest)
		return
	}
	page.RemoveLine(l.block, l.Node, page.NextLine(l.Node))
	if !l.block.HasChildren() && l.block.Parent() != nil && l.block.Parent().Kind() != ast.KindDocument {
		page.RemoveEmpty(l.block)
	}
}

// KeyLines lists the lines of text in blocks and in what they contain; code and formulas hold none.
func KeyLines(doc *page.Document, blocks []ast.Node) []KeyLine {
	var lines []KeyLine
	for _, b := range blocks {
		_ = ast.Walk(b, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
			if !entering {
				return ast.WalkContinue, nil
			}
			switch n.Kind() {
			case ast.KindParagraph, ast.KindTextBlock:
				begins := true
				for c := n.FirstChild(); c != nil; c = c.NextSibling() {
					if begins {
						lines = append(lines, KeyLine{block: n, Node: c, Text: page.LineText(doc, c)})
					}
					begins = page.EndsLine(c)
				}
				return ast.WalkSkipChildren, nil
			case ast.KindHeading:
				if n.HasChildren() {
					lines = append(lines, KeyLine{block: n, Node: n.FirstChild(), Text: doc.Text(n)})
				}
				return ast.WalkSkipChildren, nil
			case ast.KindHTMLBlock:
				lines = append(lines, htmlLines(doc, n)...)
			}
			if n.Type() == ast.TypeInline {
				return ast.WalkSkipChildren, nil
			}
			return ast.WalkContinue, nil
		})
	}
	return slices.DeleteFunc(lines, func(l KeyLine) bool { return strings.TrimSpace(l.Text) == "" })
}

// htmlLines are the lines of a block of HTML that hold no tag.
func htmlLines(doc *page.Document, block ast.Node) []KeyLine {
	var lines []KeyLine
	for i := range block.Lines().Len() {
		line := block.Lines().At(i)
		text := strings.TrimSpace(string(line.Value(doc.MD.Source)))
		if !strings.ContainsAny(text, "<>") {
			lines = append(lines, KeyLine{block: block, row: i, Text: text})
		}
	}
	return lines
}

// partKeyLines parts the blocks before lines that announce the answer, which CommonMark draws into the option above them:
// the line begins a paragraph of its own.
func partKeyLines(doc *page.Document, blocks []ast.Node) []ast.Node {
	var out []ast.Node
	for _, n := range blocks {
		out = append(out, n)
		text := n
		for text != nil && (text.Kind() == ast.KindList || text.Kind() == ast.KindListItem) {
			text = text.LastChild()
		}
		if text == nil || !page.IsText(text) {
			continue
		}
		for c := text.FirstChild(); c != nil; c = c.NextSibling() {
			next := c.NextSibling()
			if next != nil && page.EndsLine(c) && (wording.IsKeyLead(page.LineText(doc, next)) || wording.IsExplanation(page.LineText(doc, next))) {
				page.Unbreak(c)
				out = append(out, page.SplitAt(text, next))
				break
			}
		}
	}
	return out
}

// quizKey says which options are right, and where that is written.
type quizKey struct {
	Right    []bool   // for each option; nil where no key was found
	unknown  []string // letters that it names and the options lack
	bold     bool     // the right options are those in bold
	line     *KeyLine // the line that is the key; nil where the options themselves carry it
	inPrompt bool     // the line stands in the prompt's document
	whole    bool     // the line says nothing else, so that it is to be cut
	count    int      // visible characters of the line that are to be cut where whole is false
	more     []KeyLine
}

// KeyLine is a line that may be the key.
type KeyLine struct {
	block ast.Node // the paragraph, heading or block of HTML it stands in
	Node  ast.Node // its first inline node; nil in HTML
	row   int      // its index in HTML
	Text  string
}

// findKey looks for the key to an offer: on the options, in the lines below them, in the answer, on a sheet of keys.
func (z *quiz) findKey(o *Offer, below, answer []ast.Node) quizKey {
	if o.Form == BoxForm {
		if right := o.Ticked(); right != nil {
			return quizKey{Right: right}
		}
	}
	if right := o.Marked(); right != nil {
		return quizKey{Right: right}
	}
	if !o.Named() && !z.draft.BoldKey && len(answer) == 0 && len(o.Behind)+len(below) == 0 && z.draft.Number == "" || o.AsksParts() {
		return quizKey{}
	}
	lines := KeyLines(z.asked, append(slices.Clone(o.Behind), below...))
	if k := o.ReadLines(lines, false); k.Right != nil {
		k.inPrompt = true
		return k
	}
	lines = KeyLines(z.doc, answer)
	if !StartsRun(z.doc, answer) || o.repeats(z.doc, answer) {
		if k := o.ReadLines(lines, true); k.Right != nil {
			return k
		}
	}
	if k := o.AnswerText(lines); k.Right != nil {
		return k
	}
	if k := z.stemKey(o); k.Right != nil {
		return k
	}
	if right := o.bolded(); right != nil && (o.Named() || z.draft.BoldKey) {
		return quizKey{Right: right, bold: true}
	}
	return z.sheetKey(o)
}

// AsksParts tells whether the options are rather parts of an exercise: most of them ask.
func (o *Offer) AsksParts() bool {
	n := 0
	for _, m := range o.Marks {
		if wording.LooksAsked(m.Whole) {
			n++
		}
	}
	return o.Form != BoxForm && 2*n > len(o.Marks)
}

// StartsRun tells whether an answer begins with letters of its own in order: it answers the parts of an exercise one by one.
func StartsRun(doc *page.Document, answer []ast.Node) bool {
	for _, o := range FindOffers(doc, answer[:min(len(answer), 8)]) {
		if (o.Form == LetterForm || o.Form == NumberForm && o.Marks[0].marker.Shape != "") && o.First == 0 && (o.Marks[0].Line == nil || o.Marks[0].Line.PreviousSibling() == nil) {
			return true
		}
	}
	return false
}

// repeats tells whether the first lines of an answer are options of the offer, word by word.
func (o *Offer) repeats(doc *page.Document, answer []ast.Node) bool {
	lines := KeyLines(doc, answer[:min(len(answer), 1)])
	if len(lines) == 0 {
		return false
	}
	k, ok := wording.ReadMarker(lines[0].Text)
	return ok && slices.ContainsFunc(o.Marks, func(m Mark) bool {
		return m.marker.Letter == k.Letter && m.Whole != "" && wording.Fold(cutVisible(lines[0].Text, k.Length)) == wording.Fold(m.Whole)
	}) && len(lines) < len(o.Marks)
}

// ReadLines reads the first of the lines that is a key. led tells that the first one is known to be the answer.
func (o *Offer) ReadLines(lines []KeyLine, led bool) quizKey {
	letters := o.Letters()
	if len(letters) == 0 {
		return quizKey{}
	}
	texts := o.texts()
	for i, line := range lines {
		n, ok := wording.ReadKey(line.Text, led && i == 0, letters, texts)
		if !ok || len(n.Offered) == 0 && len(n.Unknown) == 0 || o.Form == NumberForm && len(n.Unknown) > 0 {
			continue // "1) 5, 2) 7" are results, no key
		}
		k := quizKey{unknown: n.Unknown, line: &lines[i]}
		for _, letter := range n.Offered {
			if at := slices.IndexFunc(o.Marks, func(m Mark) bool { return m.marker.Letter == letter }); at >= 0 {
				if k.Right == nil {
					k.Right = make([]bool, len(o.Marks))
				}
				k.Right[at] = true
			}
		}
		if k.Right == nil {
			o.strange = append(o.strange, k)
			continue
		}
		k.cutRest(line.Text, n, o)
		return k
	}
	return quizKey{}
}

// cutRest settles how much of the key's line says nothing but the key.
func (k *quizKey) cutRest(line string, n wording.Named, o *Offer) {
	rest := strings.Trim(n.Rest, " .,:;)]）。*-–—=>|")
	if rest == "" {
		k.whole = true
		return
	}
	for i, m := range o.Marks {
		if k.Right[i] && m.Whole != "" && wording.Fold(rest) == wording.Fold(m.Whole) {
			k.whole = true
			return
		}
	}
	_, lead := wording.AfterLead(line)
	lead = lead || len(wording.ReadLetters(line, o.Letters()).Offered) == len(n.Offered)
	trimmed := strings.TrimSpace(n.Rest)
	if first, _ := utf8.DecodeRuneInString(trimmed); lead && strings.ContainsRune(".:;)）–—-,。", first) {
		k.count = wording.Visible(line) - wording.Visible(strings.TrimLeft(trimmed, " .:;)）–—-,。"))
	}
}

// AnswerText reads the key from an answer that gives the options' own words.
func (o *Offer) AnswerText(lines []KeyLine) quizKey {
	var k quizKey
	for i, line := range lines {
		text := line.Text
		if rest, ok := wording.AfterLead(text); ok && strings.TrimSpace(rest) != "" {
			text = rest
		}
		at := slices.IndexFunc(o.Marks, func(m Mark) bool {
			return m.Whole != "" && wording.Fold(m.Whole) != "" && wording.Fold(m.Whole) == wording.Fold(text)
		})
		if at < 0 || k.Right != nil && k.Right[at] {
			break
		}
		if k.Right == nil {
			k.Right, k.line, k.whole = make([]bool, len(o.Marks)), &lines[i], true
		} else {
			k.more = append(k.more, line)
		}
		k.Right[at] = true
	}
	if k.Right != nil && !slices.Contains(k.Right, false) {
		return quizKey{} // the answer repeats all of them: it is a list of its own
	}
	return k
}

// offset is where the key stands; otherwise is for keys that stand on the options.
func (k quizKey) offset(doc *page.Document, otherwise int) int {
	if k.line == nil || k.line.block == nil || k.inPrompt && k.line.Node == nil {
		return otherwise
	}
	if k.line.Node != nil {
		return doc.MD.Offset(k.line.Node)
	}
	return doc.MD.Offset(k.line.block)
}

// moved notes that a block is now in another's place: that of a tight list's item in a paragraph.
func (k quizKey) moved(block ast.Node) {
	if k.line != nil && k.line.Node != nil && k.line.Node.Parent() == block {
		k.line.block = block
	}
}

// cut takes the key's line out of its block.
func (k quizKey) cut(doc, asked *page.Document) {
	if k.line == nil {
		return
	}
	if k.inPrompt {
		doc = asked
	}
	if !k.whole {
		if k.count > 0 && k.line.Node != nil && k.line.Node.PreviousSibling() == nil {
			page.TrimStart(doc, k.line.block, k.count)
		}
		return
	}
	for _, line := range append([]KeyLine{*k.line}, k.more...) {
		line.remove()
	}
}

// fromSheet gives a draft without an answer the one that a sheet has for its number. What a dialect without markers takes for the
// answer is then the prompt.
func (z *quiz) fromSheet() {
	d := &z.draft
	if d.Number == "" || len(d.Answer) > 0 && len(d.Title)+len(d.Prompt) > 0 {
		return
	}
	e, own, ok := z.sheets(d.Number)
	if !ok {
		return
	}
	if len(d.Answer) > 0 {
		d.Prompt, d.Answer = d.Answer, nil
	}
	if own {
		d.Answer = e.take(z.doc)
	}
}

// sheetKey reads the key to an offer from the words of a sheet.
func (z *quiz) sheetKey(o *Offer) quizKey {
	e, _, ok := z.sheets(z.draft.Number)
	if !ok || z.draft.Number == "" {
		return quizKey{}
	}
	lines := []KeyLine{{Text: e.text}}
	k := o.ReadLines(lines, true)
	if k.Right == nil {
		k = o.AnswerText(lines)
	}
	k.line = nil
	return k
}

// stemKey reads the key from the brackets that the question's text leaves for it, as Chinese papers have them: "…是（ B ）". The
// letters are cut, so that the brackets are empty again.
func (z *quiz) stemKey(o *Offer) quizKey {
	letters := o.Letters()
	if len(letters) < 2 || o.Form < LetterForm {
		return quizKey{}
	}
	for _, n := range slices.Backward(z.draft.Prompt[:min(o.First+1, len(z.draft.Prompt))]) {
		if !page.IsText(n) {
			continue
		}
		for c := n.FirstChild(); c != nil; c = c.NextSibling() {
			text, ok := c.(*ast.Text)
			if !ok {
				continue
			}
			if right := filledBrackets(z.asked, text, o); right != nil {
				return quizKey{Right: right}
			}
		}
	}
	return quizKey{}
}

// filledBrackets gives the options that letters in brackets at the end of a text name, and cuts the letters.
func filledBrackets(doc *page.Document, text *ast.Text, o *Offer) []bool {
	value := string(text.Segment.Value(doc.MD.Source))
	for _, pair := range [][2]string{{"（", "）"}, {"(", ")"}} {
		open := strings.LastIndex(value, pair[0])
		if open < 0 {
			continue
		}
		from := open + len(pair[0])
		inner, behind, ok := strings.Cut(value[from:], pair[1])
		if !ok || utf8.RuneCountInString(behind) > 3 || len(inner) > 12 {
			continue
		}
		n := wording.ReadLetters(inner, o.Letters())
		if len(n.Offered) == 0 || len(n.Unknown) > 0 || strings.TrimSpace(n.Rest) != "" {
			continue
		}
		right := make([]bool, len(o.Marks))
		for i, m := range o.Marks {
			right[i] = slices.Contains(n.Offered, m.marker.Letter)
		}
		emptyBrackets(text, from, from+len(inner))
		return right
	}
	return nil
}

// emptyBrackets cuts a stretch of a text's value, which is parted for it.
func emptyBrackets(text *ast.Text, from, to int) {
	rest := ast.NewTextSegment(text.Segment.WithStart(text.Segment.Start + to))
	rest.SetSoftLineBreak(text.SoftLineBreak())
	rest.SetHardLineBreak(text.HardLineBreak())
	text.Segment = text.Segment.WithStop(text.Segment.Start + from)
	text.SetSoftLineBreak(false)
	text.SetHardLineBreak(false)
	text.Parent().InsertAfter(text.Parent(), text, rest)
}
