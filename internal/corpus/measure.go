package main

import (
	"fmt"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"
	"time"

	"github.com/examdeck/examdeck/deck"
	"github.com/examdeck/examdeck/parse"
)

// measure parses a source and compares what was found with what is expected: its files one by one, as if each was
// named, or all of them as one vault.
func measure(vault fs.FS, name string, want sourceFiles, alone bool) (*figures, error) {
	bases, err := baseNames(vault)
	if err != nil {
		return nil, err
	}
	files := slices.Sorted(maps.Keys(want.pairs))
	for _, file := range files {
		if _, err := fs.Stat(vault, file); err != nil {
			return nil, fmt.Errorf("%s: %s is expected but not there", name, file)
		}
	}
	m := measurer{figures: newFigures(name), vault: vault, bases: bases}
	start := time.Now()
	if !alone {
		err = m.vaultOf(want)
	} else {
		for _, file := range files {
			root := strings.TrimSuffix(path.Base(file), path.Ext(file))
			source := parse.Source{Vault: &parse.Vault{FS: vault}, Path: file, Deck: parse.DeckName(root, "")}
			if err = m.sources(root, []parse.Source{source}, want.only(file)); err != nil {
				break
			}
		}
	}
	m.Seconds = time.Since(start).Seconds()
	return m.figures, err
}

// measurer measures the files of one source.
type measurer struct {
	*figures
	vault fs.FS
	bases map[string]bool
	names map[string]string // file behind the name of each media
}

// vaultOf measures all notes of the vault, read together.
func (m *measurer) vaultOf(want sourceFiles) error {
	sources, err := parse.Dir(m.vault)
	if err != nil {
		return err
	}
	return m.sources(m.Source, sources, want)
}

// sources parses notes together and measures what was found in them.
func (m *measurer) sources(root string, sources []parse.Source, want sourceFiles) error {
	result := parse.Parse(sources, parse.Options{Root: root, Ledger: true})
	for _, d := range result.Diagnostics {
		m.Diagnostics[d.Code]++
		if d.Code == "internal" {
			m.Crashes++
			m.find("CRASH   %v", d)
		}
	}
	m.names = mediaFiles(result.Set)
	return m.files(result, want)
}

func mediaFiles(set *deck.Set) map[string]string {
	names := map[string]string{}
	for _, m := range set.Media {
		names[m.Name] = m.Path
	}
	return names
}

// files goes through the files that are expected, and through those with questions that are not.
func (m *measurer) files(result parse.Result, want sourceFiles) error {
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
func (m *measurer) pairs(file string, pairs []pair, questions []*deck.Question) {
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
		m.options(p, notes, j)
	}
	m.keys(pairs, notes, found)
	m.Cards += len(notes)
	for j, n := range notes {
		if found.pairOf[j] < 0 {
			m.False++
			m.find("FALSE   %s [%s] %s: %q", n.question.Pos, n.question.Dialect, n.question.Label, clip(n.front.words))
		}
	}
}

// options counts the choices of which exactly the right options are marked; j is the pair's note, or -1.
func (m *measurer) options(p pair, notes []note, j int) {
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

// keys counts the cards that mark other options as right than their pair does, or any where the file says of none
// that it is right.
func (m *measurer) keys(pairs []pair, notes []note, found matching) {
	counted := make([]bool, len(notes))
	for i, p := range pairs {
		if p.Right == nil && !p.Empty {
			continue
		}
		for j, n := range notes {
			mine := found.noteOf[i] == j || found.noteOf[i] < 0 && found.pairOf[j] < 0 && n.asks(p)
			if mine && !counted[j] && n.hasKey() && !n.marks(p.Right) {
				counted[j] = true
				m.WrongKeys++
				m.find("KEY     %s: want %q, got %s", n.question.Pos, p.Right, optionList(n.question))
				break
			}
		}
	}
}

// contents counts the formulas and the pictures of a file that stand in regions that became questions.
func (m *measurer) contents(file string, regions []parse.Entry, questions []*deck.Question) error {
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
