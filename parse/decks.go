package parse

import (
	"bytes"
	"regexp"
	"slices"
	"strings"

	"github.com/yuin/goldmark/ast"

	"github.com/examdeck/examdeck/deck"
	"github.com/examdeck/examdeck/internal/markdown/tag"
	"github.com/examdeck/examdeck/parse/dialect"
	"github.com/examdeck/examdeck/parse/page"
)

// Other tools let authors name the deck of a note's cards: "TARGET DECK: a::b", "cards-deck: a::b" in the front matter,
// "#flashcards/a/b" for what follows it. Such a deck stands below the root, and no exam's level below it.

// namedDeck is a deck that the source names, from an offset on.
type namedDeck struct {
	from int
	name string
	// own tells that it is named within a line, for the card there.
	own bool
}

// namedDecks are the decks that the source names, in order.
func (w *writer) namedDecks() []namedDeck {
	var named []namedDeck
	for _, key := range []string{"cards-deck", "deck"} {
		if name, ok := w.doc.MD.Front.Values[key].(string); ok && strings.TrimSpace(name) != "" {
			named = append(named, namedDeck{name: name})
			break
		}
	}
	if m := findLine(targetDeck, w.doc.MD.Source, "TARGET DECK"); m != nil {
		named = append(named, namedDeck{name: string(bytes.TrimSpace(m[1]))})
	}
	if name := pageProperty(w.doc, "deck"); name != "" {
		named = append(named, namedDeck{name: strings.ReplaceAll(strings.Trim(name, "[]"), "/", "::")})
	}
	for _, t := range w.tags {
		if name, ok := deckTag(w.doc, t); ok {
			named = append(named, namedDeck{name: name})
			break
		}
	}
	if bytes.IndexByte(w.doc.MD.Source, '#') < 0 {
		return named
	}
	page.EachNode(w.doc.MD.Root, func(n ast.Node) bool {
		if t, ok := n.(*tag.Node); ok {
			if name, ok := deckTag(w.doc, t.Name); ok {
				at := w.doc.MD.Offset(t)
				named = append(named, namedDeck{from: at, name: name, own: len(bytes.TrimSpace(withoutTags(w.doc, at))) > 0})
			}
		}
		return true
	})
	return named
}

// targetDeck is the line with which Obsidian_to_Anki names a file's deck, or the one above its name.
var targetDeck = regexp.MustCompile(`(?m)^[ \t]*TARGET DECK(?::[ \t]*|[ \t]*\n)([^\n]+)$`)

// deckTag returns the deck that a tag names which says that cards follow: "flashcards/a/b" is "a::b".
func deckTag(doc *page.Document, name string) (string, bool) {
	_, below, found := strings.Cut(strings.Trim(name, "#/"), "/")
	if !found || !doc.IsCardTag(name) || page.IsItemTag(name) {
		return "", false
	}
	return strings.ReplaceAll(below, "/", "::"), true
}

// withoutTags returns the line that holds an offset, without its tags.
func withoutTags(doc *page.Document, at int) []byte {
	return lineTags.ReplaceAll(doc.MD.Source[doc.LineStart(at):doc.LineEnd(at)], nil)
}

var lineTags = regexp.MustCompile(`#[^\s#]+`)

// deckAt names the deck of a claim's question: the one that the source names for it, else that of its section.
func (w *writer) deckAt(c dialect.Claim, s section) string {
	if w.named == nil {
		w.named = w.namedDecks()
		if w.named == nil {
			w.named = []namedDeck{}
		}
	}
	if len(w.named) == 0 || w.decks != "" {
		return w.deckOf(s)
	}
	if i := slices.IndexFunc(w.named, func(d namedDeck) bool { return d.own && d.from >= c.From && d.from < c.To }); i >= 0 {
		return deck.Name(w.root, w.named[i].name)
	}
	name := ""
	for _, d := range w.named {
		if !d.own && (name == "" || d.from < c.To) {
			name = d.name
		}
	}
	if name == "" {
		return w.deckOf(s)
	}
	return deck.Name(w.root, name)
}

// toolTags are the tags that other tools give to all cards of a source: those behind "FILE TAGS", and a page's property
// "tags::" in Logseq.
func toolTags(doc *page.Document) []string {
	var tags []string
	if m := findLine(fileTags, doc.MD.Source, "FILE TAGS"); m != nil {
		tags = strings.FieldsFunc(string(m[1]), func(r rune) bool { return r == ' ' || r == ',' || r == '\t' })
	}
	for t := range strings.SplitSeq(pageProperty(doc, "tags"), ",") {
		if t = strings.Trim(strings.TrimSpace(t), "#[]"); t != "" {
			tags = append(tags, t)
		}
	}
	return tags
}

// findLine matches an expression that holds words which most sources lack, as is told fast.
func findLine(line *regexp.Regexp, source []byte, words string) [][]byte {
	if !bytes.Contains(source, []byte(words)) {
		return nil
	}
	return line.FindSubmatch(source)
}

// fileTags is the line with which Obsidian_to_Anki names the tags of a file's cards, or the one above them.
var fileTags = regexp.MustCompile(`(?m)^[ \t]*FILE TAGS(?::[ \t]*|[ \t]*\n)([^\n]+)$`)

// pageProperty returns a property of a page of Logseq, from the lines "key:: value" with which it begins.
func pageProperty(doc *page.Document, key string) string {
	for line := range bytes.Lines(doc.MD.Source[doc.MD.Front.End:]) {
		name, value, found := strings.Cut(string(line), "::")
		if !found || name == "" || strings.Trim(name, "abcdefghijklmnopqrstuvwxyz-") != "" {
			return ""
		}
		if name == key {
			return strings.TrimSpace(value)
		}
	}
	return ""
}
