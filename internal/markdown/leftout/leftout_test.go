package leftout

import (
	"slices"
	"strings"
	"testing"
)

func never(string) bool { return false }

// TestSeen: of Markdown its addresses, signs and comments are unseen, and every word stands where it says.
func TestSeen(t *testing.T) {
	for text, want := range map[string]string{
		"Two **w**ords, `co de` $x^2$":                          "two w ords co de x 2",
		"[a (b)](http://x.y/z_(q)#:~:text=no \"no\") and":       "a b and",
		"[[a\\]](x.md) [b](((65ec5fd9-6512))) [c\nd](e \"no\")": "a b c d",
		"![an\nalt](x.png\n\"no (yes)\") ![b][c] ![[d]] e":      "e",
		"[[Folder/Note]] [[Note|shown]]":                        "note shown",
		"a <!-- b\nc --> %% d %% <b class=\"e\">f</b>":          "a f",
		"> [!note]- Title\n!!! tip \"Other\"\n::: x\n{.y}":      "title other",
		"```{=tex}\nno\n```\n```go\nyes\n```":                   "yes",
		"[^1]: no\n    nor this\n\nyes":                         "yes",
		"[Back to the top](#top)\n\n- [an item](#here)":         "an item",
		"&eacute;t&amp;é 水火 B&B":                                "é t é 水 火 b b",
		"{% tab title=\"no\" %}{{ yes }}":                       "yes",
	} {
		var got []string
		for _, w := range Seen(text) {
			got = append(got, w.Text)
			if inside := text[w.From:w.To]; inside[0] != '&' && strings.ToLower(inside) != w.Text {
				t.Errorf("%q stands at %q of %q", w.Text, inside, text)
			}
		}
		if s := strings.Join(got, " "); s != want {
			t.Errorf("%q is seen as %q, want %q", text, s, want)
		}
	}
}

// TestShown: of HTML its tags are not shown, nor is what a card says of its own.
func TestShown(t *testing.T) {
	fragment := `<p title="no">One<br>t<b>w</b>o &lt;b&gt; a < b<!-- no --><span class="missing">no</span><style>no</style></p>`
	var got []string
	for _, w := range Shown(fragment) {
		got = append(got, w.Text)
	}
	if want := []string{"one", "t", "w", "o", "b", "a", "b"}; !slices.Equal(got, want) {
		t.Errorf("%q are shown, want %q", got, want)
	}
}

// TestParted: letters that are parted from their marks are the letters of the card.
func TestParted(t *testing.T) {
	var got []string
	for _, w := range All("ka\u0301va か\u3099カ\u3099") {
		got = append(got, w.Text)
	}
	if want := []string{"k\u00e1va", "が", "ガ"}; !slices.Equal(got, want) {
		t.Errorf("%q are the words, want %q", got, want)
	}
}

func TestMissing(t *testing.T) {
	const card = "red green blue red one two three"
	for text, want := range map[string][]string{
		"red green blue":                   nil,
		"red red red red":                  {"red red"},
		"pink 1 grey a blue black white":   {"pink 1 grey a", "black white"},
		"one two three one two three":      nil,
		"pink the grey":                    {"pink the grey"},
		"the the the":                      nil,
		"pink red grey":                    nil,
		"one two one two pink":             {"one two pink"},
		"c d pink blue one two three grey": nil,
	} {
		var got []string
		for _, r := range Missing(All(text), All(card), 2, func(w string) bool { return w == "the" }) {
			got = append(got, text[r.From:r.To])
		}
		if !slices.Equal(got, want) {
			t.Errorf("of %q %q are missing, want %q", text, got, want)
		}
	}
	if len(Missing(nil, nil, 2, never)) > 0 {
		t.Error("of nothing something is missing")
	}
}
