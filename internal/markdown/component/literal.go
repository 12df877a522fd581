package component

import (
	"bytes"
	"strconv"
	"strings"
)

// scanner reads literals of JavaScript.
type scanner struct {
	src []byte
	at  int
}

// maxNested is how deep lists and objects may lie in each other.
const maxNested = 20

func (s *scanner) peek() byte {
	if s.at < len(s.src) {
		return s.src[s.at]
	}
	return 0
}

// take passes over a text if it comes next.
func (s *scanner) take(text string) bool {
	if bytes.HasPrefix(s.src[s.at:], []byte(text)) {
		s.at += len(text)
		return true
	}
	return false
}

// skipBlanks passes over blanks and comments.
func (s *scanner) skipBlanks() {
	for s.at < len(s.src) {
		switch rest := s.src[s.at:]; {
		case bytes.IndexByte([]byte(" \t\r\n"), rest[0]) >= 0:
			s.at++
		case bytes.HasPrefix(rest, []byte("//")):
			s.skipTo("\n")
		case bytes.HasPrefix(rest, []byte("/*")):
			s.skipTo("*/")
		default:
			return
		}
	}
}

// skipTo passes over all up to a text, and over that.
func (s *scanner) skipTo(text string) {
	i := bytes.Index(s.src[s.at:], []byte(text))
	if i < 0 {
		s.at = len(s.src)
		return
	}
	s.at += i + len(text)
}

// skipBraces passes over what stands in braces, whatever it is; false if they never close.
func (s *scanner) skipBraces() bool {
	depth := 0
	for s.at < len(s.src) {
		switch c := s.src[s.at]; {
		case c == '"' || c == '`' || c == '\'' && !s.afterLetter():
			if _, ok := s.text(); !ok {
				return false
			}
			continue
		case c == '{':
			depth++
		case c == '}':
			depth--
		}
		s.at++
		if depth == 0 {
			return true
		}
	}
	return false
}

// afterLetter reports whether a letter stands before what comes next: the sign of "it's", in a text between tags.
func (s *scanner) afterLetter() bool { return s.at > 0 && isWord(s.src[s.at-1]) }

// value reads a literal; ok is false for anything else.
func (s *scanner) value(depth int) (value any, ok bool) {
	s.skipBlanks()
	if depth > maxNested {
		return nil, false
	}
	switch c := s.peek(); {
	case c == '"' || c == '\'' || c == '`':
		return s.text()
	case c == '[':
		return s.list(depth)
	case c == '{':
		return s.object(depth)
	case c >= '0' && c <= '9' || c == '-':
		from := s.at
		for s.at < len(s.src) && bytes.IndexByte([]byte("0123456789+-.eE_"), s.src[s.at]) >= 0 {
			s.at++
		}
		number, err := strconv.ParseFloat(string(s.src[from:s.at]), 64)
		if whole := int(number); err == nil && float64(whole) == number {
			return whole, true
		}
		return number, err == nil
	}
	switch word := s.word(); word {
	case "true", "false":
		return word == "true", true
	case "null", "undefined":
		return nil, true
	}
	return nil, false
}

// word reads a name.
func (s *scanner) word() string {
	from := s.at
	for s.at < len(s.src) && isWord(s.src[s.at]) {
		s.at++
	}
	return string(s.src[from:s.at])
}

func isWord(c byte) bool {
	return c|0x20 >= 'a' && c|0x20 <= 'z' || c >= '0' && c <= '9' || c == '_' || c == '$' || c >= 0x80
}

// list reads a list. A comma may stand behind its last value.
func (s *scanner) list(depth int) (any, bool) {
	s.at++
	list := []any{}
	for {
		s.skipBlanks()
		if s.take("]") {
			return list, true
		}
		value, ok := s.value(depth + 1)
		if !ok {
			return nil, false
		}
		list = append(list, value)
		s.skipBlanks()
		if !s.take(",") && s.peek() != ']' {
			return nil, false
		}
	}
}

// object reads an object.
func (s *scanner) object(depth int) (any, bool) {
	s.at++
	object := map[string]any{}
	for {
		s.skipBlanks()
		if s.take("}") {
			return object, true
		}
		name, ok := s.word(), true
		if name == "" {
			if c := s.peek(); c != '"' && c != '\'' {
				return nil, false
			}
			name, ok = s.text()
		}
		s.skipBlanks()
		if !ok || !s.take(":") {
			return nil, false
		}
		value, ok := s.value(depth + 1)
		if !ok {
			return nil, false
		}
		object[name] = value
		s.skipBlanks()
		if !s.take(",") && s.peek() != '}' {
			return nil, false
		}
	}
}

// text reads a text in quotes of any kind; ok is false if it never ends, or is put together from others.
func (s *scanner) text() (string, bool) {
	quote := s.src[s.at]
	var b strings.Builder
	for s.at++; s.at < len(s.src); s.at++ {
		switch c := s.src[s.at]; {
		case c == quote:
			s.at++
			return b.String(), true
		case c == '\n' && quote != '`', c == '$' && quote == '`' && bytes.HasPrefix(s.src[s.at:], []byte("${")):
			return "", false
		case c == '\\' && s.at+1 < len(s.src):
			s.at++
			b.WriteString(escaped(s.src[s.at]))
		default:
			b.WriteByte(c)
		}
	}
	return "", false
}

// escaped returns what a character behind a backslash means.
func escaped(c byte) string {
	switch c {
	case 'n':
		return "\n"
	case 't':
		return "\t"
	case '\r', '\n':
		return ""
	}
	return string([]byte{c})
}
