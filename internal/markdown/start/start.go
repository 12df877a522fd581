// Package start knows what the first line of a question looks like, whatever dialect it is written in. It is asked
// only where something was opened and never closed: that ends there, so that it spoils no other question.
package start

import "bytes"

// Kind is how a line begins a question.
type Kind uint8

// The kinds.
const (
	// None: it begins none.
	None Kind = iota
	// Heading is "## Question 3", or a title that the next line underlines.
	Heading
	// Callout is "> [!question]- …".
	Callout
	// Toggle is "<details>".
	Toggle
	// Item is "3. …", or a bullet that asks or has a tag.
	Item
	// Bold is "**What is …?**" with nothing else in the line.
	Bold
	// Lead is "Q: …", "Frage 3: …".
	Lead
	// Mark is "START", "%%ANKI" and their likes.
	Mark
	// Card is "prompt::answer", a prompt above a line "?", or a line with "{{c1::".
	Card
)

// Of tells how the line at an offset begins a question. Where the line above it is not blank, only headings and marks
// that stand in running text as well do: "Q:" and its likes of one letter, callouts, toggles, items of a list.
func Of(src []byte, at int, blank bool) Kind {
	line, next := lineAt(src, at)
	indent := len(line) - len(bytes.TrimLeft(line, " \t>"))
	quoted := bytes.IndexByte(line[:indent], '>') >= 0
	text := bytes.TrimRight(line[indent:], " \t\r\n")
	switch {
	case len(text) == 0:
		return None
	case quoted && bytes.HasPrefix(text, []byte("[!")):
		return Callout
	case quoted || indent > 3:
		return None
	case IsHeading(text):
		if blank || bytes.HasPrefix(text, []byte("###")) { // one or two signs are a comment of code as well
			return Heading
		}
	case bytes.HasPrefix(text, []byte("<details")):
		return Toggle
	case isItem(text):
		return Item
	case isLead(text, blank):
		return Lead
	case !blank:
		return None
	case isUnderline(src, next):
		return Heading
	case len(text) > 4 && bytes.HasPrefix(text, []byte("**")) && bytes.HasSuffix(text, []byte("**")):
		return Bold
	case string(text) == "START", bytes.HasPrefix(text, []byte("%%ANKI")), bytes.HasPrefix(text, []byte("--- question")):
		return Mark
	case bytes.Contains(text, []byte("{{c")), bytes.Contains(text, []byte("::")), aboveMark(src, next):
		return Card
	}
	return None
}

// IsHeading tells that a line, without what stands before and behind its text, is an ATX heading.
func IsHeading(line []byte) bool {
	n := 0
	for n < len(line) && line[n] == '#' {
		n++
	}
	return n > 0 && n <= 6 && n+1 < len(line) && line[n] == ' '
}

// isUnderline tells that the line at an offset underlines a title.
func isUnderline(src []byte, at int) bool {
	line, _ := lineAt(src, at)
	line = bytes.TrimSpace(line)
	return len(line) >= 3 && len(bytes.Trim(line, "=")) == 0
}

// isItem tells that a line is a numbered item, or a bullet that looks like a card.
func isItem(text []byte) bool {
	digits := 0
	for digits < len(text) && digits < 4 && text[digits] >= '0' && text[digits] <= '9' {
		digits++
	}
	rest := text[digits:]
	if digits > 0 {
		return len(rest) > 2 && (rest[0] == '.' || rest[0] == ')') && rest[1] == ' '
	}
	return len(rest) > 2 && bytes.IndexByte([]byte("-*+"), rest[0]) >= 0 && rest[1] == ' ' &&
		(rest[len(rest)-1] == '?' || bytes.Contains(rest, []byte(" #")) || bytes.Contains(rest, []byte("{{c")))
}

// isLead tells that a line begins with a word and a colon: any word, also with a number behind it, below a blank
// line, else a single letter.
func isLead(text []byte, blank bool) bool {
	text = bytes.TrimLeft(text, "*_")
	colon := bytes.IndexByte(text[:min(len(text), 40)], ':')
	if wide := bytes.Index(text[:min(len(text), 40)], []byte("：")); colon < 0 && wide > 0 {
		colon = wide
	}
	if colon < 1 || colon+1 < len(text) && text[colon+1] == ':' {
		return false
	}
	word := bytes.TrimRight(text[:colon], "*_ 0123456789")
	if !blank {
		return len(word) == 1 && word[0] >= 'A' && word[0] <= 'Z'
	}
	return len(word) > 0 && !bytes.ContainsAny(word, " \t`\"'(){}[]<>=$\\/.,;")
}

// aboveMark tells that the text that goes on at an offset has a line "?" or "??" among its next ones.
func aboveMark(src []byte, at int) bool {
	for range 4 {
		line, next := lineAt(src, at)
		line = bytes.TrimSpace(line)
		if string(line) == "?" || string(line) == "??" {
			return true
		}
		if len(line) == 0 {
			return false
		}
		at = next
	}
	return false
}

// lineAt returns the line at an offset, and where the next one begins.
func lineAt(src []byte, at int) (line []byte, next int) {
	if i := bytes.IndexByte(src[at:], '\n'); i >= 0 {
		return src[at : at+i], at + i + 1
	}
	return src[at:], len(src)
}

// Within reports whether a question begins in a line of a region other than its first.
func Within(src []byte, from, to int) bool {
	for at := from; at < to; {
		_, next := lineAt(src, at)
		if next < to && Of(src, next, false) == Lead {
			return true
		}
		at = next
	}
	return false
}
