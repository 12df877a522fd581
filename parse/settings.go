package parse

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/examdeck/examdeck/deck"
	"github.com/examdeck/examdeck/parse/markdown"
)

// Settings say how a source is read where guessing is wrong. The front matter of a source has the same settings, below the key
// "examdeck"; what a caller sets goes before them.
type Settings struct {
	// Dialects switches dialects, by the names that [Dialects] lists: "name" reads that dialect, also on little evidence, and none
	// that is not named; "+name" reads it on little evidence, beside the others; "-name" leaves it out.
	Dialects []string
	// Highlights makes clozes of ==highlighted== text.
	Highlights bool
	// Kind is how questions are asked that could be asked in several ways and say nothing of it: Basic, Reversed or Typed.
	Kind deck.Kind
	// Parts makes a question of each part (a), (b), (c) of one, with what stands before the parts repeated.
	Parts bool
}

// Check gives an error for the first dialect that there is none of, naming the one that was probably meant.
func (s Settings) Check() error {
	for _, name := range s.Dialects {
		name = strings.TrimLeft(name, "+-")
		if slices.Contains(Dialects(), name) {
			continue
		}
		for _, d := range Dialects() {
			if name != "" && (strings.HasPrefix(d, name) || strings.HasPrefix(name, d) || strings.Contains(d, strings.TrimSuffix(name, "s"))) {
				return fmt.Errorf("there is no dialect %q; did you mean %q?", name, d)
			}
		}
		return fmt.Errorf("there is no dialect %q; there are %s", name, strings.Join(Dialects(), ", "))
	}
	return nil
}

// Dialects lists the names of all dialects, sorted.
func Dialects() []string { return slices.Clone(dialectNames) }

// dialectNames is filled when the table of recognisers is there, which may ask for settings itself.
var dialectNames []string

func init() {
	for _, r := range recognisers {
		dialectNames = append(dialectNames, r.dialect())
	}
	slices.Sort(dialectNames)
	dialectNames = slices.Compact(dialectNames)
}

// reads tells whether a dialect is read.
func (s Settings) reads(dialect string) bool {
	if slices.Contains(s.Dialects, "-"+dialect) {
		return false
	}
	named := slices.ContainsFunc(s.Dialects, func(name string) bool { return !strings.HasPrefix(name, "-") && !strings.HasPrefix(name, "+") })
	return !named || s.forces(dialect)
}

// forces tells whether a dialect was asked for, so that little evidence does.
func (s Settings) forces(dialect string) bool {
	return slices.Contains(s.Dialects, dialect) || slices.Contains(s.Dialects, "+"+dialect)
}

// settingsKey is the key of the front matter below which the settings stand.
const settingsKey = "examdeck"

// withFront completes settings by those in the front matter of a source, and says what is wrong with these.
func (s Settings) withFront(front markdown.FrontMatter) (Settings, []string) {
	value, there := front.Values[settingsKey]
	if !there {
		return s, nil
	}
	values, ok := value.(map[string]any)
	if !ok {
		return s, []string{fmt.Sprintf("%q holds no settings", settingsKey)}
	}
	var wrong []string
	own := Settings{}
	for _, key := range slices.Sorted(maps.Keys(values)) {
		fault := ""
		switch key {
		case "dialects":
			own.Dialects = textList(values[key])
			if err := own.Check(); err != nil {
				fault, own.Dialects = err.Error(), nil
			}
		case "highlights":
			own.Highlights, fault = oneOf(key, values[key], "cloze", "text")
		case "kind":
			own.Kind, fault = basicKind(values[key])
		case "parts":
			own.Parts, fault = oneOf(key, values[key], "split", "keep")
		default:
			fault = fmt.Sprintf("there is no setting %q; there are dialects, highlights, kind and parts", key)
		}
		if fault != "" {
			wrong = append(wrong, fault)
		}
	}
	if s.Dialects == nil {
		s.Dialects = own.Dialects
	}
	if s.Kind == deck.Basic {
		s.Kind = own.Kind
	}
	s.Highlights = s.Highlights || own.Highlights
	s.Parts = s.Parts || own.Parts
	return s, wrong
}

// basicKind reads the kind of questions with a prompt and an answer.
func basicKind(value any) (deck.Kind, string) {
	kind, ok := deck.ParseKind(fmt.Sprint(value))
	if !ok || kind == deck.Choice || kind == deck.Cloze {
		return deck.Basic, fmt.Sprintf("kind is %q, not \"basic\", \"reversed\" or \"typed\"", fmt.Sprint(value))
	}
	return kind, ""
}

// oneOf reads a setting that is one of two words, the first of which switches something on.
func oneOf(key string, value any, on, off string) (bool, string) {
	switch word := fmt.Sprint(value); word {
	case on:
		return true, ""
	case off:
		return false, ""
	default:
		return false, fmt.Sprintf("%s is %q, not %q or %q", key, word, on, off)
	}
}

// textList reads a list of words, or one word, or words with commas between.
func textList(value any) []string {
	switch v := value.(type) {
	case string:
		return strings.FieldsFunc(v, func(r rune) bool { return r == ',' || r == ' ' })
	case []any:
		var list []string
		for _, item := range v {
			list = append(list, fmt.Sprint(item))
		}
		return list
	}
	return nil
}

// readSettings gives the settings of the source at hand, and reports what is wrong with them.
func (w *writer) readSettings(front markdown.FrontMatter) Settings {
	s, wrong := w.settings.withFront(front)
	for _, fault := range wrong {
		w.diagnostics = append(w.diagnostics, deck.Diagnostic{
			Pos: deck.Position{File: w.source.Name, Line: max(1, front.Lines[settingsKey]), Col: 1}, Code: "setting", Message: fault,
			Hint: "docs/format.md lists the settings",
		})
	}
	return s
}
