package parse_test

import (
	"strings"
	"testing"
	"testing/fstest"

	"github.com/examdeck/examdeck/parse/settings"
)

func TestExcluded(t *testing.T) {
	for _, c := range []struct {
		pattern, path string
		want          bool
	}{
		{"drafts", "drafts", true}, {"drafts", "a/drafts", true}, {"drafts/", "a/drafts", true}, {"drafts", "drafts2", false},
		{"*.private.md", "a/b.private.md", true}, {"*.private.md", "a/b.md", false},
		{"2019/**", "2019/a.md", true}, {"2019/**", "2019/x/a.md", true}, {"2019/**", "b/2019/a.md", false}, {"/2019", "2019", true},
		{"courses/*/old", "courses/a/old", true}, {"courses/*/old", "courses/a/b/old", false}, {"**/old", "x/y/old", true},
		{"{a,b}.md", "x/b.md", true}, {"?.md", "ab.md", false},
		{"{2019,20{20,21}}/{a,b}*", "2021/bc.md", true}, {"{2019,20{20,21}}/{a,b}*", "2022/a.md", false}, {"a{,b}{c/**,/d}", "a/d", true},
		{"{[,],x}\\{", ",{", true}, {"[{,}]\\{a", "}{a", true}, {"{a}", "a", true}, {"[ab].md", "a.md", true},
	} {
		if got := settings.Excluded([]string{"nothing", c.pattern}, c.path); got != c.want {
			t.Errorf("%q and %q: %v", c.pattern, c.path, got)
		}
	}
	for _, bad := range []string{"", "/", "[", "{a"} {
		if settings.CheckPatterns([]string{"a", bad}) == nil {
			t.Errorf("%q is taken for a pattern", bad)
		}
	}
	for _, huge := range []string{strings.Repeat("{a,aa}", 40) + "b", strings.Repeat("*{a,b}", 40), strings.Repeat("{", 9000) + "a" + strings.Repeat("}", 9000),
		strings.Repeat("{a}", 9000), "{" + strings.Repeat("a,", 9000) + "b}", strings.Repeat("a", 70_000)} {
		if err := settings.CheckPatterns([]string{"a", huge}); err == nil || !strings.Contains(err.Error(), "too many alternatives in braces") {
			t.Errorf("%.20q: error %v", huge, err)
		}
		settings.Excluded([]string{huge}, strings.Repeat("a", 100))
	}
}

// FuzzConfig: whatever the configuration holds, what is wrong has a place in it, and what is right holds.
func FuzzConfig(f *testing.F) {
	for _, seed := range []string{
		"", "deck: A\nexclude: [a, 'b c']\ntags: x, y\nmacros: {R: '\\mathbb{R}', \\n: ['#1', 1]}\n", "deck: [a]\ndeck: b\nkind: odd\n", "- a\n- b\n",
		"a: &x [*x, *x]\nb: *x\n", "a: 1\n\tb: 2\n", "\ufeffdeck: A\r\n", "dialects: -tables\nhighlight: cloze\n", "? {a: b}\n: c\n", "deck: !!binary aGk=\n",
		"exclude: {a: b}\nmedia-folders: [[a]]\nauthor: |\n  two\n  lines\n", "<<: {deck: A}\n", "---\ndeck: A\n---\ndeck: B\n",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		config, faults := settings.ReadConfig(fstest.MapFS{settings.ConfigFile: {Data: []byte(text)}}, "v/"+settings.ConfigFile)
		lines := 1
		for _, end := range []string{"\n", "\r", "\u0085", "\u2028", "\u2029"} { // YAML 1.1 knows all of these
			lines += strings.Count(text, end)
		}
		for _, d := range faults {
			if d.Pos.File != "v/"+settings.ConfigFile || d.Pos.Line < 0 || d.Pos.Line > lines+1 || d.Message == "" {
				t.Errorf("a fault at %s of %d lines: %s", d.Pos, lines, d.Message)
			}
		}
		if err := config.Check(); err != nil {
			t.Errorf("settings were taken that make no sense: %v", err)
		}
		if err := settings.CheckPatterns(config.Exclude); err != nil {
			t.Errorf("patterns were taken that make no sense: %v", err)
		}
	})
}
