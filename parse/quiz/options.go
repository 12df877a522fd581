package quiz

import (
	"bytes"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/text"

	"github.com/examdeck/examdeck/internal/markdown/math"
	"github.com/examdeck/examdeck/parse/page"
	"github.com/examdeck/examdeck/parse/wording"
)

// Offer is a run of options among blocks. It is found before anything is moved.
type Offer struct {
	blocks      []ast.Node
	First, Last int // the options are in blocks[First:Last]
	Marks       []Mark
	Form        Form
	// Behind are list items that follow the options in their list, such as "- Answer: B".
	Behind []ast.Node
	why    []ast.Node // quotes between the options, which say why they are right or wrong
	// strange are the keys that were read on the way and name none of these options, only letters like theirs.
	strange []Key
	// refused is set if a line answers without being a key to a choice, as an order does.
	refused bool
	// contradicted is set if a line names other options than the marks.
	contradicted bool
}

// Form is what shows that blocks offer options, the weakest evidence first.
type Form int

// The forms of offers.
const (
	PlainForm  Form = iota // the items of any list: options only if a key means them
	NumberForm             // lines or items that a number names: options only if a key means them
	LetterForm             // lines or items that begin with letters in their order
	BoxForm                // items with a box to tick
)

// Mark is one option as it was found: a list item, or a line of a paragraph or of code with those that follow.
type Mark struct {
	block   int            // index in Offer.blocks
	Item    ast.Node       // the list item; nil for lines
	Line    ast.Node       // the first inline node of a paragraph's line; nil for items and code
	row     int            // the line's index in code
	text    string         // the first line's plain text, box and marker cut
	Whole   string         // the whole plain text, box and marker cut
	marker  wording.Marker // empty if no letter names the option
	Box     Box
	boxed   int             // visible characters of a box that is written as text
	sign    wording.Verdict // what a sign before the marker says, or a cross at the end
	literal bool            // the line ends in code or a formula, which holds no signs
	crossed bool            // an "x" at the end says that it is right
	Bold    bool            // the option, or its letter, is in bold or highlighted
	extra   []int           // blocks that follow and belong to the option
	why     []ast.Node      // blocks that follow and say why the option is right or wrong
}

// Box is the state of an option's box.
type Box int

// The states of a box.
const (
	NoBox     Box = iota // the option has none
	EmptyBox             // not ticked
	TickedBox            // ticked
)

// named reports whether a letter or number names the option.
func (m Mark) named() bool { return m.marker.Letter != "" }

// Letters returns the letters or numbers that name the options.
func (o *Offer) Letters() []string {
	var letters []string
	for _, m := range o.Marks {
		if m.marker.Letter != "" {
			letters = append(letters, m.marker.Letter)
		}
	}
	return letters
}

// texts returns what the options say.
func (o *Offer) texts() []string {
	texts := make([]string, len(o.Marks))
	for i, m := range o.Marks {
		texts[i] = m.Whole
	}
	return texts
}

// FindOffers returns the runs of options among blocks, in order.
func FindOffers(doc *page.Document, blocks []ast.Node) []*Offer {
	if offersNothing(doc, blocks) {
		return nil
	}
	return searchOffers(doc, blocks)
}

// searchOffers is FindOffers without the filter.
func searchOffers(doc *page.Document, blocks []ast.Node) []*Offer {
	var offers []*Offer
	var marks []Mark
	named := false // some mark is
	behind := 0    // the first block behind the last offer of boxes
	for i, n := range blocks {
		if i < behind {
			continue
		}
		switch n.Kind() {
		case ast.KindList:
			items := ItemMarks(doc, i, n)
			if o := boxOffer(blocks, withRests(doc, blocks, items)); o != nil {
				offers, behind = append(offers, o), o.Last
				continue
			}
			marks = append(marks, items...)
			if slices.ContainsFunc(items, Mark.named) {
				named = true
			} else if len(items) >= 2 {
				offers = append(offers, listOffer(blocks, n.(*ast.List), items))
			}
		case ast.KindParagraph, ast.KindTextBlock:
			if !named && !beginsOption(doc, n) {
				continue // what no option stands before can't go on with one
			}
			lines := lineMarks(doc, i, n)
			if o := boxOffer(blocks, trimUnboxed(lines)); o != nil {
				offers = append(offers, o)
				continue
			}
			if len(marks)+len(lines) > cap(marks) {
				marks = slices.Grow(marks, len(marks)+len(lines)) // large ones, and many: Go alone would grow them often
			}
			marks, named = append(marks, lines...), named || slices.ContainsFunc(lines, Mark.named)
		case ast.KindFencedCodeBlock, ast.KindCodeBlock:
			if o := CodeOffer(doc, blocks, i); o != nil {
				offers = append(offers, o)
			}
		}
	}
	offers = append(offers, LetterOffers(doc, blocks, marks)...)
	offers = append(offers, numberOffers(blocks, marks)...)
	slices.SortStableFunc(offers, func(a, b *Offer) int { return a.First - b.First })
	return offers
}

// boxOffer returns the offer of marks that all have a box; nil if they are too few, or if one has none.
func boxOffer(blocks []ast.Node, marks []Mark) *Offer {
	if len(marks) < 2 || slices.ContainsFunc(marks, func(m Mark) bool { return m.Box == NoBox }) {
		return nil
	}
	last := marks[len(marks)-1]
	o := &Offer{blocks: blocks, First: marks[0].block, Last: last.block + 1 + len(last.extra), Form: BoxForm, Marks: marks}
	for _, m := range marks {
		o.why = append(o.why, m.why...)
	}
	if n, _ := wording.RunLength(o.Letters()); n < len(marks) {
		for i := range marks {
			marks[i].unname()
		}
	}
	return o
}

// unname leaves a mark's letter in its text: the letters of its run are in no order.
func (m *Mark) unname() { m.marker = wording.Marker{Length: m.boxed} }

// trimUnboxed drops the lines before the first box: they are the prompt.
func trimUnboxed(lines []Mark) []Mark {
	first := slices.IndexFunc(lines, func(m Mark) bool { return m.Box != NoBox })
	return lines[max(0, first):]
}

// listOffer returns the offer of an ordinary list's items. The numbers of an ordered list name them.
func listOffer(blocks []ast.Node, list *ast.List, items []Mark) *Offer {
	o := &Offer{blocks: blocks, First: items[0].block, Last: items[0].block + 1, Form: PlainForm, Marks: items}
	if list.Start == 1 && len(items) <= len(wording.Alphabets[wording.NumberRow]) {
		o.Form = NumberForm
		for i := range o.Marks {
			o.Marks[i].marker.Letter = wording.Alphabets[wording.NumberRow][i]
		}
	}
	return o
}

// ItemMarks reads each item of a list as an option.
func ItemMarks(doc *page.Document, block int, list ast.Node) []Mark {
	var marks []Mark
	for item := list.FirstChild(); item != nil; item = item.NextSibling() {
		m := Mark{block: block, Item: item}
		first := item.FirstChild()
		text := first != nil && page.IsText(first)
		alone := text && first == item.LastChild() && page.NextLine(first.FirstChild()) == nil
		if !alone {
			m.Whole = doc.Text(item)
		}
		if text {
			m.read(doc, first.FirstChild(), alone)
		}
		marks = append(marks, m)
	}
	return marks
}

// lineMarks reads each line of a paragraph as an option.
func lineMarks(doc *page.Document, block int, p ast.Node) []Mark {
	marks := make([]Mark, 0, p.Lines().Len())
	begins := true
	for c := p.FirstChild(); c != nil; c = c.NextSibling() {
		if begins {
			m := Mark{block: block, Line: c}
			m.read(doc, c, false)
			m.Whole = m.text
			marks = append(marks, m)
		}
		begins = page.EndsLine(c)
	}
	return marks
}

// read fills in what the line that begins with an inline node shows: its box, its marker, and whether it is bold.
// alone says that the line is the whole item.
func (m *Mark) read(doc *page.Document, first ast.Node, alone bool) {
	m.text = page.LineText(doc, first)
	if alone {
		m.Whole = m.text
	}
	if task, ok := first.(*extast.TaskCheckBox); ok {
		m.Box = EmptyBox
		if task.IsChecked {
			m.Box = TickedBox
		}
		m.text = page.LineText(doc, first.NextSibling())
	} else if state, rest, ok := ReadBox(m.text); ok {
		m.Box = state
		m.boxed = wording.Visible(m.text) - wording.Visible(rest)
		m.marker.Length = m.boxed
		m.text = rest
	}
	if k, said, ok := ReadSignedMarker(m.text); ok {
		m.marker, m.sign = k, said
		m.marker.Length += m.boxed
		m.text = cutVisible(m.text, k.Length)
	}
	m.Whole = cutVisible(m.Whole, m.marker.Length)
	if m.marker.Letter != "" && crossedAtEnd(doc, first, m.text) {
		m.sign, m.crossed = wording.RightVerdict, true
		m.text, m.Whole = m.text[:len(m.text)-1], strings.TrimRight(m.Whole, "xX")
	}
	m.Bold = isBoldLine(doc, first, m.marker) || isColoured(doc, first, m.marker)
	m.literal = endsLiteral(first)
}

// endsLiteral reports whether the line that begins with an inline node ends in code or a formula: a star there is no
// sign.
func endsLiteral(first ast.Node) bool {
	last := first
	for last != nil && !page.EndsLine(last) && last.NextSibling() != nil {
		last = last.NextSibling()
	}
	if t, ok := last.(*ast.Text); ok && t.Segment.IsEmpty() && last != first {
		last = last.PreviousSibling() // it holds nothing but the break
	}
	return last != nil && (last.Kind() == ast.KindCodeSpan || last.Kind() == math.Kind)
}

// boxSpellings are the boxes that are written as text.
var boxSpellings = []struct {
	text  string
	state Box
}{
	{"( )", EmptyBox}, {"()", EmptyBox}, {"[ ]", EmptyBox}, {"[]", EmptyBox}, {"☐", EmptyBox}, {"⬜", EmptyBox}, {"◯", EmptyBox}, {"○", EmptyBox},
	{"(x)", TickedBox}, {"(X)", TickedBox}, {"(*)", TickedBox}, {"(✓)", TickedBox}, {"[x]", TickedBox}, {"[X]", TickedBox},
	{"[( )]", EmptyBox}, {"[()]", EmptyBox}, {"[[ ]]", EmptyBox}, {"[[]]", EmptyBox},
	{"[(X)]", TickedBox}, {"[(x)]", TickedBox}, {"[[X]]", TickedBox}, {"[[x]]", TickedBox},
	{"[*]", TickedBox}, {"[✓]", TickedBox}, {"☑", TickedBox}, {"☒", TickedBox}, {"✅", TickedBox}, {"◉", TickedBox}, {"●", TickedBox},
}

// OnlyQuizzes reports whether the boxes are written as only quizzes have them: "[(X)]", "[[ ]]".
func (o *Offer) OnlyQuizzes() bool { return o.Marks[0].boxed > len("[x]") }

// boxSigns are the characters with which the spellings of boxes begin.
var boxSigns = func() (signs []rune) {
	for _, b := range boxSpellings {
		first, _ := utf8.DecodeRuneInString(b.text)
		signs = append(signs, first)
	}
	return signs
}()

// boxBlanks are the characters between a box and its option: blanks, and the selector that makes an emoji of a sign.
const boxBlanks = " \t\u00a0\ufe0f"

// ReadBox reads the box with which a text begins, and returns its state and the text behind it. ok is false if the
// text begins with none, or if the box touches the text: "[x](y)" is a link.
func ReadBox(text string) (state Box, rest string, ok bool) {
	for _, b := range boxSpellings {
		if rest, ok := strings.CutPrefix(text, b.text); ok {
			if trimmed := strings.TrimLeft(rest, boxBlanks); rest == "" || trimmed != rest {
				return b.state, trimmed, true
			}
		}
	}
	return NoBox, text, false
}

// cutVisible returns a text without its first count visible characters and the blanks behind them.
func cutVisible(text string, count int) string {
	text = strings.TrimLeft(text, " \t\n")
	return strings.TrimSpace(text[page.SkipVisible([]byte(text), count):])
}

// holdsStrong reports whether a line holds anything bold or highlighted.
func holdsStrong(first ast.Node) bool {
	for c := first; c != nil && !page.EndsLine(c); c = c.NextSibling() {
		if page.IsStrong(c) {
			return true
		}
	}
	return false
}

// isBoldLine reports whether a line's option is all bold or highlighted, or its marker alone is.
func isBoldLine(doc *page.Document, first ast.Node, k wording.Marker) bool {
	if !holdsStrong(first) {
		return false
	}
	strong, total, lead := 0, 0, 0
	for c := first; c != nil; c = c.NextSibling() {
		size := wording.Visible(doc.MD.Text(c))
		total += size
		if page.IsStrong(c) {
			strong += size
			if c == first {
				lead = size
			}
		}
		if page.EndsLine(c) {
			break
		}
	}
	return strong >= total-k.Length || lead > 0 && lead <= k.Length
}

// take moves the options out of their blocks. It returns them in order, and the blocks above them: those before the
// first, and what stands above it in its own paragraph. If plain is set, bold type is the key, so that no option may
// show it.
func (o *Offer) take(doc *page.Document, plain bool) (options []page.Option, above []ast.Node) {
	above = o.blocks[:o.First:o.First]
	if first := o.Marks[0]; first.Line != nil && first.Line.PreviousSibling() != nil {
		stem := o.blocks[first.block]
		page.Unbreak(first.Line.PreviousSibling())
		o.blocks[first.block] = page.SplitAt(stem, first.Line)
		above = append(above, stem)
	}
	options = make([]page.Option, len(o.Marks))
	for i, m := range slices.Backward(o.Marks) {
		var nodes []ast.Node
		switch {
		case m.Item != nil:
			nodes = takeItem(doc, m, plain)
		case m.Line != nil:
			nodes = []ast.Node{takeLine(doc, m, plain)}
		default:
			nodes = o.takeRows(doc, i)
		}
		for _, b := range m.extra {
			nodes = append(nodes, o.blocks[b])
		}
		options[i] = page.Option{Letter: m.marker.Letter, Nodes: shown(nodes)}
	}
	return options, above
}

// shown returns the blocks of an option without those in which nothing is left.
func shown(nodes []ast.Node) []ast.Node {
	var list []ast.Node
	for _, n := range nodes {
		if !page.IsText(n) || n.HasChildren() {
			list = append(list, n)
		}
	}
	return list
}

// takeItem returns the blocks of a list item without box, marker and mark. One text alone is shown without a
// paragraph's margins.
func takeItem(doc *page.Document, m Mark, plain bool) []ast.Node {
	nodes := page.Children(m.Item)
	if len(nodes) == 0 || !page.IsText(nodes[0]) {
		return nodes
	}
	first := nodes[0]
	if task, ok := first.FirstChild().(*extast.TaskCheckBox); ok {
		first.RemoveChild(first, task)
		page.TrimBlanks(doc, first)
	}
	cutMarks(doc, first, m, plain)
	if len(nodes) == 1 {
		nodes[0] = bareText(first)
	} else {
		nodes[0] = page.ParagraphOf(first)
	}
	return nodes
}

// takeLine moves a line of a paragraph, with all that stands below it, into a text of its own. The options below were
// taken before.
func takeLine(doc *page.Document, m Mark, plain bool) ast.Node {
	text := bareText(page.SplitAt(m.Line.Parent(), m.Line))
	text.SetPos(doc.MD.Offset(m.Line))
	page.Unbreak(text.LastChild())
	cutMarks(doc, text, m, plain)
	return text
}

// takeRows returns lines of code: one as a code span, several as a block.
func (o *Offer) takeRows(doc *page.Document, i int) []ast.Node {
	m := o.Marks[i]
	lines := o.blocks[m.block].Lines()
	end := lines.Len()
	if i+1 < len(o.Marks) {
		end = o.Marks[i+1].row
	}
	rows := slices.Clone(lines.Sliced(m.row, end))
	rows[0] = withoutMarker(doc, rows[0], m.marker.Length)
	for i := range rows {
		rows[i] = withoutVerdict(doc, rows[i])
	}
	kept := trimBlankRows(doc, rows)
	if len(kept) == 1 {
		return []ast.Node{codeSpan(doc, kept[0])}
	}
	code := ast.NewCodeBlock()
	code.Lines().AppendAll(kept)
	code.SetPos(doc.MD.Offset(o.blocks[m.block]))
	return []ast.Node{code}
}

// trimBlankRows returns lines of code without the empty ones at their ends.
func trimBlankRows(doc *page.Document, rows []text.Segment) []text.Segment {
	filled := func(s text.Segment) bool { return len(bytes.TrimSpace(s.Value(doc.MD.Source))) > 0 }
	first := slices.IndexFunc(rows, filled)
	if first < 0 {
		return nil
	}
	for !filled(rows[len(rows)-1]) {
		rows = rows[:len(rows)-1]
	}
	return rows[first:]
}

// withoutMarker returns a line of code without the marker at its start, and without the blanks around that.
func withoutMarker(doc *page.Document, s text.Segment, length int) text.Segment {
	s.Start += page.SkipVisible(s.Value(doc.MD.Source), length)
	s.Padding = 0
	return s.TrimLeftSpace(doc.MD.Source)
}

// withoutVerdict returns a line of code without the mark at its end.
func withoutVerdict(doc *page.Document, s text.Segment) text.Segment {
	value := s.Value(doc.MD.Source)
	if v, size := rowVerdict(string(value)); v != wording.NoVerdict {
		kept := value[:page.SkipVisible(value, wording.Visible(string(value))-size)]
		s.Stop = s.Start + len(bytes.TrimRight(kept, " \t"))
	}
	return s
}

// codeSpan returns a line of code as a code span in a text of its own.
func codeSpan(doc *page.Document, s text.Segment) ast.Node {
	s = s.TrimRightSpace(doc.MD.Source)
	span, block := ast.NewCodeSpan(), ast.NewTextBlock()
	span.AppendChild(span, ast.NewRawTextSegment(text.NewSegment(s.Start, s.Stop)))
	block.SetPos(s.Start)
	block.AppendChild(block, span)
	return block
}

// cutMarks cuts the marker, and the marks that say "right" or "wrong", off an option's text.
func cutMarks(doc *page.Document, text ast.Node, m Mark, plain bool) {
	page.TrimStart(doc, text, m.marker.Length)
	if plain {
		unstrong(text)
		uncolour(doc, text)
	}
	if m.crossed {
		page.TrimFirstLine(doc, text, 1)
	}
	if v, size := wording.VerdictAtStart(doc.Text(text)); v != wording.NoVerdict {
		page.TrimStart(doc, text, size)
	}
	if m.literal {
		return
	}
	if v, size := wording.VerdictAtEnd(page.FirstLine(doc, text)); v != wording.NoVerdict {
		page.TrimFirstLine(doc, text, size)
	}
	if v, size := wording.VerdictAtEnd(doc.Text(text)); v != wording.NoVerdict {
		page.TrimEnd(doc, text, size)
	}
}

// unstrong removes bold type and highlights from a text.
func unstrong(text ast.Node) {
	for _, c := range page.Children(text) {
		if !page.IsStrong(c) {
			continue
		}
		for _, inner := range page.Children(c) {
			c.RemoveChild(c, inner)
			text.InsertBefore(text, c, inner)
		}
		text.RemoveChild(text, c)
	}
}

// bareText moves the inline nodes of a paragraph into a block that is shown without a paragraph's margins.
func bareText(n ast.Node) ast.Node {
	text := ast.NewTextBlock()
	text.SetPos(n.Pos())
	for _, c := range page.Children(n) {
		n.RemoveChild(n, c)
		text.AppendChild(text, c)
	}
	return text
}
