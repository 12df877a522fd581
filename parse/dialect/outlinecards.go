package dialect

import (
	"bytes"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"

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
	o := readOutline(doc)
	if !forced && (o.evidence < minOutlineEvidence || 2*len(o.items) < o.lines || doc.SpacedRepetition()) {
		return nil
	}
	doc.MD.PairedBold = true
	var claims []Claim
	for i, item := range o.items {
		if item.form == plainItem {
			continue
		}
		claims = append(claims, Claim{
			sure: sureOutline, From: item.from, To: o.regionEnd(i),
			Take: func() page.Draft { return o.draft(i) },
		})
	}
	return claims
}

// outline is the bullets of a source.
type outline struct {
	doc      *page.Document
	items    []outlineItem
	lines    int  // those that are not blank and in no fence
	headed   bool // a heading stands among them
	evidence int  // what the marks say of the whole
}

// outlineItem is a bullet: from is where its line begins, text where its text does, to where the next bullet's line
// begins. at and length are its mark's, if its form has one.
type outlineItem struct {
	from, text, to int
	indent         int // of its bullet, in bytes
	parent         int // index of the bullet it stands below; -1 without
	depth          int // how many bullets it stands below
	form           outlineForm
	at, length     int
	turned         bool // the answer stands first
	both           bool // it is asked both ways
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

// readOutline finds the bullets of a source and what marks them.
func readOutline(doc *page.Document) *outline {
	o := &outline{doc: doc}
	src := doc.MD.Source
	fenced, ended := false, false
	for at := doc.MD.Front.End; at < len(src); {
		next := min(len(src), doc.LineEnd(at)+1)
		line := src[at:next]
		indent, text := bulletOf(line)
		switch trimmed := bytes.TrimSpace(line); {
		case len(trimmed) == 0 || fenced:
		case text > 0:
			o.lines++
			o.add(outlineItem{from: at, text: at + text, to: next, indent: indent})
			ended = false
		case indent == 0 && trimmed[0] == '#':
			ended, o.headed = true, o.headed || len(o.items) > 0 // a heading of the file; what follows it is no bullet's
		default:
			o.lines++
		}
		if bytes.Count(line, []byte("```"))%2 == 1 {
			fenced = !fenced
		}
		if n := len(o.items); n > 0 && !ended {
			o.items[n-1].to = next
		}
		at = next
	}
	for i := range o.items {
		o.mark(i)
	}
	return o
}

// bulletOf returns how far a line is indented, and where the text behind its bullet begins; 0 without a bullet.
func bulletOf(line []byte) (indent, text int) {
	rest := bytes.TrimLeft(line, " \t")
	indent = len(line) - len(rest)
	sign := 1
	if digits := bytes.TrimLeft(rest, "0123456789"); len(digits) < len(rest) && bytes.HasPrefix(digits, []byte(".")) {
		sign = len(rest) - len(digits) + 1
	} else if len(rest) == 0 || bytes.IndexByte([]byte("-*+"), rest[0]) < 0 {
		return indent, 0
	}
	if len(rest) > 4 && rest[2] == '[' && rest[4] == ']' {
		return indent, 0 // a task, or an option
	}
	if len(rest) == sign || rest[sign] != ' ' && rest[sign] != '\t' && rest[sign] != '\n' {
		return indent, 0
	}
	return indent, min(len(line), indent+sign+len(rest[sign:])-len(bytes.TrimLeft(rest[sign:], " \t")))
}

// add adds a bullet below the last one that is less indented.
func (o *outline) add(item outlineItem) {
	item.parent = len(o.items) - 1
	for item.parent >= 0 && o.items[item.parent].indent >= item.indent {
		item.parent = o.items[item.parent].parent
	}
	if item.parent >= 0 {
		item.depth = o.items[item.parent].depth + 1
	}
	o.items = append(o.items, item)
}

// Bullets deeper than maxOutlineDepth are answered by none below them, which would be read once for each, and behind
// maxOutlineText bytes of a bullet no mark is looked for.
const (
	maxOutlineDepth = 30
	maxOutlineText  = 1 << 14
)

// mark reads what marks a bullet.
func (o *outline) mark(i int) {
	item := &o.items[i]
	own := o.doc.MD.Source[item.text:item.to]
	at, m, hides := findOutlineMark(own[:min(len(own), maxOutlineText)])
	below := i+1 < len(o.items) && o.items[i+1].parent == i && item.depth <= maxOutlineDepth
	switch {
	case at > 0 && len(trimMarks(own[at:])) > 0 && m.text != "↓":
		item.form = partedItem
	case at > 0 && below && len(trimMarks(own[at:])) == 0:
		item.form = headingItem
	case hides:
		item.form = hidingItem
		return
	default:
		return
	}
	item.at, item.length, item.turned, item.both = item.text+at, len(m.text), m.turned, m.both
	o.evidence += o.weight(*item, m)
}

// weight is what a mark tells of the whole outline. Arrows that touch what is around them, and those above an answer,
// come from RemNote, which puts no headings among bullets where it writes arrows. Colons are everybody's.
func (o *outline) weight(item outlineItem, m outlineMark) int {
	src := o.doc.MD.Source
	switch {
	case m.spaced && (m.text != "::" || item.parent >= 0 && !o.headed):
		return 1
	case m.spaced || o.headed:
		return 0
	case m.text == "―" || m.text == "↓":
		return 2
	case src[item.at-1] != ' ' && src[item.at+item.length] != ' ':
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

// end returns the index behind the bullets below bullet i.
func (o *outline) end(i int) int {
	j := i + 1
	for j < len(o.items) && o.items[j].parent >= i {
		j++
	}
	return j
}

// regionEnd is where the claim of bullet i ends: where its text does, or that of the bullets below that answer it, or
// at the first card among these.
func (o *outline) regionEnd(i int) int {
	if o.items[i].form == headingItem {
		for j := i + 1; j < o.end(i); j++ {
			if o.items[j].form != plainItem {
				return o.items[j].from
			}
		}
		return o.items[o.end(i)-1].to
	}
	return o.items[i].to
}

// draft returns the draft of bullet i.
func (o *outline) draft(i int) page.Draft {
	item := o.items[i]
	d := page.Draft{Kind: deck.Basic, Curly: true}
	if item.parent >= 0 {
		d.Label = o.title(item.parent)
	}
	if item.both {
		d.Kind = deck.Reversed
	}
	switch item.form {
	case hidingItem:
		d.Kind = deck.Cloze
		d.Prompt = o.part(item.text, item.to, item.indent)
	case headingItem:
		first := o.items[i+1]
		d.Prompt = o.part(item.text, item.at, item.indent)
		d.Answer = o.doc.Part(first.from+first.indent, o.items[o.end(i)-1].to, first.indent)
	default:
		d.Prompt = o.part(item.text, item.at, item.indent)
		d.Answer = o.part(item.at+item.length, item.to, item.indent)
	}
	if item.turned {
		d.Prompt, d.Answer = d.Answer, d.Prompt
	}
	return page.FinishDraft(o.doc, d)
}

// part parses a part of a bullet's text.
func (o *outline) part(from, to, indent int) []ast.Node {
	src := o.doc.MD.Source
	from = min(trimFrom(src, from, to), to)
	return o.doc.Part(from, from+len(bytes.TrimRight(src[from:to], " \t\n")), indent)
}

// maxOutlineTitle is how many characters of a bullet head the cards below it.
const maxOutlineTitle = 100

// title is the text of a bullet, up to its mark, as the cards below it show it. Long ones are no titles.
func (o *outline) title(i int) string {
	item := o.items[i]
	to := min(item.to, o.doc.LineEnd(item.text))
	if item.at > 0 {
		to = min(to, item.at)
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
