package mathjax

import "strings"

// arrayState is where a table stands.
type arrayState struct {
	sort  arraySort
	rows  int
	cells int // in the row that is being read
	// brace tells that a brace closes it, as in \matrix{…}.
	brace bool
	// text tells in which tables the second column is text: "" in none, "{" in \cases, else an environment's name.
	text string
	// counted tells that it is a numcases.
	counted bool
	// limit is how many cells a row may have; 0 for any number.
	limit int
	// at and end say where the last "&" is.
	at, end int
}

type arraySort uint8

const (
	plainArray arraySort = iota
	alignment            // align and its like
	flush                // flalign and its like
	multline             // multline and multlined
	innerMulti           // multlined
)

// endEntry ends a cell.
func (p *parser) endEntry(top *item, it item) {
	top.row = row{}
	top.array.cells++
	if top.array.limit > 0 && top.array.cells > top.array.limit {
		p.failAt(it, codeAlign, "%q is one too many in a row of %q", "&", top.name)
	}
}

// endRow ends a row.
func (p *parser) endRow(top *item, it item) {
	a := &top.array
	if (a.sort == multline || a.sort == innerMulti) && a.cells != 1 {
		it.at, it.end = a.at, a.end
		p.failAt(it, codeAlign, "%q in %q, whose rows have one column", "&", top.name)
	}
	a.rows++
	a.cells = 0
	if a.sort == alignment || a.sort == flush {
		p.tags.clear()
	}
}

// closeCell handles what ends a cell, a row or a table.
func (p *parser) closeCell(s *stack, it item) {
	top := s.top()
	if it.kind == cell {
		if it.name == "&" {
			top.array.at, top.array.end = it.at, it.end
		}
		p.endEntry(top, it)
		if it.name != "&" && it.name != "@" {
			p.endRow(top, it)
		}
		return
	}
	if top.n > 0 || top.array.cells > 0 {
		p.endEntry(top, it)
		p.endRow(top, it)
	}
	done := s.pop()
	if done.array.sort != plainArray {
		p.tags.end()
	}
	if done.array.brace {
		if it.kind != closing {
			p.failAt(done, codeBrace, "the %q of %q is never closed", "{", done.name)
		}
		p.give(s, node{})
		return
	}
	p.give(s, node{})
	p.pushInto(s, it)
}

// failMisplaced ends the reading at a "&" or \cr outside of a table.
func (p *parser) failMisplaced(it item) {
	if it.name == "@" {
		p.hint = `"@" and a sign such as "=" or ">" make an arrow of a CD environment`
	}
	if it.name == "&" {
		p.hint = p.misplacedRemedy(it)
	}
	p.failAt(it, codeAlign, "misplaced %q", it.name)
}

// misplacedRemedy says what may have been meant by a "&" outside of rows.
func (p *parser) misplacedRemedy(it item) string {
	entity, _, _ := strings.Cut(p.tex[min(it.end, len(p.tex)):], ";")
	if entity == "lt" || entity == "gt" || entity == "amp" {
		return "write the sign itself, not its HTML entity"
	}
	switch top := p.stack.top(); top.kind {
	case left:
		return `\left and \right can't stand in two cells: write \left( … \right. & \left. … \right)`
	case open:
		if strings.HasSuffix(p.tex[:min(top.at, len(p.tex))], `\\`) {
			return `write \{ for a brace, not \\{`
		}
		return "close the braces around it first"
	}
	return `write \& for the sign; rows need \begin{aligned}…\end{aligned} or the like around them`
}

// readEntry reads a "&", and the text behind it where a table's second column is text.
func (p *parser) readEntry(name string) {
	p.push(item{kind: cell, name: name})
	top := p.stack.top()
	switch {
	case top.array.counted:
		p.readCountedText()
	case top.array.text != "":
		p.readCaseText(top.array.text)
	}
}

// readCaseText reads the text of a case, which ends with the row.
func (p *parser) readCaseText(environment string) {
	depth, closed, i := 0, -1, p.i
loop:
	for i < len(p.s) {
		switch c := p.s[i]; {
		case c == '{':
			depth++
		case c == '}':
			if depth == 0 {
				break loop
			}
			if depth--; depth == 0 && closed < 0 {
				closed = i
			}
		case c == '&' && depth == 0:
			p.failColumn(i)
		case c == '\\':
			if endsCase(p.s[i:], environment) {
				break loop
			}
			i++
		}
		i++
	}
	i = min(i, len(p.s))
	text := p.s[p.i:i]
	trimmed := strings.TrimLeftFunc(text, isSpace)
	if after, ok := strings.CutPrefix(trimmed, `\text`); ok && after != "" && !isLetter(after[0]) &&
		closed == p.i+len(strings.TrimRightFunc(text, isSpace))-1 {
		return // all of it is one \text{…}, which is read as any other
	}
	p.mixed(p.i, i)
	if strings.TrimFunc(text, isSpace) != "" {
		p.pushNode(node{})
	}
	p.i = i
}

// endsCase reports whether a text begins with what ends a row of cases.
func endsCase(s, environment string) bool {
	if strings.HasPrefix(s, `\\`) || strings.HasPrefix(s, `\cr`) && len(s) > 3 && !isLetter(s[3]) {
		return true
	}
	after, ok := strings.CutPrefix(s, `\end`)
	return ok && environment != "{" && strings.HasPrefix(after[skipSpace(after, 0):], "{"+environment+"}")
}

// failColumn ends the reading at a "&" that begins a column too many.
func (p *parser) failColumn(at int) {
	p.tok, p.i = at, at+1
	p.fail(codeAlign, "%q in the second column, which is the last one and text", "&")
}

// readCountedText reads the text of a case in numcases.
func (p *parser) readCountedText() {
	depth, i := 0, p.i
loop:
	for i < len(p.s) {
		switch c := p.s[i]; {
		case c == '{':
			depth++
		case c == '}':
			if depth == 0 {
				break loop
			}
			depth--
		case c == '&' && depth == 0:
			p.failColumn(i)
		case c == '\\' && depth == 0:
			end := nameEnd(p.s, i+1)
			switch p.s[i+1 : end] {
			case `\`, "cr", "end", "label":
				break loop
			}
			i = end - 1
		}
		i++
	}
	p.mixed(p.i, min(i, len(p.s)))
	p.pushNode(node{})
	p.i = min(i, len(p.s))
}

// runNewRow reads \\ and \newline.
func runNewRow(p *parser, c *command) {
	name := p.token()
	if !c.isSet(0) {
		if p.i < len(p.s) && p.s[p.i] == '*' {
			p.i++
		}
		if p.i < len(p.s) && p.s[p.i] == '[' {
			from, to, _ := p.bracket()
			text := p.s[from:to]
			if n, ok := dimensionEnd(text); text != "" && (!ok || strings.TrimFunc(text[n:], isSpace) != "") {
				p.failHint(codeArgument, `put {} between them`, "%q behind %q is read as a length, and is none", "["+text+"]", name)
			}
		}
	}
	p.push(item{kind: cell, name: strings.TrimSpace(name), flag: true})
	if p.stack.top().kind != array {
		p.lostBreak(name)
		p.pushNode(node{kind: headOfLine})
	}
}

// runCr reads \cr.
func runCr(p *parser, _ *command) { p.push(item{kind: cell, name: `\cr`}) }

// runHLine reads \hline and \hdashline.
func runHLine(p *parser, _ *command) {
	if top := p.stack.top(); top.kind != array || top.n > 0 {
		p.failHint(codeAlign, `it stands at the start of a row, behind \\`, "misplaced %q", p.name)
	}
}

// runHFill reads \hfill and its like.
func runHFill(p *parser, _ *command) {
	if p.stack.top().kind != array {
		p.fail(codeAlign, "%q outside of a table", p.name)
	}
}

// runTableColor reads \cellcolor, \rowcolor and \columncolor.
func runTableColor(p *parser, c *command) {
	p.color(p.bracketText(), p.argText())
	top := p.stack.top()
	a := &top.array
	switch {
	case top.kind != array || a.sort != plainArray:
		p.fail(codeAlign, "%q outside of an array", p.name)
	case c.text(0) == "col" && a.rows > 0:
		p.fail(codeAlign, "%q below the first row", p.name)
	case c.text(0) == "row" && (top.n > 0 || a.cells > 0):
		p.fail(codeAlign, "%q is not at the start of a row", p.name)
	case c.text(0) == "col":
		if p.bracketText() != "" {
			p.bracketText()
		}
	}
}

// runMatrix reads \matrix{…} and its like.
func runMatrix(p *parser, c *command) {
	switch p.next() {
	case 0:
		p.fail(codeArgument, "%q lacks an argument", p.name)
	case '{':
		p.i++
	default:
		rest := p.s[p.i:]
		size := len(firstRune(rest))
		p.i += size
		p.s = rest[:size] + "}" + p.s[p.i:]
		p.source = p.source.part(p.i - size - 1)
		p.i, p.tok, p.single = 0, 0, -1
	}
	a := arrayState{brace: true}
	if c.isSet(6) {
		a.text = "{"
	}
	p.push(item{kind: array, name: p.name, array: a})
}
