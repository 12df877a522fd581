package markdown

import (
	"strings"
	"testing"
)

func TestPlainText(t *testing.T) {
	for _, text := range []string{
		"", " ", "a", " a ", "a b", "a  b", "a \tb", "a\n\nb c", "a \u00a0b", "a\u3000b", "ä  ö\n", "答案 ：\n B", "a\u2003 b", "a \x01 b", "x y \n",
	} {
		if got, want := plainText([]byte(text)), strings.Join(strings.Fields(text), " "); got != want {
			t.Errorf("plainText(%q) = %q, want %q", text, got, want)
		}
	}
	if got := plainText([]byte("a\xff\xfe  b")); got != "a\uFFFD b" {
		t.Errorf("plainText of what is no UTF-8 = %q", got)
	}
}
