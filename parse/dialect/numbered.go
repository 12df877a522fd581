package dialect

import (
	"slices"
	"strconv"
	"strings"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"

	"github.com/examdeck/examdeck/deck"
	"github.com/examdeck/examdeck/parse/body"
	"github.com/examdeck/examdeck/parse/page"
	"github.com/examdeck/examdeck/parse/quiz"
	"github.com/examdeck/examdeck/parse/wording"
)

// numberedQuestions recognises questions that are numbered but have no heading: the items of ordered lists, and
// paragraphs that begin "1.", "(1)", "Q1." or bold "1.". Notes number much else, so that the numbers alone say
// nothing: most questions of a run must hold options, a toggle, or words that announce an answer, or ask with a
// question mark and have more below.
type numberedQuestions struct{}

func (numberedQuestions) dialect() string { return "numbered-questions" }

func (numberedQuestions) find(r *Reading) []Claim {
	doc := r.Document
	all := numberRuns(r.Index)
	runs := questionRuns(r.Index, all)
	if len(runs) != len(all) {
		// The others, such as the list of steps in an answer, end no question: what they cut off is weighed as well.
		questionRuns(r.Index, runs)
	}
	var claims []Claim
	for _, run := range runs {
		for i, s := range run {
			var next *numberedItem
			if i+1 < len(run) {
				next = &run[i+1]
			}
			claims = append(claims, s.claim(doc, next))
		}
	}
	return claims
}

// questionRuns settles where the numbers of runs end and weighs them. It returns the runs that are questions.
func questionRuns(x *quiz.NumberIndex, runs [][]numberedItem) [][]numberedItem {
	bound(x, runs)
	var found [][]numberedItem
	for _, run := range runs {
		if isQuiz(x.Doc, run) {
			found = append(found, run)
		}
	}
	return found
}

// isQuiz weighs the numbers of a run and reports whether they are questions.
func isQuiz(doc *page.Document, run []numberedItem) bool {
	evidence, answered, bold := 0, 0, 0
	for i := range run {
		run[i].weigh(doc)
		if run[i].evidence != noEvidence {
			evidence++
		}
		if run[i].evidence >= answerEvidence {
			answered++
		}
		if run[i].bold {
			bold++
		}
	}
	if isPlan(doc, run) {
		return false
	}
	evidence += countStated(run)
	for i := range run {
		run[i].answered = 2*answered >= len(run)
		run[i].boldKey = bold >= 2 && 2*bold >= len(run)
	}
	return doc.Settings.Forces("numbered-questions") || 2*evidence >= len(run) && (len(run) > 1 || run[0].evidence >= quizEvidence)
}

func (s numberedItem) claim(doc *page.Document, next *numberedItem) Claim {
	c := Claim{sure: sureNumbered, From: s.From, To: s.to, Number: strconv.Itoa(s.Number)}
	if s.evidence == quizEvidence {
		c.sure = sureNumberedQuiz
	}
	c.Body = s.blocks(doc)
	c.Take = func() page.Draft { return s.take(doc, next) }
	return c
}

// blocks are those of the question, nothing moved; a paragraph that it shares with another is among them.
func (s numberedItem) blocks(doc *page.Document) []ast.Node {
	if s.Item == nil {
		return doc.Blocks[s.Block:max(s.end, s.Block+1)]
	}
	blocks := page.Children(s.Item)
	if s.Item.NextSibling() == nil && s.end > s.Block {
		blocks = append(blocks, doc.Blocks[s.Block+1:s.end]...)
	}
	return blocks
}

// take returns the draft. Lines of a paragraph that other questions stand in as well are moved to one of their own.
func (s numberedItem) take(doc *page.Document, next *numberedItem) page.Draft {
	d := page.Draft{Kind: deck.Basic, Label: s.Label, Number: strconv.Itoa(s.Number)}
	blocks := s.blocks(doc)
	if s.InHTML() {
		line := doc.Blocks[s.Block].Lines().At(s.Row)
		line.Start += page.SkipVisible(line.Value(doc.MD.Source), s.Cut)
		doc.Blocks[s.Block].Lines().Set(s.Row, line)
	} else if s.Item == nil {
		p := doc.Blocks[s.Block]
		var until ast.Node
		if next != nil && next.Line != nil && next.Block == s.Block {
			until = next.Line
		}
		if s.Line.PreviousSibling() != nil || until != nil {
			blocks = append([]ast.Node{page.MoveLines(doc, p, s.Line, until)}, blocks[1:]...)
		}
		page.TrimStart(doc, blocks[0], s.Cut)
		if !blocks[0].HasChildren() {
			blocks = blocks[1:]
		}
	}
	if next != nil && next.Line != nil && next.Block > s.Block && next.Line.PreviousSibling() != nil {
		p := doc.Blocks[next.Block]
		blocks = append(blocks[:len(blocks):len(blocks)], page.MoveLines(doc, p, p.FirstChild(), next.Line))
	}
	if d.BoldKey = s.boldKey && s.bold; d.BoldKey {
		d.Prompt = page.Paragraphs(blocks)
		return page.FinishDraft(doc, d)
	}
	blocks = page.Paragraphs(blocks)
	if s.stated && quiz.TakeStatement(doc, &d, blocks) {
		return page.FinishDraft(doc, d)
	}
	d.Prompt, d.Answer = s.split(doc, blocks)
	return page.FinishDraft(doc, d)
}

// numberedItem is a number with the region that would be its question.
type numberedItem struct {
	quiz.NumberStart
	to       int // where its region ends in the source
	end      int // the top-level blocks up to this one, exclusive, belong to it
	evidence numberEvidence
	answered bool // most of its run have an answer
	bold     bool // it is a line and a list, some of whose items are in bold as a whole
	boldKey  bool // most of its run are so: bold type is the key
	boxed    bool // ticked boxes alone make a question of it
	asked    bool // it asks for ticks in so many words
	stated   bool // its line ends with its answer, as most of its run do
}

// numberEvidence is what a number has that makes it a question, the weakest first.
type numberEvidence int

const (
	noEvidence     numberEvidence = iota
	offerEvidence                 // options, but no key
	answerEvidence                // a toggle, words that announce an answer, a line that asks with more below it
	quizEvidence                  // options and their key
)

// numberRuns lists the runs of numbers in a document, each in one style and growing.
func numberRuns(x *quiz.NumberIndex) [][]numberedItem {
	open := map[string]int{}
	var runs [][]numberedItem
	for _, s := range x.Starts {
		if x.InSheet(s.Block) {
			continue
		}
		at, ok := open[s.Style]
		if ok {
			last := runs[at][len(runs[at])-1]
			if s.Number > last.Number && s.Number <= last.Number+quiz.MaxNumberGap {
				runs[at] = append(runs[at], numberedItem{NumberStart: s})
				continue
			}
		}
		open[s.Style] = len(runs)
		runs = append(runs, []numberedItem{{NumberStart: s}})
	}
	return runs
}

// bound settles where each question ends: at the next one of its run, at a heading that is no answer's, the last one
// at a rule or the next run in its style too. Items end with their list, unless text between the items shows that the
// answers stand outside of it.
func bound(x *quiz.NumberIndex, runs [][]numberedItem) {
	behind := map[string]*numberedItem{}
	for _, run := range slices.Backward(runs) {
		outside := false
		for i := range run {
			next := behind[run[0].Style]
			if i+1 < len(run) {
				next = &run[i+1]
			}
			outside = run[i].bound(x, next, i+1 == len(run), outside) || outside
		}
		behind[run[0].Style] = &run[0]
	}
}

// bound settles the end of a question. next is the number behind it, nil for the last one of the document; last says
// that next is of another run, outside that an item above has blocks outside of its list. It reports whether this one
// has.
func (s *numberedItem) bound(x *quiz.NumberIndex, next *numberedItem, last, outside bool) (hasBlocks bool) {
	doc := x.Doc
	limit := len(doc.Blocks)
	s.to = len(doc.MD.Source)
	if next != nil {
		limit, s.to = next.Block, next.From
	}
	s.end = min(limit, s.Block+1)
	for s.end < limit && !x.EndsNumbered(s.end, last) {
		s.end++
	}
	ends := s.Item != nil && s.Item.NextSibling() == nil
	if last && ends && !outside && s.Item.PreviousSibling() != nil {
		s.end = s.Block + 1
	}
	if s.end < limit || next == nil {
		s.to = min(s.to, doc.Start(max(s.end, s.Block+1)))
	}
	if s.Item != nil && !ends {
		s.to = min(s.to, doc.LineStart(doc.MD.Offset(s.Item.NextSibling())))
	}
	return !last && s.end > s.Block+1
}

// weigh looks for what makes a question of a number.
func (s *numberedItem) weigh(doc *page.Document) {
	lines := doc.LinesBetween(s.From, s.to)
	if len(lines) == 0 {
		return
	}
	title := lines[0].Text
	if s.InHTML() {
		title = doc.Text(doc.Blocks[s.Block])
	} else {
		lines = lines[1:]
		if asking := s.askingBelow(doc); asking != nil {
			title = page.FirstLine(doc, asking)
		}
	}
	offered, named, keyed, answered := optionLines(doc, lines)
	for i, n := range s.blocks(doc) {
		if page.IsCode(n) {
			if o := quiz.CodeOffer(doc, []ast.Node{n}, 0); o != nil && (o.Named() || o.Form == quiz.NumberForm || o.Marked() != nil) {
				offered, keyed = true, keyed || o.Marked() != nil
			} else if rows := quiz.CodeRows(doc, n); len(rows) > 1 && wording.AnswerLead(rows[0]) > 0 && strings.ContainsAny(rows[0], ":：") {
				answered = true
			}
		}
		t, ok := n.(*page.Toggle)
		answered = answered || i > 0 && isSetOff(n) && page.OpensAnswer(doc, n)
		answered = answered || ok && t.Role != wording.Remark || i > 0 && page.IsText(n) && page.OnlyPicture(n) && wording.AnswerLead(doc.Text(n)) > 0
	}
	s.bold = s.boldList(doc)
	if first := s.firstNode(); first != nil && !offered && !answered && wording.Visible(title) >= minStatement {
		_, s.stated = quiz.LineTail(doc, first)
	}
	if offered && keyed && !answered && !named {
		s.boxed = true
		s.asked = wording.AsksForTicks(title) || strings.HasPrefix(strings.TrimLeft(s.Style, "([（"), "q")
	}
	switch {
	case offered && (keyed || answered):
		s.evidence = quizEvidence
	case answered || wording.LooksAsked(title) && s.goesOn(doc) && (!offered || s.Item != nil):
		s.evidence = answerEvidence
	case offered:
		s.evidence = offerEvidence
	}
}

// goesOn reports whether more stands below the line that asks: in the item, in the lines of its paragraph, or below the
// list or a paragraph that it begins.
func (s *numberedItem) goesOn(doc *page.Document) bool {
	asking, block := s.Line, s.Block
	if s.Item != nil {
		return s.Item.ChildCount() > 1 || s.Item.NextSibling() == nil && s.answersBelow(doc, block)
	}
	if below := s.askingBelow(doc); below != nil {
		asking, block = below.FirstChild(), block+1
	}
	if asking == nil {
		return false
	}
	next := page.NextLine(asking)
	return next != nil && doc.MD.Offset(next) < s.to || asking.PreviousSibling() == nil && s.answersBelow(doc, block)
}

// askingBelow returns the paragraph below a number that stands alone, in which the question is then: "**3**"; nil
// where text follows the number in its line.
func (s *numberedItem) askingBelow(doc *page.Document) ast.Node {
	if s.Line == nil || s.Block+1 >= s.end || !page.IsText(doc.Blocks[s.Block+1]) || page.NextLine(s.Line) != nil ||
		wording.Visible(page.LineText(doc, s.Line)) > s.Cut {
		return nil
	}
	return doc.Blocks[s.Block+1]
}

// answersBelow reports whether something below a block may be the answer, and not only what the question is about, as
// code and pictures may be as well.
func (s *numberedItem) answersBelow(doc *page.Document, block int) bool {
	return slices.ContainsFunc(doc.Blocks[min(block+1, s.end):s.end], func(n ast.Node) bool {
		if fence, ok := n.(*ast.FencedCodeBlock); ok {
			return slices.Contains([]string{"text", "txt", "plaintext"}, string(fence.Language(doc.MD.Source)))
		}
		return n.Kind() == ast.KindList || n.Kind() == ast.KindBlockquote || page.IsText(n) && !page.OnlyPicture(n)
	})
}

// boldList reports whether an item is a text and a list of which one item, or several but not most, are in bold as a
// whole.
func (s *numberedItem) boldList(doc *page.Document) bool {
	if s.Item == nil || s.Item.ChildCount() != 2 {
		return false
	}
	list, ok := s.Item.LastChild().(*ast.List)
	if !ok {
		return false
	}
	n := 0
	for _, m := range quiz.ItemMarks(doc, 0, list) {
		if m.Bold && m.Item.ChildCount() == 1 {
			n++
		}
	}
	return n > 0 && 2*n <= list.ChildCount()
}

// optionLines reports whether there are options among lines, whether letters name them, whether some are ticked or
// marked as right, and whether a line announces an answer.
func optionLines(doc *page.Document, lines []page.TextLine) (offered, named, keyed, answered bool) {
	var letters []string
	boxes, initial := 0, false // a line says "A: …"
	for _, l := range lines {
		if task, ok := l.Node.(*extast.TaskCheckBox); ok {
			boxes++
			keyed = keyed || task.IsChecked
		} else if state, _, ok := quiz.ReadBox(l.Text); ok {
			boxes++
			keyed = keyed || state == quiz.TickedBox
		}
		if v, _ := wording.VerdictAtEnd(l.Text); v == wording.RightVerdict {
			keyed = true
		}
		if k, said, ok := quiz.ReadSignedMarker(l.Text); ok && k.Shape != "%" {
			initial = initial || k.Letter == "A" && wording.SaysAnswer(l.Text)
			keyed = keyed || said == wording.RightVerdict || quiz.EndsCrossed(string(doc.MD.Source[l.From:l.To]))
			if n := len(letters); n == 0 || k.Letter != letters[0] {
				letters = append(letters, k.Letter)
				if m, _ := wording.RunLength(letters); m < len(letters) {
					letters = letters[:n]
					if n < 2 {
						letters = []string{k.Letter}
					}
				}
			}
			if l.Node.Kind() == ast.KindEmphasis {
				keyed = keyed || len(letters) > 0
			}
			continue
		}
		answered = answered || wording.SaysAnswer(l.Text) || quiz.IsBareKey(l.Text) || isKeyHeading(l)
	}
	answered = answered || initial && len(letters) == 1
	named = len(letters) >= 2 && !slices.Contains(letters, "1")
	return named || boxes >= 2, named, keyed, answered
}

// isSetOff reports whether a block is a text that is in bold or italics as a whole.
func isSetOff(n ast.Node) bool {
	return page.IsText(n) && n.ChildCount() == 1 && n.FirstChild().Kind() == ast.KindEmphasis
}

// isKeyHeading reports whether a line is the heading of an answer.
func isKeyHeading(l page.TextLine) bool {
	return l.Block.Kind() == ast.KindHeading && wording.AnswerLead(l.Text) > 0
}

// isPlan reports whether the boxes below the numbers of a run are tasks.
func isPlan(doc *page.Document, run []numberedItem) bool {
	var all boxWeights
	for _, s := range run {
		if !s.boxed {
			continue
		}
		for _, o := range quiz.FindOffers(doc, s.blocks(doc)) {
			if o.Form == quiz.BoxForm && o.Ticked() != nil {
				all.add(s.asked, o)
				break
			}
		}
	}
	return 2*all.lists >= len(run) && !all.quiz()
}

// minStatement is how many characters a statement with its answer must have. "Linux (yes)" has too few.
const minStatement = 12

// countStated counts the numbers of a run that are statements with their answer, where most are; else none is.
func countStated(run []numberedItem) int {
	stated, evidence := 0, 0
	for _, s := range run {
		if s.stated {
			stated++
			if s.evidence == noEvidence {
				evidence++
			}
		}
	}
	if stated >= 2 && 4*stated >= 3*len(run) {
		return evidence
	}
	for i := range run {
		run[i].stated = false
	}
	return 0
}

// firstNode returns the inline node with which the line of a number begins, nil in HTML.
func (s numberedItem) firstNode() ast.Node {
	if s.Line != nil || s.Item == nil {
		return s.Line
	}
	if first := s.Item.FirstChild(); first != nil && page.IsText(first) {
		return first.FirstChild()
	}
	return nil
}

// split parts the blocks of a numbered question into prompt and answer. Without a word or mark that announces the
// answer, options are all prompt, and what stands below a line that asks is the answer.
func (s numberedItem) split(doc *page.Document, blocks []ast.Node) (prompt, answer []ast.Node) {
	if len(blocks) == 0 {
		return nil, nil
	}
	prompt, rest := body.Split(doc, blocks, false, false)
	if len(prompt) > 0 {
		return prompt, rest
	}
	blocks = rest
	if prompt, answer, ok := splitAtCode(doc, blocks); ok {
		return prompt, answer
	}
	for _, o := range quiz.FindOffers(doc, blocks) {
		if o.Named() || o.Marked() != nil {
			return blocks, nil
		}
	}
	if s.Item != nil && len(blocks) > 1 && (s.answered || doc.Settings.Forces("numbered-questions")) {
		return body.CutLine(doc, blocks)
	}
	if last := len(blocks) - 1; last > 0 && s.answered && page.OnlyPicture(blocks[last]) {
		return blocks[:last], blocks[last:]
	}
	if at := lastLead(doc, blocks); at > 0 && s.answered {
		return blocks[:at], blocks[at:]
	}
	if s.answered && page.IsText(blocks[0]) && (isSetOff(blocks[0]) || body.Asks(doc, blocks[0]) || wording.LooksAsked(page.FirstLine(doc, blocks[0]))) {
		return body.CutLine(doc, blocks)
	}
	return blocks, nil
}

// lastLead returns the index behind the last paragraph that has blocks above and below it, if it ends in a colon,
// else 0.
func lastLead(doc *page.Document, blocks []ast.Node) int {
	for i := len(blocks) - 2; i > 0; i-- {
		if page.IsText(blocks[i]) {
			if text := doc.Text(blocks[i]); strings.HasSuffix(text, ":") || strings.HasSuffix(text, "：") {
				return i + 1
			}
			return 0
		}
	}
	return 0
}

// splitAtCode parts blocks before the first code that begins with an answer's word, which is cut.
func splitAtCode(doc *page.Document, blocks []ast.Node) (prompt, answer []ast.Node, ok bool) {
	for i, n := range blocks {
		if i > 0 && page.IsCode(n) && quiz.CodeOffer(doc, blocks, i) == nil && cutAnswerRow(doc, n) {
			return blocks[:i], blocks[i:], true
		}
	}
	return nil, nil, false
}

// cutAnswerRow cuts the first line of code if it only says that the answer follows. It reports whether it did.
func cutAnswerRow(doc *page.Document, code ast.Node) bool {
	rows := quiz.CodeRows(doc, code)
	if len(rows) < 2 || rows[0] == "" || wording.AnswerLead(rows[0]) != wording.Visible(rows[0]) || !strings.ContainsAny(rows[0], ":：") {
		return false
	}
	code.Lines().SetSliced(1, code.Lines().Len())
	return true
}
