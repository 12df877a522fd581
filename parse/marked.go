package parse

import (
	"bytes"
	"fmt"
	"strings"

	"github.com/yuin/goldmark/ast"

	"github.com/examdeck/examdeck/deck"
	"github.com/examdeck/examdeck/internal/markdown"
	"github.com/examdeck/examdeck/parse/wording"
)

// markedBlocks recognises questions between the marks of tools that write notes to Anki: lines "START" and "END" or "%%ANKI" and
// "END%%" with the note type in the first line between them, and "STARTI [Basic] … Back: … ENDI" within a line.
type markedBlocks struct{}

func (markedBlocks) dialect() string { return "marked-blocks" }

// blockMarks are the lines between which a note stands.
var blockMarks = map[string]string{"START": "END", "%%ANKI": "END%%"}

func (markedBlocks) find(r *reading) []claim {
	doc := r.document
	var claims []claim
	lines := doc.textLines()
	for i := 0; i < len(lines); i++ {
		if from := strings.Index(lines[i].text, "STARTI"); from >= 0 {
			claims = append(claims, inlineNotes(r, lines[i])...)
			continue
		}
		end, ok := blockMarks[lines[i].text]
		if !ok {
			continue
		}
		j := i + 1
		for j < len(lines) && lines[j].text != end && blockMarks[lines[j].text] == "" {
			j++
		}
		if j == len(lines) || lines[j].text != end {
			r.issues = append(r.issues, markdown.Issue{Offset: lines[i].from, Code: "unclosed-block",
				Message: fmt.Sprintf("%q is never closed", lines[i].text), Hint: fmt.Sprintf("close it with a line %q", end)})
			i = j - 1
			continue
		}
		open, inner, closing := lines[i], lines[i+1:j], lines[j]
		claims = append(claims, claim{sure: sureMarked, from: open.start, to: min(len(doc.md.Source), closing.to+1), take: func() draft {
			return takeMarked(doc, open, inner, closing)
		}})
		i = j
	}
	return claims
}

// noteField is a field of a note: the offsets between which it stands, its name cut off.
type noteField struct {
	role     fieldRole
	from, to int
	indent   int
}

// fieldRole is where a field belongs.
type fieldRole uint8

const (
	promptField fieldRole = iota
	answerField
	extraField
	tagsField
)

// fieldRoles are the names that note types give to fields, lower case; the words for the sides of a card and for answers count, too. Only
// these begin a field: "Note: …" is text, and so is "问题: …" among the remarks of an answer.
var fieldRoles = map[string]fieldRole{
	"question": promptField, "вопрос": promptField, "text": promptField, "extra": extraField, "back extra": extraField, "tags": tagsField, "tag": tagsField,
}

// fieldName reads the name of a field at the start of a line: the role and the length of name and colon in bytes, negative
// for none.
func fieldName(text string) (fieldRole, int) {
	lead, rest, found := wording.CutColon(text)
	if !found || len(lead) > wording.MaxLead {
		return 0, -1
	}
	length := len(text) - len(rest)
	name := strings.ToLower(strings.Trim(lead, " *_"))
	if name == "reference" || name == "references" {
		return extraField, len(text) - len(strings.TrimLeft(text, " \t")) // the name belongs to what it says
	}
	if role, ok := fieldRoles[name]; ok {
		return role, length
	}
	switch {
	case len(name) == 1:
	case wording.Is(name, wording.Front):
		return promptField, length
	case wording.Is(name, wording.Back|wording.Answer):
		return answerField, length
	}
	return 0, -1
}

// takeMarked makes the draft of a note between two lines.
func takeMarked(doc *document, open textLine, inner []textLine, closing textLine) draft {
	if len(inner) == 0 {
		return refused(open.from, "the note between the marks is empty", "write the note's type, and below it its text")
	}
	kind, ok := noteTypeOf(inner[0].text)
	if !ok {
		return refused(inner[0].from, fmt.Sprintf("%q is no note type that is known", inner[0].text),
			"write Basic, Basic (and reversed card), Basic (type in the answer) or Cloze in the first line")
	}
	fields := []noteField{{from: min(inner[0].to+1, closing.start), to: closing.start, indent: inner[0].indent()}}
	for _, line := range inner[1:] {
		role, length := fieldName(sourceLine(doc, line))
		if length < 0 || line.block.Kind() == ast.KindHeading {
			continue
		}
		fields[len(fields)-1].to = line.start
		fields = append(fields, noteField{role: role, from: line.from + length, to: closing.start, indent: line.indent()})
	}
	return takeNote(doc, kind, fields)
}

// sourceLine is the text of a line as it is written.
func sourceLine(doc *document, l textLine) string { return string(doc.md.Source[l.from:l.to]) }

// note makes the draft of a note's fields.
func takeNote(doc *document, kind deck.Kind, fields []noteField) draft {
	d := draft{kind: kind}
	for _, f := range fields {
		if f.role == tagsField {
			text, rest := readTagsField(doc, f)
			d.tags = append(d.tags, splitTags(text)...)
			if d.id.text == "" {
				d.id = explicitID(rest)
			}
			continue
		}
		blocks := doc.part(trimFrom(doc.md.Source, f.from, f.to), f.to, f.indent)
		switch f.role {
		case promptField:
			d.prompt = append(d.prompt, blocks...)
		case answerField:
			d.answer = append(d.answer, blocks...)
		case extraField:
			d.extra = append(d.extra, blocks...)
		}
	}
	if kind == deck.Cloze && !hasBraceCloze(doc, d.prompt) {
		// The tools can be set to take {text} or ==text== for a cloze.
		d.highlights = true
		if !hasHighlights(doc, d.prompt) {
			markBrackets(doc, d.prompt, "{}")
		}
	}
	return finishDraft(doc, d)
}

// hasBraceCloze tells whether blocks hold "{{c1::", in code, too.
func hasBraceCloze(doc *document, blocks []ast.Node) bool {
	for _, b := range blocks {
		if strings.Contains(doc.text(b), "{{c") {
			return true
		}
	}
	return false
}

func hasHighlights(doc *document, blocks []ast.Node) bool {
	for _, b := range blocks {
		if _, marked := markedText(doc, b); marked {
			return true
		}
	}
	return false
}

// tagsField reads a field of tags: its text, and the blocks below, in which the note's id may be.
func readTagsField(doc *document, f noteField) (string, []ast.Node) {
	end := min(f.to, doc.lineEnd(f.from))
	text := string(doc.md.Source[f.from:end])
	if i := strings.Index(text, "<!--"); i >= 0 {
		end = f.from + i
		text = text[:i]
	}
	return text, doc.part(end, f.to, f.indent)
}

// trimFrom moves an offset behind the blanks and line ends that stand there, as far as to.
func trimFrom(src []byte, from, to int) int {
	for from < to && (src[from] == ' ' || src[from] == '\t' || src[from] == '\n') {
		from++
	}
	return from
}

// inlineNotes claims the notes that stand within a line.
func inlineNotes(r *reading, line textLine) []claim {
	var claims []claim
	doc, src := r.document, r.md.Source
	for at := line.from; at < line.to; {
		open := bytes.Index(src[at:line.to], []byte("STARTI"))
		if open < 0 {
			break
		}
		from := at + open
		length := bytes.Index(src[from:line.to], []byte("ENDI"))
		if length < 0 {
			r.issues = append(r.issues, markdown.Issue{Offset: from, Code: "unclosed-block",
				Message: `"STARTI" is never closed`, Hint: `close it with "ENDI" in the same line`})
			break
		}
		end := from + length
		claims = append(claims, claim{sure: sureMarked, from: from, to: end + len("ENDI"), take: func() draft {
			return takeInline(doc, from+len("STARTI"), end)
		}})
		at = end + len("ENDI")
	}
	return claims
}

// takeInline makes the draft of "[Basic] front Back: back Tags: a b".
func takeInline(doc *document, from, to int) draft {
	text := string(doc.md.Source[from:to])
	name, rest, found := strings.Cut(strings.TrimLeft(text, " \t"), "]")
	kind, ok := noteTypeOf(strings.TrimPrefix(name, "["))
	if !found || !ok || !strings.HasPrefix(name, "[") {
		return refused(from, fmt.Sprintf("%q begins with no note type that is known", strings.TrimSpace(text)),
			"write [Basic] or [Cloze] behind the mark")
	}
	at := to - len(rest)
	fields := []noteField{{from: at, to: to}}
	for i, r := range rest {
		if r != ':' && r != '：' {
			continue
		}
		word := rest[strings.LastIndexAny(rest[:i], " \t")+1 : i]
		role, length := fieldName(word + ":")
		if length < 0 || wording.Is(strings.ToLower(word), wording.AnyAnswer) || at+i-len(word) < fields[len(fields)-1].from {
			continue
		}
		fields[len(fields)-1].to = at + i - len(word)
		fields = append(fields, noteField{role: role, from: at + i + len(string(r)), to: to})
	}
	return takeNote(doc, kind, fields)
}
