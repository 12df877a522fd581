package code

import (
	"bytes"
	"regexp"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/text"
)

// cutOptions takes the lines off the start of a cell of a notebook that say how it is run and shown: MyST's ":tags: [x]",
// also between lines of three dashes, and Quarto's "#| echo: false". They are no code.
func cutOptions(block *ast.FencedCodeBlock, src []byte) {
	language := block.Language(src)
	if len(language) < 3 || language[0] != '{' {
		return
	}
	lines := block.Lines()
	line := func(i int) []byte {
		s := lines.At(i)
		return bytes.TrimSpace(s.Value(src))
	}
	n, count := 0, lines.Len()
	if count > 0 && string(line(0)) == "---" {
		for i := 1; i < count; i++ {
			if string(line(i)) == "---" {
				n = i + 1
				break
			}
		}
	}
	for n < count && cellOption.Match(line(n)) {
		n++
	}
	if n == 0 {
		return
	}
	for n < count && len(line(n)) == 0 {
		n++
	}
	rest := text.NewSegments()
	for i := n; i < count; i++ {
		rest.Append(lines.At(i))
	}
	block.SetLines(rest)
}

// cellOption matches a line of options; Quarto writes it as a comment of the cell's language.
var cellOption = regexp.MustCompile(`^(?::[\w-]+:(?:\s|$)|(?:#|//|%%|--|;;)\|\s)`)
