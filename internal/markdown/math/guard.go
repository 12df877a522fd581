package math

import (
	"bytes"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// maxAhead is how far, in bytes, the guard looks for the end of a formula.
const maxAhead = 16 << 10

// guard follows the open paragraph and knows whether a formula is open in it.
type guard struct {
	paragraph ast.Node
	lines     int    // how many lines of the paragraph it has read
	closer    string // what closes the open formula; empty where none is open
	alone     bool   // the opener stands alone on its line
	looked    bool
	closesAt  int // where the closer stands in the source, -1 where it does not follow
}

var guardKey = parser.NewContextKey()

// Inside reports whether the current line belongs to a formula that is open in the paragraph before it, so that no other
// block may begin there. That is so only if the formula is closed below, before the paragraph's end.
func Inside(reader text.Reader, pc parser.Context) bool {
	paragraph, ok := pc.LastOpenedBlock().Node.(*ast.Paragraph)
	if !ok {
		return false
	}
	g := follow(paragraph, reader, pc)
	_, pos := reader.Position()
	return g.closer != "" && g.closes(reader.Source(), pos.Start, pc) >= pos.Start
}

// insideBlank is Inside for a blank line, which only a formula whose opener stands alone on its line may hold.
func insideBlank(paragraph *ast.Paragraph, reader text.Reader, pc parser.Context) bool {
	g := follow(paragraph, reader, pc)
	if g.closer == "" || !g.alone {
		return false
	}
	if reader.LineOffset() == 0 && quoted(paragraph) {
		return false
	}
	_, pos := reader.Position()
	return g.closes(reader.Source(), pos.Start, pc) >= pos.Start
}

// quoted reports whether a block stands in a quote.
func quoted(n ast.Node) bool {
	for p := n.Parent(); p != nil; p = p.Parent() {
		if k := p.Kind(); k != ast.KindList && k != ast.KindListItem && k != ast.KindDocument {
			return true
		}
	}
	return false
}

// follow brings the guard up to the paragraph's last line.
func follow(paragraph *ast.Paragraph, reader text.Reader, pc parser.Context) *guard {
	g, _ := pc.Get(guardKey).(*guard)
	if g == nil {
		g = &guard{}
		pc.Set(guardKey, g)
	}
	if g.paragraph != paragraph {
		*g = guard{paragraph: paragraph}
	}
	for ; g.lines < paragraph.Lines().Len(); g.lines++ {
		line := paragraph.Lines().At(g.lines)
		g.read(reader.Source()[line.Start:line.Stop])
	}
	return g
}

// closes returns the offset of the closer below an offset, -1 where it does not follow.
func (g *guard) closes(src []byte, from int, pc parser.Context) int {
	if !g.looked {
		g.looked = true
		g.closesAt = lookAhead(src, from, g.closer, g.alone, pc)
	}
	return g.closesAt
}

// read takes one more line.
func (g *guard) read(line []byte) {
	if g.closer == "" && bytes.IndexByte(line, '$') < 0 && bytes.IndexByte(line, '\\') < 0 {
		return
	}
	for i := 0; i < len(line); {
		if g.closer != "" {
			end := bytes.Index(line[i:], []byte(g.closer))
			if end < 0 {
				return
			}
			i += end + len(g.closer)
			g.closer, g.looked = "", false
			continue
		}
		if c := line[i]; c != '`' && c != '$' && c != '\\' {
			i++
			continue
		}
		closer, n := opener(line[i:])
		if closer == "" {
			i += n
			continue
		}
		if end := bytes.Index(line[i+n:], []byte(closer)); end >= 0 {
			i += n + end + len(closer)
			continue
		}
		if closer == "$" || closer[0] == '`' {
			// A dollar or a run of code over two lines is too uncertain to keep other blocks from beginning.
			i += n
			continue
		}
		g.closer, g.looked = closer, false
		g.alone = len(bytes.TrimSpace(line[:i])) == 0 && (len(bytes.TrimSpace(line[i+n:])) == 0 ||
			closer == "$$" && opensAlone(bytes.TrimSpace(line[i:])))
		return
	}
}

// opener returns what closes the formula or code that begins at the start of text, and the length of its opener.
// Where none begins, closer is empty and n is how much text to skip.
func opener(text []byte) (closer string, n int) {
	switch text[0] {
	case '`':
		for n < len(text) && text[n] == '`' {
			n++
		}
		return string(text[:n]), n
	case '$':
		for n < len(text) && text[n] == '$' {
			n++
		}
		if n > 2 {
			return "", n
		}
		return "$$"[:n], n
	case '\\':
		if len(text) < 2 {
			return "", 1
		}
		switch text[1] {
		case '(':
			return `\)`, 2
		case '[':
			return `\]`, 2
		case '\\':
			if len(text) > 2 && text[2] == '[' {
				return `\\]`, 3
			}
		}
		if bytes.HasPrefix(text, []byte(`\begin{`)) {
			if name := environmentName(text); name != "" {
				return `\end{` + name + `}`, len(`\begin{`) + len(name) + 1
			}
		}
		return "", 2
	}
	return "", 1
}
