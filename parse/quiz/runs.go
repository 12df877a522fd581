package quiz

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"

	"github.com/examdeck/examdeck/parse/page"
	"github.com/examdeck/examdeck/parse/wording"
)

// withRests adds to the items of a list with boxes those of the lists behind it where only code stands between: "- [ ]
// A", a program, "- [x] B", a program, or quotes, which say why an option is right or wrong. Authors who don't indent
// them part the list so. The code belongs to the item above it, a quote to what explains the whole.
func withRests(doc *page.Document, blocks []ast.Node, items []Mark) []Mark {
	boxed := func(marks []Mark) bool {
		return len(marks) > 0 && !slices.ContainsFunc(marks, func(m Mark) bool { return m.Box == NoBox })
	}
	if !boxed(items) {
		return items
	}
	for {
		last := &items[len(items)-1]
		next := last.block + 1
		for next < len(blocks) && (page.IsCode(blocks[next]) || blocks[next].Kind() == ast.KindBlockquote) && next-last.block <= MaxBetween {
			next++
		}
		if next == last.block+1 {
			return items
		}
		var more []Mark
		if next < len(blocks) && blocks[next].Kind() == ast.KindList {
			more = ItemMarks(doc, next, blocks[next])
		}
		if !boxed(more) && !allFollowed(items[:len(items)-1]) {
			return items
		}
		for i := last.block + 1; i < next && (boxed(more) || page.IsCode(blocks[i])); i++ {
			if page.IsCode(blocks[i]) {
				last.extra = append(last.extra, i)
			} else {
				last.why = append(last.why, blocks[i])
			}
		}
		if !boxed(more) {
			return items
		}
		items = append(items, more...)
	}
}

// numberOffers finds options that numbers in brackets or with dots name, in the lines of one paragraph or the items of
// one list: "(1) …", "- (1) …". They are options only if a key means them.
func numberOffers(blocks []ast.Node, marks []Mark) []*Offer {
	var offers []*Offer
	for i := 0; i < len(marks); i++ {
		if marks[i].marker.Letter != "1" {
			continue
		}
		end := i + 1
		for end < len(marks) && marks[end].block == marks[i].block {
			end++
		}
		run := follow(blocks, marks[i:end], wording.Alphabets[wording.NumberRow])
		if len(run) < page.MinBareRun {
			continue
		}
		offers = append(offers, &Offer{blocks: blocks, First: marks[i].block, Last: marks[i].block + 1, Form: NumberForm, Marks: run})
		i += len(run) - 1
	}
	return offers
}

// MaxBetween is how many blocks, such as code and pictures, may belong to one option behind its first line.
const MaxBetween = 3

// LetterOffers returns the runs of letters among the lines and items of blocks.
func LetterOffers(doc *page.Document, blocks []ast.Node, marks []Mark) []*Offer {
	var offers []*Offer
	for i := 0; i < len(marks); i++ {
		o := letterRun(blocks, marks[i:])
		if o == nil {
			continue
		}
		o.extend(doc)
		offers = append(offers, o)
		for i+1 < len(marks) && marks[i+1].block < o.Last {
			i++
		}
	}
	return offers
}

// letterRun returns the options whose letters go on from the first mark; nil if too few do.
func letterRun(blocks []ast.Node, marks []Mark) *Offer {
	run := longestRun(marks[0].marker, false, func(alphabet []string) []Mark { return follow(blocks, marks, alphabet) })
	if run == nil {
		return nil
	}
	last := run[len(run)-1]
	o := &Offer{blocks: blocks, First: run[0].block, Last: last.block + 1, Form: LetterForm, Marks: run}
	if last.Item != nil {
		for item := last.Item.NextSibling(); item != nil; item = item.NextSibling() {
			o.Behind = append(o.Behind, item)
		}
	}
	return o
}

// longestRun follows every alphabet that begins with a marker's letter, of numbers or of others, and returns the
// longest run; nil if none is long enough. Letters without dot or bracket begin sentences as well, so that more of
// them are needed.
func longestRun(opens wording.Marker, numbers bool, follow func(alphabet []string) []Mark) []Mark {
	runs := [][]Mark{nil}
	for a, alphabet := range wording.Alphabets {
		if (a == wording.NumberRow) == numbers && wording.LetterAt(alphabet, 0, opens.Letter) {
			runs = append(runs, follow(alphabet))
		}
	}
	best := slices.MaxFunc(runs, func(a, b []Mark) int { return len(a) - len(b) })
	least := 2
	if opens.Shape == "%" && !wording.IsCircled(opens.Letter) {
		least = page.MinBareRun
	}
	if len(best) < least {
		return nil
	}
	return best
}

// follow returns the marks that go on in an alphabet's order. Lines and blocks between two letters belong to the first
// of them. Within a list every item must be an option.
func follow(blocks []ast.Node, marks []Mark, alphabet []string) []Mark {
	run := []Mark{marks[0]}
	if m := marks[0]; m.Item != nil && m.Item.PreviousSibling() != nil {
		return nil
	}
	for _, m := range marks[1:] {
		prev := &run[len(run)-1]
		if !joins(blocks, prev.block, m.block) {
			break
		}
		if wording.LetterAt(alphabet, len(run), m.marker.Letter) && sameShape(run[0].marker, m.marker) {
			prev.extra = append(prev.extra, between(prev.block, m.block)...)
			run = append(run, m)
			continue
		}
		again := m.marker.Letter == run[0].marker.Letter && m.marker.Shape == run[0].marker.Shape // it begins other options
		if again || m.Item != nil || wording.IsKeyLead(m.text) {
			break
		}
		if m.block == prev.block {
			prev.Whole += "\n" + m.text
		}
	}
	return run
}

// between returns the indices between two.
func between(a, b int) []int {
	var list []int
	for i := range b - a - 1 {
		list = append(list, a+1+i)
	}
	return list
}

// joins reports whether block b may go on with the options that block a holds.
func joins(blocks []ast.Node, a, b int) bool {
	if b-a > MaxBetween {
		return false
	}
	for _, n := range blocks[a:b] {
		switch n.Kind() {
		case ast.KindHeading, ast.KindThematicBreak, page.KindToggle:
			return false
		}
	}
	return true
}

// sameShape reports whether two markers are of one make. Authors mix dots, colons and brackets, but not letters alone
// with them.
func sameShape(a, b wording.Marker) bool {
	if a.Shape == b.Shape {
		return true
	}
	return a.Shape != "%" && b.Shape != "%" && strings.HasPrefix(a.Shape, "%") == strings.HasPrefix(b.Shape, "%")
}

// extend adds to the last option the blocks below that belong to it: code if all options above have some, else what
// follows a letter that stands alone.
func (o *Offer) extend(doc *page.Document) {
	last := &o.Marks[len(o.Marks)-1]
	if o.Last == len(o.blocks) {
		return
	}
	next := o.blocks[o.Last]
	text := page.IsText(next) && !wording.IsKeyLead(page.FirstLine(doc, next))
	if page.IsCode(next) && (last.Whole == "" || allFollowed(o.Marks[:len(o.Marks)-1])) || last.Whole == "" && text {
		last.extra = append(last.extra, o.Last)
		o.Last++
	}
}

// allFollowed reports whether each of several options has blocks below its line.
func allFollowed(marks []Mark) bool {
	return len(marks) > 0 && !slices.ContainsFunc(marks, func(m Mark) bool { return len(m.extra) == 0 })
}

// Marked returns which options carry a mark that says they are right; nil if none or all do.
func (o *Offer) Marked() []bool {
	return o.some(func(m Mark) bool {
		if m.Box == TickedBox {
			return true
		}
		if m.Item == nil && m.Line == nil {
			v, _ := rowVerdict(m.text)
			return v == wording.RightVerdict
		}
		end, last := wording.NoVerdict, wording.NoVerdict
		if !m.literal {
			end, _ = wording.VerdictAtEnd(m.text)
			last, _ = wording.VerdictAtEnd(m.Whole)
		}
		start, _ := wording.VerdictAtStart(m.text)
		return cmp.Or(m.sign, end, last, start) == wording.RightVerdict
	})
}

// weaklyMarked reports whether the marks are stars or crosses, which stand for footnotes and in formulas as well.
func (o *Offer) weaklyMarked() bool {
	if o.Ticked() != nil {
		return false
	}
	return slices.ContainsFunc(o.Marks, func(m Mark) bool {
		return m.crossed || strings.HasSuffix(m.text, "*") || strings.HasSuffix(m.Whole, "*") || strings.HasPrefix(m.text, "*")
	})
}

// bolded returns which options are bold; nil if none or all are.
func (o *Offer) bolded() []bool { return o.some(func(m Mark) bool { return m.Bold }) }

// Ticked returns which boxes are ticked; nil if none is.
func (o *Offer) Ticked() []bool {
	right := make([]bool, len(o.Marks))
	for i, m := range o.Marks {
		right[i] = m.Box == TickedBox
	}
	if !slices.Contains(right, true) {
		return nil
	}
	return right
}

// some returns for which options a test holds; nil if it holds for none or for all.
func (o *Offer) some(test func(Mark) bool) []bool {
	right := make([]bool, len(o.Marks))
	for i, m := range o.Marks {
		right[i] = test(m)
	}
	if !slices.Contains(right, true) || !slices.Contains(right, false) {
		return nil
	}
	return right
}

// ReadSignedMarker reads an option's marker with a sign before it that says whether it is right: "*B.", "✅ C)", "❌
// D.". The sign belongs to the marker.
func ReadSignedMarker(text string) (wording.Marker, wording.Verdict, bool) {
	if k, ok := wording.ReadMarker(text); ok {
		return k, wording.NoVerdict, true
	}
	rest := strings.TrimLeft(text, " \t")
	r, size := utf8.DecodeRuneInString(rest)
	said := wording.NoVerdict
	switch {
	case r == utf8.RuneError:
		return wording.Marker{}, wording.NoVerdict, false
	case strings.ContainsRune(wording.RightSigns, r) || r == '*':
		said = wording.RightVerdict
	case strings.ContainsRune(wording.WrongSigns, r):
		said = wording.WrongVerdict
	default:
		return wording.Marker{}, wording.NoVerdict, false
	}
	rest = strings.TrimLeft(strings.TrimLeft(rest[size:], "*"), "\ufe0f \t")
	k, ok := wording.ReadMarker(rest)
	if !ok || k.Shape == "%" {
		return wording.Marker{}, wording.NoVerdict, false
	}
	k.Length += wording.Visible(text) - wording.Visible(rest)
	return k, said, true
}

// crossedAtEnd reports whether the line that begins with an inline node ends in an "x" far behind its text, as a mark.
// text is what the line says behind the option's letter.
func crossedAtEnd(doc *page.Document, first ast.Node, text string) bool {
	before, crossed := strings.CutSuffix(strings.ToLower(text), "x")
	at := doc.MD.Offset(first)
	return crossed && strings.TrimSpace(before) != "" && EndsCrossed(string(doc.MD.Source[at:doc.LineEnd(at)]))
}

// EndsCrossed reports whether a line ends in an "x" far behind its text, which is how some tick what is right.
func EndsCrossed(line string) bool {
	line = strings.ToLower(strings.TrimRight(line, " \t\r\n"))
	return strings.HasSuffix(line, "   x") || strings.HasSuffix(line, "\tx")
}
