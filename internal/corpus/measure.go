package main

import (
	"fmt"
	"io/fs"
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/examdeck/examdeck/deck"
	"github.com/examdeck/examdeck/parse"
)

// measure parses all files of a source as one vault and compares what was found with what is expected.
func measure(vault fs.FS, name string, want sourceFiles) (*figures, error) {
	start := time.Now()
	files, err := parse.Find(vault, ".")
	if err != nil {
		return nil, err
	}
	in := &parse.Vault{FS: vault}
	var sources []parse.Source
	for _, file := range files {
		sources = append(sources, parse.Source{Vault: in, Path: file, Name: file, Deck: parse.DeckName(name, file)})
	}
	result := parse.Parse(sources, parse.Options{Root: name, Ledger: true})
	f := newFigures(name)
	f.Seconds = time.Since(start).Seconds()
	for _, d := range result.Diagnostics {
		f.Diagnostics[d.Code]++
		if d.Code == "internal" {
			f.Crashes++
			f.find("CRASH   %v", d)
		}
	}
	for file := range want.pairs {
		if !slices.Contains(files, file) {
			return nil, fmt.Errorf("%s: %s is expected but not there", name, file)
		}
	}
	bases, err := baseNames(vault)
	if err != nil {
		return nil, err
	}
	m := measurer{figures: f, vault: vault, bases: bases, names: mediaFiles(result.Set)}
	return f, m.files(result, want)
}

// measurer measures the files of one source.
type measurer struct {
	*figures
	vault fs.FS
	bases map[string]bool
	names map[string]string // file behind the name of each media
}

func mediaFiles(set *deck.Set) map[string]string {
	names := map[string]string{}
	for _, m := range set.Media {
		names[m.Name] = m.Path
	}
	return names
}

// files goes through the files that are expected, and through those with questions that are not.
func (m measurer) files(result parse.Result, want sourceFiles) error {
	questions := map[string][]*deck.Question{}
	for _, d := range result.Set.Decks {
		for _, q := range d.Questions {
			m.Dialects[q.Dialect]++
			questions[q.Pos.File] = append(questions[q.Pos.File], q)
		}
	}
	all := maps.Clone(questions)
	for file := range want.pairs {
		all[file] = questions[file]
	}
	for _, file := range slices.Sorted(maps.Keys(all)) {
		slices.SortFunc(all[file], func(a, b *deck.Question) int { return a.Pos.Compare(b.Pos) })
		var regions []parse.Entry
		for _, e := range result.Ledger {
			if e.Pos.File == file && e.Question != nil {
				regions = append(regions, e)
			}
		}
		m.Expected += want.counts[file].formulas()
		m.pairs(file, want.pairs[file], all[file])
		if err := m.contents(file, regions, all[file]); err != nil {
			return err
		}
	}
	return nil
}

// pairs counts the pairs that were found in a file.
func (m measurer) pairs(file string, pairs []pair, questions []*deck.Question) {
	var notes []note
	for _, q := range questions {
		notes = append(notes, newNote(q, m.names))
	}
	found := match(pairs, notes)
	for i, p := range pairs {
		if !p.wanted() {
			continue
		}
		m.Wanted++
		j := found.noteOf[i]
		if j < 0 {
			m.find("MISS    %s: %q: %s", file, p.Prompts[0], closest(p, notes, found))
		} else {
			m.Found++
			if notes[j].byKey(p) {
				m.ByKey++
			}
		}
		m.options(file, p, notes, j)
	}
	for j, n := range notes {
		if found.pairOf[j] < 0 {
			m.False++
			m.find("FALSE   %s [%s] %s: %q", n.question.Pos, n.question.Dialect, n.question.Label, clip(n.front.words))
		}
	}
}

// options counts the choices of which exactly the right options are marked; j is the pair's note, or -1.
func (m measurer) options(file string, p pair, notes []note, j int) {
	if p.Right == nil {
		return
	}
	m.Choices++
	if j >= 0 && notes[j].marks(p.Right) {
		m.Right++
	} else if j >= 0 {
		q := notes[j].question
		m.find("OPTIONS %s: want right %q, got %s", q.Pos, p.Right, optionList(q))
	}
}

// contents counts the formulas and the pictures of a file that stand in regions that became questions.
func (m measurer) contents(file string, regions []parse.Entry, questions []*deck.Question) error {
	raw, err := fs.ReadFile(m.vault, file)
	if err != nil {
		return err
	}
	source := strings.ReplaceAll(strings.TrimPrefix(string(raw), "\ufeff"), "\r\n", "\n")
	formulas, pictures := map[string]bool{}, map[string]bool{}
	for _, q := range questions {
		for _, tex := range fieldFormulas(fragments(q)...) {
			m.Spans++
			formulas[sameTeX(tex)], formulas[sameTeX(bracketed(tex))] = true, true
		}
		for _, name := range q.Media {
			pictures[strings.ToLower(m.names[name])] = true
		}
	}
	for _, s := range within(regions, sourceFormulas(source)) {
		m.Formulas++
		if formulas[sameTeX(s.text)] {
			m.Intact++
		} else {
			m.find("FORMULA %s:%d: %q", file, lineOf(source, s.at), s.text)
		}
	}
	for _, s := range within(regions, sourcePictures(source)) {
		if !kept(m.vault, m.bases, file, s.text) {
			continue
		}
		m.Pictures++
		if hasBase(pictures, s.text) {
			m.Shown++
		} else {
			m.find("PICTURE %s:%d: %q", file, lineOf(source, s.at), s.text)
		}
	}
	return nil
}
