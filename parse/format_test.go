package parse_test

import (
	"os"
	"regexp"
	"strings"
	"testing"
)

var (
	formatSection = regexp.MustCompile("(?m)^#{2,3} (?:`([a-z-]+)`)?")
	formatSample  = regexp.MustCompile("(?s)````markdown\n(.*?)````\n\n(?:gives: ([a-z, ]+)\n)?")
)

// TestFormatSamples holds docs/format.md to what it says: each sample gives the kinds of question that the line below
// it names, found by the dialect of its section, and nothing is wrong with it.
func TestFormatSamples(t *testing.T) {
	doc, err := os.ReadFile("../docs/format.md")
	if err != nil {
		t.Fatal(err)
	}
	samples := 0
	shown := map[string]bool{}
	sections := formatSection.FindAllStringSubmatchIndex(string(doc), -1)
	for i, s := range sections {
		dialect, end := "", len(doc)
		if s[2] >= 0 {
			dialect = string(doc[s[2]:s[3]])
		}
		if i+1 < len(sections) {
			end = sections[i+1][0]
		}
		for _, m := range formatSample.FindAllStringSubmatch(string(doc[s[0]:end]), -1) {
			if m[2] == "" {
				continue // settings alone
			}
			samples++
			for name := range checkSample(t, m[1], m[2], dialect) {
				shown[name] = true
			}
		}
	}
	if samples < 10 {
		t.Errorf("only %d samples found", samples)
	}
}

// checkSample returns the dialects that found the sample's questions.
func checkSample(t *testing.T, sample, gives, dialect string) map[string]bool {
	t.Helper()
	result := parseText(sample)
	if len(result.Diagnostics) > 0 {
		t.Errorf("%s\n%s", sample, messages(result.Diagnostics))
	}
	found := map[string]bool{}
	var kinds []string
	for _, d := range result.Set.Decks {
		for _, q := range d.Questions {
			found[q.Dialect] = true
			kinds = append(kinds, q.Kind.String())
			if dialect != "" && q.Dialect != dialect {
				t.Errorf("%s\nfound by %s, not %s", sample, q.Dialect, dialect)
			}
		}
	}
	if got := strings.Join(kinds, ", "); got != gives {
		t.Errorf("%s\ngives %s, not %s", sample, got, gives)
	}
	return found
}
