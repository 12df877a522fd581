package parse

import (
	"bytes"
	"sort"
	"strings"

	"github.com/yuin/goldmark/ast"

	"github.com/examdeck/examdeck/parse/wording"
)

// spacedFinder goes over the lines of a source once, as the plugin does.
type spacedFinder struct {
	doc   *document
	lines []textLine
	floor int // up to here the source belongs to the front matter and the cards before
	found []spacedCard

	block  ast.Node // the block that was last looked at, and whether it hides something
	hiding bool
}

// cards finds all cards, in order. The ends of those of several blocks are at least where their first run of lines ends.
func (f *spacedFinder) cards() []spacedCard {
	for _, line := range f.lines {
		if line.from < f.floor || line.block.Kind() == ast.KindHeading {
			continue
		}
		if line.text == "?" || line.text == "??" {
			f.blockCard(line)
		} else if sep, length := separatorIn(f.doc, line); length > 0 {
			f.inlineCard(line, sep, length == len(":::"))
		} else if f.hides(line) {
			f.clozeCard(line)
		}
	}
	return f.found
}

func (f *spacedFinder) add(c spacedCard) {
	f.found = append(f.found, c)
	f.floor = max(f.floor, c.to)
}

// blockCard adds the card around a lone "?".
func (f *spacedFinder) blockCard(line textLine) {
	c := spacedCard{form: blockCard, both: line.text == "??", line: line}
	c.from = f.runStart(line.start)
	c.to = f.runEnd(line.to + 1)
	if f.answersWithHeading(line) {
		c.head = f.firstHeading(line)
		if c.head != nil {
			c.from = c.head.from
		}
	}
	if c.from >= line.start {
		return // there is nothing above to ask
	}
	f.add(c)
}

// answersWithHeading tells whether the first thing below a separator is a heading.
func (f *spacedFinder) answersWithHeading(line textLine) bool {
	i := headsFrom(f.doc, line.to)
	return i < len(f.doc.heads) && f.doc.heads[i].from == trimFrom(f.doc.md.Source, line.to, len(f.doc.md.Source))
}

// firstHeading gives the heading that begins the prompt above a separator: the last that numbers a question, else the last one.
func (f *spacedFinder) firstHeading(line textLine) *heading {
	var last *heading
	for i := headsFrom(f.doc, line.start) - 1; i >= 0 && f.doc.heads[i].from >= f.floor; i-- {
		h := f.doc.heads[i]
		if h.numbered && wording.Is(h.label.Word, wording.AnyQuestion) {
			return h
		}
		if last == nil {
			last = h
		}
	}
	return last
}

// headsFrom is the index of the first heading at an offset or behind it.
func headsFrom(doc *document, from int) int {
	return sort.Search(len(doc.heads), func(i int) bool { return doc.heads[i].from >= from })
}

// inlineCard adds a card within a line. Its answer goes on to the end of its block, or over the lines below where the line
// itself holds none.
func (f *spacedFinder) inlineCard(line textLine, sep int, both bool) {
	c := spacedCard{form: inlineCard, both: both, line: line, sep: sep, from: line.start, to: line.to}
	empty := len(bytes.Trim(f.doc.md.Source[sep:line.to], ": \t")) == 0
	for _, l := range f.doc.linesBetween(line.to+1, len(f.doc.md.Source)) {
		if f.parted(c.to, l.start) {
			break
		}
		colons := bytes.Contains(f.doc.md.Source[l.from:l.to], []byte("::")) // another card, or a property
		if colons || l.text == "?" || l.text == "??" || l.block.Kind() == ast.KindHeading || !empty && l.block != line.block {
			break
		}
		c.to = l.to
	}
	f.add(c)
}

// parted tells whether a blank line or a schedule, and no code, stands between two lines.
func (f *spacedFinder) parted(from, to int) bool {
	gap := f.doc.md.Source[min(from, to):to]
	return bytes.Contains(gap, []byte("<!--SR:")) || len(bytes.TrimSpace(gap)) == 0 && bytes.Count(gap, []byte{'\n'}) > 1
}

// clozeCard adds the lines around one that hides something, if no other card is among them.
func (f *spacedFinder) clozeCard(line textLine) {
	c := spacedCard{form: clozeCard, line: line, from: f.runStart(line.to), to: f.runEnd(line.start)}
	c.from = min(c.from, line.start)
	for _, l := range f.doc.linesBetween(line.to, c.to) {
		if _, length := separatorIn(f.doc, l); length > 0 || l.text == "?" || l.text == "??" || l.block.Kind() == ast.KindHeading {
			return
		}
	}
	f.add(c)
}

// hides tells whether the block of a line holds a highlight or another cloze.
func (f *spacedFinder) hides(line textLine) bool {
	if line.block != f.block {
		text, marked := markedText(f.doc, line.block)
		_, cloze := clozeBalance(text)
		f.block, f.hiding = line.block, marked || cloze
	}
	return f.hiding
}

// runStart is where the run of lines without a blank one begins that ends before an offset; blank lines right before the
// offset are skipped. What belongs to earlier cards, headings, rules and schedules end it. Code is one line.
func (f *spacedFinder) runStart(end int) int {
	src, start := f.doc.md.Source, end
	for start > f.floor {
		above := max(f.floor, 1+bytes.LastIndexByte(src[:start-1], '\n'))
		line := bytes.TrimSpace(src[above:start])
		if block := f.codeAt(above); block >= f.floor && block < above {
			start = block
			continue
		}
		if len(line) == 0 {
			if start < end && len(bytes.TrimSpace(src[start:end])) > 0 {
				break
			}
			start = above
			continue
		}
		if f.separates(above, line) {
			break
		}
		start = above
	}
	return trimFrom(src, start, end) - leadingBlanks(src, trimFrom(src, start, end))
}

// leadingBlanks counts the blanks before an offset in its line, if there is nothing else.
func leadingBlanks(src []byte, at int) int {
	n := 0
	for at-n > 0 && (src[at-n-1] == ' ' || src[at-n-1] == '\t') {
		n++
	}
	return n
}

// runEnd is where the run of lines ends that begins at an offset: at a schedule, or a blank line
// that is not within code.
func (f *spacedFinder) runEnd(from int) int {
	src := f.doc.md.Source
	at := min(from, len(src))
	for at < len(src) {
		next := min(len(src), f.doc.lineEnd(at)+1)
		line := bytes.TrimSpace(src[at:next])
		if len(line) == 0 && f.codeAt(at) < 0 || bytes.HasPrefix(line, []byte("<!--SR:")) {
			break
		}
		at = next
	}
	return at
}

// separates tells whether a line parts a card from what is above.
func (f *spacedFinder) separates(at int, line []byte) bool {
	if bytes.HasPrefix(line, []byte("<!--SR:")) {
		return true
	}
	switch i := f.blockAt(at); {
	case i < 0:
		return false
	default:
		k := f.doc.blocks[i].Kind()
		return k == ast.KindHeading || k == ast.KindThematicBreak && strings.Trim(string(line), "-*_ \t") == ""
	}
}

// codeAt gives the start of the code block that holds an offset, -1 for none.
func (f *spacedFinder) codeAt(at int) int {
	i := f.blockAt(at)
	if i < 0 || f.doc.blocks[i].Kind() != ast.KindFencedCodeBlock || at >= f.doc.md.End(f.doc.blocks[i]) {
		return -1
	}
	return f.doc.starts[i]
}

// blockAt is the index of the block that holds an offset, -1 before the first.
func (f *spacedFinder) blockAt(at int) int {
	return sort.Search(len(f.doc.starts), func(i int) bool { return f.doc.starts[i] > at }) - 1
}
