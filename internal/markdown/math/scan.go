package math

import (
	"bytes"
	"regexp"

	"github.com/examdeck/examdeck/internal/mathjax"
)

// Span is a formula found in the text of a block. The offsets count bytes in that text.
type Span struct {
	// Start and End enclose the formula with its delimiters, Open and Close the TeX alone.
	Start, End, Open, Close int
	// Display tells that the delimiters set the formula apart.
	Display bool
	// Slip describes what is wrong with the delimiters, in words; empty where nothing is.
	Slip string
}

// Scanner finds formulas in the text of one block. It remembers for which delimiters no closer follows, so that a
// block of nothing but openers is read in linear time.
type Scanner struct {
	text []byte
	gone map[string]bool
	// refused is the last dollar that closed no formula, though one before it looked for it; it opens none either.
	refused int
	// textEnd is where the tag stands that ends a text of LaTeX.
	textEnd int
	// HTML tells that the text is none of Markdown, so that a backslash before a bracket escapes nothing.
	HTML bool
	// Unclosed is set by Find when the text at hand looks like the start of a formula that never closes.
	Unclosed bool
}

// NewScanner returns a scanner for the text of a block.
func NewScanner(text []byte) *Scanner { return &Scanner{text: text} }

// lacks notes that a closer does not follow.
func (s *Scanner) lacks(closer string) {
	if s.gone == nil {
		s.gone = map[string]bool{}
	}
	s.gone[closer] = true
}

// Find returns the formula that begins at offset at, where the text has '$', '\', '[' or "<anki-mathjax".
// Without one, ok is false. A span without TeX is a tag that shows nothing.
func (s *Scanner) Find(at int) (span Span, ok bool) {
	s.Unclosed = false
	rest := s.text[at:]
	switch {
	case bytes.HasPrefix(rest, []byte("$")):
		return s.dollar(at)
	case bytes.HasPrefix(rest, []byte(`\(`)):
		return s.paren(at)
	case bytes.HasPrefix(rest, []byte(`\[`)):
		return s.bracket(at)
	case bytes.HasPrefix(rest, []byte(`\\(`)), bytes.HasPrefix(rest, []byte(`\\[`)):
		return s.doubled(at)
	case bytes.HasPrefix(rest, []byte(`\begin{`)):
		return s.environment(at)
	case rest[0] == '\\':
		return s.definitions(at)
	case rest[0] == '<':
		return s.element(at)
	case bytes.HasPrefix(rest, []byte(latexClose)):
		return s.latexEnd(at)
	case rest[0] == '[':
		return s.tagged(at)
	}
	return Span{}, false
}

// paren finds \(…\).
func (s *Scanner) paren(at int) (Span, bool) {
	end := s.command(at+2, `\)`)
	if end < 0 {
		s.Unclosed = hasCommand(s.line(at + 2))
		return Span{}, false
	}
	if tex := s.text[at+2 : end]; len(bytes.TrimSpace(tex)) == 0 || isProse(tex) {
		return Span{}, false
	}
	return Span{Start: at, End: end + 2, Open: at + 2, Close: end}, true
}

// doubled finds \\(…\\) and \\[…\\], as they are written for site generators that take one backslash away. What such a
// pair encloses without being TeX is a regular expression.
func (s *Scanner) doubled(at int) (Span, bool) {
	closer := `\\)`
	if s.text[at+2] == '[' {
		closer = `\\]`
	}
	end := s.index(at+3, closer)
	for end > 0 && s.text[end-1] == '\\' {
		end = s.index(end+1, closer)
	}
	if end < 0 {
		return Span{}, false
	}
	tex := s.text[at+3 : end]
	display := closer[2] == ']'
	switch {
	case len(bytes.TrimSpace(tex)) == 0, isProse(tex), doubledCommand.Match(tex), !display && bytes.IndexByte(tex, '\n') >= 0:
		return Span{}, false
	case hasCommand(tex), hasOperator(tex):
	case display && !(s.startsLine(at) && s.endsLine(end+3)), !display && longestWord(tex) > 1:
		return Span{}, false
	}
	return Span{Start: at, End: end + 3, Open: at + 3, Close: end, Display: display}, true
}

// doubledCommand matches what a regular expression has between doubled backslashes, and TeX has not: "\\d+".
var doubledCommand = regexp.MustCompile(`(?:^|[^\\])\\\\[A-Za-z][^A-Za-z]`)

// bracket finds \[…\]. CommonMark knows the same marks as escaped brackets, which people write to keep "[1]" or a
// task box from being read as Markdown; so a bracket within a line needs some evidence.
func (s *Scanner) bracket(at int) (Span, bool) {
	end := s.command(at+2, `\]`)
	if end < 0 {
		line, _, _ := bytes.Cut(s.line(at+2), []byte("]")) // "\[" may be a bracket that is text: dp\[n]
		s.Unclosed = s.startsLine(at) && len(bytes.TrimSpace(line)) == 0 || hasCommand(line)
		return Span{}, false
	}
	tex := s.text[at+2 : end]
	alone := s.startsLine(at) && s.endsLine(end+2)
	switch {
	case len(bytes.TrimSpace(tex)) == 0, isProse(tex), end+2 < len(s.text) && s.text[end+2] == '(':
		return Span{}, false
	case s.HTML, at < s.textEnd:
	case at > 0 && (isWord(s.text[at-1]) || s.text[at-1] == ']') && !hasCommand(tex):
		return Span{}, false // an index: dp\[i+1\]\[j-1\]
	case !alone && !hasCommand(tex) && !hasOperator(tex):
		return Span{}, false
	case alone && len(bytes.TrimSpace(tex)) < 4 && !hasOperator(tex) && bytes.IndexByte(tex, '\n') < 0:
		return Span{}, false
	}
	return Span{Start: at, End: end + 2, Open: at + 2, Close: end, Display: true}, true
}

// definitions finds definitions of macros that stand outside of formulas, on lines of their own.
func (s *Scanner) definitions(at int) (Span, bool) {
	if !s.startsLine(at) || !mathjax.Defines(s.line(at)) {
		return Span{}, false
	}
	end := at
	for next := at; next < len(s.text); {
		n := mathjax.DefinitionEnd(string(s.text[next:]))
		if n == 0 {
			break
		}
		end = next + n
		for next = end; isBlank(s.text, next) || next < len(s.text) && s.text[next] == '%'; next++ {
			if s.text[next] == '%' {
				next += len(s.line(next)) - 1
			}
		}
	}
	if end == at || !s.endsLine(end) && !bytes.HasPrefix(bytes.TrimLeft(s.text[end:], " \t"), []byte("%")) {
		return Span{}, false
	}
	after := end + len(s.line(end)) // a comment belongs to them
	return Span{Start: at, End: after, Open: at, Close: end}, true
}

// environments are those that LaTeX knows outside of formulas; their starred forms belong to them.
var environments = map[string]bool{
	"align": true, "alignat": true, "aligned": true, "array": true, "bmatrix": true, "cases": true, "displaymath": true,
	"eqnarray": true, "equation": true, "flalign": true, "gather": true, "gathered": true, "math": true, "matrix": true,
	"multline": true, "pmatrix": true, "split": true, "vmatrix": true, "Vmatrix": true, "Bmatrix": true, "dcases": true,
	"subequations": true, "smallmatrix": true,
}

// environmentName returns the name in \begin{name} at the start of text; empty where it is none that makes a formula.
func environmentName(text []byte) string {
	open := len(`\begin{`)
	i := bytes.IndexByte(text[:min(len(text), 40)], '}')
	if i < open {
		return ""
	}
	name := string(text[open:i])
	if !environments[string(bytes.TrimSuffix([]byte(name), []byte{'*'}))] {
		return ""
	}
	return name
}

// environment finds \begin{name}…\end{name}; both stay part of the TeX.
func (s *Scanner) environment(at int) (Span, bool) {
	name := environmentName(s.text[at:])
	if name == "" {
		return Span{}, false
	}
	begin, end := `\begin{`+name+`}`, `\end{`+name+`}`
	pos := at + len(begin)
	for depth := 1; ; pos += len(end) {
		i := s.index(pos, end)
		if i < 0 {
			s.Unclosed = true
			return Span{}, false
		}
		depth += bytes.Count(s.text[pos:i], []byte(begin)) - 1
		pos = i
		if depth == 0 {
			return Span{Start: at, End: i + len(end), Open: at, Close: i + len(end), Display: true}, true
		}
	}
}

// index returns the offset of a closer at or behind from, -1 without one.
func (s *Scanner) index(from int, closer string) int {
	if s.gone[closer] {
		return -1
	}
	if i := bytes.Index(s.text[from:], []byte(closer)); i >= 0 {
		return from + i
	}
	s.lacks(closer)
	return -1
}

// command is index for a closer that is a TeX command: a backslash that belongs to a pair of them begins none.
func (s *Scanner) command(from int, closer string) int {
	if s.gone[closer] {
		return -1
	}
	for i := from; i+1 < len(s.text); i++ {
		if s.text[i] != '\\' {
			continue
		}
		if s.text[i+1] == closer[1] {
			return i
		}
		i++
	}
	s.lacks(closer)
	return -1
}

// line returns the text from an offset to the end of its line.
func (s *Scanner) line(from int) []byte {
	rest := s.text[from:]
	if i := bytes.IndexByte(rest, '\n'); i >= 0 {
		return rest[:i]
	}
	return rest
}

// startsLine tells that only blanks stand before an offset in its line.
func (s *Scanner) startsLine(at int) bool {
	head := s.text[bytes.LastIndexByte(s.text[:at], '\n')+1 : at]
	return len(bytes.TrimSpace(head)) == 0
}

// endsLine tells that only blanks and closing punctuation stand behind an offset in its line.
func (s *Scanner) endsLine(at int) bool {
	return len(bytes.Trim(s.line(at), " \t\r.,;:")) == 0
}
