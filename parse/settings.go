package parse

import (
	"cmp"
	"fmt"
	"maps"
	"slices"

	"github.com/examdeck/examdeck/deck"
	"github.com/examdeck/examdeck/internal/markdown"
	"github.com/examdeck/examdeck/parse/settings"
	"github.com/examdeck/examdeck/parse/vault"
)

// settingsKey is the key of the front matter below which the settings stand.
const settingsKey = "examdeck"

// frontSettings returns the settings in the front matter of the source at hand, and reports what is wrong with them.
func (w *writer) frontSettings(front markdown.FrontMatter) settings.Settings {
	own := settings.Settings{}
	value, there := front.Values[settingsKey]
	if !there {
		return own
	}
	values, ok := value.(map[string]any)
	if !ok {
		w.wrongSetting(front, settingsKey, fmt.Errorf("%q holds no settings", settingsKey))
	}
	for _, key := range slices.Sorted(maps.Keys(values)) {
		if err := own.Set(key, values[key]); err != nil {
			w.wrongSetting(front, settingsKey+"."+key, err)
		}
	}
	return own
}

// FrontSettings reads the settings in the front matter of a source, with the line of each, by key.
// What is wrong with them, or with the source, is told by the diagnostics.
func FrontSettings(s Source) (Settings, map[string]int, []deck.Diagnostic) {
	s.Name = cmp.Or(s.Name, s.Path)
	text, fault := vault.ReadSource(s)
	if fault != nil {
		return settings.Settings{}, nil, []deck.Diagnostic{*fault}
	}
	front := markdown.ReadFront(text.Markdown)
	w := &writer{source: s}
	own := w.frontSettings(front)
	lines := map[string]int{}
	for key := range own.Values() {
		lines[key] = cmp.Or(front.Lines[settingsKey+"."+key], front.Lines[settingsKey])
	}
	return own, lines, w.diagnostics
}

func (w *writer) wrongSetting(front markdown.FrontMatter, key string, err error) {
	line := cmp.Or(front.Lines[key], front.Lines[settingsKey], 1)
	w.diagnostics = append(w.diagnostics, deck.Diagnostic{
		Pos: deck.Position{File: w.source.Name, Line: line, Col: 1}, Code: "setting", Message: err.Error(),
		Hint: "examdeck docs format lists the settings",
	})
}
