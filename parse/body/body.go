package body

import (
	"bytes"
	"slices"
	"strings"

	"github.com/yuin/goldmark/ast"

	"github.com/examdeck/examdeck/internal/markdown/box"
	"github.com/examdeck/examdeck/internal/markdown/comment"
	"github.com/examdeck/examdeck/internal/markdown/component"
	"github.com/examdeck/examdeck/parse/page"
	"github.com/examdeck/examdeck/parse/quiz"
	"github.com/examdeck/examdeck/parse/wording"
)

// Split splits what stands below a question's heading into prompt and answer. A heading that is only a number has its
// question in the body as often as not: before an answer's marker (a heading, a word with a colon, a toggle), or in
// the quote at the top, which is all of the prompt if quoted is set. If titled is set, the heading asks by itself;
// then what has no marker is all answer.
func Split(doc *page.Document, body []ast.Node, quoted, titled bool) (prompt, answer []ast.Node) {
	body = page.TrimEnds(doc, body)
	if prompt, answer, ok := splitSections(doc, body); ok {
		return prompt, answer
	}
	announced := announcements(doc, body)
	if prompt, answer, ok := splitParts(doc, body, announced); ok {
		return CutQuestionMarker(doc, Unquote(prompt, quoted)), answer
	}
	if o := quiz.OfferAbove(doc, body); o != nil {
		prompt, answer = Split(doc, body[o.Last:], false, true)
		return append(slices.Clone(Unquote(body[:o.Last], quoted)), prompt...), answer
	}
	if opened := openStatement(doc, unfoldMarkedList(doc, body)); !slices.Equal(opened, body) {
		body, announced = opened, announcements(doc, opened)
	}
	for i, n := range body {
		if announced[i] && SaysNothing(body[i+1:]) && isAnswerWord(doc, n) {
			break
		}
		if before, rest, ok := cutAtMarker(doc, body, i, announced[i], titled); ok {
			prompt = append(slices.Clone(body[:i]), before...)
			answer = append(rest, page.OpenToggles(doc, body[i+1:])...)
			return page.TrimRules(CutQuestionMarker(doc, Unquote(prompt, quoted))), page.TrimRules(answer)
		}
	}
	if titled {
		hints := skipHints(doc, body)
		return body[:hints:hints], body[hints:]
	}
	if lead := leadingQuotes(body); lead > 0 && (lead < len(body) || quoted) {
		hints := lead + skipHints(doc, body[lead:])
		return append(Unquote(body[:lead], true), body[lead:hints]...), page.TrimRules(body[hints:])
	}
	return nil, body
}

// Solution returns what of a solution's body answers. That is all of it, with the working and every "Answer:" within,
// but for the question where the solution repeats it: asked are the question's own blocks.
func Solution(doc *page.Document, asked, solution []ast.Node) []ast.Node {
	said := map[string]bool{}
	for _, n := range asked {
		said[doc.Text(n)] = true
	}
	solution = page.TrimEnds(doc, solution)
	for len(solution) > 1 && said[doc.Text(solution[0])] {
		solution = solution[1:]
	}
	if at := slices.Index(announcements(doc, solution), true); at > 0 && slices.ContainsFunc(solution[:at], func(n ast.Node) bool {
		return page.IsText(n) && Asks(doc, n)
	}) {
		solution = solution[at:]
	}
	if len(solution) > 0 {
		if rest, ok := CutAnswerMarker(doc, solution[0]); ok {
			solution = append(rest, solution[1:]...)
		}
	}
	return page.TrimRules(page.OpenToggles(doc, solution))
}

// CutAsking parts what stands below a bare number, and which nothing else parts, behind the blocks at the top that ask,
// or behind the line that does. It returns no prompt where nothing asks or nothing follows, and where options with
// letters, boxes or marks are offered: they belong to what asks.
func CutAsking(doc *page.Document, body []ast.Node) (prompt, answer []ast.Node) {
	switch lead, inLine := asksAbove(doc, body); {
	case inLine:
		return CutLine(doc, body)
	case lead > 0:
		return body[:lead:lead], body[lead:]
	}
	return nil, body
}

// AsksAbove reports whether [CutAsking] parts a body. The tree stays as it is.
func AsksAbove(doc *page.Document, body []ast.Node) bool {
	lead, _ := asksAbove(doc, body)
	return lead > 0
}

// asksAbove returns how many blocks at the top of a body ask while others follow; inLine says that it is only the first
// line of the first one. It returns 0 for a body that is not to be parted.
func asksAbove(doc *page.Document, body []ast.Node) (lead int, inLine bool) {
	if lead = askingLead(doc, body); lead > 0 && SaysNothing(body[lead:]) {
		return 0, false
	}
	if lead == 0 && len(body) > 0 && page.IsText(body[0]) && wording.LooksAsked(page.FirstLine(doc, body[0])) {
		lead, inLine = 1, page.NextLine(body[0].FirstChild()) != nil
	}
	for _, o := range quiz.FindOffers(doc, body) {
		if o.Named() || o.Marked() != nil || o.Form > quiz.PlainForm {
			return 0, false
		}
	}
	return lead, inLine
}

// CutLine parts blocks behind the first line, if that asks by itself and goes on in the paragraph, else behind the first
// block.
func CutLine(doc *page.Document, blocks []ast.Node) (prompt, answer []ast.Node) {
	first := blocks[0]
	if next := page.NextLine(first.FirstChild()); page.IsText(first) && next != nil && wording.LooksAsked(page.FirstLine(doc, first)) {
		page.Unbreak(next.PreviousSibling())
		rest := page.SplitAt(first, next)
		return blocks[:1:1], append([]ast.Node{rest}, blocks[1:]...)
	}
	return blocks[:1:1], blocks[1:]
}

// askingLead returns how many blocks at the top of a body are the question, as the last of them asks: "## 3", "Why does
// it rain?", "Water falls." What goes with the question may stand above. It returns 0 if none asks.
func askingLead(doc *page.Document, body []ast.Node) int {
	lead := 0
	for i, n := range body {
		if !page.IsText(n) {
			if n.Kind() == ast.KindHeading || lead > 0 {
				break
			}
			continue
		}
		if Asks(doc, n) {
			lead = i + 1
		} else if lead > 0 {
			break
		}
	}
	return lead
}

// OnlyAsks reports whether the last of a body's paragraphs, or of its list's lines, asks.
func OnlyAsks(doc *page.Document, body []ast.Node) bool {
	for _, n := range slices.Backward(body) {
		switch {
		case page.IsText(n):
			return Asks(doc, n)
		case n.Kind() == ast.KindList:
			return n.LastChild().FirstChild() != nil && Asks(doc, n.LastChild().FirstChild())
		case n.Kind() == ast.KindHeading || !SaysNothing([]ast.Node{n}):
			return false
		}
	}
	return false
}

// Asks reports whether a paragraph asks: it ends in a question mark, or orders to do something.
func Asks(doc *page.Document, n ast.Node) bool {
	text := doc.Text(n)
	return wording.LooksAsked(text) || wording.Orders(text)
}

// isAnswerWord reports whether a paragraph is an answer's word without a colon. With nothing below, it is an answer
// itself.
func isAnswerWord(doc *page.Document, n ast.Node) bool {
	lead := wording.AnswerLead(page.LineHead(doc, n))
	if lead == 0 {
		return false
	}
	text := doc.Text(n)
	return lead == wording.Visible(text) && !strings.ContainsAny(text, ":：")
}

// cutAtMarker reports whether the answer begins at block i or within it, and splits the block there. announced says that
// its first line begins with an answer's marker, as [announcements] found; titled that a title asks above the body.
func cutAtMarker(doc *page.Document, body []ast.Node, i int, announced, titled bool) (before, rest []ast.Node, ok bool) {
	n := body[i]
	if t, ok := n.(*page.Toggle); ok && t.Role == wording.Asking && !wording.OpensWithAnswer(t.Title(doc)) && answersAbove(doc, body[:i], titled) {
		return nil, nil, false
	}
	if announced || !page.IsText(n) || n.FirstChild() != nil && n.FirstChild().Kind() == ast.KindEmphasis {
		if rest, ok := CutAnswerMarker(doc, n); ok {
			return nil, rest, true
		}
	}
	if mayPart(doc, body, i) {
		if before, rest, ok := cutAtSeparator(doc, n); ok {
			return before, rest, true
		}
	}
	return cutInside(doc, n)
}

// answersAbove reports whether what stands above a toggle answers, so that the toggle, whose title is no answer's word,
// is one more part of the answer: a title or a quote asked before it.
func answersAbove(doc *page.Document, above []ast.Node, titled bool) bool {
	lead := leadingQuotes(above)
	if !titled && lead == 0 {
		return false
	}
	for _, n := range above[lead:] {
		if !isHint(doc, n) && !SaysNothing([]ast.Node{n}) {
			return true
		}
	}
	return false
}

// leadingQuotes returns how many blocks at the top of a body are quotes.
func leadingQuotes(body []ast.Node) int {
	lead := 0
	for lead < len(body) && body[lead].Kind() == ast.KindBlockquote {
		lead++
	}
	return lead
}

// isHint reports whether a block is a folded hint, which belongs to the prompt where it stands before the answer.
func isHint(doc *page.Document, n ast.Node) bool {
	switch n := n.(type) {
	case *page.Toggle:
		return n.Role == wording.Remark && wording.IsHint(n.Title(doc))
	case *box.Node:
		if n.Fold != '-' {
			return false
		}
		title := doc.Text(n.Title())
		return title == "" && wording.Is(n.Name, wording.Hint) || wording.IsHint(title)
	}
	return false
}

// skipHints returns how many blocks at the top of a body are hints, if anything stands below them.
func skipHints(doc *page.Document, body []ast.Node) int {
	n := 0
	for n < len(body) && isHint(doc, body[n]) {
		n++
	}
	if SaysNothing(body[n:]) {
		return 0
	}
	return n
}

// SaysNothing reports whether blocks show nothing but rules and lists of what the document holds. A component shows
// nothing, either.
func SaysNothing(blocks []ast.Node) bool {
	for _, n := range blocks {
		if n.Kind() != ast.KindThematicBreak && n.Kind() != comment.KindBlock && n.Kind() != component.Kind && !isContents(n) {
			return false
		}
	}
	return true
}

// isContents reports whether a block is a list of links to headings of its own document, and of nothing else, or a
// toggle that hides such a list.
func isContents(n ast.Node) bool {
	if n.Kind() == page.KindToggle {
		held := page.Contents(n)
		return len(held) == 1 && isContents(held[0])
	}
	if n.Kind() != ast.KindList {
		return false
	}
	for item := n.FirstChild(); item != nil; item = item.NextSibling() {
		for c := item.FirstChild(); c != nil; c = c.NextSibling() {
			if page.IsText(c) && !leadsHome(c.FirstChild()) || !page.IsText(c) && !isContents(c) {
				return false
			}
		}
	}
	return true
}

// leadsHome reports whether an inline node is a link within its document, and all there is.
func leadsHome(n ast.Node) bool {
	link, ok := n.(*ast.Link)
	return ok && bytes.HasPrefix(link.Destination, []byte("#")) && n.NextSibling() == nil
}

// Unquote returns what the quotes of a prompt hold, if quoted is set and the prompt is quoted as a whole; else the
// prompt.
func Unquote(prompt []ast.Node, quoted bool) []ast.Node {
	if !quoted {
		return prompt
	}
	var out []ast.Node
	for _, n := range prompt {
		if n.Kind() != ast.KindBlockquote {
			return prompt
		}
		out = append(out, page.Children(n)...)
	}
	return out
}

// CutAnswerMarker reports whether block n is, or begins with, an answer's marker, and returns what of n belongs to the
// answer.
func CutAnswerMarker(doc *page.Document, n ast.Node) ([]ast.Node, bool) {
	switch n.Kind() {
	case ast.KindHeading:
		title := doc.Text(n)
		if !wording.AnnouncesAnswer(title) {
			return nil, false
		}
		if _, rest, _ := wording.CutColon(title); strings.TrimSpace(rest) != "" {
			page.TrimStart(doc, n, wording.AnswerLead(title))
			return []ast.Node{page.ParagraphOf(n)}, true
		}
		return nil, true
	case ast.KindParagraph, ast.KindTextBlock:
		length := wording.AnswerLead(page.LineHead(doc, n))
		if first := n.FirstChild(); first != nil && first.Kind() == ast.KindLink {
			length = 0 // it leads to an answer elsewhere
		}
		if length == 0 {
			length = strongLead(doc, n)
		}
		if length == 0 {
			return nil, false
		}
		if page.OnlyPicture(n) {
			return []ast.Node{n}, true
		}
		page.TrimStart(doc, n, length)
		if n.FirstChild() == nil {
			return nil, true
		}
		return []ast.Node{n}, true
	case ast.KindBlockquote:
		first := n.FirstChild()
		if first == nil || !beginsAnswer(page.FirstLine(doc, first)) {
			return nil, false
		}
		rest, ok := CutAnswerMarker(doc, first)
		return append(rest, page.Children(n)[1:]...), ok
	case page.KindToggle:
		return page.OpenToggle(doc, n.(*page.Toggle)), n.(*page.Toggle).Role != wording.Remark
	}
	return nil, false
}

// beginsAnswer reports whether a line begins with an answer's marker.
func beginsAnswer(line string) bool { return wording.AnswerLead(line) > 0 }

// strongLead is wording.AnswerLead for a marker that only its type sets off: "**Answer** …". A link is no marker, nor
// is a word that goes on in its sentence in the same type.
func strongLead(doc *page.Document, n ast.Node) int {
	first := n.FirstChild()
	if first == nil || first.Kind() != ast.KindEmphasis {
		return 0
	}
	title := doc.Text(first)
	if wording.Visible(title) < 3 || wording.AnswerLead(title) != wording.Visible(title) || strings.ContainsAny(title, "0123456789") {
		return 0
	}
	return wording.Visible(title)
}

// cutInside looks for an answer's marker at the start of a later line of a paragraph, and splits the paragraph there.
func cutInside(doc *page.Document, n ast.Node) (before, rest []ast.Node, ok bool) {
	if !page.IsText(n) {
		return nil, nil, false
	}
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		next := c.NextSibling()
		if next == nil || !page.EndsLine(c) {
			continue
		}
		if length := wording.AnswerLead(page.HeadOf(doc, next)); length > 0 && next.Kind() != ast.KindLink {
			tail := page.SplitAt(n, next)
			page.Unbreak(c)
			page.TrimStart(doc, tail, length)
			return []ast.Node{n}, []ast.Node{tail}, true
		}
	}
	return nil, nil, false
}

// unfoldMarkedList opens a list whose items are the question and its answer ("- **Q1**: …", "- **Answer**: …"): the
// items' blocks take its place. Other lists stay.
func unfoldMarkedList(doc *page.Document, body []ast.Node) []ast.Node {
	for i, n := range body {
		if n.Kind() != ast.KindList || !hasMarkedItem(doc, n) || len(quiz.LetterOffers(doc, body, quiz.ItemMarks(doc, i, n))) > 0 {
			continue
		}
		out := append([]ast.Node{}, body[:i]...)
		for _, item := range page.Children(n) {
			marked := isMarked(doc, item)
			if marked || len(out) == 0 {
				for _, c := range page.Children(item) {
					out = append(out, page.ParagraphOf(c))
				}
				continue
			}
			out = append(out, page.ListOf(n.(*ast.List), item))
		}
		return append(out, body[i+1:]...)
	}
	return body
}

func hasMarkedItem(doc *page.Document, list ast.Node) bool {
	for item := list.FirstChild(); item != nil; item = item.NextSibling() {
		if first := item.FirstChild(); first != nil && beginsAnswer(page.LineHead(doc, first)) {
			return true
		}
	}
	return false
}

// isMarked reports whether a list item begins with the marker of a question or an answer.
func isMarked(doc *page.Document, item ast.Node) bool {
	first := item.FirstChild()
	if first == nil {
		return false
	}
	line := page.FirstLine(doc, first)
	return beginsAnswer(line) || wording.QuestionLead(line) > 0
}

// CutQuestionMarker cuts markers such as "Q1:" off the start of a prompt, and returns it.
func CutQuestionMarker(doc *page.Document, prompt []ast.Node) []ast.Node {
	if len(prompt) == 0 {
		return prompt
	}
	if page.IsText(prompt[0]) {
		page.TrimStart(doc, prompt[0], wording.QuestionLead(page.FirstLine(doc, prompt[0])))
	}
	return prompt
}
