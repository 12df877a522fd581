package box

import (
	"bytes"
	"strings"

	"github.com/examdeck/examdeck/internal/markdown/attribute"
)

// head is what the line says that opens a box. Offsets count from where what was read begins.
type head struct {
	name             string
	nameFrom, nameTo int
	from, to         int // the title
	attributes       attribute.List
	braced           bool // the name stands in braces, as a directive's does
}

// readHead reads what stands behind the mark of a box: "{.exercise #a title="T"}", "{#exr-a}", "{exercise} Title",
// "tip Title", "tip[Title]", "details {open} …", "question "Title"". ok is false where nothing is called anything.
func readHead(text []byte) (h head, ok bool) {
	at := len(text) - len(bytes.TrimLeft(text, " \t"))
	text = bytes.TrimRight(text, " \t\r\n")
	if at >= len(text) {
		return h, false
	}
	rest := at
	if text[at] == '{' {
		if list, n := attribute.Read(text[at:]); n > 0 {
			h.attributes = list
			h.named(text, at, n)
			rest = at + n
		} else if n := nameLength(text[at+1:]); n > 0 && at+1+n < len(text) && text[at+1+n] == '}' {
			h.name, h.nameFrom, h.nameTo, h.braced = string(text[at+1:at+1+n]), at+1, at+1+n, true
			rest = at + n + 2
		} else {
			return h, false
		}
	} else {
		n := nameLength(bytes.TrimPrefix(text[at:], []byte(".")))
		if n == 0 {
			return h, false
		}
		if text[at] == '.' {
			at++
		}
		h.name, h.nameFrom, h.nameTo = string(text[at:at+n]), at, at+n
		rest = at + n
	}
	h.name = strings.ToLower(h.name)
	h.readTitle(text, rest)
	return h, h.name != ""
}

// named takes the name from the attributes that were read at an offset: the first class, else the prefix of the id.
func (h *head) named(text []byte, at, n int) {
	name := ""
	if len(h.attributes.Classes) > 0 {
		name = h.attributes.Classes[0]
	} else if prefix, _, ok := strings.Cut(h.attributes.ID, "-"); ok {
		name = prefix
	}
	if name == "" {
		name = "div"
	}
	h.name = name
	h.nameFrom = at + max(0, bytes.Index(text[at:at+n], []byte(name)))
	h.nameTo = h.nameFrom + len(name)
}

// readTitle reads the title that begins at an offset, without its quotes or brackets and the attributes behind it; a
// title may be an attribute, too.
func (h *head) readTitle(text []byte, at int) {
	title := text[at:]
	if cut, list, ok := attribute.CutEnd(title); ok {
		title = cut
		h.attributes.ID, h.attributes.Classes = list.ID, append(h.attributes.Classes, list.Classes...)
		for _, p := range list.Pairs {
			p.From, p.To = 0, 0 // no title: it names what a title says
			h.attributes.Pairs = append(h.attributes.Pairs, p)
		}
	}
	trimmed := bytes.TrimLeft(title, " \t")
	from := at + len(title) - len(trimmed)
	trimmed = bytes.TrimRight(trimmed, " \t:")
	to := from + len(trimmed)
	switch n := len(trimmed); {
	case n > 0 && trimmed[0] == '"':
		from++
		if n > 1 && trimmed[n-1] == '"' {
			to--
		}
	case n > 1 && trimmed[0] == '[' && trimmed[n-1] == ']':
		from, to = from+1, to-1
	}
	h.from, h.to = from, max(from, to)
	if h.from == h.to {
		if p, ok := h.attributes.Get("title", "name", "summary", "caption"); ok && p.To > 0 {
			h.from, h.to = p.From+bytes.IndexByte(text, '{'), p.To+bytes.IndexByte(text, '{')
		}
	}
}

// nameLength returns the length of the name at the start of text.
func nameLength(text []byte) int {
	n := 0
	for n < len(text) {
		c := text[n]
		if c|0x20 >= 'a' && c|0x20 <= 'z' || c >= 0x80 || n > 0 && (c >= '0' && c <= '9' || c == '-' || c == '_' || c == ':') {
			n++
			continue
		}
		break
	}
	return n
}

// isOption reports whether a line is an option of a directive, ":class: dropdown", and reads it.
func isOption(line []byte) (key, value string, ok bool) {
	line = bytes.TrimSpace(line)
	if len(line) < 3 || line[0] != ':' {
		return "", "", false
	}
	n := bytes.IndexByte(line[1:], ':')
	if n <= 0 || nameLength(line[1:1+n]) != n || n+2 < len(line) && line[n+2] != ' ' {
		return "", "", false
	}
	return string(line[1 : n+1]), string(bytes.TrimSpace(line[n+2:])), true
}
