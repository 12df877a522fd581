package ankifield_test

import (
	"testing"

	"github.com/examdeck/examdeck/internal/ankifield"
)

func TestEscape(t *testing.T) {
	tests := []struct{ text, want string }{
		{"plain – ü", "plain – ü"},
		{`a < b & "c"`, `a &lt; b &amp; "c"`},
		{"[sound:a.mp3]", "[<!-- -->sound:a.mp3]"},
		{"[[type:Back]]", "[<!-- -->[type:Back]]"},
		{"{{c1::x}}", "{<!-- -->{c1::x}}"},
	}
	for _, tt := range tests {
		if got := ankifield.Escape(tt.text); got != tt.want {
			t.Errorf("Escape(%q) = %q, want %q", tt.text, got, tt.want)
		}
	}
}

func TestClean(t *testing.T) {
	tests := []struct{ field, want string }{
		{"a\r\nb\tc", "a\nb\tc"},
		{"x\x1fy\x00z\x7f", "xyz"},
		{"ü\xff", "ü\uFFFD"},
		{"\u0085\u00a0", "\u0085\u00a0"},
	}
	for _, tt := range tests {
		if got := ankifield.Clean(tt.field); got != tt.want {
			t.Errorf("Clean(%q) = %q, want %q", tt.field, got, tt.want)
		}
	}
}

func TestHideClozes(t *testing.T) {
	if got, want := ankifield.HideClozes("a {{c2::b}}"), "a {<!-- -->{c2::b}}"; got != want {
		t.Errorf("HideClozes gives %q, want %q", got, want)
	}
}
