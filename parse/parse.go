package parse

import (
	"cmp"
	"slices"
	"strings"

	"github.com/examdeck/examdeck/deck"
	"github.com/examdeck/examdeck/internal/markdown"
	"github.com/examdeck/examdeck/internal/parallel"
	"github.com/examdeck/examdeck/parse/vault"
)

// Options says how sources are read.
type Options struct {
	// Root is the first level of every deck's name. Namespace keeps the questions of two courses apart that have the
	// same words, and must not change when the root does. Either stands for the other where that is empty; Parse
	// refuses to read where both are.
	Root, Namespace string
	// Progress is called when one more source was read, by several goroutines; it may be nil.
	Progress func()
	// Settings are for all sources, above those of their front matter and their vaults. Parse refuses those that make
	// no sense.
	Settings Settings
	// Ledger asks for the ledger.
	Ledger bool
	// Claims asks for what every dialect saw.
	Claims bool
	// All asks for everything that is wrong, also with text that is no question, each by itself. Without it many warnings
	// of one code in a source are one.
	All bool
	// Formulas asks for what only a writer of notes can mend: what MathJax, as Anki has it, will not show of the
	// formulas, and questions that are only numbers.
	Formulas bool
}

// Result is what became of the sources.
type Result struct {
	// Set holds the decks, in the order of the sources, and the media; every question has its key and GUID. It is
	// never nil. As long as the sources can be read, it knows of others whether they are there no more
	// ([deck.Set.Settled]).
	Set *deck.Set
	// Diagnostics are sorted by position.
	Diagnostics []deck.Diagnostic
	// Ledger says what became of every block of every source, in order; nil where it was not asked for.
	Ledger []Entry
	// Claims says what every dialect took for a question, in the order of the sources; nil where it was not asked for.
	Claims []Verdict
	// Bare lists the names of the sources in which no question was found.
	Bare []string
	// Near says, for sources in which no question was found, what in them looks most like some, why it was not taken and
	// with which setting it is: of use where nothing else was found.
	Near []deck.Diagnostic
	// Drafts lists the names of the sources that were left out since their front matter calls them drafts.
	Drafts []string
}

// Parse reads the sources, on all processors, and returns what they hold in their order. What can't be read or is
// spoilt is told by the diagnostics.
func Parse(sources []Source, opts Options) Result {
	opts.Root, opts.Namespace = cmp.Or(opts.Root, opts.Namespace), cmp.Or(opts.Namespace, opts.Root)
	if fault := opts.check(); fault != nil {
		nothing := &deck.Set{Settled: func(string) bool { return false }}
		return Result{Set: nothing, Diagnostics: []deck.Diagnostic{*fault}}
	}
	sources = slices.Clone(sources)
	for i := range sources {
		s := &sources[i]
		s.Name, s.Deck = cmp.Or(s.Name, s.Path), cmp.Or(s.Deck, vault.DeckName(opts.Root, s.Path))
	}
	media, notes := vault.NewMediaStore(), newNoteStore()
	writers := make([]*writer, len(sources))
	paper, solution := pairPapers(sources)
	parallel.Each(len(sources), func(i int) {
		w := &writer{media: media, notes: notes, root: deck.Name(opts.Root), source: sources[i], settings: opts.Settings, ledgered: opts.Ledger, traced: opts.Claims, lint: opts.Formulas, all: opts.All}
		writers[i] = w
		if j, ok := paper[i]; ok {
			w.paper = readSheet(sources[j])
		}
		if j, ok := solution[i]; ok {
			w.solution, w.solutionName = readSheet(sources[j]), sources[j].Name
		}
		w.parse()
		w.doc, w.reading, w.paper, w.solution = nil, nil, nil, nil // trees are many times the size of what was made of them
		compact(w.made)
		if opts.Progress != nil {
			opts.Progress()
		}
	})
	result := gather(writers, media, opts)
	result.Set.Settled = settled(sources, result)
	return result
}

// check returns what is wrong with the options, or nil.
func (o Options) check() *deck.Diagnostic {
	if o.Root == "" {
		return &deck.Diagnostic{Severity: deck.Error, Code: "no-root", Message: "the decks have no root",
			Hint: "name one: Options.Root of package parse, --deck of the command"}
	}
	if err := o.Settings.Check(); err != nil {
		return &deck.Diagnostic{Severity: deck.Error, Code: "setting", Message: err.Error(), Hint: "examdeck docs format lists the settings"}
	}
	return nil
}

// gather puts together what the sources gave.
func gather(writers []*writer, media *vault.MediaStore, opts Options) Result {
	r := Result{Set: &deck.Set{Root: opts.Root}}
	joinFolders(writers)
	decks := map[string]*deck.Deck{} // by lower-case name: names that differ only in case are one deck
	used := map[string]bool{}
	for _, w := range writers {
		for _, p := range w.made {
			d := decks[strings.ToLower(p.deck)]
			if d == nil {
				d = &deck.Deck{Name: p.deck}
				decks[strings.ToLower(p.deck)] = d
				r.Set.Decks = append(r.Set.Decks, d)
			}
			d.Questions = append(d.Questions, p.question)
			for _, name := range p.question.Media {
				used[name] = true
			}
		}
		r.Diagnostics = append(r.Diagnostics, w.diagnostics...)
		r.Ledger = append(r.Ledger, w.entries...)
		r.Claims = append(r.Claims, w.verdicts...)
		if w.bare {
			r.Bare = append(r.Bare, w.source.Name)
			r.Near = append(r.Near, w.looked...)
		}
		if w.isDraft {
			r.Drafts = append(r.Drafts, w.source.Name)
		}
	}
	r.Set.Media = media.List(used)
	r.Diagnostics = append(r.Diagnostics, deck.Identify(opts.Namespace, r.Set)...)
	deck.SortDiagnostics(r.Diagnostics)
	r.Diagnostics = slices.Compact(r.Diagnostics) // what is shown twice is told once
	return r
}

// isDraft reports whether the front matter keeps the source from being published, as site generators read it: "draft:
// true", or "published: false".
func isDraft(front markdown.FrontMatter) bool {
	return front.Values["draft"] == true || front.Values["published"] == false
}
