package settings

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"path"
	"regexp"
	"slices"
	"strings"

	"github.com/examdeck/examdeck/deck"
)

// Tools is what the settings of other tools in a vault say of its notes, in examdeck's words. It is a layer of its own,
// right above the defaults: who points examdeck at the notes of another tool gets the cards of that tool.
type Tools struct {
	Settings
	// Exclude are patterns of files and folders that the tools pass over; see [Excluded].
	Exclude []string
	// From names the file in which a setting was found, as a path from the vault's root, by key.
	From map[string]string
	// Warnings tell what of the settings can't be followed.
	Warnings []deck.Diagnostic
}

// Values returns what the tools' settings say, by key.
func (t Tools) Values() map[string]any {
	values := t.Settings.Values()
	if t.Exclude != nil {
		values["exclude"] = t.Exclude
	}
	return values
}

// maxToolSettings is how much is read of a tool's settings, in bytes: some keep the hashes of all notes in them.
const maxToolSettings = 16 << 20

// tools are the files with settings of other tools, and who reads them. Of two that say something of one setting, the
// first counts.
var tools = []struct {
	file string
	read func(*toolReader, []byte)
}{
	{".obsidian/plugins/obsidian-spaced-repetition/data.json", (*toolReader).spacedRepetition},
	{".obsidian/plugins/flashcards-obsidian/data.json", (*toolReader).flashcards},
	{".obsidian/plugins/obsidian-to-anki-plugin/data.json", (*toolReader).obsidianToAnki},
	{"logseq/config.edn", (*toolReader).logseq},
}

// ReadTools reads the settings of other tools in a vault. They are of strangers' making: what is not as expected is
// passed over.
func ReadTools(vault fs.FS) Tools {
	t := Tools{From: map[string]string{}}
	for _, tool := range tools {
		file, err := vault.Open(tool.file)
		if err != nil {
			continue
		}
		text, err := io.ReadAll(io.LimitReader(file, maxToolSettings+1))
		if err = errors.Join(err, file.Close()); err == nil && len(text) <= maxToolSettings {
			tool.read(&toolReader{tools: &t, file: tool.file}, text)
		}
	}
	return t
}

// toolReader takes settings over from the file of one tool.
type toolReader struct {
	tools *Tools
	file  string
}

// set takes a setting over, unless another tool said it before.
func (r *toolReader) set(key string, value any) {
	if _, said := r.tools.From[key]; said {
		return
	}
	if err := r.tools.Settings.Set(key, value); err == nil {
		r.tools.From[key] = r.file
	}
}

// exclude passes over files and folders.
func (r *toolReader) exclude(patterns []string) {
	for _, p := range patterns {
		p = strings.TrimPrefix(path.Clean(strings.TrimSpace(p)), "/")
		if p == "." || p == "" || CheckPatterns(append(slices.Clone(r.tools.Exclude), p)) != nil {
			continue
		}
		r.tools.Exclude, r.tools.From["exclude"] = append(r.tools.Exclude, p), r.file
	}
}

// warn tells what can't be followed.
func (r *toolReader) warn(hint, format string, args ...any) {
	r.tools.Warnings = append(r.tools.Warnings, deck.Diagnostic{
		Pos: deck.Position{File: r.file, Line: 1, Col: 1}, Code: "tool-setting", Message: fmt.Sprintf(format, args...), Hint: hint,
	})
}

// object is a JSON object of which any value may be of another type than expected.
type object map[string]any

// readObject reads a JSON object; the one below "settings" if there is such, as most plugins keep theirs there.
func readObject(text []byte) object {
	var o object
	if json.Unmarshal(text, &o) != nil {
		return nil
	}
	if inner := o.object("settings"); inner != nil {
		return inner
	}
	return o
}

func (o object) object(key string) object {
	inner, _ := o[key].(map[string]any)
	return inner
}

// text returns a text without the blanks around it, "" if there is none.
func (o object) text(key string) string {
	s, _ := o[key].(string)
	return strings.TrimSpace(s)
}

func (o object) texts(key string) []string {
	list, _ := o[key].([]any)
	var texts []string
	for _, v := range list {
		if s, ok := v.(string); ok && strings.TrimSpace(s) != "" {
			texts = append(texts, strings.TrimSpace(s))
		}
	}
	return texts
}

// bool returns a switch; set is false where it is none.
func (o object) bool(key string) (on, set bool) {
	on, set = o[key].(bool)
	return on, set
}

// separators takes over the texts that part prompt and answer, by the setting that each is for. An empty one is the
// tool's default.
func (r *toolReader) separators(o object, keys map[string]string) {
	standards := Defaults().Values()
	for _, key := range slices.Sorted(maps.Keys(keys)) {
		if s := o.text(keys[key]); s != "" && s != standards[key] {
			r.set(key, s)
		}
	}
}

// spacedRepetition reads the settings of Obsidian's plugin Spaced Repetition.
func (r *toolReader) spacedRepetition(text []byte) {
	o := readObject(text)
	if tags := o.texts("flashcardTags"); len(tags) > 0 && !slices.Equal(tags, []string{"#flashcards"}) {
		r.set("file-tags", anySlice(tags))
	}
	r.separators(o, map[string]string{
		"separator": "singleLineCardSeparator", "separator-reversed": "singleLineReversedCardSeparator",
		"line-separator": "multilineCardSeparator", "line-separator-reversed": "multilineReversedCardSeparator",
		"card-end": "multilineCardEndMarker",
	})
	r.spacedClozes(o)
	if on, _ := o.bool("convertFoldersToDecks"); on {
		r.set("decks", "folder")
		r.set("dialects", []any{"+spaced-repetition"})
	}
	r.exclude(o.texts("noteFoldersToIgnore"))
}

// spacedClozes reads which texts are hidden: patterns, or a switch for each as the plugin had before.
func (r *toolReader) spacedClozes(o object) {
	patterns := o.texts("clozePatterns")
	for _, c := range []struct{ key, name, open string }{
		{"highlights", "convertHighlightsToClozes", "=="}, {"bold", "convertBoldTextToClozes", "**"}, {"curly", "convertCurlyBracketsToClozes", "{{"},
	} {
		on, set := o.bool(c.name)
		if patterns != nil {
			set, on = true, slices.ContainsFunc(patterns, func(p string) bool { return strings.HasPrefix(p, c.open) })
		}
		switch {
		case set && on && c.key != "highlights": // highlights are hidden anyway where there are such cards
			r.set(c.key, "cloze")
		case set && !on && c.key == "highlights":
			r.set(c.key, "text")
		}
	}
	if off, _ := o.bool("disableClozeCards"); off {
		r.set("highlights", "text")
	}
}

// flashcards reads the settings of Obsidian's plugin Flashcards.
func (r *toolReader) flashcards(text []byte) {
	o := readObject(text)
	if t := o.text("flashcardsTag"); t != "" && !strings.EqualFold(t, "card") {
		r.set("card-tags", []any{"#" + strings.TrimPrefix(t, "#")})
	}
	r.separators(o, map[string]string{"separator": "inlineSeparator", "separator-reversed": "inlineSeparatorReverse"})
	if on, _ := o.bool("folderBasedDeck"); on {
		r.set("decks", "folder")
	}
	if t := o.text("defaultAnkiTag"); t != "" {
		r.set("tags", []any{t})
	}
}

// obsidianToAnki reads the settings of the plugin Obsidian_to_Anki.
func (r *toolReader) obsidianToAnki(text []byte) {
	o := readObject(text)
	syntax, defaults := o.object("Syntax"), o.object("Defaults")
	markers, own := slices.Clone(DefaultMarkers), false
	for i, key := range []string{"Begin Note", "End Note", "Begin Inline Note", "End Inline Note"} {
		if s := syntax.text(key); s != "" && s != markers[i] {
			markers[i], own = s, true
		}
	}
	if own {
		r.set("markers", anySlice(markers))
	}
	if t := defaults.text("Tag"); t != "" {
		r.set("tags", []any{t})
	}
	if on, _ := defaults.bool("CurlyCloze"); on {
		r.set("curly", "cloze")
	}
	r.exclude(o.texts("IGNORED_FILE_GLOBS"))
	r.customRegexps(o.object("CUSTOM_REGEXPS"))
}

// anySlice returns texts as YAML would have them.
func anySlice(texts []string) []any {
	list := make([]any, len(texts))
	for i, t := range texts {
		list[i] = t
	}
	return list
}

// customRegexps takes over the regular expressions by which Obsidian_to_Anki finds notes. One that looks behind is run
// without that, as its author only keeps the plugin's own ids out of answers in this way, which happens here anyway.
func (r *toolReader) customRegexps(o object) {
	patterns := map[string]any{}
	for _, name := range slices.Sorted(maps.Keys(o)) {
		pattern := strings.NewReplacer(`(?<!<!--)`, "", `(?<!\<!--)`, "").Replace(o.text(name))
		if pattern == "" {
			continue
		}
		if err := checkPatterns(map[string]string{name: pattern}); err != nil {
			r.warn("write these cards in one of the ways that examdeck docs format shows", "the regular expression of %q can't be followed: %v", name, err)
			continue
		}
		patterns[name] = pattern
	}
	if len(patterns) > 0 {
		r.set("patterns", patterns)
	}
}

// hiddenFolders finds the list of hidden files and folders in Logseq's settings, and the texts in such a list.
var (
	hiddenFolders = regexp.MustCompile(`(?m)^\s*:hidden\s*\[([^\]]*)\]`)
	ednText       = regexp.MustCompile(`"((?:[^"\\]|\\.)*)"`)
)

// logseq reads the settings of Logseq.
func (r *toolReader) logseq(text []byte) {
	var hidden []string
	if m := hiddenFolders.FindSubmatch(text); m != nil {
		for _, t := range ednText.FindAllSubmatch(m[1], -1) {
			hidden = append(hidden, string(t[1]))
		}
	}
	r.exclude(append(hidden, "logseq/bak", "logseq/.recycle", "logseq/version-files"))
}
