package inspect

import (
	"strings"
	"testing"
)

func TestActiveTag(t *testing.T) {
	for fragment, want := range map[string]string{
		"plain": "", "a < b": "", "<b>x</b>": "", "<script>x": "<script", "<SCRIPT": "<SCRIPT", "<img src=a onerror=x>": "<img src=a onerror=x",
		"<a href='java\nscript:x'>": "<a href='java\nscript:x'", "<b <script>": "", "<b < onclick=x>": "<b < onclick=x", "< <b onclick=x>": "<b onclick=x",
		"<scripts>": "", "<b title='on'>": "", "<b><b onclick =x>": "<b onclick =x", "<iframe/src=x>": "<iframe/src=x", "<ononclick=x>": "",
	} {
		if got := activeTag(fragment); got != want {
			t.Errorf("%q: %q, want %q", fragment, got, want)
		}
	}
}

// TestActiveTagHostile looks at fragments that are made to be looked through again and again: with work that grows by
// the square, it takes hours.
func TestActiveTagHostile(t *testing.T) {
	for _, text := range []string{"<", "<!--", "<img src=", "<a ", "< ", " on", "<b on", "<b on ", "<a =script", "<a = on"} {
		if found := activeTag(strings.Repeat(text, 1<<22/len(text))); found != "" {
			t.Errorf("%q: %q", text, found)
		}
	}
}
