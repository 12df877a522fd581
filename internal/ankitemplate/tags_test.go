package ankitemplate

import (
	"math/rand/v2"
	"regexp"
	"strings"
	"testing"
)

// TestTagsAsAnki compares with Anki's own expression, on texts of which most have tags that never end.
func TestTagsAsAnki(t *testing.T) {
	anki := regexp.MustCompile(`(?is)<!--.*?-->|<style.*?>.*?</style>|<script.*?>.*?</script>|<.*?>`)
	pieces := []string{"<", ">", "<!--", "-->", "--", "<style", "</style>", "<STYLE>", "</style", "<ſtyle", "<script>", "</Script>", "<b>", "a", "\n", "ü"}
	random := rand.New(rand.NewPCG(1, 2))
	for range 50_000 {
		var b strings.Builder
		for range random.IntN(9) {
			b.WriteString(pieces[random.IntN(len(pieces))])
		}
		if got, want := withoutTags(b.String()), anki.ReplaceAllString(b.String(), ""); got != want {
			t.Fatalf("%q: %q, want %q", b.String(), got, want)
		}
	}
}

// TestFiltersHostile filters texts that are made to be looked through again and again: with work that grows by the
// square, it takes many minutes.
func TestFiltersHostile(t *testing.T) {
	const many = 1 << 16
	fields, err := Parse("{{text:A}}{{furigana:A}}{{cloze:A}}{{cloze-only:A}}{{hint:A}}")
	if err != nil {
		t.Fatal(err)
	}
	for _, text := range []string{"<", "<!--", "<!-- a>", "<style>", "<script>", "<style></style", "\\(", "\\(<", "\\[<!-- a>", "a[", " a[b\n", "[", "&", "{{c1::<", "{{c1,"} {
		card := &Card{Fields: map[string]string{"A": "{{c1::x}}" + strings.Repeat(text, many)}}
		if _, err := card.Front(fields); err != nil {
			t.Fatal(err)
		}
	}
	mark, err := Parse("{{type" + strings.Repeat(":nc", many) + ":A}}")
	if err != nil {
		t.Fatal(err)
	}
	if unknown := mark[0].(Field).UnknownFilters(); len(unknown) > 0 {
		t.Errorf("%d unknown filters", len(unknown))
	}
}
