// Package direction says from which side the texts of a note are read. Anki leaves it to the browser, which goes by
// the first letter of a text, be it that of a formula or a command; here all words count that stand in neither.
package direction

import (
	"cmp"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/examdeck/examdeck/deck"
)

// The values of HTML's attribute "dir"; None is that of what has no words.
const (
	LeftToRight = "ltr"
	RightToLeft = "rtl"
	None        = ""
)

// Base returns the direction of a question, that of its prompt: what has no words of its own follows it. None where no
// letter is one of a script that is read from the right: then nothing needs to be said.
func Base(q *deck.Question) string {
	fragments := []string{q.Prompt, q.Answer, q.Extra}
	for _, o := range q.Choices {
		fragments = append(fragments, o.HTML)
	}
	base, any := None, false
	for _, f := range fragments {
		any = any || strings.ContainsFunc(f, isRight)
	}
	for i := 0; any && base == None && i < len(fragments); i++ {
		base = Of(fragments[i])
	}
	return base
}

// isRight reports whether a letter is one of a script that is read from the right: Hebrew, Arabic, Syriac and others.
func isRight(r rune) bool {
	return (r >= 0x590 && r < 0x900 || r >= 0xfb1d && r < 0xfeff || r >= 0x10800 && r < 0x11000 || r >= 0x1e800 && r < 0x1f000) &&
		unicode.IsLetter(r)
}

// words counts the words of a text, and those that are read from the right.
type words struct {
	all, right int
	first      bool // the first of them is
}

func (w *words) word(right bool) {
	w.first = w.first || right && w.all == 0
	w.all++
	if right {
		w.right++
	}
}

// add counts what stands behind the words so far.
func (w *words) add(more words) {
	w.first = w.first || more.first && w.all == 0
	w.all += more.all
	w.right += more.right
}

// direction goes by two words in five, and by less where the text begins so: Hebrew sentences name things in Latin
// letters more often than the other way round.
func (w words) direction() string {
	switch {
	case w.all == 0:
		return None
	case 5*w.right >= 2*w.all || w.first && 5*w.right > w.all:
		return RightToLeft
	}
	return LeftToRight
}

// Of returns the direction of an HTML fragment.
func Of(fragment string) string {
	s := scan(fragment)
	return s[0].words.direction()
}

// Own returns the direction of a fragment, base where it has no words.
func Own(fragment, base string) string { return cmp.Or(Of(fragment), base) }

// Mark gives the blocks of a fragment their direction, where it is not that of what is around them; base is what those
// without words follow. Bare text that begins otherwise than it is read becomes a block.
func Mark(fragment, around, base string) string {
	blocks := scan(fragment)
	if own := blocks[0].words.direction(); own == RightToLeft && blocks[0].bare && around != own {
		return `<div dir="` + own + `">` + Mark(fragment, own, base) + "</div>"
	}
	var b strings.Builder
	done := 0
	blocks[0].dir = around
	for i := range blocks[1:] {
		block := &blocks[1+i]
		above := blocks[block.parent].dir
		if block.dir != None {
			continue // its author says it
		}
		if block.dir = block.words.direction(); block.dir == None {
			if block.dir = above; above == None {
				block.dir = base
			}
		}
		if block.dir != above {
			b.WriteString(fragment[done:block.at] + ` dir="` + block.dir + `"`)
			done = block.at
		}
	}
	b.WriteString(fragment[done:])
	return b.String()
}

// block is an element that has a direction of its own; the first of a fragment stands for all of it.
type block struct {
	name   string
	parent int
	at     int // where its start tag has room for an attribute
	dir    string
	words  words
	bare   bool // there are words in it, outside of any block
}

// blocks are the elements that may be read from another side than what is around them.
var blocks = map[string]bool{
	"p": true, "h1": true, "h2": true, "h3": true, "h4": true, "h5": true, "h6": true, "ul": true, "ol": true, "dl": true, "table": true,
	"blockquote": true, "details": true, "div": true, "figure": true,
}

// scan finds the blocks of a fragment and counts their words.
func scan(fragment string) []block {
	s := &scanner{blocks: []block{{}}}
	for at := 0; at < len(fragment); {
		if fragment[at] != '<' {
			end := at + len(fragment[at:])
			if i := strings.IndexByte(fragment[at:], '<'); i >= 0 {
				end = at + i
			}
			s.text(fragment[at:end])
			at = end
			continue
		}
		end := strings.IndexByte(fragment[at:], '>')
		if end < 0 {
			break
		}
		s.tag(fragment[at:at+end+1], at)
		at += end + 1
	}
	for s.open > 0 {
		s.close()
	}
	return s.blocks
}

type scanner struct {
	blocks []block
	open   int // the block at hand
	code   int // how many elements of code are open
	closer string
}

func (s *scanner) tag(tag string, at int) {
	name := strings.ToLower(strings.TrimRight(strings.TrimLeft(tag, "</"), "/>"))
	if i := strings.IndexAny(name, " \t\n"); i >= 0 {
		name = name[:i]
	}
	closing := strings.HasPrefix(tag, "</")
	switch {
	case name == "code" || name == "pre":
		s.code++
		if closing {
			s.code = max(0, s.code-2)
		}
	case !blocks[name]:
	case !closing:
		b := block{name: name, parent: s.open, at: at + len("<") + len(name)}
		if _, dir, ok := strings.Cut(tag, ` dir="`); ok {
			b.dir, _, _ = strings.Cut(dir, `"`)
		}
		s.blocks = append(s.blocks, b)
		s.open = len(s.blocks) - 1
	case s.blocks[s.open].name == name:
		s.close()
	}
}

// close ends the block at hand.
func (s *scanner) close() {
	b := s.blocks[s.open]
	s.blocks[b.parent].words.add(b.words)
	s.open = b.parent
}

// text counts the words of a text between two tags. A formula may go on behind a tag.
func (s *scanner) text(text string) {
	if s.code > 0 {
		return
	}
	b := &s.blocks[s.open]
	inWord := false
	for i := 0; i < len(text); {
		rest := text[i:]
		if s.closer != "" || strings.HasPrefix(rest, `\(`) || strings.HasPrefix(rest, `\[`) {
			i += s.formula(rest)
			inWord = false
			continue
		}
		r, size := utf8.DecodeRuneInString(rest)
		i += size
		switch letter := unicode.IsLetter(r); {
		case r == '&':
			if end := strings.IndexByte(rest, ';'); end > 0 && end < maxEntity {
				i += end
			}
			inWord = false
		case letter && !inWord:
			b.words.word(isRight(r))
			b.bare, inWord = true, true
		case !letter && !unicode.IsMark(r) && !unicode.IsDigit(r):
			inWord = false
		}
	}
}

// maxEntity is longer than any entity in a fragment.
const maxEntity = 12

// formula returns how much of a text is a formula that begins with it, or was open before it.
func (s *scanner) formula(text string) int {
	from := 0
	if s.closer == "" {
		from = len(`\(`)
		s.closer = `\)`
		if text[1] == '[' {
			s.closer = `\]`
		}
	}
	end := strings.Index(text[from:], s.closer)
	if end < 0 {
		return len(text)
	}
	size := from + end + len(s.closer)
	s.closer = ""
	return size
}
