package quiz

import (
	"cmp"
	"regexp"
	"slices"
	"strings"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"

	"github.com/examdeck/examdeck/internal/markdown"
	"github.com/examdeck/examdeck/parse/page"
	"github.com/examdeck/examdeck/parse/wording"
)

// KeyLine is a line of text that may be the key.
type KeyLine struct {
	Text string
	Node ast.Node       // its first inline node; nil in HTML
	html ast.Node       // the block of HTML that holds it, nil for lines of paragraphs and headings
	row  int            // its index in HTML
	in   *page.Document // the document that holds it; nil if only its text is known
}

// block returns the paragraph, heading or block of HTML in which the line stands now; nil if only its text is known.
func (l KeyLine) block() ast.Node {
	if l.Node != nil {
		return l.Node.Parent()
	}
	return l.html
}

// remove takes the line out of its block, and the block out of its containers if nothing is left of it.
func (l KeyLine) remove() {
	if l.Node == nil {
		lines := l.html.Lines()
		rest := slices.Clone(lines.Sliced(0, lines.Len()))
		lines.Clear()
		lines.AppendAll(slices.Delete(rest, l.row, l.row+1))
		return
	}
	block := l.block()
	page.RemoveLine(block, l.Node, page.NextLine(l.Node))
	if !block.HasChildren() {
		page.RemoveEmpty(block)
	}
}

// KeyLines returns the lines of text in blocks and in what they contain. Code and formulas hold none.
func KeyLines(doc *page.Document, blocks []ast.Node) []KeyLine {
	var lines []KeyLine
	for _, n := range blocks {
		switch n.Kind() {
		case ast.KindParagraph, ast.KindTextBlock:
			for c := n.FirstChild(); c != nil; c = page.NextLine(c) {
				lines = append(lines, KeyLine{Text: unstruckLine(doc, c), Node: c, in: doc})
			}
		case ast.KindHeading:
			if n.HasChildren() {
				lines = append(lines, KeyLine{Text: doc.Text(n), Node: n.FirstChild(), in: doc})
			}
		case ast.KindHTMLBlock:
			lines = append(lines, htmlLines(doc, n)...)
			fallthrough
		default:
			lines = append(lines, KeyLines(doc, childBlocks(n))...)
		}
	}
	return slices.DeleteFunc(lines, func(l KeyLine) bool { return strings.TrimSpace(l.Text) == "" })
}

// unstruckLine returns the text of the line that begins with an inline node, without what is struck out in it.
func unstruckLine(doc *page.Document, first ast.Node) string {
	for c := first; c != nil && !page.EndsLine(c); c = c.NextSibling() {
		if c.Kind() == extast.KindStrikethrough {
			return strings.Join(unstruckParts(doc, first), "")
		}
	}
	return page.LineText(doc, first)
}

// unstruckParts returns the texts of a line's inline nodes but of those that are struck out.
func unstruckParts(doc *page.Document, first ast.Node) (parts []string) {
	for c := first; c != nil; c = c.NextSibling() {
		if c.Kind() != extast.KindStrikethrough {
			parts = append(parts, doc.MD.Text(c))
		}
		if page.EndsLine(c) {
			break
		}
	}
	return parts
}

// childBlocks returns the blocks that a block holds.
func childBlocks(n ast.Node) []ast.Node {
	return slices.DeleteFunc(page.Children(n), func(c ast.Node) bool { return c.Type() == ast.TypeInline })
}

// tag is a tag of HTML, whose attributes are never read.
var tag = regexp.MustCompile(`</?[A-Za-z][^<>]*>`)

// wholeLine reports whether a line of HTML closes all tags that it opens, so that it can be taken out.
func wholeLine(line string) bool {
	depth := 0
	for _, t := range tag.FindAllString(line, -1) {
		switch {
		case strings.HasPrefix(t, "</"):
			depth--
		case !strings.HasSuffix(t, "/>") && !strings.HasPrefix(t, "<br"):
			depth++
		}
		if depth < 0 {
			return false
		}
	}
	return depth == 0
}

// htmlLines returns the texts of the lines of a block of HTML, without their tags.
func htmlLines(doc *page.Document, block ast.Node) []KeyLine {
	var lines []KeyLine
	for i := range block.Lines().Len() {
		line := block.Lines().At(i)
		text := strings.TrimSpace(string(line.Value(doc.MD.Source)))
		if strings.IndexByte(text, '<') >= 0 && wholeLine(text) {
			text = strings.TrimSpace(tag.ReplaceAllString(text, ""))
		}
		if !strings.ContainsAny(text, "<>") {
			lines = append(lines, KeyLine{Text: text, html: block, row: i, in: doc})
		}
	}
	return lines
}

// partKeyLines splits blocks before the lines that announce an answer or an explanation: such a line begins a
// paragraph of its own. CommonMark draws it into the option above.
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
			if next != nil && page.EndsLine(c) && announcesKey(page.LineText(doc, next)) {
				page.Unbreak(c)
				out = append(out, page.SplitAt(text, next))
				break
			}
		}
	}
	return out
}

// announcesKey reports whether a line announces an answer or an explanation.
func announcesKey(line string) bool { return wording.IsKeyLead(line) || wording.IsExplanation(line) }

// Key says which options are right, and where that is written.
type Key struct {
	Right   []bool    // for each option; nil if no key was found
	unknown []string  // letters that it names and the options lack
	led     bool      // the line has an answer's words before its letters
	bold    bool      // the right options are those in bold
	line    *KeyLine  // the line that is the key; nil if the options themselves carry it
	whole   bool      // the line says nothing else, so that it is cut as a whole
	count   int       // visible characters at the start of the line that are cut if it says more
	more    []KeyLine // further lines that belong to the key
}

// findKey looks for the key to an offer: on the options, in the lines below them, in the answer, on a sheet of keys.
func (z *quiz) findKey(o *Offer, below, answer []ast.Node) Key {
	marked := o.Ticked()
	if marked == nil {
		marked = o.Marked()
	}
	if marked == nil && o.AsksParts() {
		return Key{}
	}
	lines := KeyLines(z.asked, append(slices.Clone(o.Behind), below...))
	answers := KeyLines(z.doc, answer)
	if k, ok := z.sequenceKey(o, append(slices.Clone(lines), answers...)); ok {
		return k
	}
	k := o.ReadLines(lines, false)
	lines = answers
	if k.Right == nil && !o.refused && !StartsRun(z.doc, answer) {
		k = o.ReadLines(lines, !z.takersAnswer(answer))
	}
	switch {
	case o.refused && marked == nil:
		return Key{}
	case marked != nil:
		return z.weigh(o, marked, k)
	case k.Right != nil:
		return k
	}
	if k := o.AnswerText(lines); k.Right != nil {
		return k
	}
	if k := z.stemKey(o); k.Right != nil {
		return k
	}
	if right := o.bolded(); right != nil && (o.Named() || z.draft.BoldKey) {
		return Key{Right: right, bold: true}
	}
	return z.sheetKey(o)
}

// weigh settles what is right where the options are marked: a line that names others contradicts them. Marks that are
// weak, such as a star, then give way; with strong ones there is no choice.
func (z *quiz) weigh(o *Offer, marked []bool, line Key) Key {
	if line.Right == nil || !line.led || slices.Equal(line.Right, marked) {
		return Key{Right: marked}
	}
	if o.weaklyMarked() {
		return line
	}
	o.contradicted = true
	z.issues = append(z.issues, markdown.Issue{
		Offset: line.offset(z.doc, z.at), Code: "contradicting-key",
		Message: "the key names other options than those that are marked as right", Hint: "correct the marks or the key",
	})
	return Key{}
}

// takersAnswer reports whether the words before an answer, which were cut off, say whose it is: "Your answer: B".
func (z *quiz) takersAnswer(answer []ast.Node) bool {
	if len(answer) == 0 || !page.IsText(answer[0]) || !answer[0].HasChildren() {
		return false
	}
	at := z.doc.MD.Offset(answer[0].FirstChild())
	from := at
	for from > 0 && z.doc.MD.Source[from-1] != '\n' {
		from--
	}
	lead := string(z.doc.MD.Source[from:at])
	return len(lead) <= wording.MaxLead && wording.SaysOther(lead)
}

// AsksParts reports whether the options are rather the parts of an exercise, because most of them ask.
func (o *Offer) AsksParts() bool {
	n := 0
	for _, m := range o.Marks {
		if wording.LooksAsked(m.Whole) {
			n++
		}
	}
	return o.Form != BoxForm && 2*n > len(o.Marks)
}

// OrdersParts reports whether small letters name the parts of an exercise, most of which ask or say what is to be done.
func (o *Offer) OrdersParts() bool {
	n := 0
	for _, m := range o.Marks {
		if wording.LooksAsked(m.Whole) || wording.Orders(m.Whole) {
			n++
		}
	}
	letter := o.Marks[0].marker.Letter
	return o.Form == LetterForm && letter == strings.ToLower(letter) && 2*n > len(o.Marks)
}

// StartsRun reports whether an answer begins with letters of its own in order: it answers the parts of an exercise one
// by one. The numbers of an ordered list don't count, since the steps of any answer have some.
func StartsRun(doc *page.Document, answer []ast.Node) bool {
	return slices.ContainsFunc(FindOffers(doc, answer[:min(len(answer), 8)]), func(o *Offer) bool {
		first := o.Marks[0]
		opens := o.First == 0 && (first.Line == nil || first.Line.PreviousSibling() == nil)
		return opens && (o.Form == LetterForm || o.Form == NumberForm && first.marker.Shape != "")
	})
}

// ReadLines reads the first of the lines that is a key. If led is set, the first one is known to be the answer.
func (o *Offer) ReadLines(lines []KeyLine, led bool) Key {
	letters, texts := o.Letters(), o.texts()
	for i, line := range lines {
		n, ok := wording.ReadKey(line.Text, led && i == 0, letters, texts)
		if !ok || o.Form == NumberForm && len(n.Unknown) > 0 {
			continue // "1) 5, 2) 7" are results, no key
		}
		if n.Refused {
			o.refused = o.Named()
			return Key{}
		}
		k := Key{Right: o.lettered(n.Offered), unknown: n.Unknown, line: &lines[i], led: n.Led || led && i == 0 && strings.Trim(n.Rest, " .)）*") == ""}
		if k.Right == nil {
			o.strange = append(o.strange, k)
			continue
		}
		k.cutRest(line.Text, n, o)
		if k.led || led && i == 0 {
			o.readMore(&k, lines[i+1:])
		}
		return k
	}
	return Key{}
}

// readMore adds to a key what the items of its list behind the first name, or the lines below it: "- A) Iron", "- C)
// Lead". A line that says more than a letter repeats the option.
func (o *Offer) readMore(k *Key, lines []KeyLine) {
	for _, line := range lines {
		at := slices.IndexFunc(o.Marks, func(m Mark) bool { return m.isNamedBy(line.Text) || m.isRepeatedBy(line.Text) })
		if at < 0 || k.Right[at] || !k.line.neighbours(line) {
			return
		}
		k.Right[at], k.more = true, append(k.more, line)
	}
}

// isNamedBy reports whether a line is the option's letter and nothing else.
func (m Mark) isNamedBy(line string) bool {
	return m.named() && strings.EqualFold(strings.Trim(line, " .)（）(*`"), m.marker.Letter)
}

// neighbours reports whether two lines stand in one paragraph, or in items of one list.
func (l *KeyLine) neighbours(other KeyLine) bool {
	if l.Node == nil || other.Node == nil {
		return l.html != nil && l.html == other.html
	}
	a, b := l.block(), other.block()
	item, next := a.Parent(), b.Parent()
	return a == b || item != nil && next != nil && item.Kind() == ast.KindListItem && item.Parent() == next.Parent()
}

// lettered returns which options letters name; nil if they name none.
func (o *Offer) lettered(letters []string) []bool {
	right := make([]bool, len(o.Marks))
	for i, m := range o.Marks {
		right[i] = slices.Contains(letters, m.marker.Letter)
	}
	if !slices.Contains(right, true) {
		return nil
	}
	return right
}

// cutRest settles how much of the key's line says nothing but the key: all of it, or what stands before an
// explanation.
func (k *Key) cutRest(line string, n wording.Named, o *Offer) {
	rest := strings.Trim(n.Rest, " .,:;)]）。*-–—=>|")
	if rest == "" {
		k.whole = true
		return
	}
	for i, m := range o.Marks {
		if k.Right[i] && wording.Fold(rest) == wording.Fold(m.Whole) {
			k.whole = true
			return
		}
	}
	trimmed := strings.TrimSpace(n.Rest)
	if explains := strings.TrimLeft(trimmed, " .:;)）–—-,。"); explains != trimmed {
		k.count = wording.Visible(line) - wording.Visible(explains)
	}
}

// AnswerText reads the key from an answer whose lines repeat options, with or without their letters, but not all of
// them.
func (o *Offer) AnswerText(lines []KeyLine) Key {
	var k Key
	for i, line := range lines {
		at := slices.IndexFunc(o.Marks, func(m Mark) bool { return m.isRepeatedBy(line.Text) })
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
	if k.Right == nil && len(lines) > 0 {
		k = o.answerTexts(&lines[0])
	}
	if !slices.Contains(k.Right, false) {
		return Key{} // the answer repeats all of them: it is a list of its own
	}
	return k
}

// answerTexts reads a key from a line that repeats several options: "Iron, Lead".
func (o *Offer) answerTexts(line *KeyLine) Key {
	rest := line.Text
	if after, ok := wording.AfterLead(rest); ok {
		rest = after
	}
	k := Key{Right: make([]bool, len(o.Marks)), line: line, whole: true}
	for found := 0; ; found++ {
		rest = wording.TrimJoiners(rest)
		if rest == "" && found >= 2 {
			return k
		}
		at, behind := -1, ""
		for i, m := range o.Marks {
			after, ok := wording.CutFolded(rest, m.Whole)
			if ok && !k.Right[i] && (at < 0 || len(after) < len(behind)) {
				at, behind = i, after
			}
		}
		if at < 0 {
			return Key{}
		}
		k.Right[at], rest = true, behind
	}
}

// isRepeatedBy reports whether a line says what the option does: "Paris", "Answer: Paris" or "b) Paris".
func (m Mark) isRepeatedBy(line string) bool {
	if rest, ok := wording.AfterLead(line); ok {
		line = rest
	}
	words := wording.Fold(m.Whole)
	if k, _ := wording.ReadMarker(line); k.Letter == m.marker.Letter && wording.Fold(cutVisible(line, k.Length)) == words {
		return words != ""
	}
	return words != "" && words == wording.Fold(line)
}

// offset returns where in doc the key stands, or otherwise if it stands on the options or elsewhere.
func (k Key) offset(doc *page.Document, otherwise int) int {
	if k.line == nil || k.line.in != doc {
		return otherwise
	}
	return doc.MD.Offset(cmp.Or(k.line.Node, k.line.html))
}

// cut removes from the note what says nothing but which options are right.
func (k Key) cut() {
	if k.line == nil {
		return
	}
	if k.whole {
		for _, line := range append([]KeyLine{*k.line}, k.more...) {
			line.remove()
		}
	} else if first := k.line.Node; first != nil && first.PreviousSibling() == nil {
		page.TrimStart(k.line.in, k.line.block(), k.count)
	}
}

// fromSheet takes the answer to a draft without one from the sheet that has its number. What a dialect without markers
// took for the answer is then the prompt.
func (z *quiz) fromSheet() {
	d := &z.draft
	if len(d.Answer) > 0 && len(d.Title)+len(d.Prompt) > 0 {
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

// sequenceKey reads the key to an offer from a sequence of letters for many questions, if one of the question's own
// lines is it.
func (z *quiz) sequenceKey(o *Offer, lines []KeyLine) (Key, bool) {
	e, _, ok := z.sheets(z.draft.Number)
	if !ok || e.stretch == [2]int{} {
		return Key{}, false
	}
	at := slices.IndexFunc(lines, func(l KeyLine) bool { return e.holds(l, z.doc) })
	if at < 0 {
		return Key{}, false
	}
	k := z.sheetKey(o)
	k.line, k.whole = &lines[at], true
	return k, true
}

// sheetKey reads the key to an offer from the words of a sheet.
func (z *quiz) sheetKey(o *Offer) Key {
	e, _, ok := z.sheets(z.draft.Number)
	if !ok {
		return Key{}
	}
	lines := []KeyLine{{Text: e.text}}
	k := o.ReadLines(lines, true)
	if k.Right == nil {
		k = o.AnswerText(lines)
	}
	k.line = nil
	return k
}

// stemKey reads the key from the brackets that the question's text leaves for it, as Chinese papers have them: "…是（ B
// ）". The letters are cut, so that the brackets are empty again. Numbers in brackets are part of the text too often.
func (z *quiz) stemKey(o *Offer) Key {
	if !o.Named() {
		return Key{}
	}
	for _, n := range slices.Backward(z.draft.Prompt[:min(o.First+1, len(z.draft.Prompt))]) {
		if !page.IsText(n) {
			continue
		}
		for _, c := range page.Children(n) {
			text, ok := c.(*ast.Text)
			if !ok {
				continue
			}
			if right := filledBrackets(z.asked, text, o); right != nil {
				return Key{Right: right}
			}
		}
	}
	return Key{}
}

// bracketsAtEnd finds the brackets at the end of a text, with few characters behind them, and what they hold.
var bracketsAtEnd = regexp.MustCompile(`[（(]([^（(）)]*)[）)].{0,3}$`)

// filledBrackets returns which options the letters in brackets at the end of a text name, and cuts the letters; nil if
// they name none.
func filledBrackets(doc *page.Document, text *ast.Text, o *Offer) []bool {
	found := bracketsAtEnd.FindSubmatchIndex(text.Segment.Value(doc.MD.Source))
	if found == nil {
		return nil
	}
	from, to := text.Segment.Start+found[2], text.Segment.Start+found[3]
	n := wording.ReadLetters(string(doc.MD.Source[from:to]), o.Letters())
	if len(n.Unknown) > 0 || strings.TrimSpace(n.Rest) != "" {
		return nil
	}
	right := o.lettered(n.Offered)
	if right != nil {
		cutStretch(text, from, to)
	}
	return right
}

// cutStretch cuts a stretch of the source out of a text, which is split for it.
func cutStretch(text *ast.Text, from, to int) {
	rest := ast.NewTextSegment(text.Segment.WithStart(to))
	rest.SetSoftLineBreak(text.SoftLineBreak())
	rest.SetHardLineBreak(text.HardLineBreak())
	text.Segment = text.Segment.WithStop(from)
	page.Unbreak(text)
	text.Parent().InsertAfter(text.Parent(), text, rest)
}
