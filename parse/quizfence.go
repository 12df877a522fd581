package parse

import (
	"bytes"
	"fmt"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/text"

	"github.com/examdeck/examdeck/deck"
	"github.com/examdeck/examdeck/internal/markdown"
	"github.com/examdeck/examdeck/parse/wording"
)

// quizFences recognises questions between lines "--- question ---" and "--- /question ---", with parts between such lines in them:
// answer, choices, feedback, code. Projects of the Raspberry Pi Foundation are written so.
type quizFences struct{}

func (quizFences) dialect() string { return "quiz-fences" }

// fenceName reads "--- name ---"; empty for other lines.
func fenceName(line string) string {
	line = strings.TrimSpace(line)
	if len(line) < 9 || !strings.HasPrefix(line, "--- ") || !strings.HasSuffix(line, " ---") {
		return ""
	}
	name := strings.ToLower(strings.TrimSpace(line[4 : len(line)-4]))
	if strings.ContainsAny(name, " \t") {
		return ""
	}
	return name
}

func (quizFences) find(r *reading) []claim {
	doc := r.document
	var claims []claim
	for _, line := range doc.textLines() {
		if fenceName(line.text) != "question" || len(claims) > 0 && line.start < claims[len(claims)-1].to {
			continue
		}
		from, to := line.start, closingFence(doc.md.Source, line.to)
		if to < 0 {
			r.issues = append(r.issues, markdown.Issue{Offset: from, Code: "unclosed-block",
				Message: fmt.Sprintf("%q is never closed", line.text), Hint: `close it with a line "--- /question ---"`})
			continue
		}
		claims = append(claims, claim{sure: sureFence, from: from, to: to, take: func() draft {
			return (&fencedQuiz{doc: doc, from: from, fences: []string{"question"}}).draft(line.to+1, to)
		}})
	}
	return claims
}

// closingFence gives the offset behind the line that closes a question, -1 without one.
func closingFence(src []byte, from int) int {
	at := from
	for line := range bytes.Lines(src[from:]) {
		at += len(line)
		switch fenceName(string(line)) {
		case "/question":
			return at
		case "question":
			return -1
		}
	}
	return -1
}

// fencedQuiz is a question whose parts are being read.
type fencedQuiz struct {
	doc    *document
	from   int
	fences []string // the names of the open fences
	made   draft
	begin  int // where the part at hand begins
	// right tells whether the option at hand is; option is where its text begins, -1 outside of options.
	right  bool
	option int
}

// draft reads a question between its fences.
func (z *fencedQuiz) draft(from, to int) draft {
	src := z.doc.md.Source
	z.begin, z.option = skipSettings(src, from), -1
	for at := z.begin; at < to; {
		next := min(to, z.doc.lineEnd(at)+1)
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

func (z *fencedQuiz) finish() draft {
	d := z.made
	right := 0
	for _, o := range d.options {
		if o.right {
			right++
		}
	}
	if len(d.options) > 0 && (right == 0 || len(d.options) < 2) {
		return refused(z.from, fmt.Sprintf("of %d choices %d are marked as right", len(d.options), right), "mark right ones with (x)")
	}
	if right > 0 {
		d.kind, d.extra, d.answer = deck.Choice, append(d.answer, d.extra...), nil
	}
	return finishDraft(z.doc, d)
}

func (z *fencedQuiz) top() string {
	if len(z.fences) == 0 {
		return ""
	}
	return z.fences[len(z.fences)-1]
}

// pop closes the fence of that name and those opened within.
func (z *fencedQuiz) pop(name string) {
	for i := len(z.fences) - 1; i >= 0; i-- {
		if z.fences[i] == name {
			z.fences = z.fences[:i]
			return
		}
	}
}

// close puts the part at hand, which ends at an offset, where it belongs.
func (z *fencedQuiz) close(at int) {
	d := &z.made
	switch name := z.top(); {
	case name == "question":
		d.prompt = append(d.prompt, z.doc.dedented(z.begin, at)...)
	case name == "choices":
		z.endChoice(at)
	case name == "code":
		d.prompt = append(d.prompt, codeBlock(z.doc, z.begin, at))
	case name == "feedback" && z.right, name == "explanation":
		d.extra = append(d.extra, z.doc.dedented(z.begin, at)...)
	case wording.Is(name, wording.AnyAnswer):
		d.answer = append(d.answer, z.doc.dedented(z.begin, at)...)
	}
}

// choice looks at a line among the choices: one that begins with a box begins an option.
func (z *fencedQuiz) choice(at int, line string) {
	trimmed := strings.TrimLeft(line, " \t")
	rest := strings.TrimLeft(strings.TrimLeft(trimmed, "-*+"), " ")
	state, after, ok := readBox(rest)
	if !ok || rest == trimmed {
		return
	}
	z.endChoice(at)
	z.option, z.right = at+len(line)-len(after), state == tickedBox
}

// endChoice ends the option at hand.
func (z *fencedQuiz) endChoice(at int) {
	if z.option >= 0 {
		nodes := z.doc.part(z.option, max(at, z.option), 2)
		z.made.options = append(z.made.options, option{nodes: nodes, right: z.right})
	}
	z.option = -1
}

// skipSettings gives the offset behind the lines of settings between "---" that may stand at the start of a part.
func skipSettings(src []byte, from int) int {
	at := trimFrom(src, from, len(src))
	for n := 0; at < len(src) && n < 12; n++ {
		next := len(src)
		if i := bytes.IndexByte(src[at:], '\n'); i >= 0 {
			next = at + i + 1
		}
		line := bytes.TrimSpace(src[at:next])
		switch {
		case n == 0 && string(line) != "---":
			return from
		case n > 0 && string(line) == "---":
			return next
		case n > 0 && !bytes.Contains(line, []byte(":")):
			return from
		}
		at = next
	}
	return from
}

// codeBlock makes a block of code of a region.
func codeBlock(doc *document, from, to int) ast.Node {
	block := ast.NewCodeBlock()
	block.SetPos(from)
	for at := from; at < to; {
		next := min(to, doc.lineEnd(at)+1)
		if at > from || len(bytes.TrimSpace(doc.md.Source[at:next])) > 0 {
			block.Lines().Append(text.NewSegment(at, next))
		}
		at = next
	}
	return block
}
