package page

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/yuin/goldmark/ast"

	"github.com/examdeck/examdeck/internal/markdown"
	"github.com/examdeck/examdeck/parse/wording"
)

func documentOf(text string) *Document {
	md, _ := markdown.Parse([]byte(text))
	return NewDocument(md)
}

// outlineOf writes a tree as "List(ListItem(TextBlock'one'))"; blocks of text end with their plain text, line by line.
func outlineOf(doc *Document, nodes ...ast.Node) string {
	var parts []string
	for _, n := range nodes {
		switch {
		case n.Type() == ast.TypeInline:
		case IsText(n) || n.Kind() == ast.KindHeading:
			var lines []string
			for c := n.FirstChild(); c != nil; c = NextLine(c) {
				lines = append(lines, LineText(doc, c))
			}
			parts = append(parts, n.Kind().String()+"'"+strings.Join(lines, "|")+"'")
		case n.HasChildren():
			parts = append(parts, n.Kind().String()+"("+outlineOf(doc, Children(n)...)+")")
		default:
			parts = append(parts, n.Kind().String())
		}
	}
	return strings.Join(parts, " ")
}

func TestPageOptionsWithinLines(t *testing.T) {
	for text, want := range map[string]string{
		"A. 3    B. 4":                          "A. 3|B. 4",
		"A. 3  B. 4":                            "A. 3|B. 4",
		"A. 3 B. 4":                             "A. 3 B. 4",
		"A. foo B. bar C. baz":                  "A. foo|B. bar|C. baz",
		"a) rouge b) vert c) bleu":              "a) rouge|b) vert|c) bleu",
		"C. foo D. bar E. baz":                  "C. foo D. bar E. baz",
		"C. foo    D. bar":                      "C. foo|D. bar",
		"Plan C. foo    D. bar    E. baz":       "Plan C. foo D. bar E. baz",
		"Siehe A. foo B. bar C. baz":            "Siehe A. foo B. bar C. baz",
		"Which one?  A. foo  B. bar":            "Which one?|A. foo|B. bar",
		"Which one? A. this? B. that?":          "Which one?|A. this?|B. that?",
		"*Quale* A. tre   B. sei":               "Quale|A. tre|B. sei",
		"A. 三\u3000B. 四":                        "A. 三|B. 四",
		"A. sub 9.    B. sub 8.    C. sub 9.":   "A. sub 9.|B. sub 8.|C. sub 9.",
		"1. x y    2. z":                        "",
		"a man b dog c cat":                     "a man b dog c cat",
		"A. B. C. D.":                           "A. B. C. D.",
		"① eins  ② zwei":                        "① eins|② zwei",
		"ab) one    cd) two":                    "ab) one cd) two",
		"Welche?\nA) eins    B) zwei\nC) drei":  "Welche?|A) eins|B) zwei|C) drei",
		"(a) uno    (b) due    (c) tre\n# A. 1": "(a) uno|(b) due|(c) tre",
	} {
		doc := documentOf(text)
		if got := outlineOf(doc, doc.Blocks[0]); want != "" && got != "Paragraph'"+want+"'" {
			t.Errorf("%q: %s, want %q", text, got, want)
		}
	}
	doc := documentOf("# A. 3    B. 4    C. 5")
	if got, want := outlineOf(doc, doc.Blocks...), "Heading'A. 3 B. 4 C. 5'"; got != want {
		t.Errorf("a heading's options: %s, want %s", got, want)
	}
	doc = documentOf("- > A. 3    B. 4")
	if got, want := outlineOf(doc, doc.Blocks...), "List(ListItem(Blockquote(Paragraph'A. 3|B. 4')))"; got != want {
		t.Errorf("options in containers: %s, want %s", got, want)
	}
}

func TestPageMayHoldMarkers(t *testing.T) {
	for line, want := range map[string]bool{
		"A. 3 B. 4": true, "A) 3 B) 4": true, "[A] 3 [B] 4": true, "A: 3 B: 4": true,
		"A. 3": false, "A, 3 B, 4": false, "ab. cd.": false, "ab) c) x": false, "x ). ). y": false, "größer": true, "plain": false,
		"one\nA. 3 B. 4": true, "A. 3\nB. 4": false, "x a) b] c": true,
	} {
		doc := documentOf(line)
		if got := mayHoldMarkers(doc, doc.Blocks[0]); got != want {
			t.Errorf("mayHoldMarkers(%q) = %t, want %t", line, got, want)
		}
	}
	if doc := documentOf("text"); !mayHoldMarkers(doc, ast.NewParagraph()) {
		t.Error("a block whose lines are unknown may hold markers")
	}
	for c := range byte(0x80) {
		if got, want := isWordByte(c), strings.IndexByte("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz", c) >= 0; got != want {
			t.Errorf("isWordByte(%q) = %t, want %t", c, got, want)
		}
	}
}

func TestPageIDs(t *testing.T) {
	for text, local := range map[string]bool{
		"": false, "summary": true, "123456789": true, "1234567890": false, "x1234567890": true,
		"6f1c2a9e-0b3d-4e5f-8a7b-9c0d1e2f3a4b": false, "6F1C2A9E-0B3D-4E5F-8A7B-9C0D1E2F3A4B": false, "6f1c2a9e-0b3d": true,
	} {
		if got := IdOf(text); got != (givenID{text, local}) {
			t.Errorf("IdOf(%q) = %v, want local %t", text, got, local)
		}
	}
	for line, want := range map[string]string{
		"collapsed:: true": "collapsed=true", "id::": "id=", "my_key.a-z:: v w": "my_key.a-z=v w", ":: x": "", "a::b": "", "Key:: v": "",
		"two words:: v": "", "key: v": "", "z:: v": "z=v", "clé:: v": "", "::": "", "{:: v": "", "a1:: v": "",
	} {
		got := ""
		if key, value, ok := property(line); ok {
			got = key + "=" + value
		}
		if got != want {
			t.Errorf("property(%q) = %q, want %q", line, got, want)
		}
	}
}

func TestPageTags(t *testing.T) {
	for text, want := range map[string]string{
		"Tags: kemi":                            " [kemi]",
		"eins\nTags: a, b c\nzwei":              "Paragraph'eins|zwei' [a b c]",
		"eins\n\nTags: a":                       "Paragraph'eins' [a]",
		"eins\nTags: a":                         "Paragraph'eins' [a]",
		"Tag: uno\n#due #tre\nquattro":          "Paragraph'quattro' [uno due tre]",
		"Tags: uno\n#due e tre":                 "Paragraph'#due e tre' [uno]",
		"#uno #due\ntre":                        "Paragraph'#uno #due|tre' []",
		"Tags: uno\n#due\ntre\n#quattro":        "Paragraph'tre|#quattro' [uno due]",
		"Tagus: fiume\nTab: key\n**TAGS:** x y": "Paragraph'Tagus: fiume|Tab: key' [x y]",
		"- item\n  Tags: x":                     "List(ListItem(TextBlock'item')) [x]",
		"> Tags: x\n\nnoch":                     "Blockquote(Paragraph'') Paragraph'noch' [x]",
	} {
		doc := documentOf(text)
		blocks, tags := takeTags(doc, doc.Blocks)
		if got := fmt.Sprint(outlineOf(doc, blocks...), " ", tags); got != want {
			t.Errorf("%q: %s, want %s", text, got, want)
		}
		for _, b := range blocks {
			if last := b.LastChild(); last != nil && EndsLine(last) {
				t.Errorf("%q: the last line of a block ends in a break", text)
			}
		}
	}
	doc := documentOf("text")
	if blocks, _ := takeTags(doc, []ast.Node{ast.NewParagraph()}); len(blocks) != 1 {
		t.Error("a paragraph that was empty before stays")
	}
}

func TestPageCutLead(t *testing.T) {
	doc := documentOf("## Svar: 4\n\nmer")
	if blocks := CutLead(doc, nil, 3); blocks != nil {
		t.Errorf("of no blocks: %v", blocks)
	}
	if got, want := outlineOf(doc, CutLead(doc, doc.Blocks, 0)...), "Heading'Svar: 4' Paragraph'mer'"; got != want {
		t.Errorf("without a marker: %s, want %s", got, want)
	}
	if got, want := outlineOf(doc, CutLead(doc, doc.Blocks, 5)...), "Paragraph'4' Paragraph'mer'"; got != want {
		t.Errorf("a marker: %s, want %s", got, want)
	}
	doc = documentOf("A\n\nmer")
	if got, want := outlineOf(doc, CutLead(doc, doc.Blocks, 1)...), "Paragraph'mer'"; got != want {
		t.Errorf("a marker of one letter: %s, want %s", got, want)
	}
}

func TestPageHeadings(t *testing.T) {
	doc := documentOf("# Midterm 2\n# 7. Vectors\n# Vectors\n# 2019-03-04\n# Question 3\n# Foo #flashcard\n# Foo #flashcards/x y\n# Foo #bar\n# flashcards\n# Foo: #flashcard #flashcards\n")
	want := []string{"2 Midterm 2", "1 7. Vectors", "1 Vectors", "3 2019-03-04", "1 Question 3", "1 Foo", "1 Foo #flashcards/x y", "1 Foo", "1 flashcards", "1 Foo"}
	for i, h := range doc.Heads {
		if got := fmt.Sprint(h.ExamRank(), " ", h.SectionTitle()); got != want[i] {
			t.Errorf("%q: %s, want %s", h.Title, got, want[i])
		}
		if doc.Marks[i].Text != "" {
			t.Errorf("%q: a heading's mark holds text", h.Title)
		}
	}
}

func TestPageLineFrom(t *testing.T) {
	long := strings.Repeat("x", 400)
	for _, tt := range []struct {
		text       string
		offset, at int
	}{
		{"\nabc", 3, 1}, {"ab\ncd", 4, 3}, {"abc", 2, 0}, {long, 300, 300}, {long, 256, 256}, {long, 255, 0}, {"\n" + long, 256, 1},
	} {
		if got := (&Document{MD: &markdown.Document{Source: []byte(tt.text)}}).LineFrom(tt.offset); got != tt.at {
			t.Errorf("LineFrom(%d) of %.9q = %d, want %d", tt.offset, tt.text, got, tt.at)
		}
	}
}

func TestPageProse(t *testing.T) {
	for text, want := range map[string]bool{
		"Det finns inga fler svar här.":                       true,
		"Yes, it is so.":                                      false, // too few words
		"One two three four five.":                            false,
		"One two three four five six.":                        true,
		"one two three four five six.":                        false,
		"One two three four five six":                         false,
		"One two three four five six #a +b.":                  true,
		"One two three four five six #a +b %c.":               false,
		"One two three four five six;":                        false,
		"$ One two three four five six.":                      false,
		"One (two) three, four five \"six\"!":                 true,
		"One two three four five six a+b x*y.":                true,
		"One two three four five six a+b x*y c/d.":            true,
		"One two three #four +five six seven.":                false,
		"One two three #four five six se.":                    true,
		"One two three four five six.\nEins zwei drei vier {": false,
		"One two three four\n\nFünf sechs sieben acht.":       true,
	} {
		doc := documentOf("x\n\n    " + strings.ReplaceAll(text, "\n", "\n    "))
		if got := isProse(doc, doc.Blocks[1]); got != want {
			t.Errorf("isProse(%q) = %t, want %t", text, got, want)
		}
	}
	doc := documentOf("Vorher.\n\n    Das ist ein ganzer Satz, kein Code.\n    Auch das hier ist ein ganzer Satz.\n\n```\nDas ist ein ganzer Satz, kein Code.\n```")
	if got, want := outlineOf(doc, proseOf(doc, doc.Blocks)...), "Paragraph'Vorher.' Paragraph'Das ist ein ganzer Satz, kein Code.|Auch das hier ist ein ganzer Satz.' FencedCodeBlock"; got != want {
		t.Errorf("proseOf: %s, want %s", got, want)
	}
}

func TestPageMarks(t *testing.T) {
	for text, want := range map[string]string{
		"Answer: 4":               "true true",
		"Correct option: B":       "true false",
		"Der Fluss ist lang.":     "false false",
		"one\nAnswer: 4":          "false true",
		"- Answer: 4":             "false true",
		"[Answer](x.md): see":     "true false",
		"Was?\n[Answer: 4](x.md)": "false false",
	} {
		m := documentOf(text).Marks[0]
		if got := fmt.Sprint(m.Key, " ", m.AnnouncesAnswer()); got != want {
			t.Errorf("%q: %s, want %s", text, got, want)
		}
	}
}

func TestPageLines(t *testing.T) {
	for text, want := range map[string]string{
		"   foo\nbar":                "0 foo, 0 bar",
		"1.  foo\n\n    bar":         "4 foo, 4 bar",
		"- foo\n\n\tbar":             "2 foo, 1 bar",
		"> foo\nbar":                 "2 foo, 0 bar",
		"- a\n  - b\n  c":            "2 a, 4 b, 0 c",
		"Which?\nA. 3    B. 4\nC. 5": "0 Which?, 0 A. 3, 8 B. 4, 0 C. 5",
		"- > x `a\n  > b` y\n  > z":  "4 x a b y, 4 z",
	} {
		var got []string
		for _, l := range documentOf(text).Lines {
			got = append(got, fmt.Sprint(l.Indent(), " ", l.Text))
		}
		if strings.Join(got, ", ") != want {
			t.Errorf("%q: %s, want %s", text, strings.Join(got, ", "), want)
		}
	}
	doc := documentOf("a\nb")
	doc.Lines = []TextLine{{From: 5}, {From: 2}, {From: 7}}
	doc.sortLines()
	if got := []int{doc.Lines[0].From, doc.Lines[1].From, doc.Lines[2].From}; !slices.IsSorted(got) {
		t.Errorf("sortLines: %v", got)
	}
	doc.Lines = nil
	p := ast.NewParagraph()
	p.AppendChild(p, ast.NewString([]byte("x")))
	if doc.addLines(p); doc.Lines != nil {
		t.Errorf("a block without lines has %v", doc.Lines)
	}
	if got := fmt.Sprint(doc.LineEnd(0), doc.LineEnd(1), doc.LineEnd(2)); got != "1 1 3" {
		t.Errorf("LineEnd: %s", got)
	}
}

func TestPageContainerEnd(t *testing.T) {
	for text, want := range map[string]string{
		"foo\n\nbar":              "foo\n\nbar",
		"- foo\n- bar\n\nzzz":     "- foo\n- bar",
		"> foo\n\nzzz":            "> foo",
		">foo\n\nzzz":             ">foo",
		"> - foo\n>\n> bar\n\nzz": "> - foo",
	} {
		doc := documentOf(text)
		if got := strings.TrimRight(text[:doc.ContainerEnd(doc.Lines[0])], "\n> "); got != want {
			t.Errorf("%q: ends behind %q, want %q", text, got, want)
		}
	}
	doc := documentOf("- foo\nbar\n\nzzz")
	if got := doc.ContainerEnd(doc.Lines[1]); got != len(doc.MD.Source) {
		t.Errorf("a line at the margin that CommonMark draws into a list ends with it, at %d", got)
	}
}

func TestPageParts(t *testing.T) {
	for _, tt := range []struct {
		text   string
		indent int
		want   string
	}{
		{"\n \n   foo\n   - bar", -1, "Paragraph'foo' List(ListItem(TextBlock'bar'))"},
		{"\n      foo\n      - bar", -1, "Paragraph'foo' List(ListItem(TextBlock'bar'))"},
		{"\t- foo\n\t- bar", -1, "List(ListItem(TextBlock'foo') ListItem(TextBlock'bar'))"},
		{"foo\n\n\tbar", 4, "Paragraph'foo' Paragraph'bar'"},
		{"foo\n\n        bar", 4, "Paragraph'foo' CodeBlock"},
		{"foo\n\n\t    bar", 6, "Paragraph'foo' CodeBlock"},
		{"    foo\n\n    bar", 4, "CodeBlock Paragraph'bar'"},
		{"foo\n> bar", 2, "Paragraph'foo|bar'"},
		{"foo\n   \n     bar", 4, "Paragraph'foo' Paragraph'bar'"},
	} {
		doc := documentOf(tt.text)
		nodes := []ast.Node(nil)
		if tt.indent < 0 {
			nodes = doc.Dedented(0, len(tt.text))
		} else {
			nodes = doc.Part(0, len(tt.text), tt.indent)
		}
		if got := outlineOf(doc, nodes...); got != tt.want {
			t.Errorf("%q: %s, want %s", tt.text, got, tt.want)
		}
	}
}

func TestPageHiddenFrom(t *testing.T) {
	doc := &Document{Toggles: []*Toggle{{From: 10, to: 20, Role: wording.Remark}, {From: 30, to: 40, Role: wording.Asking}, {From: 50, to: 60, Role: wording.Remark}}}
	for _, tt := range [][3]int{{5, 15, 10}, {10, 15, 10}, {11, 15, 15}, {5, 20, 20}, {5, 35, 35}, {5, 55, 50}, {5, 45, 45}, {5, 8, 8}} {
		if got := doc.HiddenFrom(tt[0], tt[1]); got != tt[2] {
			t.Errorf("HiddenFrom(%d, %d) = %d, want %d", tt[0], tt[1], got, tt[2])
		}
	}
}

// blockWith finds the text that reads so.
func blockWith(doc *Document, text string) (found ast.Node) {
	EachBlock(doc.MD.Root, func(n ast.Node) bool {
		if IsText(n) && doc.Text(n) == text {
			found = n
		}
		return true
	})
	return found
}

func TestPageTakeBetween(t *testing.T) {
	for _, tt := range []struct{ text, from, until, taken, left string }{
		{"a\n\nb\n\nc", "a", "", "Paragraph'b' Paragraph'c'", "Paragraph'a'"},
		{"a\n\nb\n\nc", "a", "c", "Paragraph'b'", "Paragraph'a' Paragraph'c'"},
		{"a\n\n> b\n\nc", "a", "b", "", "Paragraph'a' Blockquote(Paragraph'b') Paragraph'c'"},
		{"a\n\n> b\n>\n> c\n\nd", "a", "c", "Blockquote(Paragraph'b')", "Paragraph'a' Blockquote(Paragraph'c') Paragraph'd'"},
		{"- a\n- b\n- c\n- d", "a", "d", "List(ListItem(TextBlock'b')) List(ListItem(TextBlock'c'))", "List(ListItem(TextBlock'a') ListItem(TextBlock'd'))"},
		{"- a\n\n- b\n\n  c\n\n- d", "a", "c", "List(ListItem(Paragraph'b'))", "List(ListItem(Paragraph'a') ListItem(Paragraph'c') ListItem(Paragraph'd'))"},
		{"a\n\n- b\n\n- c\n\n  d", "a", "d", "List(ListItem(Paragraph'b') ListItem(Paragraph'c'))", "Paragraph'a' List(ListItem(Paragraph'd'))"},
		{"a\n\n- b\n\n- c", "a", "c", "List(ListItem(Paragraph'b'))", "Paragraph'a' List(ListItem(Paragraph'c'))"},
		{"- a\n\n  > b\n  >\n  > c\n\n  d", "a", "c", "Blockquote(Paragraph'b')", "List(ListItem(Paragraph'a' Blockquote(Paragraph'c') Paragraph'd'))"},
	} {
		doc := documentOf(tt.text)
		var until ast.Node
		if tt.until != "" {
			until = blockWith(doc, tt.until)
		}
		taken := outlineOf(doc, takeBetween(blockWith(doc, tt.from), until)...)
		if left := outlineOf(doc, Children(doc.MD.Root)...); taken != tt.taken || left != tt.left {
			t.Errorf("%q: took %s and left %s, want %s and %s", tt.text, taken, left, tt.taken, tt.left)
		}
	}
	doc := documentOf("- a\n\n  b\n\nc")
	if a, b, c := blockWith(doc, "a"), blockWith(doc, "b"), blockWith(doc, "c"); following(a) != b || following(b) != c || following(c) != nil {
		t.Error("following: not in order")
	}
}

func TestPageTrims(t *testing.T) {
	for _, tt := range []struct {
		text  string
		count int
		want  string
		nodes int
	}{
		{"foo **bar**", 3, "foo ", 1},
		{"foo **bar**", 4, "fo", 1},
		{"**bar**", 1, "ba", 1},
		{"foo", 3, "", 0},
		{"foo", 9, "", 0},
		{"foo bar", 0, "foo bar", 1},
		{"foo\nbar", 4, "fo", 1},
	} {
		doc := documentOf(tt.text)
		p := doc.Blocks[0]
		TrimEnd(doc, p, tt.count)
		got := "" // the source that is left, with the blanks at its end
		EachNode(p, func(n ast.Node) bool {
			if text, ok := n.(*ast.Text); ok {
				got += string(text.Segment.Value(doc.MD.Source))
			}
			return true
		})
		if got != tt.want || p.ChildCount() != tt.nodes {
			t.Errorf("%q without %d: %q in %d nodes, want %q in %d", tt.text, tt.count, got, p.ChildCount(), tt.want, tt.nodes)
		}
	}
	for text, want := range map[string]bool{"![a](b)": true, "![a](b).": false, "![a](b) x": false, "![a](b)![c](d)": false, "x ![a](b)": false, "![a](b)*x*": false} {
		if got := OnlyPicture(documentOf(text).Blocks[0]); got != want {
			t.Errorf("OnlyPicture(%q) = %t, want %t", text, got, want)
		}
	}
	p := documentOf("![a](b)").Blocks[0]
	p.AppendChild(p, ast.NewText())
	if !OnlyPicture(p) {
		t.Error("a picture and a text of no length is only a picture")
	}
	if rules := documentOf("x\n\n---").Blocks[1:]; len(TrimRules(rules)) != 0 {
		t.Error("a rule by itself is dropped")
	}
	if got := TrimRules(documentOf("x\n\n---\n\ny\n\n---").Blocks[1:]); len(got) != 1 {
		t.Errorf("TrimRules leaves %d blocks, want 1", len(got))
	}
	doc := documentOf("a\nb\nc")
	b := NextLine(doc.Blocks[0].FirstChild())
	if moved := MoveLines(doc, doc.Blocks[0], b, NextLine(b)); outlineOf(doc, moved, doc.Blocks[0]) != "Paragraph'b' Paragraph'a|c'" || EndsLine(moved.LastChild()) {
		t.Errorf("MoveLines: %s", outlineOf(doc, moved, doc.Blocks[0]))
	}
}

func TestPageUnwrap(t *testing.T) {
	// Behind each text stands how many tags are left in it.
	for text, want := range map[string]string{
		"<br>":                            " 0",
		"<p>\n\nfoo\n\n</p>":              "Paragraph'foo' 0",
		"<b>foo</b>":                      "Paragraph'foo' 0",
		"<b>foo</b> bar":                  "Paragraph'foo bar' 2",
		"- foo\n- bar</p>":                "List(ListItem(TextBlock'foo') ListItem(TextBlock'bar')) 0",
		"- <b>foo\n- bar":                 "List(ListItem(TextBlock'foo') ListItem(TextBlock'bar')) 1",
		"- <b>foo</b>":                    "List(ListItem(TextBlock'foo')) 0",
		"- foo\n\n  bar</b>":              "List(ListItem(Paragraph'foo' Paragraph'bar')) 0",
		"- foo\n- x <br>\n  <br>":         "List(ListItem(TextBlock'foo') ListItem(TextBlock'x')) 0",
		"- foo\n- *x*\n  </b>":            "List(ListItem(TextBlock'foo') ListItem(TextBlock'x')) 0",
		"- foo\n- a </b>":                 "List(ListItem(TextBlock'foo') ListItem(TextBlock'a')) 0",
		"> foo<br>":                       "Blockquote(Paragraph'foo') 1",
		"<div>\n<section>\n</div>\n\nfoo": "HTMLBlock Paragraph'foo' 0",
		"<div\nclass=x>\n\nfoo":           "HTMLBlock Paragraph'foo' 0",
		"foo <br> <br/>":                  "Paragraph'foo' 0",
		"# foo<br>":                       "Heading'foo' 1",
	} {
		doc := documentOf(text)
		blocks, tags := Unwrap(doc, slices.Clone(doc.Blocks)), 0
		for _, b := range blocks {
			EachNode(b, func(n ast.Node) bool {
				if n.Kind() == ast.KindRawHTML {
					tags++
				}
				return true
			})
		}
		if got := fmt.Sprint(outlineOf(doc, blocks...), " ", tags); got != want {
			t.Errorf("%q: %s, want %s", text, got, want)
		}
	}
	for html, want := range map[string]bool{"<p>": true, "</P> <br/>": true, "": true, "<p": false, "p>": false, ">": false, "<div>x": false, "<img>": false, "x": false} {
		if got := wrapsOnly(html); got != want {
			t.Errorf("wrapsOnly(%q) = %t, want %t", html, got, want)
		}
	}
	for text, want := range map[string]string{
		"<b>foo</b>": "f t", "<b>foo</b> x <i>bar</i>": "t t t t", "<b>foo": "f", "<br>foo<br>": "f f", "</b>foo<b>": "t t", "<b>x</b>y</b>": "f f f",
		"<i><b>x</b></i>": "f t t t", "<b>x</b>y<i>z": "t t f",
	} {
		doc := documentOf(text)
		var got []string
		for _, c := range Children(doc.Blocks[0]) {
			if raw, ok := c.(*ast.RawHTML); ok {
				got = append(got, fmt.Sprint(paired(doc, doc.Blocks[0], raw))[:1])
			}
		}
		if strings.Join(got, " ") != want {
			t.Errorf("paired in %q: %s, want %s", text, got, want)
		}
	}
}
