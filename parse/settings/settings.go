package settings

import (
	"cmp"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/examdeck/examdeck/internal/mathjax"
	"github.com/examdeck/examdeck/internal/suggest"
)

// Settings say how a source is read and shown where the defaults are wrong. There are four layers: what the caller
// sets, the front matter of a source (below the key "examdeck"), the configuration of its vault, and the defaults.
// The first layer that says something of a setting counts; only tags add up. The words of a setting are those of
// docs/format.md; a zero value says nothing.
type Settings struct {
	// Dialects switches dialects, by the names that [Dialects] lists: "name" reads that dialect, also on little
	// evidence, and none that is not named; "+name" reads it on little evidence, beside the others; "-name" leaves it
	// out.
	Dialects []string
	// Highlights is "cloze" where ==highlighted== text is to be hidden, else "text".
	Highlights string
	// Kind is how questions are asked that could be asked in several ways and say nothing of it: "basic", "reversed"
	// or "typed".
	Kind string
	// Parts is "split" where each part (a), (b), (c) of a question becomes one, with what stands before the parts
	// repeated, else "keep".
	Parts string
	// ShowSource is "hidden" where cards are not to show the path of their source, else "shown"; its key is
	// "source".
	ShowSource string
	// Decks says what has a deck of its own: an "exam", a "file" or a "folder"; with "one" all questions are in one deck.
	Decks string
	// Links is "obsidian" where links between notes are to open the note in Obsidian, in the vault called
	// [Vault.Name], else "text": their text is shown.
	Links string
	// Breaks is "lines" where a newline within a paragraph is a line break, as in Obsidian, "text" where it is a blank,
	// as in CommonMark. Where no layer says anything of it, it depends on the vault.
	Breaks string
	// Bold and Curly are "cloze" where bold text, or text in double braces, is hidden in files of spaced repetition, else
	// "text". Highlights are hidden there unless Highlights says "text".
	Bold, Curly string
	// Separator parts prompt and answer in a line of such files, SeparatorReversed for cards that are asked both ways;
	// LineSeparator and LineSeparatorReversed do so on a line of their own, and CardEnd, where it is set, is the line at
	// which an answer ends that otherwise ends at a blank one. Their keys have dashes: "line-separator".
	Separator, SeparatorReversed, LineSeparator, LineSeparatorReversed, CardEnd string
	// FileTags are tags that say that a file holds cards, CardTags such that mark one card, besides those that everybody
	// uses. Their keys are "file-tags" and "card-tags".
	FileTags, CardTags []string
	// Markers are the words at the start and the end of a marked block, and of one within a line.
	Markers []string
	// Patterns are regular expressions that find cards, by the name of the note type that they make.
	Patterns map[string]string
	// Answers and Questions are words of the author's own by which the answer to a question, or a question, is led in.
	Answers, Questions []string
	// Tags are given to every question.
	Tags []string
	// Macros are the author's own TeX commands, which are written out in the fields: Anki has no place for them.
	// Those of all layers count, of two with one name the one of the upper layer.
	Macros mathjax.Macros
}

// ownWords are the settings that take words of the author's own, by key.
var ownWords = map[string]func(*Settings) *[]string{
	"answers":   func(s *Settings) *[]string { return &s.Answers },
	"questions": func(s *Settings) *[]string { return &s.Questions },
}

// choice is a setting that takes one of a few words; the first is the default.
type choice struct {
	key   string
	words []string
	field func(*Settings) *string
}

var choices = []choice{
	{"highlights", []string{"text", "cloze"}, func(s *Settings) *string { return &s.Highlights }},
	{"kind", []string{"basic", "reversed", "typed"}, func(s *Settings) *string { return &s.Kind }},
	{"parts", []string{"keep", "split"}, func(s *Settings) *string { return &s.Parts }},
	{"source", []string{"shown", "hidden"}, func(s *Settings) *string { return &s.ShowSource }},
	{"decks", []string{"exam", "file", "folder", "one"}, func(s *Settings) *string { return &s.Decks }},
	{"bold", []string{"text", "cloze"}, func(s *Settings) *string { return &s.Bold }},
	{"curly", []string{"text", "cloze"}, func(s *Settings) *string { return &s.Curly }},
	{"links", []string{"text", "obsidian"}, func(s *Settings) *string { return &s.Links }},
	{"breaks", []string{"text", "lines"}, func(s *Settings) *string { return &s.Breaks }},
}

// texts are the settings that take any text; standard is the default.
var texts = []struct {
	key, standard string
	field         func(*Settings) *string
}{
	{"separator", "::", func(s *Settings) *string { return &s.Separator }},
	{"separator-reversed", ":::", func(s *Settings) *string { return &s.SeparatorReversed }},
	{"line-separator", "?", func(s *Settings) *string { return &s.LineSeparator }},
	{"line-separator-reversed", "??", func(s *Settings) *string { return &s.LineSeparatorReversed }},
	{"card-end", "", func(s *Settings) *string { return &s.CardEnd }},
}

// lists are the settings that take a list of texts.
var lists = []struct {
	key   string
	field func(*Settings) *[]string
}{
	{"dialects", func(s *Settings) *[]string { return &s.Dialects }},
	{"file-tags", func(s *Settings) *[]string { return &s.FileTags }},
	{"card-tags", func(s *Settings) *[]string { return &s.CardTags }},
	{"markers", func(s *Settings) *[]string { return &s.Markers }},
	{"tags", func(s *Settings) *[]string { return &s.Tags }},
}

// DefaultMarkers begin and end a marked block, and one within a line.
var DefaultMarkers = []string{"START", "END", "STARTI", "ENDI"}

// settingKeys returns the names of all settings of a source, sorted.
func settingKeys() []string {
	keys := []string{"answers", "macros", "patterns", "questions"}
	for _, c := range choices {
		keys = append(keys, c.key)
	}
	for _, t := range texts {
		keys = append(keys, t.key)
	}
	for _, l := range lists {
		keys = append(keys, l.key)
	}
	slices.Sort(keys)
	return keys
}

// Check returns an error for the first setting that makes no sense, naming what was probably meant.
func (s Settings) Check() error {
	for _, name := range s.Dialects {
		if err := checkDialect(strings.TrimLeft(name, "+-")); err != nil {
			return err
		}
	}
	for _, c := range choices {
		if word := *c.field(&s); word != "" && !slices.Contains(c.words, word) {
			return fmt.Errorf("%s is %q, not %s", c.key, word, oneOf(c.words))
		}
	}
	for _, t := range texts {
		if strings.ContainsAny(*t.field(&s), "\n\r") || len(*t.field(&s)) > maxSeparator {
			return fmt.Errorf("%s takes a text of one line and at most %d bytes", t.key, maxSeparator)
		}
	}
	if s.Markers != nil && (len(s.Markers) != len(DefaultMarkers) || slices.Contains(s.Markers, "")) {
		return fmt.Errorf("markers takes %d words: those at the start and end of a block, and of one within a line", len(DefaultMarkers))
	}
	return checkPatterns(s.Patterns)
}

// oneOf returns `"a", "b" or "c"`.
func oneOf(words []string) string {
	quoted := make([]string, len(words))
	for i, w := range words {
		quoted[i] = fmt.Sprintf("%q", w)
	}
	last := len(quoted) - 1
	return strings.Join(quoted[:last], ", ") + " or " + quoted[last]
}

// Over completes settings by those of the layer below.
func (s Settings) Over(below Settings) Settings {
	tags := slices.Concat(below.Tags, s.Tags)
	for _, l := range lists {
		if *l.field(&s) == nil {
			*l.field(&s) = *l.field(&below)
		}
	}
	s.Tags = tags
	for _, c := range choices {
		*c.field(&s) = cmp.Or(*c.field(&s), *c.field(&below))
	}
	for _, t := range texts {
		*t.field(&s) = cmp.Or(*t.field(&s), *t.field(&below))
	}
	if s.Patterns == nil {
		s.Patterns = below.Patterns
	}
	for _, field := range ownWords {
		*field(&s) = slices.Concat(*field(&below), *field(&s))
	}
	switch {
	case len(s.Macros) == 0:
		s.Macros = below.Macros
	case len(below.Macros) > 0:
		own := s.Macros
		s.Macros = maps.Clone(below.Macros)
		maps.Copy(s.Macros, own)
	}
	return s
}

// Set sets one setting to a value as YAML or TOML has it. An error says what is wrong with the value, or that there
// is no such setting.
func (s *Settings) Set(key string, value any) error {
	next := Settings{}
	switch key {
	case "answers", "questions":
		list, ok := phrases(value)
		if !ok {
			return fmt.Errorf("%s takes a list of words", key)
		}
		*ownWords[key](&next) = list
	case "patterns":
		patterns, ok := value.(map[string]any)
		if !ok {
			return errors.New("patterns takes a list of names with their regular expressions")
		}
		next.Patterns = map[string]string{}
		for name, pattern := range patterns {
			next.Patterns[name] = fmt.Sprint(pattern)
		}
	case "macros":
		definitions, ok := value.(map[string]any)
		if !ok {
			return errors.New("macros takes a list of names with their texts")
		}
		var faults []*mathjax.MacroError
		if next.Macros, faults = mathjax.ReadMacros(definitions); len(faults) > 0 {
			return macroFaults(faults)
		}
	default:
		if known, err := next.setText(key, value); known {
			if err != nil {
				return err
			}
			break
		}
		i := slices.IndexFunc(choices, func(c choice) bool { return c.key == key })
		if i < 0 {
			return unknownSetting(key, settingKeys())
		}
		// "true" and the like are no words of any setting, so that Check finds them.
		*choices[i].field(&next) = fmt.Sprint(value)
	}
	if err := next.Check(); err != nil {
		return err
	}
	*s = next.Over(*s)
	return nil
}

// setText sets one of the settings that take a text or a list of texts; known is false for any other.
func (s *Settings) setText(key string, value any) (known bool, err error) {
	for _, l := range lists {
		if l.key != key {
			continue
		}
		list, ok := textList(value)
		if !ok {
			return true, fmt.Errorf("%s takes a list of texts", key)
		}
		*l.field(s) = list
		return true, nil
	}
	for _, t := range texts {
		if t.key != key {
			continue
		}
		text, ok := value.(string)
		if !ok {
			return true, fmt.Errorf("%s takes a text", key)
		}
		*t.field(s) = strings.TrimSpace(text)
		return true, nil
	}
	return false, nil
}

// Values returns what the settings say, by key: a text, a list of texts, or macros by their names. What they say
// nothing of is not there.
func (s Settings) Values() map[string]any {
	values := map[string]any{}
	for _, l := range lists {
		if list := *l.field(&s); list != nil {
			values[l.key] = list
		}
	}
	for _, t := range texts {
		if text := *t.field(&s); text != "" {
			values[t.key] = text
		}
	}
	if len(s.Patterns) > 0 {
		values["patterns"] = s.Patterns
	}
	for key, field := range ownWords {
		if list := *field(&s); list != nil {
			values[key] = list
		}
	}
	if len(s.Macros) > 0 {
		values["macros"] = macroTexts(s.Macros)
	}
	for _, c := range choices {
		if word := *c.field(&s); word != "" {
			values[c.key] = word
		}
	}
	return values
}

// Defaults are the settings that count where no layer says anything.
func Defaults() Settings {
	s := Settings{}
	for _, c := range choices {
		*c.field(&s) = c.words[0]
	}
	for _, t := range texts {
		*t.field(&s) = t.standard
	}
	s.Markers = slices.Clone(DefaultMarkers)
	return s
}

func unknownSetting(key string, known []string) error {
	if near := suggest.Nearest(key, known); near != "" {
		return fmt.Errorf("there is no setting %q; did you mean %q?", key, near)
	}
	return fmt.Errorf("there is no setting %q; there are %s", key, strings.Join(known, ", "))
}

// textList reads a list of words, or one word, or words with commas between. Lists in the list count as if their items
// were its own, and what is empty says nothing; ok is false where anything else is no text.
func textList(value any) (list []string, ok bool) {
	switch v := value.(type) {
	case string:
		return strings.FieldsFunc(v, func(r rune) bool { return r == ',' || r == ' ' }), true
	case []any:
		return listTexts(v)
	case nil:
		return nil, true
	}
	return listTexts([]any{value})
}

// phrases reads a list of words, each of which may be several, or one.
func phrases(value any) (list []string, ok bool) {
	if text, isText := value.(string); isText {
		value = []any{text}
	}
	items, ok := value.([]any)
	if !ok {
		return nil, value == nil
	}
	return listTexts(items)
}

// listTexts returns the texts of a list's items.
func listTexts(items []any) (list []string, ok bool) {
	ok = true
	for _, item := range items {
		switch v := item.(type) {
		case nil:
		case []any:
			inner, all := listTexts(v)
			list, ok = append(list, inner...), ok && all
		case map[string]any:
			ok = false
		case time.Time: // what YAML makes of 2024-02-18
			list = append(list, v.Format(time.DateOnly))
		default:
			list = append(list, fmt.Sprint(v))
		}
	}
	return list, ok
}
