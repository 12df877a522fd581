package dialect

import (
	"bytes"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/examdeck/examdeck/deck"
	"github.com/examdeck/examdeck/parse/page"
)

// outlineCards recognises the cards of outlines that RemNote exports: bullets whose text a mark parts into prompt and
// answer ("prompt→answer", "term :: meaning"), bullets that end in a mark and have their answer in the bullets below
// ("prompt ↓", "prompt >>>"), and bullets that hide {{something}}. Each bullet is a card of its own, also within
// another's answer.
//
// The exports are no sound Markdown: what goes on in a bullet's second line stands at the margin, blank lines and
// fences included. So bullets are found by lines, as RemNote wrote them, and each is read by itself.
type outlineCards struct{}

func (outlineCards) dialect() string { return "outline-cards" }

// minOutlineEvidence is how much evidence makes an outline one of cards; see [outlineMark.evidence].
const minOutlineEvidence = 3

func (outlineCards) find(r *Reading) []Claim {
	doc := r.Document
	forced := doc.Settings.Forces("outline-cards")
	if !forced && !hasOutlineMark(doc.MD.Source) {
		return nil
	}
	o := &remNotes{outline: readOutline(doc, true)}
	o.marks = make([]remMark, len(o.items))
	for i := range o.items {
		o.mark(i)
	}
	if !forced && (o.evidence < minOutlineEvidence || 2*len(o.items) < o.lines || doc.SpacedRepetition()) {
		return nil
	}
	doc.MD.PairedBold = true
	var claims []Claim
	for i, item := range o.items {
		if !o.isCard(i) {
			continue
		}
		to := item.to
		if o.marks[i].form == headingItem {
			to = o.regionEnd(i, o.isCard)
		}
		claims = append(claims, Claim{sure: sureOutline, From: item.from, To: to, Take: func() page.Draft { return o.draft(i) }})
	}
	return claims
}

// remNotes is the bullets of an export of RemNote with what marks them.
type remNotes struct {
	*outline
	marks    []remMark
	evidence int // what the marks say of the whole
}

// remMark is what makes a bullet a card. at and length are its mark's, if its form has one.
type remMark struct {
	form       outlineForm
	at, length int
	turned     bool // the answer stands first
	both       bool // it is asked both ways
}

type outlineForm uint8

const (
	plainItem   outlineForm = iota
	partedItem              // a mark between prompt and answer
	headingItem             // a mark at the end; the bullets below answer
	hidingItem              // it hides parts of itself
)

// outlineMark is what parts a bullet, or ends it where its answer follows below.
type outlineMark struct {
	text         string
	spaced       bool // other people write it within words and code, so that a blank or a line's end is beside it
	turned, both bool
}

// outlineMarks are those of RemNote, the longer of two first: as it exported them up to 2023, and as they are typed.
// Concepts ("::") are asked both ways, their descriptors (";;") are not.
var outlineMarks = []outlineMark{
	{text: ">>>", spaced: true}, {text: "<<<", spaced: true, turned: true}, {text: ":::", spaced: true}, {text: ";;;", spaced: true},
	{text: ">>", spaced: true}, {text: "<<", spaced: true, turned: true}, {text: "<>", spaced: true, both: true},
	{text: "::", spaced: true, both: true}, {text: ";;", spaced: true},
	{text: "→"}, {text: "←", turned: true}, {text: "↔", both: true}, {text: "―"}, {text: "↓"},
}

// hasOutlineMark is a quick look for any mark.
func hasOutlineMark(src []byte) bool {
	for _, m := range outlineMarks {
		if bytes.Contains(src, []byte(m.text)) {
			return true
		}
	}
	return false
}

// maxOutlineText is how much of a bullet's text is searched for marks, in bytes.
const maxOutlineText = 1 << 14

// mark reads what marks bullet i.
func (o *remNotes) mark(i int) {
	item, r := o.items[i], &o.marks[i]
	own := o.doc.MD.Source[item.text:item.to]
	if len(own) > 2 && own[0] == '[' && own[2] == ']' {
		return // a task, or an option
	}
	at, m, hides := findOutlineMark(own[:min(len(own), maxOutlineText)])
	below := i+1 < len(o.items) && o.items[i+1].parent == i && item.depth <= maxOutlineDepth
	switch {
	case at > 0 && len(trimMarks(own[at:])) > 0 && m.text != "↓":
		r.form = partedItem
	case at > 0 && below && len(trimMarks(own[at:])) == 0:
		r.form = headingItem
	case hides:
		r.form = hidingItem
		return
	default:
		return
	}
	r.at, r.length, r.turned, r.both = item.text+at, len(m.text), m.turned, m.both
	o.evidence += o.weight(i, m)
}

// weight is what a mark tells of the whole outline. Arrows that touch what is around them, and those above an answer,
// come from RemNote, which puts no headings among bullets where it writes arrows. Colons are everybody's.
func (o *remNotes) weight(i int, m outlineMark) int {
	src, r := o.doc.MD.Source, o.marks[i]
	switch {
	case m.spaced && (m.text != "::" || o.items[i].parent >= 0 && !o.headed):
		return 1
	case m.spaced || o.headed:
		return 0
	case m.text == "―" || m.text == "↓":
		return 2
	case src[r.at-1] != ' ' && src[r.at+r.length] != ' ':
		return 2
	}
	return 0
}

// trimMarks returns a text without the marks and blanks it begins with: a bullet may end in several, "? ↓ ↓".
func trimMarks(text []byte) []byte {
	for {
		rest := bytes.TrimSpace(text)
		for _, m := range outlineMarks {
			rest = bytes.TrimPrefix(rest, []byte(m.text))
		}
		if len(rest) == len(text) {
			return rest
		}
		text = rest
	}
}

// findOutlineMark returns the first mark in a bullet's text, 0 without one, and whether anything before it is hidden.
// Code, formulas and what is hidden hold none.
func findOutlineMark(text []byte) (at int, mark outlineMark, hides bool) {
	for at < len(text) {
		rest := text[at:]
		if n := skipOpaque(rest); n > 0 {
			hides = hides || bytes.HasPrefix(rest, []byte("{{")) && !bytes.HasPrefix(rest, []byte("{{c"))
			at += n
			continue
		}
		for _, m := range outlineMarks {
			if bytes.HasPrefix(rest, []byte(m.text)) && m.parts(text, at) && len(bytes.TrimSpace(text[:at])) > 0 {
				return at, m, hides
			}
		}
		_, size := utf8.DecodeRune(rest)
		at += size
	}
	return 0, outlineMark{}, hides
}

// skipOpaque returns how long the code, formula, link's target or hidden text is with which a text begins; 0 for
// anything else.
func skipOpaque(text []byte) int {
	for _, pair := range [...][2]string{{"```", "```"}, {"`", "`"}, {"$$", "$$"}, {"$", "$"}, {`\(`, `\)`}, {"{{", "}}"}, {"](", ")"}, {"<!--", "-->"}} {
		if !bytes.HasPrefix(text, []byte(pair[0])) {
			continue
		}
		if end := bytes.Index(text[len(pair[0]):], []byte(pair[1])); end >= 0 {
			return len(pair[0]) + end + len(pair[1])
		}
	}
	return 0
}

// parts reports whether a mark at an offset parts a text. An arrow with blanks on both sides stands in a sentence, or
// in a grammar; a line of what could be a property ("key:: value") is none.
func (m outlineMark) parts(text []byte, at int) bool {
	before, _ := utf8.DecodeLastRune(text[:at])
	after, size := utf8.DecodeRune(text[at+len(m.text):])
	left, right := unicode.IsSpace(before), size == 0 || unicode.IsSpace(after)
	switch {
	case m.text == "↓":
		return len(trimMarks(text[at:])) == 0
	case m.text == "→" || m.text == "←" || m.text == "↔":
		return !(left && right) || len(trimMarks(text[at:])) == 0
	case m.text == "―":
		return true
	}
	line := bytes.TrimSpace(text[1+bytes.LastIndexByte(text[:at], '\n') : at])
	return len(line) > 0 && (left || right) && !(m.text == "::" && !left && isKey(line))
}

// isKey reports whether a text is a word that could be the name of a property.
func isKey(key []byte) bool {
	return !bytes.ContainsAny(key, " \t") && bytes.Equal(key, bytes.ToLower(key))
}

// isCard reports whether bullet i is a card.
func (o *remNotes) isCard(i int) bool { return o.marks[i].form != plainItem }

// draft returns the draft of bullet i.
func (o *remNotes) draft(i int) page.Draft {
	item, r := o.items[i], o.marks[i]
	d := page.Draft{Kind: deck.Basic, Curly: true}
	if item.parent >= 0 {
		d.Label = o.title(item.parent)
	}
	if r.both {
		d.Kind = deck.Reversed
	}
	switch r.form {
	case hidingItem:
		d.Kind, d.Prompt = deck.Cloze, o.own(i)
	case headingItem:
		d.Prompt, d.Answer = o.part(item.text, r.at, item.indent), o.below(i)
	default:
		d.Prompt, d.Answer = o.part(item.text, r.at, item.indent), o.part(r.at+r.length, item.to, item.indent)
	}
	if r.turned {
		d.Prompt, d.Answer = d.Answer, d.Prompt
	}
	return page.FinishDraft(o.doc, d)
}

// maxOutlineTitle is how many characters of a bullet head the cards below it.
const maxOutlineTitle = 100

// title is the text of a bullet, up to its mark, as the cards below it show it. Long ones are no titles.
func (o *remNotes) title(i int) string {
	item := o.items[i]
	to := min(item.to, o.doc.LineEnd(item.text))
	if at := o.marks[i].at; at > 0 {
		to = min(to, at)
	}
	var words []string
	for _, n := range o.part(item.text, to, item.indent) {
		words = append(words, o.doc.Text(n))
	}
	title := strings.TrimRight(strings.Join(words, " "), ": ")
	if utf8.RuneCountInString(title) > maxOutlineTitle {
		return ""
	}
	return title
}
