package suggest_test

import (
	"strings"
	"testing"

	"github.com/examdeck/examdeck/internal/suggest"
)

func TestNearest(t *testing.T) {
	names := []string{"export", "list", "check", "deck", "media-folder", "media", "o"}
	for word, want := range map[string]string{
		"exprot": "export", "EXPORT": "export", "exports": "export", "xport": "export", "epxrot": "export", "lsit": "list", "chekc": "check",
		"dek": "deck", "med": "media", "media-fo": "media-folder", "exp": "export", "mediaa": "media",
		"": "", "x": "", "ex": "", "import": "export", "port": "export", "exhibit": "", "lost in": "", "médiá": "",
	} {
		if got := suggest.Nearest(word, names); got != want {
			t.Errorf("%q: %q, want %q", word, got, want)
		}
	}
}

func TestWithin(t *testing.T) {
	for _, tt := range []struct {
		a, b  string
		slips int
	}{
		{"", "", 0}, {"frac", "frac", 0}, {"frac", "frca", 1}, {"frac", "frrac", 1}, {"frac", "frc", 1}, {"frac", "fric", 1}, {"frac", "rfac", 1},
		{"frac", "frac2", 1}, {"a", "", 1}, {"ab", "ba", 1}, {"frac", "rfca", 2}, {"frac", "fr", 2}, {"frac", "xfracx", 2}, {"frac", "dfrca", 2},
		{"frac", "carf", 3}, {"abc", "", 3},
	} {
		for slips := range 4 {
			if got := suggest.Within(slips, tt.a, tt.b); got != (slips >= tt.slips) {
				t.Errorf("%q and %q within %d slips: %t", tt.a, tt.b, slips, got)
			}
			if suggest.Within(slips, tt.a, tt.b) != suggest.Within(slips, tt.b, tt.a) {
				t.Errorf("%q and %q: not the same both ways", tt.a, tt.b)
			}
		}
	}
	long := strings.Repeat("a", 1<<20)
	if suggest.Within(2, long+"bcd", long+"efg") {
		t.Error("three letters differ")
	}
}
