package parse

import (
	"fmt"
	"strings"

	"github.com/examdeck/examdeck/deck"
	"github.com/examdeck/examdeck/parse/markdown"
)

// Options says how sources are read.
type Options struct {
	// Root is the first level of every deck's name. It keeps the questions of two courses apart that have the same words.
	Root string
}

// Result is what became of the sources.
type Result struct {
	// Set holds the decks, in the order of the sources, and the media; every question has its key and GUID.
	Set *deck.Set
	// Diagnostics are sorted by position.
	Diagnostics []deck.Diagnostic
	// Ledger says what became of every block of every source, in order.
	Ledger []Entry
	// Bare lists the names of the sources in which no question was found.
	Bare []string
}

// Parse reads the sources, in their order. It always gives a result: what can't be read or is spoilt is among the diagnostics.
func Parse(sources []Source, opts Options) Result {
	p := &parser{
		set: &deck.Set{Root: opts.Root}, media: newMediaStore(), decks: map[string]*deck.Deck{}, used: map[string]bool{},
	}
	paper, solution := pairPapers(sources)
	for i, s := range sources {
		w := &writer{parser: p, source: s}
		if j, ok := paper[i]; ok {
			w.paper = readSheet(sources[j])
		}
		if j, ok := solution[i]; ok {
			w.solution, w.solutionName = readSheet(sources[j]), sources[j].Name
		}
		w.parse()
	}
	p.set.Media = p.media.list(p.used)
	p.diagnostics = append(p.diagnostics, deck.Identify(opts.Root, p.set)...)
	deck.SortDiagnostics(p.diagnostics)
	return Result{Set: p.set, Diagnostics: p.diagnostics, Ledger: p.entries, Bare: p.bare}
}

// parser gathers what all sources give.
type parser struct {
	set         *deck.Set
	media       *mediaStore
	decks       map[string]*deck.Deck // by lower-case name: names that differ only in case are one deck
	used        map[string]bool       // media that some question shows
	diagnostics []deck.Diagnostic
	entries     []Entry
	bare        []string
}

// frontTags are the tags that the front matter gives to all questions of the file.
func frontTags(md *markdown.Document) []string {
	var tags []string
	switch v := md.Front.Values["tags"].(type) {
	case string:
		tags = strings.FieldsFunc(v, func(r rune) bool { return r == ',' || r == ' ' })
	case []any:
		for _, t := range v {
			tags = append(tags, fmt.Sprint(t))
		}
	}
	return tags
}
