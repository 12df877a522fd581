package parse

import (
	"bytes"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/text"

	"github.com/examdeck/examdeck/parse/wording"
)

// readAdmonition reads the box that begins with a block; ok is false where none does that matters.
func readAdmonition(doc *document, n ast.Node, closings map[int]int, limit int) (a admonition, ok bool) {
	src := doc.md.Source
	switch n := n.(type) {
	case *ast.FencedCodeBlock:
		if n.Info == nil || n.Lines().Len() == 0 {
			return a, false
		}
		info := n.Info.Segment
		if !bytes.HasPrefix(info.Value(src), []byte("{")) {
			return a, false
		}
		a.from, a.to = doc.lineStart(info.Start), doc.md.End(n)
		lines := n.Lines().Sliced(0, n.Lines().Len())
		for len(lines) > 0 && isOption(string(lines[0].Value(src))) {
			a.folded = a.folded || bytes.Contains(lines[0].Value(src), []byte("dropdown"))
			lines = lines[1:]
		}
		if !a.read(string(info.Value(src)), info.Start) {
			return a, false
		}
		kept := text.NewSegments()
		kept.AppendAll(lines)
		a.body, _ = doc.md.Part(kept)
		return a, true
	case *ast.Paragraph:
		at := doc.md.Offset(n)
		line := src[at:min(doc.lineEnd(at), limit)]
		switch {
		case bytes.HasPrefix(line, []byte("???")), bytes.HasPrefix(line, []byte("!!!")):
			return readIndentedBox(doc, n, at, line, limit)
		case bytes.HasPrefix(line, []byte(":::")):
			end, closed := closings[doc.lineStart(at)]
			return readContainer(doc, at, end, line, closed && end <= limit)
		}
	}
	return a, false
}

// isOption tells whether a directive's line is an option, ":class: dropdown", or blank.
func isOption(line string) bool {
	line = strings.TrimSpace(line)
	return line == "" || line[0] == ':' && strings.Count(line, ":") >= 2 && !strings.HasPrefix(line, ":::")
}

// readIndentedBox reads mkdocs' box: its text is indented by four blanks more than its mark.
func readIndentedBox(doc *document, n ast.Node, at int, line []byte, limit int) (a admonition, ok bool) {
	a.folded, a.from = line[0] == '?', at
	mark := 3
	for mark < len(line) && line[mark] == '+' {
		mark++
	}
	if mark >= len(line) || line[mark] != ' ' || !a.read(string(line[mark:]), at+mark) {
		return a, false
	}
	src := doc.md.Source
	indent := at - doc.lineStart(at) + 4
	a.to = min(doc.lineEnd(at)+1, len(src))
	first := -1
	for next := a.to; next < limit; {
		end := min(doc.lineEnd(next)+1, len(src))
		text := bytes.TrimLeft(src[next:end], " \t")
		lead := end - next - len(text)
		if len(bytes.TrimSpace(text)) > 0 {
			if lead < indent && bytes.IndexByte(src[next:next+lead], '\t') < 0 {
				break
			}
			if first < 0 {
				first = next + lead
			}
			a.to = end
		}
		next = end
	}
	if first < 0 {
		return a, false
	}
	a.body = doc.part(first, a.to, indent)
	return a, true
}

// readContainer reads the container whose last line ends at an offset.
func readContainer(doc *document, at, end int, line []byte, closed bool) (a admonition, ok bool) {
	mark := len(line) - len(bytes.TrimLeft(line, ":"))
	a.from, a.to = at, end
	if !closed {
		return a, false
	}
	known := a.read(string(line[mark:]), at+mark)
	if !known && !strings.HasPrefix(a.name, "callout") {
		return a, false
	}
	src := doc.md.Source
	from := min(doc.lineEnd(at)+1, len(src))
	to := doc.lineStart(max(from, end-1))
	for from < to && isOption(string(src[from:min(doc.lineEnd(from)+1, to)])) {
		a.folded = a.folded || bytes.Contains(src[from:doc.lineEnd(from)], []byte("dropdown"))
		from = min(doc.lineEnd(from)+1, to)
	}
	if from >= to {
		return a, false
	}
	a.body = doc.part(from, to, 0)
	if known || len(a.body) == 0 {
		return a, known
	}
	// Of a callout the first heading is the title.
	h, ok := a.body[0].(*ast.Heading)
	if !ok || h.Lines().Len() == 0 {
		return a, false
	}
	line0 := h.Lines().At(0)
	title := string(line0.Value(src))
	if wording.PurposeOf(strings.ToLower(strings.TrimSpace(title))) != wording.Answering {
		return a, false
	}
	a.name, a.title, a.titleFrom, a.titleTo, a.body = "solution", title, line0.Start, line0.Stop, a.body[1:]
	return a, true
}

// containers pairs the lines that begin containers with those that end them: by where the first begins, where the last ends.
func (doc *document) containers() map[int]int {
	src := doc.md.Source
	if doc.boxes != nil || !bytes.Contains(src, []byte(":::")) {
		return doc.boxes
	}
	doc.boxes = map[int]int{}
	var open []int
	for at := 0; at < len(src); {
		end := doc.lineEnd(at)
		if line := bytes.TrimSpace(src[at:end]); bytes.HasPrefix(line, []byte(":::")) {
			if len(bytes.Trim(line, ":")) > 0 {
				open = append(open, at)
			} else if n := len(open); n > 0 {
				doc.boxes[open[n-1]] = min(end+1, len(src))
				open = open[:n-1]
			}
		}
		at = end + 1
	}
	return doc.boxes
}
