package page

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/text"

	"github.com/examdeck/examdeck/parse/wording"
)

// Papers put short options side by side: "A. 3    B. 4    C. 5". partOptions gives each a line of its own, which
// shows no difference where they turn out to be none: a line break is a blank.
func partOptions(doc *Document, root ast.Node) {
	part := func(n ast.Node) bool {
		if IsText(n) && n.HasChildren() {
			dropBullets(doc, n)
		}
		if IsText(n) && mayHoldMarkers(doc, n) {
			for c := n.FirstChild(); c != nil; c = NextLine(c) {
				partLine(doc, c)
			}
		}
		return true
	}
	part(root)
	EachBlock(root, part)
}

// mayHoldMarkers tells cheaply whether two options could stand in one line of a block: two letters alone before a
// bracket, a point or a colon, or anything beyond ASCII.
func mayHoldMarkers(doc *Document, block ast.Node) bool {
	for i := range block.Lines().Len() {
		segment := block.Lines().At(i)
		line := segment.Value(doc.MD.Source)
		marks := 0
		for at, c := range line {
			switch {
			case c >= utf8.RuneSelf:
				return true
			case (c == ')' || c == ']' || c == '.' || c == ':') && at > 0 && isWordByte(line[at-1]) && (at < 2 || !isWordByte(line[at-2])):
				marks++
			}
		}
		if marks >= 2 {
			return true
		}
	}
	return block.Lines().Len() == 0
}

func isWordByte(c byte) bool {
	return c >= '0' && c <= '9' || c|0x20 >= 'a' && c|0x20 <= 'z'
}

// inlineMarker is an option's marker within a line.
type inlineMarker struct {
	node   *ast.Text
	at     int // in the node's text
	letter string
	shape  string
	starts bool // it is the first of its line
	wide   bool // several blanks stand before it, or what ends a sentence
}

// partLine parts the line that begins with an inline node before each of its options.
func partLine(doc *Document, first ast.Node) {
	markers := inlineMarkers(doc, first)
	for i := 0; i < len(markers); i++ {
		run := markers[i:inlineRun(markers, i)]
		if len(run) < 2 {
			continue
		}
		wide := run[0].starts || run[0].wide
		for _, m := range run[1:] {
			wide = wide && m.wide
		}
		_, opens := wording.IsLetter(run[0].letter)
		if !wide && (len(run) < MinBareRun || !opens || !run[0].starts && !run[0].wide) || !opens && !run[0].starts {
			continue
		}
		for k := len(run) - 1; k >= 0; k-- {
			if !run[k].starts {
				breakBefore(doc, run[k].node, run[k].at)
			}
		}
		return
	}
}

// inlineRun is the end of the run of letters in order that begins with marker i.
func inlineRun(markers []inlineMarker, i int) int {
	best := i + 1
	for a, alphabet := range wording.Alphabets {
		if a == wording.NumberRow {
			continue
		}
		for from := range alphabet {
			if !wording.LetterAt(alphabet, from, markers[i].letter) {
				continue
			}
			end := i + 1
			for end < len(markers) && markers[end].shape == markers[i].shape && wording.LetterAt(alphabet, from+end-i, markers[end].letter) {
				end++
			}
			best = max(best, end)
		}
	}
	return best
}

// inlineMarkers lists what looks like options' markers in a line: at its start and behind blanks, with a text before
// the next.
func inlineMarkers(doc *Document, first ast.Node) []inlineMarker {
	var found []inlineMarker
	said := true // something stands between the last marker and here
	for c := first; c != nil; c = c.NextSibling() {
		t, ok := c.(*ast.Text)
		if !ok {
			said = true
			continue
		}
		value := string(t.Segment.Value(doc.MD.Source))
		behind := 0 // where the text behind the last marker begins
		for i, r := range value {
			if unicode.IsSpace(r) {
				continue
			}
			before := strings.TrimRightFunc(value[:i], unicode.IsSpace)
			gap := value[len(before):i]
			k, ok := wording.Marker{}, false
			if i == 0 || gap != "" || wording.IsCircled(string(r)) {
				k, ok = wording.ReadMarker(value[i:])
			}
			if !ok || k.Letter[0] >= '0' && k.Letter[0] <= '9' || k.Shape == "%" && !wording.IsCircled(k.Letter) || !said {
				said = said || i >= behind
				continue
			}
			behind = i + len(k.Shape) - 1 + len(k.Letter)
			end, _ := utf8.DecodeLastRuneInString(before)
			found = append(found, inlineMarker{
				node: t, at: i, letter: k.Letter, shape: k.Shape, starts: c == first && before == "",
				wide: utf8.RuneCountInString(gap) > 1 || strings.ContainsRune(gap, '\u3000') || before != "" && strings.ContainsRune("?？:：)）。_…", end) || before == "" && c != first,
			})
			said = false
		}
		if EndsLine(c) {
			break
		}
	}
	return found
}

// breakBefore puts a line break before a place in a text.
func breakBefore(doc *Document, t *ast.Text, at int) {
	value := string(t.Segment.Value(doc.MD.Source))
	before := t.Segment
	before.Stop = before.Start + len(strings.TrimRightFunc(value[:at], unicode.IsSpace))
	rest := ast.NewTextSegment(text.NewSegment(t.Segment.Start+at, t.Segment.Stop))
	rest.SetSoftLineBreak(t.SoftLineBreak())
	rest.SetHardLineBreak(t.HardLineBreak())
	t.Parent().InsertAfter(t.Parent(), t, rest)
	t.Segment = before
	t.SetHardLineBreak(false)
	t.SetSoftLineBreak(true)
}

// MinBareRun is how many options a run must have whose letters stand alone, without dot or bracket: a line that
// begins with "a " is an option only because b and c follow.
const MinBareRun = 3
