// Package attribute reads what Markdown's dialects say of a node in braces: Pandoc's {#id .class key="value"}, {-} and
// {=tex}, kramdown's {: .class}. It is never text of the note.
package attribute

import "bytes"

// List is what a pair of braces says.
type List struct {
	ID      string
	Classes []string
	// Pairs are the keys with their values, in order.
	Pairs []Pair
	// Raw is the format of raw text, "tex" of {=tex}.
	Raw string
}

// Pair is a key and its value.
type Pair struct {
	Key, Value string
	// From and To are where the value stands, without its quotes, counted from the opening brace.
	From, To int
}

// Get returns the pair of the first of the keys that is there.
func (l *List) Get(keys ...string) (Pair, bool) {
	for _, key := range keys {
		for _, p := range l.Pairs {
			if p.Key == key {
				return p, true
			}
		}
	}
	return Pair{}, false
}

// Read reads the attributes in the braces at the start of text; n is their length, 0 where braces hold anything else.
func Read(text []byte) (list List, n int) {
	if len(text) < 3 || text[0] != '{' {
		return list, 0
	}
	n = 1
	if text[n] == ':' { // kramdown's mark
		n++
	}
	for {
		blank := n
		for n < len(text) && (text[n] == ' ' || text[n] == '\t') {
			n++
		}
		if n == len(text) {
			return list, 0
		}
		if text[n] == '}' {
			return list, list.end(n + 1)
		}
		if blank == n && blank > 2 && text[n-1] != '"' && text[n] != '.' && text[n] != '#' {
			return list, 0
		}
		size := list.add(text, n)
		if size == 0 {
			return list, 0
		}
		n += size
	}
}

// end returns the length of the braces, 0 where they said nothing.
func (l *List) end(n int) int {
	if l.ID == "" && l.Raw == "" && len(l.Classes) == 0 && len(l.Pairs) == 0 {
		return 0
	}
	return n
}

// add reads the attribute at an offset of text and returns its length, 0 where none stands there.
func (l *List) add(text []byte, at int) int {
	rest := text[at:]
	switch c := rest[0]; {
	case c == '-':
		if !bytes.HasPrefix(rest, []byte("-}")) && !bytes.HasPrefix(rest, []byte("- ")) {
			return 0
		}
		l.Classes = append(l.Classes, "unnumbered")
		return 1
	case c == '.' || c == '#' || c == '=':
		name := word(rest[1:], true)
		switch {
		case name == 0 || digit(rest[1]) && c != '#':
			return 0
		case c == '.':
			l.Classes = append(l.Classes, string(rest[1:1+name]))
		case c == '#':
			l.ID = string(rest[1 : 1+name])
		default:
			l.Raw = string(rest[1 : 1+name])
		}
		return 1 + name
	}
	key := word(rest, false)
	if key == 0 || key == len(rest) || rest[key] != '=' || digit(rest[0]) {
		return 0
	}
	from, to, n := value(rest, key+1)
	if n == 0 {
		return 0
	}
	l.Pairs = append(l.Pairs, Pair{string(rest[:key]), string(rest[from:to]), at + from, at + to})
	return n
}

// value tells where the value at an offset begins and ends, and the offset behind it, 0 where there is none.
func value(text []byte, at int) (from, to, n int) {
	if at < len(text) && (text[at] == '"' || text[at] == '\'') {
		end := bytes.IndexByte(text[at+1:], text[at])
		if end < 0 {
			return 0, 0, 0
		}
		return at + 1, at + 1 + end, at + end + 2
	}
	n = at
	for n < len(text) && bytes.IndexByte([]byte(" \t\n{}\"'=<>`"), text[n]) < 0 {
		n++
	}
	if n == at {
		return 0, 0, 0
	}
	return at, n, n
}

// word returns the length of the name at the start of text; one of other scripts than Latin is as good.
func word(text []byte, dotted bool) int {
	n := 0
	for n < len(text) {
		c := text[n]
		if c|0x20 >= 'a' && c|0x20 <= 'z' || digit(c) || c == '_' || c >= 0x80 ||
			n > 0 && (c == '-' || c == ':' || dotted && c == '/') {
			n++
			continue
		}
		break
	}
	return n
}

func digit(c byte) bool { return c >= '0' && c <= '9' }

// CutEnd cuts the attributes off the end of a line, with the blanks before them; ok is false where it has none.
func CutEnd(line []byte) (text []byte, list List, ok bool) {
	line = bytes.TrimRight(line, " \t\r\n")
	if len(line) == 0 || line[len(line)-1] != '}' {
		return line, list, false
	}
	open := bytes.LastIndexByte(line, '{')
	if open < 0 || open > 0 && (line[open-1] == '\\' || line[open-1] == '$' || line[open-1] == '{' || line[open-1] == '_' || line[open-1] == '^') {
		return line, list, false
	}
	list, n := Read(line[open:])
	if n != len(line)-open {
		return line, list, false
	}
	return bytes.TrimRight(line[:open], " \t"), list, true
}
