package math

import (
	"bytes"
	"regexp"
	"strings"

	"golang.org/x/net/html"
)

// ankiTag is one of the bracketed words by which Anki marks LaTeX (rslib/src/latex.rs).
type ankiTag struct {
	open, close string
	display     bool
}

var ankiTags = []ankiTag{{"[$]", "[/$]", false}, {"[$$]", "[/$$]", true}}

// tagged finds a formula between Anki's own tags.
func (s *Scanner) tagged(at int) (Span, bool) {
	rest := s.text[at:]
	if bytes.HasPrefix(rest, []byte(latexOpen)) {
		return s.latex(at)
	}
	for _, tag := range ankiTags {
		if bytes.HasPrefix(rest, []byte(tag.open)) {
			return s.between(at, tag)
		}
	}
	return Span{}, false
}

// between finds a formula between a pair of tags.
func (s *Scanner) between(at int, tag ankiTag) (Span, bool) {
	open := at + len(tag.open)
	end := s.index(open, tag.close)
	// The slash the wrong way round: CommonMark knows "\$" as a dollar.
	if i := s.index(open, `[\$]`); tag.open == "[$]" && i > open && (end < 0 || i < end) && bytes.IndexByte(s.text[open:i], '\n') < 0 {
		return Span{Start: at, End: i + len(`[\$]`), Open: open, Close: i, Slip: `ends with [\$]`}, true
	}
	if end > open {
		return Span{Start: at, End: end + len(tag.close), Open: open, Close: end, Display: tag.display}, true
	}
	s.Unclosed = true
	return Span{}, false
}

const latexOpen, latexClose = "[latex]", "[/latex]"

// latex finds what stands between [latex] and [/latex]. For Anki that is a text in which formulas are marked, so that
// only the tags are nothing; other programs know it as a formula, which it is where it marks none and is no prose.
func (s *Scanner) latex(at int) (Span, bool) {
	open := at + len(latexOpen)
	end := s.index(open, latexClose)
	if end <= open {
		s.Unclosed = end < 0
		return Span{}, false
	}
	tex := s.text[open:end]
	if marked.Match(tex) || bytes.IndexByte(bytes.TrimSpace(tex), ' ') > 0 && !hasCommand(tex) && !hasOperator(tex) {
		s.textEnd = end
		for open < end && isBlank(s.text, open) {
			open++
		}
		return Span{Start: at, End: open, Open: at, Close: at}, true
	}
	display := s.startsLine(at) && s.endsLine(end+len(latexClose))
	return Span{Start: at, End: end + len(latexClose), Open: open, Close: end, Display: display}, true
}

// latexEnd finds the tag behind a text of LaTeX.
func (s *Scanner) latexEnd(at int) (Span, bool) {
	if at == 0 || at != s.textEnd {
		return Span{}, false
	}
	return Span{Start: at, End: at + len(latexClose), Open: at, Close: at}, true
}

// marked matches what begins a formula within LaTeX's text.
var marked = regexp.MustCompile(`(?:^|[^\\])(?:\$|\\[(\[]|\\begin\{)`)

// element finds <anki-mathjax>…</anki-mathjax>, as Anki's editor has formulas. It is HTML: what TeX has in common with
// it is written as entities.
func (s *Scanner) element(at int) (Span, bool) {
	open := bytes.IndexByte(s.text[at:], '>')
	if open < 0 || s.text[at+open-1] == '/' {
		return Span{}, false
	}
	open += at + 1
	end := s.index(open, elementClose)
	if end <= open {
		s.Unclosed = end < 0
		return Span{}, false
	}
	display := bytes.Contains(s.text[at:open], []byte("block")) && !bytes.Contains(s.text[at:open], []byte("false"))
	return Span{Start: at, End: end + len(elementClose), Open: open, Close: end, Display: display}, true
}

const elementOpen, elementClose = "<anki-mathjax", "</anki-mathjax>"

// lineBreak matches a line break of HTML, which in a formula is what MathJax takes it for: a blank.
var lineBreak = regexp.MustCompile(`(?i)<br\s*/?>[ \t]*\n?`)

// WithoutHTML returns the TeX of a formula, which is raw with its delimiters, without what is HTML in it.
func WithoutHTML(raw, tex string) string {
	if strings.Contains(tex, "<") {
		tex = lineBreak.ReplaceAllString(tex, "\n")
	}
	if strings.HasPrefix(raw, elementOpen) {
		tex = html.UnescapeString(tex)
	}
	return tex
}
