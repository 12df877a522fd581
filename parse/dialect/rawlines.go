package dialect

import (
	"bytes"
	"regexp"
	"strings"

	"github.com/examdeck/examdeck/parse/page"
	"github.com/examdeck/examdeck/parse/settings"
)

// Tools that make cards of notes mostly look at lines, not at blocks: to them a card is a run of lines without a blank
// one among them. rawLine is a line of a source as such a tool sees it.
type rawLine struct {
	from, to int // without its line end
	kind     rawKind
	level    int // of a heading
	// id is where the id begins that a tool wrote at the line's end; -1 without one.
	id int
	// tag is where the tag begins that marks what stands before it as a card, tagEnd where the tags behind it end;
	// -1 without one. weak tells that the tag is one that only some authors give this meaning.
	tag, tagEnd int
	weak        bool
}

// end is where a line ends without the id behind it.
func (l rawLine) end() int {
	if l.id >= 0 {
		return l.id
	}
	return l.to
}

type rawKind uint8

const (
	rawText  rawKind = iota
	rawBlank         // nothing, or blanks
	rawHead          // "## …"
	rawRule          // "---"
	rawID            // a tool's id and nothing else
	rawTime          // a schedule
	rawDeck          // "TARGET DECK: …": it is about the file
	rawCode          // code, with its fences; nothing in it is a mark
)

// joined reports whether a line belongs to the run of the line below it.
func (l rawLine) joined() bool {
	return (l.kind == rawText || l.kind == rawCode) && l.id < 0 && l.tag < 0
}

var (
	rawHeading = regexp.MustCompile(`^(#{1,6})[ \t]`)
	rawRuler   = regexp.MustCompile(`^(-{3,}|\*{3,}|_{3,})$`)
	rawFence   = regexp.MustCompile("^[> \t]*(?:[-*+] |[0-9]+[.)] )?[ \t]*(```+|~~~+)([^`]*)$")
	// rawTag is a tag with which a line ends, and those behind it; a picture may follow them.
	rawTag = regexp.MustCompile(`(?i)(?:^|[\s>])#(card|flashcard|fc|anki)((?:[-/][\p{L}\p{N}_/-]+)?)((?:[ \t]+#[\p{L}\p{N}_/-]+)*)(?:[ \t]*$|[ \t]+!\[)`)
)

// rawLines reads the lines of a document, if any of them has a mark of a tool.
func rawLines(doc *page.Document) []rawLine {
	src := doc.MD.Source
	own := ownTags(doc)
	if !hasToolMark(src) && (own == nil || !own.Match(src[doc.MD.Front.End:])) {
		return nil
	}
	var lines []rawLine
	fence := ""
	at := doc.MD.Front.End
	for line := range bytes.Lines(src[at:]) {
		l := rawLine{from: at, to: at + len(bytes.TrimRight(line, "\r\n")), id: -1, tag: -1}
		at += len(line)
		text := bytes.Trim(line, " \t\r\n")
		if found := rawFence.FindSubmatch(bytes.TrimRight(line, "\r\n")); found != nil {
			mark := string(found[1])
			switch {
			case fence == "":
				fence, l.kind = mark, rawCode
			case strings.HasPrefix(mark, fence) && len(bytes.TrimSpace(found[2])) == 0:
				fence, l.kind = "", rawCode
			}
		}
		if l.kind != rawCode {
			l.read(src, text, own, fence != "")
		}
		if l.kind == rawID {
			fence = "" // a tool writes ids below code, never into it
		} else if fence != "" {
			l.kind = rawCode
		}
		lines = append(lines, l)
	}
	markDeckLines(src, lines)
	return lines
}

// hasToolMark reports whether a source may hold an id, or a tag, by which a tool knows a card.
func hasToolMark(src []byte) bool {
	if bytes.Contains(src, []byte("<!--")) && page.HoldsToolID(src) {
		return true
	}
	if mayHoldCardTag(src) {
		return true
	}
	for i := 0; ; i++ {
		at := bytes.IndexByte(src[i:], '^')
		if at < 0 {
			return false
		}
		if i += at; page.ToolBlockID(src[i:]) > 0 {
			return true
		}
	}
}

// mayHoldCardTag is a quick look for "#card" and "#flashcard", in letters of any case.
func mayHoldCardTag(src []byte) bool {
	for {
		at := bytes.IndexByte(src, '#')
		if at < 0 {
			return false
		}
		src = src[at+1:]
		for _, name := range []string{"card", "flashcard"} {
			if len(src) >= len(name) && src[0]|0x20 == name[0] && strings.EqualFold(string(src[:len(name)]), name) {
				return true
			}
		}
	}
}

// read reads a line that is no fence. Within code only an id counts.
func (l *rawLine) read(src, text []byte, own *regexp.Regexp, code bool) {
	if len(text) == 0 {
		l.kind = rawBlank
		return
	}
	if at := page.ToolIDAtEnd(src[l.from:l.to]); at >= 0 {
		if len(bytes.Trim(src[l.from:l.from+at], " \t>")) == 0 {
			l.kind, l.id = rawID, l.from+at
			return
		}
		if !code {
			l.id = l.from + at
		}
	}
	if code {
		return
	}
	switch {
	case bytes.HasPrefix(text, []byte("<!--SR:")):
		l.kind = rawTime
	case rawRuler.Match(text):
		l.kind = rawRule
	case rawHeading.Match(text):
		l.kind, l.level = rawHead, len(rawHeading.FindSubmatch(text)[1])
	}
	if bytes.IndexByte(text, '#') >= 0 {
		l.readTag(src, own)
	}
}

// ownTags returns how the tags end a line that mark cards by the settings; nil where they name none.
func ownTags(doc *page.Document) *regexp.Regexp {
	if len(doc.Settings.CardTags) == 0 {
		return nil
	}
	var names []string
	for _, t := range doc.Settings.CardTags {
		names = append(names, regexp.QuoteMeta(strings.TrimPrefix(t, "#")))
	}
	re, err := settings.Regexp(`(?i)(?:^|[ \t>])(#(?:` + strings.Join(names, "|") + `)(?:[-/]reverse)?(?:[ \t]+#[\p{L}\p{N}_/-]+)*)[ \t]*$`)
	if err != nil {
		return nil
	}
	return re
}

// readTag looks for the tag of a card at the end of the line.
func (l *rawLine) readTag(src []byte, own *regexp.Regexp) {
	if own != nil {
		if found := own.FindSubmatchIndex(src[l.from:l.end()]); found != nil {
			l.tag, l.tagEnd = l.from+found[2], l.from+found[3]
			return
		}
	}
	if found := rawTag.FindSubmatchIndex(src[l.from:l.end()]); found != nil {
		name := strings.ToLower(string(src[l.from+found[2] : l.from+found[3]]))
		l.tag, l.tagEnd, l.weak = l.from+found[2]-1, l.from+found[7], name == "fc" || name == "anki"
	}
}

// markDeckLines marks the lines that name the deck and the tags of a file: "TARGET DECK: a::b", or the name below.
func markDeckLines(src []byte, lines []rawLine) {
	for i := range lines {
		if lines[i].kind != rawText || !page.IsDeckLine(src[lines[i].from:lines[i].to]) {
			continue
		}
		lines[i].kind = rawDeck
		if !bytes.Contains(src[lines[i].from:lines[i].to], []byte(":")) && i+1 < len(lines) && lines[i+1].kind == rawText {
			lines[i+1].kind = rawDeck
		}
	}
}
