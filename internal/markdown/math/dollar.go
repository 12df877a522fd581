package math

import "bytes"

// dollar finds $…$ and $$…$$.
func (s *Scanner) dollar(at int) (Span, bool) {
	n := 1
	for at+n < len(s.text) && s.text[at+n] == '$' {
		n++
	}
	switch {
	case n == 1:
		return s.single(at)
	case n == 2:
		if span, ok := s.double(at); ok {
			return span, true
		}
		return s.slipped(at)
	}
	return Span{}, false
}

// double finds $$…$$. On lines of its own it sets the formula apart, within a sentence it does not.
func (s *Scanner) double(at int) (Span, bool) {
	end := s.closeDouble(at + 2)
	if end < 0 {
		s.Unclosed = true
		return Span{}, false
	}
	if len(bytes.TrimSpace(s.text[at+2:end])) == 0 {
		return Span{}, false
	}
	display := s.startsLine(at) && s.endsLine(end+2) || bytes.IndexByte(s.text[at+2:end], '\n') >= 0
	return Span{Start: at, End: end + 2, Open: at + 2, Close: end, Display: display}, true
}

// closeDouble returns the offset of the next "$$" at or behind from, -1 without one.
func (s *Scanner) closeDouble(from int) int {
	if s.gone["$$"] {
		return -1
	}
	for i := from; i+1 < len(s.text); i++ {
		switch {
		case s.text[i] == '\\':
			i++
		case s.text[i] == '$' && s.text[i+1] == '$':
			return i
		}
	}
	s.lacks("$$")
	return -1
}

// slipped reads "$$x$", a formula in the line whose opening has one dollar too many, where that is plain to see.
func (s *Scanner) slipped(at int) (Span, bool) {
	s.Unclosed = true
	span, ok := s.single(at + 1)
	if !ok || !hasCommand(s.text[span.Open:span.Close]) || bytes.IndexByte(s.text[span.Open:span.Close], '\n') >= 0 {
		s.Unclosed = true
		return Span{}, false
	}
	s.Unclosed = false
	span.Start = at
	span.Slip = "opens with two dollars and closes with one"
	return span, true
}

// single finds $…$ by Pandoc's rule (no blank behind the opening dollar, none before the closing one), and by what a
// person sees where the rule fails or says too much.
func (s *Scanner) single(at int) (Span, bool) {
	if at == s.refused && at > 0 {
		return Span{}, false
	}
	end := s.closeSingle(at + 1)
	if end < 0 {
		s.Unclosed = !isBlank(s.text, at+1) && (hasCommand(s.line(at+1)) || isVariable(s.text[at+1:]) || isNorm(s.line(at+1)))
		return Span{}, false
	}
	tex := s.text[at+1 : end]
	span := Span{Start: at, End: end + 1, Open: at + 1, Close: end}
	if len(bytes.TrimSpace(tex)) == 0 || bytes.Contains(tex, []byte("\n\n")) {
		return Span{}, false
	}
	head, tail := isBlank(s.text, at+1), isBlank(s.text, end-1)
	switch {
	case !tail && !touches(tex, s.text[end+1:]):
		s.refused = end // it opens none either, or the text between this pair of dollars and the next became one
		return Span{}, false
	case head || tail:
		if !s.padded(at, end, head, tail) {
			s.Unclosed = !head && hasCommand(tex)
			return Span{}, false
		}
	case s.isMoney(at, tex), s.isRegexp(at):
		return Span{}, false
	}
	if n := len(tex); n > 2 && tex[0] == '`' && tex[n-1] == '`' && bytes.Count(tex, []byte{'`'}) == 2 {
		span.Open, span.Close = span.Open+1, span.Close-1 // as GitLab and GitHub know it
	}
	if end+1 < len(s.text) && s.text[end+1] == '$' && !s.opensAt(end+1) {
		span.End++
		span.Slip = "opens with one dollar and closes with two"
	}
	return span, true
}

// closeSingle returns the offset of the first dollar at or behind from that is neither escaped nor within \text{…},
// which may hold formulas of its own; -1 without one.
func (s *Scanner) closeSingle(from int) int {
	if s.gone["$"] {
		return -1
	}
	for i := from; i < len(s.text); i++ {
		switch s.text[i] {
		case '$':
			return i
		case '\\':
			if skip := textGroup(s.text[i:]); skip > 0 {
				i += skip - 1
			} else {
				i++
			}
		}
	}
	s.lacks("$")
	return -1
}

// textGroup returns the length of a \text{…} or \mbox{…} at the start of tex that holds dollars, and 0 without one.
func textGroup(tex []byte) int {
	open := 0
	for _, name := range []string{`\text{`, `\mbox{`, `\textrm{`} {
		if bytes.HasPrefix(tex, []byte(name)) {
			open = len(name)
		}
	}
	if open == 0 {
		return 0
	}
	for i := open; i < len(tex) && tex[i] != '\n'; i++ {
		switch tex[i] {
		case '\\':
			i++
		case '{':
			return 0
		case '}':
			if bytes.Count(tex[open:i], []byte{'$'})%2 == 0 {
				return i + 1
			}
			return 0
		}
	}
	return 0
}

// opensAt reports whether the dollar at an offset begins a formula of its own.
func (s *Scanner) opensAt(at int) bool {
	probe := &Scanner{text: s.text, gone: s.gone}
	end := probe.closeSingle(at + 1)
	if end == at+1 {
		// Two more dollars: they open a formula if two close it.
		return probe.closeDouble(at+2) > 0
	}
	return end > 0 && !isBlank(s.text, at+1) && !isBlank(s.text, end-1)
}

// padded reports whether a formula with blanks inside its dollars is one: TeX must be plain to see, and neither
// dollar may look as if it belonged to another formula.
func (s *Scanner) padded(at, end int, head, tail bool) bool {
	tex := s.text[at+1 : end]
	if bytes.IndexByte(tex, '\n') >= 0 || len(tex) > 400 {
		return false
	}
	if !hasCommand(tex) && !(hasOperator(tex) && longestWord(tex) < 3) {
		return false
	}
	if head && at > 0 && isWord(s.text[at-1]) {
		return false
	}
	return !tail || end+1 >= len(s.text) || !isWord(s.text[end+1]) && s.text[end+1] != '\\'
}
