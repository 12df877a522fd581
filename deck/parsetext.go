package deck

import (
	"fmt"
	"strconv"
	"strings"
)

// ParseText reads what [Format] writes. An error names the line, counted from 1, that it can't make sense of.
// A fragment's last line end, which [Format] leaves out, is not restored.
func ParseText(text string) (*Set, error) {
	p := textParser{set: &Set{}}
	for i, line := range strings.Split(text, "\n") {
		if err := p.line(line); err != nil {
			return nil, fmt.Errorf("line %d: %w", i+1, err)
		}
	}
	if len(p.set.Decks) > 0 {
		p.set.Root, _, _ = strings.Cut(p.set.Decks[0].Name, "::")
	}
	return p.set, nil
}

type textParser struct {
	set   *Set
	q     *Question
	block *string // the value that lines behind a tab go on
	begun bool    // whether block has a line already
}

func (p *textParser) line(line string) error {
	if value, ok := strings.CutPrefix(line, "\t"); ok {
		return p.more(value)
	}
	p.block = nil
	switch {
	case line == "":
		return nil
	case strings.HasPrefix(line, "=== "):
		p.q = nil
		p.set.Decks = append(p.set.Decks, &Deck{Name: line[4:]})
		return nil
	case strings.HasPrefix(line, "--- "):
		return p.question(strings.SplitN(line[4:], " ", 3))
	case p.q == nil:
		return fmt.Errorf("%q stands before the first question of a deck", line)
	}
	name, value, found := strings.Cut(line, ":")
	if !found {
		return fmt.Errorf("%q names no value", line)
	}
	return p.value(name, strings.TrimSpace(value))
}

func (p *textParser) more(line string) error {
	if p.block == nil {
		return fmt.Errorf("%q belongs to no value", line)
	}
	if p.begun {
		*p.block += "\n"
	}
	*p.block += line
	p.begun = true
	return nil
}

func (p *textParser) question(words []string) error {
	if len(p.set.Decks) == 0 {
		return fmt.Errorf("a question stands before the first deck")
	}
	kind, ok := ParseKind(words[0])
	if !ok {
		return fmt.Errorf("%q is no kind of question", words[0])
	}
	p.q = &Question{Kind: kind}
	if len(words) > 1 && words[1] != "-" {
		p.q.Dialect = words[1]
	}
	if len(words) > 2 {
		pos, err := parsePosition(words[2])
		if err != nil {
			return err
		}
		p.q.Pos = pos
	}
	last := p.set.Decks[len(p.set.Decks)-1]
	last.Questions = append(last.Questions, p.q)
	return nil
}

// parsePosition reads file:line:col; the file's name may hold colons and blanks.
func parsePosition(s string) (Position, error) {
	rest, colText, _ := cutLast(s)
	file, lineText, ok := cutLast(rest)
	line, lineErr := strconv.Atoi(lineText)
	col, colErr := strconv.Atoi(colText)
	if !ok || lineErr != nil || colErr != nil {
		return Position{}, fmt.Errorf("%q is no position", s)
	}
	return Position{File: file, Line: line, Col: col}, nil
}

// cutLast cuts s at its last colon.
func cutLast(s string) (before, after string, found bool) {
	i := strings.LastIndexByte(s, ':')
	if i < 0 {
		return s, "", false
	}
	return s[:i], s[i+1:], true
}

func (p *textParser) value(name, value string) error {
	for _, f := range plainFields(p.q) {
		if f.name == name {
			*f.value = value
			return nil
		}
	}
	for _, f := range htmlFields(p.q) {
		if f.name == name {
			p.block, p.begun = f.value, false
			return nil
		}
	}
	word, letter, _ := strings.Cut(name, " ")
	switch word {
	case "hidden":
		p.q.SourceHidden = value == "source"
	case "tags":
		p.q.Tags = strings.Fields(value)
	case "media":
		p.q.Media = strings.Fields(value)
	case "right", "wrong":
		p.q.Choices = append(p.q.Choices, Option{Letter: letter, Right: word == "right"})
		p.block, p.begun = &p.q.Choices[len(p.q.Choices)-1].HTML, false
	default:
		return fmt.Errorf("%q is no value of a question", name)
	}
	return nil
}
