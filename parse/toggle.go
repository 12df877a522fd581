package parse

import (
	"strings"

	"github.com/yuin/goldmark/ast"
)

// kindToggle and kindSummary are the kinds of toggle and summary.
var (
	kindToggle  = ast.NewNodeKind("Toggle")
	kindSummary = ast.NewNodeKind("Summary")
)

// toggle is a details element with all that stands between its tags, wherever CommonMark put them. [foldToggles] makes
// toggles of a document's tags before any recogniser looks at it, so that what a toggle hides is one block to them. A toggle
// that no recogniser opens is rendered as it was written: its tags are among its children.
type toggle struct {
	ast.BaseBlock
	// from and to are the element in the source, tags included.
	from, to int
	// closed tells that its end was written.
	closed bool
	role   toggleRole
}

// Kind implements ast.Node.
func (t *toggle) Kind() ast.NodeKind { return kindToggle }

// Dump implements ast.Node.
func (t *toggle) Dump(source []byte, level int) { ast.DumpHelper(t, source, level, nil, nil) }

// summary is the summary of a toggle with its tags.
type summary struct{ ast.BaseBlock }

// Kind implements ast.Node.
func (s *summary) Kind() ast.NodeKind { return kindSummary }

// Dump implements ast.Node.
func (s *summary) Dump(source []byte, level int) { ast.DumpHelper(s, source, level, nil, nil) }

// toggleRole is what a toggle is for.
type toggleRole uint8

const (
	asks     toggleRole = iota // its summary is a prompt, as far as the summary tells
	answers                    // it holds the answer to what stands above
	explains                   // it holds the explanation of an answer
	aside                      // a hint, a contents list
)

// summary gives the toggle's summary, nil without one.
func (t *toggle) summary() *summary {
	for c := t.FirstChild(); c != nil; c = c.NextSibling() {
		if s, ok := c.(*summary); ok {
			return s
		}
	}
	return nil
}

// title is the plain text of the summary.
func (t *toggle) title(doc *document) string {
	if s := t.summary(); s != nil {
		return doc.text(s)
	}
	return ""
}

// prompt gives the blocks of the summary, without tags that only wrap them.
func (t *toggle) prompt(doc *document) []ast.Node {
	s := t.summary()
	if s == nil {
		return nil
	}
	return unwrap(doc, paragraphs(contents(s)))
}

// body gives the blocks behind the summary, without tags that only wrap them.
func (t *toggle) body(doc *document) []ast.Node {
	return proseOf(doc, unwrap(doc, paragraphs(contents(t))))
}

// contents lists what a toggle or summary holds but its own tags and summary.
func contents(n ast.Node) []ast.Node {
	var list []ast.Node
	for _, c := range children(n) {
		if _, tag := c.(*toggleTag); !tag && c.Kind() != kindSummary {
			list = append(list, c)
		}
	}
	return list
}

// paragraphs makes paragraphs of the blocks that are bare text.
func paragraphs(blocks []ast.Node) []ast.Node {
	for i, n := range blocks {
		if n.Kind() == ast.KindTextBlock {
			blocks[i] = paragraphOf(n)
		}
	}
	return blocks
}

// openToggles puts what the toggles among an answer's blocks hold in their place, an explanation below its summary. Hints
// stay folded.
func openToggles(doc *document, blocks []ast.Node) []ast.Node {
	var open []ast.Node
	for _, n := range blocks {
		t, ok := n.(*toggle)
		switch {
		case !ok || t.role == aside:
			open = append(open, n)
		case t.role == answers:
			open = append(open, t.body(doc)...)
		default:
			for _, p := range t.prompt(doc) {
				open = append(open, bold(p))
			}
			open = append(open, t.body(doc)...)
		}
	}
	return open
}

// bold wraps the text of a paragraph; other blocks stay.
func bold(n ast.Node) ast.Node {
	if n.Kind() != ast.KindParagraph {
		return n
	}
	strong := ast.NewEmphasis(2)
	for _, c := range children(n) {
		n.RemoveChild(n, c)
		strong.AppendChild(strong, c)
	}
	n.AppendChild(n, strong)
	return n
}

// roles settles what each toggle of a document is for: by its summary's words, or because most toggles say the same.
func roles(doc *document, all []*toggle) {
	same := map[string]int{}
	for _, t := range all {
		same[strings.ToLower(t.title(doc))]++
	}
	answering := 0
	for _, t := range all {
		title := strings.ToLower(t.title(doc))
		t.role = roleOf(title)
		if t.role == asks && isShortTitle(title) && same[title] >= 3 && 10*same[title] >= 9*len(all) {
			t.role = answers
		}
		if t.role == answers {
			answering++
		}
	}
	if answering < 5 || 10*answering < 9*len(all) {
		return
	}
	// Nearly all toggles answer: a short summary among them that has another word, or a misspelt one, does too.
	for _, t := range all {
		if t.role == asks && isShortTitle(t.title(doc)) {
			t.role = answers
		}
	}
}

// isShortTitle tells whether a summary is a word or two that ask nothing.
func isShortTitle(title string) bool {
	return title != "" && len(strings.Fields(title)) <= 4 && !strings.ContainsAny(title, "?？؟")
}

// neutralWords are of no weight in a summary that says what its toggle is for.
var neutralWords = wordSet(`to of for on this table part a b c d e me your you it in for please den zum zur für das hier för att till de del la
	las los el para per il lo un une pour du à na do pro к для на`)

// maxRoleWords is how many words a summary may have that only says what the toggle is for.
const maxRoleWords = 6

// roleOf tells what a summary's words say of its toggle.
func roleOf(title string) toggleRole {
	role := asks
	if strings.HasPrefix(title, "table of contents") {
		return aside
	}
	words := splitJoined(strings.FieldsFunc(title, notWord))
	answered, asked := false, false
	for _, w := range words {
		asked = asked || questionWords[w]
		switch {
		case answerWords[w] && w != "a":
			role, answered = answers, true
		case revealWords[w]:
			if role == asks {
				role = answers
			}
		case explanationWords[w]:
			if role != answers {
				role = explains
			}
		case asideWords[w]:
			return aside
		case !answerQualifiers[w] && !questionWords[w] && !neutralWords[w] && strings.Trim(w, "0123456789") != "":
			return roleOfSigns(title)
		}
	}
	if len(words) == 1 && role == asks {
		role = roleOfSigns(words[0])
	}
	if len(words) > maxRoleWords || role == answers && asked && !answered { // "Show the problem"
		return asks
	}
	return role
}

// roleOfSigns is roleOf for a short title in a script that leaves no blanks between words.
func roleOfSigns(title string) toggleRole {
	if len([]rune(title)) > 10 || strings.ContainsAny(title, questionMarks) {
		return asks
	}
	for _, sign := range []string{"答案", "解答", "答え", "正解", "查看", "点击", "展开", "정답", "답안"} {
		if strings.Contains(title, sign) {
			return answers
		}
	}
	for _, sign := range []string{"解析", "解説", "解释", "해설"} {
		if strings.Contains(title, sign) {
			return explains
		}
	}
	return asks
}
