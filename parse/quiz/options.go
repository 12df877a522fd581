package quiz

import (
	"slices"
	"strings"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/text"

	"github.com/examdeck/examdeck/parse/page"
	"github.com/examdeck/examdeck/parse/wording"
)

// Offer is a run of options among blocks, found before anything is moved.
type Offer struct {
	blocks      []ast.Node
	First, Last int // the options are in blocks[first:last]
	Marks       []Mark
	Form        offerForm
	// Behind are list items that follow the options in their list, such as "- Answer: B".
	Behind []ast.Node
	// strange are keys that name no option of these, found on the way.
	strange []quizKey
}

// offerForm is how options are recognised, the weakest first.
type offerForm int

const (
	PlainForm  offerForm = iota // the items of any list: options only where a key means them
	NumberForm                  // lines or items that a number names: the same
	LetterForm                  // lines or items that begin with letters in their order
	BoxForm                     // items with a box to tick
)

// Mark is one option as it was found: a list item, or a line of a paragraph or of code with those that follow.
type Mark struct {
	block   int            // index in offer.blocks
	Item    ast.Node       // the list item; nil for lines
	Line    ast.Node       // the first inline node of a paragraph's line; nil for items and code
	row     int            // the line's index in code
	text    string         // the first line's plain text, box and marker cut
	Whole   string         // the whole plain text, box and marker cut
	marker  wording.Marker // empty where the option is not named by a letter
	Box     box
	boxed   int             // visible characters of a box that is written as text
	sign    wording.Verdict // what a sign before the marker says, or a cross at the end
	crossed bool            // an "x" at the end says that it is right
	Bold    bool            // the option, or its letter, is in bold or highlighted
	extra   []int           // blocks that follow and belong to the option
}

// box is what stands in an option's box.
type box int

const (
	NoBox     box = iota // none stands there
	emptyBox             // one to tick
	TickedBox            // one that is ticked
)

// named tells whether a letter or number names the option.
func (m Mark) named() bool { return m.marker.Letter != "" }

// Letters are the options' names.
func (o *Offer) Letters() []string {
	var letters []string
	for _, m := range o.Marks {
		if m.marker.Letter != "" {
			letters = append(letters, m.marker.Letter)
		}
	}
	return letters
}

// texts are what the options say.
func (o *Offer) texts() []string {
	texts := make([]string, len(o.Marks))
	for i, m := range o.Marks {
		texts[i] = m.Whole
	}
	return texts
}

// FindOffers lists the runs of options among blocks, in order.
func FindOffers(doc *page.Document, blocks []ast.Node) []*Offer {
	if offersNothing(doc, blocks) {
		return nil
	}
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
			if o := boxOffer(blocks, withCode(doc, blocks, items)); o != nil {
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

// boxOffer makes an offer of marks that all have a box.
func boxOffer(blocks []ast.Node, marks []Mark) *Offer {
	if len(marks) < 2 || slices.ContainsFunc(marks, func(m Mark) bool { return m.Box == NoBox }) {
		return nil
	}
	last := marks[len(marks)-1]
	o := &Offer{blocks: blocks, First: marks[0].block, Last: last.block + 1 + len(last.extra), Form: BoxForm, Marks: marks}
	if n, _ := wording.RunLength(o.Letters()); n < len(marks) {
		for i := range marks {
			marks[i].unname()
		}
	}
	return o
}

// unname gives a mark its letter back as text: the letters of its run are in no order.
func (m *Mark) unname() { m.marker = wording.Marker{Length: m.boxed} }

// trimUnboxed drops the lines before the first box: they are the prompt.
func trimUnboxed(lines []Mark) []Mark {
	for len(lines) > 0 && lines[0].Box == NoBox {
		lines = lines[1:]
	}
	return lines
}

// listOffer makes an offer of an ordinary list's items. Those of an ordered list are named by their numbers.
func listOffer(blocks []ast.Node, list *ast.List, items []Mark) *Offer {
	o := &Offer{blocks: blocks, First: items[0].block, Last: items[0].block + 1, Form: PlainForm, Marks: items}
	if list.IsOrdered() && list.Start == 1 && len(items) <= len(wording.Alphabets[wording.NumberRow]) {
		o.Form = NumberForm
		for i := range o.Marks {
			o.Marks[i].marker.Letter = wording.Alphabets[wording.NumberRow][i]
		}
	}
	return o
}

// ItemMarks reads the items of a list.
func ItemMarks(doc *page.Document, block int, list ast.Node) []Mark {
	var marks []Mark
	for item := list.FirstChild(); item != nil; item = item.NextSibling() {
		m := Mark{block: block, Item: item, Whole: doc.Text(item)}
		if first := item.FirstChild(); first != nil && page.IsText(first) {
			m.read(doc, first.FirstChild())
		}
		marks = append(marks, m)
	}
	return marks
}

// lineMarks reads the lines of a paragraph.
func lineMarks(doc *page.Document, block int, p ast.Node) []Mark {
	var marks []Mark
	begins := true
	for c := p.FirstChild(); c != nil; c = c.NextSibling() {
		if begins {
			m := Mark{block: block, Line: c}
			m.read(doc, c)
			m.Whole = m.text
			marks = append(marks, m)
		}
		begins = page.EndsLine(c)
	}
	return marks
}

// read reads the line that begins with an inline node: its box, its marker, and whether it is bold.
func (m *Mark) read(doc *page.Document, first ast.Node) {
	m.text = page.LineText(doc, first)
	if task, ok := first.(*extast.TaskCheckBox); ok {
		m.Box = emptyBox
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
	if m.Whole == "" {
		m.Whole = m.text
	}
	if k, said, ok := ReadSignedMarker(m.text); ok {
		m.marker, m.sign = k, said
		m.marker.Length += m.boxed
		m.text = cutVisible(m.text, k.Length)
	}
	m.Whole = cutVisible(m.Whole, m.marker.Length)
	if rest := strings.TrimRight(m.text, "xX"); m.marker.Letter != "" && m.sign == wording.NoVerdict && rest != m.text && crossedAtEnd(doc, first) {
		m.sign, m.crossed = wording.RightVerdict, true
		m.text, m.Whole = m.text[:len(m.text)-1], strings.TrimRight(m.Whole, "xX")
	}
	m.Bold = isBoldLine(doc, first, m.marker)
}

// ReadBox reads a box that is written as text: "( )", "(x)", "[x]", "☐", "☑".
func ReadBox(text string) (state box, rest string, ok bool) {
	for _, b := range []struct {
		sign  string
		state box
	}{
		{"( )", emptyBox}, {"()", emptyBox}, {"[ ]", emptyBox}, {"[]", emptyBox}, {"☐", emptyBox}, {"⬜", emptyBox}, {"◯", emptyBox}, {"○", emptyBox},
		{"(x)", TickedBox}, {"(X)", TickedBox}, {"(*)", TickedBox}, {"(✓)", TickedBox}, {"[x]", TickedBox}, {"[X]", TickedBox},
		{"[*]", TickedBox}, {"[✓]", TickedBox}, {"☑", TickedBox}, {"☒", TickedBox}, {"✅", TickedBox}, {"◉", TickedBox}, {"●", TickedBox},
	} {
		if rest, ok := strings.CutPrefix(text, b.sign); ok && (rest == "" || strings.ContainsRune(" \t\u00a0\ufe0f", []rune(rest)[0])) {
			return b.state, strings.TrimLeft(rest, " \t\u00a0\ufe0f"), true
		}
	}
	return NoBox, text, false
}

// cutVisible cuts the first count characters but blanks off a text, and the blanks behind them.
func cutVisible(text string, count int) string {
	text = strings.TrimLeft(text, " \t\n")
	return strings.TrimSpace(text[page.SkipVisible([]byte(text), count):])
}

// isBoldLine tells whether a line's option is all bold or highlighted, or its marker alone is.
func isBoldLine(doc *page.Document, first ast.Node, k wording.Marker) bool {
	if k.Length == 0 && first != nil && !page.IsStrong(first) && (len(page.WordStart(doc, first)) > 0 || doc.MD.Text(first) != "") {
		return false // what begins plain is not all bold
	}
	strong, total, lead := 0, 0, 0
	for c := first; c != nil; c = c.NextSibling() {
		size := wording.Visible(doc.MD.Text(c))
		if page.IsStrong(c) {
			strong += size
			if total == 0 {
				lead = size
			}
		}
		total += size
		if page.EndsLine(c) {
			break
		}
	}
	if strong == 0 {
		return false
	}
	return strong >= total-k.Length || k.Length > 0 && lead > 0 && lead <= k.Length
}

// take moves the options out of their blocks. It gives them in order, and the blocks above them: those before the first, and
// what stands above it in its own paragraph. plain tells that bold type is the key, so that no option may show it.
func (o *Offer) take(doc *page.Document, plain bool) (options []page.Option, above []ast.Node) {
	above = o.blocks[:o.First:o.First]
	if first := o.Marks[0]; first.Line != nil && first.Line.PreviousSibling() != nil {
		stem := o.blocks[first.block]
		page.Unbreak(first.Line.PreviousSibling())
		o.blocks[first.block] = page.SplitAt(stem, first.Line)
		above = append(above, stem)
	}
	for i, m := range o.Marks {
		var nodes []ast.Node
		switch {
		case m.Item != nil:
			nodes = takeItem(doc, m, plain)
		case m.Line != nil:
			nodes = []ast.Node{o.takeLine(doc, i, plain)}
		default:
			nodes = o.takeRows(doc, i)
		}
		for _, b := range m.extra {
			nodes = append(nodes, o.blocks[b])
		}
		options = append(options, page.Option{Letter: m.marker.Letter, Nodes: shown(doc, nodes)})
	}
	return options, above
}

// shown leaves out of an option the blocks in which nothing is left.
func shown(doc *page.Document, nodes []ast.Node) []ast.Node {
	var list []ast.Node
	for _, n := range nodes {
		if !page.IsText(n) || n.HasChildren() {
			list = append(list, n)
		}
	}
	return list
}

// takeItem gives the blocks of a list item, its box, marker and mark cut. One text alone is given without a paragraph of its own.
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

// takeLine gives a line of a paragraph, and those below it that belong to it, as a text of their own.
func (o *Offer) takeLine(doc *page.Document, i int, plain bool) ast.Node {
	m := o.Marks[i]
	var next ast.Node
	if i+1 < len(o.Marks) && o.Marks[i+1].block == m.block {
		next = o.Marks[i+1].Line
	}
	text := ast.NewTextBlock()
	text.SetPos(doc.MD.Offset(m.Line))
	parent := m.Line.Parent()
	for c := m.Line; c != nil && c != next; {
		following := c.NextSibling()
		parent.RemoveChild(parent, c)
		text.AppendChild(text, c)
		c = following
	}
	page.Unbreak(text.LastChild())
	cutMarks(doc, text, m, plain)
	return text
}

// takeRows gives lines of code: one as a piece of code, several as a block.
func (o *Offer) takeRows(doc *page.Document, i int) []ast.Node {
	m := o.Marks[i]
	lines := o.blocks[m.block].Lines()
	end := lines.Len()
	if i+1 < len(o.Marks) {
		end = o.Marks[i+1].row
	}
	code := ast.NewCodeBlock()
	last := 0
	for r := m.row; r < end; r++ {
		s := lines.At(r)
		if r == m.row {
			s.Start += page.SkipVisible(s.Value(doc.MD.Source), m.marker.Length)
			s.Padding = 0
			for s.Start < s.Stop && doc.MD.Source[s.Start] == ' ' {
				s.Start++
			}
		}
		if v, size := wording.VerdictAtEnd(string(s.Value(doc.MD.Source))); v != wording.NoVerdict && size > 1 {
			value := s.Value(doc.MD.Source)
			kept := strings.TrimRight(string(value[:page.SkipVisible(value, wording.Visible(string(value))-size)]), " \t")
			s.Stop = s.Start + len(kept)
		}
		blank := strings.TrimSpace(string(s.Value(doc.MD.Source))) == ""
		if blank && code.Lines().Len() == 0 {
			continue
		}
		code.Lines().Append(s)
		if !blank {
			last = code.Lines().Len()
		}
	}
	code.Lines().SetSliced(0, last)
	code.SetPos(doc.MD.Offset(o.blocks[m.block]))
	if last != 1 {
		return []ast.Node{code}
	}
	s := code.Lines().At(0)
	for s.Stop > s.Start && strings.IndexByte(" \t\r\n", doc.MD.Source[s.Stop-1]) >= 0 {
		s.Stop--
	}
	span := ast.NewCodeSpan()
	raw := ast.NewRawTextSegment(text.NewSegment(s.Start, s.Stop))
	span.AppendChild(span, raw)
	block := ast.NewTextBlock()
	block.SetPos(s.Start)
	block.AppendChild(block, span)
	return []ast.Node{block}
}

// cutMarks cuts the marker and the mark "right" or "wrong" off an option's text.
func cutMarks(doc *page.Document, text ast.Node, m Mark, plain bool) {
	if m.marker.Length > 0 {
		page.TrimStart(doc, text, m.marker.Length)
	}
	if plain {
		unstrong(text)
	}
	if m.crossed {
		page.TrimFirstLine(doc, text, 1)
	}
	if v, size := wording.VerdictAtStart(doc.Text(text)); v != wording.NoVerdict {
		page.TrimStart(doc, text, size)
	}
	if v, size := wording.VerdictAtEnd(page.FirstLine(doc, text)); v != wording.NoVerdict {
		page.TrimFirstLine(doc, text, size)
	}
	if v, size := wording.VerdictAtEnd(doc.Text(text)); v != wording.NoVerdict {
		page.TrimEnd(doc, text, size)
	}
}

// unstrong takes bold type and highlights off a text.
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

// bareText gives the inline nodes of a paragraph in a block that is shown without a paragraph's margins.
func bareText(n ast.Node) ast.Node {
	if n.Kind() != ast.KindParagraph {
		return n
	}
	text := ast.NewTextBlock()
	text.SetPos(n.Pos())
	for _, c := range page.Children(n) {
		n.RemoveChild(n, c)
		text.AppendChild(text, c)
	}
	return text
}
