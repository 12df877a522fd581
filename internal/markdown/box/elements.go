package box

import (
	"bytes"

	"github.com/examdeck/examdeck/internal/markdown/rawhtml"
)

// elements are elements of HTML whose class says what they are for, <div class="question">, and those that HTML does
// not know, <quiz>, where both tags stand on lines of their own.
var elements = &syntax{
	first: "<",
	open: func(line []byte) (o opening, ok bool) {
		name := elementName(line)
		if name == "" || line[len(line)-1] != '>' || bytes.Count(line, []byte{'>'}) != 1 || bytes.HasSuffix(line, []byte("/>")) {
			return o, false
		}
		o.fence, o.levels = []byte(name), 1
		if !rawhtml.Known(name) {
			o.head = head{name: name, nameFrom: 0, nameTo: len(name)}
			o.mark = 1
			return o, true
		}
		if name != "div" && name != "section" && name != "article" && name != "aside" {
			return o, false
		}
		i := bytes.Index(line, []byte(` class=`))
		if i < 0 || bytes.Contains(line, []byte(" style=")) {
			return o, false
		}
		from, to, n := attributeValue(line, i+len(` class=`))
		if n == 0 {
			return o, false
		}
		class := line[from:to]
		if end := bytes.IndexByte(class, ' '); end >= 0 {
			class = class[:end]
		}
		if len(class) == 0 || nameLength(class) != len(class) {
			return o, false
		}
		o.head = head{name: string(bytes.ToLower(class)), nameFrom: from, nameTo: from + len(class)}
		return o, true
	},
	closes: func(line []byte, o *opening) bool {
		o.levels += countTags(line, "<", o.fence) - countTags(line, "</", o.fence)
		if o.levels > 0 {
			return false
		}
		if bytes.HasPrefix(line, []byte("</")) && bytes.Count(line, []byte{'<'}) == 1 {
			return true
		}
		o.levels = 1 << 30 // it ends behind text: no box
		return false
	},
}

// elementName is the name of the start tag at the start of a line, with letters only.
func elementName(line []byte) string {
	n := 1
	for n < len(line) && (line[n]|0x20 >= 'a' && line[n]|0x20 <= 'z' || line[n] == '-') {
		n++
	}
	if n == 1 || n == len(line) || line[n] != '>' && line[n] != ' ' {
		return ""
	}
	return string(bytes.ToLower(line[1:n]))
}

// countTags counts the tags of an element in a line.
func countTags(line []byte, mark string, name []byte) int {
	n := 0
	for {
		i := bytes.Index(line, []byte(mark))
		if i < 0 {
			return n
		}
		line = line[i+len(mark):]
		if len(line) > len(name) && bytes.EqualFold(line[:len(name)], name) && (line[len(name)] == '>' || line[len(name)] == ' ') {
			n++
		}
	}
}
