package parse_test

import (
	"testing"
	"testing/fstest"

	"github.com/examdeck/examdeck/parse"
)

// TestLocalIDs: names that authors write are their note's, ids that tools make up are the vault's.
func TestLocalIDs(t *testing.T) {
	type localID struct {
		id    string
		local bool
	}
	for text, want := range map[string]localID{
		"#### Question 1\n\n> What is a heap?\n\nA tree. ^summary":                          {"summary", true},
		"#### Question 1 {#sol:heap.1}\n\n> What is a heap?\n\nA tree.":                     {"sol:heap.1", true},
		"#### Question 1\n\n> What is a heap?\n\nA tree. ^a1b2c3":                           {"a1b2c3", true},
		"#### Question 1\n\n> What is a heap?\n\nA tree. ^2024":                             {"2024", true},
		"#### Question 1\n\n> What is a heap?\n\nA tree. ^1713874333968":                    {"1713874333968", false},
		"#### Question 1\n\n> What is a heap?\n\nA tree.\n\n<!--ID: 17-->":                  {"17", false},
		"#### Question 1\n\n> What is a heap?\n\nA tree.\n<!--ID: heap -->":                 {"heap", false},
		"- What is a heap? #card\n  id:: 63c14167-8540-43ba-9aa0-4d1c2bc7cf64\n\t- A tree.": {"63c14167-8540-43ba-9aa0-4d1c2bc7cf64", false},
		"- What is a heap? #card\n  id:: heap\n\t- A tree.":                                 {"heap", true},
		"#### Question 1\n\n> What is a heap?\n\nA tree.":                                   {},
	} {
		v := &parse.Vault{FS: fstest.MapFS{"n.md": {Data: []byte(text)}}}
		set := parse.Parse([]parse.Source{{Vault: v, Path: "n.md", Name: "n.md", Deck: "n"}}, parse.Options{Root: "n"}).Set
		if set.Len() != 1 {
			t.Errorf("%q: %d questions", text, set.Len())
			continue
		}
		if q := set.Decks[0].Questions[0]; (localID{q.ExplicitID, q.LocalID}) != want {
			t.Errorf("%q: got %q, local %v", text, q.ExplicitID, q.LocalID)
		}
	}
}
