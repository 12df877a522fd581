package parse

import (
	"bytes"
	"strings"

	"github.com/yuin/goldmark/ast"
)

// maxSeparators is how many colons of a line are looked at: each look goes over all that stands before them.
const maxSeparators = 200

// separatorIn finds the "::" or ":::" that parts prompt and answer in a line: the offset and the length, which is 0 where there
// is none. Code and formulas are not looked at. Where a line holds several, one between two names (std::vector) comes last.
func separatorIn(doc *document, line textLine) (at, length int) {
	src := doc.md.Source
	looked := 0
	if !bytes.Contains(src[line.from:line.to], []byte("::")) {
		return 0, 0
	}
	for _, span := range textSpans(line) {
		for i := span[0]; i+1 < span[1]; i++ {
			if src[i] != ':' {
				continue
			}
			run := 1
			for i+run < span[1] && src[i+run] == ':' {
				run++
			}
			if run == 2 || run == 3 {
				named := isNameAt(src, i-1) && isNameAt(src, i+run)
				if looked++; looked <= maxSeparators && (length == 0 || !named) && usable(doc, line, i, run) {
					at, length = i, run
					if !named {
						return at, length
					}
				}
			}
			i += run - 1
		}
	}
	return at, length
}

// textSpans are the regions of a line's plain text, neighbouring nodes taken together.
func textSpans(line textLine) [][2]int {
	var spans [][2]int
	for n := line.node; n != nil; n = n.NextSibling() {
		if t, ok := n.(*ast.Text); ok && !t.IsRaw() {
			if last := len(spans) - 1; last >= 0 && spans[last][1] == t.Segment.Start {
				spans[last][1] = t.Segment.Stop
			} else {
				spans = append(spans, [2]int{t.Segment.Start, t.Segment.Stop})
			}
		}
		if endsLine(n) {
			break
		}
	}
	return spans
}

func isNameAt(src []byte, at int) bool {
	if at < 0 || at >= len(src) {
		return false
	}
	c := src[at]
	return c == '_' || c >= '0' && c <= '9' || c|0x20 >= 'a' && c|0x20 <= 'z' || c >= 0x80
}

// usable tells whether colons part a prompt from an answer. "key:: value" and "[key:: value]" are properties of Logseq and
// Dataview, "::=" is a rule of a grammar, colons within "{{c1::" are those of a cloze.
func usable(doc *document, line textLine, at, length int) bool {
	src := doc.md.Source
	left := strings.TrimSpace(string(src[line.from:at]))
	rest := src[at+length : line.to]
	if left == "" || bytes.HasPrefix(rest, []byte("=")) && !bytes.HasPrefix(rest, []byte("==")) {
		return false
	}
	if open := strings.LastIndex(left, "{{c"); open >= 0 && !strings.Contains(left[open:], "}}") {
		return false
	}
	if at+length < line.to && src[at+length] != ' ' || bytes.HasPrefix(src[min(len(src), line.to+1):], []byte("<!--SR:")) {
		return true
	}
	key := left
	if i := strings.LastIndexAny(left, "[("); i >= 0 && !strings.ContainsAny(left[i:], ")]") {
		key = left[i+1:]
	} else if key != strings.ToLower(key) {
		return true
	}
	return key == "" || strings.ContainsAny(key, " \t?!*`$") || src[at-1] == ' '
}
