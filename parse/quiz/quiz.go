package quiz

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/yuin/goldmark/ast"

	"github.com/examdeck/examdeck/deck"
	"github.com/examdeck/examdeck/internal/markdown"
	"github.com/examdeck/examdeck/parse/page"
	"github.com/examdeck/examdeck/parse/wording"
)

// MaxTyped is how many characters an answer may have that is to be typed.
const MaxTyped = 80

// The quiz layer looks at the drafts of all dialects: where a draft offers options and says which are right, it
// becomes a choice. The key's own line goes, since the card marks the right options; what explains them becomes the
// explanation.

// quiz is a draft on its way through the layer.
type quiz struct {
	draft  page.Draft
	doc    *page.Document // that of the answer
	asked  *page.Document // that of the prompt
	at     int            // where the question begins in the source
	sheets SheetLookup
	issues []markdown.Issue
}

// SheetLookup finds what the sheets of keys say to a question's number. own is set if the sheet stands in the
// question's own source.
type SheetLookup func(number string) (e SheetEntry, own, ok bool)

// Read turns a draft into a choice if it offers options and says which are right; other drafts are returned as they
// are. at is where the question begins in the source.
func Read(doc *page.Document, d page.Draft, at int, sheets SheetLookup) (page.Draft, []markdown.Issue) {
	if d.Kind != deck.Basic || len(d.Options) > 0 {
		return d, nil
	}
	z := &quiz{draft: d, doc: doc, asked: cmp.Or(d.Paper, doc), at: at, sheets: sheets}
	return z.read(), z.issues
}

func (z *quiz) read() page.Draft {
	d := z.draft
	z.fromSheet()
	d = z.draft
	offers := FindOffers(z.asked, d.Prompt)
	if !slices.ContainsFunc(offers, (*Offer).Named) && d.Paper == nil && z.offeredInAnswer() {
		return z.draft
	}
	if len(offers) == 0 {
		return z.draft
	}
	z.draft.Prompt = partKeyLines(z.asked, d.Prompt)
	z.draft.Answer = partKeyLines(z.doc, d.Answer)
	offers = FindOffers(z.asked, z.draft.Prompt)
	for _, o := range slices.Backward(offers) {
		key := z.findKey(o, z.draft.Prompt[o.Last:], z.draft.Answer)
		switch {
		case o.contradicted || key.Right != nil && z.namesTooFew(o, key):
			z.draft.KeyFault = true
			return z.draft
		case key.Right != nil:
			z.choose(o, key, z.draft.Prompt[o.Last:], z.draft.Answer)
			return z.draft
		}
	}
	z.keyless(offers)
	return z.draft
}

// Named reports whether letters or boxes show that the options are some, whatever a key says.
func (o *Offer) Named() bool { return o.Form >= LetterForm }

// offeredInAnswer looks for options in what the draft takes for the answer, as a dialect does that knows no markers:
// there the options end the prompt. They need a key of their own behind them, or on them.
func (z *quiz) offeredInAnswer() bool {
	offers := FindOffers(z.doc, z.draft.Answer)
	if len(offers) == 0 {
		return false
	}
	answer := z.draft.Answer
	z.draft.Answer = partKeyLines(z.doc, answer)
	for _, o := range FindOffers(z.doc, z.draft.Answer) {
		if !o.Named() && o.Marked() == nil {
			continue
		}
		key := z.findKey(o, z.draft.Answer[o.Last:], nil)
		if o.contradicted || key.Right != nil && z.namesTooFew(o, key) {
			z.draft.KeyFault = true
			return true
		}
		if key.Right == nil {
			continue
		}
		behind := z.draft.Answer[o.Last:]
		above := len(z.draft.Prompt)
		z.draft.Prompt = append(slices.Clone(z.draft.Prompt), z.draft.Answer[:o.Last]...)
		o.blocks = z.draft.Prompt
		o.shift(above)
		z.draft.Answer = nil
		z.choose(o, key, behind, nil)
		return true
	}
	boxes := untickedBoxes(offers)
	if boxes == nil {
		boxes = z.onlyOptions(offers)
	}
	if boxes != nil {
		z.draft.Prompt = append(slices.Clone(z.draft.Prompt), z.draft.Answer[:boxes.Last]...)
		z.draft.Answer, z.draft.Keyless = nil, true
		return true
	}
	return false
}

// onlyOptions returns the offer with which ends what the draft takes for the answer: lines "A) …", "B) …", which offer
// and don't answer. Small letters may as well be those of an answer's parts, unless the text above asks; below a bare
// number that text is the question.
func (z *quiz) onlyOptions(offers []*Offer) *Offer {
	o := offers[0]
	if o.Form != LetterForm || o.AsksParts() || len(o.Behind) > 0 {
		return nil
	}
	if behind, _ := partOthers(z.doc, z.draft.Answer[o.Last:]); slices.ContainsFunc(behind, func(n ast.Node) bool { return !isPageBreak(z.doc, n) }) {
		return nil
	}
	stem := z.stemOf(o)
	if stem != "" && len(z.draft.Title)+len(z.draft.Prompt) > 0 {
		return nil
	}
	if upper := strings.ToUpper(o.Marks[0].marker.Letter); upper == o.Marks[0].marker.Letter && len(o.Marks) > 2 {
		return o
	}
	if wording.LooksAsked(strings.TrimSpace(stem)) || stem == "" && wording.LooksAsked(strings.TrimSpace(z.promptText())) {
		return o
	}
	return nil
}

// isPageBreak reports whether a block is a command of TeX that lays out pages, "\\newpage", and nothing else.
func isPageBreak(doc *page.Document, n ast.Node) bool {
	command, ok := strings.CutPrefix(doc.Text(n), `\`)
	return ok && page.IsText(n) && strings.Trim(command, "abcdefghijklmnopqrstuvwxyz") == ""
}

// stemOf returns the text above the options in what the draft takes for the answer.
func (z *quiz) stemOf(o *Offer) string {
	var stem strings.Builder
	for _, n := range z.draft.Answer[:o.First] {
		stem.WriteString(z.doc.Text(n) + "\n")
	}
	if first := o.Marks[0].Line; first != nil {
		for c := first.Parent().FirstChild(); c != first; c = page.NextLine(c) {
			stem.WriteString(page.LineText(z.doc, c) + "\n")
		}
	}
	return stem.String()
}

// shift moves an offer down by a number of blocks put before its own.
func (o *Offer) shift(by int) {
	o.First, o.Last = o.First+by, o.Last+by
	for i := range o.Marks {
		o.Marks[i].block += by
		for j := range o.Marks[i].extra {
			o.Marks[i].extra[j] += by
		}
	}
}

// untickedBoxes returns the offer whose boxes are all that could tell what is right, but none is ticked.
func untickedBoxes(offers []*Offer) *Offer {
	for _, o := range offers {
		if o.Form == BoxForm && o.Ticked() == nil {
			return o
		}
	}
	return nil
}

// choose makes the draft a choice. below and answer are the blocks behind the options, in the prompt and in the
// answer.
func (z *quiz) choose(o *Offer, key Key, below, answer []ast.Node) {
	z.warn(o, key)
	var behind []ast.Node
	for _, item := range o.Behind {
		behind = append(behind, page.Paragraphs(page.Children(item))...)
	}
	asked, explains := splitBelow(key, append(behind, below...), len(answer) > 0)
	var others []ast.Node
	asked, others = partOthers(z.asked, slices.DeleteFunc(asked, func(n ast.Node) bool { return isPageBreak(z.asked, n) }))
	explains = append(others, explains...)
	key.cut()
	options, above := o.take(z.asked, key.bold)
	for i := range options {
		options[i].Right = key.Right[i]
		options[i].Paper = z.draft.Paper
	}
	d := &z.draft
	d.Kind, d.Options = deck.Choice, options
	d.Prompt = append(above, withContent(asked)...)
	d.Extra = slices.Concat(o.why, withContent(explains), withContent(answer), d.Extra)
	d.Extra = page.TrimRules(page.OpenToggles(z.doc, d.Extra))
	d.Answer = nil
}

// splitBelow splits the blocks below the options, which are the prompt's, into those that still ask and those that
// explain: from the key on they explain. Without a line that is the key, they explain unless an answer does.
func splitBelow(key Key, blocks []ast.Node, answered bool) (asked, explains []ast.Node) {
	at := slices.IndexFunc(blocks, func(n ast.Node) bool {
		return key.line != nil && (n == key.line.block() || page.Holds(n, key.line.block()))
	})
	switch {
	case at >= 0:
		return blocks[:at], blocks[at:]
	case answered || key.line != nil:
		return blocks, nil
	}
	return nil, blocks
}

// partOthers takes the paragraphs out of a prompt that name other answers than the key's, "Your answer: B": they would
// give it away.
func partOthers(doc *page.Document, blocks []ast.Node) (asked, others []ast.Node) {
	for _, n := range blocks {
		lead, _, found := wording.CutColon(page.FirstLine(doc, n))
		if page.IsText(n) && found && len(lead) <= wording.MaxLead && wording.SaysOther(lead) && wording.HasKeyWord(lead) {
			others = append(others, n)
		} else {
			asked = append(asked, n)
		}
	}
	return asked, others
}

// IsOnlyKey reports whether a draft is a number and the letters of its right options: the key to a question that stands
// elsewhere, "## Question 3 – Answer: B". Some words announce the letters, or stood before them and were cut off.
func IsOnlyKey(doc *page.Document, d page.Draft) bool {
	if d.Kind != deck.Basic || d.Paper != nil || len(d.Title)+len(d.Prompt) > 0 || len(d.Answer) == 0 || !page.IsText(d.Answer[0]) || !d.Answer[0].HasChildren() {
		return false
	}
	line := page.FirstLine(doc, d.Answer[0])
	at := doc.MD.Offset(d.Answer[0].FirstChild())
	before := strings.Trim(string(doc.MD.Source[doc.LineFrom(at):at]), " #>*_-")
	if rest, ok := wording.AfterLead(line); ok {
		line = strings.TrimSpace(rest)
	} else if l, labelled := wording.ReadLabel(before); !wording.IsKeyLead(before) && (!labelled || !wording.IsKeyLead(l.Rest)) {
		return false
	}
	return wording.StartsWithKey(line) || wording.ReadSequence(line, 1) != nil
}

// withContent returns the blocks of which something is left.
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

// warn reports where the key contradicts the options or the prompt.
func (z *quiz) warn(o *Offer, key Key) {
	letters := o.Letters()
	if len(key.unknown) > 0 {
		z.issues = append(z.issues, markdown.Issue{
			Offset: key.offset(z.doc, z.at), Code: "unknown-option",
			Message: fmt.Sprintf("the key names %q, but the options are %s to %s", strings.Join(key.unknown, ", "), letters[0], letters[len(letters)-1]),
			Hint:    "correct the key, or add the option",
		})
	}
	right := 0
	for _, r := range key.Right {
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

// namesTooFew reports whether a key names fewer options than the question asks for, so that something of it wasn't read
// or was forgotten. No choice is made of them: it would teach what is wrong.
func (z *quiz) namesTooFew(o *Offer, key Key) bool {
	right := 0
	for _, r := range key.Right {
		if r {
			right++
		}
	}
	asked := wording.AsksFor(z.promptText())
	if asked <= right || asked > len(o.Marks) {
		return false
	}
	z.issues = append(z.issues, markdown.Issue{
		Offset: key.offset(z.doc, z.at), Code: "few-right",
		Message: fmt.Sprintf("the question asks for %d options, but the key names only %d", asked, right), Hint: "complete the key",
	})
	return true
}

func (z *quiz) promptText() string {
	var b strings.Builder
	for _, n := range z.draft.Title {
		b.WriteString(z.doc.MD.Text(n) + " ")
	}
	for _, n := range z.draft.Prompt {
		if page.IsText(n) {
			b.WriteString(z.asked.Text(n) + " ")
		}
	}
	return strings.ToLower(b.String())
}

// keyless notes of a draft whose options nothing marks as right that it can't be asked, where it has no answer or
// where its options were never filled in.
func (z *quiz) keyless(offers []*Offer) {
	for _, o := range offers {
		for _, key := range o.strange[:min(1, len(o.strange))] {
			z.warn(o, key)
		}
		if o.Named() && isTemplate(o.texts()) {
			z.draft.Answer, z.draft.Extra, z.draft.Keyless = nil, nil, true
			return
		}
		z.draft.Keyless = z.draft.Keyless || o.Named() && len(z.draft.Answer) == 0
	}
}

// isTemplate reports whether options are those of a form that was never filled in: "option 1", "option 2", or "answer
// a", "answer b".
func isTemplate(texts []string) bool {
	for _, row := range []string{"123456789", "abcdefghi"} {
		stem, ok := strings.CutSuffix(wording.Fold(texts[0]), row[:1])
		if ok && stem != "" && continues(texts, stem, row) {
			return true
		}
	}
	return false
}

// continues reports whether each text is the stem and the next character of the row.
func continues(texts []string, stem, row string) bool {
	for i, text := range texts[:min(len(texts), len(row))] {
		if wording.Fold(text) != stem+row[i:i+1] {
			return false
		}
	}
	return true
}

// OfferAbove finds options at the start of a question's body that carry their own key, or have one below: they end the
// prompt, although "A:" would announce an answer. Nothing above them announces one.
func OfferAbove(doc *page.Document, body []ast.Node) *Offer {
	if NamesNothing(doc, body) {
		return nil
	}
	for _, o := range FindOffers(doc, body) {
		if !o.Named() {
			continue
		}
		if slices.ContainsFunc(body[:o.First], func(n ast.Node) bool { return Announces(doc, n) }) {
			return nil
		}
		if o.Ticked() != nil || o.Marked() != nil || slices.ContainsFunc(body[o.Last:], func(n ast.Node) bool { return Announces(doc, n) }) {
			return o
		}
	}
	return nil
}

// Announces reports whether a block is, or begins with, an answer's marker, or is a toggle that holds one.
func Announces(doc *page.Document, n ast.Node) bool {
	if t, ok := n.(*page.Toggle); ok {
		return t.Role != wording.Remark
	}
	if n.Kind() == ast.KindHeading {
		return wording.AnnouncesAnswer(doc.Text(n))
	}
	line := page.FirstLine(doc, n)
	return wording.AnswerLead(line) > 0 || IsBareKey(line)
}

// IsBareKey reports whether a line is an answer's word without a colon and no more than letters behind it: "Answer B".
func IsBareKey(line string) bool {
	rest, bare := wording.BareLead(line)
	return bare && rest != "" && wording.Visible(rest) <= maxBareKey
}

// maxBareKey is how many characters may stand behind an answer's word without a colon for it to be a key: "Answer A,
// C".
const maxBareKey = 8
