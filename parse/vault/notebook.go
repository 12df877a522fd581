package vault

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strings"

	"github.com/examdeck/examdeck/internal/markdown"
)

// Text is what a source holds, as Markdown.
type Text struct {
	Markdown []byte
	// Lines are the lines of the file in which the lines of Markdown stand, where those are others; nil elsewhere.
	Lines []int
}

// Parse parses the text. Positions in the document are those in the file.
func (t Text) Parse() (*markdown.Document, []markdown.Issue) {
	doc, issues := markdown.Parse(t.Markdown)
	doc.Origin = t.Lines
	return doc, issues
}

// notebook reads the cells of a notebook of Jupyter (nbformat 3 and 4). Its own types don't fit, since they tell
// nothing of lines.
type notebook struct {
	raw      []byte
	dec      *json.Decoder
	line, at int // the line of the offset at, for lineHere
	cells    []cell
	language string
}

// cell is a cell of a notebook: its lines, each with its place in the file.
type cell struct {
	kind  string
	level int
	text  []string
	lines []int
}

// readNotebook returns a notebook as Markdown: its texts as they are, its code in fences.
func readNotebook(raw []byte) (Text, error) {
	n := &notebook{raw: raw, dec: json.NewDecoder(bytes.NewReader(raw)), line: 1, language: "python"}
	if err := n.object(n.top); err != nil {
		return Text{}, err
	}
	if n.cells == nil {
		return Text{}, fmt.Errorf("it has no cells")
	}
	var t Text
	for _, c := range n.cells {
		c.write(&t, n.language)
	}
	return t, nil
}

// top reads a value of the notebook itself.
func (n *notebook) top(key string) error {
	switch key {
	case "cells":
		n.cells = []cell{}
		return n.array(n.cell)
	case "worksheets":
		n.cells = []cell{}
		return n.array(func() error { return n.object(n.worksheet) })
	case "metadata":
		var meta struct {
			Info struct {
				Name string `json:"name"`
			} `json:"language_info"`
			Kernel struct {
				Language string `json:"language"`
			} `json:"kernelspec"`
		}
		var value json.RawMessage
		if err := n.dec.Decode(&value); err != nil {
			return err
		}
		if json.Unmarshal(value, &meta) == nil {
			for _, name := range []string{meta.Kernel.Language, meta.Info.Name} {
				if name != "" && !strings.ContainsAny(name, " `\n") {
					n.language = name
				}
			}
		}
		return nil
	}
	return n.skip()
}

// worksheet reads a value of a worksheet, in which older notebooks have their cells.
func (n *notebook) worksheet(key string) error {
	if key == "cells" {
		return n.array(n.cell)
	}
	return n.skip()
}

// cell reads a cell.
func (n *notebook) cell() error {
	c := cell{level: 1}
	err := n.object(func(key string) error {
		switch key {
		case "cell_type":
			return n.dec.Decode(&c.kind)
		case "level":
			return n.dec.Decode(&c.level)
		case "source", "input":
			return n.text(&c)
		}
		return n.skip()
	})
	n.cells = append(n.cells, c)
	return err
}

// text reads a cell's text: a string, or a list of them, most often one a line.
func (n *notebook) text(c *cell) error {
	var parts strings.Builder
	add := func(t json.Token) {
		s, ok := t.(string)
		if !ok {
			return
		}
		line := n.lineHere()
		for range strings.Count(parts.String()+s, "\n") + 1 - len(c.lines) {
			c.lines = append(c.lines, line)
		}
		parts.WriteString(s)
	}
	token, err := n.dec.Token()
	if err == nil && token == json.Delim('[') {
		for n.dec.More() && err == nil {
			if token, err = n.dec.Token(); err == nil {
				add(token)
			}
		}
		if err == nil {
			_, err = n.dec.Token()
		}
	} else {
		add(token)
	}
	c.text = strings.Split(parts.String(), "\n")
	return err
}

// lineHere returns the line in which the token ends that was read last.
func (n *notebook) lineHere() int {
	to := int(n.dec.InputOffset())
	n.line += bytes.Count(n.raw[n.at:to], []byte("\n"))
	n.at = to
	return n.line
}

// object reads an object, value by value.
func (n *notebook) object(value func(key string) error) error {
	return n.within('{', func() error {
		key, err := n.dec.Token()
		if err != nil {
			return err
		}
		return value(fmt.Sprint(key))
	})
}

// array reads a list, value by value.
func (n *notebook) array(value func() error) error { return n.within('[', value) }

// within reads what begins with a bracket.
func (n *notebook) within(bracket json.Delim, value func() error) error {
	token, err := n.dec.Token()
	if err != nil {
		return err
	}
	if token != bracket {
		return fmt.Errorf("%q stands where %q is expected", fmt.Sprint(token), bracket)
	}
	for n.dec.More() {
		if err := value(); err != nil {
			return err
		}
	}
	_, err = n.dec.Token()
	return err
}

// skip passes over a value.
func (n *notebook) skip() error {
	var value json.RawMessage
	return n.dec.Decode(&value)
}

// write writes the cell as Markdown.
func (c cell) write(t *Text, language string) {
	line := func(text string, at int) {
		t.Markdown = append(append(t.Markdown, strings.TrimSuffix(text, "\r")...), '\n')
		t.Lines = append(t.Lines, at)
	}
	if strings.TrimSpace(strings.Join(c.text, "")) == "" {
		return
	}
	fence, last := "```", c.lines[len(c.lines)-1]
	switch c.kind {
	case "code":
		for strings.Contains(strings.Join(c.text, "\n"), fence) {
			fence += "`"
		}
		line(fence+language, c.lines[0])
	case "heading":
		c.text[0] = strings.Repeat("#", min(max(c.level, 1), 6)) + " " + c.text[0]
	case "markdown":
	default:
		return
	}
	for i, text := range c.text {
		line(text, c.lines[min(i, len(c.lines)-1)])
	}
	if c.kind == "code" {
		line(fence, last)
	}
	line("", last)
}
