package ankitemplate

import (
	"fmt"
	"strings"
)

// Error is what is wrong with a template: Anki shows a complaint in its place.
type Error struct {
	// Offset is where in the template it was found, in bytes.
	Offset int
	// Message says what is wrong.
	Message string
}

// Error returns the message.
func (e *Error) Error() string { return e.Message }

// maxDepth is how deep sections may be nested. No template has more than a few; one with a million would end the
// process.
const maxDepth = 1000

// oldMarks stand first in a template that marks fields with <% and %> instead.
const oldMarks = "{{=<% %>=}}"

// Parse takes a template to pieces. The error is an [*Error]: a section that is not closed, or closed and not opened.
// What begins like a mark and has no end is text, as in Anki.
func Parse(template string) (Template, error) {
	p := &parser{text: template, start: "{{", end: "}}", open: []*Section{{}}}
	if trimmed := strings.TrimSpace(template); strings.HasPrefix(trimmed, oldMarks) {
		p.start, p.end = "<%", "%>"
		p.at = strings.Index(template, oldMarks)
		for strings.HasPrefix(p.text[p.at:], oldMarks) {
			p.at += len(oldMarks)
		}
	}
	return p.parse()
}

type parser struct {
	text       string
	at         int
	start, end string
	// open are the sections around the place, each with its nodes so far; the first is the template itself.
	open []*Section
	// begun are the places of their marks, but for the first.
	begun []int
	// noComment and noMark tell that there is no end of one any more, so that it is not looked for again and again.
	noComment, noMark bool
}

func (p *parser) parse() (Template, error) {
	text := p.at // where the text before the place began
	for p.at < len(p.text) {
		node, mark, length := p.next()
		if length == 0 {
			p.at++
			continue
		}
		p.add(Text(p.text[text:p.at]))
		if node != nil {
			p.add(node)
		} else if err := p.mark(mark); err != nil {
			return nil, err
		}
		p.at += length
		text = p.at
	}
	p.add(Text(p.text[text:]))
	if last := len(p.open) - 1; last > 0 {
		s := p.open[last]
		return nil, &Error{p.begun[last-1], fmt.Sprintf("%q is never closed", s.String())}
	}
	return p.open[0].Nodes, nil
}

// next looks for a comment or a mark at the place: its length is 0 where there is none.
func (p *parser) next() (comment Node, mark string, length int) {
	const opening, closing = "<!--", "-->"
	rest := p.text[p.at:]
	if !p.noMark && strings.HasPrefix(rest, p.start) {
		end := strings.Index(rest[len(p.start):], p.end)
		if p.noMark = end < 0; end >= 0 {
			return nil, rest[len(p.start) : len(p.start)+end], len(p.start) + end + len(p.end)
		}
	}
	if !p.noComment && strings.HasPrefix(rest, opening) {
		end := strings.Index(rest[len(opening):], closing)
		if p.noComment = end < 0; end >= 0 {
			length := len(opening) + end + len(closing)
			return Comment(rest[:length]), "", length
		}
	}
	return nil, "", 0
}

func (p *parser) add(n Node) {
	if t, text := n.(Text); text && t == "" {
		return
	}
	s := p.open[len(p.open)-1]
	s.Nodes = append(s.Nodes, n)
}

// mark acts on what is between the braces.
func (p *parser) mark(content string) error {
	content = strings.TrimSpace(strings.TrimLeft(content, "{"))
	kind, name := byte(0), content
	if len(content) > 1 && strings.IndexByte("#^/", content[0]) >= 0 {
		kind, name = content[0], strings.TrimSpace(content[1:])
	}
	switch kind {
	case 0:
		parts := strings.Split(name, ":")
		f := Field{Name: parts[len(parts)-1]}
		for i := len(parts) - 2; i >= 0; i-- {
			f.Filters = append(f.Filters, parts[i])
		}
		p.add(f)
	case '/':
		return p.close(name)
	default:
		if len(p.open) > maxDepth {
			return &Error{p.at, fmt.Sprintf("sections are nested deeper than %d levels", maxDepth)}
		}
		p.open = append(p.open, &Section{Name: name, Negated: kind == '^'})
		p.begun = append(p.begun, p.at)
	}
	return nil
}

// close ends the section that was opened last.
func (p *parser) close(name string) error {
	last := len(p.open) - 1
	if last == 0 {
		return &Error{p.at, fmt.Sprintf("%q closes what was not opened", "{{/"+name+"}}")}
	}
	s := p.open[last]
	if s.Name != name {
		return &Error{p.at, fmt.Sprintf("%q stands where %q should be closed", "{{/"+name+"}}", s.String())}
	}
	p.open, p.begun = p.open[:last], p.begun[:last-1]
	p.add(*s)
	return nil
}
