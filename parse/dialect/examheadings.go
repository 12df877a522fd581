package dialect

import (
	"maps"
	"slices"
	"strings"

	"github.com/yuin/goldmark/ast"

	"github.com/examdeck/examdeck/deck"
	"github.com/examdeck/examdeck/parse/body"
	"github.com/examdeck/examdeck/parse/page"
	"github.com/examdeck/examdeck/parse/quiz"
	"github.com/examdeck/examdeck/parse/wording"
)

// examHeadings recognises questions whose headings are a word and a number that repeat: "#### Question 3", "##
// Uppgift 2 (16p)", "# Билет 7", "## 2.1-3". Levels tell little in real notes, so words and repetition decide first,
// levels only between them.
type examHeadings struct{}

func (examHeadings) dialect() string { return "exam-headings" }

func (examHeadings) find(r *Reading) []Claim {
	doc := r.Document
	spans := r.numbered.spans
	how := habitsOf(doc, spans)
	claims := make([]Claim, len(spans))
	byHead := map[*page.Heading]span{}
	for _, s := range spans {
		byHead[s.head] = s
	}
	for i, s := range spans {
		claims[i] = Claim{
			sure: sureExamHeading, From: s.head.From, To: doc.Start(s.end),
			Take:   func() page.Draft { return takeNumbered(doc, s, how) },
			Number: s.head.Label.Number, Body: s.body(doc),
		}
	}
	for i, s := range spans {
		if solution, ok := r.numbered.solved[s.head]; ok {
			claims[i].Take = func() page.Draft { return takeSolved(doc, s, byHead[solution]) }
		} else if r.numbered.solves[s.head] {
			claims[i].Take = func() page.Draft { return page.Draft{Ignored: "it answers a question above"} }
		}
	}
	if c, ok := numberedFile(doc); ok {
		claims = append(claims, c)
	}
	return claims
}

// numberedFile claims a document without headings that is one question of its own: its file has the number, and the
// quote at its top asks.
func numberedFile(doc *page.Document) (Claim, bool) {
	l, ok := wording.ReadLabel(doc.Name)
	if !ok || l.Rest != "" || len(doc.Heads) > 0 || len(doc.Blocks) < 2 || doc.Blocks[0].Kind() != ast.KindBlockquote {
		return Claim{}, false
	}
	take := func() page.Draft {
		d := page.Draft{Kind: deck.Basic, Label: l.Shown, Number: l.Number, Tags: l.Tags}
		d.Prompt, d.Answer = body.Split(doc, doc.Blocks, true, false)
		return page.FinishDraft(doc, d)
	}
	return Claim{
		sure: sureExamHeading, From: doc.Starts[0], To: len(doc.MD.Source), Take: take, Number: l.Number, Body: doc.Blocks,
	}, true
}

// numberedHeadings are the headings of a document that begin questions by their numbers.
type numberedHeadings struct {
	spans []span // in source order
	// solved are the headings that ask, with the one of the same number in a section of solutions that answers each;
	// solves are those answering headings, sections the headings of the sections.
	solved           map[*page.Heading]*page.Heading
	solves, sections map[*page.Heading]bool
}

// findNumbered finds the numbered headings that begin questions, with their bodies.
func findNumbered(x *quiz.NumberIndex) numberedHeadings {
	doc := x.Doc
	starts := questionStarts(x)
	spans := make([]span, len(starts))
	for i, h := range starts {
		end := len(doc.Blocks)
		if i+1 < len(starts) {
			end = starts[i+1].Block
		}
		spans[i] = span{head: h, end: end}
	}
	found := numberedHeadings{spans: spans, solves: map[*page.Heading]bool{}}
	found.solved, found.sections = solutionSections(x, starts)
	for _, s := range found.solved {
		found.solves[s] = true
	}
	siblings := answerSiblings(doc, spans)
	for i := range spans {
		spans[i].end = x.EndBefore(spans[i].head.Block, bodyEnd(x, spans[i], siblings, found.sections))
	}
	return found
}

// spanAt returns the numbered heading's span that holds an offset of the source.
func (r *Reading) spanAt(offset int) (span, bool) {
	spans := r.numbered.spans
	i, found := slices.BinarySearchFunc(spans, offset, func(s span, at int) int { return s.head.From - at })
	if !found {
		i--
	}
	if i < 0 || offset >= r.Start(spans[i].end) {
		return span{}, false
	}
	return spans[i], true
}

// span is a question heading with its body: the blocks behind it, up to and without block end.
type span struct {
	head *page.Heading
	end  int
}

func (s span) body(doc *page.Document) []ast.Node { return doc.Blocks[s.head.Block+1 : s.end] }

func (s span) heads(doc *page.Document) []*page.Heading {
	return doc.Heads[doc.HeadIndexAfter(s.head.Block+1):doc.HeadIndexAfter(s.end)]
}

// answerSiblings are the titles of headings that stand within half of the questions or more, so that they head a part
// of each question and end none, also where one of them has the questions' own level.
func answerSiblings(doc *page.Document, spans []span) map[string]bool {
	count := map[string]int{}
	for _, s := range spans {
		seen := map[string]bool{}
		for _, h := range s.heads(doc) {
			if h.Node.Level >= s.head.Node.Level && h.Key() != "" && !seen[h.Key()] {
				seen[h.Key()] = true
				count[h.Key()]++
			}
		}
	}
	siblings := map[string]bool{}
	for key, n := range count {
		if n >= 2 && 2*n >= len(spans) {
			siblings[key] = true
		}
	}
	return siblings
}

// bodyEnd finds the block at which a question's body ends: at a heading that opens a section, or at the chapters
// right above the next question, whatever their level.
func bodyEnd(x *quiz.NumberIndex, s span, siblings map[string]bool, sections map[*page.Heading]bool) int {
	doc := x.Doc
	var part *page.Heading // the last heading of a part
	for _, h := range s.heads(doc) {
		if h.IsAnswer() {
			if x.IsSheet(h) || sections[h] {
				return h.Block
			}
			continue
		}
		if siblings[h.Key()] || part != nil && goesOnWith(part, h) {
			part = h
			continue
		}
		if h.DateOnly || h.Node.Level <= s.head.Node.Level {
			return h.Block
		}
	}
	end := s.end
	for h := doc.HeadAt(end - 1); h != nil && h != s.head && h.ExamRank() >= page.RankNumbered; h = doc.HeadAt(end - 1) {
		end--
	}
	return end
}

// goesOnWith reports whether a heading without a word has the number behind that of the part above it, on the same
// level: "4. Conclusion" in one question, where each has "1. Idea of the proof".
func goesOnWith(part, next *page.Heading) bool {
	numbered := part.Numbered && next.Numbered && part.Label.Word == "" && next.Label.Word == ""
	return numbered && part.Node.Level == next.Node.Level && next.Label.Number != "1" && wording.Follows(part.Label.Number, next.Label.Number)
}

// leadingQuotes reports whether the questions of the document stand in quotes below their headings, as most of them do.
func leadingQuotes(doc *page.Document, spans []span) bool {
	n := 0
	for _, s := range spans {
		if body := s.body(doc); len(body) > 1 && body[0].Kind() == ast.KindBlockquote {
			n++
		}
	}
	return 2*n >= len(spans)
}

// bodyHabits say how the bodies below the numbered headings of a document are written, as most of them are: quoted ones
// begin with the question in a quote, those that ask begin with blocks that ask and go on with the answer, and those of
// a blank paper only ask, or those that are left blank of one whose answers are all announced. In a paper's solutions a
// question mark may stand anywhere.
type bodyHabits struct{ quoted, asks, blank bool }

func habitsOf(doc *page.Document, spans []span) bodyHabits {
	asks, blank, bare, open := 0, 0, 0, 0
	for _, s := range spans {
		blocks := s.body(doc)
		if len(blocks) == 0 {
			continue
		}
		if blocks[0].Kind() == ast.KindBlockquote || asksInLabel(s.head.Label) || s.announced(doc) {
			continue
		}
		bare++
		if !s.parted(doc) {
			open++
		}
		if body.AsksAbove(doc, blocks) {
			asks++
		} else if s.blank(doc) {
			blank++
		}
	}
	return bodyHabits{quoted: leadingQuotes(doc, spans), asks: 2*asks >= bare, blank: 2*blank > open}
}

// blank reports whether all that stands below a question's number is the question: it asks to its end, no option is
// offered, and nothing announces or hides an answer.
func (s span) blank(doc *page.Document) bool {
	blocks := s.body(doc)
	if asksInLabel(s.head.Label) || s.announced(doc) || s.parted(doc) {
		return false
	}
	return body.OnlyAsks(doc, blocks) && !slices.ContainsFunc(quiz.FindOffers(doc, blocks), func(o *quiz.Offer) bool { return !o.OrdersParts() })
}

// parted reports whether a toggle, a quote or an answer's heading shows where the answer begins.
func (s span) parted(doc *page.Document) bool {
	return slices.ContainsFunc(s.body(doc), func(n ast.Node) bool {
		return n.Kind() == page.KindToggle || n.Kind() == ast.KindBlockquote || n.Kind() == ast.KindHeading && wording.AnnouncesAnswer(doc.Text(n))
	})
}

// asksInLabel reports whether a numbered heading asks by itself, so that what stands below answers.
func asksInLabel(l wording.Label) bool { return wording.AsksInTitle(l.Rest) || wording.Orders(l.Rest) }

// announced reports whether a line of a question's body announces its answer, or parts it off as "?" does.
func (s span) announced(doc *page.Document) bool {
	return slices.ContainsFunc(doc.Marks[s.head.Block+1:s.end], func(m page.Mark) bool {
		return m.AnnouncesAnswer() || m.Text != "" && slices.ContainsFunc(m.Lines, func(l page.TextLine) bool { return doc.IsLoneMark(l.Text) })
	})
}

// takeNumbered returns the draft of a numbered heading and its body.
func takeNumbered(doc *page.Document, s span, how bodyHabits) page.Draft {
	l := s.head.Label
	d := page.Draft{Kind: deck.Basic, Label: l.Shown, Number: l.Number, Tags: l.Tags, Id: page.ExplicitID([]ast.Node{s.head.Node})}
	if wording.IsKeyLead(l.Rest) { // "### Question 3 — Answer: B"
		page.TrimStart(doc, s.head.Node, wording.Visible(doc.Text(s.head.Node))-wording.Visible(l.Rest)-visibleTags(l.Tags)+wording.AnswerLead(l.Rest))
		d.Answer = append([]ast.Node{page.ParagraphOf(s.head.Node)}, s.body(doc)...)
		return page.FinishDraft(doc, d)
	}
	if title := l.Rest + l.Ornament; title != "" {
		page.TrimStart(doc, s.head.Node, wording.Visible(doc.Text(s.head.Node))-wording.Visible(title)-visibleTags(l.Tags))
		page.TrimEnd(doc, s.head.Node, visibleTags(l.Tags))
		d.Title = page.Children(s.head.Node)
	}
	if how.blank && s.blank(doc) {
		d.Prompt, d.Blank = page.TrimEnds(doc, s.body(doc)), true
		return page.FinishDraft(doc, d)
	}
	d.Prompt, d.Answer = body.Split(doc, s.body(doc), how.quoted, l.Rest != "")
	if len(d.Prompt) == 0 && how.asks && !asksInLabel(l) {
		d.Prompt, d.Answer = body.CutAsking(doc, d.Answer)
		d.Prompt, d.Asked = body.CutQuestionMarker(doc, d.Prompt), len(d.Prompt) > 0
	}
	if l.Rest == "" && (len(d.Prompt) == 0 || !strings.Contains(l.Ornament, "$")) {
		d.Title = nil // a mere sign, or nothing that it could stand before
	}
	return page.FinishDraft(doc, d)
}

// visibleTags counts the characters of tags written in parentheses.
func visibleTags(tags []string) int {
	return len([]rune(strings.Join(tags, ""))) + 2*len(tags)
}

// group holds the headings that number the same word.
type group struct {
	word  string
	heads []*page.Heading
	score int
}

// groupKey returns by what the headings of one group are told: their word. Bare numbers are of one group on each level:
// below "## 1. Optics" stand "### 1" and "### 2".
func groupKey(h *page.Heading) string {
	if h.Label.Word == "" {
		return "#######"[:h.Node.Level]
	}
	return h.Label.Word
}

// How well a group's word speaks for questions.
const (
	scoreNone    = 0 // its headings begin no questions
	scoreRepeats = 1 // some word, or none, that repeats with growing numbers
	scoreKnown   = 2 // a word that means question
)

// questionStarts are the headings that begin a question, in source order.
func questionStarts(x *quiz.NumberIndex) []*page.Heading {
	doc := x.Doc
	groups := numberedGroups(doc)
	sections := demoteSections(doc, groups)
	asking := askingBeside(doc)
	var starts []*page.Heading
	var open, answer *page.Heading
	for _, h := range doc.Heads {
		if answer != nil && h.Node.Level > answer.Node.Level {
			continue // a part of the answer
		}
		answer = nil
		if q, ok := asking[h]; ok && (len(starts) == 0 || starts[len(starts)-1].Block < doc.Heads[q].Block) {
			answer = h
		}
		if x.InSheet(h.Block) {
			open = nil
			continue
		}
		g := groups[groupKey(h)]
		if sections[h] {
			open = nil
			continue
		}
		if !h.Numbered || g.score == scoreNone {
			if open != nil && (h.DateOnly || h.Node.Level < open.Node.Level && !h.IsAnswer()) {
				open = nil
			}
			continue
		}
		if open != nil && isPart(h, open, g.score, groups[groupKey(open)].score) {
			continue
		}
		open = h
		starts = append(starts, h)
	}
	return starts
}

// askingBeside returns, by the heading of an answer, the index of the one of its level right before it that says the
// question stands below: "## Description" and "## Solution".
func askingBeside(doc *page.Document) map[*page.Heading]int {
	var last [7]int // the heading of each level that is open, counted from 1
	asking := map[*page.Heading]int{}
	for i, h := range doc.Heads {
		level := h.Node.Level
		if q := last[level] - 1; q >= 0 && h.IsAnswer() && !doc.Heads[q].IsAnswer() && wording.PromptTitle(doc.Heads[q].Title) {
			asking[h] = q
		}
		last[level] = i + 1
		clear(last[level+1:])
	}
	return asking
}

// isPart reports whether a numbered heading below an open question is a part of it, not a question of its own: "Part
// 2", "3.1" below "3", a word that speaks less for questions.
func isPart(h, open *page.Heading, score, openScore int) bool {
	if h.Node.Level <= open.Node.Level {
		return false
	}
	if h.Label.Word == open.Label.Word {
		return strings.HasPrefix(h.Label.Number, open.Label.Number+".")
	}
	return score <= openScore
}

// numberedGroups weighs every word that is numbered in the document.
func numberedGroups(doc *page.Document) map[string]*group {
	groups := map[string]*group{}
	for _, h := range doc.Heads {
		if !h.Numbered {
			continue
		}
		g := groups[groupKey(h)]
		if g == nil {
			g = &group{word: h.Label.Word}
			groups[groupKey(h)] = g
		}
		g.heads = append(g.heads, h)
	}
	for _, g := range groups {
		if g.score = g.weigh(doc); g.score == scoreNone && doc.Settings.Forces("exam-headings") {
			g.score = scoreRepeats
		}
	}
	return groups
}

func (g *group) weigh(doc *page.Document) int {
	words := strings.Fields(g.word)
	for i, w := range words {
		switch {
		case i == len(words)-1 && wording.Is(w, wording.AnyQuestion):
			return scoreKnown
		case wording.Is(w, wording.AnyStep), wording.Is(w, wording.Section) && i == len(words)-1:
			return scoreNone
		}
	}
	if first, _, _ := strings.Cut(g.word, " "); wording.Is(first, wording.AnyQuestion) {
		return scoreKnown
	}
	worth := 0
	for _, h := range g.heads {
		if h.Label.Points {
			worth++
		}
	}
	if worth >= 2 && 2*worth >= len(g.heads) {
		return scoreKnown
	}
	if !g.repeats() || g.word != "" && !g.asks(doc) {
		return scoreNone
	}
	return scoreRepeats
}

// asks reports whether what stands below the headings of an unknown word looks like questions, or like answers that are
// announced, for one in three of them: articles of a law and days of a diary are numbered, too.
func (g *group) asks(doc *page.Document) bool {
	n := 0
	for _, h := range g.heads {
		end := len(doc.Blocks)
		for _, next := range doc.Heads[doc.HeadIndexAfter(h.Block+1):] {
			if next.Node.Level <= h.Node.Level {
				end = next.Block
				break
			}
		}
		if wording.AsksInTitle(h.Title) || speaksForQuestion(doc, h.Block+1, end) {
			n++
		}
	}
	return 3*n >= len(g.heads)
}

// speaksForQuestion reports whether something asks between two blocks, stands in a quote as prompts do, or announces an
// answer.
func speaksForQuestion(doc *page.Document, from, to int) bool {
	for i := from; i < to; i++ {
		if kind := doc.Blocks[i].Kind(); kind == ast.KindBlockquote || kind == page.KindToggle {
			return true
		}
		for _, l := range doc.Marks[i].Lines {
			if wording.LooksAsked(l.Text) || wording.AnswerLead(l.Text) > 0 || wording.Orders(l.Text) {
				return true
			}
		}
	}
	return false
}

// repeats reports whether a word that says nothing by itself is numbered like questions are: at least two titles that
// are nothing but the label, on one level, most numbers growing. Numbers without a word go on one by one.
func (g *group) repeats() bool {
	levels := map[int]int{}
	bare, growing, next, most := 0, 0, 0, 0
	for i, h := range g.heads {
		levels[h.Node.Level]++
		most = max(most, levels[h.Node.Level])
		if h.Label.Rest == "" {
			bare++
		}
		if i > 0 && wording.Follows(g.heads[i-1].Label.Number, h.Label.Number) {
			growing++
		}
		if i > 0 && wording.GoesOn(g.heads[i-1].Label.Number, h.Label.Number) {
			next++
		}
	}
	runs := g.word != "" || 3*next >= 2*(len(g.heads)-1) // the days of a diary leave gaps
	return most >= 2 && 2*bare > len(g.heads) && 2*growing >= len(g.heads)-1 && runs
}

// solutionSections finds the headings such as "# Solutions" below which the numbers of the questions above come
// again: those answer these. It returns the answering headings by the ones that ask, and the sections.
func solutionSections(x *quiz.NumberIndex, starts []*page.Heading) (solution map[*page.Heading]*page.Heading, sections map[*page.Heading]bool) {
	solution, sections = map[*page.Heading]*page.Heading{}, map[*page.Heading]bool{}
	startAt := func(block int) int {
		i, _ := slices.BinarySearchFunc(starts, block, func(h *page.Heading, block int) int { return h.Block - block })
		return i
	}
	from := 0 // the starts from here on may be those that the next section answers
	for i, h := range x.Doc.Heads {
		if !h.IsAnswer() || x.IsSheet(h) {
			continue
		}
		first, behind := startAt(h.Block), startAt(sectionEnd(x.Doc, i))
		if first == behind {
			continue
		}
		// An answer's heading within a section of solutions answers none of the questions that this one answers.
		pairs := pairByNumber(starts[min(from, first):first], starts[first:behind])
		if len(pairs) < 2 || 2*len(pairs) < behind-first {
			from = first
			continue
		}
		sections[h], from = true, behind
		maps.Copy(solution, pairs)
	}
	return solution, sections
}

// sectionEnd returns the block at which the section of the i-th heading ends: the next heading that is not deeper.
func sectionEnd(doc *page.Document, i int) int {
	for _, next := range doc.Heads[i+1:] {
		if next.Node.Level <= doc.Heads[i].Node.Level {
			return next.Block
		}
	}
	return len(doc.Blocks)
}

// pairByNumber returns, by the headings that ask, those of the same word and number that answer.
func pairByNumber(asking, answering []*page.Heading) map[*page.Heading]*page.Heading {
	asked := map[string]*page.Heading{}
	for _, h := range asking {
		asked[h.Label.Word+" "+h.Label.Number] = h
	}
	pairs := map[*page.Heading]*page.Heading{}
	for _, h := range answering {
		if q := asked[h.Label.Word+" "+h.Label.Number]; q != nil {
			pairs[q] = h
		}
	}
	return pairs
}

// takeSolved returns the draft of a question whose answer stands below the same number in a section of solutions.
func takeSolved(doc *page.Document, s, solution span) page.Draft {
	l := s.head.Label
	d := page.Draft{Kind: deck.Basic, Label: l.Shown, Number: l.Number, Tags: l.Tags}
	if l.Rest != "" {
		page.TrimStart(doc, s.head.Node, wording.Visible(doc.Text(s.head.Node))-wording.Visible(l.Rest+l.Ornament)-visibleTags(l.Tags))
		page.TrimEnd(doc, s.head.Node, visibleTags(l.Tags))
		d.Title = page.Children(s.head.Node)
	}
	asked := page.TrimEnds(doc, s.body(doc))
	d.Answer = body.Solution(doc, asked, solution.body(doc))
	d.Prompt = body.Unquote(asked, true)
	return page.FinishDraft(doc, d)
}
