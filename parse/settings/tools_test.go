package settings

import (
	"bytes"
	"testing"
	"testing/fstest"
)

// TestTools: what the settings of other tools say becomes ours, what is odd in them says nothing.
func TestTools(t *testing.T) {
	vault := fstest.MapFS{}
	put := func(name, text string) { vault[name] = &fstest.MapFile{Data: []byte(text)} }
	put(tools[0].file, `{"settings": {"flashcardTags": ["#net"], "singleLineCardSeparator": " => ", "multilineCardSeparator": "?",
		"disableClozeCards": true, "noteFoldersToIgnore": ["/Templates/", "", "[", 7]}}`)
	put(tools[1].file, `{"inlineSeparator": "//", "flashcardsTag": "Card", "defaultAnkiTag": ""}`)
	put(tools[2].file, `{"settings": {"Syntax": "none", "Defaults": {"Tag": "obs tagged", "CurlyCloze": true}, "CUSTOM_REGEXPS": {"A": "x", "B": "(x)"}}}`)
	put(tools[3].file, "{:meta/version 1\n ;; hidden files\n :hidden [\"/archived\" \"/a b.md\"]\n :other 1}")
	got := ReadTools(vault)
	for key, want := range map[string]string{
		"file-tags": tools[0].file, "separator": tools[0].file, "highlights": tools[0].file, "exclude": tools[3].file,
		"line-separator": "", "card-tags": "", "tags": tools[2].file, "curly": tools[2].file, "markers": "", "patterns": tools[2].file,
	} {
		if got.From[key] != want {
			t.Errorf("%s is from %q, not %q", key, got.From[key], want)
		}
	}
	if got.Separator != "=>" || got.Highlights != "text" || len(got.Exclude) < 3 || got.Patterns["B"] != "(x)" || len(got.Warnings) != 1 {
		t.Errorf("read %+v", got)
	}
}

// FuzzTools: whatever stands in the files of other tools, what is taken from it makes sense.
func FuzzTools(f *testing.F) {
	f.Add(0, []byte(`{"settings": {"clozePatterns": ["==x=="], "flashcardTags": [1, "#a"], "multilineCardEndMarker": "---"}}`))
	f.Add(1, []byte(`{"flashcardsTag": "#a", "inlineSeparator": ["::"], "folderBasedDeck": true}`))
	f.Add(2, []byte(`{"settings": {"CUSTOM_REGEXPS": {"Basic": "((a){1000}){1000}", "Cloze": "("}, "IGNORED_FILE_GLOBS": ["{a,b}{"]}}`))
	f.Add(3, []byte(`{:hidden ["a\"b" "`+"\xff"+`"]}`))
	f.Fuzz(func(t *testing.T, file int, text []byte) {
		if file < 0 || file >= len(tools) {
			return
		}
		got := ReadTools(fstest.MapFS{tools[file].file: &fstest.MapFile{Data: bytes.Clone(text)}})
		if err := got.Check(); err != nil {
			t.Error(err)
		}
		if err := CheckPatterns(got.Exclude); err != nil {
			t.Error(err)
		}
		for key := range got.Values() {
			if got.From[key] == "" {
				t.Errorf("%s is from nowhere", key)
			}
		}
	})
}
