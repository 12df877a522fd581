package cloze

import (
	"strconv"
	"strings"

	"github.com/examdeck/examdeck/deck/cloze"
)

// BlockClozes writes the clozes of outliners' blocks, "{{cloze text}}" and "{{c1 text}}", as Anki has them. Those
// without a number are one card in the outliner, so they share one here.
func BlockClozes(html string) string {
	var b strings.Builder
	for {
		at := strings.Index(html, "{{c")
		if at < 0 {
			b.WriteString(html)
			return b.String()
		}
		b.WriteString(html[:at])
		html = html[at:]
		name, text, found := strings.Cut(html[len("{{"):], " ")
		number, err := strconv.ParseUint(strings.TrimPrefix(name, "c"), 10, 16)
		switch {
		case found && name == "cloze":
			b.WriteString(cloze.Mark(1))
			html = text
		case found && err == nil:
			b.WriteString(cloze.Mark(int(number)))
			html = text
		default:
			b.WriteString("{{c")
			html = html[len("{{c"):]
		}
	}
}

// scanner goes once over the HTML of a prompt and makes its marks such that Anki, as package cloze has it, reads them
// as their author meant. Anki ends a cloze at the first "}}" and begins its hint at the first "::", in formulas, code
// and attributes too, so both are broken up where they are no marks: by a blank within a formula, where TeX ignores
// it and a comment would be code; by a character reference in a tag; else by a comment.
type scanner struct {
	html  string
	out   []byte
	marks Marks
	// inCode says that marks count in code, too.
	inCode bool

	open   []openCloze
	code   int // how many code elements are open
	depth  int // how many highlights are open
	made   int // clozes that are whole
	next   int // the last number given to a highlight
	seen   map[string]int
	faults []Fault
}

// Marks is what marks the clozes of a text.
type Marks uint8

const (
	BraceMarks     Marks = iota // {{c1::text}}
	HighlightMarks              // ==text==; then braces are text
	NoMarks                     // nothing: the text is not where Anki looks for clozes
)

// openCloze is a cloze whose end was not met yet.
type openCloze struct {
	at     int    // where its mark begins in the output
	mark   string // "{{c1::"
	nth    int    // its index among the marks of that spelling
	braces int    // braces open within
	math   bool   // it begins within a formula
	hinted bool   // the mark of its hint was met
}

// Scan reads the marks in HTML. It returns the HTML for a cloze field, the number of clozes in it, and the marks that
// make no cloze. inCode says that marks count in code, too.
func Scan(html string, marks Marks, inCode bool) (string, int, []Fault) {
	s := &scanner{html: html, marks: marks, inCode: inCode, seen: map[string]int{}}
	s.run()
	return string(s.out), s.made, s.faults
}

func (s *scanner) run() {
	for at := 0; at < len(s.html); {
		rest := s.html[at:]
		switch {
		case rest[0] == '<':
			at += s.tag(rest)
		case s.code == 0 && (strings.HasPrefix(rest, `\(`) || strings.HasPrefix(rest, `\[`)):
			at += s.formula(rest)
		default:
			at += s.text(rest, false)
		}
	}
	s.dropOpen(0, false)
}

// tag copies a tag or comment and notes what it opens or closes.
func (s *scanner) tag(rest string) int {
	end := strings.IndexByte(rest, '>') + 1
	if strings.HasPrefix(rest, "<!--") {
		if i := strings.Index(rest, "-->"); i >= 0 {
			end = i + len("-->")
		}
	}
	if end <= 0 {
		end = len(rest)
	}
	tag := rest[:end]
	name := strings.FieldsFunc(tag, func(r rune) bool { return strings.ContainsRune("</> \n\t", r) })
	closing := strings.HasPrefix(tag, "</")
	switch {
	case len(name) == 0:
	case name[0] == "code" || name[0] == "pre":
		s.code += sign(!closing)
	case name[0] == "mark" && s.marks == HighlightMarks:
		s.highlight(closing)
		return end
	}
	if len(s.open) > 0 {
		tag = tagMarks.Replace(tag)
	}
	s.out = append(s.out, strings.ReplaceAll(tag, "{{c", "{&#123;c")...)
	return end
}

// tagMarks breaks up, in attributes, what Anki would take for the end of a cloze or the beginning of its hint.
var tagMarks = strings.NewReplacer("}}", "}&#125;", "::", ":&#58;")

func sign(plus bool) int {
	if plus {
		return 1
	}
	return -1
}

// highlight writes the marks of a cloze for the tags of a highlight. A highlight within another is part of that one's
// cloze.
func (s *scanner) highlight(closing bool) {
	s.depth += sign(!closing)
	switch {
	case !closing && s.depth == 1 && s.next < cloze.Max:
		s.next++
		s.made++
		s.out = append(s.out, cloze.Mark(s.next)...)
		s.open = append(s.open, openCloze{at: len(s.out)})
	case closing && s.depth == 0 && len(s.open) > 0:
		s.separate(false)
		s.out = append(s.out, "}}"...)
		s.open = s.open[:0]
	}
}

// formula copies a formula, with the clozes in it.
func (s *scanner) formula(rest string) int {
	closer := `\)`
	if rest[1] == '[' {
		closer = `\]`
	}
	end := strings.Index(rest, closer)
	if end < 0 {
		end = len(rest)
	}
	s.out = append(s.out, rest[:2]...)
	outer := len(s.open)
	for at := 2; at < end; {
		at += s.text(rest[at:end], true)
	}
	s.dropOpen(outer, true)
	if end < len(rest) {
		s.out = append(s.out, closer...)
		end += len(closer)
	}
	return end
}

// text copies the first character of a text, or all of a mark, and returns the length of what it took.
func (s *scanner) text(rest string, math bool) int {
	switch {
	case strings.HasPrefix(rest, "{{c"):
		return s.opening(rest, math)
	case math && (strings.HasPrefix(rest, texOpen) || strings.HasPrefix(rest, texClose)):
		return s.texMark(rest)
	case rest[0] == '}':
		return s.closing(rest, math)
	case len(s.open) > 0 && strings.HasPrefix(rest, "::"):
		s.colons(math)
		return 2
	case s.code > 0 && (strings.HasPrefix(rest, `\(`) || strings.HasPrefix(rest, `\[`)):
		// Anki takes the tags out from here to the next "\)", whatever lies between.
		s.out = append(s.out, `\<span>`+rest[1:2]+`</span>`...)
		return 2
	case math && rest[0] == '\\' && len(rest) > 1:
		s.escape(rest)
		return 2
	case len(s.open) > 0 && rest[0] == '{':
		s.open[len(s.open)-1].braces++
	}
	s.out = append(s.out, rest[0])
	return 1
}

// escape copies a backslash and what stands behind it, which is no brace to TeX. To Anki it is, and could begin a mark.
func (s *scanner) escape(rest string) {
	s.out = append(s.out, rest[:2]...)
	_, mark := cloze.ReadMark(rest[1:])
	if mark > 0 || len(s.open) > 0 && strings.HasPrefix(rest[1:], "::") {
		s.out = append(s.out, breaker(true)...)
	}
}

// opening reads "{{c1::"; what only looks like it is broken up.
func (s *scanner) opening(rest string, math bool) int {
	numbers, length := cloze.ReadMark(rest)
	mark := rest[:length]
	nth := s.seen[mark]
	if length > 0 {
		s.seen[mark]++
	}
	ok := length > 0 && s.marks == BraceMarks && (s.code == 0 || s.inCode)
	if ok {
		why, fault := s.faultOf(numbers)
		if fault {
			s.faults = append(s.faults, Fault{Mark: mark, Nth: nth, Why: why})
		}
		ok = !fault
	}
	if !ok {
		if n := len(s.open); n > 0 {
			s.open[n-1].braces += 2
		}
		s.out = append(s.out, "{"+breaker(math)+"{c"...)
		return len("{{c")
	}
	s.open = append(s.open, openCloze{at: len(s.out), mark: mark, nth: nth, math: math})
	s.out = append(s.out, mark...)
	return length
}

// closing reads a run of closing braces: those that balance what the cloze holds, then its end.
func (s *scanner) closing(rest string, math bool) int {
	run := len(rest) - len(strings.TrimLeft(rest, "}"))
	for left := run; left > 0; {
		n := len(s.open)
		if n == 0 {
			s.out = append(s.out, strings.Repeat("}", left)...)
			break
		}
		c := &s.open[n-1]
		ends := c.mark != "" && c.math == math && (s.code == 0 || s.inCode) && left >= 2 && left > c.braces
		inner := left
		if ends {
			inner = max(0, min(c.braces, left-2))
		}
		for range inner {
			s.separate(math)
			s.out = append(s.out, '}')
		}
		c.braces = max(0, c.braces-inner)
		left -= inner
		if ends {
			s.separate(math)
			s.out = append(s.out, "}}"...)
			s.open = s.open[:n-1]
			s.made++
			left -= 2
		}
	}
	return run
}

// separate breaks up the "}}" that a brace to come would make with the one before it. The end of a cloze is such a
// pair, too: behind it, and within another, a blank harms nothing.
func (s *scanner) separate(math bool) {
	if n := len(s.out); n > 0 && s.out[n-1] == '}' {
		s.out = append(s.out, breaker(math)...)
	}
}

// breaker returns what takes its meaning from a mark when it stands within it.
func breaker(math bool) string {
	if math {
		return " "
	}
	return "<!-- -->"
}

// colons reads "::" within a cloze: the first begins the hint, if it is text of a cloze that the author marked.
func (s *scanner) colons(math bool) {
	c := &s.open[len(s.open)-1]
	if c.mark != "" && !c.hinted && c.math == math && (s.code == 0 || s.inCode) {
		c.hinted = true
		s.out = append(s.out, "::"...)
		return
	}
	s.out = append(s.out, ":"+breaker(math)+":"...)
}

// dropOpen turns the marks that were never closed into text, but for the first keep of them. What follows them stays.
func (s *scanner) dropOpen(keep int, math bool) {
	dropped := s.open[keep:]
	if len(dropped) == 0 {
		return
	}
	s.open = s.open[:keep]
	tail := append([]byte{}, s.out[dropped[0].at:]...)
	base := dropped[0].at
	s.out = s.out[:base]
	last := 0
	for _, c := range dropped {
		if c.mark == "" {
			continue
		}
		s.faults = append(s.faults, Fault{Mark: c.mark, Nth: c.nth})
		cut := c.at - base + 1
		s.out = append(append(s.out, tail[last:cut]...), breaker(math)...)
		last = cut
	}
	s.out = append(s.out, tail[last:]...)
}
