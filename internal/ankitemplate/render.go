package ankitemplate

import (
	"fmt"
	"strconv"
	"strings"
)

// Card is what its sides are made of.
type Card struct {
	// Fields are the fields of the note, by name.
	Fields map[string]string
	// Tags are those of the note.
	Tags []string
	// Type and Template are the names of the note type and of the card's template in it, Deck is that of the card's
	// deck.
	Type, Template, Deck string
	// Ord is the number of the card, from 0; of a cloze one less than the cloze's.
	Ord int
	// ID is the number by which the collection knows the card.
	ID int64
}

// Front returns what Anki shows as the question. The error is an [*Error]: the template asks for a field that the
// note lacks.
//
// Marks that only the program with the window acts on stay as they are: [[type:Field]] for a typed answer,
// [sound:file] for what is played.
func (c *Card) Front(t Template) (string, error) {
	r := renderer{card: c, question: true}
	return r.render(t)
}

// Back returns what Anki shows as the answer, given the front that [Card.Front] gave.
func (c *Card) Back(t Template, front string) (string, error) {
	r := renderer{card: c, front: front}
	return r.render(t)
}

// renderer renders one side.
type renderer struct {
	card     *Card
	question bool
	front    string
}

func (r *renderer) render(t Template) (string, error) {
	var b strings.Builder
	if err := r.nodes(&b, t); err != nil {
		return "", err
	}
	return b.String(), nil
}

func (r *renderer) nodes(b *strings.Builder, t Template) error {
	for _, n := range t {
		switch n := n.(type) {
		case Text:
			b.WriteString(string(n))
		case Comment:
			b.WriteString(string(n))
		case Field:
			text, err := r.field(n)
			if err != nil {
				return err
			}
			b.WriteString(text)
		case Section:
			if err := r.section(b, n); err != nil {
				return err
			}
		}
	}
	return nil
}

// section shows the nodes of a section if it is to be shown; what is wrong in a hidden one is an error all the same.
func (r *renderer) section(b *strings.Builder, s Section) error {
	value, known := r.card.value(s.Name)
	if _, cloze := ClozeNumber(s.Name); !known && !cloze {
		return unknown(s)
	}
	if Empty(value) != s.Negated {
		b = &strings.Builder{}
	}
	return r.nodes(b, s.Nodes)
}

// field returns the content of a field, through its filters. Those of {{FrontSide}} have no effect.
func (r *renderer) field(f Field) (string, error) {
	if f.Name == FrontSide {
		return r.front, nil
	}
	if f.Name == "" && len(f.Filters) > 0 {
		return "", nil // for add-ons, and for a list of voices
	}
	text, known := r.card.value(f.Name)
	if !known {
		return "", unknown(f)
	}
	return r.filtered(text, f), nil
}

func unknown(n Node) error {
	return &Error{Message: fmt.Sprintf("%q asks for a field that there is none of", n)}
}

// value returns the content of a field, or of what stands beside the fields (add_special_fields in
// rslib/src/notetype/render.rs). Fields of the note come first.
func (c *Card) value(name string) (value string, known bool) {
	if value, known = c.Fields[name]; known {
		return value, true
	}
	switch name {
	case Tags:
		return strings.Join(c.Tags, " "), true
	case "Type":
		return c.Type, true
	case "Card":
		return c.Template, true
	case "CardFlag":
		return "flag0", true
	case "CardID":
		return strconv.FormatInt(c.ID, 10), true
	case "Deck":
		return c.Deck, true
	case "Subdeck":
		return c.Deck[strings.LastIndex("::"+c.Deck, "::"):], true
	case "c" + strconv.Itoa(c.Ord+1):
		return "1", true
	}
	return "", false
}
