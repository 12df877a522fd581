package diff_test

import (
	"strings"
	"testing"

	"github.com/examdeck/examdeck/export/apkg/diff"
)

// marked shows what differs, with marks around it.
func marked(spans []diff.Span) string {
	var b strings.Builder
	for _, s := range spans {
		switch {
		case s.Removed:
			b.WriteString("[-" + s.Text + "-]")
		case s.Added:
			b.WriteString("{+" + s.Text + "+}")
		default:
			b.WriteString(s.Text)
		}
	}
	return b.String()
}

func TestWords(t *testing.T) {
	tests := []struct{ old, new, want string }{
		{"", "", ""},
		{"the same", "the same", "the same"},
		{"", "new", "{+new+}"},
		{"old", "", "[-old-]"},
		{"one two three", "one 2 three", "one [-two-]{+2+} three"},
		{"one two three four", "one 2 3 four", "one [-two three-]{+2 3+} four"},
		{"a b c d e", "a c d x e", "a [-b -]c d{+ x+} e"},
		{`\(\frac{1}{2}\)`, `\(\frac{1}{3}\)`, `\(\frac{1}{[-2-]{+3+}}\)`},
		{`\log n`, `\ln n`, `[-\log-]{+\ln+} n`},
		{`<b>x</b> y`, `<i>x</i> y`, `[-<b>-]{+<i>+}x[-</b>-]{+</i>+} y`},
		{"naïve Größe", "naïve Grösse", "naïve [-Größe-]{+Grösse+}"},
		{"今日は雨", "今日は雪", "今日は[-雨-]{+雪+}"},
		{"a < b", "a <= b", "a <{+=+} b"},
		{"x", "y", "[-x-]{+y+}"},
	}
	for _, test := range tests {
		if got := marked(diff.Words(test.old, test.new)); got != test.want {
			t.Errorf("%q to %q: %s, want %s", test.old, test.new, got, test.want)
		}
	}
}

// TestWordsLong compares texts of which no word is the same, and such as differ in the middle alone.
func TestWordsLong(t *testing.T) {
	a, b := strings.Repeat("a b ", 1<<18), strings.Repeat("c d ", 1<<18)
	if spans := diff.Words(a, b); len(spans) != 3 {
		t.Errorf("%d spans", len(spans))
	}
	if spans := diff.Words("1"+a+"2"+a+"3", "4"+a+"5"+a+"6"); len(spans) != 8 {
		t.Errorf("%d spans", len(spans))
	}
	if spans := diff.Words(a+"x"+a, a+"y"+a); len(spans) != 4 {
		t.Errorf("%d spans", len(spans))
	}
}

func FuzzWords(f *testing.F) {
	for _, s := range []string{"", "a b c", "a c", "c b a d", "<b>x</b>", `\(\frac12\)`, "今日", "x \n y", "<", "\xff", "a a a b a a", "b a a a"} {
		for _, other := range []string{"", "a x c", "c b"} {
			f.Add(s, other)
		}
	}
	f.Fuzz(func(t *testing.T, old, new string) {
		var a, b strings.Builder
		for _, s := range diff.Words(old, new) {
			if s.Text == "" || s.Removed && s.Added {
				t.Errorf("span %+v", s)
			}
			if !s.Added {
				a.WriteString(s.Text)
			}
			if !s.Removed {
				b.WriteString(s.Text)
			}
		}
		if a.String() != old || b.String() != new {
			t.Errorf("%q and %q became %q and %q", old, new, &a, &b)
		}
	})
}
