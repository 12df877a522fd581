package parse

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/yuin/goldmark/ast"

	"github.com/examdeck/examdeck/deck"
	"github.com/examdeck/examdeck/internal/markdown"
	"github.com/examdeck/examdeck/parse/wording"
)

// The quiz layer looks at the drafts of all dialects: where a draft offers options and says which are right, it becomes a
// choice. The key's own line goes, since the card marks the right options; what explains them becomes the explanation.

// quiz is a draft on its way through the layer.
type quiz struct {
	draft  draft
	doc    *document // that of the answer
	asked  *document // that of the prompt
	at     int       // where the question begins in the source
	sheets sheetLookup
	issues []markdown.Issue
}

// sheetLookup finds what the sheets of keys say to a question's number. own tells that the sheet stands in the question's own source.
type sheetLookup func(number string) (e sheetEntry, own, ok bool)

// readQuiz turns a draft into a choice if it offers options and says which are right; other drafts are returned as they are. at is
// where the question begins in the source.
func readQuiz(doc *document, d draft, at int, sheets sheetLookup) (draft, []markdown.Issue) {
	if d.kind != deck.Basic || len(d.options) > 0 {
		return d, nil
	}
	z := &quiz{draft: d, doc: doc, asked: cmp.Or(d.paper, doc), at: at, sheets: sheets}
	return z.read(), z.issues
}

func (z *quiz) read() draft {
	d := z.draft
	z.fromSheet()
	d = z.draft
	offers := findOffers(z.asked, d.prompt)
	if !slices.ContainsFunc(offers, (*offer).named) && d.paper == nil && z.offeredInAnswer() {
		return z.draft
	}
	if len(offers) == 0 {
		return z.draft
	}
	z.draft.prompt = partKeyLines(z.asked, d.prompt)
	z.draft.answer = partKeyLines(z.doc, d.answer)
	offers = findOffers(z.asked, z.draft.prompt)
	for _, o := range slices.Backward(offers) {
		key := z.findKey(o, z.draft.prompt[o.last:], z.draft.answer)
		if key.right != nil {
			z.choose(o, key, z.draft.prompt[o.last:], z.draft.answer)
			return z.draft
		}
	}
	z.keyless(offers)
	return z.draft
}

// named tells whether letters or boxes show that the options are some, whatever a key says.
func (o *offer) named() bool { return o.form >= letterForm }

// offeredInAnswer looks for options in what the draft takes for the answer, as a dialect does that knows no markers: there
// the options end the prompt. They need a key of their own behind them, or on them.
func (z *quiz) offeredInAnswer() bool {
	offers := findOffers(z.doc, z.draft.answer)
	if len(offers) == 0 {
		return false
	}
	answer := z.draft.answer
	z.draft.answer = partKeyLines(z.doc, answer)
	for _, o := range findOffers(z.doc, z.draft.answer) {
		if !o.named() && o.marked() == nil {
			continue
		}
		key := z.findKey(o, z.draft.answer[o.last:], nil)
		if key.right == nil {
			continue
		}
		behind := z.draft.answer[o.last:]
		above := len(z.draft.prompt)
		z.draft.prompt = append(slices.Clone(z.draft.prompt), z.draft.answer[:o.last]...)
		o.blocks = z.draft.prompt
		o.shift(above)
		z.draft.answer = nil
		z.choose(o, key, behind, nil)
		return true
	}
	if boxes := untickedBoxes(offers); boxes != nil {
		z.draft.prompt = append(slices.Clone(z.draft.prompt), z.draft.answer[:boxes.last]...)
		z.draft.answer, z.draft.keyless = nil, true
		return true
	}
	return false
}

// shift moves an offer down by a number of blocks put before its own.
func (o *offer) shift(by int) {
	o.first, o.last = o.first+by, o.last+by
	for i := range o.marks {
		o.marks[i].block += by
		for j := range o.marks[i].extra {
			o.marks[i].extra[j] += by
		}
	}
}

// untickedBoxes gives the offer whose boxes are all that could tell what is right, but none is ticked.
func untickedBoxes(offers []*offer) *offer {
	for _, o := range offers {
		if o.form == boxForm && o.ticked() == nil {
			return o
		}
	}
	return nil
}

// choose makes the draft a choice. below and answer are the blocks behind the options, in the prompt and in the answer.
func (z *quiz) choose(o *offer, key quizKey, below, answer []ast.Node) {
	z.warn(o, key)
	for _, item := range o.behind {
		for _, c := range children(item) {
			c = paragraphOf(c)
			key.moved(c)
			below = append([]ast.Node{c}, below...)
		}
	}
	below, answer = slices.Clone(below), slices.Clone(answer)
	explains := 0
	if key.line != nil && key.inPrompt {
		explains = slices.IndexFunc(below, func(n ast.Node) bool { return n == key.line.block || holds(n, key.line.block) })
	} else if len(answer) == 0 && key.line == nil {
		explains = 0
	} else {
		explains = len(below)
	}
	explains = max(explains, 0)
	key.cut(z.doc, z.asked)
	options, above := o.take(z.asked, key.bold)
	for i := range options {
		options[i].right = key.right[i]
		options[i].paper = z.draft.paper
	}
	d := &z.draft
	d.kind, d.options = deck.Choice, options
	d.prompt = append(above, withContent(below[:explains])...)
	d.extra = append(append(withContent(below[explains:]), withContent(answer)...), d.extra...)
	d.extra = trimRules(openToggles(z.doc, d.extra))
	d.answer = nil
}

// withContent leaves out the blocks of which nothing is left.
func withContent(blocks []ast.Node) []ast.Node {
	var list []ast.Node
	for _, n := range blocks {
		switch n.Kind() {
		case ast.KindParagraph, ast.KindTextBlock, ast.KindHeading, ast.KindList, ast.KindBlockquote:
			if !n.HasChildren() {
				continue
			}
		}
		list = append(list, n)
	}
	return list
}

// warn reports what the key and the prompt contradict each other in.
func (z *quiz) warn(o *offer, key quizKey) {
	letters := o.letters()
	if len(key.unknown) > 0 && len(letters) > 0 {
		z.issues = append(z.issues, markdown.Issue{
			Offset: key.offset(z.doc, z.at), Code: "unknown-option",
			Message: fmt.Sprintf("the key names %q, but the options are %s to %s", strings.Join(key.unknown, ", "), letters[0], letters[len(letters)-1]),
			Hint:    "correct the key, or add the option",
		})
	}
	right := 0
	for _, r := range key.right {
		if r {
			right++
		}
	}
	if right > 1 && wording.AsksForOne(z.promptText()) {
		z.issues = append(z.issues, markdown.Issue{
			Offset: z.at, Code: "several-right", Message: fmt.Sprintf("the question asks for one answer, but %d options are marked as right", right),
			Hint: "mark one option",
		})
	}
}

func (z *quiz) promptText() string {
	var b strings.Builder
	for _, n := range z.draft.title {
		b.WriteString(z.doc.md.Text(n) + " ")
	}
	for _, n := range z.draft.prompt {
		if isText(n) {
			b.WriteString(z.asked.text(n) + " ")
		}
	}
	return strings.ToLower(b.String())
}

// keyless notes of a draft whose options nothing marks as right that it can't be asked, where it has no answer or where its
// options were never filled in.
func (z *quiz) keyless(offers []*offer) {
	for _, o := range offers {
		for _, key := range o.strange[:min(1, len(o.strange))] {
			z.warn(o, key)
		}
		if o.named() && isTemplate(o.texts()) {
			z.draft.answer, z.draft.extra, z.draft.keyless = nil, nil, true
			return
		}
		z.draft.keyless = z.draft.keyless || o.named() && len(z.draft.answer) == 0
	}
}

// isTemplate tells whether options are those of a form that was never filled in: "option 1", "option 2".
func isTemplate(texts []string) bool {
	stem := ""
	for i, text := range texts {
		word := strings.TrimRight(wording.Fold(text), "0123456789abcd")
		if i > 0 && word != stem {
			return false
		}
		stem = word
		if number := strings.TrimPrefix(wording.Fold(text), word); number != fmt.Sprint(i+1) && number != string(rune('a'+i)) {
			return false
		}
	}
	return stem != "" || len(texts) > 0 && strings.Join(texts, "") == ""
}

// offerAbove finds options at the start of a question's body that carry their own key, or have one below: they end the prompt,
// although "A:" would announce an answer. Nothing above them announces one.
func offerAbove(doc *document, body []ast.Node) *offer {
	if namesNothing(doc, body) {
		return nil
	}
	for _, o := range findOffers(doc, body) {
		if !o.named() {
			continue
		}
		if slices.ContainsFunc(body[:o.first], func(n ast.Node) bool { return announces(doc, n) }) {
			return nil
		}
		if o.ticked() != nil || o.marked() != nil || slices.ContainsFunc(body[o.last:], func(n ast.Node) bool { return announces(doc, n) }) {
			return o
		}
	}
	return nil
}

// announces tells whether a block is, or begins with, an answer's marker, or is a toggle that holds one.
func announces(doc *document, n ast.Node) bool {
	if t, ok := n.(*toggle); ok {
		return t.role != wording.Remark
	}
	if n.Kind() == ast.KindHeading {
		return wording.AnnouncesAnswer(doc.text(n))
	}
	line := firstLine(doc, n)
	return wording.AnswerLead(line) > 0 || isBareKey(line)
}

// isBareKey tells whether a line is an answer's word without a colon and no more than letters behind it: "Answer B".
func isBareKey(line string) bool {
	rest, bare := wording.BareLead(line)
	return bare && rest != "" && wording.Visible(rest) <= maxBareKey
}

// maxBareKey is how many characters may stand behind an answer's word without a colon for it to be a key: "Answer A, C".
const maxBareKey = 8
