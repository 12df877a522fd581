package dialect

import (
	"bytes"
	"fmt"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/text"

	"github.com/examdeck/examdeck/deck"
	"github.com/examdeck/examdeck/internal/markdown"
	"github.com/examdeck/examdeck/parse/page"
	"github.com/examdeck/examdeck/parse/quiz"
	"github.com/examdeck/examdeck/parse/wording"
)

// quizFences recognises questions between lines "--- question ---" and "--- /question ---", with parts between such
// lines in them: answer, choices, feedback, code. Projects of the Raspberry Pi Foundation are written so.
type quizFences struct{}

func (quizFences) dialect() string { return "quiz-fences" }

// fenceName reads "--- name ---", the name being one word. It returns "" for other lines.
func fenceName(line string) string {
	behind, begins := strings.CutPrefix(strings.TrimSpace(line), "--- ")
	name, ends := strings.CutSuffix(behind, " ---")
	name = strings.TrimSpace(name)
	if !begins || !ends || strings.ContainsAny(name, " \t") {
		return ""
	}
	return strings.ToLower(name)
}

func (quizFences) find(r *Reading) []Claim {
	doc := r.Document
	var claims []Claim
	for _, line := range doc.Lines {
		if fenceName(line.Text) != "question" {
			continue
		}
		from := line.Start
		to, closed := closingFence(doc.MD.Source, line.To)
		if !closed {
			r.Issues = append(r.Issues, markdown.Issue{Offset: from, Code: "unclosed-block",
				Message: fmt.Sprintf("%q is never closed", line.Text), Hint: `close it with a line "--- /question ---"`})
			continue
		}
		claims = append(claims, Claim{sure: sureFence, From: from, To: to, Take: func() page.Draft {
			return (&fencedQuiz{doc: doc, from: from, fences: []string{"question"}}).draft(line.To+1, to)
		}})
	}
	return claims
}

// closingFence returns the offset behind the line that closes a question; closed is false if the next question begins
// before.
func closingFence(src []byte, from int) (to int, closed bool) {
	for line := range bytes.Lines(src[from:]) {
		from += len(line)
		switch fenceName(string(line)) {
		case "/question":
			return from, true
		case "question":
			return 0, false
		}
	}
	return 0, false
}

// fencedQuiz is a question whose parts are being read.
type fencedQuiz struct {
	doc    *page.Document
	from   int
	fences []string // the names of the open fences; the first is the question's own
	made   page.Draft
	begin  int // where the part at hand begins
	// option is where the text of the option at hand begins, 0 outside of options; right says that it is marked so.
	option int
	right  bool
}

// draft reads a question between its fences.
func (z *fencedQuiz) draft(from, to int) page.Draft {
	src := z.doc.MD.Source
	z.begin = skipSettings(src, from)
	for at := z.begin; at < to; {
		next := min(to, z.doc.LineEnd(at)+1)
		line := string(src[at:next])
		name := fenceName(line)
		switch {
		case name == "" || z.top() == "code" && name != "/code":
			if z.top() == "choices" {
				z.choice(at, line)
			}
		default:
			z.close(at)
			if closed, ok := strings.CutPrefix(name, "/"); ok {
				z.pop(closed)
			} else {
				z.fences = append(z.fences, name)
				if name != "choices" {
					next = skipSettings(src, next)
				}
			}
			z.begin = next
		}
		at = next
	}
	return z.finish()
}

// finish makes the draft a choice if options are marked.
func (z *fencedQuiz) finish() page.Draft {
	d := z.made
	right := 0
	for _, o := range d.Options {
		if o.Right {
			right++
		}
	}
	if len(d.Options) > 0 && (right == 0 || len(d.Options) < 2) {
		return page.Refused(z.from, fmt.Sprintf("of %d choices %d are marked as right", len(d.Options), right), "mark right ones with (x)")
	}
	if right > 0 {
		d.Kind, d.Extra, d.Answer = deck.Choice, append(d.Answer, d.Extra...), nil
	}
	return page.FinishDraft(z.doc, d)
}

// top returns the name of the innermost fence that is open.
func (z *fencedQuiz) top() string { return z.fences[len(z.fences)-1] }

// pop closes the fence of that name and those opened within. The question's own ends the region, so that it need not
// be closed.
func (z *fencedQuiz) pop(name string) {
	for i, open := range z.fences[1:] {
		if open == name {
			z.fences = z.fences[:i+1]
			return
		}
	}
}

// close puts the part at hand, which ends at an offset, where it belongs.
func (z *fencedQuiz) close(at int) {
	d := &z.made
	switch name := z.top(); {
	case name == "question":
		d.Prompt = append(d.Prompt, z.doc.Dedented(z.begin, at)...)
	case name == "choices":
		z.endChoice(at)
	case name == "code":
		d.Prompt = append(d.Prompt, codeBlock(z.doc, z.begin, at))
	case name == "feedback" && z.right, name == "explanation":
		d.Extra = append(d.Extra, z.doc.Dedented(z.begin, at)...)
	case wording.Is(name, wording.AnyAnswer):
		d.Answer = append(d.Answer, z.doc.Dedented(z.begin, at)...)
	}
}

// choice looks at a line among the choices: a bullet with a box begins an option.
func (z *fencedQuiz) choice(at int, line string) {
	trimmed := strings.TrimLeft(line, " \t")
	rest := strings.TrimLeft(strings.TrimLeft(trimmed, "-*+"), " ")
	state, after, ok := quiz.ReadBox(rest)
	if !ok || rest == trimmed {
		return
	}
	z.endChoice(at)
	z.option, z.right = at+len(line)-len(after), state == quiz.TickedBox
}

// endChoice ends the option at hand.
func (z *fencedQuiz) endChoice(at int) {
	if z.option > 0 {
		nodes := z.doc.Part(z.option, max(at, z.option), 2)
		z.made.Options = append(z.made.Options, page.Option{Nodes: nodes, Right: z.right})
	}
	z.option = 0
}

// skipSettings returns the offset behind the lines of settings between "---" that may stand at the start of a part.
func skipSettings(src []byte, from int) int {
	at, open := trimFrom(src, from, len(src)), false
	for line := range bytes.Lines(src[at:]) {
		at += len(line)
		switch isRule := string(bytes.TrimSpace(line)) == "---"; {
		case isRule && open:
			return at
		case isRule:
			open = true
		case !open || !bytes.Contains(line, []byte(":")):
			return from
		}
	}
	return from
}

// codeBlock returns a region as a block of code, without a blank line at its start.
func codeBlock(doc *page.Document, from, to int) ast.Node {
	block := ast.NewCodeBlock()
	block.SetPos(from)
	for at := from; at < to; {
		next := min(to, doc.LineEnd(at)+1)
		if at > from || len(bytes.TrimSpace(doc.MD.Source[at:next])) > 0 {
			block.Lines().Append(text.NewSegment(at, next))
		}
		at = next
	}
	return block
}
