package page

import (
	"bytes"
	"regexp"
)

// Ids that tools write into notes, at the end of what they made a card of: "<!--ID: 1623634582052-->" and its likes,
// "^1713874333968".

var (
	toolComment = regexp.MustCompile(`<!--[ \t]*((?:[A-Za-z][A-Za-z_ -]*)?)[ \t]*[:=]?[ \t]*([0-9]{10,}|[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12})[ \t]*-->`)
	toolKey     = regexp.MustCompile(`<!--[ \t]*note_key:[ \t]*([0-9A-Za-z_-]+)[ \t]*-->`)
)

// ToolBlockID is the length of the block id that a tool wrote at the start of a text, "^1713874333968"; 0 without one.
// People give their blocks names.
func ToolBlockID(text []byte) int {
	if len(text) < 11 || text[0] != '^' {
		return 0
	}
	n := 1
	for n < len(text) && text[n] >= '0' && text[n] <= '9' {
		n++
	}
	if n < 11 || n < len(text) && text[n] > ' ' {
		return 0
	}
	return n
}

// HoldsToolID reports whether a source holds a comment with a tool's id.
func HoldsToolID(src []byte) bool {
	for _, found := range toolComment.FindAllSubmatch(src, -1) {
		if !namesDeck(found[1]) {
			return true
		}
	}
	return toolKey.Match(src)
}

// namesDeck reports whether the word before an id says that it is a deck's.
func namesDeck(word []byte) bool { return bytes.Contains(bytes.ToLower(word), []byte("deck")) }

// ToolIDAtEnd is where the id begins that a tool wrote at the end of a line; -1 without one.
func ToolIDAtEnd(line []byte) int {
	line = bytes.TrimRight(line, " \t\r\n")
	if bytes.HasSuffix(line, []byte("-->")) {
		at := bytes.LastIndex(line, []byte("<!--"))
		if at >= 0 && toolID(string(line[at+len("<!--"):len(line)-len("-->")])) != "" {
			return at
		}
		return -1
	}
	if at := bytes.LastIndexByte(line, '^'); at >= 0 && ToolBlockID(line[at:]) > 0 && (at == 0 || line[at-1] <= ' ') {
		return at
	}
	return -1
}

// toolID reads the id in the text of a comment; it is empty where the comment holds none.
func toolID(content string) string {
	comment := []byte("<!--" + content + "-->")
	if found := toolComment.FindSubmatch(comment); found != nil && len(found[0]) == len(comment) && !namesDeck(found[1]) {
		return string(found[2])
	}
	if found := toolKey.FindSubmatch(comment); found != nil && len(found[0]) == len(comment) {
		return string(found[1])
	}
	return ""
}

var deckLine = regexp.MustCompile(`^[ \t]*(TARGET DECK|FILE TAGS|cards-deck|FROZEN)\b`)

// IsDeckLine reports whether a line says in which deck, or under which tags, a tool is to put the cards of the file.
func IsDeckLine(line []byte) bool { return deckLine.Match(line) }
