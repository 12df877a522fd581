package parse

import (
	"path"
	"strings"

	"github.com/examdeck/examdeck/deck"
	"github.com/examdeck/examdeck/parse/vault"
)

// fewestFiles are those of a folder that may be a collection of cards.
const fewestFiles = 4

// joinFolders makes one deck of the files of a folder that hold one question each, where three in four of its files
// do: their titles are the labels of the questions, as in a collection with a file for each exercise. A question in a
// section of an exam stays there, and one without words of its own, which its exam's name tells from others.
func joinFolders(writers []*writer) {
	type folder struct {
		vault *vault.Vault
		dir   string
	}
	files, ones := map[folder]int{}, map[folder]int{}
	of := func(w *writer) folder { return folder{w.source.Vault, path.Dir(w.source.Path)} }
	for _, w := range writers {
		if len(w.made) > 0 {
			files[of(w)]++
		}
		if len(w.made) == 1 {
			ones[of(w)]++
		}
	}
	for _, w := range writers {
		at := of(w)
		if len(w.made) != 1 || w.decks != "" || files[at] < fewestFiles || 4*ones[at] < 3*files[at] {
			continue
		}
		p := &w.made[0]
		if above := parentDeck(w.source.Deck); p.deck == w.source.Deck && above != w.source.Deck && p.question.Prompt != "" {
			p.deck = above
			nameByFile(p.question, w.source.Path, above)
		}
	}
}

// nameByFile gives a question the label of its file's title, and the exam of the deck in which it stands.
func nameByFile(q *deck.Question, file, above string) {
	title := fileTitle(strings.TrimSuffix(path.Base(file), path.Ext(file)))
	if q.Label == "" || strings.EqualFold(q.Label, title) {
		q.Label = title
	} else {
		q.Label = title + " · " + q.Label
	}
	q.Exam = above[strings.LastIndex(above, ":")+1:]
}
