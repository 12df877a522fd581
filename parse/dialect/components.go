package dialect

import (
	"fmt"
	"slices"

	"github.com/examdeck/examdeck/deck"
	"github.com/examdeck/examdeck/internal/markdown"
	"github.com/examdeck/examdeck/internal/markdown/component"
	"github.com/examdeck/examdeck/parse/body"
	"github.com/examdeck/examdeck/parse/page"
	"github.com/examdeck/examdeck/parse/wording"
)

// components recognises questions in the values of components: <Question choices={[{text: "…", correct: true}]} /> of
// MDX, or YAML within {{< quiz >}}. The question is one of the values, or what stands above: a heading with all below
// it, else a paragraph. A component that is none of these is told of.
type components struct{}

func (components) dialect() string { return "components" }

// quizComponent is a component that asks, with the index of the block that it is, -1 within another.
type quizComponent struct {
	*component.Node
	block int
}

func (components) find(r *Reading) []Claim {
	doc := r.Document
	found := findComponents(doc)
	if len(found) == 0 {
		return nil
	}
	var claims []Claim
	var unread []quizComponent
	for i, c := range found {
		free := 0
		if i > 0 {
			free = found[i-1].block + 1
		}
		made := c.claims(doc, firstNumber(found, c.Name), free)
		if claims = append(claims, made...); len(made) == 0 {
			unread = append(unread, c)
		}
	}
	if len(unread) > 0 {
		r.Issues = append(r.Issues, unreadIssue(doc, unread))
	}
	return claims
}

// unreadIssue tells, once for a source, that components can't be read.
func unreadIssue(doc *page.Document, unread []quizComponent) markdown.Issue {
	subject := fmt.Sprintf("the component %q can't be read as a question, and is", unread[0].Name)
	if n := len(unread); n > 1 {
		subject = fmt.Sprintf("%d components, such as %q here, can't be read as questions, and are", n, unread[0].Name)
	}
	return markdown.Issue{
		Offset: doc.MD.Offset(unread[0].Node), Code: "component", Message: subject + " on no card",
		Hint: "give it the question, the options and the key as plain texts, or write them as Markdown",
	}
}

// findComponents finds the components that hold questions.
func findComponents(doc *page.Document) []quizComponent {
	var found []quizComponent
	for i, n := range doc.Blocks {
		if c, ok := n.(*component.Node); ok && asks(c) {
			found = append(found, quizComponent{c, i})
		}
	}
	return found
}

// asks reports whether a component is one that asks: by its name, or since it offers options.
func asks(c *component.Node) bool {
	if slices.ContainsFunc(nameWords(c.Name), func(w string) bool {
		return wording.Is(w, wording.Question|wording.Questions) || wording.Is(w, wording.Cards) && wording.Is(w, wording.Exam)
	}) {
		return true
	}
	for _, values := range c.Values {
		for name, value := range values {
			if _, isList := value.([]any); isList && namesOnly(name, wording.Options) {
				return true
			}
		}
	}
	return false
}

// firstNumber returns from where the numbers of keys count in all components of a name: 0 if one of them is 0, 1 if one is
// that of the last option; -1 if none or both.
func firstNumber(found []quizComponent, name string) int {
	zero, last := false, false
	for _, c := range found {
		if c.Name != name {
			continue
		}
		for _, values := range c.Values {
			z, _ := readQuizValues(values, -1)
			for _, key := range z.keys {
				n, ok := key.(int)
				zero, last = zero || ok && n == 0, last || ok && n == len(z.options)
			}
		}
	}
	switch {
	case zero == last:
		return -1
	case zero:
		return 0
	}
	return 1
}

// claims claims what a component asks; none if it can't be read. Blocks from free on may ask above it.
func (c quizComponent) claims(doc *page.Document, first, free int) []Claim {
	var claims []Claim
	line, _ := doc.MD.Position(doc.Starts[c.block])
	for i, values := range c.Values {
		z, ok := readQuizValues(values, first)
		if !ok || len(z.options) > 0 && z.right() == 0 || len(z.options) == 0 && z.answer == "" {
			return nil
		}
		// Each of several has a line of the component.
		from, to := doc.Starts[c.block], doc.Start(c.block+1)
		if n := c.Lines().Len(); len(c.Values) > 1 && i < n {
			from, to = c.Lines().At(i).Start, c.Lines().At(i).Stop
			if i == len(c.Values)-1 {
				to = doc.Start(c.block + 1)
			}
		}
		if z.question != "" {
			claims = append(claims, Claim{sure: sureComponent, From: from, To: to, Take: func() page.Draft {
				return page.FinishDraft(doc, z.draft(doc, line))
			}})
			continue
		}
		above := c.above(doc, free)
		if above < 0 || len(c.Values) > 1 {
			return nil
		}
		claims = append(claims, Claim{sure: sureComponent, From: doc.Starts[above], To: to, Take: func() page.Draft {
			d := z.draft(doc, line)
			blocks := doc.Blocks[above:c.block]
			if h := doc.HeadAt(above); h != nil {
				body.TakeHeadings(doc, nil, h, &d)
				blocks = blocks[1:]
			}
			d.Prompt = append(slices.Clone(blocks), d.Prompt...)
			return page.FinishDraft(doc, d)
		}})
	}
	return claims
}

// above returns the block with which the question above a component begins: the paragraph right above if it asks, else
// the heading above; -1 if there is none from a block on.
func (c quizComponent) above(doc *page.Document, free int) int {
	last := c.block - 1
	if last < free {
		return -1
	}
	if doc.Marks[last].Asks {
		if h := doc.HeadingAbove(doc.Starts[last]); h == nil || h.Block < free || !h.Numbered && !wording.LooksAsked(h.Title) {
			return last
		}
	}
	for i := last; i >= free; i-- {
		if h := doc.HeadAt(i); h != nil {
			if i == last && wording.HeadsCards(h.Title) && !wording.LooksAsked(h.Title) {
				return -1
			}
			return i
		}
	}
	if page.IsText(doc.Blocks[last]) {
		return last
	}
	return -1
}

// draft returns the question that values hold. They are told to stand in a line.
func (z *quizValues) draft(doc *page.Document, line int) page.Draft {
	d := page.Draft{Kind: deck.Basic, Prompt: doc.MD.Append(z.question, line)}
	if why := z.explained(); why != "" {
		d.Extra = doc.MD.Append(why, line)
	}
	for _, o := range z.options {
		d.Kind, d.Options = deck.Choice, append(d.Options, page.Option{Nodes: page.Paragraphs(doc.MD.Append(o.text, line)), Right: o.right})
	}
	if len(z.options) == 0 {
		d.Answer = doc.MD.Append(z.answer, line)
	}
	return d
}
