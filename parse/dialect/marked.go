package dialect

import (
	"bytes"
	"fmt"
	"strings"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"

	"github.com/examdeck/examdeck/deck"
	"github.com/examdeck/examdeck/internal/markdown"
	"github.com/examdeck/examdeck/parse/page"
	"github.com/examdeck/examdeck/parse/wording"
)

// markedBlocks recognises questions between the marks of tools that write notes to Anki: lines "START" and "END" or
// "%%ANKI" and "END%%" with the note type in the first line between them, and "STARTI [Basic] … Back: … ENDI" within
// a line.
type markedBlocks struct{}

func (markedBlocks) dialect() string { return "marked-blocks" }

// blockMarks are the lines between which a note stands.
func blockMarks(doc *page.Document) map[string]string {
	begin, end, _, _ := markers(doc)
	return map[string]string{begin: end, "%%ANKI": "END%%"}
}

func (markedBlocks) find(r *Reading) []Claim {
	doc := r.Document
	var claims []Claim
	var blocks []noteBlock
	lines, blockMarks := doc.Lines, blockMarks(doc)
	_, _, inline, _ := markers(doc)
	for i := 0; i < len(lines); i++ {
		if strings.Contains(lines[i].Text, inline) {
			claims = append(claims, inlineNotes(r, lines[i])...)
			continue
		}
		end, ok := blockMarks[lines[i].Text]
		if !ok {
			continue
		}
		j := i + 1
		for j < len(lines) && lines[j].Text != end && blockMarks[lines[j].Text] == "" {
			j++
		}
		closing, ok := closingLine(doc, lines, i, j, end)
		if !ok {
			r.Issues = append(r.Issues, markdown.Issue{Offset: lines[i].From, Code: "unclosed-block",
				Message: fmt.Sprintf("%q is never closed", lines[i].Text), Hint: fmt.Sprintf("close it with a line %q", end)})
			i = j - 1
			continue
		}
		b := noteBlock{open: lines[i], closing: closing}
		for ; i+1 < len(lines) && lines[i+1].Start < closing.Start; i++ {
			b.inner = append(b.inner, lines[i+1])
		}
		blocks = append(blocks, b)
	}
	types := ownTypes(doc, blocks)
	for _, b := range blocks {
		claims = append(claims, Claim{sure: sureMarked, From: b.open.Start, To: min(len(doc.MD.Source), b.closing.To+1), Take: func() page.Draft {
			return takeMarked(doc, b, types)
		}})
	}
	r.Issues = append(r.Issues, types.issues()...)
	return claims
}

// closingLine returns the line that closes the note which line i opens, where line j is the next mark in running text.
// Right below a table the mark is a row of it to Markdown, and no line of text.
func closingLine(doc *page.Document, lines []page.TextLine, i, j int, end string) (page.TextLine, bool) {
	limit, ok := len(doc.MD.Source), j < len(lines) && lines[j].Text == end
	if j < len(lines) {
		limit = lines[j].Start
	}
	at := min(lines[i].To+1, limit)
	for line := range bytes.Lines(doc.MD.Source[at:limit]) {
		if string(bytes.TrimSpace(line)) == end {
			if k := doc.BlockAt(at); k >= 0 && doc.Blocks[k].Kind() == extast.KindTable {
				return page.TextLine{Start: at, From: at, To: doc.LineEnd(at)}, true
			}
		}
		at += len(line)
	}
	if !ok {
		return page.TextLine{}, false
	}
	return lines[j], true
}

// noteBlock is a note between two lines.
type noteBlock struct {
	open    page.TextLine
	inner   []page.TextLine
	closing page.TextLine
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

// fieldRoles are the names that note types give to fields, lower case; the words for the sides of a card and for
// answers count, too. Only these begin a field: "Note: …" is text, and so is "问题: …" among the remarks of an answer.
var fieldRoles = map[string]fieldRole{
	"question": promptField, "вопрос": promptField, "text": promptField, "extra": extraField, "back extra": extraField, "tags": tagsField, "tag": tagsField,
}

// fieldName reads the name of a field at the start of a line: the role, and the length of name and colon in bytes,
// which is negative if none begins.
func fieldName(text string) (fieldRole, int) {
	lead, rest, found := wording.CutColon(text)
	if !found {
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
	case wording.Is(name, wording.Front):
		return promptField, length
	case wording.Is(name, wording.Back|wording.Answer):
		return answerField, length
	}
	return 0, -1
}

// takeMarked returns the draft of a note between two lines.
func takeMarked(doc *page.Document, b noteBlock, types ownNoteTypes) page.Draft {
	if len(b.inner) == 0 {
		return page.Refused(b.open.From, "the note between the marks is empty", "write the note's type, and below it its text")
	}
	first := b.inner[0]
	kind, known := noteTypeOf(first.Text)
	own := types[first.Text]
	if !known && own == nil {
		return page.Refused(first.From, fmt.Sprintf("%q is no note type", first.Text),
			"write Basic, Basic (and reversed card), Basic (type in the answer), Cloze or the name of your own type in the first line")
	}
	fields := []noteField{{from: min(first.To+1, b.closing.Start), to: b.closing.Start, indent: first.Indent()}}
	for _, line := range b.inner[1:] {
		if line.Block.Kind() == ast.KindHeading {
			continue
		}
		text := sourceLine(doc, line)
		role, length := fieldName(text)
		if length < 0 && own != nil {
			role, length = own.field(text)
		}
		if length < 0 {
			continue
		}
		fields[len(fields)-1].to = line.Start
		fields = append(fields, noteField{role: role, from: line.From + length, to: b.closing.Start, indent: line.Indent()})
	}
	if own != nil {
		var ok bool
		if kind, ok = own.kindOf(doc, fields); !ok {
			return page.Refused(first.From, fmt.Sprintf("nothing parts prompt and answer in this note of type %q", first.Text),
				`begin the answer with "Back:", or the name of its field and a colon`)
		}
	}
	return takeNote(doc, kind, fields)
}

// sourceLine returns a line as it is written.
func sourceLine(doc *page.Document, l page.TextLine) string {
	return string(doc.MD.Source[l.From:l.To])
}

// takeNote returns the draft of a note with these fields.
func takeNote(doc *page.Document, kind deck.Kind, fields []noteField) page.Draft {
	d := page.Draft{Kind: kind}
	for _, f := range fields {
		if f.role == tagsField {
			text, rest := readTagsField(doc, f)
			d.Tags = append(d.Tags, page.SplitTags(text)...)
			if d.Id.Text == "" {
				d.Id = page.ExplicitID(rest)
			}
			continue
		}
		blocks := doc.Part(trimFrom(doc.MD.Source, f.from, f.to), f.to, f.indent)
		switch f.role {
		case promptField:
			d.Prompt = append(d.Prompt, blocks...)
		case answerField:
			d.Answer = append(d.Answer, blocks...)
		case extraField:
			d.Extra = append(d.Extra, blocks...)
		}
	}
	if kind == deck.Cloze {
		markClozes(doc, &d) // the tools can be set to take {text} or ==text== for a cloze
	}
	return page.FinishDraft(doc, d)
}

// hasBraceCloze reports whether blocks hold "{{c1::", in code, too.
func hasBraceCloze(doc *page.Document, blocks []ast.Node) bool {
	for _, b := range blocks {
		if strings.Contains(doc.Text(b), "{{c") {
			return true
		}
	}
	return false
}

func hasHighlights(doc *page.Document, blocks []ast.Node) bool {
	for _, b := range blocks {
		if _, marked := markedText(doc, b); marked {
			return true
		}
	}
	return false
}

// readTagsField reads a field of tags: its text, and the blocks below, in which the note's id may be.
func readTagsField(doc *page.Document, f noteField) (string, []ast.Node) {
	text := string(doc.MD.Source[f.from:min(f.to, doc.LineEnd(f.from))])
	text, _, _ = strings.Cut(text, "<!--")
	return text, doc.Part(f.from+len(text), f.to, f.indent)
}

// trimFrom returns an offset moved behind the blanks and line ends that stand there, as far as to.
func trimFrom(src []byte, from, to int) int {
	return max(from, to-len(bytes.TrimLeft(src[min(from, to):to], " \t\n")))
}

// inlineNotes claims the notes that stand within a line.
func inlineNotes(r *Reading, line page.TextLine) []Claim {
	var claims []Claim
	doc, src := r.Document, r.MD.Source
	_, _, begin, until := markers(doc)
	for at := line.From; ; {
		open := bytes.Index(src[at:line.To], []byte(begin))
		if open < 0 {
			break
		}
		from := at + open
		text, _, closed := bytes.Cut(src[from:line.To], []byte(until))
		if !closed {
			r.Issues = append(r.Issues, markdown.Issue{Offset: from, Code: "unclosed-block",
				Message: fmt.Sprintf("%q is never closed", begin), Hint: fmt.Sprintf("close it with %q in the same line", until)})
			break
		}
		end := from + len(text)
		claims = append(claims, Claim{sure: sureMarked, From: from, To: end + len(until), Take: func() page.Draft {
			return takeInline(doc, from+len(begin), end)
		}})
		at = end + len(until)
	}
	return claims
}

// takeInline returns the draft of "[Basic] front Back: back Tags: a b".
func takeInline(doc *page.Document, from, to int) page.Draft {
	text := string(doc.MD.Source[from:to])
	name, rest, found := strings.Cut(strings.TrimLeft(text, " \t"), "]")
	name, bracketed := strings.CutPrefix(name, "[")
	kind, known := noteTypeOf(name)
	if !found || !bracketed || strings.TrimSpace(name) == "" {
		return page.Refused(from, fmt.Sprintf("%q begins with no note type", strings.TrimSpace(text)),
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
		if length < 0 || wording.IsAnyCase(word, wording.AnyAnswer) || at+i-len(word) < fields[len(fields)-1].from {
			continue
		}
		fields[len(fields)-1].to = at + i - len(word)
		fields = append(fields, noteField{role: role, from: at + i + len(string(r)), to: to})
	}
	if !known {
		own := ownType{kind: kindNamed(name)}
		if kind, known = own.kindOf(doc, fields); !known {
			return page.Refused(from, fmt.Sprintf("nothing parts prompt and answer in this note of type %q", name), `write "Back:" before the answer`)
		}
	}
	return takeNote(doc, kind, fields)
}

// noteTypes are the names that Anki's own note types have in its languages, lower case.
var noteTypes = map[string]deck.Kind{
	"question": deck.Basic, "flashcard": deck.Basic,
	"einfach": deck.Basic, "einfach (beide richtungen)": deck.Reversed, "einfach (antwort eintippen)": deck.Typed, "lückentext": deck.Cloze,
	"basique": deck.Basic, "basique (avec carte inversée)": deck.Reversed, "texte à trous": deck.Cloze,
	"básico": deck.Basic, "básico (y tarjeta invertida)": deck.Reversed, "respuesta anidada": deck.Cloze, "omissão de palavras": deck.Cloze,
	"basilare": deck.Basic, "testo da completare": deck.Cloze, "basis": deck.Basic, "invuloefening": deck.Cloze,
	"grundläggande": deck.Basic, "lucktext": deck.Cloze, "grundlæggende": deck.Basic, "podstawowy": deck.Basic, "luki": deck.Cloze,
	"базовая": deck.Basic, "основная": deck.Basic, "простая": deck.Basic, "с пропусками": deck.Cloze, "задание с пропусками": deck.Cloze,
	"基本": deck.Basic, "穴埋め": deck.Cloze, "问答题": deck.Basic, "填空题": deck.Cloze, "기본": deck.Basic, "빈칸 뚫기": deck.Cloze,
}

// typeWords are the English words of which Anki and its users make the names of note types.
var typeWords = page.WordSet("and reversed reverse card cards optional type typing in the answer obsidian anki custom my note notes enhanced simple")

// noteTypeOf returns the kind of question that a note type makes. If its name holds any word but those of Anki's own
// types, what its fields are can't be known.
func noteTypeOf(name string) (deck.Kind, bool) {
	name = strings.ToLower(strings.Trim(name, " *_:"))
	if kind, ok := noteTypes[name]; ok {
		return kind, true
	}
	kind, known := deck.Basic, false
	for _, w := range strings.FieldsFunc(name, wording.PartsWords) {
		switch {
		case w == "basic":
			known = true
		case w == "cloze":
			kind, known = deck.Cloze, true
		case !typeWords[w]:
			return 0, false
		case kind == deck.Basic && (w == "reversed" || w == "reverse") && !strings.Contains(name, "optional"):
			kind = deck.Reversed
		case kind == deck.Basic && (w == "type" || w == "typing"):
			kind = deck.Typed
		}
	}
	return kind, known
}
