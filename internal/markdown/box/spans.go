package box

import (
	"bytes"
	"slices"
	"strings"

	"github.com/yuin/goldmark/parser"

	"github.com/examdeck/examdeck/internal/markdown/attribute"
	"github.com/examdeck/examdeck/internal/markdown/start"
)

// span is a box in the source: where its lines begin and end.
type span struct {
	syntax *syntax
	opening
	at    int // the line that opens it
	body  int // the first line behind what opens it
	close int // the line that closes it
	end   int // behind what closes it
}

// spans are the boxes of a source, by where the lines begin that open them, as far as it was read. Of a line that
// closes nothing the span is nil.
type spans struct {
	at   map[int]*span
	read int
}

var spansKey = parser.NewContextKey()

// Share lets a parse, to, of a part of the source that from has parsed know its boxes.
func Share(from, to parser.Context) { to.Set(spansKey, from.Get(spansKey)) }

// spanAt returns the box that a line opens, looking for those of the whole source once; text may be put behind it.
func spanAt(src []byte, at int, pc parser.Context) (*span, bool) {
	known, ok := pc.Get(spansKey).(*spans)
	if !ok {
		known = &spans{at: map[int]*span{}}
		pc.Set(spansKey, known)
	}
	if at >= known.read {
		s := scanner{src: src, spans: known.at}
		s.scan(known.read)
		known.read = len(src)
	}
	span, ok := known.at[at]
	return span, ok
}

// scanner pairs the lines that open boxes with those that close them. What stands in code or in a comment opens and
// closes nothing.
type scanner struct {
	src   []byte
	spans map[int]*span
	open  []*span

	code    []byte // the fence of the code at hand, nil outside
	codeAt  int    // behind the line that opened it
	before  []*span
	noCode  bool  // a fence was never closed: those below are none either
	header  *span // a gate whose first directive is open
	tail    *span // one whose last directive is
	comment int   // where the next comment begins; -1 where none follows
}

// scan reads the lines from an offset on.
func (s *scanner) scan(from int) {
	s.findComment(from)
	for at := from; at < len(s.src); {
		next := lineEnd(s.src, at)
		if s.comment >= 0 && s.comment < at { // it stood in code
			s.findComment(at)
		}
		if s.comment >= 0 && s.comment < next && s.code == nil {
			next = s.skipComment(next)
		} else if line := trim(s.src[at:next]); len(line) > 1 && strings.IndexByte(":`~</{", line[0]) >= 0 {
			next = s.line(line, at, next)
		}
		at = next
		if at >= len(s.src) && s.code != nil { // never closed
			at, s.open, s.code, s.noCode = s.codeAt, s.before, nil, true
		}
	}
	for _, o := range slices.Backward(s.open) { // so that the one above ends where it begins
		s.endUnclosed(o)
	}
}

// findComment finds the next comment from an offset on.
func (s *scanner) findComment(from int) {
	if s.comment = bytes.Index(s.src[from:], []byte("<!--")); s.comment >= 0 {
		s.comment += from
	}
}

// skipComment returns the line behind the comment that begins before next; next itself where it ends in its line, or
// nowhere.
func (s *scanner) skipComment(next int) int {
	end := bytes.Index(s.src[s.comment:], []byte("-->"))
	if end < 0 {
		s.comment = -1
		return next
	}
	end += s.comment
	s.findComment(end)
	return max(next, lineEnd(s.src, end))
}

// line reads a line and returns where the next one begins that is to be read.
func (s *scanner) line(line []byte, at, next int) int {
	switch {
	case s.code != nil:
		if isFence(line, s.code) {
			s.code = nil
		}
		return next
	case s.header != nil && isFence(line, s.header.fence):
		s.header.body, s.header = next, nil
		return next
	case s.header != nil:
		return next
	case s.tail != nil:
		if isFence(line, s.tail.fence) {
			s.tail.end, s.tail = next, nil
		}
		return next
	case s.closeBox(line, at, next):
		return next
	}
	for _, x := range syntaxes {
		if strings.IndexByte(x.first, line[0]) < 0 {
			continue
		}
		if o, ok := x.open(line); ok {
			return s.openBox(&span{syntax: x, opening: o, at: at, body: next}, next)
		}
		if x.closer != nil && x.closer(line) {
			s.spans[at] = nil
			return next
		}
	}
	if !s.noCode && (line[0] == '`' || line[0] == '~') {
		n := len(line) - len(bytes.TrimLeft(line, string(line[:1])))
		if n >= 3 && (line[0] == '~' || bytes.IndexByte(line[n:], '`') < 0) {
			s.code, s.codeAt = line[:n], next
			s.before = append([]*span(nil), s.open...)
		}
	}
	return next
}

// closeBox ends the box opened last that a line ends, and forgets those within it that were never closed.
func (s *scanner) closeBox(line []byte, at, next int) bool {
	const deep = 16 // boxes
	for i := len(s.open) - 1; i >= max(0, len(s.open)-deep); i-- {
		o := s.open[i]
		if strings.IndexByte(o.syntax.first, line[0]) < 0 || !o.syntax.closes(line, &o.opening) {
			continue
		}
		o.close, o.end = at, next
		s.spans[o.at] = o
		for _, within := range slices.Backward(s.open[i+1:]) {
			s.endUnclosed(within)
		}
		s.open = s.open[:i]
		if o.gate != "" {
			s.tail = o
		}
		return true
	}
	return false
}

// openBox notes a box; its options and those lines that only part them from the text are read.
func (s *scanner) openBox(o *span, next int) int {
	s.open = append(s.open, o)
	if !o.syntax.options {
		return next
	}
	for next < len(s.src) {
		end := lineEnd(s.src, next)
		key, value, ok := isOption(trim(s.src[next:end]))
		if !ok {
			break
		}
		o.head.attributes.Pairs = append(o.head.attributes.Pairs, attribute.Pair{Key: key, Value: value})
		next = end
	}
	if o.body = next; o.gate != "" {
		s.header = o
	}
	return next
}

// endUnclosed ends a box that is never closed: one of colons before the next heading or start of a question; others
// are none.
func (s *scanner) endUnclosed(o *span) {
	if o.syntax != colons && o.syntax != templates {
		return
	}
	if o.syntax == templates {
		if !shown[o.head.name] {
			s.spans[o.at] = nil
		}
		return
	}
	first := true
	at := o.body
	for at < len(s.src) {
		next := lineEnd(s.src, at)
		line := trim(s.src[at:next])
		if !first && (start.IsHeading(line) || s.spans[at] != nil) {
			break
		}
		first = first && len(line) == 0
		at = next
	}
	o.close, o.end = at, at
	s.spans[o.at] = o
}

// trim cuts off what may stand before and behind the text of a line.
func trim(line []byte) []byte {
	return bytes.TrimRight(bytes.TrimLeft(line, " \t>"), " \t\r\n")
}

// lineEnd returns the offset behind the line that holds an offset.
func lineEnd(src []byte, at int) int {
	if i := bytes.IndexByte(src[at:], '\n'); i >= 0 {
		return at + i + 1
	}
	return len(src)
}
