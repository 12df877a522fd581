package deck

import (
	"regexp"
	"testing"
)

// The GUIDs of decks that people have imported must never change. The values were computed apart from this code.
func TestDeriveGUIDStaysTheSame(t *testing.T) {
	tests := []struct {
		parts []string
		want  string
	}{
		{nil, "JXzS1IOHZlk"},
		{[]string{"exams", "6:number 10:2022-02-18 1:1 ", "basic"}, "2tqZhTfnrWu"},
	}
	for _, tt := range tests {
		got := DeriveGUID(tt.parts...)
		if !regexp.MustCompile(`^[A-Za-z0-9]{11}$`).MatchString(got) {
			t.Errorf("DeriveGUID(%q) = %q, want 11 letters and digits", tt.parts, got)
		}
		if got != tt.want {
			t.Errorf("DeriveGUID(%q) = %q, want %q", tt.parts, got, tt.want)
		}
	}
}

func FuzzDeriveGUIDTellsPartsApart(f *testing.F) {
	f.Add("ab", "c")
	f.Add("", "abc")
	f.Add("a\x00b", "")
	f.Fuzz(func(t *testing.T, a, b string) {
		if a != "" && DeriveGUID(a, b) == DeriveGUID(a[:len(a)-1], a[len(a)-1:]+b) {
			t.Errorf("the parts %q, %q give the GUID of a shifted pair", a, b)
		}
		if DeriveGUID(a, b) == DeriveGUID(a+b) {
			t.Errorf("the parts %q, %q give the GUID of their sum", a, b)
		}
	})
}
