package parse

import (
	"slices"
	"strings"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"

	"github.com/examdeck/examdeck/parse/wording"
)

// offer is a run of options among blocks, found before anything is moved.
type offer struct {
	blocks      []ast.Node
	first, last int // the options are in blocks[first:last]
	marks       []mark
	form        offerForm
	// behind are list items that follow the options in their list, such as "- Answer: B".
	behind []ast.Node
	// strange are keys that name no option of these, found on the way.
	strange []quizKey
}

// offerForm is how options are recognised, the weakest first.
type offerForm int

const (
	plainForm  offerForm = iota // the items of any list: options only where a key means them
	numberForm                  // lines or items that a number names: the same
	letterForm                  // lines or items that begin with letters in their order
	boxForm                     // items with a box to tick
)

// mark is one option as it was found: a list item, or a line of a paragraph or of code with those that follow.
type mark struct {
	block   int            // index in offer.blocks
	item    ast.Node       // the list item; nil for lines
	line    ast.Node       // the first inline node of a paragraph's line; nil for items and code
	row     int            // the line's index in code
	text    string         // the first line's plain text, box and marker cut
	whole   string         // the whole plain text, box and marker cut
	marker  wording.Marker // empty where the option is not named by a letter
	box     box
	boxed   int             // visible characters of a box that is written as text
	sign    wording.Verdict // what a sign before the marker says, or a cross at the end
	crossed bool            // an "x" at the end says that it is right
	bold    bool            // the option, or its letter, is in bold or highlighted
	extra   []int           // blocks that follow and belong to the option
}

// box is what stands in an option's box.
type box int

const (
	noBox box = iota
	emptyBox
	tickedBox
)

// named tells whether a letter or number names the option.
func (m mark) named() bool { return m.marker.Letter != "" }

// letters are the options' names.
func (o *offer) letters() []string {
	var letters []string
	for _, m := range o.marks {
		if m.marker.Letter != "" {
			letters = append(letters, m.marker.Letter)
		}
	}
	return letters
}

// texts are what the options say.
func (o *offer) texts() []string {
	texts := make([]string, len(o.marks))
	for i, m := range o.marks {
		texts[i] = m.whole
	}
	return texts
}

// findOffers lists the runs of options among blocks, in order.
func findOffers(doc *document, blocks []ast.Node) []*offer {
	if offersNothing(doc, blocks) {
		return nil
	}
	var offers []*offer
	var marks []mark
	named := false // some mark is
	behind := 0    // the first block behind the last offer of boxes
	for i, n := range blocks {
		if i < behind {
			continue
		}
		switch n.Kind() {
		case ast.KindList:
			items := itemMarks(doc, i, n)
			if o := boxOffer(blocks, withCode(doc, blocks, items)); o != nil {
				offers, behind = append(offers, o), o.last
				continue
			}
			marks = append(marks, items...)
			if slices.ContainsFunc(items, mark.named) {
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
			marks, named = append(marks, lines...), named || slices.ContainsFunc(lines, mark.named)
		case ast.KindFencedCodeBlock, ast.KindCodeBlock:
			if o := codeOffer(doc, blocks, i); o != nil {
				offers = append(offers, o)
			}
		}
	}
	offers = append(offers, letterOffers(doc, blocks, marks)...)
	offers = append(offers, numberOffers(blocks, marks)...)
	slices.SortStableFunc(offers, func(a, b *offer) int { return a.first - b.first })
	return offers
}

// boxOffer makes an offer of marks that all have a box.
func boxOffer(blocks []ast.Node, marks []mark) *offer {
	if len(marks) < 2 || slices.ContainsFunc(marks, func(m mark) bool { return m.box == noBox }) {
		return nil
	}
	last := marks[len(marks)-1]
	o := &offer{blocks: blocks, first: marks[0].block, last: last.block + 1 + len(last.extra), form: boxForm, marks: marks}
	if n, _ := wording.RunLength(o.letters()); n < len(marks) {
		for i := range marks {
			marks[i].unname()
		}
	}
	return o
}

// unname gives a mark its letter back as text: the letters of its run are in no order.
func (m *mark) unname() { m.marker = wording.Marker{Length: m.boxed} }

// trimUnboxed drops the lines before the first box: they are the prompt.
func trimUnboxed(lines []mark) []mark {
	for len(lines) > 0 && lines[0].box == noBox {
		lines = lines[1:]
	}
	return lines
}

// listOffer makes an offer of an ordinary list's items. Those of an ordered list are named by their numbers.
func listOffer(blocks []ast.Node, list *ast.List, items []mark) *offer {
	o := &offer{blocks: blocks, first: items[0].block, last: items[0].block + 1, form: plainForm, marks: items}
	if list.IsOrdered() && list.Start == 1 && len(items) <= len(wording.Alphabets[wording.NumberRow]) {
		o.form = numberForm
		for i := range o.marks {
			o.marks[i].marker.Letter = wording.Alphabets[wording.NumberRow][i]
		}
	}
	return o
}

// itemMarks reads the items of a list.
func itemMarks(doc *document, block int, list ast.Node) []mark {
	var marks []mark
	for item := list.FirstChild(); item != nil; item = item.NextSibling() {
		m := mark{block: block, item: item, whole: doc.text(item)}
		if first := item.FirstChild(); first != nil && isText(first) {
			m.read(doc, first.FirstChild())
		}
		marks = append(marks, m)
	}
	return marks
}

// lineMarks reads the lines of a paragraph.
func lineMarks(doc *document, block int, p ast.Node) []mark {
	var marks []mark
	begins := true
	for c := p.FirstChild(); c != nil; c = c.NextSibling() {
		if begins {
			m := mark{block: block, line: c}
			m.read(doc, c)
			m.whole = m.text
			marks = append(marks, m)
		}
		begins = endsLine(c)
	}
	return marks
}

func isText(n ast.Node) bool {
	return n.Kind() == ast.KindParagraph || n.Kind() == ast.KindTextBlock
}

// read reads the line that begins with an inline node: its box, its marker, and whether it is bold.
func (m *mark) read(doc *document, first ast.Node) {
	m.text = lineText(doc, first)
	if task, ok := first.(*extast.TaskCheckBox); ok {
		m.box = emptyBox
		if task.IsChecked {
			m.box = tickedBox
		}
		m.text = lineText(doc, first.NextSibling())
	} else if state, rest, ok := readBox(m.text); ok {
		m.box = state
		m.boxed = wording.Visible(m.text) - wording.Visible(rest)
		m.marker.Length = m.boxed
		m.text = rest
	}
	if m.whole == "" {
		m.whole = m.text
	}
	if k, said, ok := readSignedMarker(m.text); ok {
		m.marker, m.sign = k, said
		m.marker.Length += m.boxed
		m.text = cutVisible(m.text, k.Length)
	}
	m.whole = cutVisible(m.whole, m.marker.Length)
	if rest := strings.TrimRight(m.text, "xX"); m.marker.Letter != "" && m.sign == wording.NoVerdict && rest != m.text && crossedAtEnd(doc, first) {
		m.sign, m.crossed = wording.RightVerdict, true
		m.text, m.whole = m.text[:len(m.text)-1], strings.TrimRight(m.whole, "xX")
	}
	m.bold = isBoldLine(doc, first, m.marker)
}

// readBox reads a box that is written as text: "( )", "(x)", "[x]", "☐", "☑".
func readBox(text string) (state box, rest string, ok bool) {
	for _, b := range []struct {
		sign  string
		state box
	}{
		{"( )", emptyBox}, {"()", emptyBox}, {"[ ]", emptyBox}, {"[]", emptyBox}, {"☐", emptyBox}, {"⬜", emptyBox}, {"◯", emptyBox}, {"○", emptyBox},
		{"(x)", tickedBox}, {"(X)", tickedBox}, {"(*)", tickedBox}, {"(✓)", tickedBox}, {"[x]", tickedBox}, {"[X]", tickedBox},
		{"[*]", tickedBox}, {"[✓]", tickedBox}, {"☑", tickedBox}, {"☒", tickedBox}, {"✅", tickedBox}, {"◉", tickedBox}, {"●", tickedBox},
	} {
		if rest, ok := strings.CutPrefix(text, b.sign); ok && (rest == "" || strings.ContainsRune(" \t\u00a0\ufe0f", []rune(rest)[0])) {
			return b.state, strings.TrimLeft(rest, " \t\u00a0\ufe0f"), true
		}
	}
	return noBox, text, false
}

// cutVisible cuts the first count characters but blanks off a text, and the blanks behind them.
func cutVisible(text string, count int) string {
	text = strings.TrimLeft(text, " \t\n")
	return strings.TrimSpace(text[skipVisible([]byte(text), count):])
}

// isBoldLine tells whether a line's option is all bold or highlighted, or its marker alone is.
func isBoldLine(doc *document, first ast.Node, k wording.Marker) bool {
	if k.Length == 0 && first != nil && !isStrong(first) && (len(wordStart(doc, first)) > 0 || doc.md.Text(first) != "") {
		return false // what begins plain is not all bold
	}
	strong, total, lead := 0, 0, 0
	for c := first; c != nil; c = c.NextSibling() {
		size := wording.Visible(doc.md.Text(c))
		if isStrong(c) {
			strong += size
			if total == 0 {
				lead = size
			}
		}
		total += size
		if endsLine(c) {
			break
		}
	}
	if strong == 0 {
		return false
	}
	return strong >= total-k.Length || k.Length > 0 && lead > 0 && lead <= k.Length
}
