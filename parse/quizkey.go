package parse

import (
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"

	"github.com/examdeck/examdeck/parse/wording"
)

// quizKey says which options are right, and where that is written.
type quizKey struct {
	right    []bool   // for each option; nil where no key was found
	unknown  []string // letters that it names and the options lack
	bold     bool     // the right options are those in bold
	line     *keyLine // the line that is the key; nil where the options themselves carry it
	inPrompt bool     // the line stands in the prompt's document
	whole    bool     // the line says nothing else, so that it is to be cut
	count    int      // visible characters of the line that are to be cut where whole is false
	more     []keyLine
}

// keyLine is a line that may be the key.
type keyLine struct {
	block ast.Node // the paragraph, heading or block of HTML it stands in
	node  ast.Node // its first inline node; nil in HTML
	row   int      // its index in HTML
	text  string
}

// findKey looks for the key to an offer: on the options, in the lines below them, in the answer, on a sheet of keys.
func (z *quiz) findKey(o *offer, below, answer []ast.Node) quizKey {
	if o.form == boxForm {
		if right := o.ticked(); right != nil {
			return quizKey{right: right}
		}
	}
	if right := o.marked(); right != nil {
		return quizKey{right: right}
	}
	if !o.named() && !z.draft.boldKey && len(answer) == 0 && len(o.behind)+len(below) == 0 && z.draft.number == "" || o.asksParts() {
		return quizKey{}
	}
	lines := keyLines(z.asked, append(slices.Clone(o.behind), below...))
	if k := o.readLines(lines, false); k.right != nil {
		k.inPrompt = true
		return k
	}
	lines = keyLines(z.doc, answer)
	if !startsRun(z.doc, answer) || o.repeats(z.doc, answer) {
		if k := o.readLines(lines, true); k.right != nil {
			return k
		}
	}
	if k := o.answerText(lines); k.right != nil {
		return k
	}
	if k := z.stemKey(o); k.right != nil {
		return k
	}
	if right := o.bolded(); right != nil && (o.named() || z.draft.boldKey) {
		return quizKey{right: right, bold: true}
	}
	return z.sheetKey(o)
}

// asksParts tells whether the options are rather parts of an exercise: most of them ask.
func (o *offer) asksParts() bool {
	n := 0
	for _, m := range o.marks {
		if wording.LooksAsked(m.whole) {
			n++
		}
	}
	return o.form != boxForm && 2*n > len(o.marks)
}

// startsRun tells whether an answer begins with letters of its own in order: it answers the parts of an exercise one by one.
func startsRun(doc *document, answer []ast.Node) bool {
	for _, o := range findOffers(doc, answer[:min(len(answer), 8)]) {
		if (o.form == letterForm || o.form == numberForm && o.marks[0].marker.Shape != "") && o.first == 0 && (o.marks[0].line == nil || o.marks[0].line.PreviousSibling() == nil) {
			return true
		}
	}
	return false
}

// repeats tells whether the first lines of an answer are options of the offer, word by word.
func (o *offer) repeats(doc *document, answer []ast.Node) bool {
	lines := keyLines(doc, answer[:min(len(answer), 1)])
	if len(lines) == 0 {
		return false
	}
	k, ok := wording.ReadMarker(lines[0].text)
	return ok && slices.ContainsFunc(o.marks, func(m mark) bool {
		return m.marker.Letter == k.Letter && m.whole != "" && wording.Fold(cutVisible(lines[0].text, k.Length)) == wording.Fold(m.whole)
	}) && len(lines) < len(o.marks)
}

// readLines reads the first of the lines that is a key. led tells that the first one is known to be the answer.
func (o *offer) readLines(lines []keyLine, led bool) quizKey {
	letters := o.letters()
	if len(letters) == 0 {
		return quizKey{}
	}
	texts := o.texts()
	for i, line := range lines {
		n, ok := wording.ReadKey(line.text, led && i == 0, letters, texts)
		if !ok || len(n.Offered) == 0 && len(n.Unknown) == 0 || o.form == numberForm && len(n.Unknown) > 0 {
			continue // "1) 5, 2) 7" are results, no key
		}
		k := quizKey{unknown: n.Unknown, line: &lines[i]}
		for _, letter := range n.Offered {
			if at := slices.IndexFunc(o.marks, func(m mark) bool { return m.marker.Letter == letter }); at >= 0 {
				if k.right == nil {
					k.right = make([]bool, len(o.marks))
				}
				k.right[at] = true
			}
		}
		if k.right == nil {
			o.strange = append(o.strange, k)
			continue
		}
		k.cutRest(line.text, n, o)
		return k
	}
	return quizKey{}
}

// cutRest settles how much of the key's line says nothing but the key.
func (k *quizKey) cutRest(line string, n wording.Named, o *offer) {
	rest := strings.Trim(n.Rest, " .,:;)]）。*-–—=>|")
	if rest == "" {
		k.whole = true
		return
	}
	for i, m := range o.marks {
		if k.right[i] && m.whole != "" && wording.Fold(rest) == wording.Fold(m.whole) {
			k.whole = true
			return
		}
	}
	_, lead := wording.AfterLead(line)
	lead = lead || len(wording.ReadLetters(line, o.letters()).Offered) == len(n.Offered)
	trimmed := strings.TrimSpace(n.Rest)
	if first, _ := utf8.DecodeRuneInString(trimmed); lead && strings.ContainsRune(".:;)）–—-,。", first) {
		k.count = wording.Visible(line) - wording.Visible(strings.TrimLeft(trimmed, " .:;)）–—-,。"))
	}
}

// answerText reads the key from an answer that gives the options' own words.
func (o *offer) answerText(lines []keyLine) quizKey {
	var k quizKey
	for i, line := range lines {
		text := line.text
		if rest, ok := wording.AfterLead(text); ok && strings.TrimSpace(rest) != "" {
			text = rest
		}
		at := slices.IndexFunc(o.marks, func(m mark) bool {
			return m.whole != "" && wording.Fold(m.whole) != "" && wording.Fold(m.whole) == wording.Fold(text)
		})
		if at < 0 || k.right != nil && k.right[at] {
			break
		}
		if k.right == nil {
			k.right, k.line, k.whole = make([]bool, len(o.marks)), &lines[i], true
		} else {
			k.more = append(k.more, line)
		}
		k.right[at] = true
	}
	if k.right != nil && !slices.Contains(k.right, false) {
		return quizKey{} // the answer repeats all of them: it is a list of its own
	}
	return k
}

// offset is where the key stands; otherwise is for keys that stand on the options.
func (k quizKey) offset(doc *document, otherwise int) int {
	if k.line == nil || k.line.block == nil || k.inPrompt && k.line.node == nil {
		return otherwise
	}
	if k.line.node != nil {
		return doc.md.Offset(k.line.node)
	}
	return doc.md.Offset(k.line.block)
}

// moved notes that a block is now in another's place: that of a tight list's item in a paragraph.
func (k quizKey) moved(block ast.Node) {
	if k.line != nil && k.line.node != nil && k.line.node.Parent() == block {
		k.line.block = block
	}
}

// cut takes the key's line out of its block.
func (k quizKey) cut(doc, asked *document) {
	if k.line == nil {
		return
	}
	if k.inPrompt {
		doc = asked
	}
	if !k.whole {
		if k.count > 0 && k.line.node != nil && k.line.node.PreviousSibling() == nil {
			trimStart(doc, k.line.block, k.count)
		}
		return
	}
	for _, line := range append([]keyLine{*k.line}, k.more...) {
		line.remove()
	}
}

// fromSheet gives a draft without an answer the one that a sheet has for its number. What a dialect without markers takes for the
// answer is then the prompt.
func (z *quiz) fromSheet() {
	d := &z.draft
	if d.number == "" || len(d.answer) > 0 && len(d.title)+len(d.prompt) > 0 {
		return
	}
	e, own, ok := z.sheets(d.number)
	if !ok {
		return
	}
	if len(d.answer) > 0 {
		d.prompt, d.answer = d.answer, nil
	}
	if own {
		d.answer = e.take(z.doc)
	}
}

// sheetKey reads the key to an offer from the words of a sheet.
func (z *quiz) sheetKey(o *offer) quizKey {
	e, _, ok := z.sheets(z.draft.number)
	if !ok || z.draft.number == "" {
		return quizKey{}
	}
	lines := []keyLine{{text: e.text}}
	k := o.readLines(lines, true)
	if k.right == nil {
		k = o.answerText(lines)
	}
	k.line = nil
	return k
}
